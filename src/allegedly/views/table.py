"""Actors and relations of a reading as rows of a table, for spreadsheets.

In:      a reading.
Out:     dictionaries with the same keys in the same order; several values in a cell are parted by " | ".
Cost:    linear. Fails: never.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from allegedly.records import Reading
from allegedly.views import words
from allegedly.views.cast import cast
from allegedly.views.outline import outline

Row = dict[str, str]


def actors(reading: Reading) -> Iterator[Row]:
    """One row an actor that is named, speaks or takes part in something."""
    entries = outline(reading.statements)
    names = {actor.id: actor.name for actor in reading.actors}
    for part in cast(reading, entries)[0]:
        actor = part.actor
        yield {
            "document": reading.document.id,
            "actor": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            **{key: actor.identifiers.get(key, "") for key in ("key", "wikidata", "iso3", "country", "cameo")},
            "acts_for": names.get(actor.principal or "", ""),
            "roles": _joined(role.text for role in actor.roles),
            "mentions": str(len(actor.mentions)),
            "statements": str(len(part.says)),
            "spoken_of_in": str(len(part.told_of)),
            "why": _joined(actor.why),
        }


def relations(reading: Reading) -> Iterator[Row]:
    """One row a relation, with who asserts it."""
    names = {actor.id: actor.name for actor in reading.actors}
    statements = {one.id: one for one in reading.statements}
    for one in reading.relations:
        statement = statements[one.statement]
        yield {
            "document": reading.document.id,
            "outlet": reading.document.outlet or "",
            "published": reading.document.published or "",
            "relation": one.id,
            "subjects": _joined(names.get(each, each) for each in one.subjects),
            "type": one.relation,
            "mode": one.mode or "",
            "objects": _joined(names.get(each, each) for each in one.objects) or one.object or "",
            "when": one.when or "",
            "where": one.where.text if one.where else "",
            "polarity": one.polarity,
            "certainty": one.certainty,
            "modality": one.modality,
            "trigger": one.trigger.text,
            "start": str(one.trigger.start),
            "asserted_by": "" if words.is_outlet_voice(statement) else words.speaker(statement, reading.document)[0],
            "statement": statement.id,
        }


def _joined(parts: Iterable[str]) -> str:
    return " | ".join(" ".join(part.split()) for part in parts)


def text(rows: Iterable[Mapping[str, Any]], *, separator: str = ",", heading: bool = True) -> str:
    """The rows as CSV or TSV (RFC 4180), with a heading unless told; empty for no rows.

    A cell that a spreadsheet would take for a formula is led by an apostrophe.
    """
    written = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(written, list(row), delimiter=separator, lineterminator="\n")
            if heading:
                writer.writeheader()
        writer.writerow({key: _harmless(value) for key, value in row.items()})
    return written.getvalue()


def _harmless(value: Any) -> str:
    told = " | ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
    return f"'{told}" if told[:1] in ("=", "+", "-", "@") else told
