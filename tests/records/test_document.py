"""A document names its bytes and its text, and its blocks stand in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from pydantic import ValidationError

from allegedly.errors import AnchorError
from allegedly.ids import sha256
from allegedly.records import Block, Document
from allegedly.spans import Span
from tests.texts import texts, texts_with_spans


def document(text: str, *blocks: Block, raw: bytes = b"raw", outlet: str | None = None) -> Document:
    return Document.make(text, blocks, raw=raw, media_type="text/plain", encoding="utf-8", outlet=outlet)


@given(texts)
def test_any_text_can_be_kept_and_is_kept_as_it_is(text: str) -> None:
    kept = document(text)
    assert kept.text == text
    assert kept.text_sha256 == sha256(text.encode("utf-8", "surrogatepass"))
    assert kept == document(text)


def test_the_same_bytes_of_two_outlets_are_two_documents_of_one_text() -> None:
    here, there = document("Rain.", outlet="The Velmar Courier"), document("Rain.", outlet="Velmar Post")
    assert here.id != there.id
    assert here.version == there.version
    assert here.id == document("Rain.", outlet="The Velmar Courier").id


def test_other_bytes_are_another_document_even_where_the_text_is_the_same() -> None:
    assert document("Rain.", raw=b"Rain.").id != document("Rain.", raw=b"\xef\xbb\xbfRain.").id


@given(texts_with_spans(most=1))
def test_a_block_lies_where_it_says(sample: tuple[str, list[Span]]) -> None:
    text, (span,) = sample
    (block,) = document(text, Block(kind="paragraph", start=span.start, end=span.end)).blocks
    assert block.span.of(text) == span.of(text)


@pytest.mark.parametrize("places", [[(0, 3), (2, 5)], [(3, 5), (0, 2)], [(0, 6)], [(2, 2)], [(-1, 2)]])
def test_blocks_that_overlap_run_backwards_or_leave_the_text_are_refused(places: list[tuple[int, int]]) -> None:
    with pytest.raises(AnchorError, match="block"):
        document("Rain.", *(Block(kind="paragraph", start=start, end=end) for start, end in places))


def test_a_record_is_never_changed_and_takes_no_field_it_does_not_know() -> None:
    block = Block(kind="caption", start=0, end=4)
    with pytest.raises(ValidationError):
        block.start = 1  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Block.model_validate({"kind": "caption", "start": 0, "end": 4, "colour": "red"})
    with pytest.raises(ValidationError):
        Block.model_validate({"kind": "sidebar", "start": 0, "end": 4})
