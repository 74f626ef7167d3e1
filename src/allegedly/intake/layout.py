"""Bare text → its paragraphs, told from line ends alone.

Three ways of writing are met: paragraphs with blank lines between them, one paragraph a line, and lines wrapped by
hand at some 72 columns. In the last a line end means nothing, except where the next word would still have fitted.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from allegedly.spans import Span

# How wide hand-wrapped lines are, and how many of them must be full before a text counts as wrapped. Chosen.
_NARROWEST, _WIDEST = 40, 132
_FEWEST_PAIRS = 3
_FULL_SHARE = 0.6
# Wrapping is not always tight: a line this much shorter than it could be still counts as full. Chosen.
_SLACK = 6
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\S+")
_ITEM = re.compile(r"\s*(?:[-*•·–—]|\d{1,2}[.)])\s")


class _Line(NamedTuple):
    span: Span
    width: int
    indent: int


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text` in order, trimmed; together they hold every character that is not white space."""
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
    return found


def _lines(text: str) -> list[_Line]:
    """Lines that hold something, trimmed."""
    lines = []
    for match in _LINE.finditer(text):
        raw = match.group()
        kept = raw.strip()
        if kept:
            indent = len(raw) - len(raw.lstrip())
            start = match.start() + indent
            lines.append(_Line(Span(start, start + len(kept)), indent + len(kept), indent))
    return lines


def _wrapped_at(text: str, lines: list[_Line]) -> int | None:
    """The column at which the lines were wrapped by hand; None where they were not."""
    pairs = [(above, below) for above, below in zip(lines, lines[1:], strict=False) if _adjoin(text, above, below)]
    if len(pairs) < _FEWEST_PAIRS:
        return None
    widths = sorted(above.width for above, _ in pairs)
    width = widths[(len(widths) - 1) * 95 // 100]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = sum(_is_full(text, above, below, width=width) for above, below in pairs)
    return width if full >= _FULL_SHARE * len(pairs) else None


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
