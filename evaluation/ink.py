"""Places counted in ink: the characters of a text that are not white space.

Two texts that differ in white space only (another line end, a rebuilt paragraph break) have the same ink, so spans
compare across them, and a span does not change when it takes in a blank at its edge.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from allegedly.spans import Span


class Ink:
    """The ink of one text."""

    def __init__(self, text: str) -> None:
        self._before = [0, *accumulate(not character.isspace() for character in text)]
        self.characters = "".join(text.split())

    def span(self, span: Span) -> Span:
        """A span in code points as a span in ink; empty where it holds white space only."""
        return Span(self._before[span.start], self._before[span.end])

    def places(self, spans: Iterable[Span]) -> frozenset[int]:
        """The inked characters under `spans`, by number."""
        return frozenset(place for span in spans for place in range(*self.span(span)))

    def text_span(self, ink: Span) -> Span:
        """A non-empty span in ink as the shortest span in code points that holds it.

        Raises:
            IndexError: the span is empty or leaves the text.
        """
        if not 0 <= ink.start < ink.end <= self._before[-1]:
            raise IndexError(f"[{ink.start}, {ink.end}) is empty or outside {self._before[-1]} inked characters.")
        return Span(bisect_right(self._before, ink.start) - 1, bisect_left(self._before, ink.end))


def carry(span: Span, *, source: Ink, target: Ink) -> Span | None:
    """A span of one text as a span of another with the same ink; None where it holds white space only."""
    inked = source.span(span)
    return target.text_span(inked) if inked.length else None
