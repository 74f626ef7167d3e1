"""Read marked pages: brackets in, plain text and attributions with exact offsets out.

    [s1 Ito] [c1 said] [t1 [s2 the envoy] [c2 had told] him [t2 Paris would refuse]].

`s` is a source, `c` a cue, `t` a piece of content; the number names the attribution. Brackets nest; an attribution
whose content stands inside a `t` bracket of another one is nested in it. Several `[t1 …]` are one discontinuous
content. `\\[` and `\\]` are literal brackets. Offsets are code points of the plain text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from allegedly.spans import Span

_TOKEN = re.compile(r"\\([\[\]])|\[([sct])(\d+) |(\])|(\[)")


@dataclass(frozen=True)
class Expected:
    """One attribution a reader should find. `nested_in` is the number of the attribution around it."""

    number: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    nested_in: int | None


@dataclass
class _Bracket:
    role: str
    number: int
    start: int
    inside: int | None
    end: int = -1


def parse(marked: str) -> tuple[str, tuple[Expected, ...]]:
    """The plain text and its attributions in the order of their numbers.

    Raises:
        ValueError: a bracket is unmatched or has no role, or an attribution has no content.
    """
    text, brackets = _strip(marked)
    numbers = sorted({bracket.number for bracket in brackets})
    return text, tuple(_expected(number, [b for b in brackets if b.number == number]) for number in numbers)


def _strip(marked: str) -> tuple[str, list[_Bracket]]:
    plain: list[str] = []
    length = position = 0
    open_: list[_Bracket] = []
    closed: list[_Bracket] = []
    for match in _TOKEN.finditer(marked):
        literal, role, number, closing, stray = match.groups()
        for piece in (marked[position : match.start()], literal or ""):
            plain.append(piece)
            length += len(piece)
        position = match.end()
        if stray or (closing and not open_):
            raise ValueError(f"a bracket without partner or role near {marked[max(0, match.start() - 20) :][:50]!r}")
        if role:
            outer = next((b.number for b in reversed(open_) if b.role == "t" and b.number != int(number)), None)
            open_.append(_Bracket(role, int(number), length, outer))
        elif closing:
            open_[-1].end = length
            closed.append(open_.pop())
    if open_:
        raise ValueError(f"bracket [{open_[-1].role}{open_[-1].number} is never closed")
    return "".join([*plain, marked[position:]]), closed


def _expected(number: int, brackets: list[_Bracket]) -> Expected:
    spans = {role: tuple(sorted(Span(b.start, b.end) for b in brackets if b.role == role)) for role in "sct"}
    if not spans["t"] or any(span.length == 0 for group in spans.values() for span in group):
        raise ValueError(f"attribution {number} has no content or an empty bracket")
    outer = next(b.inside for b in sorted(brackets, key=lambda b: b.start) if b.role == "t")
    return Expected(number, spans["s"], spans["c"], spans["t"], outer)
