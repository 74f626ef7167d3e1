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


def drifts(claim: str, members: Sequence[Member], copies: Mapping[str, Copy]) -> list[Drift]:
    """The drifts of one claim."""
    found: list[Drift] = []
    for relay in members:
        original = source_of(relay, members, copies)
        if original is None:
            continue
        for kind, from_span, to_span, why in _changes(original, relay, members):
            found.append(
                Drift(
                    kind=kind, claim=claim, from_=original.said.id, to=relay.said.id,
                    from_document=original.page.document, to_document=relay.page.document,
                    from_span=from_span, to_span=to_span, why=why,
                )
            )  # fmt: skip
    return found


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


_Change = tuple[DriftKind, Anchor, Anchor | None, str]


def _changes(original: Member, relay: Member, members: Sequence[Member]) -> Iterator[_Change]:
    before, after = original.said, relay.said
    if _is_dropped(relay, members) and before.source is not None:
        yield "attribution-dropped", before.source, after.span, f"{original.name} says so; here nobody does"
    yield from _certainty(before, after, dropped=after.voice)
    moved = _number(original, relay, members)
    if moved is not None:
        yield moved
    if before.negated != after.negated and alike(before.stems, after.stems) >= data()["drifts"]["same_but_not"]:
        yield "negation-lost", before.span, after.span, "the one is negated, the other is not"
    yield from _quotations(before, after)


def _is_dropped(relay: Member, members: Sequence[Member]) -> bool:
    """In the outlet's own voice, and nowhere on the page attributed."""
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


def _quotations(before: Proposition, after: Proposition) -> Iterator[_Change]:
    limits = data()["drifts"]
    for quoted in after.verbatim:
        there = [_plain(one.text) for one in before.verbatim]
        here = _plain(quoted.text)
        if not there or len(here.split()) < limits["quoted_words"]:
            continue
        if any(here in one or one in here for one in there) or here in _plain(before.text):
            continue
        score, number = max((fuzz.partial_ratio(here, one), -at) for at, one in enumerate(there))
        if score >= limits["quoted_alike"]:
            yield "quote-altered", before.verbatim[-number], quoted, "the words between the quotation marks differ"


def _plain(quoted: str) -> str:
    """A quotation without brackets, punctuation, case."""
    return " ".join(_PLAIN.sub(" ", quoted.replace("’", "'").replace("'", "")).casefold().split())
