"""Time scores worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from allegedly.spans import Span
from evaluation.corpora import corpora
from evaluation.times import Dated, Item, bare, edtf, load, plain, score
from tests.evaluation.hand import by_name


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1998-02-13", "1998-02-13"),
        ("1998-02-13TNI", "1998-02-13"),
        ("1998-02-13T14:35", "1998-02-13"),
        ("1998-02", "1998-02"),
        ("1998", "1998"),
        ("1998-Q3", "1998-07/1998-09"),
        ("1998-H1", "1998-01/1998-06"),
        ("1998-SU", "1998-22"),
        ("199", "199X"),
        ("19XX", "19XX"),
        ("1998-W07", None),
        ("1998-W07-WE", None),
        ("P3M", None),
        ("XXXX-WXX-1", None),
        ("1998-XX", None),
    ],
)
def test_timex3_values_in_our_terms(value: str, expected: str | None) -> None:
    assert edtf(value) == expected


def test_what_timeml_does_not_write_is_dropped() -> None:
    assert [plain(value) for value in ("2023-10-07/..", "../2023", "2021~", "2016/2019")] == [
        "2023-10-07",
        "2023",
        "2021",
        "2016/2019",
    ]
    text = "since around October 7"
    assert bare(text, Span(0, len(text))).of(text) == "October 7"
    assert bare(text, Span(0, 5)) == Span(0, 5)


def timex(text: str, words: str, kind: str, value: str) -> dict[str, object]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "type": kind, "value": value}


def test_documents_are_read(tmp_path: Path) -> None:
    text = "On Friday he said that now, every Monday for three years, last week counts."
    row = {
        "id": "d",
        "text": text,
        "dct": {"value": "1998-02-13T14:35:00"},
        "timexes": [
            timex(text, "Friday", "DATE", "1998-02-13"),
            timex(text, "now", "DATE", "PRESENT_REF"),
            timex(text, "every Monday", "SET", "XXXX-WXX-1"),
            timex(text, "three years", "DURATION", "P3Y"),
            timex(text, "last week", "DATE", "1998-W06"),
        ],
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row) + "\n", "utf-8")
    (item,) = load(path)
    assert item.published == "1998-02-13"
    # In ink: "Friday" is [2, 8), "now" [18, 21), "last week" [47, 55).
    assert item.dates == (Dated(Span(2, 8), "1998-02-13"), Dated(Span(47, 55), None))
    assert item.vague == (Span(18, 21),)
    path.write_text('{"id": "d", "text": "x"}\n', "utf-8")
    with pytest.raises(ValueError, match=r"gold\.jsonl"):
        load(path)


def dated(start: int, end: int, value: str | None) -> Dated:
    return Dated(Span(start, end), value)


def test_a_span_a_value_and_a_vague_word() -> None:
    gold = Item(
        "d", "", "1998-02-13", (dated(0, 4, "1998"), dated(10, 14, "1997"), dated(20, 24, None)), (Span(30, 33),)
    )
    found = [
        (Span(0, 4), "1998"),  # right
        (Span(10, 12), "1996"),  # overlaps, wrong value
        (Span(20, 24), "1998-02-08/1998-02-14"),  # a week: its value is not judged
        (Span(30, 33), "1998-02-13"),  # "now": neither right nor wrong
        (Span(40, 44), "1999"),  # nothing there
    ]
    figures = by_name(score([gold], [found], name="x"))
    relaxed, strict = figures["x.times.span.relaxed"], figures["x.times.span.strict"]
    assert (relaxed.precision, relaxed.recall) == (3 / 4, 1)
    assert (strict.precision, strict.recall) == (2 / 4, 2 / 3)
    value = figures["x.times.value"]
    assert (value.precision, value.recall) == (1 / 3, 1 / 2)
    assert figures["x.times.value-accuracy"].value == 1 / 2


def test_a_range_is_scored_as_its_two_ends() -> None:
    gold = Item("d", "", "1998-02-13", (dated(4, 8, "1994"), dated(11, 15, "1997")), ())
    figures = by_name(score([gold], [[(Span(4, 15), "1994/1997")]], name="x"))
    assert figures["x.times.value"].value == 1
    assert figures["x.times.span.relaxed"].value == 1


def test_nothing_found_is_no_recall() -> None:
    gold = Item("d", "", "1998-02-13", (dated(0, 4, "1998"),), ())
    assert {figure.value for figure in score([gold], [[]], name="x")} == {0, None}


def test_the_real_corpus_against_itself_is_perfect() -> None:
    corpus = next(corpus for corpus in corpora() if corpus.scorer == "times")
    if corpus.missing:
        pytest.skip(corpus.missing)
    gold = load(corpus.path)
    given = [[(date.span, date.value or "unknown") for date in item.dates] for item in gold]
    assert {figure.value for figure in score(gold, given, name=corpus.name)} == {1.0}
