"""Statements are found by what they mean; the index of a large ledger finds what comparing all of them finds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from allegedly.ledger import Question, Store, meanings
from tests.ledger.desks import faults, filled, put
from tests.readings import harbour

MODEL = "made 1"


@pytest.fixture
def store(ledger_url: str) -> Store:
    return filled(ledger_url)


def vector(number: int) -> meanings.Floats:
    made = np.random.default_rng(number).normal(size=meanings.DIMENSIONS)
    return (made / np.linalg.norm(made)).astype(np.float32)


def weigh(store: Store) -> list[int]:
    waiting = store.without_meaning(MODEL, limit=100)
    store.keep_meanings(MODEL, [(number, vector(number)) for number, _ in waiting])
    return [number for number, _ in waiting]


def test_the_nearest_come_first(store: Store, tmp_path: Path) -> None:
    numbers = weigh(store)
    assert len(numbers) == 16
    assert store.count_without_meaning(MODEL) == 0
    found = store.nearest(vector(numbers[3]), Question(), limit=3, index=tmp_path / "index")
    assert (found[0][0].number, round(found[0][1], 1)) == (numbers[3], 1.0)
    cosines = [cosine for _, cosine in found]
    assert cosines == sorted(cosines, reverse=True)
    denied = store.nearest(vector(numbers[3]), Question(act=("denies",)), limit=30, index=tmp_path / "index")
    assert {row.act for row, _ in denied} == {"denies"}


def test_what_is_read_anew_is_looked_at_anew(store: Store) -> None:
    weigh(store)
    put(store, harbour().model_copy(update={"reader": "newer 2"}))
    assert store.count_without_meaning(MODEL) == 11
    assert store.count_without_meaning("made 2") == 16
    weigh(store)
    assert store.count_without_meaning(MODEL) == 0
    assert faults(store) == []


def test_the_index_agrees_with_comparing_all(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("voyager")
    numbers = weigh(store)
    index = tmp_path / "cache" / "index"
    exact = store.nearest(vector(1), Question(), limit=5, index=index)
    assert not index.exists()
    monkeypatch.setattr(meanings, "EXACT", 1)
    near = store.nearest(vector(1), Question(), limit=5, index=index)
    assert near[0][0] == exact[0][0]
    # Both round vectors to int8, each in its own way.
    assert np.allclose([cosine for _, cosine in near], [cosine for _, cosine in exact], atol=0.02)
    assert index.exists()
    store.decide(near[0][0].id, "reject")
    weigh(store)
    again = store.nearest(vector(1), Question(), limit=5, index=index)
    assert near[0][0].id not in [row.id for row, _ in again]
    assert len(numbers) == 16
