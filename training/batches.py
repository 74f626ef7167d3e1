"""Examples to tensors: windows drawn by corpus share, padded together."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from allegedly.language import pieces, windows
from training.corpora import Example
from training.labels import ENTITY_TAGS, ROLE_TAGS, UPOS, spell

IGNORED = -100


@dataclass
class Ready:
    """An example cut into pieces. `units` are its sentences or paragraphs, word ranges, with the teacher's vectors."""

    example: Example
    pieces: pieces.Pieces
    units: list[tuple[int, int]]
    vectors: Tensor | None = None


@dataclass
class Batch:
    """Windows padded together. Shapes: pieces (window, piece); words (window, word); see each head's loss."""

    inputs: tuple[Tensor, Tensor, Tensor, Tensor]
    first: Tensor
    words: Tensor
    sentence_starts: Tensor
    upos: Tensor
    feats: Tensor
    heads: Tensor
    deprels: Tensor
    sentence: Tensor
    entities: Tensor
    cues: Tensor
    pair_window: Tensor
    pair_cue: Tensor
    pair_tags: Tensor
    unit_window: Tensor
    unit_mask: Tensor
    unit_vectors: Tensor
    mention_window: Tensor
    mention_word: Tensor
    mention_entity: Tensor

    @property
    def size(self) -> int:
        return int((self.inputs[0] != 0).sum())


def ready(example: Example, tokenizer: Tokenizer) -> Ready:
    """Cut the example's words into pieces and find its units."""
    cut = pieces.cut(example.words, example.gaps, example.quoted, tokenizer=tokenizer)
    starts = example.sentences
    if starts is None:
        starts = [at for at, gap in enumerate(example.gaps) if "\n" in gap or at == 0]
    edges = [*starts, len(example.words)]
    return Ready(example, cut, [(a, b) for a, b in pairwise(edges) if b > a])


def cut_windows(item: Ready, chance: random.Random) -> list[tuple[Ready, windows.Window]]:
    """The example's windows; their size varies, so that the same words meet other neighbours in the next round."""
    limit = chance.choice((120, 180, windows.MAX_PIECES, windows.MAX_PIECES, windows.MAX_PIECES))
    if item.example.sentences is None:
        found = windows.windows(item.pieces, item.example.words, limit=limit)
    else:
        found = _at_units(item, limit)
    return [(item, window) for window in found]


def _at_units(item: Ready, limit: int) -> list[windows.Window]:
    edges = np.append(item.pieces.first, len(item.pieces.ids))
    found: list[windows.Window] = []
    start = item.units[0][0]
    end = start
    for first, last in item.units:
        if end > start and edges[last] - edges[start] > limit:
            found.append(windows.Window(start, end))
            start = first
        end = last
    found.append(windows.Window(start, end))
    return [window for window in found if window.end > window.start]


def draw(
    groups: list[tuple[float, list[Ready]]], budget: int, chance: random.Random
) -> Iterator[list[tuple[Ready, windows.Window]]]:
    """Endless lists of windows of like length, `budget` pieces each with their padding.

    Each corpus comes by its share and goes round in a new order. Sorting by length within 96 windows keeps padding
    near a fifth (it was a third without).
    """
    total = sum(share for share, _ in groups)
    queues: list[list[tuple[Ready, windows.Window]]] = [[] for _ in groups]
    debts = [0.0 for _ in groups]
    drawn: list[tuple[Ready, windows.Window]] = []
    while True:
        while len(drawn) < 96:
            debts = [debt + share / total for debt, (share, _) in zip(debts, groups, strict=True)]
            chosen = max(range(len(groups)), key=debts.__getitem__)
            debts[chosen] -= 1
            if not queues[chosen]:
                queues[chosen] = [window for item in groups[chosen][1] for window in cut_windows(item, chance)]
                chance.shuffle(queues[chosen])
            drawn.append(queues[chosen].pop())
        packed = _packed(drawn, budget)
        drawn = packed.pop()  # The last is seldom full: it waits for the next round.
        chance.shuffle(packed)
        yield from packed


def _packed(drawn: list[tuple[Ready, windows.Window]], budget: int) -> list[list[tuple[Ready, windows.Window]]]:
    sized = sorted(((_size(item, window), at) for at, (item, window) in enumerate(drawn)), reverse=True)
    packed: list[list[tuple[Ready, windows.Window]]] = []
    longest = 0
    for size, at in sized:
        if not packed or (len(packed[-1]) + 1) * longest > budget:
            packed.append([])
            longest = size
        packed[-1].append(drawn[at])
    return packed


def _size(item: Ready, window: windows.Window) -> int:
    first = item.pieces.first
    return int((first[window.end] if window.end < len(first) else len(item.pieces.ids)) - first[window.start]) + 2


class Labels:
    """Label names to numbers for what differs by corpus."""

    def __init__(self, feats: list[str], deprels: list[str]) -> None:
        self.upos = {name: number for number, name in enumerate(UPOS)}
        self.feats = {name: number for number, name in enumerate(feats)}
        self.deprels = {name: number for number, name in enumerate(deprels)}
        self.roles = {name: number for number, name in enumerate(ROLE_TAGS)}

    def collate(self, drawn: list[tuple[Ready, windows.Window]]) -> Batch:
        """Pad the windows together; unknown labels are IGNORED, an unknown entity allows every tag."""
        made = [windows.inputs(item.pieces, window) for item, window in drawn]
        size, width = len(made), max(len(one.ids) for one in made)
        count = max(window.end - window.start for _, window in drawn)

        def grid(value: int = IGNORED) -> Tensor:
            return torch.full((size, count), value)

        stacked = [torch.zeros(size, width, dtype=torch.long) for _ in range(4)]
        first, words = grid(0), grid(0)
        upos, feats, heads, deprels, starts, cues = (grid() for _ in range(6))
        sentence = grid(-1)
        entities = torch.ones(size, count, len(ENTITY_TAGS), dtype=torch.bool)
        pairs: list[tuple[int, int, list[int]]] = []
        units: list[tuple[int, int, int, Tensor]] = []
        mentions: list[tuple[int, int, int]] = []
        entities_seen: dict[tuple[int, str], int] = {}
        for row, ((item, window), one) in enumerate(zip(drawn, made, strict=True)):
            for target, source in zip(stacked, one[:4], strict=True):
                target[row, : len(source)] = torch.from_numpy(source.astype(np.int64))
            span = slice(window.start, window.end)
            length = window.end - window.start
            first[row, :length] = torch.from_numpy(one.first.astype(np.int64))
            words[row, :length] = 1
            example = item.example
            if example.sentences is not None and item.example.upos is not None:
                starts[row, :length] = 0
            for number, (start, end) in enumerate(item.units):
                if example.sentences is not None and window.start <= start < window.end:
                    starts[row, start - window.start] = 1
                if window.start <= start and end <= window.end:
                    sentence[row, start - window.start : end - window.start] = number
                    if item.vectors is not None:
                        units.append((row, start - window.start, end - window.start, item.vectors[number]))
            if example.sentences is not None and example.upos is None:
                starts[row, :length] = 0
                for start, _ in item.units:
                    if window.start <= start < window.end:
                        starts[row, start - window.start] = 1
            if example.upos and example.feats and example.heads and example.deprels:
                upos[row, :length] = torch.tensor([self.upos.get(name, IGNORED) for name in example.upos[span]])
                feats[row, :length] = torch.tensor([self.feats.get(name, IGNORED) for name in example.feats[span]])
                deprels[row, :length] = torch.tensor([self.deprels.get(n, IGNORED) for n in example.deprels[span]])
                shifted = [head - window.start for head in example.heads[span]]
                heads[row, :length] = torch.tensor([head if 0 <= head < length else IGNORED for head in shifted])
            if example.entities is not None:
                entities[row, :length] = False
                for at, allowed in enumerate(example.entities[span]):
                    entities[row, at, list(allowed)] = True
            for at, name in example.mentions or ():
                if window.start <= at < window.end:
                    number = entities_seen.setdefault((row, name), len(entities_seen))
                    mentions.append((row, at - window.start, number))
            if example.attributions is not None:
                pairs.extend((row, at, tags) for at, tags in self._pairs(example, window, cues[row]))
        return Batch(
            (stacked[0], stacked[1], stacked[2], stacked[3]), first, words, starts, upos, feats, heads, deprels,
            sentence, entities, cues, *_stack_pairs(pairs, count), *_stack_units(units, width, made),
            *torch.tensor(sorted(mentions), dtype=torch.long).view(-1, 3).unbind(1),
        )  # fmt: skip

    def _pairs(self, example: Example, window: windows.Window, cues: Tensor) -> list[tuple[int, list[int]]]:
        """Fill in the cue labels of one window and give the role tags for each cue in it."""
        length = window.end - window.start
        for at in range(length):
            if at + window.start not in example.open:
                cues[at] = 0
        found = []
        for (start, end), sources, contents in example.attributions or []:
            if not window.start <= start < window.end:
                continue
            cues[start - window.start] = 1
            tags = [self.roles["O"]] * length
            ranges = [(span, "content") for span in contents] + [(span, "source") for span in sources]
            for (begin, finish), kind in [*ranges, ((start, end), "cue")]:
                left, right = max(begin - window.start, 0), min(finish - window.start, length)
                if right > left:
                    tags[left:right] = [self.roles[name] for name in spell(right - left, kind)]
            found.append((start - window.start, _repaired(tags, self.roles)))
        return found


def _repaired(tags: list[int], numbers: dict[str, int]) -> list[int]:
    """Make the sequence legal where one role's span lies inside another's and cuts it in two."""
    names = list(numbers)
    kinds = [names[tag][2:] for tag in tags]
    repaired: list[int] = []
    at = 0
    while at < len(tags):
        end = at + 1
        while end < len(tags) and kinds[end] == kinds[at] and names[tags[end]][0] not in "BS":
            end += 1
        repaired.extend([tags[at]] * (end - at) if not kinds[at] else [numbers[n] for n in spell(end - at, kinds[at])])
        at = end
    return repaired


def _stack_pairs(pairs: list[tuple[int, int, list[int]]], count: int) -> tuple[Tensor, Tensor, Tensor]:
    tags = torch.zeros(len(pairs), count, dtype=torch.long)
    for number, (_, _, sequence) in enumerate(pairs):
        tags[number, : len(sequence)] = torch.tensor(sequence)
    rows = torch.tensor([row for row, _, _ in pairs], dtype=torch.long)
    return rows, torch.tensor([at for _, at, _ in pairs], dtype=torch.long), tags


def _stack_units(
    units: list[tuple[int, int, int, Tensor]], width: int, made: list[windows.Inputs]
) -> tuple[Tensor, Tensor, Tensor]:
    """Units as masks over pieces, so that their mean is one matrix product."""
    mask = torch.zeros(len(units), width)
    for number, (row, start, end, _) in enumerate(units):
        first = made[row].first
        last = first[end] if end < len(first) else len(made[row].ids) - 1
        mask[number, int(first[start]) : int(last)] = 1.0
    rows = torch.tensor([row for row, *_ in units], dtype=torch.long)
    vectors = torch.stack([vector for *_, vector in units]) if units else torch.zeros(0, 384)
    return rows, mask, vectors.float()
