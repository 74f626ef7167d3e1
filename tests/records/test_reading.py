"""A reading refuses every anchor that does not quote its document, wherever the anchor hides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from allegedly.errors import AnchorError
from allegedly.records import Reading
from allegedly.spans import Span
from tests.records.full import full_reading
from tests.texts import texts_with_spans

TEXT = "On Monday Jonas Reth told the Monitor in Velmar that the harbour stays."


def anchors_in(value: Any) -> Iterator[dict[str, Any]]:
    """Everything in a dumped record that looks like an anchor."""
    if isinstance(value, dict):
        if {"text", "start", "end"} <= value.keys():
            yield value
        for inner in value.values():
            yield from anchors_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from anchors_in(inner)


@given(texts_with_spans())
def test_every_anchor_of_a_reading_slices_to_its_words(sample: tuple[str, list[Span]]) -> None:
    text, spans = sample
    reading = full_reading(text, spans)
    found = list(reading.anchors())
    assert all(text[anchor.start : anchor.end] == anchor.text for anchor in found)
    dumped = reading.model_dump(exclude={"document": {"text"}})
    assert len(found) == sum(1 for _ in anchors_in(dumped)), "an anchor that reading.anchors() forgets is never checked"


@pytest.mark.parametrize("by", [1, 3])
def test_a_moved_anchor_is_refused_wherever_it_stands(by: int) -> None:
    whole = full_reading(TEXT, [Span(10, 20), Span(30, 37), Span(57, 64)])
    for which in range(len(list(whole.anchors()))):
        dumped = whole.model_dump()
        shortened = {**dumped, "document": {"problems": dumped["document"]["problems"]}}
        moved = list(anchors_in(shortened))[which]
        moved["start"] += by
        moved["end"] += by
        with pytest.raises(AnchorError, match="A101 anchor lost"):
            Reading.model_validate(dumped)


@given(texts_with_spans())
def test_a_reading_of_another_text_is_refused(sample: tuple[str, list[Span]]) -> None:
    text, spans = sample
    dumped = full_reading(text, spans).model_dump()
    dumped["document"]["text"] = "".join("b" if letter == "a" else "a" for letter in text)
    with pytest.raises(AnchorError):
        Reading.model_validate(dumped)


@given(texts_with_spans())
def test_a_reading_survives_being_taken_apart_and_put_together(sample: tuple[str, list[Span]]) -> None:
    reading = full_reading(*sample)
    assert Reading.model_validate(reading.model_dump()) == reading
