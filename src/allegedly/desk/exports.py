"""What leaves a ledger for other programs.

In:      a ledger, and a question where only a part is wanted.
Out:     rows, lines, files. A file appears when it is whole.
Cost:    streams; a document is held at a time.
Fails:   ExtraMissing where a format's library is not installed; LedgerExists where a file is there already.
"""

from __future__ import annotations

import itertools
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from allegedly import ledger as archive
from allegedly.errors import ExtraMissing, LedgerExists, UnreadableFile
from allegedly.ledger import ActorRow, DocumentRow, Question, RelationRow, StatementRow
from allegedly.records.base import Record

if TYPE_CHECKING:
    from allegedly.desk.ledger import Ledger
    from allegedly.ledger.sight import Seen
    from allegedly.records import Reading

_ROWS: dict[str, type[Record]] = {
    "statements": StatementRow,
    "relations": RelationRow,
    "documents": DocumentRow,
    "actors": ActorRow,
}
_REVIEWED = ("accepted", "edited")
_ROWS_AT_ONCE = 10_000
_ALL = 1_000_000


def rows(ledger: Ledger, table: str, asked: Question) -> Iterator[Any]:
    """Rows of "statements", "relations", "documents" or "actors"."""
    if table == "actors":
        return iter(ledger.actors(asked, limit=_ALL))
    return ledger.every(table, asked)


def contract(ledger: Ledger, asked: Question) -> Iterator[str]:
    """Everything as docs/format.md has it, as JSON Lines: each document with its reading, then claims, copies, drifts.

    With a question: the documents that it finds, and the claims that stand in them.
    """
    from allegedly.records import codec

    whole = asked == Question()
    shown = set()
    for row in ledger.every("documents", asked, order="oldest"):
        shown.add(row.id)
        yield from codec.lines(ledger.whole(row.id).reading)
    known = set()
    for claim in ledger.every_claim():
        if whole or shown & {one.document for one in claim.statements}:
            known.add(claim.id)
            yield codec.line("claim", claim)
    for copy in ledger.copies():
        if whole or shown & {copy.of, copy.by}:
            yield codec.line("copy", copy)
    for drift in ledger.drifts():
        if drift.claim in known:
            yield codec.line("drift", drift)


def lines_of(file: str) -> Iterator[str]:
    """The lines of an export; "-" is standard input.

    Raises:
        UnreadableFile: it cannot be read.
    """
    if file == "-":
        yield from sys.stdin
        return
    try:
        with Path(file).open(encoding="utf-8") as opened:
            yield from opened
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UnreadableFile(f"{file} cannot be read: {reason}.") from error


def seen_documents(ledger: Ledger, asked: Question) -> Iterator[tuple[Seen, set[str]]]:
    """Each document that holds statements of the question, as it is seen, with these statements' ids."""
    wanted: dict[str, set[str]] = {}
    for row in ledger.every("statements", asked):
        wanted.setdefault(row.document, set()).add(row.id)
    for document, ids in wanted.items():
        yield ledger.whole(document, rejected=False), ids


def asked_for(ledger: Ledger, asked: Question) -> Iterator[tuple[Reading, dict[str, str]]]:
    """Readings with only the statements that the question finds, and what was decided about them."""
    for seen, ids in seen_documents(ledger, asked):
        kept = tuple(one for one in seen.reading.statements if one.id in ids)
        yield seen.reading.model_copy(update={"statements": kept, "relations": (), "evidence": ()}), seen.status


def reviewed(ledger: Ledger, asked: Question) -> Iterator[Reading]:
    """Readings with only the statements that people accepted or corrected, for training."""
    if not asked.status:
        asked = asked.model_copy(update={"status": _REVIEWED})
    return (reading for reading, _ in asked_for(ledger, asked))


def parquet(ledger: Ledger, table: str, asked: Question, file: Path) -> None:
    """Rows as a Parquet file.

    Raises:
        ExtraMissing: pyarrow is not installed.
        LedgerExists: the file is there already.
    """
    try:
        import pyarrow
        from pyarrow import parquet as written
    except ImportError as error:
        raise ExtraMissing("Parquet needs pyarrow; install it with: pip install 'allegedly[parquet]'.") from error
    with _unfinished(file) as place, ExitStack() as closing:
        named = _ROWS[table].model_fields.items()
        schema = pyarrow.schema([(name, _type(pyarrow, str(field.annotation))) for name, field in named])
        writer = closing.enter_context(written.ParquetWriter(place, schema))
        some = iter(rows(ledger, table, asked))
        while batch := [row.model_dump(mode="json") for row in itertools.islice(some, _ROWS_AT_ONCE)]:
            writer.write_table(pyarrow.Table.from_pylist(batch, schema=schema))


def _type(pyarrow: Any, annotation: str) -> Any:
    """The column type of a row's field; the same whether or not a column has values."""
    for name, made in (("bool", pyarrow.bool_), ("int", pyarrow.int64), ("float", pyarrow.float64)):
        if name in annotation:
            return made()
    return pyarrow.string()


def sqlite(ledger: Ledger, file: Path) -> None:
    """A copy as a file of SQLite's, with its readable views; also of a ledger on PostgreSQL.

    Raises:
        LedgerExists: the file is there already.
    """
    if ledger.place.file is not None:
        ledger.backup(file)
    else:
        archive.make(file, who=ledger.who, lines=ledger.lines())


class _unfinished:  # noqa: N801 - used like a function
    """A place beside `file` that becomes it when all is written."""

    def __init__(self, file: Path) -> None:
        if file.exists():
            raise LedgerExists(f"{file} is there already; an export never replaces a file.")
        self.file = file
        self.place = file.with_name(f".{file.name}.{secrets.token_hex(4)}")

    def __enter__(self) -> Path:
        return self.place

    def __exit__(self, kind: object, error: object, at: object) -> None:
        if kind is None:
            os.replace(self.place, self.file)
        self.place.unlink(missing_ok=True)
