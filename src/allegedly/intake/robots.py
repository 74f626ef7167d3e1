"""What a robots.txt allows us (RFC 9309): the longest rule that fits a path decides, and Allow where two are as long.

Python's own `urllib.robotparser` takes the first rule that fits and reads `*` and `$` as letters, so that
`Disallow: /*` would forbid nothing (docs/decisions/0021-fetching.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

#: RFC 9309 asks for at least 500 KiB to be read; what follows is not.
MAXIMUM_BYTES = 512_000

_LINE = re.compile(r"([A-Za-z-]+)[ \t]*:[ \t]*([^#]*)")
_SECONDS = re.compile(r"\d{1,6}(?:\.\d{1,3})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin allows us: its (pattern, allowed) pairs, and the seconds it wants between two requests."""

    patterns: tuple[tuple[str, bool], ...] = ()
    crawl_delay: float = 0.0

    def allows(self, target: str) -> bool:
        """True where the path, with its query, may be fetched."""
        path = unquote(target)
        fitting = [(len(pattern), allowed) for pattern, allowed in self.patterns if _fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


@dataclass(slots=True)
class _Group:
    """The rules that stand under one or several `User-agent` lines."""

    agents: set[str]
    lines: list[tuple[str, str]]


def read(body: bytes, *, agent: str) -> Rules:
    """The rules of a robots.txt for `agent` (a lower-case word): those that name it, or those for everybody.

    Whatever is no rule, an HTML page for example, forbids nothing.
    """
    groups = list(_groups(body[:MAXIMUM_BYTES].decode("utf-8-sig", "replace")))
    named = [group for group in groups if agent in group.agents]
    lines = [line for group in named or [group for group in groups if "*" in group.agents] for line in group.lines]
    patterns = tuple((value, key == "allow") for key, value in lines if key in ("allow", "disallow") and value)
    delays = [float(value) for key, value in lines if key == "crawl-delay" and _SECONDS.fullmatch(value)]
    return Rules(patterns, max(delays, default=0.0))


def _groups(text: str) -> Iterator[_Group]:
    group = _Group(set(), [])
    for line in re.split(r"[\r\n]+", text):
        match = _LINE.match(line.strip())
        if match is None:
            continue
        key, value = match[1].lower(), match[2].strip()
        if key == "user-agent":
            if group.lines:
                yield group
                group = _Group(set(), [])
            group.agents.add(value.split("/")[0].strip().lower())
        elif key in ("allow", "disallow", "crawl-delay"):
            group.lines.append((key, value))
    yield group


def _fits(pattern: str, target: str) -> bool:
    """True where the pattern fits the start of the target: `*` is anything, a `$` at its end is the end."""
    whole = pattern.endswith("$")
    first, *others = (unquote(piece) for piece in pattern.removesuffix("$").split("*"))
    if not target.startswith(first):
        return False
    if not others:
        return not whole or target == first
    position = len(first)
    for piece in others[:-1]:
        found = target.find(piece, position)
        if found < 0:
            return False
        position = found + len(piece)
    last = others[-1]
    return target.endswith(last) and len(target) - len(last) >= position if whole else target.find(last, position) >= 0
