"""What the elements around a passage say of it.

Interprets `data/markup.json`. An element speaks for itself and, until another one speaks, for all below it. Large
wrappers whose class names happen to hold a telling word are not believed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from allegedly.intake.html import Element
from allegedly.intake.lists import load
from allegedly.records.document import BlockKind

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_WORD = re.compile(r"[^a-z0-9]+")
# An element that holds more than this share of the page is no navigation, whatever it is called. Chosen.
_LARGEST_SHARE = 0.5
_LINKS_SHARE = 0.6


class Verdict(NamedTuple):
    """What the nearest speaking elements say: `role` of a part that is kept, `shed` for what surrounds an article.

    Either is None where nobody says so. `shed` is the element that does, so that others can judge its size.
    """

    role: BlockKind | None
    shed: Element | None


class Evidence:
    """Verdicts on the elements of one page, each found once."""

    def __init__(self, page_size: int) -> None:
        self._page_size = page_size
        self._verdicts: dict[Element, Verdict] = {}

    def of(self, element: Element) -> Verdict:
        """The verdict on text that stands directly in `element`."""
        unknown: list[Element] = []
        verdict = Verdict(None, None)
        for outer in element.line():
            if outer in self._verdicts:
                verdict = self._verdicts[outer]
                break
            unknown.append(outer)
        for inner in reversed(unknown):
            verdict = self._beneath(verdict, inner)
            self._verdicts[inner] = verdict
        return verdict

    def own(self, element: Element) -> BlockKind | None:
        """What the element says itself, however little it holds."""
        kind = _spoken(element.tag, element.hints)
        largest = _largest().get(kind) if kind else None
        return None if largest is not None and element.size > largest else kind

    def _beneath(self, outer: Verdict, element: Element) -> Verdict:
        kind = self.own(element)
        if kind is None or (kind == "boilerplate" and not self._sheds(element)):
            return outer
        if kind == "boilerplate":
            return Verdict(None, outer.shed or element)
        return Verdict(kind, outer.shed)

    def _sheds(self, element: Element) -> bool:
        if element.tag in load("markup")["neutral_tags"]:
            return False
        mostly_links = element.linked > _LINKS_SHARE * element.size
        return mostly_links or element.size <= _LARGEST_SHARE * self._page_size


@cache
def _largest() -> dict[str, int | None]:
    return {entry["kind"]: entry["largest"] for entry in load("markup")["kinds"]}


@cache
def _patterns() -> tuple[tuple[BlockKind, re.Pattern[str]], ...]:
    return tuple((entry["kind"], re.compile(rf"-(?:{entry['patterns']})-")) for entry in load("markup")["kinds"])


def _kind(listed: BlockKind | None) -> BlockKind | None:
    return listed


@cache
def _spoken(tag: str, hints: str) -> BlockKind | None:
    """The kind that an element's name and attributes give; class names repeat all over a page."""
    lists = load("markup")
    if tag in lists["tags"] or not hints:
        return _kind(lists["tags"].get(tag))
    for word in hints.split():
        if word.lower() in lists["roles"]:
            return _kind(lists["roles"][word.lower()])
    words = f"-{_NO_WORD.sub('-', _CAMEL.sub('-', hints[:400]).lower())}-".replace("--", "-")
    for kind, pattern in _patterns():
        if pattern.search(words):
            return kind
    return None
