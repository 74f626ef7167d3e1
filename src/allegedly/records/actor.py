"""Who a document speaks of, and under which names."""

from __future__ import annotations

from typing import Literal

from allegedly.records.anchor import Anchor
from allegedly.records.base import Record

ActorKind = Literal["person", "state", "government", "armed-group", "party", "organisation", "media", "people", "other"]


class Role(Record):
    """What a text says somebody is: "a member of the exiled leadership", as stated, by which statement, when."""

    text: str
    organisation: str | None = None
    statement: str | None = None
    when: str | None = None


class Mention(Anchor):
    """One place where an actor is named. `metonym` is True where a place stands for its government."""

    metonym: bool = False


class Actor(Record):
    """One actor of one document with all its mentions, in reading order."""

    id: str
    name: str
    kind: ActorKind
    identifiers: dict[str, str] = {}
    roles: tuple[Role, ...] = ()
    mentions: tuple[Mention, ...] = ()
