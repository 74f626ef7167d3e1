from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.spans import Span
from evaluation.ink import Ink, carry


def test_white_space_has_no_ink() -> None:
    ink = Ink("a b\n\nc")
    assert ink.characters == "abc"
    assert ink.span(Span(0, 6)) == (0, 3)
    assert ink.span(Span(1, 3)) == ink.span(Span(2, 5)) == (1, 2)
    assert ink.span(Span(3, 5)).length == 0
    assert ink.places([Span(0, 1), Span(5, 6)]) == {0, 2}


def test_spans_carry_over_to_a_text_with_other_white_space() -> None:
    source, target = "one  two\r\nthree", "one two\nthree"
    carried = carry(Span(5, 15), source=Ink(source), target=Ink(target))
    assert carried is not None
    assert carried.of(target) == "two\nthree"
    assert carry(Span(3, 5), source=Ink(source), target=Ink(target)) is None


def test_empty_ink_is_refused() -> None:
    with pytest.raises(IndexError):
        Ink("ab").text_span(Span(1, 1))


@given(st.text(alphabet="ab \n\u00a0😀", max_size=30), st.data())
def test_a_span_survives_the_way_through_ink(text: str, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    span = Span(*ends)
    ink = Ink(text)
    carried = carry(span, source=ink, target=ink)
    words = span.of(text).strip()
    assert (carried.of(text) if carried else "") == words
