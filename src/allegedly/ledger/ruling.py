"""What people decide about claims: which statements are one claim, and which are not.

In:      ids of claims and statements, as they are shown now.
Out:     a decision, and the documents whose claims have to be made anew. `rulings` gives all that hold, the later one
         winning where two speak of the same pair.
How:     a decision holds groups of statements: those of one group are one claim, those of different ones are not. So it
         says what the person saw, and means the same when claims are made anew.
Fails:   UnknownItem, BadDecision; nothing is written then.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from allegedly.errors import BadDecision, UnknownItem
from allegedly.ledger.claims import claim_of
from allegedly.ledger.deciding import Decision, holding
from allegedly.ledger.tables import decisions

Pairs = frozenset[frozenset[str]]
KIND = "claim"


def merge_groups(connection: Connection, kept: str, others: Sequence[str]) -> dict[str, Any]:
    """The payload that says that these claims are one.

    Raises:
        BadDecision: they are one already.
    """
    found = {claim.id: claim for claim in (claim_of(connection, one) for one in (kept, *others))}
    if len(found) < 2:
        raise BadDecision("a claim cannot be merged with itself; these are one already.")
    whole = sorted({said.statement for claim in found.values() for said in claim.statements})
    return {"groups": [whole]}


def split_groups(connection: Connection, claim: str, statements: Sequence[str]) -> dict[str, Any]:
    """The payload that says that these statements of a claim make another one.

    Raises:
        UnknownItem: one of them is not in the claim.
        BadDecision: nothing would be left, or nothing taken away.
    """
    whole = {said.statement for said in claim_of(connection, claim).statements}
    missing = sorted(set(statements) - whole)
    if missing:
        raise UnknownItem(f"{missing[0]} is no statement of {claim}.")
    if not statements or whole == set(statements):
        raise BadDecision("some statements have to stay in the claim, and some to leave it.")
    return {"groups": [sorted(statements), sorted(whole - set(statements))]}


def rulings(connection: Connection) -> tuple[Pairs, Pairs]:
    """The pairs of statements that people made one claim, and those that they parted."""
    question = select(decisions).where(decisions.c.kind == KIND).order_by(decisions.c.number)
    known: dict[frozenset[str], bool] = {}
    for one in holding([Decision.of(row) for row in connection.execute(question)]):
        known |= _pairs(one.payload["groups"])
    same = frozenset(pair for pair, together in known.items() if together)
    return same, frozenset(known.keys() - same)


def _pairs(groups: Sequence[Sequence[str]]) -> dict[frozenset[str], bool]:
    found: dict[frozenset[str], bool] = {}
    for at, group in enumerate(groups):
        found |= {frozenset((a, b)): True for number, a in enumerate(group) for b in group[:number]}
        found |= {frozenset((a, b)): False for other in groups[:at] for a in group for b in other}
    return found


def statements_of(payload: str | dict[str, Any]) -> list[str]:
    """The statements that a decision on a claim speaks of."""
    known = json.loads(payload) if isinstance(payload, str) else payload
    return [one for group in known.get("groups", ()) for one in group]
