"""Statements as W3C Web Annotations, for Hypothes.is, Recogito and whatever else reads JSON-LD.

In:      a reading.
Out:     one annotation a statement. Its target is the document with one position selector and one quote selector a
         piece of content; its bodies tag the speaker and the act, and describe the statement in words.
Offsets: code points, as the recommendation asks; prefix and suffix of a quote are up to 32 of them.
Cost:    linear. Fails: never.
Source:  W3C Web Annotation Data Model (2017), sections 3.2, 4.2.4 and 4.2.5.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from allegedly.records import Anchor, Document, Reading, Statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32


def web_annotations(
    reading: Reading, *, base: str = "urn:allegedly:", review: Mapping[str, str] | None = None
) -> Iterator[dict[str, Any]]:
    """One annotation a statement.

    Args:
        base: What stands before ids to make them IRIs.
        review: What people decided, by the ids of statements.
    """
    for statement in reading.statements:
        yield {
            "@context": CONTEXT,
            "id": f"{base}{statement.id}",
            "type": "Annotation",
            "motivation": "classifying",
            "generator": {"id": f"{base}reader:{reading.reader}", "type": "Software", "name": "allegedly"},
            "body": [*_tags(statement), _described(statement, (review or {}).get(statement.id, "machine"))],
            "target": _target(reading.document, statement, base),
        }


def _tags(statement: Statement) -> Iterator[dict[str, str]]:
    for value in (statement.speaker.name, statement.act):
        if value:
            yield {"type": "TextualBody", "purpose": "tagging", "value": value, "format": "text/plain"}


def _described(statement: Statement, status: str) -> dict[str, str]:
    chain = " → ".join(f"{hop.name} ({hop.role})" for hop in statement.chain)
    told = [
        f"Said by: {statement.speaker.name or 'nobody named'}",
        f"Act: {statement.act or 'none'}, presented as {statement.certainty}",
        *([f"Chain: {chain}"] if chain else []),
        *([f"Said: {statement.said.edtf}"] if statement.said else []),
        f"Review: {status}",
    ]
    return {"type": "TextualBody", "purpose": "describing", "value": "\n".join(told), "format": "text/plain"}


def _target(document: Document, statement: Statement, base: str) -> dict[str, Any]:
    pieces = [
        {
            "type": "TextPositionSelector",
            "start": piece.start,
            "end": piece.end,
            "refinedBy": _quote(document.text, piece),
        }
        for piece in statement.content
    ]
    return {
        "source": document.url or f"{base}{document.id}",
        "state": {"type": "State", "id": f"{base}{document.version}", "sha256": document.text_sha256},
        "selector": pieces[0] if len(pieces) == 1 else pieces,
    }


def _quote(text: str, anchor: Anchor) -> dict[str, str]:
    return {
        "type": "TextQuoteSelector",
        "exact": anchor.text,
        "prefix": text[max(0, anchor.start - _AROUND) : anchor.start],
        "suffix": text[anchor.end : anchor.end + _AROUND],
    }
