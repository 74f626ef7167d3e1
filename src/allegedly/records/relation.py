"""What a statement asserts of two actors: an event or a lasting tie."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from allegedly.records.anchor import Anchor
from allegedly.records.base import Record
from allegedly.records.statement import Certainty, Polarity

Modality = Literal["asserted", "possible", "predicted", "conditional", "habitual"]


class Relation(Record):
    """A PLOVER event or a tie (DESIGN.md section 5), always inside the statement that asserts it.

    `subject` and `object` are ids of actors; further ones on the same side are `co_subjects` and `co_objects`, so
    that a meeting of three is one relation. The object of a capability, a weapon or a make is a thing: then `object`
    has its words and `value` their place. `polarity`, `certainty` and `modality` are those under which the statement
    presents it. `cameo` is the event's own code, before who says it is taken into account; ties have none. `when` is
    EDTF. `confidence` lies in [0, 1].
    """

    id: str
    subject: str
    relation: str
    object: str | None
    co_subjects: tuple[str, ...] = ()
    co_objects: tuple[str, ...] = ()
    value: Anchor | None = None
    mode: str | None = None
    context: tuple[str, ...] = ()
    cameo: str | None = None
    when: str | None = None
    where: Anchor | None = None
    statement: str
    polarity: Polarity
    certainty: Certainty
    modality: Modality
    trigger: Anchor
    confidence: float = 1.0

    @property
    def subjects(self) -> tuple[str, ...]:
        """Everybody on the first side."""
        return (self.subject, *self.co_subjects)

    @property
    def objects(self) -> tuple[str, ...]:
        """Everybody on the other side; none where the object is a thing."""
        return (self.object, *self.co_objects) if self.object is not None and self.value is None else ()

    def anchors(self) -> Iterator[Anchor]:
        """The words it stands on."""
        yield self.trigger
        yield from (anchor for anchor in (self.where, self.value) if anchor is not None)
