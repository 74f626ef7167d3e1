"""A quick look at dev while training: float weights, gold words. The figures that count are `make eval`'s."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch

from allegedly.language import decoding
from training.batches import IGNORED, Batch
from training.labels import ENTITY_TAGS, ROLE_TAGS
from training.model import Reader, distance_buckets


@torch.no_grad()
def check(model: Reader, batches: Iterable[Batch], legal: torch.Tensor) -> dict[str, float]:
    """UPOS, UAS and LAS on gold sentences, exact spans of entities and attribution roles (flat)."""
    model.eval()
    right = {"upos": 0, "uas": 0, "las": 0}
    total = 0
    counts: dict[str, list[int]] = {name: [0, 0, 0] for name in ("source", "cue", "content", "entity")}
    for batch in batches:
        words = model.words(model.encoder(*batch.inputs), batch.first)
        _, cues, upos, _, entities = model.word_heads(words).split(model.parts, -1)
        total += _grammar(model, words, batch, upos, right)
        if batch.cues.ne(IGNORED).any():
            _attributions(model, words, batch, torch.sigmoid(cues[..., 0]), legal, counts)
        if batch.entities.sum(-1).eq(1).any():
            _entities(entities, batch, counts["entity"])
    figures = {f"dev_{name}": round(value / max(total, 1), 4) for name, value in right.items()}
    for name, (hit, predicted, gold) in counts.items():
        figures[f"dev_{name}"] = round(2 * hit / max(predicted + gold, 1), 4)
    return figures


def _grammar(model: Reader, words: torch.Tensor, batch: Batch, upos: torch.Tensor, right: dict[str, int]) -> int:
    known = batch.upos != IGNORED
    if not known.any():
        return 0
    right["upos"] += int((upos.argmax(-1)[known] == batch.upos[known]).sum())
    arcs = model.parser.arcs(words)
    for row in range(len(words)):
        for number in batch.sentence[row].unique():
            inside = ((batch.sentence[row] == number) & known[row]).nonzero()[:, 0]
            if number < 0 or not len(inside):
                continue
            heads = inside[torch.from_numpy(decoding.tree(arcs[row][inside][:, inside].numpy()))]
            labels = model.parser.labels(words[row, inside], words[row, heads]).argmax(-1)
            attached = heads == batch.heads[row, inside]
            right["uas"] += int(attached.sum())
            right["las"] += int((attached & (labels == batch.deprels[row, inside])).sum())
    return int(known.sum())


def _attributions(
    model: Reader, words: torch.Tensor, batch: Batch, cues: torch.Tensor, legal: torch.Tensor,
    counts: dict[str, list[int]],
) -> None:  # fmt: skip
    transitions = (model.transitions + legal).numpy()
    projected = model.roles.project(words)
    for row in range(len(words)):
        length = int(batch.words[row].sum())
        gold = {name: set() for name in ("source", "cue", "content")}
        for number in (batch.pair_window == row).nonzero()[:, 0]:
            for start, end, kind in decoding.spans(batch.pair_tags[number, :length].numpy(), ROLE_TAGS):
                gold[kind].add((start, end))
        anchors = (cues[row, :length] > 0.5).nonzero()[:, 0]
        found = {name: set() for name in ("source", "cue", "content")}
        if len(anchors):
            distance = distance_buckets(torch.arange(length)[None] - anchors[:, None])
            spread = projected[row, :length].expand(len(anchors), -1, -1)
            scores = model.roles(spread, words[row, anchors], distance).numpy()
            tags, _ = decoding.tag(scores, transitions)
            claimed = np.zeros(length, bool)
            for anchor, sequence in sorted(
                zip(anchors.tolist(), tags, strict=True), key=lambda pair: -_extent(pair[1])
            ):
                if claimed[anchor]:
                    continue
                for start, end, kind in decoding.spans(sequence, ROLE_TAGS):
                    found[kind].add((start, end))
                    if kind == "content":
                        claimed[start:end] = True
        for kind, tally in counts.items():
            if kind in gold:
                tally[0] += len(gold[kind] & found[kind])
                tally[1] += len(found[kind])
                tally[2] += len(gold[kind])


def _extent(tags: np.ndarray) -> int:  # type: ignore[type-arg]
    return int((tags != 0).sum())


def _entities(scores: torch.Tensor, batch: Batch, tally: list[int]) -> None:
    legal = np.where(_legal_entities(), 0.0, -1e4).astype(np.float32)
    for row in range(len(scores)):
        length = int(batch.words[row].sum())
        allowed = batch.entities[row, :length]
        if allowed.all():
            continue
        masked = scores[row, :length].numpy()
        tags, _ = decoding.tag(masked[None], legal)
        found = set(decoding.spans(tags[0], ENTITY_TAGS))
        gold = set(decoding.spans(allowed.float().argmax(-1).numpy(), ENTITY_TAGS))
        tally[0] += len(gold & found)
        tally[1] += len(found)
        tally[2] += len(gold)


def _legal_entities() -> np.ndarray:  # type: ignore[type-arg]
    from training.losses import legal

    return (legal(ENTITY_TAGS) > -1).numpy()  # type: ignore[no-any-return]
