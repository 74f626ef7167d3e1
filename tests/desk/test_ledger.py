"""A ledger as another program uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from allegedly import Ledger
from allegedly.errors import BadQuestion, LedgerExists, NoLedger, UnknownItem
from tests.readings import read_plainly


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALLEGEDLY_USER", "ann")
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"News from {name}\n\nAda said: yes. Bo said: no.\n")
    (tmp_path / "a.meta.json").write_text('{"outlet": "The Velmar Courier", "published": "2031-03-05"}')
    return tmp_path


def test_pages_are_added_asked_for_and_decided_on(desk: Path) -> None:
    with Ledger.make("desk.db") as ledger:
        assert [one.state for one in ledger.add(".", reader=read_plainly)] == ["stored", "stored"]
        assert [one.state for one in ledger.add("a.txt", "a.meta.json", reader=read_plainly)] == ["duplicate"]
        (row,) = (row for row in ledger.statements(outlet="The Velmar Courier", since="2031") if row.quote == "yes")
        made = ledger.decide(row.id, "accept", seen_at=row.revision)
        assert made.who == "ann"
    with Ledger.open("desk.db", who="bob") as ledger:
        assert [row.quote for row in ledger.statements(status=["accepted", "edited"])] == ["yes"]
        assert [hit.kind for hit in ledger.search("no")] == ["statement", "statement", "document", "document"]
        statement, seen = ledger.statement(row.id)
        assert (statement.content[0].text, seen.status[row.id]) == ("yes", "accepted")
        assert len(list(ledger.documents(outlet="The Velmar Courier"))) == 1
        assert [step.faults for step in ledger.verify() if step.faults] == []


def test_what_fails_is_told_and_tried_again(desk: Path) -> None:
    with Ledger.make("desk.db") as ledger:
        (failed,) = ledger.add("late.txt", reader=read_plainly)
        assert (failed.state, failed.code) == ("failed", "A206")
        (desk / "late.txt").write_text("Late\n\nAda said: late.\n")
        assert [one.state for one in ledger.retry_each(reader=read_plainly)] == ["stored"]


def test_stored_unread_and_read_later(desk: Path) -> None:
    with Ledger.make("desk.db") as ledger:
        ledger.add(".", unread=True)
        assert ledger.waiting() == 2
        assert sum(one.statements for one in ledger.read(reader=read_plainly)) == 4
        assert ledger.read(reader=read_plainly) == []
        assert len(ledger.read(again=True, least=0.5, reader=read_plainly)) == 2


def test_refusals_say_what_is_wrong(desk: Path) -> None:
    with pytest.raises(NoLedger):
        Ledger.open("none.db")
    with Ledger.make("desk.db") as ledger:
        with pytest.raises(BadQuestion):
            list(ledger.statements(act="shouts"))
        with pytest.raises(UnknownItem):
            ledger.statement("stm_nothing")
        with pytest.raises(LedgerExists):
            Ledger.make("desk.db")
