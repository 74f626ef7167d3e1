"""A ledger of every earlier schema opens after `migrate`, with everything that was in it; half a migration is none."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from allegedly import ledger
from allegedly.errors import LedgerError, NoLedger, OlderLedger
from allegedly.ledger import migrate, place, tables
from tests.ledger.desks import faults, filled, put, quotes
from tests.readings import council, harbour

STORED = Path(__file__).parent / "stored"
EARLIER = range(1, place.SCHEMA)


def stored(schema: int, ledger_url: str) -> str:
    """A ledger as that schema's version left it."""
    if "://" not in ledger_url:
        shutil.copy(STORED / f"schema-{schema}.allegedly.db", ledger_url)
        os.chmod(ledger_url, 0o600)
        return ledger_url
    engine = place.connect(place.locate(ledger_url))
    script = (STORED / f"schema-{schema}.sql").read_text("utf-8")
    raw = engine.raw_connection()
    with raw.cursor() as cursor:
        cursor.execute(script.encode())
    raw.commit()
    raw.close()
    engine.dispose()
    return ledger_url


def test_there_is_a_stored_ledger_of_every_earlier_schema() -> None:
    assert {path.name for path in STORED.iterdir()} == {
        name for schema in EARLIER for name in (f"schema-{schema}.allegedly.db", f"schema-{schema}.sql")
    }


@pytest.mark.parametrize("schema", EARLIER)
def test_an_earlier_ledger_is_migrated_whole(ledger_url: str, schema: int) -> None:
    address = stored(schema, ledger_url)
    with pytest.raises(OlderLedger, match="allegedly migrate"):
        ledger.open(address, who="ann")
    assert ledger.upgrade(address, who="ann") == (schema, place.SCHEMA)
    store = ledger.open(address, who="ann")
    assert faults(store) == []
    assert len(quotes(store)) == 16
    assert quotes(store, "status=accepted") == ["that the old harbour had been sold"]
    assert store.actor("Jonas Reth")[0].actor.name == "Ada Brenn"
    assert store.whole(council().document.id).reading == council()
    put(store, harbour().model_copy(update={"reader": "newer 2"}))
    assert faults(store) == []
    assert ledger.upgrade(address, who="ann") == (place.SCHEMA, place.SCHEMA)


def test_the_tables_are_those_that_the_steps_make(ledger_url: str) -> None:
    store = filled(ledger_url)
    with store.reading() as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or name in tables.metadata.tables}
        context = MigrationContext.configure(connection, opts=options)
        found = [one for one in compare_metadata(context, tables.metadata) if one[0] not in _OF_SEARCH]
        left = [one for one in found if "search" not in str(one)]
    assert left == []


_OF_SEARCH = ("remove_column",)  # The columns that PostgreSQL makes for its text search.


def test_there_is_nothing_to_migrate(tmp_path: Path) -> None:
    with pytest.raises(NoLedger):
        ledger.upgrade(tmp_path / "none.db", who="ann")


@pytest.mark.parametrize("schema", EARLIER)
def test_a_migration_that_fails_leaves_everything(
    ledger_url: str, schema: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = stored(schema, ledger_url)

    def fail(*_: object, **__: object) -> None:
        raise LedgerError("in the middle of it")

    monkeypatch.setattr(migrate.journal, "append", fail)
    with pytest.raises(LedgerError, match="middle"):
        ledger.upgrade(address, who="ann")
    monkeypatch.undo()
    with pytest.raises(OlderLedger):
        ledger.open(address, who="ann")
    ledger.upgrade(address, who="ann")
    assert faults(ledger.open(address, who="ann")) == []


_SLOW = """
import sys, time
from allegedly.ledger import journal, upgrade
before = journal.append
def slowly(*given, **named):
    print("written", flush=True)
    time.sleep(5)
    before(*given, **named)
journal.append = slowly
upgrade(sys.argv[1], who="ann")
"""


@pytest.mark.parametrize("schema", EARLIER)
def test_a_killed_migration_leaves_everything(ledger_url: str, schema: int) -> None:
    address = stored(schema, ledger_url)
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", _SLOW, address],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"written\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    deadline = time.monotonic() + 60  # A server notices a dead client when it next looks.
    while True:
        try:
            ledger.upgrade(address, who="ann")
            break
        except LedgerError:
            assert time.monotonic() < deadline
            time.sleep(0.2)
    store = ledger.open(address, who="ann")
    assert len(quotes(store)) == 16
    assert faults(store) == []


@pytest.mark.parametrize("ledger_url", ["sqlite"], indirect=True)
def test_an_older_ledger_can_be_looked_at_with_any_tool(ledger_url: str) -> None:
    address = stored(1, ledger_url)
    ledger.upgrade(address, who="ann")
    with ledger.open(address, who="ann").reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM v_statements")).scalar_one() == 16
