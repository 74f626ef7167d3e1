"""The nouns of the gold set: a page, its actors, statements, evidence and links, as docs/annotation.md defines them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from allegedly.records import evidence as _evidence
from allegedly.records import statement as _statement
from allegedly.spans import Span, hull
from evaluation.gold_relations import GoldRelation
from evaluation.marks import Expected
from evaluation.places import places

OUTLET = "outlet"

ACTS: tuple[str, ...] = get_args(_statement.Act)
CERTAINTIES: tuple[str, ...] = get_args(_statement.Certainty)
POLARITIES: tuple[str, ...] = get_args(_statement.Polarity)
DISTANCES: tuple[str, ...] = get_args(_statement.Distance)
KINDS: tuple[str, ...] = tuple(kind for kind in get_args(_statement.SpeakerKind) if kind != "unknown")
CHANNELS: tuple[str, ...] = get_args(_statement.Channel)
OUTCOMES: tuple[str, ...] = get_args(_statement.Outcome)
ROLES: tuple[str, ...] = get_args(_statement.HopRole)
EVIDENCE: tuple[str, ...] = get_args(_evidence.EvidenceKind)
LINKS = ("same", "supports", "disputes")
UNNAMED = ("unnamed-person", "unnamed-group")


@dataclass(frozen=True, slots=True)
class GoldActor:
    """Somebody who speaks or passes on. `also` are other forms that the page prints."""

    key: str
    name: str
    kind: str
    also: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    anonymity: str | None = None


@dataclass(frozen=True, slots=True)
class GoldHop:
    """One pair of hands: an actor's key and its role."""

    actor: str
    role: str


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """One statement. `speaker` is an actor's key, "" where nobody is named, `OUTLET` for outlet voice.

    `speaker` is "" as well where `candidates` (keys) leave it open. Spans are code points of the page's text.
    """

    number: int
    spans: Expected
    speaker: str = ""
    candidates: tuple[str, ...] = ()
    chain: tuple[GoldHop, ...] = ()
    act: str = "asserts"
    certainty: str = "certain"
    polarity: str = "positive"
    distance: str = "neutral"
    said: str | None = None
    times: tuple[str, ...] = ()
    channel: str | None = None
    addressee: Span | None = None
    venue: Span | None = None
    outcome: str | None = None
    nested_in: int | None = None

    @property
    def is_outlet_voice(self) -> bool:
        """True where the outlet itself asserts: neither source nor cue."""
        return not self.spans.source and not self.spans.cue


@dataclass(frozen=True, slots=True)
class GoldEvidence:
    """What is pointed to for or against statement `bears_on`. `by` are actors' keys or words of the page."""

    kind: str
    span: Span
    by: tuple[str, ...]
    bears_on: int
    polarity: str
    certainty: str


@dataclass(frozen=True, slots=True)
class GoldLink:
    """How two statements bear on each other, by number."""

    kind: str
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class GoldPage:
    """One annotated page. `path` is its NAME.marked.txt; `facts` what NAME.meta.json says.

    `principals` is name → name of whom it acts for. `has_relations` is True where relations were annotated, even if
    none was found.
    """

    name: str
    path: Path
    text: str
    facts: dict[str, str]
    actors: dict[str, GoldActor] = field(default_factory=dict)
    statements: tuple[GoldStatement, ...] = ()
    evidence: tuple[GoldEvidence, ...] = ()
    links: tuple[GoldLink, ...] = ()
    relations: tuple[GoldRelation, ...] = ()
    principals: dict[str, str] = field(default_factory=dict)
    has_relations: bool = False

    @property
    def id(self) -> str:
        return self.name


def nearest(text: str, words: str, spans: Expected, *, anywhere: bool = False) -> Span | None:
    """The place of `words` nearest to a statement's cue (its content where it has none).

    In the paragraphs that the statement touches; with `anywhere`, else on the whole page.
    """
    centre = hull(spans.cue or spans.content)
    parts = [*spans.source, *spans.cue, *spans.content]
    # A quotation over several paragraphs lies inside the paragraphs of its first and last piece.
    start = text.rfind("\n", 0, hull(parts).start) + 1
    end = text.find("\n", hull(parts).end)
    found = places(text, words)
    near = [place for place in found if start <= place.start and (end < 0 or place.end <= end)]
    chosen = near or (found if anywhere else [])
    return min(chosen, key=lambda place: _apart(place, centre), default=None)


def _apart(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
