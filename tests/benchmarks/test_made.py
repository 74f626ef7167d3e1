"""Made news: the same each time, quoting itself, and as unevenly spread as news is."""

from __future__ import annotations

import statistics
from pathlib import Path

import pytest

from allegedly.records import Reading, codec
from benchmarks import ledgers
from benchmarks.made import made


def test_the_same_seed_makes_the_same_and_slices_agree() -> None:
    whole = [list(codec.lines(reading)) for _, reading in made(30)]
    assert whole == [list(codec.lines(reading)) for _, reading in made(30)]
    assert whole[20:25] == [list(codec.lines(reading)) for _, reading in made(5, first=20)]
    assert whole[:5] != [list(codec.lines(reading)) for _, reading in made(5, seed=8)]


def test_every_span_quotes_its_text() -> None:
    for raw, reading in made(100):
        assert Reading.model_validate(reading.model_dump()) == reading
        assert raw.decode() == reading.document.text


def test_pages_are_as_uneven_as_news() -> None:
    counts = [len(reading.statements) for _, reading in made(1000)]
    assert 15.5 < statistics.mean(counts) < 18
    assert (min(counts), max(counts) > 60) == (3, True)


def test_growth_is_a_slope() -> None:
    assert ledgers.exponent([(1000, 10.0), (2000, 20.0), (4000, 40.0)]) == pytest.approx(1.0)
    assert ledgers.exponent([(1000, 10.0), (2000, 10.0)]) == pytest.approx(0.0)
    assert ledgers.exponent([(1000, 0.1), (2000, 0.9)]) == pytest.approx(0.0)


def test_a_small_ledger_is_measured(tmp_path: Path) -> None:
    found = {one.figure: one.value for one in ledgers._measure("sqlite", str(tmp_path / "made.db"), 64)}
    assert found["ledger.sqlite.statements"] > 600
    assert found["ledger.sqlite.load"] > 0
    assert {name for name in found if name.endswith("-growth")}
