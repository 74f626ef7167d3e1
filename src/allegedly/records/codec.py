"""Records as JSON: the contract of `allegedly read --jsonl` (docs/format.md).

One object a line, `"type"` first, then the fields in the order the records declare them. UTF-8, no ASCII escapes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from allegedly.records.base import Record
from allegedly.records.document import Document
from allegedly.records.reading import Reading

SCHEMA = "allegedly/1"


def _document(document: Document) -> dict[str, Any]:
    fields = document.model_dump(mode="json", exclude={"text", "problems"})
    return {"type": "document", "schema": SCHEMA, **fields}


def _record(kind: str, record: Record) -> dict[str, Any]:
    # `for` and `from` are keywords of Python, not of JSON.
    return {"type": kind, **{name.removesuffix("_"): value for name, value in record.model_dump(mode="json").items()}}


def objects(reading: Reading) -> Iterator[dict[str, Any]]:
    """The reading as JSON objects: the document, then statements, actors, relations, evidence, links,
    credits, problems."""
    yield _document(reading.document)
    groups: tuple[tuple[str, tuple[Record, ...]], ...] = (
        ("statement", reading.statements),
        ("actor", reading.actors),
        ("relation", reading.relations),
        ("evidence", reading.evidence),
        ("link", reading.links),
        ("credit", reading.credits),
        ("problem", (*reading.document.problems, *reading.problems)),
    )
    for kind, records in groups:
        for record in records:
            fields = _record(kind, record)
            if kind == "problem":
                fields = {**fields, "document": reading.document.id}
            yield fields


def lines(reading: Reading) -> Iterator[str]:
    """The same objects as JSON Lines, without line ends."""
    return map(_line, objects(reading))


def line(kind: str, record: Record) -> str:
    """One record as a JSON object, such as a claim, a copy, a drift; without a line end."""
    return _line(_record(kind, record))


def _line(item: dict[str, Any]) -> str:
    # A lone surrogate (possible in decoded bytes) has no UTF-8 form: escape the line that holds one.
    written = json.dumps(item, ensure_ascii=False)
    return written if _encodes(written) else json.dumps(item)


def _encodes(line: str) -> bool:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
