"""A whole ledger as JSON Lines, and a ledger from such lines: nothing is lost on the way.

In:      a connection; or lines, and a place.
Out:     one object a line, `"type"` first: the ledger and its lists, bytes, documents, texts, readings, decisions,
         the journal, imports. A ledger made from them has the same numbers, seals and answers.
Fails:   BadImport, with the number of the line, where lines are no export or do not fit together; nothing is written
         then.
"""

from __future__ import annotations

import base64
import contextlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, insert, select, text
from sqlalchemy.exc import CompileError, DataError, IntegrityError

from allegedly.errors import AllegedlyError, BadImport
from allegedly.ids import sha256
from allegedly.ledger.acting import recast
from allegedly.ledger.keeping import body_of
from allegedly.ledger.packing import pack, unpack
from allegedly.ledger.packing import restore as unmarked
from allegedly.ledger.showing import show
from allegedly.ledger.tables import (
    decisions,
    documents,
    import_items,
    imports,
    journal,
    ledger,
    raws,
    readings,
    versions,
)
from allegedly.ledger.writing import Writing

FORMAT = 1
_PLAIN: tuple[tuple[str, Table], ...] = (
    ("decision", decisions),
    ("journal", journal),
    ("import", imports),
    ("import-item", import_items),
)
_ORDER = ("fact", "raw", "document", "version", "reading", "decision", "journal", "import", "import-item")
_COUNTED = (documents, versions, readings, decisions, imports)
_MANY = 1000


def lines(connection: Connection) -> Iterator[str]:
    """The ledger, line by line, without line ends."""
    yield _line("ledger", {"schema": "allegedly/1", "format": FORMAT})
    for fact in connection.execute(select(ledger).order_by(ledger.c.key)):
        yield _line("fact", dict(fact._mapping))
    for row in _rows(connection, raws, raws.c.sha256):
        content = base64.b64encode(unpack(row["packing"], row["bytes"])).decode("ascii")
        yield _line("raw", {"sha256": row["sha256"], "base64": content})
    for row in _rows(connection, documents, documents.c.number):
        yield _line("document", row)
    for row in _rows(connection, versions, versions.c.number):
        kept = None if row["exact"] is None else base64.b64encode(row["exact"]).decode("ascii")
        yield _line("version", {**row, "exact": kept})
    for row in _rows(connection, readings, readings.c.number):
        yield _line("reading", {**row, **_body(row["body"])})
    for name, table in _PLAIN:
        key = table.c.get("number")
        for row in _rows(connection, table, key if key is not None else table.c.position):
            yield _line(name, row)


def _body(packed: bytes) -> dict[str, Any]:
    """The body as an object; as text where it would not come back to the very same bytes."""
    body = body_of(packed)
    parsed = json.loads(body)
    return {"body": parsed if _compact(parsed) == body else body.decode()}


def _compact(value: Any) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return b""


def _line(kind: str, fields: dict[str, Any]) -> str:
    return json.dumps({"type": kind, **fields})


def _rows(connection: Connection, table: Table, key: Any) -> Iterator[dict[str, Any]]:
    """All rows in order, a few at a time where the key allows it."""
    if key.name == "position":
        for row in connection.execute(select(table).order_by(table.c["import"], key)):
            yield dict(row._mapping)
        return
    last: Any = None
    while True:
        question = select(table).order_by(key).limit(_MANY)
        found = connection.execute(question if last is None else question.where(key > last)).all()
        yield from (dict(row._mapping) for row in found)
        if len(found) < _MANY:
            return
        last = getattr(found[-1], key.name)


def restore(writing: Writing, written: Iterable[str]) -> int:
    """Fill a ledger that has nothing in it, not even a journal; how many documents it has now.

    Raises:
        BadImport: the lines are no export of a ledger, are not in its order, or do not fit together.
    """
    stage = -1
    for number, (kind, fields) in enumerate(parsed(written), 1):
        if kind == "ledger":
            continue
        if kind not in _ORDER or _ORDER.index(kind) < stage:
            raise BadImport(f"line {number} is {kind!r}, which does not belong there; is the export whole?")
        stage = _ORDER.index(kind)
        with taking(number, kind):
            _put(writing, kind, fields)
    _count_on(writing.connection)
    found = writing.connection.execute(select(documents.c.number).order_by(documents.c.number)).scalars().all()
    for document in found:
        show(writing, document)
        writing.counted["documents", "all"] += 1
    recast(writing, {})
    return len(found)


@contextlib.contextmanager
def taking(number: int, kind: str) -> Iterator[None]:
    """Take a line over, or say which one cannot be.

    Raises:
        BadImport: it does not fit with the others, or is no line of its kind.
    """
    try:
        yield
    except (KeyError, TypeError, ValueError, AllegedlyError) as error:
        raise BadImport(f"line {number} ({kind}) cannot be taken over: {error}.") from error
    except (IntegrityError, DataError, CompileError) as error:
        why = str(getattr(error, "orig", error)).splitlines()[0]
        raise BadImport(f"line {number} ({kind}) does not fit with the others: {why}.") from error


def parsed(written: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each line's type and its other fields.

    Raises:
        BadImport: a line is no object with a type, or the first is no ledger of a format that is known.
    """
    number = 0
    for number, line in enumerate(written, 1):
        try:
            fields = json.loads(line)
            kind = fields.pop("type")
        except (ValueError, AttributeError, KeyError) as error:
            raise BadImport(f"line {number} is no line of an export: {error}.") from error
        if number == 1 and (kind != "ledger" or fields.get("format") != FORMAT):
            raise BadImport(
                'the first line should be {"type": "ledger", "format": 1, …}; this is no export of a whole ledger, '
                "or one of a newer version."
            )
        yield str(kind), fields
    if number == 0:
        raise BadImport("the file is empty; there is nothing to import.")


def _put(writing: Writing, kind: str, fields: dict[str, Any]) -> None:
    table = {
        "fact": ledger, "raw": raws, "document": documents, "version": versions, "reading": readings, **dict(_PLAIN),
    }[kind]  # fmt: skip
    writing.connection.execute(insert(table).values(row_of(kind, fields)))


def row_of(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The row that a line stands for.

    Raises:
        BadImport: bytes or a reading are not those that the line names.
        KeyError, ValueError: the line lacks something.
    """
    if kind == "raw":
        content = base64.b64decode(fields["base64"], validate=True)
        if sha256(content) != fields["sha256"]:
            raise BadImport(f"the bytes are not those of {fields['sha256']}")
        packed = pack(content)
        return {"sha256": fields["sha256"], "size": len(content), "packing": packed.packing, "bytes": packed.content}
    if kind == "version":
        kept = None if fields["exact"] is None else base64.b64decode(fields["exact"], validate=True)
        if sha256(unmarked(fields["text"], kept).encode("utf-8", "surrogatepass")) != fields["text_sha256"]:
            raise BadImport("the text is not the one that was exported")
        return {**fields, "exact": kept}
    if kind == "reading":
        body = fields["body"].encode() if isinstance(fields["body"], str) else _compact(fields["body"])
        if sha256(body) != fields["sha256"]:
            raise BadImport("the reading is not the one that was exported")
        return {**fields, "body": pack(body).content}
    return fields


def _count_on(connection: Connection) -> None:
    """PostgreSQL counts rows by itself; let it go on after those that came with numbers."""
    if connection.dialect.name != "postgresql":
        return
    for name in (table.name for table in _COUNTED):
        connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('{name}', 'number'), "  # noqa: S608 - our own names
                f"(SELECT coalesce(max(number), 0) + 1 FROM {name}), false)"
            )
        )
