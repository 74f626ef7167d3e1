"""Copies of a ledger, and how much it holds."""

from __future__ import annotations

import os
import secrets
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from allegedly.errors import LedgerError, LedgerExists, LedgerFull
from allegedly.ledger.place import Place, refusals
from allegedly.ledger.tables import actors, decisions, documents, readings, relations, statements

_PAGES = 4096  # Copied at a time; a writer may come in between.


def copy(place: Place, engine: Engine, file: Path) -> None:
    """A copy of SQLite's file, which appears when it is whole."""
    if place.file is None:
        raise LedgerError(
            "a ledger on PostgreSQL is backed up by PostgreSQL's own pg_dump, or written out whole with: "
            "allegedly export ledger"
        )
    if file.exists():
        raise LedgerExists(f"{file} is there already; a backup never replaces a file.")
    unfinished = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with refusals(Place(place.url, file)):
            _copy(engine, unfinished)
        os.replace(unfinished, file)
    except OSError as error:
        raise LedgerFull(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        for suffix in ("", "-journal"):
            unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)


def _copy(engine: Engine, file: Path) -> None:
    source: Any = engine.raw_connection()
    target = sqlite3.connect(file)
    try:
        source.driver_connection.backup(target, pages=_PAGES)
        target.execute("PRAGMA journal_mode=WAL")
    finally:
        target.close()
        source.close()


def figures(connection: Connection) -> dict[str, int]:
    """How many of each there are, and what the database takes up in bytes."""
    found = {}
    for name, table in (
        ("documents", documents), ("readings", readings), ("statements", statements), ("relations", relations),
        ("actors", actors), ("decisions", decisions),
    ):  # fmt: skip
        found[name] = int(connection.execute(select(func.count()).select_from(table)).scalar_one())
    unread = select(func.count()).select_from(documents).where(documents.c.state == "unread")
    found["unread"] = int(connection.execute(unread).scalar_one())
    reviewed = select(func.count()).select_from(statements).where(statements.c.status != "machine")
    found["reviewed"] = int(connection.execute(reviewed).scalar_one())
    orphaned = select(func.count()).select_from(statements).where(statements.c.orphaned == 1)
    found["orphaned"] = int(connection.execute(orphaned).scalar_one())
    found["bytes"] = _size(connection)
    return found


def _size(connection: Connection) -> int:
    if connection.dialect.name == "postgresql":
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
