"""HTML → the text a browser would show, and where in the page each piece of it stands.

In:      markup as characters; any markup, however broken.
Out:     a `Page`: passages in reading order, each a paragraph of the page with its elements.
Cost:    linear in the markup; about a second for a million elements. No recursion.
Lost:    nothing that a browser shows. Script, style, templates and hidden parts are left out; the size of what was
         hidden is told.
Fails:   TooLarge, where the page has more paragraphs than any news item.

No meaning is read here; `markup` judges the elements, `content` the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from allegedly.intake.layout import check_count
from allegedly.intake.lists import load
from allegedly.intake.nesting import tame

_FOLDED = re.compile(r"[ \t\n\r\f]+")
_HIDING_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_LINE_ENDS = re.compile(r"\r\n|[\r\f\x85\u2028\u2029]")
# Attributes that say what an element is for.
_TELLING = ("class", "id", "itemprop", "role", "rel", "data-testid", "data-component", "data-qa", "property")


@dataclass(slots=True, eq=False)
class Element:
    """An element of the page: its name, the attributes that say what it is for, and what it stands in.

    `size` and `linked` count the code points of its text, and of its text inside links, all below it included.
    """

    tag: str
    hints: str
    parent: Element | None
    link: bool = False
    size: int = 0
    linked: int = 0

    def line(self) -> Iterator[Element]:
        """The element and all that it stands in, inside out."""
        here: Element | None = self
        while here is not None:
            yield here
            here = here.parent


@dataclass(slots=True, eq=False)
class Passage:
    """One paragraph of the page as shown: its text, folded, never empty; its block element; its inner runs.

    `runs` are (offset in `text` in code points, element) in order: from there on the text stands in that element.
    `linked` counts the code points inside links.
    """

    text: str
    element: Element
    runs: tuple[tuple[int, Element], ...]
    linked: int


@dataclass(slots=True)
class Page:
    """The passages of a page, its parsed tree for whoever reads its head, and how it was to parse."""

    passages: list[Passage]
    tree: LexborHTMLParser
    markup: str
    elements: int
    depth: int
    hidden: int
    simplified: bool


def render(markup: str) -> Page:
    """Lay out `markup` as a browser without style sheets would."""
    tamed = tame(markup)
    tree = LexborHTMLParser(tamed.markup)
    layout = _Layout()
    if tree.root is not None:
        layout.walk(tree.root)
    return Page(
        passages=layout.passages,
        tree=tree,
        markup=tamed.markup,
        elements=layout.elements,
        depth=tamed.depth,
        hidden=layout.hidden,
        simplified=tamed.changed,
    )


@dataclass(slots=True)
class _Line:
    """The paragraph being written."""

    parts: list[str] = field(default_factory=list)
    runs: list[tuple[int, Element]] = field(default_factory=list)
    length: int = 0
    linked: int = 0
    breaks: int = 0

    def ends_white(self) -> bool:
        return not self.parts or self.parts[-1][-1] in " \n"


class _Layout:
    """Walks the tree from node to node and writes passages."""

    def __init__(self) -> None:
        lists = load("elements")
        self._block = frozenset(lists["block"])
        self._unseen = frozenset(lists["unseen"])
        self._preserving = frozenset(lists["preserving"])
        self._line = _Line()
        self._preserved = 0
        self.passages: list[Passage] = []
        self.elements = 0
        self.hidden = 0

    def walk(self, root: LexborNode) -> None:
        """Depth first, in reading order, with the open elements on a list of our own."""
        node: LexborNode | None = root
        open_elements: list[Element] = []
        while node is not None:
            below = self._enter(node, open_elements)
            if below is not None:
                node = below
                continue
            node = self._leave(node, open_elements)
        self._flush()

    def _enter(self, node: LexborNode, open_elements: list[Element]) -> LexborNode | None:
        """Take in one node; its first child where that has to be visited next."""
        tag = node.tag or ""
        if tag == "-text":
            self._write(node.text_content or "", open_elements[-1] if open_elements else Element("", "", None))
            return None
        if tag.startswith(("-", "!")):
            return node.first_child if tag == "-document" else None
        self.elements += 1
        if tag == "br":
            self._break()
            return None
        if tag == "input" and open_elements:
            self._write(" ", open_elements[-1])
        if tag in self._unseen or self._is_hidden(node):
            return None
        child = node.first_child
        if tag in self._block:
            self._flush()
        if child is None:
            return None
        open_elements.append(self._element(node, tag, open_elements[-1] if open_elements else None))
        self._preserved += tag in self._preserving
        return child

    def _leave(self, node: LexborNode, open_elements: list[Element]) -> LexborNode | None:
        """The next node after `node` and all below it; closes the elements that end on the way."""
        here: LexborNode | None = node
        while here is not None:
            if (following := here.next) is not None:
                return following
            here = here.parent
            if not open_elements:
                return None
            if here is not None:
                closed = open_elements.pop()
                self._preserved -= closed.tag in self._preserving
                if closed.parent is not None:
                    closed.parent.size += closed.size
                    closed.parent.linked += closed.linked
                if closed.tag in self._block:
                    self._flush()
        return None

    def _element(self, node: LexborNode, tag: str, parent: Element | None) -> Element:
        attributes = node.attributes
        hints = " ".join(value for name in _TELLING if (value := attributes.get(name))) if attributes else ""
        link = (tag == "a" and "href" in attributes) or (parent is not None and parent.link)
        return Element(tag, hints, parent, link)

    def _is_hidden(self, node: LexborNode) -> bool:
        attributes = node.attributes
        if not attributes:
            return False
        style = attributes.get("style")
        hidden = "hidden" in attributes and attributes["hidden"] != "until-found"
        if hidden or (style and _HIDING_STYLE.search(style)):
            self.hidden += len(_FOLDED.sub("", node.text(deep=True)))
            return True
        return False

    def _write(self, text: str, element: Element) -> None:
        text = _LINE_ENDS.sub("\n", text) if self._preserved else _FOLDED.sub(" ", text)
        line = self._line
        if not self._preserved:
            text = _LINE_ENDS.sub("\n", text)
            if line.ends_white():
                text = text.removeprefix(" ")
        if not text:
            return
        if text.strip():
            line.breaks = 0
        line.runs.append((line.length, element))
        line.parts.append(text)
        line.length += len(text)
        element.size += len(text)
        if element.link:
            line.linked += len(text)
            element.linked += len(text)

    def _break(self) -> None:
        """A line break; the second in a row ends the paragraph."""
        line = self._line
        if not line.parts:
            return
        line.breaks += 1
        if line.breaks > 1:
            self._flush()
            return
        line.parts.append("\n")
        line.length += 1

    def _flush(self) -> None:
        line, self._line = self._line, _Line()
        text = "".join(line.parts)
        kept = text.strip()
        if not kept:
            return
        check_count(len(self.passages))
        left = len(text) - len(text.lstrip())
        runs = tuple((max(0, offset - left), element) for offset, element in line.runs if offset - left < len(kept))
        self.passages.append(Passage(kept, _block_of(runs[0][1], self._block), runs, min(line.linked, len(kept))))


def _block_of(element: Element, block: frozenset[str]) -> Element:
    return next((outer for outer in element.line() if outer.tag in block), element)
