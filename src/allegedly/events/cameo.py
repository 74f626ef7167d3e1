"""Rows of event data as the field exchanges them: who, whom, CAMEO code, PLOVER type, on which day, by which statement.

In:      a `Reading` with relations, and a gazetteer for codes as of a day.
Out:     `Row`s in reading order. A statement's content and what the statement does by saying it are two rows, tied by
         `derived_from`; a code that the ontology does not have, or a side without one, gives no row, never a default.
Rules:   `data/cameo.json` and docs/relations.md, "Export".
Source:  CAMEO (Gerner, Schrodt and Yilmaz 2002); PLOVER; the derivation is our own: no claim becomes a fact.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from allegedly.events.lexicon import TIES
from allegedly.records import Actor, Reading, Relation, Statement

_ACTOR = re.compile(r"[A-Z]{3}(?:[A-Z0-9]{3})*")

# The CAMEO code of an actor as of an EDTF day, or None; the actors room answers it.
CodeOn = Callable[[Actor, str | None], str | None]


class Row(NamedTuple):
    """One row. `date` is the event's day, the day of publication where it is not told; `dated` says which.

    `asserted_by` is the speaker's name, None for the outlet. `derived_from` is the relation whose assertion the row
    reports; None for the row of the relation itself. `documents`, `outlets` and `origins` are 1 for a page read alone;
    the ledger counts them.
    """

    date: str | None
    dated: bool
    source: str
    target: str
    cameo: str
    plover: str
    mode: str | None
    context: tuple[str, ...]
    modality: str
    certainty: str
    asserted_by: str | None
    statement: str
    relation: str
    derived_from: str | None
    documents: int = 1
    outlets: int = 1
    origins: int = 1


@cache
def _table() -> dict[str, Any]:
    data = resources.files("allegedly.events").joinpath("data", "cameo.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(data)
    return {**loaded, "codes": frozenset(loaded["codes"])}


def is_code(code: str | None) -> bool:
    """True for a code of three or four digits that CAMEO has."""
    return code in _table()["codes"]


def rows(reading: Reading, code_on: CodeOn) -> Iterator[Row]:
    """The export of everything that the page asserts to have happened."""
    actors = {actor.id: actor for actor in reading.actors}
    statements = {statement.id: statement for statement in reading.statements}
    for relation in reading.relations:
        if relation.relation in TIES or relation.polarity == "negative":
            continue
        maker = _Maker(reading, relation, statements[relation.statement], actors, code_on)
        yield from maker.rows()


class _Maker:
    def __init__(
        self,
        reading: Reading,
        relation: Relation,
        statement: Statement,
        actors: dict[str, Actor],
        code_on: CodeOn,
    ) -> None:
        self.relation, self.statement, self.actors = relation, statement, actors
        self.published = reading.document.published
        self.day = relation.when or self.published
        self.code_on = code_on

    def rows(self) -> Iterator[Row]:
        relation = self.relation
        hostile = relation.relation in _table()["quads"]["conflict"]
        speaker = self._speaker()
        own = speaker is not None and speaker in {self._principal(one) for one in relation.subjects}
        happened = relation.modality in ("asserted", "habitual") and self.statement.act != "denies"
        if happened:
            yield from self._event(_own_code(relation), relation.relation)
        elif relation.modality == "predicted" and (speaker is None or own):
            coded = ("138", "THREATEN") if hostile else (_table()["agreed"].get(relation.relation), "AGREE")
            yield from self._event(*coded)
        if speaker is None:
            return
        if hostile and not own and relation.modality in ("asserted", "habitual", "possible"):
            yield from self._told(speaker, "112", "ACCUSE", relation.subjects)
        elif own and happened:
            yield from self._told(speaker, "015", "AGREE", relation.objects)

    def _speaker(self) -> str | None:
        """The id of whom the speaker acts for; None in outlet voice and for nobody known."""
        actor = self.statement.speaker.actor
        return None if actor is None or self.statement.cue is None else self._principal(actor)

    def _principal(self, identity: str) -> str:
        actor = self.actors.get(identity)
        return identity if actor is None or actor.principal is None else actor.principal

    def _event(self, code: str | None, plover: str) -> Iterator[Row]:
        """The rows of every pair of sides."""
        for one in self.relation.subjects:
            for other in self.relation.objects:
                yield from self._row(one, other, code, plover, None)

    def _told(self, speaker: str, code: str, plover: str, about: tuple[str, ...]) -> Iterator[Row]:
        """What the speaker does by saying it: accuses somebody, or acknowledges his own deed."""
        for other in about:
            yield from self._row(speaker, other, code, plover, self.relation.id)

    def _row(self, one: str, other: str, code: str | None, plover: str, derived: str | None) -> Iterator[Row]:
        source, target = self._code(one), self._code(other)
        if source is None or target is None or source == target or code is None or not is_code(code):
            return
        relation, voice = self.relation, self.statement.cue is None
        yield Row(
            self.day if derived is None else (self.statement.said.edtf if self.statement.said else self.published),
            relation.when is not None if derived is None else self.statement.said is not None,
            source,
            target,
            code,
            plover,
            relation.mode if derived is None else None,
            relation.context,
            relation.modality,
            relation.certainty,
            None if voice else self.statement.speaker.name,
            self.statement.id,
            relation.id,
            derived,
        )

    def _code(self, identity: str) -> str | None:
        actor = self.actors.get(identity)
        code = None if actor is None else self.code_on(actor, self.day)
        return code if code is not None and _ACTOR.fullmatch(code) else None


def _own_code(relation: Relation) -> str | None:
    """The code of the word that carries it, else that of its type and mode."""
    if relation.cameo is not None:
        return relation.cameo
    table = _table()["own"]
    code = table.get(f"{relation.relation}.{relation.mode}") or table.get(relation.relation)
    return None if code is None else str(code)
