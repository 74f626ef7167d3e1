"""Claims as they are made anew: which documents wait, what hangs together, what was made.

In:      a transaction; claims with their drifts as `allegedly.compare` settles them; numbers of documents and items.
Out:     rows of the claims' tables; documents that have to be settled anew.
How:     claims are made anew for every part of the web of pairs that changed; those that its statements were in go.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from allegedly.ledger.columns import POSITIONS
from allegedly.ledger.comparison_tables import claim_names, claim_statements, claims, copies, drifts, sketches
from allegedly.ledger.journal import lock_actors
from allegedly.ledger.tables import statements
from allegedly.ledger.writing import Writing
from allegedly.records import Claim, Copy, Drift

_MANY = 500


class Made(NamedTuple):
    """A claim to be stored with its drifts; `items` by the ids of its statements, `days` the first and the last."""

    claim: Claim
    drifts: Sequence[Drift]
    items: Mapping[str, int]
    days: tuple[int, int]


def some(values: Iterable[int]) -> Iterable[list[int]]:
    """The values in order, so many at a time as one question takes."""
    whole = sorted(values)
    return (whole[at : at + _MANY] for at in range(0, len(whole), _MANY))


def unsettle(writing: Writing, numbers: Iterable[int]) -> None:
    """The claims of these documents have to be made anew."""
    for part in some(numbers):
        writing.connection.execute(update(sketches).where(sketches.c.document.in_(part)).values(settled=0))


def unsettle_statements(writing: Writing, identities: Sequence[str]) -> None:
    """The claims of these statements have to be made anew."""
    for at in range(0, len(identities), _MANY):
        question = select(statements.c.document).where(statements.c.id.in_(identities[at : at + _MANY]))
        unsettle(writing, set(writing.connection.execute(question).scalars()))


def hold_rulings(writing: Writing) -> None:
    """Let nobody rule on claims until the transaction ends."""
    lock_actors(writing.connection)


def unsettled(connection: Connection, *, limit: int, behind: int = 0) -> list[int]:
    """Documents whose claims have to be made anew, those behind a number."""
    question = select(sketches.c.document).where(sketches.c.settled == 0, sketches.c.document > behind)
    return list(connection.execute(question.order_by(sketches.c.document).limit(limit)).scalars())


def count_unsettled(connection: Connection) -> int:
    """How many these are."""
    return int(connection.execute(select(func.count()).where(sketches.c.settled == 0)).scalar_one())


def items_with(connection: Connection, items: Iterable[int]) -> set[int]:
    """These items and all that are in a claim with one of them."""
    whole = set(items)
    own, other = claim_statements.alias("own"), claim_statements.alias("other")
    for part in some(whole.copy()):
        question = select(other.c.item).join(own, own.c.claim == other.c.claim).where(own.c.item.in_(part))
        whole |= set(connection.execute(question).scalars())
    return whole


def items_of(connection: Connection, statements: Iterable[str]) -> dict[str, int]:
    """The items of statements that are in a claim, by id."""
    found: dict[str, int] = {}
    wanted = sorted(statements)
    for at in range(0, len(wanted), _MANY):
        question = select(claim_statements.c.statement, claim_statements.c.item)
        rows = connection.execute(question.where(claim_statements.c.statement.in_(wanted[at : at + _MANY])))
        found |= {row.statement: row.item for row in rows}
    return found


def copies_of(connection: Connection, numbers: Iterable[int]) -> dict[int, tuple[int, Any]]:
    """Of each document that is a copy: the original's number, and the row."""
    found = {}
    for part in some(numbers):
        for row in connection.execute(select(copies).where(copies.c.document.in_(part))):
            found[row.document] = (row.of, row)
    return found


def keep_copies(writing: Writing, made: Mapping[int, tuple[int, Copy] | None]) -> set[int]:
    """Store whose copy each document is; those for which that changed."""
    changed = set()
    for number, found in sorted(made.items()):
        before = writing.connection.execute(select(copies).where(copies.c.document == number)).one_or_none()
        row = None if found is None else _copy_row(number, *found)
        if row == (None if before is None else dict(before._mapping)):
            continue
        changed.add(number)
        writing.connection.execute(delete(copies).where(copies.c.document == number))
        if row is not None:
            writing.connection.execute(insert(copies).values(row))
    return changed


def _copy_row(number: int, of: int, copy: Copy) -> dict[str, Any]:
    return {
        "document": number, "of": of, "kind": copy.kind, "overlap": copy.overlap, "undecided": int(copy.undecided),
        "why": json.dumps(copy.why, ensure_ascii=False),
    }  # fmt: skip


def keep_claims(writing: Writing, settled: Iterable[int], items: Iterable[int], made: Sequence[Made]) -> None:
    """Store the claims of a whole part: those that its items were in go.

    Args:
        settled: Documents whose claims are made with this.
    """
    clear_claims(writing, items)
    last = writing.connection.execute(select(func.coalesce(func.max(claims.c.number), 0))).scalar_one()
    names = []
    for number, one in enumerate(made, start=int(last) + 1):
        counts = one.claim.counts
        row = {
            "number": number, "id": one.claim.id, "text": one.claim.text.replace("\x00", "\ufffd"), "day": one.days[0],
            "last_day": one.days[1], "documents": counts.documents, "outlets": counts.outlets,
            "origins": counts.origins, "denying_origins": counts.denying_origins, "drifts": len(one.drifts),
            "body": _packed(one.claim),
        }  # fmt: skip
        writing.connection.execute(insert(claims).values(row))
        places = [
            {"claim": number, "item": one.items[said.statement], "statement": said.statement, "stance": said.stance,
             "document": one.items[said.statement] >> POSITIONS}
            for said in one.claim.statements
        ]  # fmt: skip
        writing.insert(claim_statements, places)
        writing.insert(drifts, [_drift_row(number, at, drift, one) for at, drift in enumerate(one.drifts)])
        names.append({"id": one.claim.id, "statement": one.claim.statements[0].statement})
    if names:
        writing.replace(claim_names, names, ("id",))
    for part in some(settled):
        writing.connection.execute(update(sketches).where(sketches.c.document.in_(part)).values(settled=1))


def _drift_row(claim: int, at: int, drift: Drift, one: Made) -> dict[str, Any]:
    return {
        "number": (claim << POSITIONS) | at, "id": f"{one.claim.id}.{at}", "claim": claim, "kind": drift.kind,
        "day": one.days[1], "from_document": drift.from_document, "to_document": drift.to_document,
        "body": _packed(drift),
    }  # fmt: skip


def _packed(record: Claim | Drift) -> bytes:
    return zlib.compress(record.model_dump_json().encode("utf-8", "surrogatepass"))


def clear_claims(writing: Writing, items: Iterable[int]) -> set[int]:
    """Remove the claims of these items; the documents that they were about."""
    run = writing.connection.execute
    if isinstance(items, range):
        inside = (claim_statements.c.item >= items.start) & (claim_statements.c.item < items.stop)
        numbers = set(run(select(claim_statements.c.claim).where(inside)).scalars())
    else:
        numbers = {
            claim
            for part in some(items)
            for claim in run(select(claim_statements.c.claim).where(claim_statements.c.item.in_(part))).scalars()
        }
    about: set[int] = set()
    for part in some(numbers):
        about |= set(run(select(claim_statements.c.document).where(claim_statements.c.claim.in_(part))).scalars())
        run(delete(drifts).where(drifts.c.claim.in_(part)))
        run(delete(claim_statements).where(claim_statements.c.claim.in_(part)))
        run(delete(claims).where(claims.c.number.in_(part)))
    return about
