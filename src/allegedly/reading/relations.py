"""The relations of a page, each inside the statement that asserts it.

In:      a Doc, its statements and identified actors.
Out:     `Relation`s in reading order, and the outlet's own statements that had to be made for some of them: what a cue
         tells ("Velmar criticised Tarskevo for …") the outlet asserts, not the one who is quoted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spacy.tokens import Doc

from allegedly.attribution import outlet_statements
from allegedly.events import Happening, code
from allegedly.ids import RELATION, identify
from allegedly.records import Actor, Anchor, Document, Evidence, Relation, Statement
from allegedly.spans import Span


def relations(
    doc: Doc, document: Document, statements: Sequence[Statement], actors: Sequence[Actor]
) -> tuple[list[Relation], list[Statement]]:
    """What the statements assert of the actors, and the statements with those in outlet voice that were made for it."""
    found = code(doc, document, statements, actors)
    own = list(dict.fromkeys(one.words for one in found if one.statement is None))
    made: dict[Span, Statement] = dict(zip(own, outlet_statements(doc, document, own), strict=True))
    written: dict[str, Relation] = {}
    for happening in found:
        relation = _relation(document, happening, happening.statement or made[happening.words])
        written.setdefault(relation.id, relation)
    return list(written.values()), sorted([*statements, *made.values()], key=_begin)


def _begin(statement: Statement) -> int:
    return min(one.start for one in (statement.source, statement.cue, *statement.content) if one is not None)


def _relation(document: Document, one: Happening, statement: Statement) -> Relation:
    text = document.text
    value = None if one.value is None else Anchor.at(text, one.value)
    return Relation(
        id=identify(RELATION, statement.id, one.type, *one.trigger, *one.subjects, "to", *one.objects),
        subject=one.subjects[0],
        co_subjects=one.subjects[1:],
        relation=one.type,
        object=one.objects[0] if one.objects else None if value is None else value.text,
        co_objects=one.objects[1:],
        value=value,
        mode=one.mode,
        context=one.context,
        cameo=one.cameo,
        when=one.when,
        where=None if one.where is None else Anchor.at(text, one.where),
        statement=statement.id,
        polarity=one.polarity,
        certainty=one.certainty,
        modality=one.modality,
        trigger=Anchor.at(text, one.trigger),
        confidence=one.confidence,
    )


def renamed(statements: Sequence[Statement], ids: Mapping[str, str]) -> Iterator[Statement]:
    """The statements with the actors' ids of the page's identified actors."""
    for statement in statements:
        speaker = statement.speaker
        changed: dict[str, Any] = {}
        if speaker.actor is not None or speaker.candidates:
            candidates = tuple(one.model_copy(update={"actor": _new(one.actor, ids)}) for one in speaker.candidates)
            new = {"actor": _new(speaker.actor, ids), "candidates": candidates}
            changed["speaker"] = speaker.model_copy(update=new)
        if any(hop.actor is not None for hop in statement.chain):
            changed["chain"] = tuple(hop.model_copy(update={"actor": _new(hop.actor, ids)}) for hop in statement.chain)
        yield statement.model_copy(update=changed) if changed else statement


def renamed_evidence(shown: Sequence[Evidence], ids: Mapping[str, str]) -> Iterator[Evidence]:
    """The evidence with the ids of identified actors."""
    for item in shown:
        by = tuple(ids.get(one, one) if isinstance(one, str) else one for one in item.by)
        yield item.model_copy(update={"by": by}) if by != item.by else item


def _new(actor: str | None, ids: Mapping[str, str]) -> str | None:
    return None if actor is None else ids.get(actor, actor)
