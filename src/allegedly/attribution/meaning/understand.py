"""All questions about all statements of a document, asked in the order in which the answers need each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from spacy.tokens import Doc

from allegedly.attribution.answers import outcome
from allegedly.attribution.meaning import captions, chain, source_kind, when
from allegedly.attribution.meaning.acts import act
from allegedly.attribution.meaning.addressee import addressee
from allegedly.attribution.meaning.anonymity import anonymity
from allegedly.attribution.meaning.certainty import certainty
from allegedly.attribution.meaning.channel import channel
from allegedly.attribution.meaning.credits import credits
from allegedly.attribution.meaning.distance import distance
from allegedly.attribution.meaning.finding import Finding
from allegedly.attribution.meaning.grammar import text_of, tokens_in
from allegedly.attribution.meaning.polarity import polarity
from allegedly.attribution.meaning.press_reference import meant
from allegedly.attribution.meaning.venue import venue
from allegedly.language.times import Time, times
from allegedly.records import Anchor, Document, Mark, Said, Speaker, Statement
from allegedly.spans import Span

# The page's times, in order, each with the statements in whose source or content it stands.
Times = Mapping[Time, Sequence[Statement]]


def understand(doc: Doc, document: Document, statements: Sequence[Statement]) -> list[Statement]:
    """The statements with everything that this room finds out about them.

    Confidences are as the rules give them; `allegedly.reading` turns them into shares of right answers. A speaker's
    name is the source's own words; who that is, `allegedly.actors` says.
    """
    found = times(doc, document.published)
    within = {
        time: [
            one
            for one in statements
            if any(part is not None and part.span.contains(time.span) for part in (one.source, *one.content))
        ]
        for time in found
        if not _in_dateline(document, time)
    }
    answered = [_answered(doc, document, statement, within, statements) for statement in statements]
    chains = chain.chains(doc, answered, credits(doc, document), document=document)
    return [one.model_copy(update={"chain": chains.get(one.id, ())}) for one in answered]


def _answered(
    doc: Doc, document: Document, statement: Statement, within: Times, others: Sequence[Statement]
) -> Statement:
    text = document.text
    doing = act(doc, statement)
    hedged = certainty(doc, statement, doing.value)
    held = polarity(doc, statement, doing.value)
    findings: dict[str, Finding[Any] | None] = {
        "act": doing,
        "certainty": hedged,
        "polarity": held,
        "distance": distance(doc, statement),
        "channel": channel(doc, statement, others=others),
        "outcome": outcome(doc, statement) if doing.value == "declines" else None,
    }
    changes: dict[str, Any] = {field: finding.value for field, finding in findings.items() if finding is not None}
    changes["marks"] = _marks(text, findings)
    changes["confidences"] = {
        field: round(finding.sure, 4) for field, finding in findings.items() if finding is not None
    }
    said = when.said(doc, statement, [time for time in within if not _elsewhere(time, statement, within)])
    if said is not None:
        changes["said"] = Said(edtf=said.value, span=_anchor(text, said.words))
        changes["confidences"]["said"] = round(said.sure, 4)
    changes["times"] = tuple(
        Said(edtf=time.edtf, span=Anchor.at(text, time.span)) for time in when.about(doc, statement, list(within))
    )
    for field, ask in _PLACES.items():
        changes[field] = _anchor(text, ask(doc, statement, others))
        if changes[field] is not None:
            changes["confidences"][field] = _SURE_PLACE
    if statement.source is None and statement.cue is None:
        changes["venue"] = changes["venue"] or _anchor(text, _pictured(doc, document, statement))
    else:
        changes["speaker"], changes["confidences"]["kind"] = _speaker(doc, document, statement)
    return statement.model_copy(update=changes)


def _elsewhere(time: Time, statement: Statement, within: Times) -> bool:
    """True for a time in another's source ("Vorek said, according to a translation published Friday") or words."""
    own = [anchor for anchor in (statement.source, statement.cue, *statement.content) if anchor is not None]
    if any(anchor.span.overlaps(time.span) for anchor in own):
        return False
    for one in within[time]:
        its = one.source is not None and one.source.span.contains(time.span)
        if one.id != statement.id and (one.source != statement.source if its else not _around(one, statement)):
            return True
    return False


def _around(outer: Statement, statement: Statement) -> bool:
    """True where the statement stands in the other's content, or shares its cue ("dismissed P as Q on Monday")."""
    if statement.cue is None:
        return False
    return outer.cue == statement.cue or any(piece.span.contains(statement.cue.span) for piece in outer.content)


def _in_dateline(document: Document, time: Time) -> bool:
    """True for the day of filing before the first sentence: "CARROW, May 17 — …"."""
    block = next((one for one in document.blocks if one.start <= time.span.start < one.end), None)
    if block is None or block.kind != "paragraph":
        return block is not None and block.kind == "dateline"
    before, after = document.text[block.start : time.span.start], document.text[time.span.end : block.end]
    return bool(_PLACE.fullmatch(before)) and bool(_DASH.match(after))


# A dateline's place in capitals, and what ends a dateline: the dash, an agency in brackets before it.
_PLACE = re.compile(r"\s*[A-Z][A-Z .’'-]+(?:, [\w .]+)?,\s")
_DASH = re.compile(r"(?:,? \d{4})?\s*(?:\([^()]{2,40}\)\s*)?[—–-]+\s")


# Addressee and venue are read by rules without grades; what that is worth, `training.calibration` measures.
_SURE_PLACE = 0.9
_PLACES: dict[str, Callable[[Doc, Statement, Sequence[Statement]], Span | None]] = {
    "addressee": lambda doc, statement, others: addressee(doc, statement, others=others),
    "venue": lambda doc, statement, others: venue(doc, statement, others=others),
}


def _marks(text: str, findings: dict[str, Finding[Any] | None]) -> tuple[Mark, ...]:
    """The words that carry the fields, in reading order."""
    made = [
        Mark(text=finding.words.of(text), start=finding.words.start, end=finding.words.end, of=field)
        for field, finding in findings.items()
        if finding is not None and finding.words is not None and field in _MARKED
    ]
    return tuple(sorted(made, key=lambda mark: (mark.start, mark.end)))


_MARKED = frozenset(("act", "certainty", "polarity", "distance", "channel"))


def _anchor(text: str, span: Span | None) -> Anchor | None:
    return None if span is None else Anchor.at(text, span)


def _speaker(doc: Doc, document: Document, statement: Statement) -> tuple[Speaker, float]:
    kind = source_kind.source_kind(doc, statement)
    name = source_kind.description(doc, statement)
    role, affiliation = source_kind.role(doc, statement)
    reason = anonymity(doc, statement, document) if kind.value.startswith("unnamed") else None
    text = document.text
    called = None
    if name is not None:
        called = _called(doc, name, named=kind.value in ("named-person", "named-group", "outlet"))
        press = meant(doc, document, called, Anchor.at(text, name)) if kind.value == "outlet" else None
        called = called if press is None else press.name
    speaker = Speaker(
        name=called,
        kind=kind.value,
        role=None if role is None else " ".join(role.of(text).split()),
        affiliation=None if affiliation is None else " ".join(affiliation.of(text).split()),
        anonymity=_anchor(text, reason),
    )
    return speaker, round(kind.sure, 4)


def _called(doc: Doc, span: Span, *, named: bool) -> str:
    """The name in one line; a description as it stands inside a sentence: "evidence", and not "Evidence"."""
    tokens = tokens_in(doc, span)
    words = " ".join(span.of(text_of(doc)).split())
    lowered = not named and tokens[0].is_sent_start and tokens[0].pos_ != "PROPN" and not tokens[0].ent_type_
    return words[:1].lower() + words[1:] if lowered and words[1:2].islower() else words


def _pictured(doc: Doc, document: Document, statement: Statement) -> Span | None:
    """Where a picture was taken, for the statement that its caption makes."""
    if statement.block is None or document.blocks[statement.block].kind != "caption":
        return None
    return captions.place(doc, document.blocks[statement.block])
