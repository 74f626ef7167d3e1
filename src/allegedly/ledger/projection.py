"""The shown layer of one document: what the machine read, seen through what people decided.

In:      a document, its current reading, the decisions that hold for it, and where decided statements are gone from
         the current reading, these statements as an earlier reading had them.
Out:     `Shown`: rows of the shown tables, in which actors stand by their ids.
Cost:    pure and linear; about a millisecond for a page.
Fails:   never on what was checked when it was stored; an edit that cannot be meant raises BadDecision.
"""

from __future__ import annotations

import bisect
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from allegedly.ids import identify
from allegedly.ledger.casting import Cast
from allegedly.ledger.deciding import Decision, parted, status
from allegedly.ledger.edits import edited
from allegedly.ledger.packing import plain, plain_or_none
from allegedly.ledger.tables import first_number
from allegedly.records import Anchor, Document, Link, Reading, Relation, Statement

Row = dict[str, Any]
_ORPHANS = 1 << 19  # Their positions lie behind those of every reading.
_GAP = " … "
#: Why two statements are linked that a person linked.
BY_HAND = "drawn by hand"


class Place(NamedTuple):
    """The document in the ledger: its number, the day it may first have been published, its current reading."""

    number: int
    day: int
    reading: int
    outlet: str | None


class Gone(NamedTuple):
    """A statement that people decided on and the current reading does not have; the reading that had it, of what."""

    statement: Statement
    reading: int
    document: Document


@dataclass
class Shown:
    """Rows by table; `speaker`, `actor`, `subject`, `object` hold ids of actors, `outlet` a name."""

    statements: list[Row] = field(default_factory=list)
    hops: list[Row] = field(default_factory=list)
    about: list[Row] = field(default_factory=list)
    relations: list[Row] = field(default_factory=list)
    parties: list[Row] = field(default_factory=list)
    evidence: list[Row] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)
    appearances: list[Row] = field(default_factory=list)
    cast: Cast = field(default_factory=Cast)


def link_id(kind: str, a: str, b: str) -> str:
    """The id of a link, which has none of its own in a reading."""
    return identify("lnk", kind, a, b)


def project(place: Place, reading: Reading, held: Sequence[Decision], gone: Sequence[Gone] = ()) -> Shown:
    """The rows of one document."""
    return _Projection(place, reading, held).made(gone)


def seen(statement: Statement, text: str, held: Iterable[Decision]) -> Statement:
    """The statement with the edits among the decisions on it."""
    edits = [(one.payload["field"], one.payload["value"]) for one in held if one.action == "edit"]
    return edited(statement, text, edits) if edits else statement


class _Projection:
    def __init__(self, place: Place, reading: Reading, held: Sequence[Decision]) -> None:
        self.place, self.reading = place, reading
        self.first = first_number(place.number)
        self.by_target: dict[str, list[Decision]] = {}
        for one in held:
            self.by_target.setdefault(one.target, []).append(one)
        self.shown = Shown(cast=Cast(reading.actors, split=parted(held, reading.document.id)))
        self.cast = self.shown.cast
        self.mentions = sorted(
            (mention.start, mention.end, actor.id) for actor in reading.actors for mention in actor.mentions
        )
        self.starts = [start for start, _, _ in self.mentions]
        self.rejected: set[str] = set()

    def made(self, gone: Sequence[Gone]) -> Shown:
        self._appearances()
        numbers: dict[str, int] = {}
        for position, statement in enumerate(self.reading.statements):
            here = Gone(statement, self.place.reading, self.reading.document)
            numbers[statement.id] = self._statement(here, position, orphaned=False)
        for position, one in enumerate(gone, _ORPHANS):
            numbers[one.statement.id] = self._statement(one, position, orphaned=True)
        for position, relation in enumerate(self.reading.relations):
            self._relation(relation, position, numbers.get(relation.statement))
        self._evidence()
        self._links()
        return self.shown

    def _held(self, target: str) -> list[Decision]:
        return self.by_target.get(target, [])

    def _appearances(self) -> None:
        for position, actor in enumerate(self.reading.actors):
            self.shown.appearances.append(
                {
                    "number": self.first + position,
                    "actor": self.cast.of(actor.id),
                    "document": self.place.number,
                    "id": actor.id,
                    "name": plain(actor.name),
                    "kind": actor.kind,
                    "named": int(actor.named),
                    "mentions": len(actor.mentions),
                    "roles": json.dumps([plain(role.text) for role in actor.roles]),
                }
            )

    def _statement(self, one: Gone, position: int, *, orphaned: bool) -> int:
        read = one.statement
        held = self._held(read.id)
        statement = seen(read, one.document.text, held)
        number = self.first + position
        now = status(held)
        if now == "rejected":
            self.rejected.add(read.id)
        speaker = self.cast.speaker(statement.speaker)
        block = None if statement.block is None else one.document.blocks[statement.block].kind
        self.shown.statements.append(
            {
                "number": number,
                "id": statement.id,
                "document": self.place.number,
                "reading": one.reading,
                "day": self.place.day,
                "outlet": self.place.outlet,
                "speaker": speaker,
                "speaker_kind": statement.speaker.kind,
                "said_by": _words(statement.source),
                "cue": _words(statement.cue),
                "quote": _GAP.join(plain(piece.text) for piece in statement.content),
                "start": statement.content[0].start,
                "end": statement.content[-1].end,
                "block": block,
                "form": statement.form,
                "act": statement.act,
                "certainty": statement.certainty,
                "polarity": statement.polarity,
                "distance": statement.distance,
                "outcome": statement.outcome,
                "channel": statement.channel,
                "said": None if statement.said is None else statement.said.edtf,
                "nested_in": statement.nested_in,
                "confidence": statement.confidence,
                "least": min((statement.confidence, *statement.confidences.values())),
                "status": now,
                "orphaned": int(orphaned),
                "revision": len(held),
            }
        )
        self._hops(statement, number)
        if not orphaned:
            self._about(statement, number)
        return number

    def _hops(self, statement: Statement, number: int) -> None:
        for position, hop in enumerate(statement.chain):
            self.shown.hops.append(
                {
                    "statement": number,
                    "position": position,
                    "role": hop.role,
                    "name": plain(hop.name),
                    "actor": self.cast.hop(hop),
                    "day": self.place.day,
                }
            )

    def _about(self, statement: Statement, number: int) -> None:
        found: set[str] = set()
        for piece in statement.content:
            at = bisect.bisect_left(self.starts, piece.start)
            while at < len(self.mentions) and self.mentions[at][0] < piece.end:
                _, end, actor = self.mentions[at]
                if end <= piece.end:
                    found.add(self.cast.of(actor))
                at += 1
        self.shown.about += [
            {"actor": actor, "day": self.place.day, "statement": number} for actor in sorted(found)
        ]  # fmt: skip

    def _relation(self, relation: Relation, position: int, statement: int | None) -> None:
        number = self.first + position
        held = self._held(relation.id)
        now = status(held)
        if now == "machine" and relation.statement in self.rejected:
            now = "rejected"  # What nobody said is asserted by nobody.
        sides = {"subject": self._sides(relation.subjects), "object": self._sides(relation.objects)}
        thing = None if relation.value is None else plain(relation.value.text)
        self.shown.relations.append(
            {
                "number": number,
                "id": relation.id,
                "document": self.place.number,
                "statement": statement,
                "day": self.place.day,
                "relation": relation.relation,
                "subjects": json.dumps([self.cast.name(one) for one in sides["subject"]], ensure_ascii=False),
                "objects": json.dumps(
                    [self.cast.name(one) for one in sides["object"]] or ([thing] if thing else []), ensure_ascii=False
                ),
                "mode": relation.mode,
                "context": json.dumps(relation.context),
                "cameo": relation.cameo,
                "happened": relation.when,
                "place": _words(relation.where),
                "polarity": relation.polarity,
                "certainty": relation.certainty,
                "modality": relation.modality,
                "trigger": plain(relation.trigger.text),
                "start": relation.trigger.start,
                "confidence": relation.confidence,
                "status": now,
                "orphaned": 0,
                "revision": len(held),
            }
        )
        found = {(actor, side) for side, actors in sides.items() for actor in actors}
        self.shown.parties += [
            {"actor": actor, "day": self.place.day, "relation": number, "side": side} for actor, side in sorted(found)
        ]  # fmt: skip

    def _sides(self, actors: Iterable[str]) -> list[str]:
        return [self.cast.of(actor) for actor in actors]

    def _evidence(self) -> None:
        for position, one in enumerate(self.reading.evidence):
            self.shown.evidence.append(
                {
                    "number": self.first + position,
                    "id": one.id,
                    "document": self.place.number,
                    "kind": one.kind,
                    "for": one.for_,
                    "polarity": one.polarity,
                    "certainty": one.certainty,
                    "quote": plain(one.span.text),
                    "start": one.span.start,
                }
            )

    def _links(self) -> None:
        made: dict[str, tuple[Link, str]] = {
            link_id(link.kind, link.a, link.b): (link, "machine") for link in self.reading.links
        }
        for target, held in self.by_target.items():
            drawn = next((one for one in held if one.action == "link"), None)
            if drawn is not None and target not in made:
                fields = {name: drawn.payload[name] for name in ("kind", "a", "b")}
                made[target] = Link(**fields, confidence=1.0, why=BY_HAND), drawn.who
        for position, (identity, (link, by)) in enumerate(made.items()):
            self.shown.links.append(self._link(link, identity, self.first + position, by))

    def _link(self, link: Link, identity: str, number: int, by: str) -> Row:
        held = self._held(identity)
        return {
            "number": number,
            "id": identity,
            "document": self.place.number,
            "kind": link.kind,
            "a": link.a,
            "b": link.b,
            "confidence": link.confidence,
            "why": plain(link.why),
            "made_by": plain(by),
            "status": status(held),
            "orphaned": 0,
            "revision": len(held),
        }


def _words(anchor: Anchor | None) -> str | None:
    return plain_or_none(None if anchor is None else anchor.text)
