"""Entity scores worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from allegedly.spans import Span
from evaluation.entities import Entity, Labels, bio, labels, load, score
from tests.evaluation.hand import by_name

NAMES = Labels({"Person": "PERSON", "Place": "LOC", "Thing": "PRODUCT"}, {"FAC": "LOC"}, frozenset())
DEFENCE = labels("re3d")


def rows(tmp_path: Path, *items: object) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(item) + "\n" for item in items), "utf-8")
    return path


def entity(start: int, end: int, label: str) -> Entity:
    return Entity(Span(start, end), label)


def test_bio_tags_become_spans() -> None:
    tags = ["B-A", "I-A", "B-A", "O", "I-B", "I-A", "I-A"]
    assert list(bio(tags)) == [(Span(0, 2), "A"), (Span(2, 3), "A"), (Span(4, 5), "B"), (Span(5, 7), "A")]


def test_sentences_of_a_document_stand_together(tmp_path: Path) -> None:
    path = rows(
        tmp_path,
        {
            "id": "d:1",
            "doc": "d",
            "tokens": ["Rao", "(", "Kolm", ")", "left", "."],
            "tags": ["B-Person", "O", "B-Place", "O", "O", "O"],
        },
        {"id": "d:2", "doc": "d", "tokens": ["Ana", "did", "n't"], "tags": ["B-Person", "O", "O"]},
        {"id": "e:1", "doc": "e", "tokens": ["No"], "tags": ["B-Mood"]},
    )
    first, second = load(path, NAMES)
    assert first.text == "Rao (Kolm) left. Ana didn't"
    assert first.sentences == (0, 6)
    assert first.entities == {entity(0, 1, "PERSON"), entity(2, 3, "LOC"), entity(6, 7, "PERSON")}
    assert (second.entities, second.optional) == (frozenset(), {Span(0, 1)})


def test_labels_are_folded_and_what_the_corpus_lacks_is_not_scored(tmp_path: Path) -> None:
    gold = load(
        rows(tmp_path, {"id": "d", "doc": "d", "tokens": list("abcd"), "tags": ["B-Person", "B-Place", "O", "O"]}),
        NAMES,
    )
    predicted = {entity(0, 1, "PERSON"), entity(1, 2, "FAC"), entity(2, 3, "DATE"), entity(3, 4, "PRODUCT")}
    found = by_name(score(gold, [predicted], NAMES, name="x"))
    assert found["x.entities.all"].precision == pytest.approx(2 / 3)
    assert found["x.entities.all"].recall == 1
    assert found["x.entities.LOC"].value == 1
    assert found["x.entities.PRODUCT"].value == 0
    assert "x.entities.DATE" not in found


def test_a_right_span_of_another_type_is_wrong_twice(tmp_path: Path) -> None:
    gold = load(rows(tmp_path, {"id": "d", "doc": "d", "tokens": ["a"], "tags": ["B-Person"]}), NAMES)
    found = by_name(score(gold, [[entity(0, 1, "LOC")]], NAMES, name="x"))["x.entities.all"]
    assert (found.value, found.predicted, found.gold) == (0, 1, 1)


def test_common_nouns_and_inner_names_are_optional(tmp_path: Path) -> None:
    text = "Soldiers from the US unit reached Kolm, Varland."

    def item(words: str, kind: str) -> dict[str, object]:
        return {"start": text.index(words), "end": text.index(words) + len(words), "type": kind}

    gold = load(
        rows(
            tmp_path,
            {
                "id": "d",
                "text": text,
                "entities": [
                    item("the US unit", "Organisation"),
                    item("Kolm, Varland", "Location"),
                    item("Kolm", "Location"),
                    item("Varland", "Location"),
                    {"start": 0, "end": 8, "type": "Person", "offset_mismatch": True},
                ],
            },
        ),
        DEFENCE,
    )
    # In ink: "the US unit" is [12, 21), "Kolm, Varland" is [28, 40).
    assert gold[0].entities == {entity(28, 40, "LOC")}
    assert gold[0].optional == {Span(12, 21), Span(28, 32), Span(33, 40)}
    inner = [entity(15, 17, "LOC"), entity(28, 32, "LOC"), entity(33, 40, "LOC")]
    found = by_name(score(gold, [inner], DEFENCE, name="x"))["x.entities.all"]
    assert (found.predicted, found.gold, found.value) == (0, 1, 0)
    found = by_name(score(gold, [[entity(28, 40, "LOC"), entity(0, 8, "PERSON")]], DEFENCE, name="x"))
    assert found["x.entities.all"].precision == pytest.approx(1 / 2)


def test_an_unknown_corpus_and_an_unknown_format_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no label map for 'folder'"):
        labels("folder")
    with pytest.raises(ValueError, match=r"gold\.jsonl"):
        load(rows(tmp_path, {"id": "x", "words": []}), NAMES)
