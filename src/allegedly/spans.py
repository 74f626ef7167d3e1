"""Half-open intervals of Unicode code points, and their algebra.

Every place in every text is a `Span`: `text[span.start:span.end]`, in code points (Python `str` indices), never in
bytes, UTF-16 units, tokens or word pieces.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """`[start, end)` in code points. Ordered by start, then end."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The text the span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """True where `other` lies wholly inside; every span contains itself."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end


def merge(spans: Iterable[Span], *, gap: int = 0) -> list[Span]:
    """Join spans that overlap or lie at most `gap` code points apart; the result is sorted and disjoint."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + gap:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def subtract(span: Span, holes: Iterable[Span]) -> list[Span]:
    """What is left of `span` without `holes`: sorted, disjoint, no empty pieces."""
    left: list[Span] = []
    start = span.start
    for hole in merge(holes):
        if hole.end <= start or hole.start >= span.end:
            continue
        if hole.start > start:
            left.append(Span(start, hole.start))
        start = max(start, hole.end)
    if start < span.end:
        left.append(Span(start, span.end))
    return left


def trim(text: str, span: Span, characters: str | None = None) -> Span:
    """The span without white space (or `characters`) at either end; empty at its start where nothing is left."""
    start, end = span
    piece = text[start:end]
    kept = piece.strip(characters)
    if not kept:
        return Span(start, start)
    start += len(piece) - len(piece.lstrip(characters))
    return Span(start, start + len(kept))


def hull(spans: Sequence[Span]) -> Span:
    """The smallest span over all of `spans`, which must not be empty."""
    return Span(min(span.start for span in spans), max(span.end for span in spans))
