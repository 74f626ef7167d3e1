"""An article's text with its statements marked in it: sources, cues, contents, nested and overlapping ones too.

In:      a document and the outline of its statements.
Out:     for any span of the text, HTML whose text is exactly that span. Every mark says which code points it covers
         (`data-start`, `data-length`), for which statement (`data-statement`) and in which role (`data-role`).
Cost:    one pass over the text; memory for the marks. Fails: never.

HTML can only nest. Where marks overlap without nesting, the inner one is closed and opened again at the boundary.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NamedTuple

from allegedly.spans import Span
from allegedly.views.markup import Html, element, opening, text
from allegedly.views.outline import Entry

_Role = Literal["content", "source", "cue", "actor"]
_RANK: dict[_Role, int] = {"content": 0, "source": 1, "cue": 2, "actor": 3}
_HIGHEST = 4  # Chosen: as many lines as fit between two lines of text.


class Named(NamedTuple):
    """A place where an actor is named: its id, and what is told of it where somebody points there."""

    span: Span
    actor: str
    title: str


class Mark(NamedTuple):
    """One span of one statement, or of an actor. `first` is True for the piece that carries the statement's number."""

    span: Span
    role: _Role
    entry: Entry | None
    first: bool = False
    named: Named | None = None

    @property
    def order(self) -> tuple[int, int, int, int]:
        """Outer marks before inner ones: by start, then longest, then content before source and cue."""
        return (self.span.start, -self.span.end, _RANK[self.role], self.entry.number if self.entry else 0)


class MarkedText:
    """The text of one document with its marks; `of(span)` gives any part of it as HTML."""

    def __init__(self, body: str, entries: Sequence[Entry], *, named: Sequence[Named] = (), suffix: str = "") -> None:
        """`suffix` is added to every anchor name, for a page that holds the same document twice."""
        self._text = body
        self._suffix = suffix
        marks = [mark for entry in entries for mark in _marks(entry)]
        marks += [Mark(one.span, "actor", None, named=one) for one in named]
        self._marks = sorted(marks, key=lambda mark: mark.order)
        self._levels = _levels(self._marks)
        self._longest = max((mark.span.length for mark in self._marks), default=0)

    def of(self, span: Span) -> Html:
        """The text of `span`, escaped and marked; leaving out the tags gives the text itself."""
        low = bisect_left(self._marks, span.start - self._longest, key=lambda mark: mark.span.start)
        high = bisect_left(self._marks, span.end, key=lambda mark: mark.span.start)
        here = [index for index in range(low, high) if self._marks[index].span.overlaps(span)]
        return _Weaver(self, span, here).woven()

    def slice(self, start: int, end: int) -> Html:
        return text(self._text[start:end])

    def span(self, index: int) -> Span:
        return self._marks[index].span

    def tag(self, index: int, piece: Span) -> Html:
        """The start tag of one piece of a mark, with the statement's number before its first words."""
        mark = self._marks[index]
        if mark.entry is None:
            return _actor_tag(mark, piece)
        number, statement = mark.entry.number, mark.entry.statement
        first = mark.first and piece.start == mark.span.start
        tag = opening(
            "mark",
            id=f"t-{statement.id}{self._suffix}" if first else None,
            class_=f"{mark.role} u{self._levels[index]}" if mark.role == "content" else mark.role,
            title=f"statement {number}: {mark.role}",
            data_start=piece.start,
            data_length=piece.length,
            data_statement=statement.id,
            data_role=mark.role,
        )
        if not first:
            return tag
        # The number is drawn by the style sheet, so that copied text stays the article's own.
        target = f"#{statement.id}{self._suffix}"
        return Html(tag + element("a", class_="ref", href=target, data_n=number, aria_label=f"statement {number}"))


def _actor_tag(mark: Mark, piece: Span) -> Html:
    return opening(
        "mark",
        class_="actor",
        title=mark.named.title if mark.named else None,
        data_start=piece.start,
        data_length=piece.length,
        data_actor=mark.named.actor if mark.named else None,
        data_role="actor",
    )


class _Weaver:
    """Walks the boundaries inside one span, keeping the open marks on a stack."""

    def __init__(self, marked: MarkedText, span: Span, here: list[int]) -> None:
        self._marked, self._span, self._here = marked, span, here
        cuts = {span.start, span.end}
        for index in here:
            cuts |= {max(marked.span(index).start, span.start), min(marked.span(index).end, span.end)}
        self._cuts = sorted(cuts)
        self._out: list[Html] = []
        self._open: list[int] = []

    def woven(self) -> Html:
        starting: dict[int, list[int]] = {}
        for index in self._here:
            starting.setdefault(max(self._marked.span(index).start, self._span.start), []).append(index)
        for position, following in zip(self._cuts, self._cuts[1:], strict=False):
            again = self._close(position)
            # Outer marks have the lower index: marks opened together nest in that order.
            for index in sorted([*again, *starting.get(position, ())]):
                self._start(index, position)
            self._out.append(self._marked.slice(position, following))
        self._close(self._span.end)
        return Html("".join(self._out))

    def _close(self, position: int) -> list[int]:
        """Close what ends here and everything opened inside it; returns what has to be opened again."""
        ended = [place for place, index in enumerate(self._open) if self._end(index) <= position]
        if not ended:
            return []
        closing = self._open[ended[0] :]
        self._out.append(Html("</mark>" * len(closing)))
        del self._open[ended[0] :]
        return [index for index in closing if self._end(index) > position]

    def _end(self, index: int) -> int:
        return min(self._marked.span(index).end, self._span.end)

    def _start(self, index: int, position: int) -> None:
        self._open.append(index)
        # A piece is as long as nothing outside of it ends: the nearest end on the stack.
        end = min(self._end(index) for index in self._open)
        self._out.append(self._marked.tag(index, Span(position, end)))


def _marks(entry: Entry) -> list[Mark]:
    statement = entry.statement
    marks = [Mark(piece.span, "content", entry, first=number == 0) for number, piece in enumerate(statement.content)]
    if statement.source is not None:
        marks.append(Mark(statement.source.span, "source", entry))
    if statement.cue is not None:
        marks.append(Mark(statement.cue.span, "cue", entry))
    return marks


def _levels(marks: Sequence[Mark]) -> list[int]:
    """How far below the words each content is underlined: clear of every content that lies inside it."""
    levels = [1] * len(marks)
    for index in range(len(marks) - 1, -1, -1):
        if marks[index].role != "content":
            continue
        for inner in range(index + 1, len(marks)):
            if marks[inner].span.start >= marks[index].span.end or levels[index] == _HIGHEST:
                break
            if marks[inner].role == "content":
                levels[index] = max(levels[index], min(levels[inner] + 1, _HIGHEST))
    return levels
