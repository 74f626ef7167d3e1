"""The page's own network as a drawing: who is said to have done what to whom, and by whom it is said.

In:      groups of deeds (`deeds`), and the actors.
Out:     one SVG element without script or style of its own. The same deeds give the same bytes.
Cost:    cubic in the few actors that are drawn.
Reads:   a line is the outlet's where it is solid, a speaker's claim where it is dashed: the two never share a line. A
         letter in brackets says whose claim it is; a cross says that it is denied; persons have round boxes. Colour
         only repeats this. The table below the drawing tells the same and more.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from allegedly.records import Actor
from allegedly.views.deeds import MUTUAL, Asserted, Deed
from allegedly.views.markup import NOTHING, Html, element, text
from allegedly.views.rings import Point, Size, arranged

_MOST = 25  # Chosen: more names than this cannot be read in one drawing.
_LINE = 18  # Code points in a line of a name; two lines at most.
_BENDS = (0.0, 34.0, -34.0, 68.0, -68.0, 102.0, -102.0, 136.0, -136.0)
# Where a label may stand, best first: on its line, then above and below it.
_STANDS = [(share, down) for down in (0, -13, 13, -23, 23) for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)]
_CROSSED = 0.75  # Where on its line the cross of what is denied stands.
_LABEL = 26  # Code points of a label in which two words for what is done still fit.


class Edge(NamedTuple):
    """What one asserter says of one pair; `who` is None for the outlet."""

    source: str
    target: str
    who: str | None
    mutual: bool
    negated: bool
    deeds: tuple[Deed, ...]

    @property
    def label(self) -> str:
        """ "not: aid, attack": what is drawn beside the line."""
        told = list(dict.fromkeys(_conditional(deed) for deed in self.deeds))
        fitting = 2 if len(", ".join(told[:2])) <= _LABEL else 1
        more = " …" if len(told) > fitting else ""
        return f"{'not: ' if self.negated else ''}{', '.join(told[:fitting])}{more}"


class Network(NamedTuple):
    """What is drawn: actors in order of appearance, lines, who has which letter; `left` lines are left out."""

    actors: tuple[Actor, ...]
    edges: tuple[Edge, ...]
    letters: dict[str, str]
    left: int


def network(groups: Sequence[Asserted], actors: Sequence[Actor]) -> Network:
    """The named actors that have most to do with each other, and what is asserted of them in pairs."""
    named = {actor.id: actor for actor in actors if actor.named}
    every = [edge for edge in _edges(groups) if edge.source != edge.target]
    weight: dict[str, int] = {}
    for edge in every:
        for one in (edge.source, edge.target):
            if one in named:
                weight[one] = weight.get(one, 0) + len(edge.deeds)
    foremost = set(sorted(weight, key=lambda one: -weight[one])[:_MOST])
    kept = tuple(edge for edge in every if {edge.source, edge.target} <= foremost)
    tied = {one for edge in kept for one in (edge.source, edge.target)}
    shown = tuple(actor for actor in named.values() if actor.id in tied)
    claimants = dict.fromkeys(edge.who for edge in kept if edge.who is not None)
    letters = {who: _letter(number) for number, who in enumerate(claimants)}
    return Network(shown, kept, letters, len(every) - len(kept))


def _edges(groups: Sequence[Asserted]) -> list[Edge]:
    told: dict[tuple[str, str, str | None, bool, bool], list[Deed]] = {}
    for group in groups:
        for deed in group.deeds:
            relation = deed.relation
            kind = (relation.relation in MUTUAL, relation.polarity == "negative")
            who = None if group.outlet else group.who
            for one in relation.subjects:
                for other in relation.objects:
                    told.setdefault((one, other, who, *kind), []).append(deed)
    return [Edge(*key, deeds=tuple(each)) for key, each in told.items()]


def _letter(number: int) -> str:
    return chr(ord("a") + number) if number < 26 else str(number - 25)


def _conditional(deed: Deed) -> str:
    modality = deed.relation.modality
    return deed.short if modality in ("asserted", "habitual") else f"{modality}: {deed.short}"


def drawing(drawn: Network, *, name: str, addresses: Mapping[int, str]) -> Html:
    """The network as SVG.

    Args:
        drawn: What to draw.
        name: Prefix of the ids in the drawing, which are to be unique on the page.
        addresses: From a statement's number to its place on the page; a line's label leads there.
    """
    lines = {actor.id: _broken(" ".join(actor.name.split())) for actor in drawn.actors}
    sizes: dict[str, Size] = {one: (max(map(len, each)) * 7.8 + 22, len(each) * 17 + 11) for one, each in lines.items()}
    places, (width, height) = arranged(sizes, [(edge.source, edge.target) for edge in drawn.edges])
    boxes = {one: (*places[one], *sizes[one]) for one in places}
    routed = list(_routes(drawn.edges, boxes))
    told = f"{len(drawn.actors)} actors, {len(drawn.edges)} lines between them. The table below tells the same."
    picture = element(
        "g",
        element("title", text("Who is said to have done what to whom"), id=f"{name}-title"),
        element("desc", text(told), id=f"{name}-desc"),
        *(_line(edge, curve) for edge, curve in zip(drawn.edges, routed, strict=True)),
        *(_node(actor, boxes[actor.id], lines[actor.id]) for actor in drawn.actors),
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )
    labels = list(_labels(drawn, routed, boxes, addresses))
    size = {"viewBox": f"0 0 {width:.0f} {height:.0f}", "width": f"{width:.0f}", "height": f"{height:.0f}"}
    # Links stand beside the picture, not in it: what is in a picture cannot be reached by keyboard.
    return element("svg", picture, *labels, class_="network", **size)


class _Curve(NamedTuple):
    """A quadratic Bézier curve."""

    start: Point
    bend: Point
    end: Point

    def at(self, share: float) -> Point:
        return self.between(share, share)

    def between(self, one: float, other: float) -> Point:
        """The blossom: the control point of the piece from `one` to `other`, and a point where both are the same."""
        parts = ((1 - one) * (1 - other), (1 - one) * other + one * (1 - other), one * other)
        x, y = (sum(part * point[axis] for part, point in zip(parts, self, strict=True)) for axis in (0, 1))
        return x, y

    def cut(self, low: float, high: float) -> _Curve:
        return _Curve(self.at(low), self.between(low, high), self.at(high))


_Box = tuple[float, float, float, float]
_STEPS = [step / 40 for step in range(41)]


def _routes(edges: Sequence[Edge], boxes: Mapping[str, _Box]) -> Iterator[_Curve]:
    """A curve for each edge, from box to box: bent away from other boxes, and from other edges of the pair."""
    used: set[tuple[str, str, float]] = set()
    for edge in edges:
        first, last = sorted((edge.source, edge.target))
        free = [bend for bend in _BENDS if (first, last, bend) not in used] or [_BENDS[-1]]
        others = [box for one, box in boxes.items() if one not in (first, last)]
        curves = {bend: _bent(boxes[first][:2], boxes[last][:2], bend) for bend in free}
        bend = next((bend for bend in free if not any(_meets(curves[bend], box) for box in others)), free[0])
        used.add((first, last, bend))
        curve = curves[bend] if edge.source == first else _Curve(*reversed(curves[bend]))
        low = max(step for step in _STEPS if step == 0 or _within(curve.at(step), boxes[edge.source], 3))
        high = min(step for step in _STEPS if step == 1 or _within(curve.at(step), boxes[edge.target], 3))
        yield curve.cut(low, max(high, low))


def _bent(start: Point, end: Point, bend: float) -> _Curve:
    length = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    across = (-(end[1] - start[1]) / length, (end[0] - start[0]) / length)
    middle = ((start[0] + end[0]) / 2 + 2 * bend * across[0], (start[1] + end[1]) / 2 + 2 * bend * across[1])
    return _Curve(start, middle, end)


def _within(point: Point, box: _Box, margin: float) -> bool:
    x, y, width, height = box
    return abs(point[0] - x) < width / 2 + margin and abs(point[1] - y) < height / 2 + margin


def _meets(curve: _Curve, box: _Box) -> bool:
    return any(_within(curve.at(step), box, 4) for step in _STEPS)


def _line(edge: Edge, curve: _Curve) -> Html:
    (x1, y1), (x2, y2), (x3, y3) = curve
    path = f"M{x1:.1f},{y1:.1f} Q{x2:.1f},{y2:.1f} {x3:.1f},{y3:.1f}"
    length = math.hypot(x3 - x2, y3 - y2) or 1.0
    ahead = ((x3 - x2) / length, (y3 - y2) / length)
    kind = f"{'outlet' if edge.who is None else 'claimed'}{' negated' if edge.negated else ''}"
    return element(
        "g",
        element("path", d=path, class_="edge"),
        NOTHING if edge.mutual else element("path", d=_head(curve.end, ahead), class_="head"),
        element("path", d=_cross(curve.at(_CROSSED)), class_="cross") if edge.negated else NOTHING,
        class_=kind,
    )


def _head(tip: Point, ahead: Point) -> str:
    """The triangle of an arrow. Drawn by itself: a marker's id would have to be unique on a page of many drawings."""
    (x, y), (dx, dy) = tip, ahead
    left = (x - 10 * dx - 4.5 * dy, y - 10 * dy + 4.5 * dx)
    right = (x - 10 * dx + 4.5 * dy, y - 10 * dy - 4.5 * dx)
    return f"M{x:.1f},{y:.1f} L{left[0]:.1f},{left[1]:.1f} L{right[0]:.1f},{right[1]:.1f} z"


def _cross(place: Point) -> str:
    x, y = place
    return f"M{x - 6:.1f},{y - 6:.1f} L{x + 6:.1f},{y + 6:.1f} M{x - 6:.1f},{y + 6:.1f} L{x + 6:.1f},{y - 6:.1f}"


def _node(actor: Actor, box: _Box, lines: Sequence[str]) -> Html:
    x, y, width, height = box
    corner = height / 2 if actor.kind == "person" else 3
    top = y - 8.5 * (len(lines) - 1) + 4.5
    return element(
        "g",
        element(
            "rect",
            x=f"{x - width / 2:.1f}",
            y=f"{y - height / 2:.1f}",
            width=f"{width:.1f}",
            height=f"{height:.1f}",
            rx=f"{corner:.1f}",
        ),
        *(element("text", text(line), x=f"{x:.1f}", y=f"{top + 17 * number:.1f}") for number, line in enumerate(lines)),
        class_="node",
    )


def _labels(
    drawn: Network, curves: Sequence[_Curve], boxes: Mapping[str, _Box], addresses: Mapping[int, str]
) -> Iterator[Html]:
    """What each line says, where nothing else stands, leading to the statement that says it."""
    pairs = list(zip(drawn.edges, curves, strict=True))
    heads = [(*curve.end, 14.0, 14.0) for edge, curve in pairs if not edge.mutual]
    crosses = [(*curve.at(_CROSSED), 14.0, 14.0) for edge, curve in pairs if edge.negated]
    taken = [*boxes.values(), *heads, *crosses]
    for edge, curve in pairs:
        label = edge.label if edge.who is None else f"{edge.label} ({drawn.letters[edge.who]})"
        stands = [_stand(curve.at(share), down, label) for share, down in _STANDS]
        box = next((box for box in stands if not any(_overlap(box, other) for other in taken)), stands[0])
        taken.append(box)
        told = _told(edge, drawn)
        words = element("text", text(label), x=f"{box[0]:.1f}", y=f"{box[1] + 4:.1f}")
        address = addresses.get(edge.deeds[0].number)
        yield element("a", element("title", text(told)), words, href=address, aria_label=told, class_="label")


def _stand(place: Point, down: float, label: str) -> _Box:
    return place[0], place[1] + down, len(label) * 6.4 + 6, 15.0


def _told(edge: Edge, drawn: Network) -> str:
    """The line as a sentence, for who points at it or cannot see it."""
    names = {actor.id: " ".join(actor.name.split()) for actor in drawn.actors}
    arrow = " — " if edge.mutual else " → "
    numbers = ", ".join(str(number) for number in dict.fromkeys(deed.number for deed in edge.deeds))
    who = edge.who or "the outlet"
    return f"{names[edge.source]}{arrow}{names[edge.target]}: {edge.label}, by {who}, statement {numbers}"


def _overlap(one: _Box, other: _Box) -> bool:
    return abs(one[0] - other[0]) < (one[2] + other[2]) / 2 and abs(one[1] - other[1]) < (one[3] + other[3]) / 2


def _broken(name: str) -> list[str]:
    """The name in at most two lines, cut where it is longer; the table has it whole."""
    if len(name) <= _LINE:
        return [name]
    words = name.split(" ")
    first = words[0]
    for count in range(2, len(words)):
        if len(" ".join(words[:count])) > _LINE:
            break
        first = " ".join(words[:count])
    rest = name[len(first) :].strip()
    return [_cut(part) for part in (first, rest) if part]


def _cut(line: str) -> str:
    return line if len(line) <= _LINE else f"{line[: _LINE - 1]}…"
