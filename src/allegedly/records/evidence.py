"""Material that a statement points to, and how two statements bear on each other."""

from __future__ import annotations

from typing import Literal

from allegedly.records.anchor import Anchor
from allegedly.records.base import Record
from allegedly.records.statement import Polarity


class Evidence(Record):
    """A video, photograph, object, document, data, intelligence or expert analysis, for or against something.

    `by` names who analysed it: an actor id, or the words that name them. `for_` is a statement's or a relation's id.
    """

    id: str
    kind: str
    by: tuple[str | Anchor, ...] = ()
    for_: str
    polarity: Polarity
    span: Anchor


class Link(Record):
    """Two statements of one document that say the same, support or dispute each other, and why we think so."""

    kind: Literal["same", "supports", "disputes"]
    a: str
    b: str
    confidence: float
    why: str
