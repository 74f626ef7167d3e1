"""The journal: every write of a ledger, in order, each entry sealed with the hash of the one before.

In:      who did what to which item, and the digest of what was written.
Out:     entries that are only ever added; `broken` names those that do not fit.
Cost:    one row a write. Writers take turns for the last step of a transaction, from `lock` to its end.
Source:  hash-linked time-stamps (Haber & Stornetta 1991): who changes an old entry has to change all later ones, and
         a copy of the last hash, printed or sent, shows it.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, text

from allegedly.ledger.tables import journal

GENESIS = "0" * 64
_LOCK, _ACTORS, _COMPARING = 0x616C6C65, 0x616C6C66, 0x616C6C67  # Any numbers, so that they are always the same ones.
_BATCH = 10_000


class Entry(NamedTuple):
    """What was written. `digest` is the SHA-256 of the thing; `details` what a person wants to see of it."""

    action: str
    subject: str
    digest: str
    details: dict[str, Any]


class Break(NamedTuple):
    """An entry that does not fit, and why."""

    number: int
    why: str


def now() -> str:
    """The time, RFC 3339 in UTC, to the millisecond."""
    moment = datetime.datetime.now(datetime.UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


def digest(*parts: str | None) -> str:
    """The SHA-256 of the parts in their order; None and "" differ."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def lock(connection: Connection) -> None:
    """Be the only one who writes into the journal, until the transaction ends."""
    _lock(connection, _LOCK)


def lock_actors(connection: Connection) -> None:
    """Be the only one who merges and splits actors, until the transaction ends."""
    _lock(connection, _ACTORS)


def lock_comparing(connection: Connection) -> bool:
    """Be the only one who compares on PostgreSQL, until the transaction ends; False where somebody else is."""
    return bool(connection.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _COMPARING}).scalar_one())


def _lock(connection: Connection, key: int) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})


def append(connection: Connection, entries: Sequence[Entry], *, who: str) -> None:
    """Seal the entries onto the journal; `lock` comes first."""
    last = connection.execute(
        select(journal.c.number, journal.c.hash).order_by(journal.c.number.desc()).limit(1)
    ).one_or_none()
    count, previous = (0, GENESIS) if last is None else (last.number, last.hash)
    rows = []
    at = now()
    for number, entry in enumerate(entries, count + 1):
        fields = {
            "number": number, "at": at, "who": who, "action": entry.action, "subject": entry.subject,
            "digest": entry.digest, "details": json.dumps(entry.details), "previous": previous,
        }  # fmt: skip
        previous = _sealed(fields)
        rows.append({**fields, "hash": previous})
    if rows:
        connection.execute(insert(journal), rows)


def _sealed(fields: dict[str, Any]) -> str:
    named = ("number", "at", "who", "action", "subject", "digest", "details", "previous")
    return hashlib.sha256(json.dumps([fields[name] for name in named]).encode()).hexdigest()


def entries(connection: Connection) -> Iterator[Any]:
    """All rows of the journal, oldest first."""
    reached = 0
    while True:
        rows = connection.execute(
            select(journal).where(journal.c.number > reached).order_by(journal.c.number).limit(_BATCH)
        ).all()
        if not rows:
            return
        yield from rows
        reached = rows[-1].number


def broken(rows: Iterator[Any]) -> Iterator[Break]:
    """The entries that are missing, doubled, changed or do not follow the one before them."""
    number, previous = 0, GENESIS
    for row in rows:
        if row.number != number + 1:
            yield Break(row.number, f"entry {number + 1} should follow here; entries are missing")
        if row.previous != previous:
            yield Break(row.number, "it does not follow the entry before it")
        if row.hash != _sealed(row._asdict()):
            yield Break(row.number, "its content is not what was sealed")
        number, previous = row.number, row.hash
