"""Ledgers with something in them, for tests: two pages made by hand, and ways to damage what is stored."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import Any

from sqlalchemy import text

from allegedly import ledger
from allegedly.ledger import Question, Store, Told
from allegedly.records import Reading
from tests.readings import council, harbour


def raw(reading: Reading) -> bytes:
    """The bytes that a reading made by hand was made from."""
    return reading.document.text.encode("utf-8", "surrogatepass")


def put(store: Store, reading: Reading, **told: Any) -> str:
    """Store it; the document's id."""
    return store.put(raw(reading), reading, Told("by hand", **told)).id


def filled(address: str, *, who: str = "ann") -> Store:
    """A new ledger with both pages."""
    ledger.make(address, who=who)
    store = ledger.open(address, who=who)
    for reading in (harbour(), council()):
        put(store, reading)
    return store


def quotes(store: Store, *words: str, **how: Any) -> list[str]:
    """What a question finds, in its order."""
    return [row.quote for row in store.every("statements", Question.parse(words), **how)]


def faults(store: Store) -> list[tuple[str, str]]:
    """What verifying finds: kinds and ids."""
    return [(fault.kind, fault.id) for step in store.verify() for fault in step.faults]


def damage(store: Store, sql: str, **values: Any) -> None:
    """Do what no program of ours does: change rows behind the ledger's back."""
    if store.place.file is not None:
        with contextlib.closing(sqlite3.connect(store.place.file, isolation_level=None)) as connection:
            for name in ("journal_stays", "journal_is_kept", "decisions_stay", "decisions_are_kept"):
                connection.execute(f"DROP TRIGGER IF EXISTS {name}")
            connection.execute(sql, values)
        return
    with store._engine.begin() as server:
        server.execute(text("SET LOCAL session_replication_role = replica"))
        server.execute(text(sql), values)
