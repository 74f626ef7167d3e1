"""Pairs of texts and how the first bears on the second: supports, disputes, neither.

Both stand in one window, `[CLS] a [SEP] b [SEP]`, each beginning like a paragraph; the label hangs on the first piece.
A corpus without unrelated pairs gets them: a claim beside the evidence of another row.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from allegedly.language.pairs import pair_inputs
from allegedly.language.windows import Inputs
from training.labels import BEARINGS


class TextPair(NamedTuple):
    """Does `first` support or dispute `second`?"""

    first: str
    second: str
    label: str


@dataclass
class TextPairs:
    """A batch. Shapes: inputs (pair, piece) four times; labels (pair)."""

    inputs: tuple[Tensor, Tensor, Tensor, Tensor]
    labels: Tensor

    @property
    def size(self) -> int:
        return int((self.inputs[0] != 0).sum())


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _evidence(path: Path) -> Iterator[TextPair]:
    """fever, covidfact, scifact: evidence and a claim."""
    rows = _rows(path)
    for at, row in enumerate(rows):
        label = "supports" if row["label"] in ("SUPPORTS", "SUPPORTED") else "disputes"
        yield TextPair(row["evidence"], row["claim"], label)
        if at % 2 == 0:
            yield TextPair(rows[(at * 7 + 11) % len(rows)]["evidence"], row["claim"], "neither")


def _similar(path: Path) -> Iterator[TextPair]:
    """sts_news: two headlines of like meaning (4 of 5 and more), or of none (2 and less)."""
    for row in _rows(path):
        score = float(row["score"])
        if score >= 4 or score <= 2:
            yield TextPair(row["a"], row["b"], "supports" if score >= 4 else "neither")


_LEAD_WORDS = 110
_STANCES = {"agree": "supports", "disagree": "disputes", "discuss": "neither"}


def _stances(path: Path) -> Iterator[TextPair]:
    """fnc1: the beginning of an article, and a headline that agrees with it, disagrees, or only discusses it."""
    with (path.parent / "train_bodies.csv").open(encoding="utf-8", newline="") as file:
        bodies = {row["Body ID"]: " ".join(row["articleBody"].split()[:_LEAD_WORDS]) for row in csv.DictReader(file)}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["Stance"] in _STANCES:
                yield TextPair(bodies[row["Body ID"]], row["Headline"], _STANCES[row["Stance"]])


def _own(path: Path) -> Iterator[TextPair]:
    """Our own pairs (training/pairs/README.md): label, tab, first, tab, second."""
    for file in sorted(path.glob("*.tsv")):
        for line in file.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                label, first, second = line.split("\t")
                yield TextPair(first, second, label)
                if label != "neither":
                    yield TextPair(second, first, label)


KINDS: dict[str, Callable[[Path], Iterator[TextPair]]] = {
    "evidence": _evidence,
    "similar": _similar,
    "stances": _stances,
    "own": _own,
}


def collate(pairs: list[TextPair], tokenizer: Tokenizer) -> TextPairs:
    """Pad the pairs together."""
    made: list[Inputs] = [pair_inputs(pair.first, pair.second, tokenizer) for pair in pairs]
    width = max(len(one.ids) for one in made)
    stacked = [torch.zeros(len(made), width, dtype=torch.long) for _ in range(4)]
    for row, one in enumerate(made):
        for target, source in zip(stacked, one[:4], strict=True):
            target[row, : len(source)] = torch.from_numpy(source.astype(np.int64))
    labels = torch.tensor([BEARINGS.index(pair.label) for pair in pairs])
    return TextPairs((stacked[0], stacked[1], stacked[2], stacked[3]), labels)


def draw(
    groups: list[tuple[float, list[TextPair]]], budget: int, tokenizer: Tokenizer, chance: random.Random
) -> Iterator[TextPairs]:
    """Endless batches of about `budget` pieces; each corpus by its share, sorted by length within 256 pairs."""
    shares = [share for share, _ in groups]
    queues: list[list[TextPair]] = [[] for _ in groups]
    while True:
        drawn: list[TextPair] = []
        for at in chance.choices(range(len(groups)), shares, k=256):
            if not queues[at]:
                queues[at] = list(groups[at][1])
                chance.shuffle(queues[at])
            drawn.append(queues[at].pop())
        drawn.sort(key=lambda pair: len(pair.first) + len(pair.second))
        batches: list[list[TextPair]] = [[]]
        for pair in drawn:
            # Five letters a piece: near enough to fill a batch.
            if (len(batches[-1]) + 1) * (len(pair.first) + len(pair.second)) // 5 > budget and batches[-1]:
                batches.append([])
            batches[-1].append(pair)
        chance.shuffle(batches)
        for batch in batches:
            yield collate(batch, tokenizer)
