"""Questions as SQL: conditions on statements, relations, documents; actors by their names; marks between pages.

In:      a `Question` and a connection, to find out which actors a name may mean.
Out:     conditions of SQLAlchemy; every list of the ledger is made with them, so lists cannot disagree.
Cost:    names are looked up by an index; conditions are answered by the indexes of `tables`.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, exists, false, func, or_, select, true

from allegedly import dates
from allegedly.errors import BadQuestion
from allegedly.folding import fold
from allegedly.ledger.fulltext import holds_words, text_holds_words
from allegedly.ledger.question import Question
from allegedly.ledger.tables import (
    about,
    actors,
    documents,
    first_number,
    hops,
    names,
    outlets,
    parties,
    relations,
    statements,
    versions,
)

Condition = ColumnElement[bool]
_OF_STATEMENTS = ("act", "certainty", "polarity", "channel", "form", "speaker_kind")
_OF_RELATIONS = ("relation", "certainty", "polarity", "modality")


def actor_numbers(connection: Connection, called: str) -> frozenset[int]:
    """All actors that a name, an id or a Wikidata number may mean, with those that are one with them by a merge."""
    if called.startswith("act_"):
        question = select(actors.c.number).where(actors.c.id == called)
    else:
        question = select(names.c.actor).where(names.c.folded == (fold(called) or called))
    return together(connection, connection.execute(question).scalars().all())


def together(connection: Connection, numbers: Sequence[int]) -> frozenset[int]:
    """The actors, and all that are one with any of them."""
    if not numbers:
        return frozenset()
    kept = func.coalesce(actors.c.into, actors.c.number)
    heads = connection.execute(select(kept).where(actors.c.number.in_(numbers))).scalars().all()
    same = or_(actors.c.number.in_(heads), actors.c.into.in_(heads))
    return frozenset(connection.execute(select(actors.c.number).where(same)).scalars())


class Driver(NamedTuple):
    """An index that has the rows of an actor in the order of their days.

    `filter` is the name of the filter that it answers; `also` what else has to hold of its rows.
    """

    filter: str
    table: FromClause
    actor: ColumnElement[Any]
    day: ColumnElement[Any]
    number: ColumnElement[Any]
    actors: Sequence[int]
    also: tuple[Condition, ...] = ()


class Asked:
    """The conditions of one question."""

    def __init__(self, connection: Connection, question: Question) -> None:
        self.connection, self.question = connection, question

    def of(self, kind: str, *, without: str | None = None) -> list[Condition]:
        """On rows of "statements", "relations" or "documents"; of all filters, or without one."""
        made = self if without is None else Asked(self.connection, self.question.model_copy(update={without: ()}))
        return {"statements": made.statements, "relations": made.relations, "documents": made.documents}[kind]()

    def driver(self, kind: str) -> Driver | None:
        """The index to take the rows from; None where no actor is asked for, or only ones that are not wanted."""
        choices = {
            "statements": (
                ("speaker", statements, statements.c.number, ()),
                ("via", hops, hops.c.statement, (hops.c.position > 0,)),
                ("about", about, about.c.statement, ()),
            ),
            "relations": (
                ("subject", parties, parties.c.relation, (parties.c.side == "subject",)),
                ("object", parties, parties.c.relation, (parties.c.side == "object",)),
                ("about", parties, parties.c.relation, ()),
            ),
        }
        for name, table, number, also in choices.get(kind, ()):
            called = getattr(self.question, name)
            if not called or any(one.startswith("!") for one in called):
                continue
            actor = table.c.speaker if table is statements else table.c.actor
            found = sorted({each for one in called for each in actor_numbers(self.connection, one)})
            return Driver(name, table, actor, table.c.day, number, found, also)
        return None

    def statements(self) -> list[Condition]:
        """On rows of `statements`."""
        asked = self.question
        conditions = [*self._choices(statements, _OF_STATEMENTS), *self._status(statements)]
        conditions += self._where_and_when(statements)
        conditions += self._actors(asked.speaker, statements.c.speaker.in_)
        conditions += self._actors(asked.about, self._is_about)
        conditions += self._actors(asked.via, self._came_via)
        parts = (*asked.subject, *asked.object, *asked.relation, *asked.modality)
        if parts:
            inner = select(relations.c.statement).where(*self._relation_parts(), relations.c.statement.is_not(None))
            conditions.append(statements.c.number.in_(inner))
        if asked.below is not None:
            conditions.append(statements.c.least < asked.below)
        if asked.q:
            conditions.append(holds_words(self.connection.dialect, asked.q))
        return conditions

    def relations(self) -> list[Condition]:
        """On rows of `relations`; what is asked of statements is asked of the one that asserts it."""
        asked = self.question
        conditions = [*self._relation_parts(), *self._status(relations), *self._where_and_when(relations)]
        conditions += self._actors(asked.about, lambda found: self._is_party(found, None))
        if asked.below is not None:
            conditions.append(relations.c.confidence < asked.below)
        if any((asked.q, asked.speaker, asked.via, asked.act, asked.channel, asked.form, asked.speaker_kind)):
            left_out = {"about", "relation", "subject", "object", "certainty", "polarity", "modality", "below"}
            kept = {name: getattr(asked, name) for name in Question.model_fields if name not in left_out}
            inner = Asked(self.connection, Question(**kept)).statements()
            conditions.append(relations.c.statement.in_(select(statements.c.number).where(*inner)))
        return conditions

    def documents(self) -> list[Condition]:
        """On rows of `documents`; what is asked of statements is asked of at least one in them."""
        asked = self.question
        conditions = [*self._choices(documents, ("state", "language")), *self._days(documents)]
        conditions += self._values(documents.c.outlet, asked.outlet)
        conditions += self._values(documents.c.id, asked.document)
        if asked.q:
            inner = select(versions.c.document).where(text_holds_words(self.connection.dialect, asked.q))
            conditions.append(documents.c.number.in_(inner))
        left_out = {"q", "state", "language", "outlet", "document", "since", "until"}
        kept = {name: getattr(asked, name) for name in Question.model_fields if name not in left_out}
        if any(value not in ((), None) for value in kept.values()):
            inner_ones = Asked(self.connection, Question(**kept)).statements()
            conditions.append(documents.c.number.in_(select(statements.c.document).where(*inner_ones)))
        return conditions

    def _relation_parts(self) -> list[Condition]:
        asked = self.question
        conditions = self._choices(relations, _OF_RELATIONS)
        conditions += self._actors(asked.subject, lambda found: self._is_party(found, "subject"))
        return conditions + self._actors(asked.object, lambda found: self._is_party(found, "object"))

    def _choices(self, table: Any, fields: Sequence[str]) -> list[Condition]:
        return [one for name in fields for one in self._values(table.c[name], getattr(self.question, name))]

    def _values(self, field: ColumnElement[Any], values: Sequence[str]) -> list[Condition]:
        wanted = [one for one in values if not one.startswith("!")]
        unwanted = [one[1:] for one in values if one.startswith("!")]
        conditions: list[Condition] = []
        if wanted:
            conditions.append(field == wanted[0] if len(wanted) == 1 else field.in_(wanted))
        if unwanted:
            conditions.append(or_(field.is_(None), field.not_in(unwanted)))
        return conditions

    def _status(self, table: Any) -> list[Condition]:
        conditions: list[Condition] = []
        if self.question.orphaned is not None:
            conditions.append(table.c.orphaned == int(self.question.orphaned))
        if "any" in self.question.status:
            return conditions
        return conditions + (self._values(table.c.status, self.question.status) or [table.c.status != "rejected"])

    def _where_and_when(self, table: Any) -> list[Condition]:
        asked = self.question
        conditions = self._days(table)
        if asked.document:
            found = select(documents.c.number).where(*self._values(documents.c.id, asked.document))
            numbers = self.connection.execute(found.limit(1000)).scalars().all()
            inside = [
                (table.c.number >= first_number(number)) & (table.c.number < first_number(number + 1))
                for number in numbers
            ]
            conditions.append(or_(*inside) if inside else false())
        if asked.outlet:
            conditions += self._outlets(table)
        if asked.language:
            found = select(documents.c.number).where(*self._values(documents.c.language, asked.language))
            conditions.append(table.c.document.in_(found))
        return conditions

    def _outlets(self, table: Any) -> list[Condition]:
        def numbers(values: Sequence[str]) -> list[int]:
            folded = [fold(one) or one.lower() for one in values]
            return list(self.connection.execute(select(outlets.c.number).where(outlets.c.folded.in_(folded))).scalars())

        if table is relations:
            return [
                relations.c.document.in_(
                    select(documents.c.number).where(*self._values(documents.c.outlet, self.question.outlet))
                )
            ]
        wanted = [one for one in self.question.outlet if not one.startswith("!")]
        unwanted = [one[1:] for one in self.question.outlet if one.startswith("!")]
        conditions: list[Condition] = []
        if wanted:
            found = numbers(wanted)
            conditions.append(table.c.outlet == found[0] if len(found) == 1 else table.c.outlet.in_(found))
        if unwanted:
            conditions.append(or_(table.c.outlet.is_(None), table.c.outlet.not_in(numbers(unwanted))))
        return conditions

    def _days(self, table: Any) -> list[Condition]:
        conditions: list[Condition] = []
        if self.question.since:
            first = dates.first_day(self.question.since)
            conditions.append(table.c.day >= int(f"{first:%Y%m%d}"))
        if self.question.until:
            last = dates.last_day(self.question.until)
            conditions += [table.c.day <= int(f"{last:%Y%m%d}"), table.c.day > 0]
        return conditions

    def _actors(self, called: Sequence[str], holds: Callable[[Sequence[int]], Condition]) -> list[Condition]:
        wanted = [one for one in called if not one.startswith("!")]
        conditions: list[Condition] = []
        if wanted:
            found = sorted({number for one in wanted for number in actor_numbers(self.connection, one)})
            conditions.append(holds(found) if found else false())
        for one in called:
            found = sorted(actor_numbers(self.connection, one[1:])) if one.startswith("!") else []
            if found:
                conditions.append(func.coalesce(holds(found), false()).is_not(true()))
        return conditions

    def _is_about(self, found: Sequence[int]) -> Condition:
        # The day stands in the index's key: with it, each row is one look.
        named = (about.c.actor.in_(found), about.c.day == statements.c.day, about.c.statement == statements.c.number)
        return exists().where(*named)

    def _came_via(self, found: Sequence[int]) -> Condition:
        relayed = (hops.c.actor.in_(found), hops.c.position > 0, hops.c.statement == statements.c.number)
        return exists().where(*relayed)

    def _is_party(self, found: Sequence[int], side: str | None) -> Condition:
        inner = select(parties.c.relation).where(parties.c.actor.in_(found))
        return relations.c.number.in_(inner if side is None else inner.where(parties.c.side == side))


def mark(*values: Any) -> str:
    """Where a page ended, as a word that nobody has to understand."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def marked(word: str, count: int) -> list[Any]:
    """What `mark` was given.

    Raises:
        BadQuestion: it is no such word.
    """
    try:
        values = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
    except (binascii.Error, ValueError) as error:
        raise BadQuestion(f"{word!r} is no mark of a page; take it from the page before.") from error
    if not isinstance(values, list) or len(values) != count:
        raise BadQuestion(f"{word!r} is the mark of another list.")
    return values
