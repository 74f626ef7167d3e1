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

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, UniqueConstraint, text

from allegedly.ledger.columns import document, first_number, metadata, number, share, table, whole, words

__all__ = ["SHOWN", "first_number", "metadata"]

_DECIDED = text("status <> 'machine'")
_ORPHANED = text("orphaned = 1")

ledger = table("ledger", words("key", primary_key=True), words("value"))

raws = table(
    "raws",
    words("sha256", primary_key=True),
    whole("size"),
    words("packing"),
    Column("bytes", LargeBinary(), nullable=False),
)
documents = table(
    "documents",
    number(given=False),
    words("id", unique=True),
    words("raw", ForeignKey("raws.sha256")),
    words("name"),
    words("outlet", null=True),
    words("published", null=True),
    whole("day"),
    words("title", null=True),
    words("url", null=True),
    words("language", null=True),
    words("media_type"),
    words("added"),
    whole("version", null=True),
    whole("reading", null=True),
    words("state"),
    words("problem", null=True),
    whole("revision"),
    Index("documents_by_day", "day", "number"),
    Index("documents_by_outlet", "outlet", "day", "number"),
    Index("documents_by_raw", "raw"),
    Index("documents_by_url", "url"),
    Index("documents_by_state", "state", "number"),
)
versions = table(
    "versions",
    number(given=False),
    document(),
    words("id"),
    words("text"),
    Column("exact", LargeBinary(), nullable=True),
    words("text_sha256"),
    words("facts"),
    words("made"),
    words("maker"),
    UniqueConstraint("document", "id"),
)
readings = table(
    "readings",
    number(given=False),
    whole("version", ForeignKey("versions.number")),
    words("reader"),
    words("settings"),
    words("at"),
    words("sha256"),
    whole("statements"),
    Column("body", LargeBinary(), nullable=False),
    UniqueConstraint("version", "reader", "settings"),
)
decisions = table(
    "decisions",
    number(given=False),
    words("id", unique=True),
    words("at"),
    words("who"),
    words("action"),
    words("kind"),
    words("target"),
    whole("document", ForeignKey("documents.number"), null=True),
    words("payload"),
    whole("undoes", ForeignKey("decisions.number"), null=True),
    Index("decisions_by_target", "target"),
    Index("decisions_by_document", "document"),
    Index("decisions_by_kind", "kind", "number"),
    Index("decisions_undone", "undoes", unique=True),
)
journal = table(
    "journal",
    number(),
    words("at"),
    words("who"),
    words("action"),
    words("subject"),
    words("digest"),
    words("details"),
    words("previous"),
    words("hash"),
    Index("journal_by_subject", "subject"),
)
imports = table(
    "imports",
    number(given=False),
    words("id", unique=True),
    words("started"),
    words("ended", null=True),
    words("who"),
    words("asked"),
    words("state"),
)
import_items = table(
    "import_items",
    whole("import", ForeignKey("imports.number")),
    whole("position"),
    words("name"),
    words("fingerprint", null=True),
    words("state"),
    words("document", null=True),
    words("code", null=True),
    words("message", null=True),
    UniqueConstraint("import", "position"),
    Index("import_items_by_fingerprint", "fingerprint"),
)

outlets = table("outlets", number(given=False), words("name", unique=True), words("folded"))
actors = table(
    "actors",
    number(given=False),
    words("id", unique=True),
    words("name"),
    words("kind"),
    words("made_by"),
    words("identifiers"),
    whole("into", ForeignKey("actors.number"), null=True),
    Index("actors_into", "into"),
)
names = table(
    "names",
    words("folded", primary_key=True),
    whole("actor", ForeignKey("actors.number"), primary_key=True),
    words("name"),
    Index("names_by_actor", "actor"),
    by_key=True,
)
appearances = table(
    "appearances",
    number(),
    whole("actor", ForeignKey("actors.number")),
    document(),
    words("id"),
    words("name"),
    words("kind"),
    whole("named"),
    whole("mentions"),
    words("roles"),
    Index("appearances_by_actor", "actor", "number"),
    Index("appearances_by_id", "id"),
)
statements = table(
    "statements",
    number(),
    words("id", unique=True),
    document(),
    whole("reading", ForeignKey("readings.number")),
    whole("day"),
    whole("outlet", ForeignKey("outlets.number"), null=True),
    whole("speaker", ForeignKey("actors.number"), null=True),
    words("speaker_kind"),
    words("said_by", null=True),
    words("cue", null=True),
    words("quote"),
    whole("start"),
    whole("end"),
    words("block", null=True),
    words("form"),
    words("act", null=True),
    words("certainty"),
    words("polarity", null=True),
    words("distance", null=True),
    words("outcome", null=True),
    words("channel", null=True),
    words("said", null=True),
    words("nested_in", null=True),
    share("confidence"),
    share("least"),
    words("status"),
    whole("orphaned"),
    whole("revision"),
    Index("statements_by_day", "day", "number"),
    Index("statements_by_speaker", "speaker", "day", "number"),
    Index("statements_by_act", "act", "day", "number"),
    Index("statements_by_outlet", "outlet", "day", "number"),
    Index("statements_by_channel", "channel", "day", "number"),
    Index("statements_to_review", "status", "least", "number"),
    Index("statements_decided", "status", "day", "number", postgresql_where=_DECIDED, sqlite_where=_DECIDED),
    Index("statements_orphaned", "number", postgresql_where=_ORPHANED, sqlite_where=_ORPHANED),
)
hops = table(
    "hops",
    whole("statement", ForeignKey("statements.number"), primary_key=True),
    whole("position", primary_key=True),
    words("role"),
    words("name"),
    whole("actor", ForeignKey("actors.number"), null=True),
    whole("day"),
    Index("hops_by_actor", "actor", "day", "statement"),
    by_key=True,
)
about = table(
    "about",
    whole("actor", ForeignKey("actors.number"), primary_key=True),
    whole("day", primary_key=True),
    whole("statement", ForeignKey("statements.number"), primary_key=True),
    Index("about_by_statement", "statement"),
    by_key=True,
)
relations = table(
    "relations",
    number(),
    words("id", unique=True),
    document(),
    whole("statement", ForeignKey("statements.number"), null=True),
    whole("day"),
    words("relation"),
    words("subjects"),
    words("objects"),
    words("mode", null=True),
    words("context"),
    words("cameo", null=True),
    words("happened", null=True),
    words("place", null=True),
    words("polarity"),
    words("certainty"),
    words("modality"),
    words("trigger"),
    whole("start"),
    share("confidence"),
    words("status"),
    whole("orphaned"),
    whole("revision"),
    Index("relations_by_day", "day", "number"),
    Index("relations_by_kind", "relation", "day", "number"),
    Index("relations_to_review", "status", "confidence", "number"),
)
parties = table(
    "parties",
    whole("actor", ForeignKey("actors.number"), primary_key=True),
    whole("day", primary_key=True),
    whole("relation", ForeignKey("relations.number"), primary_key=True),
    words("side", primary_key=True),
    Index("parties_by_relation", "relation"),
    by_key=True,
)
evidence = table(
    "evidence",
    number(),
    words("id"),
    document(),
    words("kind"),
    words("for"),
    words("polarity"),
    words("certainty"),
    words("quote"),
    whole("start"),
    Index("evidence_by_id", "id"),
    Index("evidence_by_target", "for"),
)
links = table(
    "links",
    number(),
    words("id"),
    document(),
    words("kind"),
    words("a"),
    words("b"),
    share("confidence"),
    words("why"),
    words("made_by"),
    words("status"),
    whole("orphaned"),
    whole("revision"),
    Index("links_by_id", "id"),
    Index("links_by_a", "a"),
    Index("links_by_b", "b"),
)
vectors = table(
    "vectors",
    number(given=False),
    whole("statement", ForeignKey("statements.number", ondelete="CASCADE"), unique=True),
    words("model"),
    Column("vector", LargeBinary(), nullable=False),
)
counts = table(
    "counts", words("facet", primary_key=True), words("value", primary_key=True), whole("count"), by_key=True
)

# The shown layer, in an order in which its rows can be deleted.
SHOWN = (about, hops, parties, relations, evidence, links, appearances, statements)
