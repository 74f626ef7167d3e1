"""Lists and figures: what a question finds, a page at a time, and how often which value occurs.

In:      a connection and a `Question`.
Out:     rows as records, newest publication first unless another order is asked for; a mark where the next page begins.
Cost:    a page costs the same wherever it lies: pages go on from the last row, they do not count from the first.
         Counts stop at `MOST_COUNTED`, and say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, desc, func, literal, literal_column, select, text, tuple_
from sqlalchemy import column as named
from sqlalchemy import table as virtual

from allegedly.errors import BadQuestion
from allegedly.ledger.asking import Asked, actor_numbers, mark, marked
from allegedly.ledger.fulltext import snippet, sqlite_query
from allegedly.ledger.question import ORDERS, Question
from allegedly.ledger.tables import actors, counts, documents, relations, statements, versions
from allegedly.records.base import Record

#: A count that is no longer exact says "at least" this.
MOST_COUNTED = 10_000
#: Of the matches of frequent words, the latest that were added are ranked.
MOST_RANKED = 1_000


class StatementRow(Record):
    """A statement as a list shows it. `quote` joins the pieces of its content by " … "; the rest is in its reading."""

    id: str
    document: str
    outlet: str | None
    published: str | None
    title: str | None
    speaker: str | None
    actor: str | None
    source: str | None
    cue: str | None
    quote: str
    start: int
    end: int
    act: str | None
    certainty: str
    polarity: str | None
    channel: str | None
    said: str | None
    confidence: float
    least: float
    status: str
    orphaned: bool
    revision: int
    number: int


class RelationRow(Record):
    """A relation as a list shows it."""

    id: str
    document: str
    statement: str | None
    outlet: str | None
    published: str | None
    subjects: str
    relation: str
    objects: str
    mode: str | None
    happened: str | None
    place: str | None
    polarity: str
    certainty: str
    modality: str
    trigger: str
    start: int
    confidence: float
    status: str
    orphaned: bool
    revision: int
    number: int


class DocumentRow(Record):
    """A document as a list shows it."""

    id: str
    version: str | None
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    language: str | None
    name: str
    state: str
    problem: str | None
    added: str
    statements: int
    revision: int
    number: int


class Hit(Record):
    """Something that words were found in: a statement or a document, and the passage.

    In the passage U+E000 and U+E001 stand around what was found. `start` and `end` are a statement's place in its text.
    """

    kind: Literal["statement", "document"]
    id: str
    document: str
    outlet: str | None
    published: str | None
    title: str | None
    speaker: str | None
    passage: str
    start: int | None
    end: int | None


class ActorRow(Record):
    """An actor of the ledger as a list shows it: how many statements it makes, and how many are about it."""

    id: str
    name: str
    kind: str
    made_by: str
    identifiers: str
    says: int
    about: int


class Page(NamedTuple):
    """Rows, and where the next page begins; None at the end."""

    rows: list[Any]
    next: str | None


class Counted(NamedTuple):
    """A figure; `exact` is False where there are at least so many."""

    number: int
    exact: bool


_KEPT_COUNTS = ("act", "certainty", "polarity", "channel", "form", "speaker_kind", "speaker", "about")
_KEPT = actors.alias("kept")
_STATEMENT = (
    select(
        statements.c.id, documents.c.id.label("document"), documents.c.outlet, documents.c.published,
        documents.c.title, func.coalesce(_KEPT.c.name, actors.c.name).label("speaker"),
        func.coalesce(_KEPT.c.id, actors.c.id).label("actor"), statements.c.said_by.label("source"),
        statements.c.cue, statements.c.quote, statements.c.start, statements.c.end,
        statements.c.act, statements.c.certainty, statements.c.polarity, statements.c.channel, statements.c.said,
        statements.c.confidence, statements.c.least, statements.c.status, statements.c.orphaned, statements.c.revision,
        statements.c.number,
    )
    .join_from(statements, documents, documents.c.number == statements.c.document)
    .outerjoin(actors, actors.c.number == statements.c.speaker)
    .outerjoin(_KEPT, _KEPT.c.number == actors.c.into)
)  # fmt: skip
_RELATION = (
    select(
        relations.c.id, documents.c.id.label("document"), statements.c.id.label("statement"), documents.c.outlet,
        documents.c.published, relations.c.subjects, relations.c.relation, relations.c.objects, relations.c.mode,
        relations.c.happened, relations.c.place, relations.c.polarity, relations.c.certainty, relations.c.modality,
        relations.c.trigger, relations.c.start, relations.c.confidence, relations.c.status, relations.c.orphaned,
        relations.c.revision, relations.c.number,
    )
    .join_from(relations, documents, documents.c.number == relations.c.document)
    .outerjoin(statements, statements.c.number == relations.c.statement)
)  # fmt: skip
_DOCUMENT = select(
    documents.c.id, versions.c.id.label("version"), documents.c.outlet, documents.c.published, documents.c.title,
    documents.c.url, documents.c.language, documents.c.name, documents.c.state, documents.c.problem, documents.c.added,
    select(func.count()).where(
        statements.c.number >= documents.c.number * literal(1 << 20), statements.c.status != "rejected",
        statements.c.number < (documents.c.number + 1) * literal(1 << 20),
    ).scalar_subquery().label("statements"),
    documents.c.revision, documents.c.number,
).outerjoin_from(documents, versions, versions.c.number == documents.c.version)  # fmt: skip


class _List(NamedTuple):
    """One kind of list: what it selects, how it is ordered, what a row becomes."""

    select: Select[Any]
    table: Any
    sure: ColumnElement[Any]
    row: type[Record]


_LISTS = {
    "statements": _List(_STATEMENT, statements, statements.c.least, StatementRow),
    "relations": _List(_RELATION, relations, relations.c.confidence, RelationRow),
    "documents": _List(_DOCUMENT, documents, documents.c.number, DocumentRow),
}


def page(connection: Connection, kind: str, asked: Question, *, order: str, limit: int, after: str | None) -> Page:
    """One page of `statements`, `relations` or `documents`.

    Raises:
        BadQuestion: an order or a mark that cannot be meant.
    """
    if order not in ORDERS:
        raise BadQuestion(f"{order!r} is no order; choose one of: {', '.join(ORDERS)}.")
    if order == "relevance":
        return _ranked(connection, kind, asked, limit, after)
    last = None if after is None else marked(after, 2)
    keys = keys_of(connection, kind, asked, order, limit + 1, last)
    numbers = [number for _, number in keys[:limit]]
    found = rows_of(connection, kind, numbers)
    return Page([found[number] for number in numbers], mark(*keys[limit - 1]) if len(keys) > limit else None)


def rows_of(connection: Connection, kind: str, numbers: Sequence[int]) -> dict[int, Any]:
    """The rows with these numbers, as records."""
    one = _LISTS[kind]
    question = one.select.where(one.table.c.number.in_(numbers))
    return {row.number: _record(one.row, row) for row in connection.execute(question)}


def keys_of(
    connection: Connection, kind: str, asked: Question, order: str, limit: int, last: list[Any] | None
) -> list[tuple[Any, int]]:
    """What rows are ordered by, and their numbers: the first so many behind the last.

    Where an actor is asked for, an index has its rows in order already: they are taken from there, for each actor that
    is meant, and merged.
    """
    one = _LISTS[kind]
    made = Asked(connection, asked)
    driven = made.driver(kind) if order != "unsure" else None
    if driven is None:
        keys = (one.sure if order == "unsure" else one.table.c.day, one.table.c.number)
        return _first(connection, select(*keys).where(*made.of(kind)), keys, order, limit, last)
    found: set[tuple[Any, int]] = set()
    rest = made.of(kind, without=driven.filter)
    for actor in driven.actors:
        keys = (driven.day, driven.number)
        question = select(*keys).where(driven.actor == actor, *driven.also)
        if rest and driven.table is one.table:
            question = question.where(*rest)
        elif rest:
            question = question.join_from(driven.table, one.table, one.table.c.number == driven.number).where(*rest)
        found |= set(_first(connection, question, keys, order, limit, last))
    return sorted(found, reverse=order == "newest")[:limit]


def _first(
    connection: Connection,
    question: Select[Any],
    keys: tuple[ColumnElement[Any], ColumnElement[Any]],
    order: str,
    limit: int,
    last: list[Any] | None,
) -> list[tuple[Any, int]]:
    downwards = order == "newest"
    if last is not None:
        there, place = tuple_(*keys), tuple_(*(literal(value) for value in last))
        question = question.where(there < place if downwards else there > place)
    ordered = [desc(key) if downwards else key for key in keys]
    return [(row[0], row[1]) for row in connection.execute(question.order_by(*ordered).limit(limit))]


def _conditions(connection: Connection, kind: str, asked: Question) -> list[ColumnElement[bool]]:
    return Asked(connection, asked).of(kind)


def _record(kind: type[Record], row: Any) -> Record:
    fields = row._asdict()
    if "orphaned" in fields:
        fields["orphaned"] = bool(fields["orphaned"])
    return kind(**{name: fields[name] for name in kind.model_fields})


def _ranked(connection: Connection, kind: str, asked: Question, limit: int, after: str | None) -> Page:
    """The matches of words, best first, of the latest that were added."""
    if kind == "relations" or not asked.q:
        raise BadQuestion("the order relevance needs words to look for (q=…), in statements or documents.")
    skipped = int(marked(after, 1)[0]) if after is not None else 0
    ranked = _scores(connection, kind, asked)
    numbers = [number for number, _ in sorted(ranked, key=lambda pair: (-pair[1], -pair[0]))]
    wanted = numbers[skipped : skipped + limit]
    found = rows_of(connection, kind, wanted)
    rows = [found[number] for number in wanted if number in found]
    return Page(rows, mark(skipped + limit) if len(numbers) > skipped + limit else None)


def _scores(connection: Connection, kind: str, asked: Question) -> list[tuple[int, float]]:
    """Numbers and scores of the latest matches; the higher the better."""
    rest = _conditions(connection, kind, asked.model_copy(update={"q": None}))
    table, target = (statements, statements) if kind == "statements" else (documents, versions)
    joined = table if kind == "statements" else table.join(versions, versions.c.number == documents.c.version)
    words = asked.q or ""
    if connection.dialect.name == "postgresql":
        vector: ColumnElement[Any] = literal_column(f"{target.name}.search")
        query = func.websearch_to_tsquery("english", words)
        hits = select(table.c.number, func.ts_rank(vector, query).label("score")).select_from(joined)
        holds: ColumnElement[bool] = query.op("@@")(vector)
        question = hits.where(holds, *rest).order_by(table.c.number.desc())
    else:
        name = f"{target.name}_search"
        fts = virtual(name, named("rowid"))
        score: ColumnElement[Any] = literal_column(f"-bm25({name})").label("score")
        hits = select(table.c.number, score).select_from(fts.join(target, fts.c.rowid == target.c.number))
        if kind == "documents":
            hits = select(documents.c.number, score).select_from(
                fts.join(versions, fts.c.rowid == versions.c.number).join(
                    documents, documents.c.version == versions.c.number
                )
            )
        matches = text(f"{name} MATCH :words").bindparams(words=sqlite_query(words) or '""')
        if not any(asked.model_copy(update={"q": None}).pairs()):
            return _latest(connection, name, kind, matches)
        question = hits.where(matches, *rest).order_by(desc(fts.c.rowid))
    return [(row[0], row[1]) for row in connection.execute(question.limit(MOST_RANKED))]


def _latest(connection: Connection, name: str, kind: str, matches: Any) -> list[tuple[int, float]]:
    """The same where nothing else is asked: from the index of words alone, and only then from the tables."""
    question = text(f"SELECT rowid, -bm25({name}) FROM {name} WHERE {matches} ORDER BY rowid DESC LIMIT {MOST_RANKED}")  # noqa: S608 - our own names
    found = [(row[0], row[1]) for row in connection.execute(question, matches.compile().params)]
    if kind == "statements":
        shown = select(statements.c.number).where(statements.c.number.in_([number for number, _ in found]))
        kept = set(connection.execute(shown.where(statements.c.status != "rejected")).scalars())
        return [(number, score) for number, score in found if number in kept]
    by_version = dict(found)
    current = select(documents.c.number, documents.c.version).where(documents.c.version.in_(list(by_version)))
    return [(row.number, by_version[row.version]) for row in connection.execute(current)]


def passages(connection: Connection, kind: str, words: str, rows: Sequence[Any]) -> dict[str, str]:
    """For the ids of the rows, the passage in which the words stand, marked by `fulltext.BEGIN` and `END`."""
    sql, fixed = snippet(connection.dialect, words, of="statements" if kind == "statements" else "versions")
    searched = {row.number: row.id for row in rows}
    if kind == "documents":
        question = select(documents.c.version, documents.c.id).where(documents.c.number.in_(list(searched)))
        searched = {row.version: row.id for row in connection.execute(question)}
    found = {}
    for number, identity in searched.items():
        shown = connection.execute(text(sql), {**fixed, "row": number}).scalar()
        if shown is not None:
            found[identity] = str(shown)
    return found


def count(connection: Connection, kind: str, asked: Question, *, most: int = MOST_COUNTED) -> Counted:
    """How many the question finds; of one value of a facet, and of everything, the ledger keeps count."""
    kept = _kept_count(connection, asked) if kind == "statements" else None
    if kept is not None:
        return Counted(kept, True)
    one = _LISTS[kind]
    inner = select(literal(1)).select_from(one.table).where(*_conditions(connection, kind, asked)).limit(most + 1)
    found = int(connection.execute(select(func.count()).select_from(inner.subquery())).scalar_one())
    return Counted(min(found, most), found <= most)


def _kept_count(connection: Connection, asked: Question) -> int | None:
    """The count that the ledger keeps; None where it keeps none of such a question."""
    pairs = asked.pairs()
    if not pairs:
        rows = connection.execute(select(counts.c.value, counts.c.count).where(counts.c.facet == "status")).all()
        return sum(int(number) for value, number in rows if value != "rejected")
    facet, value = pairs[0]
    if len(pairs) > 1 or facet not in _KEPT_COUNTS or value.startswith("!"):
        return None
    values = [value]
    if facet in ("speaker", "about"):
        numbers = actor_numbers(connection, value)
        if facet == "about" and len(numbers) > 1:
            return None  # A statement may name several of them.
        values = list(connection.execute(select(actors.c.id).where(actors.c.number.in_(numbers))).scalars())
    summed = select(func.coalesce(func.sum(counts.c.count), 0)).where(
        counts.c.facet == facet, counts.c.value.in_(values)
    )
    total: int = connection.execute(summed).scalar_one()
    return total
