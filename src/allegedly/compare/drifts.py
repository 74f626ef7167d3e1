"""What a statement changed of the one it goes back to.

In:      the members of a claim with their origins, and the copies among their documents.
Out:     `Drift`s with the words of both sides, in order of publication of the relay.
How:     each statement is held against the one it depends on: in a copy the statement in the same place of the
         original, else the first of its origin that says the same. What changes no meaning is none: punctuation,
         brackets, a shorter quotation, a figure that moved on, somebody's own correction, another event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from allegedly.compare.copies import alike
from allegedly.compare.lists import data, words
from allegedly.compare.origins import Member
from allegedly.compare.pairing import differing
from allegedly.compare.proposition import Proposition
from allegedly.records import Anchor
from allegedly.records.comparison import Copy, Drift, DriftKind

_SURE = {"certain": 3, "probable": 2, "possible": 1}
_PLAIN = re.compile(r"\[[^\]]*\]|[^\w\s]")


_Change = tuple[DriftKind, Anchor, Anchor | None, str]


def drifts(claim: str, members: Sequence[Member], copies: Mapping[str, Copy]) -> list[Drift]:
    """The drifts of one claim."""
    found: list[Drift] = []
    for relay in members:
        for original, (kind, from_span, to_span, why) in _all_changes(relay, members, copies):
            found.append(
                Drift(
                    kind=kind, claim=claim, from_=original.said.id, to=relay.said.id,
                    from_document=original.page.document, to_document=relay.page.document,
                    from_span=from_span, to_span=to_span, why=why,
                )
            )  # fmt: skip
    return found


def _all_changes(
    relay: Member, members: Sequence[Member], copies: Mapping[str, Copy]
) -> Iterator[tuple[Member, _Change]]:
    original = source_of(relay, members, copies)
    if original is not None:
        yield from ((original, change) for change in _changes(original, relay, members))
    flipped = _flipped(relay, members, copies)
    if flipped is not None:
        why = "the one is negated, the other is not"
        yield flipped, ("negation-lost", flipped.said.span, relay.said.span, why)
    yield from _quotations(relay, members, copies)


def _flipped(relay: Member, members: Sequence[Member], copies: Mapping[str, Copy]) -> Member | None:
    """The earlier statement of the same speaker, or in the same place of the original, that says the opposite."""
    if relay.said.leans_on is not None or relay.stance not in ("asserts", "reports", "denies"):
        return None
    if any(one.stance == "retracts" and _one_speaker(one, relay) for one in members):
        return None  # Who took it back says the opposite now.
    near = [
        one
        for one in members
        if one.page.document != relay.page.document and one.said.leans_on is None and _not_later(one, relay, copies)
        if one.said.negated != relay.said.negated and one.denies != relay.denies and one.stance != "retracts"
        if _nearness(one, relay) >= data()["drifts"]["same_but_not"]
        if _one_speaker(one, relay) or (relay.said.voice and _is_copy(relay, one, copies))
    ]
    return min(near, key=lambda one: one.order, default=None)


def _is_copy(relay: Member, one: Member, copies: Mapping[str, Copy]) -> bool:
    copy = copies.get(relay.page.document)
    return copy is not None and copy.of == one.page.document


def _one_speaker(one: Member, other: Member) -> bool:
    a, b = one.said.speaker, other.said.speaker
    return a is not None and b is not None and a.key == b.key and not one.said.voice and not other.said.voice


def source_of(relay: Member, members: Sequence[Member], copies: Mapping[str, Copy]) -> Member | None:
    """The statement that a relay depends on; None for an original and for what goes back to nobody."""
    if relay.key is None or relay.said.leans_on is not None:
        return None
    ours = [
        one
        for one in members
        if one.key == relay.key and one.page.document != relay.page.document and one.said.leans_on is None
        if one.denies == relay.denies and not one.likely and not one.said.voice
        if _not_later(one, relay, copies)
    ]
    copy = copies.get(relay.page.document)
    if copy is not None:
        there = [one for one in ours if one.page.document == copy.of]
        if there:
            return max(there, key=lambda one: (_nearness(one, relay), -one.said.position))
    near = [one for one in ours if alike(one.said.stems, relay.said.stems) >= data()["drifts"]["same_words"]]
    return min(near, key=lambda one: (one.page.day or 10**7, one.page.document, -_nearness(one, relay)), default=None)


def _nearness(one: Member, other: Member) -> float:
    """The share of the words of both that both have: a headline is no original of a sentence that says more."""
    a, b = one.said.stems, other.said.stems
    whole = sum({**a, **b}.values())
    return round(sum(weight for stem, weight in a.items() if stem in b) / whole, 6) if whole else 0.0


def _not_later(one: Member, relay: Member, copies: Mapping[str, Copy]) -> bool:
    copy = copies.get(relay.page.document)
    if copy is not None and copy.of == one.page.document:
        return True
    return one.order < relay.order and not (
        copies.get(one.page.document) and copies[one.page.document].of == relay.page.document
    )


def _changes(original: Member, relay: Member, members: Sequence[Member]) -> Iterator[_Change]:
    before, after = original.said, relay.said
    if _is_dropped(relay, members) and before.source is not None:
        yield "attribution-dropped", before.source, after.span, f"{original.name} says so; here nobody does"
    yield from _certainty(before, after, dropped=after.voice)
    moved = _number(original, relay, members)
    if moved is not None:
        yield moved


def _is_dropped(relay: Member, members: Sequence[Member]) -> bool:
    """In the outlet's own voice, and nowhere on the page attributed."""
    nobody = relay.said.speaker is not None and relay.said.speaker.key in words("relaying")
    if nobody:
        return not relay.said.head
    if not relay.said.voice or relay.stance != "asserts" or relay.said.observed:
        return False
    page = [one for one in members if one.page.document == relay.page.document and one.key == relay.key]
    first = next(
        one for one in members if one.page.document == relay.page.document and one.said.voice and one.key == relay.key
    )
    return all(one.said.voice for one in page) and _main(relay, page) is relay and first is not None


def _main(relay: Member, page: Sequence[Member]) -> Member:
    """Of what a page says without a source, the sentence of the body that stands first; of headlines alone, the
    headline."""
    body = [one for one in page if not one.said.head]
    return (body or list(page))[0]


def _certainty(before: Proposition, after: Proposition, *, dropped: bool) -> Iterator[_Change]:
    a, b = _SURE.get(before.certainty), _SURE.get(after.certainty)
    if a is None or b is None or a == b:
        return
    hedge = (before.hedges or after.hedges or (None,))[0]
    told = f"{before.certainty} there, {after.certainty} here"
    if hedge is not None and before.hedges:
        told += f"; “{before.hedges[0].text}” is said there"
    if after.hedges:
        told += f"; “{after.hedges[0].text}” is said here"
    kind: DriftKind = "certainty-raised" if b > a else "certainty-lowered"
    yield (
        kind,
        before.hedges[0] if before.hedges else before.span,
        after.hedges[0] if after.hedges else after.span,
        told,
    )


def _number(original: Member, relay: Member, members: Sequence[Member]) -> _Change | None:
    found = differing(original.said, relay.said)
    if found is None:
        return None
    before, after = found
    ours = [one for one in members if one.key == original.key and one is not relay and one.order <= relay.order]
    if any(one.value == after.value and one.unit == after.unit for other in ours for one in other.said.amounts):
        return None
    if _moved_on(original, relay):
        return None
    why = f"{before.span.text} there, {after.span.text} here"
    return "number-changed", before.span, after.span, why


def _moved_on(original: Member, relay: Member) -> bool:
    """A later figure of the same source: said on a later day, or said to have changed."""
    a, b = original.said.said, relay.said.said
    if a is not None and b is not None and b > a:
        return True
    said = set(re.findall(r"[a-z]+", relay.said.text.casefold()))
    return bool(said & words("moved_on"))


def _quotations(
    relay: Member, members: Sequence[Member], copies: Mapping[str, Copy]
) -> Iterator[tuple[Member, _Change]]:
    """Quotations of somebody that stand otherwise in an earlier page; one that stands there word by word is none."""
    limits = data()["drifts"]
    before = [
        one
        for one in members
        if one.page.document != relay.page.document and one.said.verbatim and _not_later(one, relay, copies)
        if one.key is not None and one.key == relay.key
    ]
    for quoted in relay.said.verbatim:
        here = _plain(quoted.text)
        there = [(one, span, _plain(span.text)) for one in before for span in one.said.verbatim]
        if len(here.split()) < limits["quoted_words"] or any(here in plain or plain in here for _, _, plain in there):
            continue
        scores = [(fuzz.partial_ratio(here, plain), -at) for at, (_, _, plain) in enumerate(there)]
        score, number = max(scores, default=(0.0, 0))
        if score >= limits["quoted_alike"]:
            original, span, _ = there[-number]
            yield original, ("quote-altered", span, quoted, "the words between the quotation marks differ")


def _plain(quoted: str) -> str:
    """A quotation without brackets, punctuation, case."""
    return " ".join(_PLAIN.sub(" ", quoted.replace("’", "'").replace("'", "")).casefold().split())
