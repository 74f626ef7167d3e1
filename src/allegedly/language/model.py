"""The released model's files: found, checked against their digests, opened once.

Files (package data, `allegedly/language/model/`): `encoder.onnx`, `labels.onnx`, `roles.onnx` (int8),
`antecedents.onnx`, `bearing.onnx` (float32), `tokenizer.json`,
`labels.json`, and `card.json`, which names the digest of each and where it came from (docs/model-card.md).
Cost:    opening reads and hashes 25 MB, once in a process.
Errors:  ModelMissing, ModelBroken; both say what to do.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from allegedly.errors import ModelBroken, ModelMissing
from allegedly.language import pieces
from allegedly.language.pairs import pair_inputs
from allegedly.language.windows import Inputs

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

GRAPHS = ("encoder.onnx", "labels.onnx", "roles.onnx", "antecedents.onnx", "bearing.onnx")
FILES = (*GRAPHS, "tokenizer.json", "labels.json")
# One operator for a residual sum and its layer norm takes eight times as long as the two (docs/decisions/0013).
_NOT_FASTER = ("SkipLayerNormFusion",)
_REMEDY = "Install allegedly again, or in a checkout run `git checkout -- src/allegedly/language/model`."


class Names(NamedTuple):
    """The label names of every head, and how tags may follow each other."""

    upos: list[str]
    feats: list[str]
    deprels: list[str]
    entities: list[str]
    roles: list[str]
    bearings: list[str]
    role_transitions: Floats
    entity_transitions: Floats
    cue_threshold: float
    nested_threshold: float


class Scores(NamedTuple):
    """What the encoder says of one window; the first axis is the word. `whole` is the state of the window itself."""

    starts: Floats
    cues: Floats
    upos: Floats
    feats: Floats
    entities: Floats
    arcs: Floats
    label_dependents: Floats
    label_heads: Floats
    states: Floats
    projected: Floats
    embedding: Floats
    mentions: Floats
    whole: Floats


class Model:
    """The opened model. Reading from several threads is safe; nothing in it changes."""

    def __init__(self, files: dict[str, bytes], threads: int = 0) -> None:
        self.version: str = json.loads(files["card.json"])["version"]
        self.tokenizer: Tokenizer = pieces.load(files["tokenizer.json"].decode("utf-8"))
        self.names = _names(json.loads(files["labels.json"]))
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # An arena would keep the largest window's memory for good. Chosen for memory; its speed was not compared.
        options.enable_cpu_mem_arena = False
        self._sessions = [_session(name, files[name], options) for name in GRAPHS]

    def encode(self, window: Inputs) -> Scores:
        """One forward pass over one window. Windows never share a batch, so a page reads the same in any company."""
        feed = {name: value[None].astype(np.int64) for name, value in window._asdict().items()}
        outputs = [np.asarray(value)[0] for value in self._sessions[0].run(None, feed)]
        names = self.names
        edges = np.cumsum([1, 1, len(names.upos), len(names.feats)])
        starts, cues, upos, feats, entities = np.split(outputs[0], edges, axis=-1)
        return Scores(starts[:, 0], cues[:, 0], upos, feats, entities, *outputs[1:])

    def label(self, dependents: Floats, heads: Floats) -> Floats:
        """Dependency label scores.  Shape: two of (pair, label width) to (pair, label)"""
        return np.asarray(self._sessions[1].run(None, {"dependents": dependents, "heads": heads})[0])

    def role(self, projected: Floats, cues: Floats, words: Ints) -> Floats:
        """Role scores of all words of a window for some of its words as cues.

        Args:
            projected: Shape: (word, width)
            cues: The states of the cue words.  Shape: (cue, 384)
            words: The indices of the cue words in the window.  Shape: (cue,)

        Returns:
            Shape: (cue, word, tag)
        """
        feed = {"projected": projected, "cues": cues, "positions": words}
        return np.asarray(self._sessions[2].run(None, feed)[0])

    def antecedent(self, mentions: Floats, candidates: Floats, offsets: Ints) -> Floats:
        """How likely each candidate is the antecedent of its mention, as log odds against there being none.

        Args:
            mentions: Shape: (pair, 128)
            candidates: Shape: (pair, 128)
            offsets: Where the candidate stands, in words from the mention; negative.  Shape: (pair,)

        Returns:
            Shape: (pair,)
        """
        feed = {"mentions": mentions, "candidates": candidates, "offsets": offsets}
        return np.asarray(self._sessions[3].run(None, feed)[0])

    def bearing(self, first: str, second: str) -> dict[str, float]:
        """How `first` bears on `second`: probabilities of supports, disputes, neither."""
        whole = self.encode(pair_inputs(first, second, self.tokenizer)).whole
        scores = np.asarray(self._sessions[4].run(None, {"states": whole[None]})[0])[0].astype(np.float64)
        odds = np.exp(scores - scores.max())
        return dict(zip(self.names.bearings, (odds / odds.sum()).tolist(), strict=True))


def _session(name: str, data: bytes, options: Any) -> ort.InferenceSession:
    try:
        return ort.InferenceSession(
            data, options, providers=["CPUExecutionProvider"], disabled_optimizers=list(_NOT_FASTER)
        )
    except Exception as error:  # onnxruntime raises its own untyped classes
        raise ModelBroken(f"the model file {name} cannot be opened: {error}. {_REMEDY}") from error


def _names(labels: dict[str, Any]) -> Names:
    return Names(
        labels["upos"],
        labels["feats"],
        labels["deprels"],
        labels["entities"],
        labels["roles"],
        labels["bearings"],
        np.asarray(labels["role_transitions"], np.float32),
        _legal(labels["entities"]),
        float(labels["cue_threshold"]),
        float(labels["nested_threshold"]),
    )


def _legal(tags: list[str]) -> Floats:
    """0 where one tag may follow another, -10,000 elsewhere.  Shape: (before, after)"""
    allowed = np.full((len(tags), len(tags)), -1e4, np.float32)
    for before, first in enumerate(tags):
        for after, second in enumerate(tags):
            inside, continues = first[0] in "BI", second[0] in "IE"
            if inside == continues and (not inside or first[2:] == second[2:]):
                allowed[before, after] = 0.0
    return allowed


def read_files(folder: Traversable) -> dict[str, bytes]:
    """The model's files by name, each compared with the digest that the card states.

    Raises:
        ModelMissing: a file is not there.
        ModelBroken: a file is not the one that was released.
    """
    files: dict[str, bytes] = {}
    for name in ("card.json", *FILES):
        try:
            files[name] = folder.joinpath(name).read_bytes()
        except OSError as error:
            raise ModelMissing(f"the model file {name} is not in {folder}. {_REMEDY}") from error
    try:
        digests = json.loads(files["card.json"])["sha256"]
    except (ValueError, KeyError) as error:
        raise ModelBroken(f"the model's card.json in {folder} cannot be read. {_REMEDY}") from error
    for name in FILES:
        found = hashlib.sha256(files[name]).hexdigest()
        if found != digests.get(name):
            raise ModelBroken(
                f"the model file {name} in {folder} has SHA-256 {found[:12]}…, the card says "
                f"{str(digests.get(name))[:12]}…. {_REMEDY}"
            )
    return files


def folder() -> Traversable:
    """Where the model lies: in the package, or where the environment's ALLEGEDLY_MODEL says (one trained elsewhere)."""
    elsewhere = os.environ.get("ALLEGEDLY_MODEL")
    return Path(elsewhere) if elsewhere else resources.files("allegedly.language").joinpath("model")


@lru_cache(maxsize=2)
def load(threads: int = 0) -> Model:
    """The model, opened once in a process; `threads` = 0 lets the runtime take every core."""
    return Model(read_files(folder()), threads)


@lru_cache(maxsize=1)
def version() -> str:
    """The version in the card, without opening the model."""
    card = folder().joinpath("card.json")
    try:
        return str(json.loads(card.read_text("utf-8"))["version"])
    except OSError as error:
        raise ModelMissing(f"the model's card.json is not there. {_REMEDY}") from error
