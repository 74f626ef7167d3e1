"""A transaction that writes: whole or absent, with its counts and its journal.

In:      work to do with a `Writing`.
Out:     what the work returns, when everything is on the disk.
Order:   what the work writes, then the counts, then the journal. Writers of PostgreSQL take turns for the last two
         only; SQLite has one writer at a time, and the others wait.
Fails:   with a LedgerError; nothing is left of the transaction then. Two writers who hinder each other are tried again.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, text
from sqlalchemy.exc import DBAPIError

from allegedly.errors import LedgerBusy
from allegedly.ledger import journal
from allegedly.ledger.journal import Entry
from allegedly.ledger.place import Place, refusals

Result = TypeVar("Result")
_TRIES = 8
_COUNT = """INSERT INTO counts (facet, value, count) VALUES (:facet, :value, :count)
    ON CONFLICT (facet, value) DO UPDATE SET count = counts.count + excluded.count"""


class Writing:
    """One transaction under way."""

    def __init__(self, connection: Connection, who: str) -> None:
        self.connection, self.who = connection, who
        self.counted: Counter[tuple[str, str]] = Counter()
        self._entries: list[Entry] = []

    @property
    def postgres(self) -> bool:
        return self.connection.dialect.name == "postgresql"

    def note(self, action: str, subject: str, digest: str, **details: Any) -> None:
        """An entry for the journal."""
        self._entries.append(Entry(action, subject, digest, details))

    def insert(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Rows that are complete, in bulk: COPY on PostgreSQL, prepared rows on SQLite."""
        if not rows:
            return
        names = list(rows[0])
        values = [tuple(row[name] for name in names) for row in rows]
        columns = ", ".join(f'"{name}"' for name in names)
        if self.postgres:
            cursor: Any = self.connection.connection.cursor()
            with cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
                for value in values:
                    copy.write_row(value)
            return
        marks = ", ".join("?" * len(names))
        self.connection.exec_driver_sql(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", values)  # noqa: S608 - our own names

    def replace(self, table: Table, rows: Sequence[dict[str, Any]], key: Sequence[str]) -> None:
        """Rows that may be there already, by their key; the new ones win."""
        if not rows:
            return
        names = list(rows[0])
        sets = ", ".join(f"{name} = excluded.{name}" for name in names if name not in key)
        sql = (
            f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)}) "  # noqa: S608 - our own names
            f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {sets}"
        )
        self.connection.execute(text(sql), rows)

    def finish(self) -> None:
        """Counts and journal, the last of a transaction."""
        if not self._entries and not any(self.counted.values()):
            return
        journal.lock(self.connection)
        changed = [
            {"facet": facet, "value": value, "count": count}
            for (facet, value), count in sorted(self.counted.items())
            if count
        ]
        if changed:
            self.connection.execute(text(_COUNT), changed)
        journal.append(self.connection, self._entries, who=self.who)


def write(place: Place, engine: Engine, who: str, work: Callable[[Writing], Result]) -> Result:
    """Do the work in a transaction of its own.

    Raises:
        LedgerError: it could not be written.
    """
    for attempt in range(_TRIES):
        try:
            with refusals(place), engine.connect().execution_options(writing=True) as connection, connection.begin():
                writing = Writing(connection, who)
                result = work(writing)
                writing.finish()
                return result
        except LedgerBusy as error:
            if not _worth_trying(error) or attempt == _TRIES - 1:
                raise
            time.sleep(random.uniform(0.5, 1.5) * 0.01 * 2**attempt)  # noqa: S311 - no secret, only out of step
    raise AssertionError("the last try returned or raised")


def _worth_trying(error: LedgerBusy) -> bool:
    """Two who hindered each other; one who waited out SQLite's patience has waited long enough."""
    return isinstance(error.__cause__, DBAPIError) and hasattr(error.__cause__.orig, "sqlstate")
