"""One document whole, as it is seen through the decisions: what a page or an account of it shows.

In:      the id of a document, or of a statement in it.
Out:     its reading with people's corrections in it; what was decided about which item; what is orphaned.
Cost:    one reading: some 10 ms.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from allegedly.errors import UnknownItem
from allegedly.ledger.deciding import Decision, status
from allegedly.ledger.keeping import document_of, whole_reading
from allegedly.ledger.projection import BY_HAND, link_id, seen
from allegedly.ledger.showing import facts_seen, gone_from, held_for
from allegedly.ledger.tables import documents, relations, statements, versions
from allegedly.records import Document, Link, Reading, Statement
from allegedly.records.base import Record

_OF = {"stm": statements, "rel": relations}


class Seen(Record):
    """A reading through the decisions.

    `status` and `revisions` are by the ids of statements, relations and links; what nobody decided about is not in
    them. `orphaned` are statements that were decided on and that the current reading does not have, each with the
    document whose text it quotes.
    """

    reading: Reading
    status: dict[str, str]
    revisions: dict[str, int]
    orphaned: tuple[tuple[Statement, Document], ...]
    state: str
    problem: str | None


def document_id(connection: Connection, identity: str) -> str:
    """The document of an item, or the id itself where it is a document's.

    Raises:
        UnknownItem: nothing has this id.
    """
    table = _OF.get(identity.split("_")[0])
    if table is None:
        return identity
    question = select(documents.c.id).join(table, table.c.document == documents.c.number).where(table.c.id == identity)
    found = connection.execute(question).scalar()
    if found is None:
        raise UnknownItem(f"nothing in the ledger has the id {identity!r}.")
    return str(found)


def whole(connection: Connection, identity: str, *, rejected: bool) -> Seen:
    """The document of this id, or the one that has the item of this id."""
    wanted = document_id(connection, identity)
    row = connection.execute(select(documents).where(documents.c.id == wanted)).one_or_none()
    if row is None:
        raise UnknownItem(f"no document of the ledger has the id {identity!r}.")
    held = held_for(connection, row.number)
    by_target: dict[str, list[Decision]] = {}
    for one in held:
        by_target.setdefault(one.target, []).append(one)
    if row.reading is None:
        version = connection.execute(select(versions).where(versions.c.number == row.version)).one()
        read = Reading(document=document_of(version), reader="none")
        gone: tuple[tuple[Statement, Document], ...] = ()
    else:
        read = whole_reading(connection, row.reading)
        gone = tuple(
            (seen(one.statement, one.document.text, by_target[one.statement.id]), one.document)
            for one in gone_from(connection, row.number, read, held)
        )
    decided = {target: status(own) for target, own in by_target.items()}
    return Seen(
        reading=_through(read, by_target, decided, rejected=rejected),
        status=decided,
        revisions={target: len(own) for target, own in by_target.items()},
        orphaned=gone,
        state=row.state,
        problem=row.problem,
    )


def _through(
    read: Reading, by_target: dict[str, list[Decision]], decided: dict[str, str], *, rejected: bool
) -> Reading:
    """The reading with corrections, and without what was rejected unless that is wanted."""

    def kept(identity: str) -> bool:
        return rejected or decided.get(identity) != "rejected"

    said = [one for one in read.statements if kept(one.id)]
    there = {one.id for one in said}
    changed: dict[str, Any] = {
        "document": read.document.model_copy(update=_facts(read.document, facts_seen(read.document, _all(by_target)))),
        "statements": tuple(seen(one, read.document.text, by_target.get(one.id, ())) for one in said),
        "relations": tuple(one for one in read.relations if kept(one.id) and one.statement in there),
        "links": tuple(
            one
            for one in (*read.links, *_drawn(by_target))
            if kept(link_id(one.kind, one.a, one.b)) and {one.a, one.b} <= there
        ),
        "evidence": tuple(one for one in read.evidence if not one.for_.startswith("stm_") or one.for_ in there),
    }
    return read.model_copy(update=changed)


def _facts(document: Document, facts: dict[str, Any]) -> dict[str, Any]:
    """What people corrected; the hour of a day that was wrong is not known."""
    return facts if facts["published"] == document.published else {**facts, "published_at": None}


def _drawn(by_target: dict[str, list[Decision]]) -> list[Link]:
    """Links that people drew."""
    drawn = [one.payload for own in by_target.values() for one in own if one.action == "link"]
    return [Link(**{key: one[key] for key in ("kind", "a", "b")}, confidence=1.0, why=BY_HAND) for one in drawn]


def _all(by_target: dict[str, list[Decision]]) -> list[Decision]:
    return [one for own in by_target.values() for one in own]
