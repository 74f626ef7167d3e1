"""Material that a statement points to, and how two statements bear on each other."""

from __future__ import annotations

from typing import Literal

from allegedly.records.anchor import Anchor
from allegedly.records.base import Record
from allegedly.records.statement import Certainty, Polarity

EvidenceKind = Literal["video", "photograph", "recovered object", "document", "data", "intelligence", "expert analysis"]


class Evidence(Record):
    """A video, photograph, object, document, data, intelligence or expert analysis, for or against something.

    `by` names who analysed it: an actor id, or the words that name them. `for_` is a statement's or a relation's id.
    `certainty` is how sure those who analysed it are.
    """

    id: str
    kind: EvidenceKind
    by: tuple[str | Anchor, ...] = ()
    for_: str
    polarity: Polarity
    certainty: Certainty = "unknown"
    confidence: float = 1.0
    span: Anchor


class Link(Record):
    """Two statements of one document that say the same, support or dispute each other, and why we think so."""

    kind: Literal["same", "supports", "disputes"]
    a: str
    b: str
    confidence: float
    why: str


class Credit(Record):
    """An agency that the page credits without saying for which statement: "AP contributed to this report"."""

    name: str
    kind: Literal["copy", "contribution", "picture"]
    span: Anchor
