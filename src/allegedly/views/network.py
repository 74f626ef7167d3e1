"""The page's own network as a drawing: who is said to have done what to whom, an arrow for each pair.

In:      groups of deeds (`deeds`), and the names of actors.
Out:     one SVG element without script or style of its own, and the same as rows of a table.
Cost:    quadratic in the few actors that are drawn. The same deeds give the same bytes.
Layout:  a circle. Forces or layers bring nothing for some twenty nodes but another arrangement with every change; a
         library (networkx, 2 MB) would be asked for five lines of trigonometry.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from allegedly.views.deeds import Asserted, Deed
from allegedly.views.markup import Html, element, text

_MOST = 20  # Chosen: more names than this cannot be read around one circle.
_WIDTH, _HEIGHT, _RADIUS = 760, 680, 280
_ALONG = 0.3  # Where on its line a label stands, from 0 to 1.
_SHORT = 22  # Code points of a name in the drawing; the table has it whole.


class Edge(NamedTuple):
    """All that is said of one ordered pair: the labels, and whether the outlet itself asserts one, and denies all."""

    source: str
    target: str
    labels: tuple[str, ...]
    outlet: bool
    negated: bool
    number: int


def edges(groups: Sequence[Asserted]) -> list[Edge]:
    """The pairs of actors with what is said of them, in reading order; relations to things are left out."""
    told: dict[tuple[str, str], list[tuple[Asserted, Deed]]] = {}
    for group in groups:
        for deed in group.deeds:
            for one in deed.relation.subjects:
                for other in deed.relation.objects:
                    told.setdefault((one, other), []).append((group, deed))
    return [
        Edge(
            *pair,
            tuple(dict.fromkeys(deed.relation.relation.replace("-", " ") for _, deed in each)),
            any(group.outlet for group, _ in each),
            all(deed.relation.polarity == "negative" for _, deed in each),
            each[0][1].number,
        )
        for pair, each in told.items()
    ]


def drawing(drawn: Sequence[Edge], names: dict[str, str], *, title: str, addresses: dict[int, str]) -> Html:
    """The network as SVG. `addresses` leads from a statement's number to its place on the page."""
    weight: dict[str, int] = {}
    for edge in drawn:
        for one in (edge.source, edge.target):
            weight[one] = weight.get(one, 0) + 1
    shown = sorted(weight, key=lambda one: -weight[one])[:_MOST]
    # Around the circle in the order of first mention, so that a small change of the page changes little.
    around = [one for one in names if one in shown]
    places = {one: _place(number, len(around)) for number, one in enumerate(around)}
    kept = [edge for edge in drawn if edge.source in places and edge.target in places]
    told = f"{len(around)} actors and {len(kept)} ties between them; the table below tells the same."
    return element(
        "svg",
        element("title", text(title)),
        element("desc", text(told)),
        _arrowheads(),
        *(_arrow(edge, places, addresses) for edge in kept),
        *(_node(names[one], *places[one]) for one in around),
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        role="img",
        aria_label=f"{title}: {told}",
        class_="network",
    )


def _place(number: int, count: int) -> tuple[float, float]:
    angle = 2 * math.pi * number / max(count, 1) - math.pi / 2
    return round(_WIDTH / 2 + _RADIUS * math.cos(angle), 1), round(_HEIGHT / 2 + _RADIUS * math.sin(angle), 1)


def _arrowheads() -> Html:
    shape = element("path", d="M0,0 L8,4 L0,8 z", class_="head")
    marker = element(
        "marker", shape, id="arrow", viewBox="0 0 8 8", refX=8, refY=4, markerWidth=7, markerHeight=7, orient="auto"
    )
    return element("defs", marker)


def _arrow(edge: Edge, places: dict[str, tuple[float, float]], addresses: dict[int, str]) -> Html:
    """A bent line, so that both directions between two can be seen; it ends before the name."""
    (x1, y1), (x2, y2) = places[edge.source], places[edge.target]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    start, end = (x1 + 10 * ux, y1 + 10 * uy), (x2 - 14 * ux, y2 - 14 * uy)
    bend = 22
    middle = ((x1 + x2) / 2 - bend * uy, (y1 + y2) / 2 + bend * ux)
    curve = f"M{start[0]:.1f},{start[1]:.1f} Q{middle[0]:.1f},{middle[1]:.1f} {end[0]:.1f},{end[1]:.1f}"
    kind = "outlet" if edge.outlet else "claimed"
    label = ", ".join(edge.labels[:2]) + (" …" if len(edge.labels) > 2 else "")
    line = element("path", d=curve, class_=f"edge {kind}{' negated' if edge.negated else ''}", marker_end="url(#arrow)")
    # The label lies nearer to who does it, where fewer lines cross than in the middle of the circle.
    at = tuple(
        (1 - _ALONG) ** 2 * first + 2 * _ALONG * (1 - _ALONG) * bent + _ALONG**2 * last
        for first, bent, last in zip(start, middle, end, strict=True)
    )
    words = element("text", text(f"{'not: ' if edge.negated else ''}{label}"), x=f"{at[0]:.1f}", y=f"{at[1]:.1f}")
    return element("a", line, words, href=addresses.get(edge.number), class_="tie")


def _node(name: str, x: float, y: float) -> Html:
    short = name if len(name) <= _SHORT else f"{name[: _SHORT - 1]}…"
    above = y < _HEIGHT / 2
    return element(
        "g",
        element("circle", cx=x, cy=y, r=6),
        element("text", text(short), x=x, y=round(y - 14 if above else y + 24, 1)),
        class_="node",
    )
