"""Everything that one document gave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import model_validator

from allegedly.records.actor import Actor
from allegedly.records.anchor import Anchor
from allegedly.records.base import Record
from allegedly.records.document import Document
from allegedly.records.evidence import Credit, Evidence, Link
from allegedly.records.problem import Problem
from allegedly.records.relation import Relation
from allegedly.records.statement import Statement


class Reading(Record):
    """A document and what a reader found in it. Statements are in reading order.

    Making a Reading re-slices every anchor: one that does not quote the document's text raises AnchorError.
    """

    document: Document
    statements: tuple[Statement, ...] = ()
    actors: tuple[Actor, ...] = ()
    relations: tuple[Relation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    links: tuple[Link, ...] = ()
    credits: tuple[Credit, ...] = ()
    problems: tuple[Problem, ...] = ()
    reader: str

    def anchors(self) -> Iterator[Anchor]:
        """Every anchor in the reading."""
        for statement in self.statements:
            yield from statement.anchors()
        for actor in self.actors:
            yield from actor.mentions
        for relation in self.relations:
            yield from relation.anchors()
        for item in self.evidence:
            yield item.span
            yield from (by for by in item.by if isinstance(by, Anchor))
        yield from (credit.span for credit in self.credits)
        for problem in (*self.document.problems, *self.problems):
            if problem.span is not None:
                yield problem.span

    @model_validator(mode="after")
    def _anchors_quote_the_text(self) -> Self:
        for anchor in self.anchors():
            anchor.check(self.document.text)
        return self
