"""What else on the page bears on a statement: evidence, and other statements that say the same, support or dispute it.

In:      a reading and the outline of its statements.
Out:     for a statement its `Tie`s: the reason, and the number under which the other one is shown.
Cost:    linear. Fails: never; a tie to a statement that is not there is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from allegedly.records import Actor, Anchor, Evidence, Reading
from allegedly.views.outline import Entry

# How a link reads from its later statement `a`, and from its earlier one `b`.
_LABELS = {
    "same": ("says the same as", "says the same as"),
    "supports": ("supports", "supported by"),
    "disputes": ("disputes", "disputed by"),
}


class Tie(NamedTuple):
    """A link as one of its two statements sees it: "disputed by" statement `number`, whose id is `other`."""

    label: str
    number: int
    other: str
    who: str
    why: str


class Ties:
    """Evidence and links of a reading, by statement id."""

    def __init__(self, reading: Reading, entries: Sequence[Entry]) -> None:
        self._numbers = {entry.statement.id: entry.number for entry in entries}
        self._who = {entry.statement.id: _name(entry) for entry in entries}
        self._actors: dict[str, Actor] = {actor.id: actor for actor in reading.actors}
        self._ties: dict[str, list[Tie]] = {}
        self._evidence: dict[str, list[Evidence]] = {}
        for link in reading.links:
            later, earlier = _LABELS[link.kind]
            self._tie(link.a, later, link.b, link.why)
            self._tie(link.b, earlier, link.a, link.why)
        for item in reading.evidence:
            self._evidence.setdefault(item.for_, []).append(item)

    def of(self, statement: str) -> list[Tie]:
        """The links of a statement, by the number of the other one."""
        return sorted(self._ties.get(statement, ()), key=lambda tie: (tie.label, tie.number))

    def evidence(self, statement: str) -> list[str]:
        """One line for each piece of evidence: "video, analysed by two experts: “A video shot …” (against it)"."""
        return [self._line(item) for item in self._evidence.get(statement, ())]

    def _tie(self, statement: str, label: str, other: str, why: str) -> None:
        if statement in self._numbers and other in self._numbers:
            tie = Tie(label, self._numbers[other], other, self._who[other], why)
            self._ties.setdefault(statement, []).append(tie)

    def _line(self, item: Evidence) -> str:
        by = ", ".join(self._by(one) for one in item.by)
        sure = f", {item.certainty}" if item.certainty in ("probable", "possible") else ""
        against = " (against it)" if item.polarity == "negative" else ""
        words = " ".join(item.span.text.split())
        return f"{item.kind}{f' by {by}' if by else ''}{sure}: “{words}”{against}"

    def _by(self, one: str | Anchor) -> str:
        if isinstance(one, Anchor):
            return " ".join(one.text.split())
        return self._actors[one].name if one in self._actors else one


def _name(entry: Entry) -> str:
    statement = entry.statement
    if statement.speaker.name is not None:
        return statement.speaker.name
    return "nobody named" if statement.source is None else " ".join(statement.source.text.split())
