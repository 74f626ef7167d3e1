"""The shown layer in the database: the rows of one document, replaced whole.

In:      the number of a document in a transaction that writes.
Out:     its rows as `projection` makes them, with numbers for actors and outlets; and what that adds to the counts.
Cost:    about a hundred rows a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, select, text, update

from allegedly.folding import fold
from allegedly.ledger.casting import Cast
from allegedly.ledger.deciding import Decision, holding
from allegedly.ledger.keeping import document_of, first_day, reading_of, whole_reading
from allegedly.ledger.packing import plain_or_none
from allegedly.ledger.projection import Gone, Place, Shown, project
from allegedly.ledger.tables import (
    SHOWN,
    about,
    actors,
    decisions,
    documents,
    first_number,
    outlets,
    readings,
    statements,
    versions,
)
from allegedly.ledger.writing import Writing
from allegedly.records import Document, Reading

#: What is counted of every statement that is not rejected; the status is counted of all.
FACETS = ("act", "certainty", "polarity", "channel", "form", "speaker_kind", "status")
#: What people can correct of a document.
FACTS = ("outlet", "published", "title", "url", "language")
_KEYS = {"about": "statement", "hops": "statement", "parties": "relation"}
_MANY = 500  # Ids in one question.


def present(writing: Writing, document: int, reading: int, *, problem: str | None = None) -> None:
    """Show this reading of the document from now on."""
    state = "read" if problem is None else "unread"
    version = select(readings.c.version).where(readings.c.number == reading).scalar_subquery()
    fields = {"version": version, "reading": reading, "state": state, "problem": plain_or_none(problem)}
    writing.connection.execute(update(documents).where(documents.c.number == document).values(fields))
    show(writing, document)


def present_first(
    writing: Writing, document: int, reading: Reading, number: int, *, problem: str | None = None
) -> None:
    """Show the first reading of a document that has just come in, about which nobody can have decided anything."""
    state = {"reading": number, "state": "read" if problem is None else "unread", "problem": plain_or_none(problem)}
    writing.connection.execute(update(documents).where(documents.c.number == document).values(state))
    facts = facts_seen(reading.document, ())
    shown = project(Place(document, first_day(facts["published"]), number, facts["outlet"]), reading, ())
    writing.counted.update(counted_in(shown))
    _put(writing, shown)


def show(writing: Writing, document: int) -> None:
    """Make the shown rows of the document anew."""
    row = writing.connection.execute(select(documents).where(documents.c.number == document)).one()
    before = counted_of(writing.connection, document)
    _clear(writing, document)
    held = held_for(writing.connection, document)
    facts = _facts(writing.connection, row, held)
    changed = {name: facts[name] for name in FACTS if getattr(row, name) != facts[name]}
    revision = _revision(held, row.id)
    if changed or row.revision != revision:
        fields = {**changed, "day": first_day(facts["published"]), "revision": revision}
        writing.connection.execute(update(documents).where(documents.c.number == document).values(fields))
    shown = shown_of(writing.connection, row)
    if shown is not None:
        writing.counted.update(counted_in(shown))
        _put(writing, shown)
    writing.counted.subtract(before)


def _revision(held: Iterable[Decision], target: str) -> int:
    return sum(one.target == target for one in held)


def _facts(connection: Connection, row: Any, held: Iterable[Decision]) -> dict[str, Any]:
    version = connection.execute(select(versions).where(versions.c.number == row.version)).one()
    return facts_seen(document_of(version), held)


def shown_of(connection: Connection, row: Any) -> Shown | None:
    """What the shown rows of a row of `documents` should be; None where it has no reading."""
    if row.reading is None:
        return None
    reading = whole_reading(connection, row.reading)
    held = held_for(connection, row.number)
    facts = facts_seen(reading.document, held)
    place = Place(row.number, first_day(facts["published"]), row.reading, facts["outlet"])
    return project(place, reading, held, gone_from(connection, row.number, reading, held))


def facts_seen(document: Document, held: Iterable[Decision]) -> dict[str, Any]:
    """What the document says of itself, as people corrected it."""
    facts = {name: plain_or_none(getattr(document, name)) for name in FACTS}
    for one in held:
        if one.kind == "document" and one.action == "edit" and one.target == document.id:
            facts[one.payload["field"]] = plain_or_none(one.payload["value"])
    return facts


def held_for(connection: Connection, document: int) -> list[Decision]:
    """The decisions that hold and bear on one document: its own, and the splits of actors."""
    bears = (decisions.c.document == document) | (decisions.c.kind == "actor")
    rows = connection.execute(select(decisions).where(bears).order_by(decisions.c.number))
    return holding(Decision.of(row) for row in rows)


def gone_from(connection: Connection, document: int, reading: Reading, held: Sequence[Decision]) -> list[Gone]:
    """Decided statements that the current reading does not have, out of the latest reading that had them."""
    there = {one.id for one in reading.statements}
    missing = dict.fromkeys(one.target for one in held if one.kind == "statement" and one.target not in there)
    if not missing:
        return []
    question = select(versions, readings.c.number.label("reading"), readings.c.body).join(
        readings, readings.c.version == versions.c.number
    )
    found: dict[str, Gone] = {}
    for row in connection.execute(question.where(versions.c.document == document).order_by(readings.c.number.desc())):
        earlier = reading_of(document_of(row), row.body)
        for one in earlier.statements:
            if one.id in missing:
                found.setdefault(one.id, Gone(one, row.reading, earlier.document))
    return [found[target] for target in missing if target in found]


def _clear(writing: Writing, document: int) -> None:
    first, behind = first_number(document), first_number(document + 1)
    for table in SHOWN:
        key = table.c[_KEYS.get(table.name, "number")]
        writing.connection.execute(delete(table).where(key >= first, key < behind))


def _put(writing: Writing, shown: Shown) -> None:
    _enter(writing, shown.cast)
    printed = _outlets(writing, {row["outlet"] for row in shown.statements})
    for table, rows in numbered(writing.connection, shown, printed).items():
        writing.insert(statements.metadata.tables[table], rows)


def numbered(
    connection: Connection, shown: Shown, printed: dict[str | None, int] | None = None
) -> dict[str, list[dict[str, Any]]]:
    """The rows by table, with numbers for actors and outlets; None for those that the ledger does not have."""
    numbers = dict(_numbers(connection, actors, actors.c.id, sorted(shown.cast.figures)))
    if printed is None:
        named = sorted({row["outlet"] for row in shown.statements if row["outlet"]})
        printed = {**dict(_numbers(connection, outlets, outlets.c.name, named))}
    for row in shown.statements:
        row["speaker"] = numbers.get(row["speaker"])
        row["outlet"] = printed.get(row["outlet"])
    for row in (*shown.hops, *shown.about, *shown.parties, *shown.appearances):
        row["actor"] = numbers.get(row["actor"])
    return {
        "statements": shown.statements, "hops": shown.hops, "about": shown.about, "relations": shown.relations,
        "parties": shown.parties, "evidence": shown.evidence, "links": shown.links, "appearances": shown.appearances,
    }  # fmt: skip


def _enter(writing: Writing, cast: Cast) -> None:
    """Enter the actors and names that are new, in an order that all writers keep."""
    if not cast.figures:
        return
    new = [{**figure._asdict()} for _, figure in sorted(cast.figures.items())]
    _insert_new(writing, "actors", ("id", "name", "kind", "made_by", "identifiers"), new)
    numbers = dict(_numbers(writing.connection, actors, actors.c.id, [row["id"] for row in new]))
    called = [
        {"folded": folded, "actor": numbers[figure], "name": name}
        for (folded, figure), name in sorted(cast.names.items())
    ]
    called.sort(key=lambda row: (row["folded"], row["actor"]))
    _insert_new(writing, "names", ("folded", "actor", "name"), called)


def _outlets(writing: Writing, names: set[str | None]) -> dict[str | None, int]:
    known: list[str] = sorted(name for name in names if name)
    if not known:
        return {}
    new = [{"name": name, "folded": fold(name) or name.lower()} for name in known]
    _insert_new(writing, "outlets", ("name", "folded"), new)
    return {name: number for name, number in _numbers(writing.connection, outlets, outlets.c.name, known)}  # noqa: C416 - widens the key


def _insert_new(writing: Writing, table: str, columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        names, marks = ", ".join(columns), ", ".join(f":{one}" for one in columns)
        statement = text(f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING")  # noqa: S608 - our own names
        writing.connection.execute(statement, rows)


def _numbers(connection: Connection, table: Table, key: Any, wanted: Sequence[str]) -> Iterator[tuple[str, int]]:
    for start in range(0, len(wanted), _MANY):
        some = wanted[start : start + _MANY]
        for row in connection.execute(select(key, table.c.number).where(key.in_(some))):
            yield row[0], row[1]


def counted_in(shown: Shown) -> Counter[tuple[str, str]]:
    """What the shown statements of a document add to the counts."""
    counted: Counter[tuple[str, str]] = Counter()
    kept: set[int] = set()
    for row in shown.statements:
        counted["status", row["status"]] += 1
        if row["status"] == "rejected":
            continue
        kept.add(row["number"])
        for name in (*FACETS[:-1], "speaker", "outlet"):
            if row[name] is not None:
                counted[name, row[name]] += 1
    counted.update(("about", row["actor"]) for row in shown.about if row["statement"] in kept)
    return counted


def counted_of(connection: Connection, document: int) -> Counter[tuple[str, str]]:
    """The same, of the rows that the database has."""
    first, behind = first_number(document), first_number(document + 1)
    counted: Counter[tuple[str, str]] = Counter()
    columns = [statements.c[name] for name in FACETS]
    question = (
        select(*columns, actors.c.id.label("speaker"), outlets.c.name.label("outlet"))
        .outerjoin_from(statements, actors, statements.c.speaker == actors.c.number)
        .outerjoin(outlets, statements.c.outlet == outlets.c.number)
        .where(statements.c.number >= first, statements.c.number < behind)
    )
    for row in connection.execute(question):
        counted["status", row.status] += 1
        if row.status == "rejected":
            continue
        for name in (*FACETS[:-1], "speaker", "outlet"):
            if (value := getattr(row, name)) is not None:
                counted[name, value] += 1
    mentioned = (
        select(actors.c.id)
        .join(about, about.c.actor == actors.c.number)
        .join(statements, statements.c.number == about.c.statement)
        .where(about.c.statement >= first, about.c.statement < behind, statements.c.status != "rejected")
    )
    for (actor,) in connection.execute(mentioned):
        counted["about", actor] += 1
    return counted
