"""Marks in the text: the text stays itself, and every mark covers the code points it says it covers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.records import Anchor, Statement
from allegedly.spans import Span
from allegedly.views.marked import MarkedText
from allegedly.views.markup import element
from allegedly.views.outline import outline
from tests.views.elements import Element, parse

# No characters that HTML itself forbids or folds: those are tried with the page.
LETTERS = st.text(st.sampled_from("abc <&>\"'“”é👩\u200d🚒عם𝔘"), min_size=1, max_size=40)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Statement], Span]:
    text = draw(LETTERS)
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda pair: pair[0] < pair[1])
    spans = places.map(lambda pair: Anchor.at(text, Span(*pair)))
    rows = draw(st.lists(st.tuples(st.lists(spans, min_size=1, max_size=3), st.none() | spans, st.none() | spans)))
    statements = [
        Statement(id=f"stm_{number}", document="doc", source=source, cue=cue, content=tuple(content), reader="r")
        for number, (content, source, cue) in enumerate(rows)
    ]
    return text, statements, Span(*draw(places))


def marks(text: str, statements: list[Statement], span: Span) -> tuple[str, list[Element]]:
    woven = element("p", MarkedText(text, outline(statements)).of(span))
    paragraph, *inner = parse(woven)
    return paragraph.text, [one for one in inner if one.name == "mark"]


@settings(deadline=None)
@given(marked())
def test_any_marks_leave_the_text_itself_and_cover_what_they_say(case: tuple[str, list[Statement], Span]) -> None:
    text, statements, span = case
    shown, found = marks(text, statements, span)
    assert shown == span.of(text)
    covered: dict[tuple[str | None, str | None], set[int]] = {}
    for mark in found:
        start, length = int(mark.attributes["data-start"] or ""), int(mark.attributes["data-length"] or "")
        assert mark.text == text[start : start + length]
        key = (mark.attributes["data-statement"], mark.attributes["data-role"])
        covered.setdefault(key, set()).update(range(start, start + length))
    assert covered == expected(statements, span)


def expected(statements: list[Statement], span: Span) -> dict[tuple[str | None, str | None], set[int]]:
    here = set(range(*span))
    wanted: dict[tuple[str | None, str | None], set[int]] = {}
    for one in statements:
        rows = [*(("content", piece) for piece in one.content), ("source", one.source), ("cue", one.cue)]
        for role, anchor in rows:
            if anchor is not None and (points := set(range(*anchor.span)) & here):
                wanted.setdefault((one.id, role), set()).update(points)
    return wanted


def test_overlapping_contents_are_split_where_they_cross() -> None:
    text = "one two three four"
    first = Statement(id="stm_a", document="d", source=None, cue=None, content=(at(text, "one two three"),), reader="r")
    second = first.model_copy(update={"id": "stm_b", "content": (at(text, "two three four"),)})
    _, found = marks(text, [first, second], Span(0, len(text)))
    pieces = [(mark.attributes["data-statement"], mark.text) for mark in found]
    assert pieces == [("stm_a", "one two three"), ("stm_b", "two three"), ("stm_b", " four")]


def test_the_outer_of_two_contents_is_underlined_lower() -> None:
    text = "he said she said they left"
    outer = Statement(
        id="stm_a", document="d", source=None, cue=None, content=(at(text, "she said they left"),), reader="r"
    )
    inner = outer.model_copy(update={"id": "stm_b", "content": (at(text, "they left"),), "nested_in": "stm_a"})
    _, found = marks(text, [outer, inner], Span(0, len(text)))
    assert [mark.attributes["class"] for mark in found] == ["content u2", "content u1"]


def at(text: str, words: str) -> Anchor:
    start = text.index(words)
    return Anchor.at(text, Span(start, start + len(words)))
