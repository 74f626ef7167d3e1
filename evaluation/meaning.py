"""What statements mean, against the pages that people annotated.

Every page is read as a user would read it: its text and the facts of its meta file. Predicted and gold statements are
aligned one to one (`meaning_pairs.py`); fields are judged on aligned pairs (`meaning_fields.py`), evidence and links on
whole pages (`meaning_bearing.py`). A field that the program leaves empty where gold has a value is wrong.

statements        F1 of statements found; outlet voice that gold does not have is not counted as found
outlet-voice      share of gold's outlet voice that is found and read as outlet voice
speaker, kind, chain, chain-names, act, certainty, polarity, distance    share right
said              share right where gold says when; said.f1 has precision, so that invented ones show
times, channel, addressee, venue, nested_in, outcome                    F1: given, and right
evidence          F1: kind, words that meet, the statement it is for and whether for or against; evidence.words without
                  the statement; evidence.certainty share right of those found
links             F1 over all kinds; links.KIND of one
ece.FIELD         expected calibration error of `confidences` (of evidence and links: their confidence), in ten bins of
                  equal mass; missing where the program states none
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter

import numpy as np

from allegedly.records import Reading, Statement
from allegedly.spans import hull
from evaluation import meaning_bearing as bearing
from evaluation.figures import Counts, Figure, figure, named, share
from evaluation.gold_records import GoldPage, GoldStatement
from evaluation.meaning_fields import FIELDS, Verdict, judge
from evaluation.meaning_pairs import Paired, pair

BINS = 10
HEADLINES = ("speaker", "chain", "act", "certainty", "polarity")
_LONGEST = 160
_NONE = Counts()


@dataclass(frozen=True)
class Judged:
    """One page with the verdict on every field of every aligned statement, by gold number."""

    paired: Paired

    @cached_property
    def verdicts(self) -> dict[int, dict[str, Verdict]]:
        return {gold.number: judge(self.paired, gold, read) for gold, read in self.paired.pairs()}

    @cached_property
    def pointed(self) -> list[bearing.Pointed]:
        return bearing.pointed(self.paired)

    @cached_property
    def ties(self) -> dict[str, bearing.Ties]:
        return bearing.ties(self.paired)

    def counts(self, field: str) -> Counts:
        """What the page adds to a field's figure."""
        return _sum(given[field].counts for given in self.verdicts.values() if field in given)

    def said(self) -> Counts:
        """Of the aligned statements for which gold says when: how many are right."""
        given = [one["said"] for one in self.verdicts.values() if one["said"].counts.gold]
        return share(sum(one.right for one in given), len(given))

    def voice(self) -> Counts:
        """Gold's outlet voice, found and read as such."""
        gold = [one.number for one in self.paired.page.statements if one.is_outlet_voice]
        read = [self.paired.found[number] for number in gold if number in self.paired.found]
        return share(sum(one.source is None and one.cue is None for one in read), len(gold))


def _sum(counts: Iterator[Counts]) -> Counts:
    total = _NONE
    for one in counts:
        total = Counts(total.right + one.right, total.predicted + one.predicted, total.gold + one.gold)
    return total


def judged(pages: Sequence[GoldPage], readings: Sequence[Reading | None]) -> list[Judged]:
    """Every page aligned and judged; a page whose reading is None was refused and has nothing right."""
    return [Judged(pair(page, reading)) for page, reading in zip(pages, readings, strict=True)]


def score(pages: Sequence[Judged], *, name: str) -> list[Figure]:
    """All figures, `name` before each."""
    found = [Counts(len(one.paired.found), len(one.paired.read()), len(one.paired.page.statements)) for one in pages]
    figures = [
        figure("statements", found, headline=True),
        figure("outlet-voice", [one.voice() for one in pages]),
        *_fields(pages),
        *_bearing(pages),
        *(Figure(f"ece.{label}", error(found), predicted=len(found)) for label, found in judgements(pages)),
    ]
    return [named(one, name) for one in figures]


def _fields(pages: Sequence[Judged]) -> Iterator[Figure]:
    for field in FIELDS:
        counts = [page.counts(field) for page in pages]
        if field == "said":
            yield figure("said", [page.said() for page in pages], headline=True)
            yield figure("said.f1", counts)
        else:
            yield figure(field, counts, headline=field in HEADLINES)


def _bearing(pages: Sequence[Judged]) -> Iterator[Figure]:
    sizes = [(len(page.pointed), len(page.paired.page.evidence)) for page in pages]
    right = [[one for one in page.pointed if one.right] for page in pages]
    words = [sum(one.gold is not None for one in page.pointed) for page in pages]
    sure = [sum(one.gold is not None and one.gold.certainty == one.read.certainty for one in page) for page in right]
    yield figure("evidence", [Counts(len(a), *b) for a, b in zip(right, sizes, strict=True)], headline=True)
    yield figure("evidence.words", [Counts(a, *b) for a, b in zip(words, sizes, strict=True)])
    yield figure("evidence.certainty", [share(a, len(b)) for a, b in zip(sure, right, strict=True)])
    yield figure("links", [_sum(one.counts for one in page.ties.values()) for page in pages], headline=True)
    for kind in ("same", "supports", "disputes"):
        yield figure(f"links.{kind}", [page.ties[kind].counts for page in pages])


Judgement = tuple[float, bool]


def judgements(pages: Sequence[Judged]) -> Iterator[tuple[str, list[Judgement]]]:
    """Confidence and whether it was right, by what it is the confidence of."""
    for field in FIELDS:
        found = [
            (read.confidences[field], page.verdicts[gold.number][field].right)
            for page in pages
            for gold, read in page.paired.pairs()
            if field in read.confidences and field in page.verdicts[gold.number]
        ]
        if found:
            yield field, found
    links = [(link.confidence, right) for page in pages for link, right in bearing.judged_links(page.paired)]
    pieces = [(one.read.confidence, one.right) for page in pages for one in page.pointed]
    yield from ((label, found) for label, found in (("links", links), ("evidence", pieces)) if found)


def error(judgements: Sequence[Judgement]) -> float | None:
    """Expected calibration error in bins of equal mass; None without judgements.

    Equal confidences count with their mean, so that it does not matter in which order they fall into the bins.
    """
    if not judgements:
        return None
    ordered = []
    for confidence, tied in groupby(sorted(judgements), key=itemgetter(0)):
        rights = [right for _, right in tied]
        ordered += [(confidence, sum(rights) / len(rights))] * len(rights)
    bins = np.array_split(np.array(ordered, dtype=float), BINS)
    gaps = [abs(float(np.sum(part[:, 0] - part[:, 1]))) for part in bins if len(part)]
    return sum(gaps) / len(ordered)


def errors(pages: Sequence[Judged]) -> Iterator[str]:
    """One line for everything that is wrong: page, statement, field, what gold has, what was read, the words."""
    for page in pages:
        yield from _wrong_statements(page)
        yield from _wrong_bearing(page)


def _wrong_statements(page: Judged) -> Iterator[str]:
    paired = page.paired
    for gold in paired.page.statements:
        head, words = f"{paired.page.name} {gold.number}", _words(paired.page, gold)
        if gold.number not in paired.found:
            yield f"{head} statements: not found | {words}"
        for field, verdict in page.verdicts.get(gold.number, {}).items():
            if not verdict.right:
                yield f"{head} {field}: {verdict.gold}, read {verdict.read} | {words}"
    for one in paired.read():
        if one.id not in paired.numbers:
            yield f"{paired.page.name} - statements: read, not in gold | {_read_words(page, one)}"


def _wrong_bearing(page: Judged) -> Iterator[str]:
    name, text = page.paired.page.name, page.paired.page.text
    numbers: Mapping[str, int] = page.paired.numbers
    taken = [one.gold for one in page.pointed if one.right]
    for piece in page.paired.page.evidence:
        if piece not in taken:
            yield f"{name} {piece.bears_on} evidence: {piece.kind} not found | {piece.span.of(text)}"
    for one in page.pointed:
        if not one.right:
            bears_on = numbers.get(one.read.for_, "-")
            yield f"{name} {bears_on} evidence: {one.read.kind} read, not in gold | {one.read.span.text}"
    for kind, ties in page.ties.items():
        for ends in sorted(map(sorted, ties.gold - ties.read)):
            yield f"{name} {' and '.join(ends)} links: {kind} not found"
        for ends in sorted(map(sorted, ties.read - ties.gold)):
            yield f"{name} {' and '.join(ends)} links: {kind} read, not in gold"


def _words(page: GoldPage, gold: GoldStatement) -> str:
    spans = gold.spans
    return _cut(hull([*spans.source, *spans.cue, *spans.content]).of(page.text))


def _read_words(page: Judged, one: Statement) -> str:
    spans = [anchor.span for anchor in (one.source, one.cue, *one.content) if anchor is not None]
    reading = page.paired.reading
    return _cut(hull(spans).of(reading.document.text)) if reading else ""


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
