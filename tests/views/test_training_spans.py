"""What leaves for other tools stands at the same places there, and comes back from them."""

from __future__ import annotations

import json
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from allegedly.ids import STATEMENT, identify
from allegedly.records import Anchor, Document, Reading, Statement
from allegedly.spans import Span
from allegedly.views import training_spans, web_annotation
from tests.readings import council, harbour

READINGS = [harbour(), council()]


def expected(reading: Reading) -> list[training_spans.Spans]:
    return [
        training_spans.Spans(
            one.source.span if one.source else None,
            one.cue.span if one.cue else None,
            tuple(p.span for p in one.content),
        )
        for one in reading.statements
    ]


@pytest.mark.parametrize("reading", READINGS)
def test_label_studio_gives_the_spans_back(reading: Reading) -> None:
    task = json.loads(json.dumps(training_spans.label_studio_task(reading)))
    assert training_spans.from_label_studio(task) == expected(reading)
    for one in task["annotations"][0]["result"]:
        if one["type"] == "labels":
            value = one["value"]
            assert task["data"]["text"][value["start"] : value["end"]] == value["text"]


@pytest.mark.parametrize("reading", READINGS)
def test_brat_gives_the_spans_back(reading: Reading) -> None:
    files = training_spans.brat_files(reading)
    assert files[".txt"] == reading.document.text
    assert training_spans.from_brat(files[".ann"]) == expected(reading)
    assert "\tCertainty T" in files[".ann"]


def test_a_span_over_lines_is_in_fragments() -> None:
    text = "He said: one\ntwo\r\nthree."
    document = Document.make(text, (), raw=text.encode(), media_type="text/plain", encoding="utf-8")
    statement = Statement(
        id=identify(STATEMENT, document.id, 0), document=document.id, source=None, cue=None, reader="x",
        content=(Anchor.at(text, Span(9, 23)),),
    )  # fmt: skip
    lines = training_spans.brat_files(Reading(document=document, statements=(statement,), reader="x"))[".ann"]
    assert lines.splitlines()[0] == "T1\tContent 9 12;13 16;18 23\tone two three"


@given(st.text(min_size=1).filter(lambda text: text.strip() and "\x00" not in text), st.data())
def test_any_text_keeps_its_places(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    raw = text.encode("utf-8", "surrogatepass")
    document = Document.make(text, (), raw=raw, media_type="text/plain", encoding="utf-8")
    content = (Anchor.at(text, Span(start, end)),)
    statement = Statement(id="stm_x", document=document.id, source=None, cue=None, content=content, reader="x")
    reading = Reading(document=document, statements=(statement,), reader="x")
    task: dict[str, Any] = json.loads(json.dumps(training_spans.label_studio_task(reading)))
    assert training_spans.from_label_studio(task) == expected(reading)
    (made,) = web_annotation.web_annotations(reading)
    assert made["target"]["selector"]["refinedBy"]["exact"] == text[start:end]


def test_spacy_finds_the_tokens() -> None:
    nlp = spacy.blank("en")
    for reading in READINGS:
        made = training_spans.spacy_example(reading)
        doc = nlp.make_doc(made["text"])
        for label, spans in made["spans"].items():
            doc.spans[label] = [
                doc.char_span(one["start"], one["end"], label, alignment_mode="expand") for one in spans
            ]
        assert {one.text for one in doc.spans["cue"]} == {one.cue.text for one in reading.statements if one.cue}


@pytest.mark.parametrize("broken", [{}, {"annotations": []}, {"annotations": "x"}])
def test_what_is_no_task_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="Label Studio"):
        training_spans.from_label_studio(broken)
    with pytest.raises(ValueError, match="brat"):
        training_spans.from_brat("nonsense")


@pytest.mark.parametrize("reading", READINGS)
def test_annotations_have_what_the_recommendation_asks(reading: Reading) -> None:
    made = list(web_annotation.web_annotations(reading, review={reading.statements[0].id: "accepted"}))
    assert len({one["id"] for one in made}) == len(reading.statements)
    assert "Review: accepted" in made[0]["body"][-1]["value"]
    for one, statement in zip(made, reading.statements, strict=True):
        assert (one["@context"], one["type"]) == ("http://www.w3.org/ns/anno.jsonld", "Annotation")
        assert ":" in one["id"]
        selectors = one["target"]["selector"]
        for selector, piece in zip(
            selectors if isinstance(selectors, list) else [selectors], statement.content, strict=True
        ):
            quote = selector["refinedBy"]
            text = reading.document.text
            assert text[selector["start"] : selector["end"]] == quote["exact"] == piece.text
            assert text.find(quote["prefix"] + quote["exact"] + quote["suffix"]) == selector["start"] - len(
                quote["prefix"]
            )
        assert {body["type"] for body in one["body"]} == {"TextualBody"}
