"""Coreference corpora as examples: words, sentences, and the head word of every mention with its entity."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.corpora import Example, _place, _spaced

# What may follow the head of a noun phrase; LitBank marks no heads.
_AFTER_HEAD = frozenset(
    ("of", "in", "at", "from", "who", "that", "which", "whose", "whom", "with", "on", "for", "to", "by", ",", "(", "'s")
)


def coreference(path: Path, *, genres: frozenset[str] | None = None, per_example: int = 60) -> Iterator[Example]:
    """GUM and LitBank in JSON Lines, `per_example` sentences of one document at a time."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if genres is not None and row["genre"] not in genres:
            continue
        heads = [(_head(mention, row["tokens"]), str(mention["entity"])) for mention in row["mentions"]]
        starts = [*row["sent_starts"], len(row["tokens"])]
        for first in range(0, len(starts) - 1, per_example):
            begin, end = starts[first], starts[min(first + per_example, len(starts) - 1)]
            words = row["tokens"][begin:end]
            sentences = [at - begin for at in starts[first : first + per_example] if at < end]
            inside = sorted({(at - begin, entity) for at, entity in heads if begin <= at < end})
            gaps = _spaced(words, "\n\n")
            example = Example(path.parent.name + "_coreference", words, gaps, [], sentences, mentions=inside)
            example.quoted = _place(words, gaps)
            yield example


def _head(mention: dict[str, Any], tokens: list[str]) -> int:
    start, end = int(mention["start"]), int(mention["end"])
    if mention.get("minspan"):
        return start + int(str(mention["minspan"]).split(",")[0]) - 1
    words = tokens[start:end]
    cut = next((at for at, word in enumerate(words) if at and word.lower() in _AFTER_HEAD), len(words))
    if mention.get("form") == "PROP":
        # The first word of a name is its head in Universal Dependencies.
        return start + next((at for at, word in enumerate(words[:cut]) if word[:1].isupper()), 0)
    return start + cut - 1
