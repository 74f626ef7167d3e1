"""What comparing left in the ledger, as it is asked for: claims, copies, drifts, and saved questions about them.

In:      a connection; ids, a `Question`.
Out:     records of `allegedly.records`, and rows for lists, newest first.
How:     a claim is asked for by what is asked of its statements: it is found where one of them is. An id that a claim
         once had leads to the claim in which its first statement is now.
Fails:   UnknownItem.
"""

from __future__ import annotations

import datetime
import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from allegedly.errors import UnknownItem
from allegedly.ledger.asking import Asked, mark, marked
from allegedly.ledger.comparing import stale
from allegedly.ledger.comparison_tables import claim_names, claim_statements, claims, copies, drifts, sketches, watches
from allegedly.ledger.question import Question
from allegedly.ledger.tables import documents, statements
from allegedly.ledger.writing import Writing
from allegedly.records import Claim, Copy, Drift
from allegedly.records.base import Record

_AT_ONCE = 200


class ClaimRow(Record):
    """A claim as a list shows it. `first` and `last` are days of publication, None where none is known."""

    id: str
    text: str
    first: str | None
    last: str | None
    documents: int
    outlets: int
    origins: int
    denying_origins: int
    drifts: int


class Watch(NamedTuple):
    """A saved question: what it asks, and what it saw last, by claim id."""

    name: str
    asked: str
    seen: dict[str, Any]
    made: str
    maker: str
    looked: str | None


class News(NamedTuple):
    """What a watch saw that was not there when it looked last. `kind`: claim, origin, denial, retraction, drift."""

    watch: str
    kind: str
    claim: str
    text: str
    told: str


class State(NamedTuple):
    """How far comparing is: documents that were compared, those that wait because they are new or changed, what
    came."""

    compared: int
    waiting: int
    claims: int
    copies: int
    drifts: int


def claim_of(connection: Connection, identity: str) -> Claim:
    """The claim with this id, or the one that took its place.

    Raises:
        UnknownItem: there is none.
    """
    row = connection.execute(select(claims.c.body).where(claims.c.id == identity)).one_or_none()
    if row is None:
        named = select(claim_names.c.statement).where(claim_names.c.id == identity).scalar_subquery()
        wanted = claim_statements.c.statement.in_([identity]) if identity.startswith("stm_") else (
            claim_statements.c.statement == named
        )  # fmt: skip
        inside = select(claim_statements.c.claim).where(wanted)
        row = connection.execute(select(claims.c.body).where(claims.c.number.in_(inside))).one_or_none()
    if row is None:
        told = "is in no claim" if identity.startswith("stm_") else "is no claim of the ledger"
        raise UnknownItem(f"{identity!r} {told}; `allegedly compare` makes claims, `allegedly claims` lists them.")
    return Claim.model_validate_json(_unpacked(row.body))


def drifts_of(connection: Connection, claim: str) -> list[Drift]:
    """What drifted in a claim, in order."""
    inside = select(claims.c.number).where(claims.c.id == claim)
    question = select(drifts.c.body).where(drifts.c.claim.in_(inside)).order_by(drifts.c.number)
    return [Drift.model_validate_json(_unpacked(row.body)) for row in connection.execute(question)]


def claim_rows(connection: Connection, asked: Question, *, order: str, limit: int, after: str | None) -> list[ClaimRow]:
    """A page of claims: "newest" by their last report, "documents" by how many speak of them.

    Args:
        after: What `mark_of` gave for the last row of the page before.
    """
    key = claims.c.last_day if order == "newest" else claims.c.documents
    question = select(claims).order_by(key.desc(), claims.c.number.desc()).limit(limit)
    if after is not None:
        value, identity = marked(after, 2)
        number = select(claims.c.number).where(claims.c.id == identity).scalar_subquery()
        question = question.where((key < value) | ((key == value) & (claims.c.number < number)))
    return [_row(one) for one in connection.execute(_asked(connection, question, asked))]


def mark_of(row: ClaimRow, order: str) -> str:
    """Where a list goes on behind this row."""
    return mark(_ordinal(row.last) if order == "newest" else row.documents, row.id)


def count_claims(connection: Connection, asked: Question) -> int:
    """How many claims the question finds."""
    question = _asked(connection, select(func.count()).select_from(claims), asked)
    return int(connection.execute(question).scalar_one())


def _asked(connection: Connection, question: Select[Any], asked: Question) -> Select[Any]:
    if asked == Question():
        return question
    inner = select(statements.c.id).where(*Asked(connection, asked).of("statements"))
    inside = select(claim_statements.c.claim).where(claim_statements.c.statement.in_(inner))
    return question.where(claims.c.number.in_(inside))


def _row(row: Any) -> ClaimRow:
    named = ("id", "text", "documents", "outlets", "origins", "denying_origins", "drifts")
    days = {"first": _day(row.day), "last": _day(row.last_day)}
    return ClaimRow(**{name: getattr(row, name) for name in named}, **days)


def _day(ordinal: int) -> str | None:
    return datetime.date.fromordinal(ordinal).isoformat() if ordinal else None


def _ordinal(day: str | None) -> int:
    return datetime.date.fromisoformat(day).toordinal() if day else 0


def copy_rows(connection: Connection, identity: str | None) -> Iterator[Copy]:
    """All copies, by their originals; or those that have to do with one document."""
    by, of = documents.alias("by"), documents.alias("of")
    question = (
        select(
            of.c.id.label("of"), by.c.id.label("by"), copies.c.kind, copies.c.overlap, copies.c.undecided, copies.c.why
        )
        .join(by, by.c.number == copies.c.document)
        .join(of, of.c.number == copies.c.of)
        .order_by(of.c.day, of.c.id, by.c.day, by.c.id)
    )
    if identity is not None:
        question = question.where((by.c.id == identity) | (of.c.id == identity))
    for row in connection.execute(question):
        fields = {**row._mapping, "undecided": bool(row.undecided), "why": tuple(json.loads(row.why))}
        yield Copy(**fields)


def drift_rows(connection: Connection, asked: Question, kinds: Sequence[str]) -> Iterator[Drift]:
    """All drifts, newest first; those of some kinds, of claims that a question finds."""
    question = select(drifts.c.body).order_by(drifts.c.day.desc(), drifts.c.number)
    if kinds:
        question = question.where(drifts.c.kind.in_(kinds))
    if asked != Question():
        question = question.where(drifts.c.claim.in_(_asked(connection, select(claims.c.number), asked)))
    for row in connection.execute(question):
        yield Drift.model_validate_json(_unpacked(row.body))


def every_claim(connection: Connection) -> Iterator[Claim]:
    """All claims, in the order in which they were made."""
    for row in connection.execute(select(claims.c.body).order_by(claims.c.number)):
        yield Claim.model_validate_json(_unpacked(row.body))


def claims_with(connection: Connection, identities: Sequence[str]) -> list[Claim]:
    """The claims in which these statements are."""
    found: dict[int, bytes] = {}
    for at in range(0, len(identities), _AT_ONCE):
        some = identities[at : at + _AT_ONCE]
        inside = select(claim_statements.c.claim).where(claim_statements.c.statement.in_(some))
        question = select(claims.c.number, claims.c.body).where(claims.c.number.in_(inside))
        found |= {row.number: row.body for row in connection.execute(question)}
    return [Claim.model_validate_json(_unpacked(found[number])) for number in sorted(found)]


def state(connection: Connection, version: str) -> State:
    """How far comparing is; `version` is that of the sketches."""
    read = connection.execute(select(func.count()).where(documents.c.reading.is_not(None))).scalar_one()
    changed = len(stale(connection, version))
    waiting = connection.execute(select(func.count()).where(sketches.c.settled == 0)).scalar_one()
    made = [connection.execute(select(func.count()).select_from(one)).scalar_one() for one in (claims, copies, drifts)]
    return State(int(read) - changed, changed + int(waiting), *map(int, made))


def document_rows(connection: Connection, identities: Sequence[str]) -> dict[str, Any]:
    """Outlet, day and title of documents, by id."""
    found: dict[str, Any] = {}
    wanted = sorted(set(identities))
    for at in range(0, len(wanted), _AT_ONCE):
        question = select(documents.c.id, documents.c.outlet, documents.c.published, documents.c.title)
        rows = connection.execute(question.where(documents.c.id.in_(wanted[at : at + _AT_ONCE])))
        found |= {row.id: row for row in rows}
    return found


def watches_of(connection: Connection) -> list[Watch]:
    """All saved questions, by name."""
    rows = connection.execute(select(watches).order_by(watches.c.name))
    return [Watch(row.name, row.asked, json.loads(row.seen), row.made, row.maker, row.looked) for row in rows]


def keep_watch(writing: Writing, watch: Watch) -> None:
    """Store a saved question; of the same name, the new one."""
    fields = {**watch._asdict(), "seen": json.dumps(watch.seen)}
    there = writing.connection.execute(select(watches.c.number).where(watches.c.name == watch.name)).scalar()
    if there is None:
        writing.connection.execute(insert(watches).values(fields))
    else:
        writing.connection.execute(update(watches).where(watches.c.number == there).values(fields))


def drop_watch(writing: Writing, name: str) -> None:
    """Forget a saved question.

    Raises:
        UnknownItem: there is none of this name.
    """
    if not writing.connection.execute(delete(watches).where(watches.c.name == name)).rowcount:
        raise UnknownItem(f"no watch has the name {name!r}; `allegedly watch --list` shows them.")


def _unpacked(body: bytes) -> str:
    return zlib.decompress(body).decode("utf-8", "surrogatepass")
