"""The training loop: steps, checkpoints, looks at dev."""

from __future__ import annotations

import json
import math
import os
import random
import time
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from training import losses
from training.batches import IGNORED, Batch
from training.model import Reader, distance_buckets
from training.text_pairs import TextPairs


def forward(model: Reader, batch: Batch, legal: Tensor, *, bf16: bool) -> dict[str, Tensor]:
    """All losses of one batch; a head without labels in it gives no entry."""
    with torch.autocast(batch.first.device.type, dtype=torch.bfloat16, enabled=bf16):
        states = model.encoder(*batch.inputs)
        words = model.words(states, batch.first)
        starts, cues, upos, feats, entities = model.word_heads(model.dropout(words)).float().split(model.parts, -1)
    found: dict[str, Tensor] = {}
    for name, scores, gold in (("sentences", starts, batch.sentence_starts), ("cues", cues, batch.cues)):
        known = (gold != IGNORED) & (batch.words > 0)
        if known.any():
            found[name] = F.binary_cross_entropy_with_logits(scores[..., 0][known], gold[known].float())
    for name, scores, gold in (("upos", upos, batch.upos), ("feats", feats, batch.feats)):
        if (gold != IGNORED).any():
            found[name] = F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORED)
    known = ~batch.entities.all(-1) & (batch.words > 0)
    if known.any():
        found["entities"] = losses.partial(entities[known], batch.entities[known])
    found.update(_trees(model, words, batch, bf16=bf16))
    if len(batch.pair_window):
        found["roles"] = _roles(model, words, batch, legal, bf16=bf16)
    if len(batch.mention_window) > 1:
        found["antecedents"] = _antecedents(model, words, batch)
    if len(batch.unit_window):
        mean = torch.bmm(batch.unit_mask[:, None], states.float()[batch.unit_window])[:, 0]
        mean = mean / batch.unit_mask.sum(1, keepdim=True)
        found["embedding"] = (1 - F.cosine_similarity(model.embedding(mean), batch.unit_vectors)).mean()
    return found


def _trees(model: Reader, words: Tensor, batch: Batch, *, bf16: bool) -> dict[str, Tensor]:
    rows = (batch.heads != IGNORED).any(1)
    if not rows.any():
        return {}
    words, heads = words[rows], batch.heads[rows]
    with torch.autocast(words.device.type, dtype=torch.bfloat16, enabled=bf16):
        scores = model.parser.arcs(model.dropout(words)).float()
    known = (heads != IGNORED) & (batch.deprels[rows] != IGNORED)
    window, dependent = known.nonzero(as_tuple=True)
    with torch.autocast(words.device.type, dtype=torch.bfloat16, enabled=bf16):
        labels = model.parser.labels(words[window, dependent], words[window, heads[known]]).float()
    return {
        "arcs": losses.arcs(scores, heads, batch.sentence[rows]),
        "deprels": F.cross_entropy(labels, batch.deprels[rows][known]),
    }


def _roles(model: Reader, words: Tensor, batch: Batch, legal: Tensor, *, bf16: bool) -> Tensor:
    window, cue = batch.pair_window, batch.pair_cue
    distance = distance_buckets(torch.arange(words.shape[1], device=words.device)[None] - cue[:, None])
    with torch.autocast(words.device.type, dtype=torch.bfloat16, enabled=bf16):
        words = model.dropout(words)
        scores = model.roles(model.roles.project(words)[window], words[window, cue], distance).float()
    return losses.chain(scores, batch.pair_tags, batch.words[window] > 0, model.transitions + legal)


def _antecedents(model: Reader, words: Tensor, batch: Batch) -> Tensor:
    at, window, entity = batch.mention_word, batch.mention_window, batch.mention_entity
    number = torch.arange(len(at), device=at.device)
    earlier = (window[:, None] == window[None]) & (number[:, None] > number[None])
    mention, candidate = earlier.nonzero(as_tuple=True)
    vectors = model.antecedents.project(model.dropout(words)[window, at].float())
    found = model.antecedents(vectors[mention], vectors[candidate], distance_buckets(at[candidate] - at[mention]))
    scores = torch.zeros(len(at), len(at), device=at.device).index_put((mention, candidate), found.float())
    return losses.antecedents(scores, entity[:, None] == entity[None], earlier)


def bearing(model: Reader, batch: TextPairs, *, bf16: bool) -> Tensor:
    """The loss of a batch of text pairs: a forward pass of its own."""
    with torch.autocast(batch.labels.device.type, dtype=torch.bfloat16, enabled=bf16):
        states = model.encoder(*batch.inputs)
    return F.cross_entropy(model.bearing(states[:, 0].float()), batch.labels)


def optimizer(model: Reader, schedule: dict[str, Any]) -> torch.optim.AdamW:
    """AdamW with a slower rate for the encoder and no decay on vectors."""
    groups = []
    for inside, rate in ((True, schedule["encoder_rate"]), (False, schedule["head_rate"])):
        for matrix in (True, False):
            chosen = [
                parameter
                for name, parameter in model.named_parameters()
                if name.startswith("encoder.") == inside and (parameter.dim() > 1) == matrix
            ]
            decay = schedule["weight_decay"] if matrix else 0.0
            groups.append({"params": chosen, "lr": rate, "base": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-8, fused=True)


def rate(done: float, warmup: float) -> float:
    """The share of the full learning rate after `done` (0 to 1) of the pieces: up over `warmup`, then down to zero."""
    return done / warmup if done < warmup else max(0.0, (1 - done) / (1 - warmup))


class Run:
    """One training run in a folder: `checkpoint.pt` is written whole or not at all, `curve.jsonl` grows."""

    def __init__(self, folder: Path, config: dict[str, Any], model: Reader) -> None:
        self.folder, self.config, self.model = folder, config, model
        self.optimizer = optimizer(model, config["schedule"])
        self.step = self.pieces = 0
        self.chance = random.Random(config["seed"])
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def checkpoint(self) -> Path:
        return self.folder / "checkpoint.pt"

    def resume(self) -> bool:
        """Go on from the checkpoint; False where there is none."""
        if not self.checkpoint.exists():
            return False
        state = torch.load(self.checkpoint, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.pieces = state["step"], state["pieces"]
        # Not the same draw as an uninterrupted run would make, but the same distribution and no repeated prefix.
        self.chance = random.Random(self.config["seed"] + self.step)
        return True

    def start(self, weights: dict[str, Tensor]) -> list[str]:
        """Begin with an earlier run's weights; the names of the parameters that it did not have."""
        missing, unexpected = self.model.load_state_dict(weights, strict=False)
        if unexpected:
            raise SystemExit(f"the earlier run has weights that this model lacks: {', '.join(unexpected)}")
        return list(missing)

    def save(self) -> None:
        state = {
            "model": self.model.state_dict(), "optimizer": self.optimizer.state_dict(),
            "step": self.step, "pieces": self.pieces,
        }  # fmt: skip
        unfinished = self.checkpoint.with_suffix(".part")
        torch.save(state, unfinished)
        os.replace(unfinished, self.checkpoint)

    def log(self, **figures: float) -> None:
        line = json.dumps({"step": self.step, "pieces": self.pieces, **figures})
        with (self.folder / "curve.jsonl").open("a") as curve:
            curve.write(line + "\n")
        print(line, flush=True)

    def train(self, batches: Any, text_pairs: Any, check: Any, legal: Tensor) -> None:
        """Steps until the schedule's pieces are seen; each takes a batch of windows and one of text pairs."""
        schedule, weights = self.config["schedule"], self.config["losses"]
        bf16 = torch.ops.mkldnn._is_mkldnn_bf16_supported() if legal.device.type == "cpu" else True
        sums: dict[str, float] = {}
        began, seen = time.monotonic(), 0
        for batch, two in zip(batches, text_pairs, strict=True):
            done = self.pieces / schedule["pieces"]
            if done >= 1:
                break
            for group in self.optimizer.param_groups:
                group["lr"] = group["base"] * rate(done, schedule["warmup"])
            self.model.train()
            found = forward(self.model, batch, legal, bf16=bf16)
            found["bearing"] = bearing(self.model, two, bf16=bf16)
            loss = torch.stack([weights[name] * value for name, value in found.items()]).sum()
            loss.backward()
            norm = torch.nn.utils.clip_grad_norm_(self.model.parameters(), schedule["clip"])
            if math.isfinite(float(norm)):
                self.optimizer.step()
            self.optimizer.zero_grad(set_to_none=True)
            size = batch.size + two.size
            self.step, self.pieces, seen = self.step + 1, self.pieces + size, seen + size
            for name, value in found.items():
                current = float(value.detach())
                sums[name] = 0.98 * sums.get(name, current) + 0.02 * current
            if self.step % schedule["report_every"] == 0:
                speed = seen / (time.monotonic() - began)
                self.log(pieces_a_second=round(speed), **{name: round(value, 4) for name, value in sums.items()})
            if self.step % schedule["checkpoint_every"] == 0:
                self.save()
            if self.step % schedule["check_every"] == 0:
                self.log(**check())
        self.save()
        self.log(**check())
