"""People's corrections of one statement: which fields can be corrected, and what a corrected statement looks like.

In:      the statement as the machine read it, the text, and edits as decisions hold them.
Out:     a statement whose spans quote the same text; the id stays, so that permalinks hold.
Fails:   BadDecision where a value cannot be meant.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any, get_args

from pydantic import ValidationError

from allegedly import dates
from allegedly.errors import AnchorError, BadDecision
from allegedly.records import (
    Act,
    Anchor,
    Certainty,
    Channel,
    Form,
    Outcome,
    Polarity,
    Said,
    Speaker,
    SpeakerKind,
    Statement,
)
from allegedly.spans import Span

_CHOICES: dict[str, tuple[tuple[str, ...], bool]] = {  # Field → its values, and whether it may be left open.
    "act": (get_args(Act), True),
    "certainty": (get_args(Certainty), False),
    "polarity": (get_args(Polarity), True),
    "channel": (get_args(Channel), True),
    "form": (get_args(Form), False),
    "outcome": (get_args(Outcome), True),
}
_SPANS = ("source", "cue", "content")
#: What can be corrected in a statement.
FIELDS = (*_SPANS, "speaker", *_CHOICES, "said")


def edited(statement: Statement, text: str, edits: Iterable[tuple[str, Any]]) -> Statement:
    """The statement with the edits, the later one winning.

    Raises:
        BadDecision: a field that cannot be corrected, or a value that cannot be meant.
    """
    changed: dict[str, Any] = {}
    for field, value in edits:
        changed[field] = _value(statement, text, field, value)
    return statement.model_copy(update={**changed, **_consequences(statement, changed)}) if changed else statement


def _consequences(statement: Statement, changed: dict[str, Any]) -> dict[str, Any]:
    """What follows by itself: who speaks is the chain's first hop; verbatim is only what stands in the content."""
    follows: dict[str, Any] = {}
    speaker: Speaker | None = changed.get("speaker")
    if speaker is not None and statement.chain and statement.chain[0].role == "speaker":
        first = statement.chain[0].model_copy(update={"name": speaker.name or "", "actor": speaker.actor})
        follows["chain"] = (*([first] if speaker.name else []), *statement.chain[1:])
    pieces: tuple[Anchor, ...] = changed.get("content", ())
    if pieces:
        inside = (one for one in statement.verbatim if any(piece.span.contains(one.span) for piece in pieces))
        follows["verbatim"] = tuple(inside)
    return follows


def _value(statement: Statement, text: str, field: str, value: Any) -> Any:
    if field in _CHOICES:
        return _choice(field, value)
    if field in _SPANS:
        return _spans(field, value, text)
    if field == "speaker":
        return _speaker(statement, value)
    if field == "said":
        return _said(value)
    raise BadDecision(f"{field!r} cannot be corrected; what can be: {', '.join(FIELDS)}.")


def _choice(field: str, value: Any) -> str | None:
    values, optional = _CHOICES[field]
    if value is None and optional:
        return None
    if value not in values:
        raise BadDecision(f"{value!r} is no {field}; choose one of: {', '.join(values)}.")
    return str(value)


def _spans(field: str, value: Any, text: str) -> Any:
    """Places as `{"start", "end"}`; the content is a list of them, in order and apart."""
    if field != "content":
        return None if value is None else _anchor(value, text)
    if not isinstance(value, list) or not value:
        raise BadDecision("the content of a statement is a list of at least one span.")
    pieces = tuple(_anchor(one, text) for one in value)
    if any(before.end > after.start for before, after in itertools.pairwise(pieces)):
        raise BadDecision("the pieces of a content stand in reading order and do not overlap.")
    return pieces


def _anchor(value: Any, text: str) -> Anchor:
    try:
        return Anchor.at(text, Span(int(value["start"]), int(value["end"])))
    except (AnchorError, KeyError, TypeError, ValueError) as error:
        raise BadDecision(f"{value!r} is no place in a text of {len(text)} code points: {error}.") from error


def _speaker(statement: Statement, value: Any) -> Speaker:
    """`{"name", "actor", "kind"}`, or None where nobody can say who spoke. The first hop of the chain is seen apart."""
    if value is None:
        return statement.speaker.model_copy(update={"actor": None, "name": None, "candidates": ()})
    if not isinstance(value, dict) or not str(value.get("name") or "").strip():
        raise BadDecision("a speaker is corrected with a name.")
    kind = value.get("kind") or statement.speaker.kind
    if kind not in get_args(SpeakerKind):
        raise BadDecision(f"{kind!r} is no kind of speaker; choose one of: {', '.join(get_args(SpeakerKind))}.")
    try:
        changed = {"actor": value.get("actor"), "name": str(value["name"]).strip(), "kind": kind, "candidates": ()}
        return Speaker.model_validate({**statement.speaker.model_dump(), **changed})
    except ValidationError as error:
        raise BadDecision(f"the speaker cannot be {value!r}: {error.errors()[0]['msg']}.") from error


def _said(value: Any) -> Said | None:
    if value is None:
        return None
    if not isinstance(value, str) or not dates.is_time(value):
        raise BadDecision(f"{value!r} is no date; write 2031-03-05, 2031-03, 2031 or an interval of these.")
    return Said(edtf=value)
