"""Whether the ledger still is what was written into it: every byte, every span, every seal.

In:      a connection to a ledger.
Out:     every fault, with the id of what it concerns. Nothing is mended.
Cost:    reads everything: some 10 ms a page.
How:     bytes and texts are hashed again; every span of every reading is cut out of its text again; the journal's
         chain is followed, and compared with what it tells of; the shown layer and the counts are made again and
         compared; every reference is followed; and the database checks itself.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError
from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.exc import DBAPIError

from allegedly.errors import AllegedlyError
from allegedly.ids import DOCUMENT, VERSION, identify, sha256
from allegedly.ledger import journal
from allegedly.ledger.acting import seal
from allegedly.ledger.deciding import Decision, holding, merged
from allegedly.ledger.keeping import body_of, document_of, reading_of
from allegedly.ledger.packing import restore, unpack
from allegedly.ledger.showing import counted_of, numbered, shown_of
from allegedly.ledger.tables import (
    actors,
    counts,
    decisions,
    documents,
    first_number,
    metadata,
    raws,
    readings,
    statements,
    versions,
)
from allegedly.ledger.tables import journal as journal_table

_BATCH = 200
_KEYS = {
    "hops": ("statement", "position"),
    "about": ("actor", "day", "statement"),
    "parties": ("actor", "day", "relation", "side"),
}
_BY = {"hops": "statement", "about": "statement", "parties": "relation"}


class Fault(NamedTuple):
    """Something that is not as it was written: of what kind, its id, and what is wrong."""

    kind: str
    id: str
    why: str


class Checked(NamedTuple):
    """How far the verification is: what was just checked, and the faults found there."""

    part: str
    faults: tuple[Fault, ...]


def size(connection: Connection) -> int:
    """How many steps `verify` will take."""
    tables = (raws, versions, readings, decisions, documents)
    rows = sum(connection.execute(select(func.count()).select_from(one)).scalar_one() for one in tables)
    return int(rows) + 4


def verify(connection: Connection) -> Iterator[Checked]:
    """Check everything, step by step."""
    yield Checked("database", tuple(_database(connection)))
    yield Checked("journal", tuple(_journal(connection)))
    yield Checked("references", tuple(_references(connection)))
    for row in _rows(connection, raws, raws.c.sha256):
        yield Checked("bytes", tuple(_raw(row)))
    for row in _rows(connection, versions, versions.c.number):
        yield Checked("text", tuple(_version(connection, row)))
    for row in _rows(connection, readings, readings.c.number):
        yield Checked("reading", tuple(_reading(connection, row)))
    for row in _rows(connection, decisions, decisions.c.number):
        yield Checked("decision", tuple(_decision(connection, row)))
    total: Counter[tuple[str, str]] = Counter()
    for row in _rows(connection, documents, documents.c.number):
        yield Checked("shown", tuple(_document(connection, row, total)))
    yield Checked("counts", (*_counts(connection, total), *_merges(connection)))


def _rows(connection: Connection, table: Table, key: Any) -> Iterator[Any]:
    """All rows in the order of a key, a few at a time."""
    last: Any = None
    while True:
        question = select(table).order_by(key).limit(_BATCH)
        found = connection.execute(question if last is None else question.where(key > last)).all()
        yield from found
        if len(found) < _BATCH:
            return
        last = getattr(found[-1], key.key)


def _database(connection: Connection) -> Iterator[Fault]:
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield Fault("database", "file", str(line))
    for name in ("statements_search", "versions_search"):
        try:
            connection.exec_driver_sql(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - our own names
        except DBAPIError as error:
            # On read-only media SQLite cannot run this check at all.
            if "CORRUPT" in getattr(error.orig, "sqlite_errorname", ""):
                yield Fault("search", name, f"the index of words does not fit what it indexes: {error.orig}")


def _journal(connection: Connection) -> Iterator[Fault]:
    for one in journal.broken(journal.entries(connection)):
        yield Fault("journal", str(one.number), one.why)
    held = {
        "add": select(documents.c.id),
        "read": select(readings.c.sha256),
    }
    for action, there in held.items():
        column = journal_table.c.subject if action == "add" else journal_table.c.digest
        question = select(journal_table).where(journal_table.c.action == action, column.not_in(there))
        for row in connection.execute(question):
            yield Fault("journal", str(row.number), f"what it tells of is gone: {row.action} {row.subject}")
    told = select(journal_table).where(journal_table.c.details.contains('"decision"'))
    for row in connection.execute(told):
        identity = json.loads(row.details).get("decision")
        if connection.execute(select(decisions.c.number).where(decisions.c.id == identity)).scalar() is None:
            yield Fault("journal", str(row.number), f"what it tells of is gone: the decision {identity}")


def _references(connection: Connection) -> Iterator[Fault]:
    for table in metadata.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                there = key.column
                question = select(column).where(column.is_not(None), column.not_in(select(there))).limit(100)
                for (value,) in connection.execute(question):
                    yield Fault(table.name, str(value), f"{table.name}.{column.name} names a row that is not there")


def _raw(row: Any) -> Iterator[Fault]:
    try:
        content = unpack(row.packing, row.bytes)
    except AllegedlyError as error:
        yield Fault("bytes", row.sha256, error.message)
        return
    if sha256(content) != row.sha256:
        yield Fault("bytes", row.sha256, "they are not the bytes that were stored")
    elif len(content) != row.size:
        yield Fault("bytes", row.sha256, f"they are {len(content)}, not {row.size} bytes")


def _version(connection: Connection, row: Any) -> Iterator[Fault]:
    name = row.id
    stored = restore(row.text, row.exact)
    digest = sha256(stored.encode("utf-8", "surrogatepass"))
    if digest != row.text_sha256 or identify(VERSION, digest) != row.id:
        yield Fault("text", name, "it is not the text that was stored")
    document = connection.execute(select(documents).where(documents.c.number == row.document)).one_or_none()
    if document is None:
        return
    try:
        facts = json.loads(row.facts)
        known = identify(DOCUMENT, facts["raw_sha256"], facts["outlet"])
        sealed = journal.digest(facts["raw_sha256"], facts["text_sha256"], row.facts)
    except (KeyError, TypeError, ValueError) as error:
        yield Fault("text", name, f"what it says of itself cannot be read: {error}")
        return
    if known != document.id or facts["raw_sha256"] != document.raw:
        yield Fault("document", document.id, "its id does not follow from its bytes and its outlet")
    if not _sealed(connection, "add", document.id, sealed):
        yield Fault("document", document.id, "the journal does not tell of it as it is")


def _sealed(connection: Connection, action: str, subject: str, digest: str) -> bool:
    question = select(journal_table.c.number).where(
        journal_table.c.subject == subject, journal_table.c.action == action, journal_table.c.digest == digest
    )
    return connection.execute(question.limit(1)).scalar() is not None


def _reading(connection: Connection, row: Any) -> Iterator[Fault]:
    version = connection.execute(select(versions).where(versions.c.number == row.version)).one_or_none()
    if version is None:
        return
    held = select(documents.c.id).where(documents.c.number == version.document)
    name = str(connection.execute(held).scalar() or row.number)
    try:
        body = body_of(row.body)
    except AllegedlyError as error:
        yield Fault("reading", name, error.message)
        return
    if sha256(body) != row.sha256:
        yield Fault("reading", name, f"reading {row.number} of it is not what was stored")
    if not _sealed(connection, "read", name, row.sha256):
        yield Fault("reading", name, f"the journal does not tell of reading {row.number} as it is")
    try:
        found = json.loads(body)
    except ValueError as error:
        yield Fault("reading", name, f"reading {row.number} of it cannot be read: {error}")
        return
    yield from _spans(found, restore(version.text, version.exact), name)
    try:
        reading_of(document_of(version), row.body)
    except (AllegedlyError, ValidationError, TypeError, ValueError) as error:
        yield Fault("reading", name, f"reading {row.number} of it does not hold together: {str(error).splitlines()[0]}")


def _spans(found: Any, stored: str, document: str) -> Iterator[Fault]:
    """Cut every span of a reading out of its text again."""
    groups = found.items() if isinstance(found, dict) else ()
    for _, group in groups:
        for item in group if isinstance(group, list) else ():
            for anchor in _anchors(item):
                there = stored[anchor["start"] : anchor["end"]]
                if there != anchor["text"]:
                    name = item.get("id") or document
                    place = f"[{anchor['start']}, {anchor['end']})"
                    yield Fault("span", name, f"{place} should read {anchor['text'][:40]!r}, but reads {there[:40]!r}")


def _anchors(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"text", "start", "end"} <= value.keys() and isinstance(value["start"], int):
            yield value
        for one in value.values():
            yield from _anchors(one)
    elif isinstance(value, list):
        for one in value:
            yield from _anchors(one)


def _decision(connection: Connection, row: Any) -> Iterator[Fault]:
    try:
        made = Decision.of(row)
    except ValueError as error:
        yield Fault("decision", row.id, f"it cannot be read: {error}")
        return
    if not _sealed(connection, row.action, row.target, seal(made)):
        yield Fault("decision", row.id, "the journal does not tell of it as it is")


def _document(connection: Connection, row: Any, total: Counter[tuple[str, str]]) -> Iterator[Fault]:
    total["documents", "all"] += 1
    total.update(counted_of(connection, row.number))
    if row.version is None or (row.reading is None and row.state == "read"):
        yield Fault("document", row.id, "it has no text or no reading")
        return
    try:
        shown = shown_of(connection, row)
    except (AllegedlyError, ValidationError, ValueError, TypeError):
        return  # Its reading or text was named above.
    expected = {} if shown is None else numbered(connection, shown)
    for name in _tables_shown():
        yield from _compared(connection, name, expected.get(name, []), row)


def _tables_shown() -> Iterable[str]:
    return ("statements", "hops", "about", "relations", "parties", "evidence", "links", "appearances")


def _compared(connection: Connection, name: str, expected: list[dict[str, Any]], document: Any) -> Iterator[Fault]:
    """Rows that are missing, changed or too many."""
    table = metadata.tables[name]
    by = table.c[_BY.get(name, "number")]
    first, behind = first_number(document.number), first_number(document.number + 1)
    keys = _KEYS.get(name, ("number",))
    there = {
        tuple(row[key] for key in keys): dict(row)
        for row in connection.execute(select(table).where(by >= first, by < behind)).mappings()
    }
    for row in expected:
        found = there.pop(tuple(row[key] for key in keys), None)
        if found is None:
            yield Fault(name, str(row.get("id") or document.id), "it is not shown, though it was read or decided")
        elif found != row:
            fields = ", ".join(key for key in row if found.get(key) != row[key])
            yield Fault(
                name, str(row.get("id") or document.id), f"it is not shown as it was read and decided: {fields}"
            )
    for row in there.values():
        yield Fault(name, str(row.get("id") or document.id), "it is shown, though nobody read or decided it")


def _counts(connection: Connection, total: Counter[tuple[str, str]]) -> Iterator[Fault]:
    held = {(row.facet, row.value): row[2] for row in connection.execute(select(counts))}
    for key in sorted(held.keys() | total.keys()):
        if held.get(key, 0) != total[key]:
            yield Fault("counts", "=".join(key), f"{held.get(key, 0)} are counted, {total[key]} are there")


def _merges(connection: Connection) -> Iterator[Fault]:
    rows = connection.execute(select(decisions).where(decisions.c.kind == "actor"))
    try:
        into = merged(holding(Decision.of(row) for row in rows))
    except (KeyError, ValueError):
        return  # The decision was named above.
    kept = actors.alias()
    shown = select(actors.c.id, kept.c.id.label("into")).join(kept, kept.c.number == actors.c.into)
    there = {row.id: row.into for row in connection.execute(shown)}
    for actor in sorted(into.keys() | there.keys()):
        if into.get(actor) != there.get(actor):
            yield Fault("actors", actor, "it is not merged as people decided")


def statements_shown(connection: Connection) -> int:
    """How many statements are shown."""
    return int(connection.execute(select(func.count()).select_from(statements)).scalar_one())


def head(connection: Connection) -> str:
    """The journal's last seal: who keeps a copy of it can tell later whether anything before it was changed."""
    return str(connection.execute(text("SELECT hash FROM journal ORDER BY number DESC LIMIT 1")).scalar_one())
