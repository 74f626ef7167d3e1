"""Bare text → its paragraphs, told from line ends alone.

Three ways of writing are met: paragraphs with blank lines between them, one paragraph a line, and lines wrapped by
hand at some 72 columns. In the last a line end means nothing, except where the next word would still have fitted.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from allegedly.errors import TooLarge
from allegedly.spans import Span

# 20 MB of ordinary paragraphs are 260,000; a million need minutes and gigabytes. Chosen.
MOST_PARAGRAPHS = 400_000

# How wide hand-wrapped lines are, and what share of the lines that end inside a sentence must be full. Chosen.
_NARROWEST, _WIDEST = 40, 132
_FEWEST_PAIRS = 3
_FULL_SHARE = 0.75
_INSIDE_SHARE = 0.3
_STOPPED = re.compile(r"[.!?:…][\"”’')\]]*$")
# Wrapping is not always tight: a line this much shorter than it could be still counts as full. Chosen.
_SLACK = 6
# Wrapped lines may be more than paragraphs are, but not without end.
_LINES_A_PARAGRAPH = 4
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\S+")
_ITEM = re.compile(r"\s*(?:[-*•·–—]|\d{1,2}[.)])\s")


class _Line(NamedTuple):
    span: Span
    width: int
    indent: int


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text` in order, trimmed; together they hold every character that is not white space.

    Raises:
        TooLarge: more of them than any news item has.
    """
    lines = list(_lines(text))
    width = _wrapped_at(text, lines)
    found: list[Span] = []
    previous: _Line | None = None
    for line in lines:
        if previous is not None and width is not None and _goes_on(text, previous, line, width=width):
            found[-1] = Span(found[-1].start, line.span.end)
        else:
            found.append(line.span)
        previous = line
        check_count(len(found))
    return found


def check_count(paragraphs: int) -> None:
    """Raise TooLarge where there are more paragraphs than `MOST_PARAGRAPHS`."""
    if paragraphs > MOST_PARAGRAPHS:
        raise TooLarge(
            f"the input has more than {MOST_PARAGRAPHS:,} paragraphs, which no news item has; "
            "split it into one file for each item."
        )


def _lines(text: str) -> list[_Line]:
    """Lines that hold something, trimmed."""
    lines: list[_Line] = []
    for match in _LINE.finditer(text):
        raw = match.group()
        kept = raw.strip()
        if kept:
            indent = len(raw) - len(raw.lstrip())
            start = match.start() + indent
            check_count(len(lines) // _LINES_A_PARAGRAPH)
            lines.append(_Line(Span(start, start + len(kept)), indent + len(kept), indent))
    return lines


def _wrapped_at(text: str, lines: list[_Line]) -> int | None:
    """The column at which the lines were wrapped by hand; None where they were not."""
    pairs = [(above, below) for above, below in pairwise(lines) if _adjoin(text, above, below)]
    if len(pairs) < _FEWEST_PAIRS:
        return None
    widths = sorted(above.width for above, _ in pairs)
    width = widths[(len(widths) - 1) * 95 // 100]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    # Paragraphs of one line each end in a stop; lines wrapped by hand end anywhere.
    inside = [pair for pair in pairs if not _STOPPED.search(text, max(0, pair[0].span.end - 4), pair[0].span.end)]
    full = sum(_is_full(text, above, below, width=width) for above, below in inside)
    enough = len(inside) >= max(_FEWEST_PAIRS, _INSIDE_SHARE * len(pairs))
    return width if enough and full >= _FULL_SHARE * len(inside) else None


def _adjoin(text: str, above: _Line, below: _Line) -> bool:
    """True where no blank line stands between the two."""
    return text.count("\n", above.span.end, below.span.start) == 1


def _is_full(text: str, above: _Line, below: _Line, *, width: int) -> bool:
    word = _WORD.match(text, below.span.start)
    needed = len(word.group()) if word else 0
    return above.width + 1 + needed > width - _SLACK


def _goes_on(text: str, above: _Line, below: _Line, *, width: int) -> bool:
    """True where `below` continues the paragraph of `above`."""
    if not _adjoin(text, above, below) or below.indent >= above.indent + 2 or _ITEM.match(text, below.span.start):
        return False
    return _is_full(text, above, below, width=width) or text[below.span.start].islower()
