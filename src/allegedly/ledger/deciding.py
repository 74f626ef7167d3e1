"""What people decided: the second layer, and which of it holds.

A decision is never changed or removed. It is undone by another one, `undo`, which can itself be undone; a decision
holds while no undo that holds stands against it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple, get_args

Action = Literal["accept", "reject", "unsure", "edit", "merge", "split", "link", "unlink", "undo"]
Kind = Literal["statement", "relation", "link", "actor", "document", "claim"]
Status = Literal["machine", "accepted", "rejected", "unsure", "edited"]

ACTIONS: tuple[str, ...] = get_args(Action)
STATUSES: tuple[str, ...] = get_args(Status)
_GIVEN = {"accept": "accepted", "reject": "rejected", "unsure": "unsure", "edit": "edited", "link": "accepted"}


class Decision(NamedTuple):
    """One decision. `target` is the id of what it is about; `payload` what an edit, a merge or a split says.

    An edit's payload is `{"field", "value"}`; a merge's `{"others": [id]}`; a split's `{"appearances": [{"document",
    "id"}], "into", "name"}`; a link's `{"kind", "a", "b"}`; a merge or split of claims `{"groups": [[statement]]}`, see
    `ruling`. `undoes` is the number of the decision an undo is about.
    """

    number: int
    id: str
    at: str
    who: str
    action: str
    kind: str
    target: str
    document: int | None
    payload: dict[str, Any]
    undoes: int | None

    @classmethod
    def of(cls, row: Any) -> Decision:
        """The decision in a row of the table."""
        fields = row._asdict()
        return cls(**{**fields, "payload": json.loads(fields["payload"])})


def holding(decisions: Iterable[Decision]) -> list[Decision]:
    """Those that hold, without the undos, oldest first."""
    ordered = sorted(decisions)
    undone: set[int] = set()
    for one in reversed(ordered):
        if one.undoes is not None and one.number not in undone:
            undone.add(one.undoes)
    return [one for one in ordered if one.undoes is None and one.number not in undone]


def last_word(decision: Decision, undos: Iterable[Decision]) -> Decision:
    """What has to be undone so that the decision holds no longer, or holds again: itself, or its last undo."""
    by_undone = {one.undoes: one for one in undos}
    while decision.number in by_undone:
        decision = by_undone[decision.number]
    return decision


def status(held: Sequence[Decision], *, otherwise: str = "machine") -> str:
    """What the decisions on one item make of it: the last one counts; an edited item that is accepted stays edited."""
    edited = any(one.action == "edit" for one in held)
    for one in reversed(held):
        if one.action == "unlink":
            return "rejected"
        if one.action == "accept" and edited:
            return "edited"
        if one.action in _GIVEN:
            return _GIVEN[one.action]
    return otherwise


def merged(held: Iterable[Decision]) -> dict[str, str]:
    """For each actor that was merged away, the one it is part of now; of all merges that hold, in their order."""
    into: dict[str, str] = {}

    def kept(actor: str) -> str:
        while actor in into:
            actor = into[actor]
        return actor

    for one in held:
        if one.action != "merge":
            continue
        target = kept(one.target)
        for other in one.payload["others"]:
            if (away := kept(other)) != target:
                into[away] = target
    return {actor: kept(actor) for actor in into}


def parted(held: Iterable[Decision], document: str) -> dict[str, tuple[str, str]]:
    """For the actors of one document that were split off, the id and the name of the actor they are now."""
    return {
        one["id"]: (decision.payload["into"], decision.payload["name"])
        for decision in held
        if decision.action == "split"
        for one in decision.payload["appearances"]
        if one["document"] == document
    }
