"""Markup that would keep a parser busy for hours, made tame before it is parsed.

A parser looks through all open elements at many tags, so a page that nests without end costs the square of its
length: 100,000 open `<div>` take half a minute, a megabyte of them days. Browsers cut at 512 levels, and so do we.
No text is dropped: a tag beyond the limits gives way to a line break, or to nothing where it only formats.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from allegedly.intake.lists import load

# What browsers built on Blink allow.
MAXIMUM_DEPTH = 512
# Unclosed formatting is reopened in every paragraph; so many reopenings are allowed in all. Chosen.
_MAXIMUM_REOPENINGS = 1_000_000
# A tag with more words than this has its attributes cut: looking for doubles among them costs the square. Chosen.
_MAXIMUM_WORDS = 2_000
_SHORT_TAG = 8_192

_TAG = re.compile(r"<(?:(!--)|(/?)([A-Za-z][^\s/<>]*)([^<>]*)>)")
_NAMED = re.compile(r"<[A-Za-z][^\s/<>]*")
_RAW_END = re.compile(r"</(?:script|style|textarea|title)", re.I)


class Tamed(NamedTuple):
    """The markup to parse, the deepest nesting it had (as far as it was counted), and whether it was changed."""

    markup: str
    depth: int
    changed: bool


def tame(markup: str) -> Tamed:
    """Markup with the same text and bounded nesting. Linear in its length."""
    shortened = _shorten_tags(markup)
    nest = _Nest()
    kept = nest.read(shortened)
    changed = shortened is not markup or bool(kept)
    if kept:
        kept.append(shortened[nest.copied :])
        shortened = "".join(kept)
    if nest.reopenings > _MAXIMUM_REOPENINGS:
        shortened, changed = _without_formatting(shortened), True
    return Tamed(shortened, nest.deepest, changed)


class _Nest:
    """Open elements, counted from the tags alone; close enough for a limit."""

    def __init__(self) -> None:
        lists = load("elements")
        self._unnested = {*lists["void"], *lists["closed_by_others"]}
        self._block = frozenset(lists["block"])
        self._formatting = frozenset(lists["formatting"])
        self._drawing = frozenset(lists["drawing"])
        self._raw = frozenset(lists["raw"])
        self._open: list[str] = []
        self._count: Counter[str] = Counter()
        self._dropped: Counter[str] = Counter()
        self._absent: set[str] = set()
        self._formats = 0
        self.reopenings = 0
        self.deepest = 0
        self.copied = 0

    def read(self, markup: str) -> list[str]:
        """The pieces of `markup` up to `copied` without the tags that nest too deep; empty where there are none."""
        kept: list[str] = []
        position = 0
        while match := _TAG.search(markup, position):
            position = match.end()
            if match.group(1):
                position = self._past(markup, "-->", position)
                continue
            name = match.group(3).lower()
            # Inside drawings and formulas the same names are elements like others.
            if not match.group(2) and name in self._raw and not (self._count["svg"] or self._count["math"]):
                position = self._past(markup, f"</{name}", position)
                continue
            if not (self._close(name) if match.group(2) else self._enter(name, match.group(4))):
                kept.append(markup[self.copied : match.start()])
                kept.append("<br><br>" if name in self._block else "")
                self.copied = match.end()
        return kept

    def _past(self, markup: str, end: str, position: int) -> int:
        """The offset after the next `end`, in whatever letter case; `position` where there is none."""
        if end in self._absent:
            return position
        if found := re.compile(re.escape(end), re.I).search(markup, position):
            return found.end()
        # Looked for once to the end of the page, never again: a million unclosed scripts would cost the square.
        self._absent.add(end)
        return position

    def _enter(self, name: str, rest: str) -> bool:
        """False where the tag has to go."""
        if name in self._block:
            self.reopenings += self._formats
        if name in self._unnested or (rest.endswith("/") and name in self._drawing):
            return True
        if len(self._open) >= MAXIMUM_DEPTH:
            self._dropped[name] += 1
            return False
        self._open.append(name)
        self._count[name] += 1
        self._formats += name in self._formatting
        self.deepest = max(self.deepest, len(self._open))
        return True

    def _close(self, name: str) -> bool:
        """False where the start tag has gone."""
        if self._dropped[name]:
            self._dropped[name] -= 1
            return False
        while self._count[name]:
            last = self._open.pop()
            self._count[last] -= 1
            # An element that somebody else's end closes goes; formatting stays open beyond it.
            self._formats -= last == name and last in self._formatting
            if last == name:
                break
        return True


def _shorten_tags(markup: str) -> str:
    """The markup itself, or one without the attributes of tags that have thousands."""
    pieces = markup.split(">")
    if all(len(piece) <= _SHORT_TAG for piece in pieces):
        return markup
    shortened = [piece if len(piece) <= _SHORT_TAG else _shorten(piece) for piece in pieces]
    return ">".join(shortened) if shortened != pieces else markup


def _shorten(piece: str) -> str:
    """What stands between two `>`: text, then perhaps a tag without its end."""
    tag = _NAMED.search(piece)
    if tag is None or len(piece[tag.end() :].split(None, _MAXIMUM_WORDS)) <= _MAXIMUM_WORDS:
        return piece
    kept = piece[: tag.end()]
    # A script may hold a `<b` that is no tag; its end must stay.
    for end in _RAW_END.finditer(piece, tag.end()):
        kept += ">" + end.group()
    return kept


def _without_formatting(markup: str) -> str:
    names = "|".join(load("elements")["formatting"])
    return re.sub(rf"</?(?:{names})(?=[\s/>])[^<>]*>", "", markup, flags=re.I)
