"""Which of two statements carries the other: who passes on what somebody else said.

In:      two statements of one page. Out: True or False; no statement carries itself.
Rules:   "quoted Kowal as saying" carries "as saying"; a statement carries those whom it cites ("citing two officials");
         one whose content holds another's cue carries it; of two with one content the news organisation, the paper, the
         later one carries the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from allegedly.records import Statement

_CITING = frozenset(("citing", "quoting", "referencing", "crediting"))
_QUOTES = frozenset(("quoted", "quotes", "quote", "cited", "cites", "paraphrased"))
_OUTER = frozenset(("according", "per"))
_PASSING = frozenset(("outlet", "document", "poll"))


def carries(outer: Statement, inner: Statement) -> bool:
    """True where `outer` hands on what `inner` says."""
    if outer.id == inner.id or outer.cue is None or not _meet(outer, inner):
        return False
    return _rank(outer, inner) > 0


def carried(statements: Sequence[Statement]) -> set[tuple[str, str]]:
    """The ids of all (outer, inner) of which the first carries the second; only those that meet are looked into."""
    hulls = [(one, *_hull(one)) for one in statements]
    return {
        (outer.id, inner.id)
        for outer, start, end in hulls
        for inner, begin, stop in hulls
        if start < stop and begin < end and carries(outer, inner)
    }


def _meet(one: Statement, other: Statement) -> bool:
    (start, end), (begin, stop) = _hull(one), _hull(other)
    if end <= begin or stop <= start:
        return False
    return _holds(one, other) or _holds(other, one) or _shares(one, other)


def _hull(statement: Statement) -> tuple[int, int]:
    """From the first to the last code point of cue and content, which are in reading order."""
    first, last = statement.content[0].start, statement.content[-1].end
    if statement.cue is None:
        return first, last
    return min(first, statement.cue.start), max(last, statement.cue.end)


def _holds(outer: Statement, inner: Statement) -> bool:
    """True where the outer's content holds the inner's cue, or its content where it has no cue."""
    if inner.cue is None:
        return inner.source is None and _shares(outer, inner) and not _shares(inner, outer)
    return any(piece.span.contains(inner.cue.span) for piece in outer.content)


def _shares(outer: Statement, inner: Statement) -> bool:
    """True where every piece of the inner's content lies in the outer's."""
    return all(any(piece.span.contains(part.span) for piece in outer.content) for part in inner.content)


def _rank(outer: Statement, inner: Statement) -> int:
    """Positive where the first carries the second, negative the other way round, 0 for neither."""
    if found := _by_saying(outer, inner):
        return found
    if (_first(outer) in _CITING) != (_first(inner) in _CITING):
        return _by_citing(outer, inner)
    return _by_holding(outer, inner) or _by_sharing(outer, inner)


def _first(statement: Statement) -> str:
    return "" if statement.cue is None else statement.cue.text.split()[0].casefold()


def _as_saying(statement: Statement) -> bool:
    return statement.cue is not None and statement.cue.text.casefold().startswith("as ")


def _by_saying(outer: Statement, inner: Statement) -> int:
    return (_as_saying(inner) and _first(outer) in _QUOTES) - (_as_saying(outer) and _first(inner) in _QUOTES)


def _by_citing(outer: Statement, inner: Statement) -> int:
    """A statement is around those that it cites; a cited news organisation is around the speaker whom it cites."""
    cited = _first(inner) in _CITING, _first(outer) in _CITING
    if cited[1] and _passes_on(outer) and not _passes_on(inner) and _shares(outer, inner):
        return 1
    if cited[0] and _passes_on(inner) and not _passes_on(outer) and _shares(inner, outer):
        return -1
    if cited[0]:
        return 1 if _shares(outer, inner) or (_holds(inner, outer) and outer.speaker.kind == "outlet") else 0
    return -1 if _shares(inner, outer) or (_holds(outer, inner) and inner.speaker.kind == "outlet") else 0


def _by_holding(outer: Statement, inner: Statement) -> int:
    holds, held = _holds(outer, inner), _holds(inner, outer)
    return holds - held


def _by_sharing(outer: Statement, inner: Statement) -> int:
    if not (_shares(outer, inner) and _shares(inner, outer)) and inner.nested_in != outer.id:
        return 0
    weights = [2 * (_first(one) in _OUTER) + _passes_on(one) for one in (outer, inner)]
    if weights[0] != weights[1]:
        return weights[0] - weights[1]
    if inner.nested_in == outer.id:
        return 1
    if outer.nested_in == inner.id or not _passes_on(outer):
        return 0
    return 1 if outer.cue is not None and inner.cue is not None and outer.cue.start > inner.cue.start else -1


def _passes_on(statement: Statement) -> bool:
    """True for news organisations and papers: they speak for others."""
    return statement.speaker.kind in _PASSING
