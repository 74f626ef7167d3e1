"""Reading many items: one outcome each, in order, and a bad one costs only itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from allegedly import desk
from allegedly.desk import Failure, Item
from allegedly.errors import ModelMissing
from allegedly.intake import Facts
from allegedly.records import Document, Reading
from tests.readings import read_plainly


def items(count: int) -> list[Item | Failure]:
    return [Item(name=f"{number}.txt", content=f"Ada said: number {number}.".encode()) for number in range(count)]


def said(outcomes: Iterator[Reading | Failure]) -> list[str]:
    return [one.statements[0].content[0].text if isinstance(one, Reading) else one.code for one in outcomes]


@pytest.mark.parametrize("jobs", [None, 1, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 20])
def test_one_outcome_an_item_in_order(count: int, jobs: int | None) -> None:
    found = said(desk.read(items(count), reader=read_plainly, jobs=jobs))
    assert found == [f"number {number}" for number in range(count)]


def test_a_bad_item_costs_only_itself(tmp_path: Path) -> None:
    asked = items(3)
    asked[1:1] = [
        Item(name="empty", content=b""),
        Item(name="missing", path=tmp_path / "missing.txt"),
        Failure(name="folder", code="A201", message="nothing"),
    ]
    found = said(desk.read(asked, reader=read_plainly))
    assert found == ["number 0", "A201", "A206", "A201", "number 1", "number 2"]


def test_a_failure_names_its_item(tmp_path: Path) -> None:
    (failure,) = desk.read([Item(name="some/place.txt", path=tmp_path / "place.txt")], reader=read_plainly)
    assert isinstance(failure, Failure)
    assert str(failure).startswith("A206 ")
    assert "place.txt" in str(failure)
    assert failure.exit_status == 1


def test_bad_metadata_keeps_its_exit_status(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ada said: yes.")
    (tmp_path / "a.meta.json").write_text('{"published": "yesterday"}')
    (failure,) = desk.read([Item(name="a.txt", path=tmp_path / "a.txt")], reader=read_plainly)
    assert isinstance(failure, Failure)
    assert (failure.code, failure.exit_status) == ("A207", 78)


def test_facts_hold_for_every_item() -> None:
    facts = Facts(outlet="The Velmar Courier", published="2031-03")
    for outcome in desk.read(items(3), facts=facts, reader=read_plainly):
        assert isinstance(outcome, Reading)
        assert (outcome.document.outlet, outcome.document.published) == ("The Velmar Courier", "2031-03")


def test_what_concerns_every_item_is_raised() -> None:
    def broken(document: Document) -> Reading:
        raise ModelMissing("the model is not there.")

    with pytest.raises(ModelMissing):
        list(desk.read(items(5), reader=broken))


def test_a_large_archive_is_not_read_ahead_of_whoever_takes_it() -> None:
    started = []
    lock = threading.Lock()

    def counting(document: Document) -> Reading:
        with lock:
            started.append(document.id)
        return read_plainly(document)

    outcomes = desk.read(items(100), reader=counting, jobs=2)
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert len(started) <= 4
