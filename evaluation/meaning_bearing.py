"""Evidence and links of a page against gold: lists of right and wrong ones, with what to print of them.

Links are compared between groups of statements that say the same in gold, a relay and what it relays included: where
headline and body deny a thing, it does not matter which of the two denials is tied to it. `same` is taken as the pairs
of its transitive closure. An end that is aligned with no gold statement makes a predicted link wrong, and a gold link
with such an end is missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from allegedly.records import Evidence, Link
from evaluation.figures import Counts
from evaluation.gold_records import LINKS, GoldEvidence
from evaluation.meaning_pairs import Paired, least

Ends = frozenset[str]


@dataclass(frozen=True, slots=True)
class Ties:
    """The links of one kind on one page, in gold and as read."""

    gold: frozenset[Ends]
    read: frozenset[Ends]

    @property
    def counts(self) -> Counts:
        return Counts(len(self.gold & self.read), len(self.read), len(self.gold))


def ties(page: Paired) -> dict[str, Ties]:
    """The links of each kind."""
    gold, read = page.page.links, page.reading.links if page.reading else ()
    group = {str(number): str(first) for number, first in page.same.items()}
    found = {"same": Ties(_closure([(str(one.a), str(one.b)) for one in gold if one.kind == "same"]), _same(page))}
    for kind in LINKS[1:]:
        wanted = frozenset(_ends(group, str(one.a), str(one.b)) for one in gold if one.kind == kind)
        got = frozenset(_ends(group, _end(page, one.a), _end(page, one.b)) for one in read if one.kind == kind)
        found[kind] = Ties(wanted, got)
    return found


def _end(page: Paired, id_: str) -> str:
    """The gold number of a predicted statement, else something that no gold statement is called."""
    return str(page.numbers.get(id_, f"read {id_}"))


def _ends(group: dict[str, str], a: str, b: str) -> Ends:
    return frozenset((group.get(a, a), group.get(b, b)))


def _same(page: Paired) -> frozenset[Ends]:
    links = page.reading.links if page.reading else ()
    return _closure([(_end(page, one.a), _end(page, one.b)) for one in links if one.kind == "same"])


def _closure(pairs: list[tuple[str, str]]) -> frozenset[Ends]:
    names = sorted({name for pair in pairs for name in pair})
    group = least(range(len(names)), [(names.index(a), names.index(b)) for a, b in pairs])
    both = combinations(range(len(names)), 2)
    return frozenset(frozenset((names[a], names[b])) for a, b in both if group[a] == group[b])


def judged_links(page: Paired) -> Iterator[tuple[Link, bool]]:
    """Every predicted link and whether gold has it."""
    group = {str(number): str(first) for number, first in page.same.items()}
    found = ties(page)
    for one in page.reading.links if page.reading else ():
        a, b = _end(page, one.a), _end(page, one.b)
        ends = frozenset((a, b)) if one.kind == "same" else _ends(group, a, b)
        yield one, ends in found[one.kind].gold


@dataclass(frozen=True, slots=True)
class Pointed:
    """A predicted piece of evidence and the gold one with its kind and words, None where gold has none.

    `right`: it is for the same statement as well, or for one that says the same.
    """

    read: Evidence
    gold: GoldEvidence | None
    right: bool


def pointed(page: Paired) -> list[Pointed]:
    """Predicted evidence, each with a gold piece of its own, those for the right statement served first."""
    found: list[Pointed] = []
    left = list(page.page.evidence)
    waiting: list[Evidence] = []
    for read in page.reading.evidence if page.reading else ():
        match = next((one for one in left if _alike(page, one, read) and _bears(page, one, read)), None)
        if match is None:
            waiting.append(read)
        else:
            left.remove(match)
            found.append(Pointed(read, match, right=True))
    for read in waiting:
        match = next((one for one in left if _alike(page, one, read)), None)
        if match is not None:
            left.remove(match)
        found.append(Pointed(read, match, right=False))
    return found


def _alike(page: Paired, gold: GoldEvidence, read: Evidence) -> bool:
    return gold.kind == read.kind and bool(page.gold_places(gold.span) & page.read_places(read.span))


def _bears(page: Paired, gold: GoldEvidence, read: Evidence) -> bool:
    number = page.numbers.get(read.for_)
    return number is not None and page.same[number] == page.same[gold.bears_on] and gold.polarity == read.polarity
