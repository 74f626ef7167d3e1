"""What comparing needs of a ledger, and what it leaves there.

In:      sketches, pairs and claims as `allegedly.compare` makes them, with the numbers of documents and items.
Out:     which documents have to be compared anew, with which others; rows of the tables of `comparison_tables`.
How:     a document is compared anew when its reading or the decisions about it changed; what it was in before goes. A
         pair of statements is written once; claims are made anew for every part of the web of pairs that changed. Each
         step is one transaction, so that comparing can be ended at any moment and goes on where it was.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Text, cast, delete, func, literal, or_, select, text, update

from allegedly.ledger.columns import POSITIONS, first_number
from allegedly.ledger.comparison_tables import (
    copies,
    matches,
    pairs,
    sketch_bands,
    sketch_keys,
    sketches,
)
from allegedly.ledger.keeping import document_of
from allegedly.ledger.settling import clear_claims, some, unsettle
from allegedly.ledger.tables import decisions, documents, versions
from allegedly.ledger.writing import Writing
from allegedly.records import CopyKind, Document

#: A ledger as it is at one moment, or inside one transaction.
Moment = Connection
_MANY = 500
_ALWAYS = -1


class Stale(NamedTuple):
    """A document that has to be compared anew; `token` says what it was when it is."""

    number: int
    id: str
    token: str


class Sketched(NamedTuple):
    """A document as it is compared. `keys` are (key, always, position); `body` the sketch as JSON."""

    number: int
    day: int
    statements: int
    body: str
    bands: Sequence[int]
    keys: Sequence[tuple[int, bool, int]]


class Pair(NamedTuple):
    """Two items and what was judged of them, the lower one first."""

    one: int
    other: int
    chance: float
    features: dict[str, float]


class Matched(NamedTuple):
    """Two documents with text in common, by number, the lower one first."""

    one: int
    other: int
    kind: CopyKind
    one_share: float
    other_share: float
    follows: float


def stale(connection: Connection, version: str) -> list[Stale]:
    """The documents to compare anew, oldest first; `version` is that of the sketches."""
    last = select(func.max(decisions.c.number)).where(decisions.c.document == documents.c.number).scalar_subquery()
    token = literal(f"{version}/") + cast(documents.c.reading, Text) + "/" + cast(func.coalesce(last, 0), Text)
    question = (
        select(documents.c.number, documents.c.id, token.label("token"))
        .outerjoin(sketches, sketches.c.document == documents.c.number)
        .where(documents.c.reading.is_not(None), or_(sketches.c.token.is_(None), sketches.c.token != token))
        .order_by(documents.c.number)
    )
    return [Stale(row.number, row.id, row.token) for row in connection.execute(question)]


def keep_sketches(writing: Writing, made: Sequence[Sketched]) -> None:
    """Store sketches; what the documents were in before goes, and their claims have to be made anew.

    They stay stale until `keep_pairs` has what they were compared with: who is killed in between does both again.
    """
    _forget(writing, [one.number for one in made])
    rows = [
        {"document": one.number, "token": "", "day": one.day, "statements": one.statements, "settled": 0,
         "body": zlib.compress(one.body.encode("utf-8", "surrogatepass"))}
        for one in made
    ]  # fmt: skip
    writing.insert(sketches, rows)
    bands = sorted((band, one.number) for one in made for band in set(one.bands))
    writing.insert(sketch_bands, [{"band": band, "document": number} for band, number in bands])
    keys = sorted(
        (key, _ALWAYS if always else one.day, first_number(one.number) | position)
        for one in made
        for key, always, position in one.keys
    )
    writing.insert(sketch_keys, [{"key": key, "day": day, "item": item} for key, day, item in keys])


def _forget(writing: Writing, numbers: Sequence[int]) -> None:
    """Take documents out of everything; those they were compared with have to be settled anew."""
    run = writing.connection.execute
    there = [
        row.document
        for part in some(numbers)
        for row in run(select(sketches.c.document).where(sketches.c.document.in_(part)))
    ]
    for number in there:
        low, high = first_number(number), first_number(number + 1)
        neighbours = {
            item >> POSITIONS
            for here, beyond in ((pairs.c.one, pairs.c.other), (pairs.c.other, pairs.c.one))
            for item in run(select(beyond).where(here >= low, here < high)).scalars()
        }
        neighbours |= {
            document
            for here, beyond in ((matches.c.one, matches.c.other), (matches.c.other, matches.c.one))
            for document in run(select(beyond).where(here == number)).scalars()
        }
        unsettle(writing, neighbours | clear_claims(writing, range(low, high)))
        for column in (pairs.c.one, pairs.c.other):
            run(delete(pairs).where(column >= low, column < high))
        for column in (matches.c.one, matches.c.other):
            run(delete(matches).where(column == number))
        run(delete(copies).where((copies.c.document == number) | (copies.c.of == number)))
        run(delete(sketch_keys).where(sketch_keys.c.item >= low, sketch_keys.c.item < high))
        run(delete(sketch_bands).where(sketch_bands.c.document == number))
        run(delete(sketches).where(sketches.c.document == number))


def near_items(connection: Connection, number: int, window: int) -> set[tuple[int, int]]:
    """The pairs of items of a document with others that share a key, the lower first."""
    low, high = first_number(number), first_number(number + 1)
    return {
        (min(a, b), max(a, b))
        for question in _near_questions()
        for a, b in connection.execute(question, {"low": low, "high": high, "window": window})
        if a != b
    }


def _near_questions() -> Sequence[Any]:
    """One for each way in which the days may fit, so that each is answered by the order of the keys."""
    joined = "SELECT a.item, b.item FROM sketch_keys a JOIN sketch_keys b ON b.key = a.key"
    own = "WHERE a.item >= :low AND a.item < :high"
    return [
        text(f"{joined} AND b.day = -1 {own} AND a.day = -1 AND :window >= 0"),
        text(f"{joined} AND b.day BETWEEN a.day - :window AND a.day + :window {own} AND a.day > 0 AND b.day > 0"),
        text(f"{joined} AND b.day = 0 {own} AND a.day > 0 AND :window >= 0"),
        text(f"{joined} AND b.day >= 0 {own} AND a.day = 0 AND :window >= 0"),
    ]


def near_documents(connection: Connection, number: int) -> set[int]:
    """The documents that share a band with this one."""
    own, other = sketch_bands.alias("own"), sketch_bands.alias("other")
    question = select(other.c.document).join(own, own.c.band == other.c.band)
    found = connection.execute(question.where(own.c.document == number, other.c.document != number))
    return set(found.scalars())


def sketch_bodies(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The sketches of documents, as JSON."""
    found = {}
    for part in some(numbers):
        question = select(sketches.c.document, sketches.c.body).where(sketches.c.document.in_(part))
        for row in connection.execute(question):
            found[row.document] = zlib.decompress(row.body).decode("utf-8", "surrogatepass")
    return found


def texts(connection: Connection, numbers: Iterable[int]) -> dict[int, Document]:
    """The documents with their current texts."""
    found = {}
    for part in some(numbers):
        question = select(documents.c.number.label("of"), versions).join(
            documents, documents.c.version == versions.c.number
        )
        for row in connection.execute(question.where(documents.c.number.in_(part))):
            found[row.of] = document_of(row)
    return found


def keep_pairs(writing: Writing, compared: Sequence[Stale], judged: Sequence[Pair], matched: Sequence[Matched]) -> None:
    """Store what these documents were compared with; both sides have to be settled anew."""
    if judged:
        rows = [{**one._asdict(), "features": json.dumps(one.features)} for one in sorted(judged)]
        writing.replace(pairs, rows, ("one", "other"))
    if matched:
        writing.replace(matches, [one._asdict() for one in sorted(matched)], ("one", "other"))
    unsettle(writing, {item >> POSITIONS for one in judged for item in one[:2]})
    unsettle(writing, {number for one in matched for number in one[:2]})
    for one in compared:
        writing.connection.execute(update(sketches).where(sketches.c.document == one.number).values(token=one.token))


def matches_of(connection: Connection, numbers: Iterable[int]) -> list[Matched]:
    """All matches of these documents."""
    found = set()
    for part in some(numbers):
        for column in (matches.c.one, matches.c.other):
            found |= {Matched(*row) for row in connection.execute(select(matches).where(column.in_(part)))}
    return sorted(found)


def pairs_of(connection: Connection, items: Iterable[int], *, least: float) -> list[Pair]:
    """All pairs of these items that are at least so likely."""
    found: dict[tuple[int, int], Pair] = {}
    for part in some(items):
        for column in (pairs.c.one, pairs.c.other):
            question = select(pairs).where(column.in_(part), pairs.c.chance >= least)
            for row in connection.execute(question):
                found[row.one, row.other] = Pair(row.one, row.other, row.chance, json.loads(row.features))
    return [found[key] for key in sorted(found)]
