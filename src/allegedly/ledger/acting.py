"""What people do with items: decide, correct, merge, split, link, and undo any of it.

In:      a transaction that writes, the id of an item, what is decided, and the revision that the person looked at.
Out:     the decision as it was written down; the shown layer follows in the same transaction.
Fails:   UnknownItem; StaleItem where somebody else decided meanwhile; BadDecision where it cannot be meant. Nothing is
         written then.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, insert, select, update

from allegedly.errors import BadDecision, StaleItem, UnknownItem
from allegedly.folding import fold
from allegedly.ids import ACTOR, CLAIM, identify
from allegedly.ledger import ruling
from allegedly.ledger.claims import claim_of
from allegedly.ledger.deciding import Decision, holding, last_word, merged
from allegedly.ledger.edits import FIELDS
from allegedly.ledger.journal import digest, lock_actors, now
from allegedly.ledger.keeping import first_day, whole_reading
from allegedly.ledger.packing import plain, plain_or_none
from allegedly.ledger.projection import link_id, seen
from allegedly.ledger.settling import unsettle_statements
from allegedly.ledger.showing import FACTS, held_for, show
from allegedly.ledger.tables import (
    actors,
    appearances,
    decisions,
    documents,
    links,
    names,
    relations,
    statements,
)
from allegedly.ledger.writing import Writing
from allegedly.records import Statement

_TABLES = {"stm": ("statement", statements), "rel": ("relation", relations), "lnk": ("link", links)}
_FIRST = ("accept", "reject", "unsure")
_LINKS = ("same", "supports", "disputes")


class Target(NamedTuple):
    """What a decision is about; `revision` is how many decisions on it hold."""

    kind: str
    id: str
    document: int | None
    revision: int


def target_of(writing: Writing, identity: str, *, seen_at: int | None = None) -> Target:
    """The item with this id; its document is locked against other writers.

    Raises:
        UnknownItem: no item has it.
        StaleItem: it has another revision than `seen_at`.
    """
    found = _found(writing, identity)
    if found.document is not None:
        number = select(documents.c.number).where(documents.c.number == found.document).with_for_update()
        writing.connection.execute(number)
        found = _found(writing, identity)  # As it is now that nobody else can write about it.
    else:
        lock_actors(writing.connection)
    if seen_at is not None and seen_at != found.revision:
        raise StaleItem(
            f"{identity} was changed meanwhile (revision {found.revision}, you saw {seen_at}); look at it again. "
            "Nothing was written."
        )
    return found


def _found(writing: Writing, identity: str) -> Target:
    prefix = identity.split("_")[0]
    if prefix in _TABLES:
        kind, table = _TABLES[prefix]
        question = select(table.c.document, table.c.revision).where(table.c.id == identity)
        row = writing.connection.execute(question).one_or_none()
        if row is not None:
            return Target(kind, identity, row.document, row.revision)
    elif prefix == "doc":
        question = select(documents.c.number, documents.c.revision).where(documents.c.id == identity)
        row = writing.connection.execute(question).one_or_none()
        if row is not None:
            return Target("document", identity, row.number, row.revision)
    elif prefix == ACTOR:
        row = writing.connection.execute(select(actors.c.number).where(actors.c.id == identity)).one_or_none()
        if row is not None:
            held = holding(_actor_decisions(writing))
            return Target("actor", identity, None, sum(one.target == identity for one in held))
    raise UnknownItem(f"nothing in the ledger has the id {identity!r}.")


def decide(writing: Writing, identity: str, action: str, *, seen_at: int | None = None) -> Decision:
    """Accept, reject or hold a statement, a relation or a link."""
    target = target_of(writing, identity, seen_at=seen_at)
    if action not in _FIRST or target.kind not in ("statement", "relation", "link"):
        raise BadDecision(f"{action!r} cannot be decided about a {target.kind}.")
    return _write(writing, target, action, {})


def edit(writing: Writing, identity: str, field: str, value: Any, *, seen_at: int | None = None) -> Decision:
    """Correct one field of a statement or of what a document says of itself."""
    target = target_of(writing, identity, seen_at=seen_at)
    if target.kind == "statement":
        payload = _edit_of_statement(writing, target, field, value)
    elif target.kind == "document":
        payload = _edit_of_document(writing, target, field, value)
    else:
        raise BadDecision(f"a {target.kind} cannot be edited; reject it, or correct its statement.")
    return _write(writing, target, "edit", payload)


def _edit_of_statement(writing: Writing, target: Target, field: str, value: Any) -> dict[str, Any]:
    row = writing.connection.execute(select(statements).where(statements.c.id == target.id)).one()
    reading = whole_reading(writing.connection, row.reading)
    machine = next(one for one in reading.statements if one.id == target.id)
    held = [one for one in held_for(writing.connection, row.document) if one.target == target.id]
    if field == "speaker" and isinstance(value, str):
        value = {"name": value}
    if field == "speaker" and isinstance(value, dict) and not value.get("actor"):
        value = {**value, "actor": _actor_called(writing, row.document, str(value.get("name") or ""))}
    before = seen(machine, reading.document.text, held)
    after = seen(before, reading.document.text, [_proposed({"field": field, "value": value})])
    if getattr(after, field) == getattr(before, field):
        raise BadDecision(f"the {field} of {target.id} is that already.")
    told = _told(after, field) if field in ("source", "cue", "content") else value
    return {"field": field, "value": told, "before": _told(before, field)}


def _proposed(payload: dict[str, Any]) -> Decision:
    return Decision(0, "", "", "", "edit", "statement", "", None, payload, None)


def _told(statement: Statement, field: str) -> Any:
    if field not in FIELDS:
        raise BadDecision(f"{field!r} cannot be corrected; what can be: {', '.join(FIELDS)}.")
    return statement.model_dump(mode="json", include={field})[field]


def _actor_called(writing: Writing, document: int, name: str) -> str | None:
    """Who is called so: on the page, else in the whole ledger; None where it is nobody or several."""
    folded = fold(name)
    here = (
        select(actors.c.id)
        .join(names, names.c.actor == actors.c.number)
        .join(appearances, appearances.c.actor == actors.c.number)
        .where(appearances.c.document == document, names.c.folded == folded)
    )
    anywhere = select(actors.c.id).join(names, names.c.actor == actors.c.number).where(names.c.folded == folded)
    for question in (here, anywhere):
        found = set(writing.connection.execute(question).scalars())
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _edit_of_document(writing: Writing, target: Target, field: str, value: Any) -> dict[str, Any]:
    if field not in FACTS:
        raise BadDecision(f"{field!r} of a document cannot be corrected; what can be: {', '.join(FACTS)}.")
    row = writing.connection.execute(select(documents).where(documents.c.number == target.document)).one()
    value = plain_or_none(value)
    if field == "published" and value is not None and not first_day(value):
        raise BadDecision(f"{value!r} is no date; write 2031-03-05, 2031-03 or 2031.")
    if getattr(row, field) == value:
        raise BadDecision(f"the {field} of {target.id} is that already.")
    return {"field": field, "value": value, "before": getattr(row, field)}


def link(writing: Writing, kind: str, a: str, b: str) -> Decision:
    """Say that two statements say the same, or that one supports or disputes the other."""
    if kind not in _LINKS:
        raise BadDecision(f"{kind!r} is no kind of link; choose one of: {', '.join(_LINKS)}.")
    first, second = target_of(writing, a), _found(writing, b)
    if first.kind != "statement" or second.kind != "statement" or a == b:
        raise BadDecision("a link joins two statements.")
    target = Target("link", link_id(kind, a, b), first.document, 0)
    return _write(writing, target, "link", {"kind": kind, "a": a, "b": b})


def unlink(writing: Writing, identity: str) -> Decision:
    """Take a link back, whoever drew it."""
    target = target_of(writing, identity)
    if target.kind != "link":
        raise BadDecision(f"{identity} is no link.")
    return _write(writing, target, "unlink", {})


def merge(writing: Writing, kept: str, others: Sequence[str]) -> Decision:
    """Say that all of these actors are one, known by the first; or that these claims are."""
    lock_actors(writing.connection)
    if kept.startswith(f"{CLAIM}_"):
        payload = ruling.merge_groups(writing.connection, kept, others)
        return _write(writing, _claim(writing, kept), "merge", payload)
    target = target_of(writing, kept)
    away = [one for one in dict.fromkeys(others) if target_of(writing, one).kind == "actor"]
    if target.kind != "actor" or len(away) != len(set(others)):
        raise BadDecision("only actors can be merged.")
    into = merged(holding(_actor_decisions(writing)))
    if not away or any(into.get(one, one) == into.get(kept, kept) for one in away):
        raise BadDecision("an actor cannot be merged with itself; these are one already.")
    return _write(writing, target, "merge", {"others": away})


def split(writing: Writing, actor: str, documents_of: Sequence[str], *, name: str | None = None) -> Decision:
    """Say that the one whom these documents mean is somebody else; or that these statements make another claim."""
    lock_actors(writing.connection)
    if actor.startswith(f"{CLAIM}_"):
        payload = ruling.split_groups(writing.connection, actor, documents_of)
        return _write(writing, _claim(writing, actor), "split", payload)
    target = target_of(writing, actor)
    if target.kind != "actor":
        raise BadDecision(f"{actor} is no actor.")
    question = (
        select(appearances.c.id, appearances.c.name, documents.c.id.label("document"))
        .join(actors, actors.c.number == appearances.c.actor)
        .join(documents, documents.c.number == appearances.c.document)
        .where(actors.c.id == actor, documents.c.id.in_(documents_of))
    )
    found = writing.connection.execute(question).all()
    missing = sorted(set(documents_of) - {row.document for row in found})
    if missing or not found:
        raise UnknownItem(f"{actor} is not in {', '.join(missing) or 'any document that was named'}.")
    everywhere = writing.connection.execute(
        select(func.count()).select_from(appearances).join(actors, actors.c.number == appearances.c.actor)
        .where(actors.c.id == actor)
    ).scalar_one()  # fmt: skip
    if everywhere == len(found):
        raise BadDecision(f"{actor} is in no other document; there is nothing to split it from.")
    payload = {
        "appearances": [{"document": row.document, "id": row.id} for row in found],
        "into": identify(ACTOR, "split", actor, secrets.token_hex(8)),
        "name": plain(name or found[0].name),
    }
    return _write(writing, target, "split", payload)


def _claim(writing: Writing, identity: str) -> Target:
    return Target(ruling.KIND, claim_of(writing.connection, identity).id, None, 0)


def undo(writing: Writing, identity: str | None = None) -> Decision:
    """Undo a decision, or the latest of one's own; a decision that is undone holds again.

    Raises:
        UnknownItem: there is no such decision, or nothing of one's own to undo.
    """
    rows = _decisions(writing, identity)
    by_number = {one.number: one for one in rows}
    if identity is None:
        own = [one for one in holding(rows) if one.who == writing.who]
        if not own:
            raise UnknownItem(f"{writing.who} has decided nothing that could be undone.")
        wanted = own[-1]
    else:
        wanted = next((one for one in rows if one.id == identity), None) or _missing(identity)
        while wanted.undoes is not None:
            wanted = by_number[wanted.undoes]
    last = last_word(wanted, (one for one in rows if one.undoes is not None))
    if wanted.document is not None:
        writing.connection.execute(
            select(documents.c.number).where(documents.c.number == wanted.document).with_for_update()
        )
    else:
        lock_actors(writing.connection)
    target = Target(wanted.kind, wanted.target, wanted.document, 0)
    return _write(writing, target, "undo", dict(wanted.payload), undoes=last.number)


def _missing(identity: str) -> Decision:
    raise UnknownItem(f"no decision has the id {identity!r}; `allegedly review --decisions` lists them.")


def _decisions(writing: Writing, identity: str | None) -> list[Decision]:
    """Those among which to look: all about the same item, or one's own and every undo."""
    question = select(decisions).order_by(decisions.c.number)
    if identity is None:
        question = question.where((decisions.c.who == writing.who) | decisions.c.undoes.is_not(None))
    else:
        target = select(decisions.c.target).where(decisions.c.id == identity).scalar_subquery()
        question = question.where(decisions.c.target == target)
    return [Decision.of(row) for row in writing.connection.execute(question)]


def _actor_decisions(writing: Writing) -> list[Decision]:
    question = select(decisions).where(decisions.c.kind == "actor").order_by(decisions.c.number)
    return [Decision.of(row) for row in writing.connection.execute(question)]


def _write(
    writing: Writing, target: Target, action: str, payload: dict[str, Any], *, undoes: int | None = None
) -> Decision:
    """Write the decision down and show what follows from it."""
    fields: dict[str, Any] = {
        "id": f"dec_{secrets.token_hex(10)}", "at": now(), "who": writing.who, "action": action, "kind": target.kind,
        "target": target.id, "document": target.document, "payload": json.dumps(payload), "undoes": undoes,
    }  # fmt: skip
    number = writing.connection.execute(insert(decisions).values(fields).returning(decisions.c.number)).scalar_one()
    made = Decision(int(number), **{**fields, "payload": payload})
    writing.note(action, target.id, seal(made), decision=made.id, kind=target.kind, **_noted(payload))
    if target.document is not None:
        show(writing, target.document)
    elif target.kind == ruling.KIND:
        unsettle_statements(writing, ruling.statements_of(payload))
    else:
        recast(writing, payload)
    return made


def seal(one: Decision) -> str:
    """What the journal holds of a decision."""
    undoes = None if one.undoes is None else str(one.undoes)
    return digest(one.id, one.at, one.who, one.action, one.kind, one.target, json.dumps(one.payload), undoes)


def _noted(payload: dict[str, Any]) -> dict[str, Any]:
    return {name: payload[name] for name in ("field", "value", "others", "into") if name in payload}


def recast(writing: Writing, payload: dict[str, Any]) -> None:
    """Make anew who is one with whom, and the documents of which an actor was split off."""
    into = merged(holding(_actor_decisions(writing)))
    numbers = {row.id: row.number for row in writing.connection.execute(
        select(actors.c.id, actors.c.number).where(actors.c.id.in_([*into, *into.values()]))
    )}  # fmt: skip
    wanted = {numbers[one]: numbers[kept] for one, kept in into.items() if one in numbers and kept in numbers}
    held = {row.number: row.into for row in writing.connection.execute(
        select(actors.c.number, actors.c.into).where(actors.c.into.is_not(None))
    )}  # fmt: skip
    for number in sorted(wanted.keys() | held.keys()):
        if wanted.get(number) != held.get(number):
            writing.connection.execute(update(actors).where(actors.c.number == number).values(into=wanted.get(number)))
    touched = sorted({one["document"] for one in payload.get("appearances", ())})
    if touched:
        question = select(documents.c.number).where(documents.c.id.in_(touched)).order_by(documents.c.number)
        for number in writing.connection.execute(question.with_for_update()).scalars().all():
            show(writing, number)
