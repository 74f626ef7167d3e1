"""Who does what to whom in single sentences: PETRARCH's unit tests, recoded to CAMEO.

Every sentence is read as a document of its day, with the suite's invented actors as a list of one's own. A dyad is an
ordered pair of the first three letters of two codes; pairs in which a side has no code, two codes, or only a name are
left out on both sides. A third of the sentences are variants of one, so the mean over different sentences is told too.

dyads             F1 of dyads; of the reader all events count, ties do not; dyads.CATEGORY of the suite's categories
dyads.distinct    mean F1 of different sentences with a dyad in gold or read
pairs             the same as dyads without their direction
silent            share of sentences without a dyad in gold in which none is read
root, quad        share of the right first two digits, and of the right class, of dyads found in the export's rows
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

from allegedly.records import Actor, Reading
from evaluation.figures import Counts, Figure, figure, mean, named, share
from evaluation.gold_relations import types
from evaluation.petrarch_actors import table

_CODED = re.compile(r"[A-Z]{3}(?:[A-Z0-9]{3})*")
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
_SENTENCE = re.compile(r"<Sentence (?P<facts>[^>]*)>(?P<inside>.*?)</Sentence>", re.DOTALL)
_CODING = re.compile(r"<EventCoding ([^>]*)>")
_TEXT = re.compile(r"<Text>(.*?)</Text>", re.DOTALL)
_ATTRIBUTE = re.compile(r'(\w+)\s*=\s*"([^"]*)"')
_ROOTS = tuple(f"{root:02}" for root in range(1, 21))

Dyad = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence with its events: source, target and code as the suite has them."""

    id: str
    category: str
    text: str
    published: str
    events: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was read of a sentence: its relations, and the rows of the export as source, target and code."""

    reading: Reading
    rows: tuple[tuple[str, str, str], ...] = ()


def load(path: Path) -> list[Item]:
    """The sentences of the suite without those that it expects to be refused.

    Raises:
        ValueError: the file has no sentences.
    """
    text = _REMARK.sub("", path.read_text("utf-8"))
    items = [_item(place, match) for place, match in enumerate(_SENTENCE.finditer(text))]
    if not items:
        raise ValueError(f"{path} has no <Sentence> of PETRARCH's form.")
    return [item for item in items if item is not None]


def _item(place: int, match: re.Match[str]) -> Item | None:
    facts, inside = _facts(match["facts"]), match["inside"]
    codings = [_facts(one) for one in _CODING.findall(inside)]
    if any("error" in one for one in codings):
        return None
    text, day = _TEXT.search(inside), facts["date"]
    return Item(
        f"{place}-{facts['id']}",
        facts["category"],
        " ".join(unescape(text[1]).split()) if text else "",
        f"{day[:4]}-{day[4:6]}-{day[6:]}",
        tuple((one["sourcecode"], one["targetcode"], one["eventcode"]) for one in codings if "eventcode" in one),
    )


def _facts(attributes: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}


def short(code: str | None) -> str | None:
    """The first three letters of a code; None for what names nobody or two."""
    return code[:3] if code is not None and _CODED.fullmatch(code) else None


def dyads(events: Iterable[tuple[str, str, str]]) -> dict[Dyad, set[str]]:
    """Dyads with their codes."""
    found: dict[Dyad, set[str]] = {}
    for source, target, code in events:
        one, other = short(source), short(target)
        if one is not None and other is not None:
            found.setdefault((one, other), set()).add(code)
    return found


@dataclass(frozen=True)
class Judged:
    """One sentence and what was read of it; None where it was refused."""

    item: Item
    found: Found | None

    @cached_property
    def gold(self) -> dict[Dyad, set[str]]:
        return dyads(self.item.events)

    @cached_property
    def read(self) -> set[Dyad]:
        if self.found is None:
            return set()
        actors = {actor.id: actor for actor in self.found.reading.actors}
        ends = [
            (_code(actors, one), _code(actors, other))
            for relation in self.found.reading.relations
            if relation.relation not in types().ties
            for one in relation.subjects
            for other in relation.objects
        ]
        return {(one, other) for one, other in ends if one and other and one != other}

    def counts(self) -> Counts:
        return Counts(len(self.read & set(self.gold)), len(self.read), len(self.gold))

    def pairs(self) -> Counts:
        read, gold = ({frozenset(one) for one in side} for side in (self.read, self.gold))
        return Counts(len(read & gold), len(read), len(gold))

    def silent(self) -> Counts:
        return share(not self.read, 1) if not self.gold else Counts()

    def coded(self, sort: Callable[[str], str | None]) -> Counts:
        """Of the dyads that the rows have: how many have a code of the right sort."""
        rows = dyads(self.found.rows) if self.found else {}
        both = [(_sorts(codes, sort), _sorts(rows[dyad], sort)) for dyad, codes in self.gold.items() if dyad in rows]
        given = [(gold, read) for gold, read in both if gold]
        return share(sum(bool(gold & read) for gold, read in given), len(given))


def _sorts(codes: Iterable[str], sort: Callable[[str], str | None]) -> set[str]:
    return {found for code in codes if (found := sort(code)) is not None}


def _code(actors: Mapping[str, Actor], identity: str) -> str | None:
    """The short code of an actor, or of whom it acts for."""
    actor = actors.get(identity)
    if actor is None:
        return None
    own = short(actor.identifiers.get("cameo"))
    return own if own or actor.principal == identity else _code(actors, actor.principal or "")


def root(code: str) -> str | None:
    """The first two digits; None where CAMEO has no such root."""
    return code[:2] if code[:2] in _ROOTS else None


def quad(code: str) -> str | None:
    """The class of a code's root."""
    return next((name for name, roots in table()["quads"].items() if code[:2] in roots), None)


def judged(items: Sequence[Item], found: Sequence[Found | None]) -> list[Judged]:
    """Every sentence with what was read of it."""
    return [Judged(*one) for one in zip(items, found, strict=True)]


def score(items: Sequence[Judged], *, name: str) -> list[Figure]:
    """All figures, `name` before each."""
    distinct = {one.item.text: one for one in reversed(items)}.values()
    categories = dict.fromkeys(one.item.category for one in items)
    figures = [
        figure("dyads", [one.counts() for one in items], headline=True),
        mean("dyads.distinct", [[one.counts()] for one in distinct], headline=True),
        figure("pairs", [one.pairs() for one in items]),
        figure("silent", [one.silent() for one in items]),
        figure("root", [one.coded(root) for one in items], headline=True),
        figure("quad", [one.coded(quad) for one in items]),
        *(
            figure(f"dyads.{category}", [one.counts() for one in items if one.item.category == category])
            for category in categories
        ),
    ]
    return [named(one, name) for one in figures]
