"""One attribution in one version: who is said to have said what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import model_validator

from allegedly.errors import AnchorError
from allegedly.records.anchor import Anchor
from allegedly.records.base import Record

Form = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "asserts",
    "denies",
    "predicts",
    "accuses",
    "demands",
    "promises",
    "questions",
    "believes",
    "intends",
    "decrees",
    "evaluates",
    "declines",
]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Polarity = Literal["positive", "negative"]
SpeakerKind = Literal[
    "named-person", "unnamed-person", "named-group", "unnamed-group", "document", "poll", "outlet", "unknown"
]
Distance = Literal["neutral", "distancing", "factive", "negative"]
Outcome = Literal["declined", "no-response", "unreachable", "neither"]
Channel = Literal[
    "interview",
    "press conference",
    "statement",
    "post",
    "document",
    "broadcast",
    "filing",
    "poll",
    "testimony",
    "leak",
    "observation",
]
HopRole = Literal["speaker", "spokesperson", "interviewer", "monitor", "agency", "outlet", "document"]


class Candidate(Record):
    """Somebody a source may refer to, where the text leaves it open."""

    actor: str | None = None
    name: str


class Speaker(Record):
    """The actor the source refers to. `actor` and `name` are None where nobody says who it is.

    Where two are about equally likely both are `candidates`, likeliest first, and no name is given. `role` and
    `affiliation` are words as the page states them; `anonymity` is the clause that says why an unnamed source is.
    """

    actor: str | None = None
    name: str | None = None
    kind: SpeakerKind = "unknown"
    role: str | None = None
    affiliation: str | None = None
    anonymity: Anchor | None = None
    candidates: tuple[Candidate, ...] = ()


class Hop(Record):
    """One pair of hands a statement went through. The chain's first hop spoke."""

    name: str
    actor: str | None = None
    role: HopRole
    span: Anchor | None = None


class Said(Record):
    """A time: an EDTF date or interval, and the words that say so. Of a saying, or of what is said."""

    edtf: str
    span: Anchor | None = None


class Mark(Anchor):
    """Words that carry a field: "probably" for certainty, "never" for polarity, "claimed" for distance."""

    of: Literal["act", "certainty", "polarity", "distance", "channel"]


class Statement(Record):
    """Source span, cue span, content spans, and what is known of the saying.

    `content` is in reading order and never empty; several pieces are one discontinuous content. `verbatim` are the
    quoted words inside it, quotation marks left out. A statement in outlet voice has neither source nor cue. None and
    "unknown" mean that nobody has said so yet, never "no". `block` is the index of the block in which the content
    begins. `confidence` lies in [0, 1] and is that of the spans; `confidences` holds that of other fields by name,
    each the share of such decisions that were right on gold pages. `outcome` stands only with the act "declines".
    `said` is when it was said, `times` what the content speaks of. What each field means: docs/annotation.md.
    """

    id: str
    document: str
    source: Anchor | None
    cue: Anchor | None
    content: tuple[Anchor, ...]
    verbatim: tuple[Anchor, ...] = ()
    speaker: Speaker = Speaker()
    form: Form = "indirect"
    act: Act | None = None
    certainty: Certainty = "unknown"
    polarity: Polarity | None = None
    distance: Distance | None = None
    outcome: Outcome | None = None
    channel: Channel | None = None
    addressee: Anchor | None = None
    venue: Anchor | None = None
    chain: tuple[Hop, ...] = ()
    said: Said | None = None
    times: tuple[Said, ...] = ()
    marks: tuple[Mark, ...] = ()
    nested_in: str | None = None
    block: int | None = None
    confidence: float = 1.0
    confidences: dict[str, float] = {}
    reader: str

    @model_validator(mode="after")
    def _has_content(self) -> Self:
        if not self.content:
            raise AnchorError("a statement needs at least one piece of content, and came with none.")
        return self

    def anchors(self) -> Iterator[Anchor]:
        """Every anchor of the statement, the parts of its chain and time included."""
        when = None if self.said is None else self.said.span
        for anchor in (self.source, self.cue, self.addressee, self.venue, when, self.speaker.anonymity):
            if anchor is not None:
                yield anchor
        yield from self.content
        yield from self.verbatim
        yield from self.marks
        yield from (hop.span for hop in self.chain if hop.span is not None)
        yield from (time.span for time in self.times if time.span is not None)
