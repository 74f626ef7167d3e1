"""What is done between parties, or holds between them, against the pages that people annotated.

Only pages whose relations are annotated are read (`gold_relations.declared`). `parties.py` says when two parties are
the same, `relation_pairs.py` what a fact and a telling are and how they are assigned.

dyads             F1 of facts whose parties are right, whatever their type
type              facts with the right parties and type, of these
facts             F1 of facts with the right parties and type; facts.events, facts.ties and facts.TYPE of a part
told              F1 of tellings with the right parties, type and statement
mode, when, where F1 over relations found (right parties and type): given, and right
statement, trigger, polarity, modality, certainty    share right of relations found
silent-sentences  share of sentences without a relation in gold in which none is read
silent-pages      the same for pages
extra             found: facts read that gold does not have in this form; gold: on so many pages
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from allegedly.records import Reading, Relation
from allegedly.spans import Span
from evaluation import gold_dates
from evaluation.figures import Counts, Figure, figure, named, share
from evaluation.gold_records import GoldPage
from evaluation.gold_relations import GoldRelation, types
from evaluation.ink import carry
from evaluation.meaning_pairs import pair
from evaluation.relation_pairs import Compared, Match

SENTENCE = re.compile(r"(?:[^\n.!?]|[.!?](?![”\"’)]*(?:\s|$)))+(?:[.!?]+[”\"’)]*)?")
SHARES = ("statement", "trigger", "polarity", "modality", "certainty")
GIVEN = ("mode", "when", "where")


@dataclass(frozen=True)
class Judged:
    """One page with the verdicts on the relations found on it."""

    compared: Compared

    @property
    def page(self) -> GoldPage:
        return self.compared.paired.page

    @cached_property
    def found(self) -> list[tuple[GoldRelation, Relation]]:
        """Gold and predicted relations with the right parties and type, each pair of relations once."""
        pairs = [(one.wanted.relation, one.got.relation) for one in self.compared.tellings]
        return list({(id(gold), id(read)): (gold, read) for gold, read in pairs}.values())

    def dyads(self) -> Counts:
        one = self.compared
        return Counts(len(one.dyads), len(one.got_facts), len(one.wanted_facts))

    def type(self) -> Counts:
        return share(len(self.compared.facts), len(self.compared.dyads))

    def facts(self, kinds: Sequence[str]) -> Counts:
        """Facts of some types, with the right parties and type."""
        one = self.compared
        return Counts(
            sum(match.wanted.relation.type in kinds for match in one.facts),
            sum(got.relation.relation in kinds for got in one.got_facts),
            sum(wanted.relation.type in kinds for wanted in one.wanted_facts),
        )

    def told(self) -> Counts:
        one = self.compared
        right = [match for match in one.tellings if self.is_right("statement", *_relations(match))]
        return Counts(len(right), len(one.got), len(one.wanted))

    def shares(self, field: str) -> Counts:
        return share(sum(self.is_right(field, *one) for one in self.found), len(self.found))

    def given(self, field: str) -> Counts:
        values = [(value(gold, field), value(read, field), (gold, read)) for gold, read in self.found]
        right = sum(bool(wanted and got) and self.is_right(field, *pair) for wanted, got, pair in values)
        return Counts(right, sum(bool(got) for _, got, _ in values), sum(bool(wanted) for wanted, _, _ in values))

    def is_right(self, field: str, gold: GoldRelation, read: Relation) -> bool:
        return _RIGHT[field](self.compared, gold, read)

    def silent_sentences(self) -> Counts:
        """Of the sentences without a relation in gold: how many have none read."""
        text, paired = self.page.text, self.compared.paired
        told = [one.trigger for one in self.page.relations]
        quiet = [
            Span(*match.span())
            for match in SENTENCE.finditer(text)
            if match[0].strip() and not any(match.start() <= one.start < match.end() for one in told)
        ]
        if paired.reading is None:
            return share(0, len(quiet))
        read = [
            span
            for one in paired.reading.relations
            if (span := carry(one.trigger.span, source=paired.read_ink, target=paired.gold_ink))
        ]
        loud = [one for one in quiet if any(one.start <= span.start < one.end for span in read)]
        return share(len(quiet) - len(loud), len(quiet))

    def silent(self) -> Counts:
        return share(not self.compared.got, 1) if not self.page.relations else Counts()


def _relations(match: Match) -> tuple[GoldRelation, Relation]:
    return match.wanted.relation, match.got.relation


def value(one: GoldRelation | Relation, field: str) -> object:
    """A field that gold and reader call by one name."""
    found: object = getattr(one, field)
    return found


def _where(page: Compared, gold: GoldRelation, read: Relation) -> bool:
    if gold.where is None or read.where is None:
        return gold.where is read.where
    return bool(page.paired.gold_places(gold.where) & page.paired.read_places(read.where))


def _when(_page: Compared, gold: GoldRelation, read: Relation) -> bool:
    if gold.when is None or read.when is None:
        return gold.when == read.when
    return gold_dates.same(gold.when, read.when)


def _equal(field: str) -> Callable[[Compared, GoldRelation, Relation], bool]:
    return lambda _page, gold, read: value(gold, field) == value(read, field)


_RIGHT: Mapping[str, Callable[[Compared, GoldRelation, Relation], bool]] = {
    "statement": lambda page, gold, read: page.gold_number(gold) == page.read_number(read),
    "trigger": lambda page, gold, read: page.triggers_meet(gold, read),
    "polarity": _equal("polarity"),
    "modality": _equal("modality"),
    "certainty": _equal("certainty"),
    "mode": _equal("mode"),
    "when": _when,
    "where": _where,
}


def judged(pages: Sequence[GoldPage], readings: Sequence[Reading | None]) -> list[Judged]:
    """Every page compared; a page whose reading is None was refused and has nothing right."""
    return [Judged(Compared(pair(page, reading))) for page, reading in zip(pages, readings, strict=True)]


def score(pages: Sequence[Judged], *, name: str) -> list[Figure]:
    """All figures, `name` before each."""
    known = types()
    extra = sum(len(page.compared.got_facts) - len(page.compared.facts) for page in pages)
    figures = [
        figure("dyads", [page.dyads() for page in pages], headline=True),
        figure("type", [page.type() for page in pages], headline=True),
        figure("facts", [page.facts(known.all) for page in pages], headline=True),
        figure("facts.events", [page.facts(tuple(known.events)) for page in pages]),
        figure("facts.ties", [page.facts(known.ties) for page in pages]),
        figure("told", [page.told() for page in pages], headline=True),
        *(figure(field, [page.shares(field) for page in pages], headline=field == "statement") for field in SHARES),
        *(figure(field, [page.given(field) for page in pages]) for field in GIVEN),
        figure("silent-sentences", [page.silent_sentences() for page in pages]),
        figure("silent-pages", [page.silent() for page in pages]),
        Figure("extra", None, predicted=extra, gold=len(pages)),
        *(
            one
            for type_ in known.all
            if (one := figure(f"facts.{type_}", [page.facts([type_]) for page in pages])).value is not None
        ),
    ]
    return [named(one, name) for one in figures]
