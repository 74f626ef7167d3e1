"""From pairs of statements to claims: which statements are one.

In:      the statements of a connected part of all pairs, the chance of each pair, and what people ruled.
Out:     groups of statement ids, each in order, the groups in order of their first.
How:     average-linkage clustering (Sokal and Michener 1958): the two groups whose statements are likeliest the same
         on average are joined, until no two are likely enough; so a chain of look-alikes does not become one claim.
         Pairs that were no candidates count as unlikely. What people ruled holds: "same" is joined first, "apart"
         never. The result hangs on the set of pairs alone, not on their order.
Cost:    O(p log p) in the pairs of the part.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from allegedly.compare.lists import data


class Rulings(NamedTuple):
    """What people decided: pairs of statement ids that make one claim, and pairs that do not."""

    same: frozenset[frozenset[str]] = frozenset()
    apart: frozenset[frozenset[str]] = frozenset()


def parts(statements: Iterable[str], pairs: Iterable[frozenset[str]]) -> list[list[str]]:
    """The statements that hang together by any pair; each part and the parts in order."""
    root = {one: one for one in statements}

    def find(one: str) -> str:
        while root[one] != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    for pair in pairs:
        a, b = sorted(find(one) for one in pair) if len(pair) == 2 else (None, None)
        if a is not None and b is not None:
            root[b] = a
    found: dict[str, list[str]] = {}
    for one in sorted(root):
        found.setdefault(find(one), []).append(one)
    return list(found.values())


def group(part: Sequence[str], chances: Mapping[frozenset[str], float], rulings: Rulings) -> list[list[str]]:
    """The claims of one part."""
    made = _Groups(part, chances, rulings)
    made.join_ruled()
    made.join_likely()
    return sorted(sorted(members) for members in made.members.values())


class _Groups:
    """Groups that are joined step by step.

    `links[a][b]`: the sum of the chances between two groups, and their number.
    """

    def __init__(self, part: Sequence[str], chances: Mapping[frozenset[str], float], rulings: Rulings) -> None:
        settings = data()["grouping"]
        self.threshold, self.unknown = settings["threshold"], settings["not_compared"]
        self.members = {one: [one] for one in part}
        self.rulings = rulings
        self.links: dict[str, dict[str, tuple[float, int]]] = {one: {} for one in part}
        self.apart: dict[str, set[str]] = {one: set() for one in part}
        for pair, chance in sorted(chances.items(), key=lambda row: sorted(row[0])):
            a, b = sorted(pair)
            if a in self.links and b in self.links:
                self.links[a][b] = self.links[b][a] = (chance, 1)
        for pair in rulings.apart:
            if pair <= self.members.keys():
                a, b = sorted(pair)
                self.apart[a].add(b)
                self.apart[b].add(a)

    def join_ruled(self) -> None:
        home = {one: one for one in self.members}
        for pair in sorted(self.rulings.same, key=sorted):
            if pair <= home.keys():
                a, b = (
                    sorted({home[one] for one in pair} or {""})[:1] * 2
                    if len({home[one] for one in pair}) < 2
                    else sorted({home[one] for one in pair})
                )
                if a != b:
                    self._join(a, b)
                    home.update(dict.fromkeys(self.members[a], a))

    def join_likely(self) -> None:
        waiting = [
            row for a in self.links for b in self.links[a] if a < b and (row := self._row(a, b))[0] <= -self.threshold
        ]
        heapq.heapify(waiting)
        while waiting:
            score, a, b = heapq.heappop(waiting)
            if a not in self.members or b not in self.members or self._row(a, b)[0] != score or b in self.apart[a]:
                continue
            self._join(a, b)
            for other in self.links[a]:
                low, high = sorted((a, other))
                row = self._row(low, high)
                if row[0] <= -self.threshold:
                    heapq.heappush(waiting, row)

    def _row(self, a: str, b: str) -> tuple[float, str, str]:
        total, number = self.links[a][b]
        size = len(self.members[a]) * len(self.members[b])
        return (-round((total + self.unknown * (size - number)) / size, 9), a, b)

    def _join(self, a: str, b: str) -> None:
        """`b` becomes part of `a`, the one whose name is first."""
        self.members[a] += self.members.pop(b)
        for other, (total, number) in self.links.pop(b).items():
            del self.links[other][b]
            if other != a:
                before = self.links[a].get(other, (0.0, 0))
                self.links[a][other] = self.links[other][a] = (before[0] + total, before[1] + number)
        for other in self.apart.pop(b):
            self.apart[other].discard(b)
            if other != a:
                self.apart[other].add(a)
                self.apart[a].add(other)
