"""Whatever is found where a ledger should be: a clear refusal, and nothing is changed that was there before."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from allegedly import ledger
from allegedly.errors import (
    AllegedlyError,
    ForeignLedger,
    LedgerBusy,
    LedgerDamaged,
    LedgerExists,
    LedgerUnavailable,
    NewerLedger,
    NoLedger,
    OlderLedger,
)
from allegedly.ledger import Question, place
from tests.ledger.desks import faults, filled, put, quotes
from tests.readings import council


def test_there_is_none(ledger_url: str) -> None:
    with pytest.raises(NoLedger, match="allegedly init"):
        ledger.open(ledger_url, who="ann")


def test_one_is_never_made_over_another(ledger_url: str) -> None:
    store = filled(ledger_url)
    before = list(store.lines())
    with pytest.raises(LedgerExists):
        ledger.make(ledger_url, who="bob")
    assert list(store.lines()) == before


@pytest.mark.parametrize("content", [b"", b"just words\n" * 99, b"SQLite format 3\0" + b"x" * 4096, b"\0" * 5000])
def test_a_file_that_is_no_ledger_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.db"
    file.write_bytes(content)
    for attempt in (ledger.open, ledger.make, ledger.upgrade):
        with pytest.raises((ForeignLedger, LedgerDamaged, LedgerExists)):
            attempt(file, who="ann")
    assert file.read_bytes() == content


def test_the_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE theirs (words TEXT)")
    before = file.read_bytes()
    with pytest.raises(ForeignLedger):
        ledger.open(file, who="ann")
    assert file.read_bytes() == before


@pytest.mark.parametrize("ledger_url", ["postgres"], indirect=True)
def test_the_server_database_of_another_program_is_left_as_it_is(ledger_url: str) -> None:
    there = place.locate(ledger_url)
    engine = place.connect(there)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE theirs (words TEXT)"))
    engine.dispose()
    for attempt in (ledger.open, ledger.make):
        with pytest.raises(ForeignLedger):
            attempt(ledger_url, who="ann")


def test_a_directory_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(ForeignLedger, match="one file"):
        ledger.open(tmp_path, who="ann")


@pytest.mark.parametrize("address", ["mysql://x/y", "postgresql://", "nonsense://", "postgresql://u@127.0.0.1:1/x"])
def test_an_address_without_a_ledger_is_said_to_be_one(address: str) -> None:
    with pytest.raises(AllegedlyError) as refused:
        ledger.open(address, who="ann")
    assert refused.value.code == "A607"


def test_a_password_is_never_shown() -> None:
    with pytest.raises(LedgerUnavailable) as refused:
        ledger.open("postgresql://ann:geheim@127.0.0.1:1/x", who="ann")
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize(("schema", "refusal"), [(place.SCHEMA + 1, NewerLedger), (0, OlderLedger)])
def test_another_schema_is_named(ledger_url: str, schema: int, refusal: type[AllegedlyError]) -> None:
    store = filled(ledger_url)
    with store._engine.connect().execution_options(writing=True) as connection, connection.begin():
        if store.place.file is not None:
            connection.execute(text(f"PRAGMA user_version={schema}"))
        else:
            connection.execute(text("UPDATE alembic_version SET version_num = :new"), {"new": f"{schema:04}"})
    store.close()
    with pytest.raises(refusal):
        ledger.open(ledger_url, who="ann")


@pytest.mark.parametrize("cut", [100, 4096, 20_000])
def test_a_file_that_was_cut_short_is_said_to_be_damaged(tmp_path: Path, cut: int) -> None:
    file = tmp_path / "desk.allegedly.db"
    filled(str(file)).close()
    file.write_bytes(file.read_bytes()[:cut])
    with pytest.raises((LedgerDamaged, ForeignLedger, LedgerUnavailable)):
        quotes(ledger.open(file, who="ann"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is open to the superuser")
def test_a_read_only_ledger_can_be_asked_and_verified(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    filled(str(folder / "desk.allegedly.db")).close()
    (folder / "desk.allegedly.db").chmod(0o400)
    folder.chmod(0o500)
    try:
        store = ledger.open(folder / "desk.allegedly.db", who="ann")
        assert len(quotes(store)) == 16
        assert faults(store) == []
        with pytest.raises(AllegedlyError) as refused:
            store.decide(store.page("statements", Question()).rows[0].id, "accept")
        assert refused.value.code == "A608"
    finally:
        folder.chmod(0o700)


def test_a_writer_waits_for_another_and_then_goes_on(tmp_path: Path) -> None:
    store = filled(str(tmp_path / "desk.allegedly.db"))
    other = sqlite3.connect(tmp_path / "desk.allegedly.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.3, lambda: other.execute("ROLLBACK")).start()
    began = time.monotonic()
    store.decide(council().statements[0].id, "accept")
    assert time.monotonic() - began > 0.2
    other.close()


def test_a_reader_does_not_wait(tmp_path: Path) -> None:
    store = filled(str(tmp_path / "desk.allegedly.db"))
    other = sqlite3.connect(tmp_path / "desk.allegedly.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert len(quotes(store)) == 16
    other.close()


def test_who_never_gets_a_turn_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "_PATIENCE_MS", 100)
    store = filled(str(tmp_path / "desk.allegedly.db"))
    other = sqlite3.connect(tmp_path / "desk.allegedly.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerBusy, match="somebody else"):
        store.decide(council().statements[0].id, "accept")
    other.close()
    store.decide(council().statements[0].id, "accept")


_FULL = """
import resource, signal, sys
from allegedly import ledger
from allegedly.errors import AllegedlyError
from tests.ledger.desks import put
from tests.readings import council
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = ledger.open(sys.argv[1], who="ann")
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    put(store, council())
except AllegedlyError as error:
    print(error.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file sizes are limited by POSIX means")
def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    from tests.readings import harbour

    file = tmp_path / "desk.allegedly.db"
    ledger.make(file, who="ann")
    store = ledger.open(file, who="ann")
    put(store, harbour())
    store.close()
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(file), str(20_000)],
        cwd=root, env={**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "A608", done.stderr
    store = ledger.open(file, who="ann")
    assert len(quotes(store)) == 11
    assert faults(store) == []
    put(store, council())
    assert len(quotes(store)) == 16


def test_a_ledger_is_one_file_that_can_be_moved(tmp_path: Path) -> None:
    store = filled(str(tmp_path / "desk.allegedly.db"))
    store.close()
    assert [path.name for path in tmp_path.iterdir()] == ["desk.allegedly.db"]
    shutil.move(tmp_path / "desk.allegedly.db", tmp_path / "a ?#% name.db")
    assert len(quotes(ledger.open(tmp_path / "a ?#% name.db", who="ann"))) == 16


def test_sqlite_says_whose_file_it_is(tmp_path: Path) -> None:
    filled(str(tmp_path / "desk.allegedly.db")).close()
    with sqlite3.connect(tmp_path / "desk.allegedly.db") as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (place.APPLICATION,)
        assert connection.execute("PRAGMA user_version").fetchone() == (place.SCHEMA,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        spoken = connection.execute("SELECT speaker, act FROM v_statements WHERE act = 'denies'").fetchall()
        assert ("Jonas Reth", "denies") in spoken
