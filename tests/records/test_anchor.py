"""An anchor quotes its text exactly, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given

from allegedly.errors import AnchorError
from allegedly.records import Anchor
from allegedly.spans import Span
from tests.texts import texts_with_spans


@given(texts_with_spans())
def test_the_slice_is_the_quotation(sample: tuple[str, list[Span]]) -> None:
    text, spans = sample
    for span in spans:
        anchor = Anchor.at(text, span)
        assert text[anchor.start : anchor.end] == anchor.text == span.of(text)
        assert anchor.span == span
        anchor.check(text)


@given(texts_with_spans(most=1))
def test_an_anchor_is_lost_when_its_text_moves(sample: tuple[str, list[Span]]) -> None:
    text, (span,) = sample
    anchor = Anchor.at(text, span)
    other = "X" if anchor.text[0] != "X" else "Y"
    with pytest.raises(AnchorError, match="A101 anchor lost"):
        anchor.check(text[: span.start] + other + text[span.start + 1 :])
    with pytest.raises(AnchorError):
        anchor.check(text[: span.end - 1])


@pytest.mark.parametrize("span", [Span(0, 0), Span(3, 2), Span(-1, 2), Span(0, 5), Span(9, 12)])
def test_there_is_no_anchor_outside_the_text_or_on_nothing(span: Span) -> None:
    with pytest.raises(AnchorError, match="A101"):
        Anchor.at("said", span)


@pytest.mark.parametrize(("start", "end"), [(0, 3), (0, 5), (-4, 0), (4, 0), (2, 2)])
def test_an_anchor_is_as_long_as_what_it_quotes(start: int, end: int) -> None:
    with pytest.raises(AnchorError):
        Anchor(text="said", start=start, end=end)
