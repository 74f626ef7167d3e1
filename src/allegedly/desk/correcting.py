"""Corrections as people write them: `act=denies`, `speaker=Ali Barakeh`, `content=the exact words`.

In:      a field and what was written for it; the statement as it is shown, and the text it stands in.
Out:     the value that the ledger takes: spans as offsets, found by their exact words nearest to where the field stands
         now; "none" leaves a field open.
Fails:   BadDecision where the words do not stand in the text, or the field is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from allegedly.errors import BadDecision
from allegedly.ledger.edits import FIELDS
from allegedly.records import Statement

if TYPE_CHECKING:
    from allegedly.desk.ledger import Ledger
    from allegedly.ledger import Decision

_SPANS = ("source", "cue", "content")
_GAP = "…"
_OPEN = "none"


def correct(ledger: Ledger, identity: str, written: str, *, seen_at: int | None = None) -> Decision:
    """Correct a field of a statement or a document as it was written."""
    if identity.startswith("doc_"):
        field, _, value = written.partition("=")
        return ledger.edit(identity, field.strip(), value.strip() or None, seen_at=seen_at)
    field, value = split(written)
    statement, seen = ledger.statement(identity)
    orphan = next((document for gone, document in seen.orphaned if gone.id == identity), None)
    text = (orphan or seen.reading.document).text
    return ledger.edit(identity, field, value_of(field, value, statement, text), seen_at=seen_at)


def split(written: str) -> tuple[str, str]:
    """The field and the value in "field=value".

    Raises:
        BadDecision: it is not written so.
    """
    field, equals, value = written.partition("=")
    if not equals or field.strip() not in FIELDS:
        raise BadDecision(f"{written!r} is no correction; write FIELD=VALUE, FIELD being one of: {', '.join(FIELDS)}.")
    return field.strip(), value.strip()


def value_of(field: str, written: str, statement: Statement, text: str) -> Any:
    """What the ledger takes for the field."""
    if written.lower() == _OPEN or not written:
        return None
    if field not in _SPANS:
        return written
    pieces = list(_places(field, written, statement, text))
    return pieces if field == "content" else pieces[0]


def _places(field: str, written: str, statement: Statement, text: str) -> Iterator[dict[str, int]]:
    """Where the words stand, piece by piece; the pieces of a content are parted by "…" and follow each other."""
    near = _now(field, statement)
    behind = 0
    for piece in written.split(_GAP) if field == "content" else [written]:
        words = piece.strip()
        start = _nearest(text, words, near, behind)
        if start is None:
            raise BadDecision(f"{words!r} does not stand in the text so, character by character; copy it from there.")
        behind = start + len(words)
        near = behind
        yield {"start": start, "end": behind}


def _now(field: str, statement: Statement) -> int:
    anchor = statement.content[0] if field == "content" else getattr(statement, field)
    return (anchor or statement.content[0]).start


def _nearest(text: str, words: str, near: int, behind: int) -> int | None:
    found: int | None = None
    at = text.find(words, behind) if words else -1
    while at >= 0:
        if found is None or abs(at - near) < abs(found - near):
            found = at
        at = text.find(words, at + 1)
    return found
