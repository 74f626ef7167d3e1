"""Which predicted statement is which gold one, on one page.

Unit: sets of inked characters (`ink.py`). A pair may be made where the contents overlap with a Dice coefficient of at
least 0.5, and the cues overlap or both have none. Of these the one-to-one assignment with the greatest sum of content
overlap plus a tenth of the source overlap is taken (Hungarian).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from allegedly.records import Anchor, Reading, Statement
from allegedly.spans import Span
from evaluation.attributions import Places, overlap
from evaluation.gold_records import GoldPage, GoldStatement
from evaluation.ink import Ink

ENOUGH = 0.5
_SOURCE_BONUS = 0.1
# Chosen: "two clerks had told him on the quay" adds words of place and time to what is relayed.
_RELAYED = 0.8


@dataclass(frozen=True)
class Paired:
    """A gold page, what was read of it, and who pairs with whom.

    `reading` is None where the page was refused. `found` is gold number → predicted statement, `numbers` predicted id
    → gold number. `same` is what `groups` gives.
    """

    page: GoldPage
    reading: Reading | None
    found: Mapping[int, Statement] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    same: Mapping[int, int] = field(default_factory=dict)
    gold_ink: Ink = field(default_factory=lambda: Ink(""))
    read_ink: Ink = field(default_factory=lambda: Ink(""))

    def pairs(self) -> Iterable[tuple[GoldStatement, Statement]]:
        """The aligned statements in the order of gold."""
        return ((gold, self.found[gold.number]) for gold in self.page.statements if gold.number in self.found)

    def read(self) -> tuple[Statement, ...]:
        """The predicted statements, outlet voice that nobody had to mark left out."""
        found = self.reading.statements if self.reading else ()
        return tuple(one for one in found if one.source or one.cue or one.id in self.numbers)

    def gold_places(self, *spans: Span) -> Places:
        return self.gold_ink.places(spans)

    def read_places(self, *anchors: Anchor) -> Places:
        return self.read_ink.places(anchor.span for anchor in anchors)


def pair(page: GoldPage, reading: Reading | None) -> Paired:
    """Align one page's statements."""
    same = groups(page)
    if reading is None:
        return Paired(page, None, same=same)
    inks = Ink(page.text), Ink(reading.document.text)
    empty = Paired(page, reading, {}, {}, same, *inks)
    weights = np.array(
        [[_weight(empty, gold, one) for one in reading.statements] for gold in page.statements], dtype=float
    ).reshape(len(page.statements), len(reading.statements))
    found = {}
    for line, column in zip(*linear_sum_assignment(weights, maximize=True), strict=True):
        if weights[line, column] > 0:
            found[page.statements[line].number] = reading.statements[column]
    numbers = {one.id: number for number, one in found.items()}
    return Paired(page, reading, found, numbers, same, *inks)


def _weight(page: Paired, gold: GoldStatement, read: Statement) -> float:
    """0 where the two cannot be one statement."""
    content = overlap(page.gold_places(*gold.spans.content), page.read_places(*read.content))
    if content < ENOUGH:
        return 0.0
    cue = page.gold_places(*gold.spans.cue)
    theirs = page.read_places(read.cue) if read.cue else frozenset()
    if not (cue & theirs if cue or theirs else True):
        return 0.0
    source = page.read_places(read.source) if read.source else frozenset()
    return content + _SOURCE_BONUS * overlap(page.gold_places(*gold.spans.source), source)


def groups(page: GoldPage) -> dict[int, int]:
    """Gold number → the least number of the statements that stand for one another, itself included.

    Those are statements that a `same` link ties, and a relay with what it relays: a content that is little but another
    statement, and not its denial.
    """
    ink, by_number = Ink(page.text), {one.number: one for one in page.statements}
    ties = [(link.a, link.b) for link in page.links if link.kind == "same"]
    for one in page.statements:
        outer = by_number.get(one.nested_in or 0)
        if outer is not None and outer.act != "denies":
            whole = ink.places(outer.spans.content)
            inside = ink.places([*one.spans.source, *one.spans.cue, *one.spans.content])
            if len(whole & inside) >= _RELAYED * len(whole):
                ties.append((one.number, outer.number))
    return least(list(by_number), ties)


def least(numbers: Sequence[int], ties: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The least member of the group of each number, where ties make groups."""
    group = {number: number for number in numbers}
    for a, b in ties:
        low, high = sorted((group[a], group[b]))
        group = {number: low if one == high else one for number, one in group.items()}
    return group
