"""Figures as plain tables and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from evaluation.corpora import Corpus
from evaluation.figures import Figure
from evaluation.floors import Floors

_TARGETS = Path(__file__).parent / "data" / "targets.json"
_SLICES = ".B4."
_HEADINGS = ("figure", "value", "95 %", "P", "R", "gold", "found", "floor", "reach", "published")
_NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Section:
    """What one corpus gave. `digest` is the SHA-256 of its gold file; `note` says what to know of this run."""

    corpus: Corpus
    digest: str
    documents: int
    figures: tuple[Figure, ...]
    note: str | None = None


@cache
def _targets() -> dict[str, Any]:
    targets: dict[str, Any] = json.loads(_TARGETS.read_text("utf-8"))
    return targets


def text(section: Section, floors: Floors) -> str:
    """The section as a heading and tables, lines ended."""
    rows = [list(_HEADINGS), *(_row(item, section.digest, floors) for item in section.figures if not _sliced(item))]
    blocks = ["\n".join([*_heading(section), *_table(rows)])]
    slices = _slices(section.figures)
    if slices:
        blocks.append("\n".join(_table(slices)))
    return "\n\n".join(blocks) + "\n"


def _heading(section: Section) -> Iterator[str]:
    corpus = section.corpus
    yield f"{corpus.name}: {corpus.path.name}, {section.documents} documents, gold {section.digest[:12]}"
    yield f"  published by {corpus.published}; licence: {corpus.licence}; the shipped model saw {corpus.trained_on}"
    if section.note:
        yield f"  {section.note}"


def _sliced(item: Figure) -> bool:
    return _SLICES in item.name


def _row(item: Figure, digest: str, floors: Floors) -> list[str]:
    floor = floors.get(item.name)
    held = floor.floor if floor and floor.gold_sha256 == digest else None
    within = _NOTHING if item.low is None or item.high is None else f"{_percent(item.low)}-{_percent(item.high)}"
    shares = [_percent(item.precision), _percent(item.recall)]
    counts = [_count(item.gold), _count(item.predicted)]
    bars = [_percent(held), *(_percent(_targets()[kind].get(item.name)) for kind in ("reach", "published"))]
    return [item.name, _percent(item.value), within, *shares, *counts, *bars]


def _percent(value: float | None) -> str:
    return _NOTHING if value is None else f"{100 * value:.1f}"


def _count(value: float | None) -> str:
    return _NOTHING if value is None else f"{value:.0f}"


def _slices(figures: Sequence[Figure]) -> list[list[str]]:
    """One row a slice: how many, and the four measures of slices.py; empty without slices."""
    by_slice: dict[str, dict[str, Figure]] = {}
    for item in figures:
        if _sliced(item):
            label, _, measure = item.name.partition(_SLICES)[2].rpartition(".")
            by_slice.setdefault(label, {})[measure] = item
    if not by_slice:
        return []
    measures = list(next(iter(by_slice.values())))
    rows = [
        [label, _count(row["found"].gold), *(_percent(row[measure].value) for measure in measures)]
        for label, row in by_slice.items()
    ]
    return [["B4: gold attributions that are", "gold", *measures], *rows]


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [_line(row, widths) for row in rows]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    label, *cells = row
    aligned = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
    return "  ".join(["", label.ljust(widths[0]), *aligned])


def as_json(sections: Sequence[Section], *, reader: str, below: Sequence[str]) -> str:
    """Everything as one JSON object, line ended. Values are fractions of 1."""
    content: Mapping[str, Any] = {
        "reader": reader,
        "corpora": [
            {
                "name": section.corpus.name,
                "file": section.corpus.path.name,
                "gold_sha256": section.digest,
                "documents": section.documents,
                "published": section.corpus.published,
                "licence": section.corpus.licence,
                "note": section.note,
                "figures": [asdict(item) for item in section.figures],
            }
            for section in sections
        ],
        "below_floor": list(below),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
