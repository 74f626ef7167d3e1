"""What was asked to be added, item by item, and what became of it: so that an interrupted import goes on where it was.

In:      the names of items and what was said about them.
Out:     imports and their items, each waiting, stored, duplicate or failed with its reason.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from sqlalchemy import Connection, func, insert, select, update

from allegedly.errors import UnknownItem
from allegedly.ledger.journal import digest, now
from allegedly.ledger.packing import plain, plain_or_none
from allegedly.ledger.tables import documents, import_items, imports
from allegedly.ledger.writing import Writing
from allegedly.records.base import Record

ItemState = Literal["waiting", "stored", "duplicate", "failed"]
_MANY = 500


class ImportItem(Record):
    """One item of an import. `document` is its id in the ledger, `code` and `message` say why it failed."""

    position: int
    name: str
    state: ItemState
    document: str | None = None
    code: str | None = None
    message: str | None = None


class Import(Record):
    """An import: who asked for what, how far it is. `state` is running, done or interrupted."""

    id: str
    started: str
    ended: str | None
    who: str
    asked: dict[str, Any]
    state: str
    waiting: int = 0
    stored: int = 0
    duplicate: int = 0
    failed: int = 0


def begin(writing: Writing, names: Iterable[str], asked: dict[str, Any]) -> str:
    """A new import with its items waiting; its id."""
    identity = f"imp_{secrets.token_hex(10)}"
    fields = {
        "id": identity, "started": now(), "who": writing.who, "asked": json.dumps(asked), "state": "running",
    }  # fmt: skip
    number = writing.connection.execute(insert(imports).values(fields).returning(imports.c.number)).scalar_one()
    rows = [
        {"import": number, "position": position, "name": plain(name), "state": "waiting"}
        for position, name in enumerate(names)
    ]
    writing.insert(import_items, rows)
    writing.note("import", identity, digest(json.dumps(asked)), items=len(rows))
    return identity


def settle(writing: Writing, identity: str, item: ImportItem, fingerprint: str | None = None) -> None:
    """What became of one item."""
    fields = {
        "state": item.state, "document": item.document, "code": item.code, "message": plain_or_none(item.message),
        "fingerprint": fingerprint,
    }  # fmt: skip
    number = select(imports.c.number).where(imports.c.id == identity).scalar_subquery()
    where = (import_items.c["import"] == number) & (import_items.c.position == item.position)
    writing.connection.execute(update(import_items).where(where).values(fields))


def end(writing: Writing, identity: str, state: str) -> None:
    """The import is over: "done" or "interrupted"."""
    fields = {"ended": now(), "state": state}
    writing.connection.execute(update(imports).where(imports.c.id == identity).values(fields))
    writing.note("import", identity, digest(state), ended=state)


def reopen(writing: Writing, identity: str) -> None:
    """Its failed items wait again."""
    row = one(writing.connection, identity)
    number = select(imports.c.number).where(imports.c.id == row.id).scalar_subquery()
    again = (import_items.c["import"] == number) & (import_items.c.state == "failed")
    blank = {"state": "waiting", "code": None, "message": None}
    writing.connection.execute(update(import_items).where(again).values(blank))
    writing.connection.execute(update(imports).where(imports.c.id == identity).values(state="running", ended=None))
    writing.note("import", identity, digest("again"), ended=None)


def known(connection: Connection, fingerprints: Sequence[str]) -> dict[str, str]:
    """For those of the fingerprints that were stored before, the id of their document."""
    found: dict[str, str] = {}
    for start in range(0, len(fingerprints), _MANY):
        some = list(fingerprints[start : start + _MANY])
        question = (
            select(import_items.c.fingerprint, import_items.c.document)
            .join(documents, documents.c.id == import_items.c.document)
            .where(import_items.c.fingerprint.in_(some))
        )
        found.update({row.fingerprint: row.document for row in connection.execute(question)})
    return found


def listed(connection: Connection, *, limit: int) -> list[Import]:
    """The latest imports, newest first."""
    rows = connection.execute(select(imports).order_by(imports.c.number.desc()).limit(limit)).all()
    return [_import(connection, row) for row in rows]


def one(connection: Connection, identity: str) -> Import:
    """The import with this id; "last" is the latest.

    Raises:
        UnknownItem: there is none.
    """
    question = select(imports)
    question = question.order_by(imports.c.number.desc()).limit(1) if identity == "last" else question.where(
        imports.c.id == identity)  # fmt: skip
    row = connection.execute(question).one_or_none()
    if row is None:
        raise UnknownItem(f"there is no import {identity!r}; `allegedly imports` lists them.")
    return _import(connection, row)


def _import(connection: Connection, row: Any) -> Import:
    counted = (
        select(import_items.c.state, func.count())
        .where(import_items.c["import"] == row.number)
        .group_by(import_items.c.state)
    )
    states = {state: number for state, number in connection.execute(counted)}  # noqa: C416 - rows are no pairs
    fields = {name: getattr(row, name) for name in ("id", "started", "ended", "who", "state")}
    return Import(**fields, asked=json.loads(row.asked), **states)


def items(connection: Connection, identity: str, states: Sequence[str] = ()) -> list[ImportItem]:
    """The items of an import, in their order; those in one of the states, or all."""
    number = select(imports.c.number).where(imports.c.id == identity).scalar_subquery()
    question = select(import_items).where(import_items.c["import"] == number).order_by(import_items.c.position)
    if states:
        question = question.where(import_items.c.state.in_(states))
    named = ("position", "name", "state", "document", "code", "message")
    return [ImportItem(**{name: getattr(row, name) for name in named}) for row in connection.execute(question)]
