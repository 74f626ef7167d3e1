"""Documents, their bytes, texts and readings: what comes in and is never changed.

In:      a Document with the bytes it was made from; a Reading of it.
Out:     rows of raws, documents, versions and readings; and whether they were new.
Fails:   AnchorError where a reading does not quote the stored text; UnknownItem where its document is not there.
"""

from __future__ import annotations

import datetime
import json
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, insert, select, text, update

from allegedly import dates
from allegedly.errors import LedgerDamaged, UnknownItem
from allegedly.ids import sha256
from allegedly.ledger.journal import digest, now
from allegedly.ledger.packing import exact, pack, plain, plain_or_none, restore, unpack, written
from allegedly.ledger.tables import documents, raws, readings, versions
from allegedly.ledger.writing import Writing
from allegedly.records import Document, Reading
from allegedly.version import VERSION

_APART = frozenset(("text",))  # Fields of a document that stand in columns of their own.


class Kept(NamedTuple):
    """A document in the ledger; `new`: this text of it was not there before; `first`: nor any other."""

    number: int
    id: str
    version: int
    new: bool
    first: bool


class Read(NamedTuple):
    """A reading in the ledger."""

    number: int
    document: int
    new: bool


def first_day(published: str | None) -> int:
    """The first day that an EDTF date may mean, as yyyymmdd; 0 where there is none."""
    day = dates.first_day(published) if published and "X" not in published else None
    return int(f"{day:%Y%m%d}") if isinstance(day, datetime.date) else 0


def keep(writing: Writing, content: bytes, document: Document, *, name: str) -> Kept:
    """Store a document and the bytes it was made from; what is there already stays as it is."""
    if sha256(content) != document.raw_sha256:
        raise LedgerDamaged(f"the bytes given for {name} are not those that {document.id} was made from.")
    _keep_bytes(writing, content, document.raw_sha256)
    number, fresh = _keep_document(writing, document, name)
    version, new = _keep_version(writing, document, number)
    if new:
        # A later text is shown when it was read; until then the earlier one is.
        state: dict[str, Any] = {"version": version} if fresh else {"state": "unread"}
        writing.connection.execute(update(documents).where(documents.c.number == number).values(state))
        sealed = digest(document.raw_sha256, document.text_sha256, _facts(document))
        details = {"name": plain(name), "version": document.version, "outlet": document.outlet, "again": not fresh}
        writing.note("add", document.id, sealed, **details)
    return Kept(number, document.id, version, new, fresh)


def _keep_bytes(writing: Writing, content: bytes, named: str) -> None:
    packed = pack(content)
    statement = text(
        "INSERT INTO raws (sha256, size, packing, bytes) VALUES (:sha256, :size, :packing, :bytes) "
        "ON CONFLICT (sha256) DO NOTHING"
    )
    fields = {"sha256": named, "size": len(content), "packing": packed.packing, "bytes": packed.content}
    writing.connection.execute(statement, fields)


def _keep_document(writing: Writing, document: Document, name: str) -> tuple[int, bool]:
    fields = {
        "id": document.id, "raw": document.raw_sha256, "name": plain(name), "media_type": document.media_type,
        "added": now(), "state": "unread", "revision": 0, **shown_facts(document),
    }  # fmt: skip
    names = ", ".join(fields)
    marks = ", ".join(f":{one}" for one in fields)
    made = writing.connection.execute(
        text(f"INSERT INTO documents ({names}) VALUES ({marks}) ON CONFLICT (id) DO NOTHING RETURNING number"),  # noqa: S608 - our own names
        fields,
    ).scalar()
    if made is not None:
        writing.counted["documents", "all"] += 1
        return int(made), True
    # Locks the row, so that two who add versions of one document take turns.
    return locked(writing, document.id), False


def locked(writing: Writing, identity: str) -> int:
    """The number of a document that nobody else writes about until the transaction ends.

    Raises:
        UnknownItem: there is no such document.
    """
    question = select(documents.c.number).where(documents.c.id == identity)
    number = writing.connection.execute(question.with_for_update()).scalar()
    if number is None:
        raise UnknownItem(f"no document of the ledger has the id {identity!r}.")
    return int(number)


def shown_facts(document: Document) -> dict[str, Any]:
    """What a document says of itself, as the columns of `documents`."""
    return {
        "outlet": plain_or_none(document.outlet),
        "published": document.published,
        "day": first_day(document.published),
        "title": plain_or_none(document.title),
        "url": plain_or_none(document.url),
        "language": document.language,
    }


def _facts(document: Document) -> str:
    return written(document, without=_APART).decode()


def _keep_version(writing: Writing, document: Document, number: int) -> tuple[int, bool]:
    there = select(versions.c.number).where(versions.c.document == number, versions.c.id == document.version)
    found = writing.connection.execute(there).scalar()
    if found is not None:
        return int(found), False
    fields = {
        "document": number, "id": document.version, "text": plain(document.text), "exact": exact(document.text),
        "text_sha256": document.text_sha256, "facts": _facts(document), "made": now(), "maker": VERSION,
    }  # fmt: skip
    made = writing.connection.execute(insert(versions).values(fields).returning(versions.c.number)).scalar_one()
    return int(made), True


def document_of(version: Any) -> Document:
    """The Document in a row of `versions`."""
    facts = json.loads(version.facts)
    return Document.model_validate({**facts, "text": restore(version.text, version.exact)})


def record(writing: Writing, version: int, reading: Reading, *, settings: str) -> Read:
    """Store what a reader found in a version; the same reader with the same settings finds the same."""
    row = writing.connection.execute(select(versions).where(versions.c.number == version)).one()
    there = select(readings.c.number).where(
        readings.c.version == version, readings.c.reader == reading.reader, readings.c.settings == settings
    )
    found = writing.connection.execute(there).scalar()
    if found is not None:
        return Read(int(found), row.document, False)
    return Read(
        write_down(writing, version, reading, restore(row.text, row.exact), settings=settings), row.document, True
    )


def write_down(writing: Writing, version: int, reading: Reading, stored: str, *, settings: str) -> int:
    """Store a reading that is not there; the number it gets.

    Raises:
        AnchorError: it does not quote the stored text.
    """
    for anchor in reading.anchors():
        anchor.check(stored)
    body = written(reading, without=frozenset(("document",)))
    sealed = sha256(body)
    fields = {
        "version": version, "reader": plain(reading.reader), "settings": settings, "at": now(), "sha256": sealed,
        "statements": len(reading.statements), "body": pack(body).content,
    }  # fmt: skip
    made = writing.connection.execute(insert(readings).values(fields).returning(readings.c.number)).scalar_one()
    details = {"reader": reading.reader, "settings": settings, "statements": len(reading.statements)}
    writing.note("read", reading.document.id, sealed, **details)
    return int(made)


def body_of(content: bytes) -> bytes:
    """The JSON of a reading as it was written; a short one is not compressed.

    Raises:
        LedgerDamaged: it cannot be unpacked.
    """
    return unpack("none" if content[:1] == b"{" else "zlib", content)


def reading_of(document: Document, body: bytes) -> Reading:
    """The Reading that a row of `readings` holds, of a document from `document_of`."""
    return Reading.model_validate({"document": document, **json.loads(body_of(body))})


def whole_reading(connection: Connection, number: int) -> Reading:
    """The reading with this number.

    Raises:
        UnknownItem: there is none.
    """
    question = select(versions, readings.c.body).join(readings, readings.c.version == versions.c.number)
    row = connection.execute(question.where(readings.c.number == number)).one_or_none()
    if row is None:
        raise UnknownItem(f"no reading of the ledger has the number {number}.")
    return reading_of(document_of(row), row.body)


def waiting(connection: Connection, reader: str, settings: str, *, again: bool) -> list[int]:
    """Texts that wait to be read: those of unread documents, or all that this reader has not read with these settings.

    Of several texts of a document the latest is read.
    """
    latest = select(func.max(versions.c.number)).group_by(versions.c.document)
    done = select(readings.c.version).where(readings.c.reader == reader, readings.c.settings == settings)
    question = select(versions.c.number).where(versions.c.number.in_(latest), versions.c.number.not_in(done))
    if not again:
        question = question.join(documents, documents.c.number == versions.c.document).where(
            documents.c.state == "unread"
        )
    return list(connection.execute(question.order_by(versions.c.number)).scalars())


def document_at(connection: Connection, version: int) -> Document:
    """The Document of a version.

    Raises:
        UnknownItem: there is none of this number.
    """
    row = connection.execute(select(versions).where(versions.c.number == version)).one_or_none()
    if row is None:
        raise UnknownItem(f"no text of the ledger has the number {version}.")
    return document_of(row)


def bytes_of(connection: Connection, identity: str) -> bytes:
    """The bytes that a document was made from.

    Raises:
        UnknownItem: there is no such document.
    """
    question = select(raws).join(documents, documents.c.raw == raws.c.sha256).where(documents.c.id == identity)
    row = connection.execute(question).one_or_none()
    if row is None:
        raise UnknownItem(f"no document of the ledger has the id {identity!r}.")
    return unpack(row.packing, row.bytes)
