"""Where the nodes of a small network stand: around whoever has most to do with the others, in rings.

In:      the sizes of nodes, in the order in which they should come, and the pairs that are tied.
Out:     a centre for each node, and the size of the whole. The same input gives the same places.
Cost:    some milliseconds for the few nodes that fit a drawing. Fails: never.
Why:     a page's network is a few stars and many pairs. Rings show a star as one, leave room for labels on its spokes,
         and need no force, no chance and no library (networkx with numpy is 60 MB; grandalf draws layers, which
         ties without a direction do not have).
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

Point = tuple[float, float]
Size = tuple[float, float]

_ACROSS, _DOWN = 215.0, 120.0  # From ring to ring: names and labels are wide and low.
_PASSES = 4  # Chosen: later ones find nothing any more.
_GAP = 26.0  # Between boxes, and around each star.
_LABEL = 105.0  # From ring to ring in one row: a label and an arrowhead have to fit between two boxes.
_WIDEST = 1040.0  # A row of stars; as wide as the page's two columns.


def arranged(sizes: Mapping[str, Size], pairs: Collection[tuple[str, str]]) -> tuple[dict[str, Point], Size]:
    """The centres of all nodes, and the size of the rectangle that holds them."""
    tied: dict[str, list[str]] = {node: [] for node in sizes}
    for one, other in pairs:
        if one != other and other not in tied[one]:
            tied[one].append(other)
            tied[other].append(one)
    stars = [_star(nodes, tied, sizes) for nodes in _together(tied)]
    return _in_rows(sorted(stars, key=len, reverse=True), sizes)


def _together(tied: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The nodes that hang together, each group in the order given."""
    left = dict.fromkeys(tied)
    groups = []
    while left:
        reached, waiting = {next(iter(left))}, deque([next(iter(left))])
        while waiting:
            new = [other for other in tied[waiting.popleft()] if other not in reached]
            reached.update(new)
            waiting.extend(new)
        groups.append([node for node in left if node in reached])
        left = dict.fromkeys(node for node in left if node not in reached)
    return groups


def _star(nodes: Sequence[str], tied: Mapping[str, Sequence[str]], sizes: Mapping[str, Size]) -> dict[str, Point]:
    """Rings around the node with most ties, as far apart as its boxes need."""
    centre = max(nodes, key=lambda node: len(tied[node]))
    below: dict[str, list[str]] = {node: [] for node in nodes}
    reached, waiting = {centre}, deque([centre])
    while waiting:
        node = waiting.popleft()
        below[node] = [other for other in tied[node] if other not in reached]
        reached.update(below[node])
        waiting.extend(below[node])
    angles = _untangled(centre, below, tied)
    scale = 1.0
    while True:
        places = {
            node: (scale * ring * _ACROSS * math.cos(angle), scale * ring * _DOWN * math.sin(angle))
            for node, (angle, ring) in angles.items()
        }
        if scale > 4 or not _crowded(places, sizes, below):
            return places
        scale *= 1.1


def _untangled(
    centre: str, below: dict[str, list[str]], tied: Mapping[str, Sequence[str]]
) -> dict[str, tuple[float, int]]:
    """Angle and ring of each node; neighbours change places as long as that makes the lines shorter."""
    # One alone stands to the right, two to the left and right.
    wedge = (-math.pi if len(below[centre]) == 1 else -math.pi / 2, 2 * math.pi, 0)

    def angles() -> dict[str, tuple[float, int]]:
        made: dict[str, tuple[float, int]] = {}
        _spread(centre, below, wedge, made)
        return made

    best = angles()
    for _ in range(_PASSES):
        before = best
        for children in below.values():
            for one, other in combinations(range(len(children)), 2):
                children[one], children[other] = children[other], children[one]
                tried = angles()
                if _length(tried, tied) < _length(best, tied) - 1e-6:
                    best = tried
                else:
                    children[one], children[other] = children[other], children[one]
        if best is before:
            break
    return best


def _length(angles: Mapping[str, tuple[float, int]], tied: Mapping[str, Sequence[str]]) -> float:
    """The length of all lines, each counted from both ends, in rings."""
    places = {node: (ring * math.cos(angle), ring * math.sin(angle)) for node, (angle, ring) in angles.items()}
    return sum(math.dist(places[node], places[other]) for node in places for other in tied[node])


def _spread(
    node: str, below: Mapping[str, Sequence[str]], wedge: tuple[float, float, int], angles: dict[str, tuple[float, int]]
) -> None:
    """Give the node the middle of its wedge, and what hangs on it shares of the wedge by their numbers of leaves."""
    start, width, ring = wedge
    angles[node] = (start + width / 2, ring)
    shares = [_leaves(one, below) for one in below[node]]
    if ring and width > math.pi / 2:
        start, width = start + width / 2 - math.pi / 4, math.pi / 2
    for one, share in zip(below[node], shares, strict=True):
        part = width * share / sum(shares)
        _spread(one, below, (start, part, ring + 1), angles)
        start += part


def _leaves(node: str, below: Mapping[str, Sequence[str]]) -> int:
    return sum(_leaves(one, below) for one in below[node]) or 1


def _crowded(places: Mapping[str, Point], sizes: Mapping[str, Size], below: Mapping[str, Sequence[str]]) -> bool:
    for one, other in combinations(places, 2):
        across, down = (abs(places[one][axis] - places[other][axis]) for axis in (0, 1))
        wide, high = ((sizes[one][axis] + sizes[other][axis]) / 2 + _GAP for axis in (0, 1))
        tied = other in below[one] or one in below[other]
        if down < high and across < (wide - _GAP + _LABEL if tied else wide):
            return True
    return False


def _in_rows(stars: Sequence[Mapping[str, Point]], sizes: Mapping[str, Size]) -> tuple[dict[str, Point], Size]:
    """The stars side by side, a new row where one is full."""
    placed: dict[str, Point] = {}
    left = top = height = widest = 0.0
    for star in stars:
        low_x = min(x - sizes[node][0] / 2 for node, (x, _) in star.items()) - _GAP
        low_y = min(y - sizes[node][1] / 2 for node, (_, y) in star.items()) - _GAP
        across = max(x + sizes[node][0] / 2 for node, (x, _) in star.items()) + _GAP - low_x
        down = max(y + sizes[node][1] / 2 for node, (_, y) in star.items()) + _GAP - low_y
        if left and left + across > _WIDEST:
            left, top, height = 0.0, top + height, 0.0
        placed |= {node: (x - low_x + left, y - low_y + top) for node, (x, y) in star.items()}
        left, height = left + across, max(height, down)
        widest = max(widest, left)
    return placed, (widest, top + height)
