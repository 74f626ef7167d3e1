"""Entities: exact span and type, per type and over all types.

Gold:    three corpora with their own label sets, put into the reader's by data/entity_labels.json. Only types that the
         corpus annotates are scored: another type that the reader finds there is neither right nor wrong.
Nested:  the reader's entities are flat. Where gold spans overlap (re3d), the longest counts and the ones inside are
         optional. Optional spans are no gold, and a prediction inside one that is no gold either is not counted.
Places:  tokens where the corpus has tokens (the reader is given them), inked characters where it has text.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from allegedly.spans import Span
from evaluation.figures import Counts, Figure, figure
from evaluation.ink import Ink

_LABELS = Path(__file__).parent / "data" / "entity_labels.json"
_GLUED = re.compile(r"[)\]}”’.,;:!?%]|n['’]t|['’](?:s|re|ve|ll|d|m)")
_OPENING = frozenset("([{“‘$#")


class Entity(NamedTuple):
    """A span of tokens or of ink, and its type."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """A gold document. `tokens` and `spaced` (is a blank after the token?) are None where the corpus has only text.

    `sentences` are the token indices at which sentences start.
    """

    id: str
    text: str
    entities: frozenset[Entity]
    optional: frozenset[Span]
    tokens: tuple[str, ...] | None = None
    spaced: tuple[bool, ...] | None = None
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Labels:
    """A corpus's types in the reader's terms (data/entity_labels.json)."""

    gold: Mapping[str, str]
    fold: Mapping[str, str]
    names_only: frozenset[str]

    def of(self, label: str) -> str | None:
        """The type under which the corpus would have the reader's `label`; None where it annotates no such thing."""
        folded = self.fold.get(label, label)
        return folded if folded in self.gold.values() else None


@cache
def _every_label() -> dict[str, Labels]:
    corpora = json.loads(_LABELS.read_text("utf-8"))["corpora"]
    return {name: Labels(row["gold"], row["fold"], frozenset(row["names_only"])) for name, row in corpora.items()}


def labels(corpus: str) -> Labels:
    """The label map of a corpus.

    Raises:
        ValueError: there is none of that name.
    """
    known = _every_label()
    if corpus not in known:
        raise ValueError(f"no label map for {corpus!r}; say --corpus with one of {', '.join(sorted(known))}.")
    return known[corpus]


def load(path: Path, mapping: Labels) -> list[Tagged]:
    """The documents of a JSON Lines file: rows with tokens and BIO tags, or rows with text and entities.

    Raises:
        ValueError: a row is neither.
    """
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    if all("entities" in row for row in rows):
        return [_from_text(row, mapping) for row in rows]
    if not all("tags" in row for row in rows):
        raise ValueError(f"{path.name}: a row has neither tokens and tags nor text and entities.")
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row.get("doc") or row["id"].rpartition("-")[0]].append(row)
    return [_from_tokens(name, group, mapping) for name, group in grouped.items()]


def _from_tokens(name: str, rows: Sequence[Mapping[str, Any]], mapping: Labels) -> Tagged:
    tokens: list[str] = []
    entities: set[Entity] = set()
    optional: set[Span] = set()
    sentences = []
    for row in rows:
        sentences.append(len(tokens))
        for span, label in bio(row["tags"]):
            place = Span(span.start + len(tokens), span.end + len(tokens))
            if label in mapping.gold:
                entities.add(Entity(place, mapping.gold[label]))
            else:
                optional.add(place)
        tokens += row["tokens"]
    spaced = (*(_blank(before, after) for before, after in pairwise(tokens)), False)
    text = "".join(token + " " * blank for token, blank in zip(tokens, spaced, strict=True))
    return Tagged(name, text, frozenset(entities), frozenset(optional), tuple(tokens), spaced, tuple(sentences))


def _blank(before: str, after: str) -> bool:
    """The white space guessed between two tokens of a corpus that has tokens only."""
    return before not in _OPENING and _GLUED.fullmatch(after) is None


def bio(tags: Sequence[str]) -> Iterator[tuple[Span, str]]:
    """The spans of BIO tags; an I that continues nothing begins a span."""
    start, current = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        mark, _, label = tag.partition("-")
        if current and (mark != "I" or label != current):
            yield Span(start, at), current
            current = ""
        if mark in ("B", "I") and not current:
            start, current = at, label


def _from_text(row: Mapping[str, Any], mapping: Labels) -> Tagged:
    text, ink = row["text"], Ink(row["text"])
    named: set[Entity] = set()
    optional: set[Span] = set()
    for item in row["entities"]:
        span = Span(item["start"], item["end"])
        if item.get("offset_mismatch") or not ink.span(span).length:
            continue
        label = mapping.gold.get(item["type"])
        last = (span.of(text).split() or [""])[-1]
        if label is None or (label in mapping.names_only and not last[:1].isupper()):
            optional.add(ink.span(span))
        else:
            named.add(Entity(ink.span(span), label))
    outer = _outermost(named)
    optional |= {item.span for item in named - outer}
    return Tagged(row["id"], text, frozenset(outer), frozenset(optional))


def _outermost(entities: Iterable[Entity]) -> set[Entity]:
    kept: list[Entity] = []
    for item in sorted(entities, key=lambda item: (-item.span.length, item)):
        if not any(item.span.overlaps(other.span) for other in kept):
            kept.append(item)
    return set(kept)


def score(gold: Sequence[Tagged], predicted: Sequence[Iterable[Entity]], mapping: Labels, *, name: str) -> list[Figure]:
    """F1 over all types, then per type; `predicted` has the reader's own labels, document by document."""
    found = [_comparable(document, items, mapping) for document, items in zip(gold, predicted, strict=True)]
    sides = list(zip((document.entities for document in gold), found, strict=True))
    figures = [figure(f"{name}.entities.all", [_exact(*side) for side in sides], headline=True)]
    for label in sorted(set(mapping.gold.values())):
        counts = [_exact(*(frozenset(item for item in side if item.label == label) for side in pair)) for pair in sides]
        figures.append(figure(f"{name}.entities.{label}", counts))
    return figures


def _comparable(document: Tagged, predicted: Iterable[Entity], mapping: Labels) -> frozenset[Entity]:
    renamed = {Entity(span, name) for span, label in predicted if (name := mapping.of(label))}
    return frozenset(
        item
        for item in renamed
        if item in document.entities or not any(place.contains(item.span) for place in document.optional)
    )


def _exact(gold: frozenset[Entity], predicted: frozenset[Entity]) -> Counts:
    return Counts(len(gold & predicted), len(predicted), len(gold))
