"""Who a document speaks of, under which names, and who that is known to be."""

from __future__ import annotations

from typing import Literal

from allegedly.records.anchor import Anchor
from allegedly.records.base import Record

ActorKind = Literal[
    "person", "state", "government", "armed-group", "party", "organisation", "media", "people", "place", "other"
]
Sense = Literal["itself", "government", "place", "both"]


class Role(Record):
    """What a text says somebody is: "a member of the exiled leadership", as stated, by which statement, when."""

    text: str
    organisation: str | None = None
    statement: str | None = None
    when: str | None = None


class Mention(Anchor):
    """One place where an actor is named.

    `sense` says what a name of a capital, a seat or a residence means there: the "government" (then `metonym` is
    True), the "place", or "both" ("a delegation to Beijing"); every other mention means "itself". `why` is the
    grammar that decided.
    """

    metonym: bool = False
    sense: Sense = "itself"
    why: str | None = None


class Identity(Record):
    """Somebody known whom an actor may be: a key of the gazetteer or of a list of one's own."""

    key: str
    name: str
    score: float


class Actor(Record):
    """One actor of one document with all its mentions, in reading order.

    `identifiers` hold what is known of whom it was linked to: `key` in the gazetteer, `wikidata`, `iso2`, `iso3`,
    `country` (ISO 3166 alpha-3), `cameo` (as of the day of publication), `schema` (FollowTheMoney). Empty where nobody
    known was meant. `why` gives the features that decided, heaviest first; where several are about equally likely,
    all are `candidates`, likeliest first, and nothing is taken over. `principal` is the id of the actor for whom
    this one acts, as the page says: "an Iranian envoy" acts for Iran. `named` is False for who is only described.
    """

    id: str
    name: str
    kind: ActorKind
    identifiers: dict[str, str] = {}
    roles: tuple[Role, ...] = ()
    mentions: tuple[Mention, ...] = ()
    named: bool = True
    principal: str | None = None
    why: tuple[str, ...] = ()
    candidates: tuple[Identity, ...] = ()
