"""The tables of a ledger, in three layers.

    what came in    raws → documents → versions                bytes, items, texts; never changed
    the machine     readings                                   everything a reader found in a version, as it said it
    people          decisions                                  what people decided about it; only ever added to
    shown           statements hops about relations …          the machine's layer seen through the decisions

The shown layer is made from the other three by `allegedly.ledger.projection` and can be made again at any time; it
is there so that questions are answered by an index. `journal` records every write; `imports` what was asked for.

Numbers: an item of a document has the number `document << 20 | position`, so that a document's items lie together.
`day` is the first day that a document may have been published on, as the integer yyyymmdd; 0 where that is unknown.
Flags are 0 or 1. Times of ours are RFC 3339 in UTC.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    REAL,
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeEngine

metadata = MetaData()

_BIG = BigInteger().with_variant(Integer(), "sqlite")
_REAL: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")

_DECIDED = text("status <> 'machine'")
_ORPHANED = text("orphaned = 1")

POSITIONS = 20  # Bits of a number that count the items of one document.


def first_number(document: int) -> int:
    """The number before those of all items of the document; `first_number(document + 1)` lies behind them."""
    return document << POSITIONS


def _number(*, given: bool = True) -> Column[Any]:
    """A primary key that we choose, or that the database counts up."""
    if given:
        return Column("number", _BIG, primary_key=True, autoincrement=False)
    return Column("number", _BIG, Identity(), primary_key=True)


def _text(name: str, *rest: Any, null: bool = False, **more: Any) -> Column[Any]:
    return Column(name, Text(), *rest, nullable=null, **more)


def _whole(name: str, *rest: Any, null: bool = False, **more: Any) -> Column[Any]:
    return Column(name, _BIG, *rest, nullable=null, autoincrement=False, **more)


def _share(name: str) -> Column[Any]:
    return Column(name, _REAL, nullable=False)


def _table(name: str, *columns: Any, by_key: bool = False) -> Table:
    """`by_key`: SQLite keeps the rows in the order of their primary key, without a second index for it."""
    return Table(name, metadata, *columns, sqlite_strict=True, sqlite_with_rowid=not by_key)


def _document() -> Column[Any]:
    return _whole("document", ForeignKey("documents.number"))


ledger = _table("ledger", _text("key", primary_key=True), _text("value"))

raws = _table(
    "raws",
    _text("sha256", primary_key=True),
    _whole("size"),
    _text("packing"),
    Column("bytes", LargeBinary(), nullable=False),
)
documents = _table(
    "documents",
    _number(given=False),
    _text("id", unique=True),
    _text("raw", ForeignKey("raws.sha256")),
    _text("name"),
    _text("outlet", null=True),
    _text("published", null=True),
    _whole("day"),
    _text("title", null=True),
    _text("url", null=True),
    _text("language", null=True),
    _text("media_type"),
    _text("added"),
    _whole("version", null=True),
    _whole("reading", null=True),
    _text("state"),
    _text("problem", null=True),
    _whole("revision"),
    Index("documents_by_day", "day", "number"),
    Index("documents_by_outlet", "outlet", "day", "number"),
    Index("documents_by_raw", "raw"),
    Index("documents_by_url", "url"),
    Index("documents_by_state", "state", "number"),
)
versions = _table(
    "versions",
    _number(given=False),
    _document(),
    _text("id"),
    _text("text"),
    Column("exact", LargeBinary(), nullable=True),
    _text("text_sha256"),
    _text("facts"),
    _text("made"),
    _text("maker"),
    UniqueConstraint("document", "id"),
)
readings = _table(
    "readings",
    _number(given=False),
    _whole("version", ForeignKey("versions.number")),
    _text("reader"),
    _text("settings"),
    _text("at"),
    _text("sha256"),
    _whole("statements"),
    Column("body", LargeBinary(), nullable=False),
    UniqueConstraint("version", "reader", "settings"),
)
decisions = _table(
    "decisions",
    _number(given=False),
    _text("id", unique=True),
    _text("at"),
    _text("who"),
    _text("action"),
    _text("kind"),
    _text("target"),
    _whole("document", ForeignKey("documents.number"), null=True),
    _text("payload"),
    _whole("undoes", ForeignKey("decisions.number"), null=True),
    Index("decisions_by_target", "target"),
    Index("decisions_by_document", "document"),
    Index("decisions_by_kind", "kind", "number"),
    Index("decisions_undone", "undoes", unique=True),
)
journal = _table(
    "journal",
    _number(),
    _text("at"),
    _text("who"),
    _text("action"),
    _text("subject"),
    _text("digest"),
    _text("details"),
    _text("previous"),
    _text("hash"),
    Index("journal_by_subject", "subject"),
)
imports = _table(
    "imports",
    _number(given=False),
    _text("id", unique=True),
    _text("started"),
    _text("ended", null=True),
    _text("who"),
    _text("asked"),
    _text("state"),
)
import_items = _table(
    "import_items",
    _whole("import", ForeignKey("imports.number")),
    _whole("position"),
    _text("name"),
    _text("fingerprint", null=True),
    _text("state"),
    _text("document", null=True),
    _text("code", null=True),
    _text("message", null=True),
    UniqueConstraint("import", "position"),
    Index("import_items_by_fingerprint", "fingerprint"),
)

outlets = _table("outlets", _number(given=False), _text("name", unique=True), _text("folded"))
actors = _table(
    "actors",
    _number(given=False),
    _text("id", unique=True),
    _text("name"),
    _text("kind"),
    _text("made_by"),
    _text("identifiers"),
    _whole("into", ForeignKey("actors.number"), null=True),
    Index("actors_into", "into"),
)
names = _table(
    "names",
    _text("folded", primary_key=True),
    _whole("actor", ForeignKey("actors.number"), primary_key=True),
    _text("name"),
    Index("names_by_actor", "actor"),
    by_key=True,
)
appearances = _table(
    "appearances",
    _number(),
    _whole("actor", ForeignKey("actors.number")),
    _document(),
    _text("id"),
    _text("name"),
    _text("kind"),
    _whole("named"),
    _whole("mentions"),
    _text("roles"),
    Index("appearances_by_actor", "actor", "number"),
    Index("appearances_by_id", "id"),
)
statements = _table(
    "statements",
    _number(),
    _text("id", unique=True),
    _document(),
    _whole("reading", ForeignKey("readings.number")),
    _whole("day"),
    _whole("outlet", ForeignKey("outlets.number"), null=True),
    _whole("speaker", ForeignKey("actors.number"), null=True),
    _text("speaker_kind"),
    _text("said_by", null=True),
    _text("cue", null=True),
    _text("quote"),
    _whole("start"),
    _whole("end"),
    _text("block", null=True),
    _text("form"),
    _text("act", null=True),
    _text("certainty"),
    _text("polarity", null=True),
    _text("distance", null=True),
    _text("outcome", null=True),
    _text("channel", null=True),
    _text("said", null=True),
    _text("nested_in", null=True),
    _share("confidence"),
    _share("least"),
    _text("status"),
    _whole("orphaned"),
    _whole("revision"),
    Index("statements_by_day", "day", "number"),
    Index("statements_by_speaker", "speaker", "day", "number"),
    Index("statements_by_act", "act", "day", "number"),
    Index("statements_by_outlet", "outlet", "day", "number"),
    Index("statements_by_channel", "channel", "day", "number"),
    Index("statements_to_review", "status", "least", "number"),
    Index("statements_decided", "status", "day", "number", postgresql_where=_DECIDED, sqlite_where=_DECIDED),
    Index("statements_orphaned", "number", postgresql_where=_ORPHANED, sqlite_where=_ORPHANED),
)
hops = _table(
    "hops",
    _whole("statement", ForeignKey("statements.number"), primary_key=True),
    _whole("position", primary_key=True),
    _text("role"),
    _text("name"),
    _whole("actor", ForeignKey("actors.number"), null=True),
    _whole("day"),
    Index("hops_by_actor", "actor", "day", "statement"),
    by_key=True,
)
about = _table(
    "about",
    _whole("actor", ForeignKey("actors.number"), primary_key=True),
    _whole("day", primary_key=True),
    _whole("statement", ForeignKey("statements.number"), primary_key=True),
    Index("about_by_statement", "statement"),
    by_key=True,
)
relations = _table(
    "relations",
    _number(),
    _text("id", unique=True),
    _document(),
    _whole("statement", ForeignKey("statements.number"), null=True),
    _whole("day"),
    _text("relation"),
    _text("subjects"),
    _text("objects"),
    _text("mode", null=True),
    _text("context"),
    _text("cameo", null=True),
    _text("happened", null=True),
    _text("place", null=True),
    _text("polarity"),
    _text("certainty"),
    _text("modality"),
    _text("trigger"),
    _whole("start"),
    _share("confidence"),
    _text("status"),
    _whole("orphaned"),
    _whole("revision"),
    Index("relations_by_day", "day", "number"),
    Index("relations_by_kind", "relation", "day", "number"),
    Index("relations_to_review", "status", "confidence", "number"),
)
parties = _table(
    "parties",
    _whole("actor", ForeignKey("actors.number"), primary_key=True),
    _whole("day", primary_key=True),
    _whole("relation", ForeignKey("relations.number"), primary_key=True),
    _text("side", primary_key=True),
    Index("parties_by_relation", "relation"),
    by_key=True,
)
evidence = _table(
    "evidence",
    _number(),
    _text("id"),
    _document(),
    _text("kind"),
    _text("for"),
    _text("polarity"),
    _text("certainty"),
    _text("quote"),
    _whole("start"),
    Index("evidence_by_id", "id"),
    Index("evidence_by_target", "for"),
)
links = _table(
    "links",
    _number(),
    _text("id"),
    _document(),
    _text("kind"),
    _text("a"),
    _text("b"),
    _share("confidence"),
    _text("why"),
    _text("made_by"),
    _text("status"),
    _whole("orphaned"),
    _whole("revision"),
    Index("links_by_id", "id"),
    Index("links_by_a", "a"),
    Index("links_by_b", "b"),
)
vectors = _table(
    "vectors",
    _number(given=False),
    _whole("statement", ForeignKey("statements.number", ondelete="CASCADE"), unique=True),
    _text("model"),
    Column("vector", LargeBinary(), nullable=False),
)
counts = _table(
    "counts", _text("facet", primary_key=True), _text("value", primary_key=True), _whole("count"), by_key=True
)

# The shown layer, in an order in which its rows can be deleted.
SHOWN = (about, hops, parties, relations, evidence, links, appearances, statements)
