"""Claims from pairs: the last steps of comparing, one connected part at a time.

In:      the sketches of a part's documents, the verdicts on its pairs, copies, rulings.
Out:     `Claim`s and `Drift`s.
Cost:    some 50 µs a statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from allegedly.compare.drifts import drifts
from allegedly.compare.grouping import Rulings, group
from allegedly.compare.origins import Member, origin_id, origins, trace
from allegedly.compare.pairing import Verdict, differing
from allegedly.compare.proposition import Proposition
from allegedly.compare.sketch import Sketch
from allegedly.compare.stances import stance
from allegedly.folding import fold
from allegedly.ids import CLAIM, identify
from allegedly.records.comparison import Claim, ClaimStatement, Copy, Counts, Drift, Stance


class Settled(NamedTuple):
    """A claim and what drifted in it."""

    claim: Claim
    drifts: tuple[Drift, ...]


def settle(
    part: Sequence[str],
    verdicts: Mapping[frozenset[str], Verdict],
    pages: Mapping[str, Sketch],
    copies: Mapping[str, Copy],
    rulings: Rulings,
) -> list[Settled]:
    """The claims of one connected part.

    Args:
        part: Ids of statements that hang together by pairs or by leaning on each other.
        pages: The sketches of their documents, by document id.
    """
    said = {one.id: (one, page) for page in pages.values() for one in page.propositions}
    whole = [one for one in part if said[one][0].leans_on is None]
    made = group(whole, {pair: verdict.chance for pair, verdict in verdicts.items()}, rulings)
    home = {one: at for at, members in enumerate(made) for one in members}
    for one in part:
        target = _end(one, said)
        if target in home and one not in home and frozenset((one, target)) not in rulings.apart:
            made[home[target]].append(one)
    return [_claim(members, said, verdicts, copies) for members in made if len(members) > 1]


def _end(one: str, said: Mapping[str, tuple[Proposition, Sketch]]) -> str:
    seen = {one}
    while (target := said[one][0].leans_on) is not None and target in said and target not in seen:
        seen.add(target)
        one = target
    return one


def _claim(
    ids: Sequence[str],
    said: Mapping[str, tuple[Proposition, Sketch]],
    verdicts: Mapping[frozenset[str], Verdict],
    copies: Mapping[str, Copy],
) -> Settled:
    wording = _wording(ids, said, verdicts)
    negative = said[wording][0].negated
    members = [
        Member(
            said[one][0], said[one][1], _stance(one, said, worded_negative=negative), _joined(one, ids, verdicts, said)
        )
        for one in ids
    ]
    members.sort(key=lambda one: one.order)
    trace(members, copies)
    identity = identify(CLAIM, members[0].said.id)
    found = origins(members)
    claim = Claim(
        id=identity,
        text=said[wording][0].text,
        statements=tuple(_placed(one) for one in members),
        counts=_counted(members, found),
        origins=tuple(found),
        first=next((one.page.document for one in members if one.page.day), None),
        values=_values(members),
    )
    return Settled(claim, tuple(drifts(identity, members, copies)))


def _stance(one: str, said: Mapping[str, tuple[Proposition, Sketch]], *, worded_negative: bool) -> Stance:
    own, seen = said[one][0], {one}
    # Who goes on about what they said stands as they stood.
    while own.leans_on is not None and own.leans_on in said and own.act not in ("denies", "declines", "questions"):
        before = said[own.leans_on][0]
        if before.id in seen:
            break
        if own.speaker is None or before.speaker is None or own.speaker.key != before.speaker.key:
            break
        seen.add(before.id)
        own = before
    return stance(own, worded_negative=worded_negative)


def _joined(
    one: str,
    ids: Sequence[str],
    verdicts: Mapping[frozenset[str], Verdict],
    said: Mapping[str, tuple[Proposition, Sketch]],
) -> tuple[str, ...]:
    """Why a statement is in the claim: the reasons of its likeliest pair."""
    if said[one][0].leans_on is not None:
        return ("it speaks of what the statement before it says",)
    ours = [(verdicts[pair], other) for other in ids if (pair := frozenset((one, other))) in verdicts and other != one]
    return max(ours, key=lambda row: (row[0].chance, row[1]))[0].why if ours else ()


def _placed(one: Member) -> ClaimStatement:
    return ClaimStatement(
        statement=one.said.id,
        document=one.page.document,
        stance=one.stance,
        origin=None if one.key is None else origin_id(one),
        why=tuple(dict.fromkeys((*one.why, *one.joined))),
    )


def _wording(
    ids: Sequence[str], said: Mapping[str, tuple[Proposition, Sketch]], verdicts: Mapping[frozenset[str], Verdict]
) -> str:
    """The statement in whose words the claim is shown: of those that assert it in a body, the likest to all
    others."""

    def rank(one: str) -> tuple[object, ...]:
        proposition, page = said[one]
        own = proposition.leans_on is None
        plain = proposition.act not in ("denies", "questions", "declines", "demands") and not proposition.negated
        near = sum(verdicts[pair].chance for other in ids if (pair := frozenset((one, other))) in verdicts)
        return (not own, not plain, proposition.head, round(-near, 6), page.day or 10**7, one)

    return min(ids, key=rank)


def _counted(members: Sequence[Member], found: Iterable[object]) -> Counts:
    pages = {one.page.document: one.page for one in members}
    sides = [one.denies for one in origins(members)]
    return Counts(
        documents=len(pages),
        outlets=outlets(pages.values()),
        origins=sides.count(False),
        denying_origins=sides.count(True),
    )


def outlets(pages: Iterable[Sketch]) -> int:
    """How many outlets: by name, and two of one name by where their pages stand; each page of none is one of its
    own."""
    hosts: dict[str, set[str]] = {}
    nameless = 0
    for page in pages:
        if not page.outlet:
            nameless += 1
            continue
        host = (urlsplit(page.url or "").hostname or "").removeprefix("www.")
        hosts.setdefault(fold(page.outlet), set()).update(filter(None, [host]))
    return nameless + sum(max(1, len(known)) for known in hosts.values())


def _values(members: Sequence[Member]) -> tuple[str, ...]:
    """The different figures that are given for one thing, as they are printed."""
    found: dict[str, None] = {}
    for at, one in enumerate(members):
        for other in members[:at]:
            parted = differing(one.said, other.said)
            if parted is not None:
                first, second = parted
                found |= {second.span.text: None, first.span.text: None}
    return tuple(found)
