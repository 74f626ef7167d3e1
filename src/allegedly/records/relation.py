"""What a statement asserts of two actors: an event or a lasting tie."""

from __future__ import annotations

from typing import Literal

from allegedly.records.anchor import Anchor
from allegedly.records.base import Record
from allegedly.records.statement import Certainty, Polarity

Modality = Literal["asserted", "possible", "predicted", "conditional", "habitual"]


class Relation(Record):
    """A PLOVER event or a state relation (DESIGN.md section 5), always inside the statement that asserts it."""

    id: str
    subject: str
    relation: str
    object: str | None
    mode: str | None = None
    context: tuple[str, ...] = ()
    when: str | None = None
    where: Anchor | None = None
    statement: str
    polarity: Polarity
    certainty: Certainty
    modality: Modality
    trigger: Anchor
