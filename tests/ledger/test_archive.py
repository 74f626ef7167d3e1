"""A ledger is written out whole and made again, on either database, and joined to another without losing anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from allegedly import ledger
from allegedly.errors import BadImport, LedgerExists
from allegedly.ledger import Question, Store
from tests.ledger.desks import faults, filled, put, quotes
from tests.readings import council, harbour


@pytest.fixture
def store(ledger_url: str) -> Store:
    made = filled(ledger_url)
    made.decide(harbour().statements[4].id, "accept")
    made.edit(harbour().statements[0].id, "speaker", "Ada Brenn")
    made.decide(harbour().statements[1].id, "reject")
    made.undo()
    made.merge(made.actor("Ada Brenn")[0].actor.id, [made.actor("Jonas Reth")[0].actor.id])
    made.keep_list("ours.csv", "name\nHarbour Board\n")
    return made


def test_what_is_written_out_makes_the_same_ledger(store: Store, tmp_path: Path) -> None:
    lines = list(store.lines())
    ledger.make(tmp_path / "copy.db", who="bob", lines=lines)
    copy = ledger.open(tmp_path / "copy.db", who="bob")
    assert list(copy.lines()) == lines
    assert copy.seal() == store.seal()
    assert faults(copy) == []
    assert [row.model_dump() for row in copy.every("statements", Question())] == [
        row.model_dump() for row in store.every("statements", Question())
    ]
    assert copy.facets(Question()) == store.facets(Question())


def test_a_ledger_made_from_lines_goes_on(store: Store, ledger_url: str, tmp_path: Path) -> None:
    lines = list(store.lines())
    ledger.make(tmp_path / "first.db", who="bob", lines=lines)
    copy = ledger.open(tmp_path / "first.db", who="bob")
    copy.decide(harbour().statements[2].id, "accept")
    page = council().model_copy(update={"reader": "newer 2"})
    put(copy, page)
    assert faults(copy) == []


def test_two_ledgers_are_joined(store: Store, tmp_path: Path) -> None:
    ledger.make(tmp_path / "other.db", who="bob")
    other = ledger.open(tmp_path / "other.db", who="bob")
    put(other, council())
    other.decide(council().statements[1].id, "reject")
    new = other.take_over(store.lines())
    assert (new["documents"], new["readings"]) == (1, 1)
    assert new["decisions"] == len(store.decisions())
    assert quotes(other, "status=edited") == quotes(store, "status=edited")
    assert len(quotes(other, "status=rejected")) == 1
    assert other.actor("Jonas Reth")[0].actor.name == "Ada Brenn"
    assert faults(other) == []
    assert sum(other.take_over(store.lines()).values()) == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda lines: [], "empty"),
        (lambda lines: lines[1:], "first line"),
        (lambda lines: ["not json", *lines], "line 1"),
        (lambda lines: [lines[0], *reversed(lines[1:])], "does not belong there"),
        (lambda lines: [line.replace("denied on Monday", "denied on Sunday") for line in lines], "line"),
        (lambda lines: [line for line in lines if '"type": "document"' not in line], "line"),
        (lambda lines: [line.replace('"type": "raw"', '"type": "cooked"') for line in lines], "cooked"),
    ],
)
def test_lines_that_are_no_export_make_nothing(store: Store, tmp_path: Path, change: object, told: str) -> None:
    lines = change(list(store.lines()))  # type: ignore[operator]
    with pytest.raises(BadImport, match=told):
        ledger.make(tmp_path / "broken.db", who="bob", lines=lines)
    assert not (tmp_path / "broken.db").exists()
    assert list(tmp_path.glob(".broken*")) == []


def test_a_joined_ledger_is_untouched_by_broken_lines(store: Store) -> None:
    before = list(store.lines())
    with pytest.raises(BadImport):
        store.take_over([*before[:3], "{broken"])
    assert list(store.lines()) == before


@pytest.mark.parametrize("ledger_url", ["sqlite"], indirect=True)
def test_a_backup_is_a_ledger(store: Store, tmp_path: Path) -> None:
    store.backup(tmp_path / "backup.db")
    copy = ledger.open(tmp_path / "backup.db", who="bob")
    assert list(copy.lines()) == list(store.lines())
    assert faults(copy) == []
    with pytest.raises(LedgerExists):
        store.backup(tmp_path / "backup.db")
