"""Which predicted relation is which gold one, on one page.

A relation with several parties on a side is every pair of a subject with an object. A **fact** is such a pair with its
type, once a page; a **telling** is one in its statement. Both are assigned one to one (Hungarian): only pairs whose
parties match may be assigned; of these, those go first whose triggers meet, then those in the same statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from allegedly.records import Anchor, Relation, Statement
from evaluation.gold_relations import GoldRelation, types
from evaluation.meaning_pairs import Paired
from evaluation.parties import Parties

_TYPE, _TRIGGER, _STATEMENT = 0.5, 0.25, 0.1
ELSEWHERE = -1


class Wanted(NamedTuple):
    """A gold pair; `object` is None where the relation has a value."""

    relation: GoldRelation
    subject: str
    object: str | None


class Got(NamedTuple):
    """A predicted pair, by ids of actors."""

    relation: Relation
    subject: str
    object: str | None


Pair = TypeVar("Pair", Wanted, Got)


class Match(NamedTuple):
    """A gold pair and the predicted one with its parties."""

    wanted: Wanted
    got: Got


@dataclass(frozen=True)
class Compared:
    """One page whose relations are annotated, and what was read of it."""

    paired: Paired

    @cached_property
    def parties(self) -> Parties | None:
        return None if self.paired.reading is None else Parties(self.paired.page, self.paired.reading)

    @cached_property
    def wanted(self) -> list[Wanted]:
        """Gold's tellings."""
        return [pair for relation in self.paired.page.relations for pair in _gold_pairs(relation)]

    @cached_property
    def got(self) -> list[Got]:
        """The predicted tellings."""
        found = self.paired.reading.relations if self.paired.reading else ()
        return [pair for relation in found for pair in _read_pairs(relation)]

    @cached_property
    def wanted_facts(self) -> list[Wanted]:
        return _once(self.wanted, lambda one: _fact(one.relation.type, one.subject, one.object, self._gold_value(one)))

    @cached_property
    def got_facts(self) -> list[Got]:
        return _once(self.got, lambda one: _fact(one.relation.relation, one.subject, one.object, _read_value(one)))

    @cached_property
    def dyads(self) -> list[Match]:
        """Facts with the same parties, whatever their type."""
        return self._assigned(self.wanted_facts, self.got_facts, typed=False)

    @cached_property
    def facts(self) -> list[Match]:
        """Facts with the same parties and type."""
        return self._assigned(self.wanted_facts, self.got_facts, typed=True)

    @cached_property
    def tellings(self) -> list[Match]:
        """Tellings with the same parties and type."""
        return self._assigned(self.wanted, self.got, typed=True)

    def gold_number(self, relation: GoldRelation) -> int:
        """The statement of a gold relation; 0 for all outlet voice."""
        found = next((one for one in self.paired.page.statements if one.number == relation.statement), None)
        return 0 if found is None or found.is_outlet_voice else found.number

    def read_number(self, relation: Relation) -> int:
        """The gold number of the statement of a predicted relation; 0 in outlet voice, `ELSEWHERE` if gold lacks it.

        What a cue says stands in the statement around it.
        """
        statements = {one.id: one for one in self.paired.reading.statements} if self.paired.reading else {}
        found = statements.get(relation.statement)
        if found is not None and found.cue is not None and _meet(found.cue, relation.trigger):
            found = statements.get(found.nested_in or "")
            return 0 if found is None else self._number(found)
        return ELSEWHERE if found is None else self._number(found)

    def _number(self, found: Statement) -> int:
        if found.source is None and found.cue is None:
            return 0
        return self.paired.numbers.get(found.id, ELSEWHERE)

    def triggers_meet(self, wanted: GoldRelation, got: Relation) -> bool:
        return bool(self.paired.gold_places(wanted.trigger) & self.paired.read_places(got.trigger))

    def _assigned(self, wanted: Sequence[Wanted], got: Sequence[Got], *, typed: bool) -> list[Match]:
        if not wanted or not got:
            return []
        weights = np.array([[self._weight(one, other, typed=typed) for other in got] for one in wanted], dtype=float)
        lines, columns = linear_sum_assignment(weights, maximize=True)
        return [
            Match(wanted[line], got[column])
            for line, column in zip(lines, columns, strict=True)
            if weights[line, column] > 0
        ]

    def _weight(self, wanted: Wanted, got: Got, *, typed: bool) -> float:
        """0 where the parties, and with `typed` the types, are others."""
        same_type = wanted.relation.type == got.relation.relation
        if (typed and not same_type) or not self._same_sides(wanted, got):
            return 0.0
        return (
            1.0
            + _TYPE * same_type
            + _TRIGGER * self.triggers_meet(wanted.relation, got.relation)
            + _STATEMENT * (self.gold_number(wanted.relation) == self.read_number(got.relation))
        )

    def _same_sides(self, wanted: Wanted, got: Got) -> bool:
        same = self._same
        if wanted.object is None or got.object is None:
            return wanted.object is got.object and same(wanted.subject, got.subject) and self._same_value(wanted, got)
        if same(wanted.subject, got.subject) and same(wanted.object, got.object):
            return True
        either = wanted.relation.type in types().symmetric
        return either and same(wanted.subject, got.object) and same(wanted.object, got.subject)

    def _same(self, gold: str, read: str) -> bool:
        return self.parties is not None and self.parties.same(gold, read)

    def _same_value(self, wanted: Wanted, got: Got) -> bool:
        gold, read = wanted.relation.value, got.relation.value
        return bool(gold and read and self.paired.gold_places(gold) & self.paired.read_places(read)) or (
            self._gold_value(wanted) == _read_value(got)
        )

    def _gold_value(self, one: Wanted) -> str:
        value = one.relation.value
        return "" if value is None else " ".join(value.of(self.paired.page.text).casefold().split())


def _read_value(one: Got) -> str:
    value = one.relation.value
    return "" if value is None else " ".join(value.text.casefold().split())


def _meet(one: Anchor, other: Anchor) -> bool:
    return one.start < other.end and other.start < one.end


def _gold_pairs(relation: GoldRelation) -> Iterator[Wanted]:
    for subject in relation.subject:
        for other in relation.object or (None,):
            yield Wanted(relation, subject, other)


def _read_pairs(relation: Relation) -> Iterator[Got]:
    for subject in relation.subjects:
        for other in relation.objects or (None,):
            yield Got(relation, subject, other)


Key = tuple[str, ...]


def _fact(type_: str, subject: str, other: str | None, value: str) -> Key:
    ends = [subject, value if other is None else other]
    return (type_, *(sorted(ends) if type_ in types().symmetric else ends))


def _once(pairs: Sequence[Pair], key: Callable[[Pair], Key]) -> list[Pair]:
    """The first of the pairs with each key."""
    return list({key(one): one for one in reversed(pairs)}.values())[::-1]
