"""The JSON Lines are JSON, carry every field of the contract, and say nothing else (docs/format.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from allegedly.records import codec
from allegedly.spans import Span
from tests.records.full import full_reading
from tests.texts import texts_with_spans

FORMAT = Path(__file__).parents[2] / "docs" / "format.md"
TEXT = "On Monday Jonas Reth told the Monitor in Velmar that the harbour stays."
KINDS = ["document", "statement", "actor", "relation", "evidence", "link", "credit", "problem"]


def objects(text: str, spans: list[Span]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in codec.lines(full_reading(text, spans))]


@given(texts_with_spans())
def test_a_line_is_one_json_object_for_any_text(sample: tuple[str, list[Span]]) -> None:
    text, spans = sample
    reading = full_reading(text, spans)
    for line, item in zip(codec.lines(reading), codec.objects(reading), strict=True):
        assert "\n" not in line
        assert "\r" not in line
        line.encode("utf-8")
        assert json.loads(line) == json.loads(json.dumps(item)), "halves of a surrogate pair are one letter in JSON"
        assert line.startswith('{"type": ')


@given(texts_with_spans())
def test_anchors_come_out_of_json_as_they_went_in(sample: tuple[str, list[Span]]) -> None:
    text, spans = sample
    statement = next(item for item in objects(text, spans) if item["type"] == "statement")
    for anchor in (statement["source"], statement["cue"], *statement["content"], statement["said"]["span"]):
        assert list(anchor) == ["text", "start", "end"]
        assert _joined(text[anchor["start"] : anchor["end"]]) == anchor["text"]


def _joined(text: str) -> str:
    """What JSON makes of a text in which the halves of a surrogate pair stand side by side."""
    return str(json.loads(json.dumps(text)))


def test_the_document_comes_first_and_the_kinds_follow_in_order() -> None:
    kinds = [item["type"] for item in objects(TEXT, [Span(10, 20)])]
    assert list(dict.fromkeys(kinds)) == KINDS
    assert kinds.count("problem") == 2, "the document's own problems and the reader's"


def test_no_line_repeats_the_text() -> None:
    document = objects(TEXT, [Span(10, 20)])[0]
    assert "text" not in document
    assert document["schema"] == codec.SCHEMA


def test_letters_stay_letters() -> None:
    (line, *_) = codec.lines(full_reading("“Nein”, sagt Jürgen.", [Span(0, 1)]))
    assert "\\u" not in line
    lines = "".join(codec.lines(full_reading("“Nein”, sagt Jürgen.", [Span(13, 19)])))
    assert "Jürgen" in lines


def test_a_problem_names_its_document() -> None:
    document, *_, problem = objects(TEXT, [Span(10, 20)])
    assert problem["document"] == document["id"]


def documented(kind: str) -> list[str]:
    """The fields in the table under `## kind` of docs/format.md, in its order."""
    section = FORMAT.read_text("utf-8").split(f"\n## {kind}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    return [row.split("`")[1] for row in rows]


@pytest.mark.parametrize("kind", KINDS)
def test_the_format_page_lists_exactly_the_fields_that_come_out(kind: str) -> None:
    item = next(item for item in objects(TEXT, [Span(10, 20)]) if item["type"] == kind)
    assert documented(kind) == list(item)
