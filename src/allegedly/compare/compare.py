"""Comparing many readings at once; the ledger's own way, document by document, gives the same.

In:      `Reading`s in any order, and what people ruled.
Out:     a `Comparison`: copies, claims, drifts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from allegedly.compare.comparing import Settled, settle
from allegedly.compare.copies import Match, Text, choose, match, text_of
from allegedly.compare.grouping import Rulings, parts
from allegedly.compare.lists import HANGING, KEPT, SHARED
from allegedly.compare.pairing import Verdict, judge
from allegedly.compare.sketch import WINDOW, Sketch, keys, sketch
from allegedly.records import Reading
from allegedly.records.comparison import Comparison, Copy

Verdicts = dict[frozenset[str], Verdict]


def compare(readings: Iterable[Reading], *, rulings: Rulings | None = None) -> Comparison:
    """Everything that the readings say together.

    A document that is given twice counts once, as it was given last. The result does not hang on the order.
    """
    known = {reading.document.id: reading for reading in readings}
    pages = {name: sketch(known[name]) for name in sorted(known)}
    texts = {name: text_of(known[name].document) for name in pages}
    matches = list(_matches(pages, texts))
    copies = chosen(pages, matches)
    verdicts = verdicts_of(pages, near_pairs(pages.values()), copied(matches))
    ruled = rulings or Rulings()
    settled = sorted(_settled(pages, verdicts, copies, ruled), key=lambda one: one.claim.id)
    unread = {name: _why_unread(reading) for name, reading in sorted(known.items()) if not reading.statements}
    return Comparison(
        copies=tuple(copies[name] for name in sorted(copies)),
        claims=tuple(one.claim for one in settled),
        drifts=tuple(drift for one in settled for drift in one.drifts),
        unread=unread,
    )


def _settled(
    pages: Mapping[str, Sketch], verdicts: Verdicts, copies: Mapping[str, Copy], rulings: Rulings
) -> Iterator[Settled]:
    home = {one.id: page.document for page in pages.values() for one in page.propositions}
    pairs: dict[str, Verdicts] = {}
    parts_ = hanging(pages.values(), verdicts, rulings)
    part_of = {one: part[0] for part in parts_ for one in part}
    for pair, verdict in verdicts.items():
        ends = {part_of.get(one) for one in pair}
        if len(ends) == 1 and None not in ends:
            pairs.setdefault(str(ends.pop()), {})[pair] = verdict
    for part in parts_:
        ours = {home[one]: pages[home[one]] for one in part}
        yield from settle(part, pairs.get(part[0], {}), ours, copies, rulings)


def _why_unread(reading: Reading) -> str:
    problems = [*reading.document.problems, *reading.problems]
    return problems[0].message if problems else "nothing in it is a statement"


def _matches(pages: Mapping[str, Sketch], texts: Mapping[str, Text]) -> Iterator[Match]:
    for pair in sorted(near_pages(pages.values()), key=sorted):
        first, second = sorted(pair)
        found = match(pages[first], pages[second], texts)
        if found is not None:
            yield found


def near_pages(pages: Iterable[Sketch]) -> set[frozenset[str]]:
    """Pairs of documents that may be copies: by their bands, and by statements that may be one claim."""
    found: dict[int, list[str]] = {}
    known = list(pages)
    for page in known:
        for band in page.bands:
            found.setdefault(band, []).append(page.document)
    pairs = {frozenset((a, b)) for names in found.values() for a in names for b in names if a < b}
    home = {one.id: page.document for page in known for one in page.propositions}
    shared: dict[frozenset[str], int] = {}
    for statements in near_pairs(known):
        documents = frozenset(home[one] for one in statements)
        if len(documents) == 2:
            shared[documents] = shared.get(documents, 0) + 1
    return pairs | {documents for documents, number in shared.items() if number >= SHARED}


def near_pairs(pages: Iterable[Sketch]) -> set[frozenset[str]]:
    """Pairs of statements that may be one claim."""
    found: dict[tuple[int, bool], list[tuple[int, str]]] = {}
    for page in pages:
        for said in page.propositions:
            for key in keys(said):
                found.setdefault((key.number, key.always), []).append((page.day, said.id))
    pairs: set[frozenset[str]] = set()
    for (_, always), places in found.items():
        for at, (day, one) in enumerate(places):
            near = (other for other_day, other in places[:at] if always or near_days(day, other_day))
            pairs |= {frozenset((one, other)) for other in near if other != one}
    return pairs


def near_days(one: int, other: int) -> bool:
    """True within a fortnight, and where one of the days is not known."""
    return not one or not other or abs(one - other) <= WINDOW


def copied(matches: Iterable[Match]) -> frozenset[frozenset[str]]:
    """The pairs of documents that have text in common."""
    return frozenset(frozenset((one.one, one.other)) for one in matches)


def chosen(pages: Mapping[str, Sketch], matches: Sequence[Match]) -> dict[str, Copy]:
    """The copy that each document is, by its id; originals have none."""
    found: dict[str, list[Match]] = {}
    for one in matches:
        found.setdefault(one.one, []).append(one)
        found.setdefault(one.other, []).append(one)
    made = {name: choose(pages[name], ours, pages) for name, ours in sorted(found.items())}
    return {name: copy for name, copy in made.items() if copy is not None}


def verdicts_of(
    pages: Mapping[str, Sketch], pairs: Iterable[frozenset[str]], copies: frozenset[frozenset[str]]
) -> Verdicts:
    """The verdict on each pair that is not hopeless."""
    said = {one.id: (one, page) for page in pages.values() for one in page.propositions}
    made: Verdicts = {}
    for pair in sorted(pairs, key=sorted):
        (one, here), (other, there) = (said[identity] for identity in sorted(pair))
        alike = frozenset((here.document, there.document)) in copies
        verdict = judge(one, other, days=(here.day, there.day), texts_alike=alike)
        if verdict.chance >= KEPT:
            made[pair] = verdict
    return made


def hanging(pages: Iterable[Sketch], verdicts: Verdicts, rulings: Rulings) -> list[list[str]]:
    """The connected parts: by likely pairs, by leaning, by what people ruled."""
    said = {one.id: one for page in pages for one in page.propositions}
    leaning = {frozenset((one.id, one.leans_on)) for one in said.values() if one.leans_on in said}
    likely = {pair for pair, verdict in verdicts.items() if verdict.chance >= HANGING}
    ruled = {pair for pair in rulings.same if pair <= said.keys()}
    return [part for part in parts(said, likely | leaning | ruled) if len(part) > 1]
