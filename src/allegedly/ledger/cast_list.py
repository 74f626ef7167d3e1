"""Actors of the whole ledger: who says most, who is talked about most, and everything about one of them.

In:      a question, or the id or name of an actor.
Out:     rows with how many statements each makes and how many are about each.
Cost:    without a question from the counts; with one, from its latest matches.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, and_, case, func, or_, select

from allegedly.errors import UnknownItem
from allegedly.folding import fold
from allegedly.ledger.answers import ActorRow
from allegedly.ledger.asking import actor_numbers, together
from allegedly.ledger.facets import Facet, facets
from allegedly.ledger.question import Question
from allegedly.ledger.tables import actors, appearances, counts, documents, names
from allegedly.records.base import Record

_SIMPLE = ("q", "kind", "document")


class Appearance(Record):
    """An actor in one document: under which name, how often, with which roles."""

    document: str
    outlet: str | None
    published: str | None
    name: str
    mentions: int
    roles: tuple[str, ...]


class ActorFile(Record):
    """Everything that the ledger knows of one actor. `merged` are the ids of those that are one with it."""

    actor: ActorRow
    names: tuple[str, ...]
    merged: tuple[str, ...]
    appearances: tuple[Appearance, ...]


def listed(connection: Connection, asked: Question, *, limit: int) -> list[ActorRow]:
    """Actors that the question finds, those with most statements first."""
    asked_of_statements = {
        name: getattr(asked, name)
        for name in Question.model_fields
        if name not in _SIMPLE and getattr(asked, name) not in ((), None)
    }
    if asked_of_statements:
        return _speakers(connection, asked.model_copy(update={"kind": ()}), limit)
    heads = _heads(connection, asked, limit)
    return _rows(connection, heads)


def _heads(connection: Connection, asked: Question, limit: int) -> list[int]:
    """The numbers of the actors with most statements by or about them."""
    kept = func.coalesce(actors.c.into, actors.c.number)
    conditions: list[Any] = [counts.c.facet.in_(("speaker", "about")), counts.c.count > 0]
    if asked.kind:
        conditions.append(actors.c.kind.in_(asked.kind))
    if asked.document:
        inside = select(appearances.c.actor).join(documents, documents.c.number == appearances.c.document)
        conditions.append(actors.c.number.in_(inside.where(documents.c.id.in_(asked.document))))
    if asked.q:
        called = fold(asked.q) or asked.q
        # The escape keeps a typed "%" a sign among others.
        like = names.c.folded.contains(called, autoescape=True)
        conditions.append(actors.c.number.in_(select(names.c.actor).where(like)))
    question = (
        select(kept.label("head"), func.sum(counts.c.count).label("total"))
        .join_from(counts, actors, actors.c.id == counts.c.value)
        .where(*conditions)
        .group_by(kept)
        .order_by(func.sum(counts.c.count).desc(), kept)
        .limit(limit)
    )
    return [row.head for row in connection.execute(question)]


def _speakers(connection: Connection, asked: Question, limit: int) -> list[ActorRow]:
    """Who speaks in the statements that the question finds; the counts are of these statements only."""
    found: dict[str, Facet] = facets(connection, asked, ("speaker_id",))
    numbers = found["speaker_id"].values[:limit]
    called = {row.id: row for row in _rows(connection, _numbered(connection, [one for one, _ in numbers]))}
    return [called[one].model_copy(update={"says": said, "about": 0}) for one, said in numbers if one in called]


def _numbered(connection: Connection, ids: Sequence[str]) -> list[int]:
    return list(connection.execute(select(actors.c.number).where(actors.c.id.in_(ids))).scalars())


def _rows(connection: Connection, heads: Sequence[int]) -> list[ActorRow]:
    """The actors with these numbers, in this order, with the counts of all that are one with them."""
    kept = func.coalesce(actors.c.into, actors.c.number)
    counted = (
        select(
            kept.label("head"),
            func.sum(case((counts.c.facet == "speaker", counts.c.count), else_=0)).label("says"),
            func.sum(case((counts.c.facet == "about", counts.c.count), else_=0)).label("about"),
        )
        .join_from(actors, counts, and_(counts.c.value == actors.c.id, counts.c.facet.in_(("speaker", "about"))))
        .where(or_(actors.c.number.in_(heads), actors.c.into.in_(heads)))
        .group_by(kept)
    )
    figures = {row.head: (int(row.says), int(row.about)) for row in connection.execute(counted)}
    found = {row.number: row for row in connection.execute(select(actors).where(actors.c.number.in_(heads)))}
    return [_row(found[head], *figures.get(head, (0, 0))) for head in heads if head in found]


def _row(row: Any, says: int, mentioned: int) -> ActorRow:
    fields = {name: getattr(row, name) for name in ("id", "name", "kind", "made_by", "identifiers")}
    return ActorRow(**fields, says=says, about=mentioned)


def actor_file(connection: Connection, called: str, *, limit: int = 200) -> list[ActorFile]:
    """Everybody whom an id or a name may mean, one after the other.

    Raises:
        UnknownItem: it is nobody.
    """
    found = actor_numbers(connection, called)
    if not found:
        raise UnknownItem(f"nobody in the ledger is called {called!r}.{_nearly(connection, called)}")
    kept = func.coalesce(actors.c.into, actors.c.number)
    heads = sorted(set(connection.execute(select(kept).where(actors.c.number.in_(found))).scalars()))
    return [_file(connection, row, heads[at], limit) for at, row in enumerate(_rows(connection, heads))]


def _nearly(connection: Connection, called: str) -> str:
    """Names that hold one of the words, as a hint."""
    words = [word for word in fold(called).split() if len(word) > 2]
    if not words:
        return ""
    like = or_(*(names.c.folded.contains(word, autoescape=True) for word in words))
    near = sorted(set(connection.execute(select(names.c.name).where(like).limit(5)).scalars()))
    return f" Did you mean: {', '.join(near)}?" if near else ""


def _file(connection: Connection, row: ActorRow, head: int, limit: int) -> ActorFile:
    numbers = together(connection, [head])
    called = select(names.c.name).where(names.c.actor.in_(numbers)).distinct().order_by(names.c.name)
    others = select(actors.c.id).where(actors.c.number.in_(numbers), actors.c.number != head)
    return ActorFile(
        actor=row,
        names=tuple(_names(connection.execute(called).scalars(), json.loads(row.identifiers))),
        merged=tuple(connection.execute(others.order_by(actors.c.number)).scalars()),
        appearances=tuple(_appearances(connection, numbers, limit)),
    )


def _names(found: Iterable[str], identifiers: dict[str, str]) -> list[str]:
    """Names, without the numbers under which the actor can be looked up too."""
    return [name for name in found if name not in identifiers.values()]


def _appearances(connection: Connection, numbers: Iterable[int], limit: int) -> Iterable[Appearance]:
    question = (
        select(appearances, documents.c.id.label("doc"), documents.c.outlet, documents.c.published)
        .join(documents, documents.c.number == appearances.c.document)
        .where(appearances.c.actor.in_(numbers))
        .order_by(appearances.c.number.desc())
        .limit(limit)
    )
    for row in connection.execute(question):
        fields = {"document": row.doc, "outlet": row.outlet, "published": row.published, "name": row.name}
        yield Appearance(**fields, mentions=row.mentions, roles=tuple(json.loads(row.roles)))
