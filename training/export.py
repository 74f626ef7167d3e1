"""`python -m training.export`: a run's weights as ONNX graphs, the large ones int8, with their card.

Weights are rounded to int8 after training, activations at run time ("dynamic quantization"); what that costs per
head, `make eval` measures on the exported files, and `--float` exports without it for comparison.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from allegedly.language.model import FILES
from allegedly.language.pieces import CASE_SIZE, LAYOUT_SIZE, QUOTED_SIZE
from training import labels, losses
from training.model import WIDTH, Antecedents, Layer, Parser, Reader, Roles, Sizes, distance_buckets

OPSET = 18


class EncoderGraph(nn.Module):
    """Everything that does not depend on decisions. Shapes: pieces (1, piece), `first` (1, word)."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, case: Tensor, layout: Tensor, quoted: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        reader = self.reader
        states = reader.encoder(ids, case, layout, quoted, padded=False)
        words = reader.words(states, first)
        parser: Parser = reader.parser
        summed = torch.cumsum(states, 1)
        last = torch.cat([first[:, 1:], torch.full_like(first[:, :1], ids.shape[1] - 1)], 1)
        pooled = reader.words(summed, last - 1) - reader.words(summed, first - 1)
        count = (last - first)[:, :, None].to(states.dtype)
        embedding = torch.nn.functional.linear(pooled, reader.embedding.weight) + count * reader.embedding.bias
        return (
            reader.word_heads(words),
            parser.arcs(words),
            torch.nn.functional.gelu(parser.label_dependent(words)),
            torch.nn.functional.gelu(parser.label_head(words)),
            words,
            reader.roles.project(words),
            embedding,
            reader.antecedents.project(words),
            states[:, 0],
        )


@torch.no_grad()
def fold_scale(reader: Reader) -> None:
    """Multiply attention's scale into the query weights: what a window need not compute (docs/decisions/0013)."""
    for layer in reader.encoder.layers:
        assert isinstance(layer, Layer)
        layer.query.weight *= layer.scale
        layer.query.bias *= layer.scale
        layer.scale = 1.0


class LabelGraph(nn.Module):
    """Dependency labels of chosen arcs, from the two already activated sides.  Shape: two of (pair, width)"""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        width, count, _ = parser.label.shape
        self.mix = nn.Linear(width, count * width, bias=False)
        self.mix.weight.data.copy_(parser.label.detach().reshape(width, -1).T)
        self.count, self.width = count, width

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        dependent = torch.cat([dependents, torch.ones_like(dependents[:, :1])], -1)
        head = torch.cat([heads, torch.ones_like(heads[:, :1])], -1)
        mixed = self.mix(dependent).reshape(-1, self.count, self.width)
        return (mixed @ head[:, :, None])[:, :, 0]


class RoleGraph(nn.Module):
    """Roles of all words for some cues. Shapes: projected (word, width), cues (cue, 384), positions (cue)."""

    def __init__(self, roles: Roles) -> None:
        super().__init__()
        self.roles = roles

    def forward(self, projected: Tensor, cues: Tensor, positions: Tensor) -> Tensor:
        offsets = torch.arange(projected.shape[0])[None] - positions[:, None]
        spread = projected[None].expand(cues.shape[0], -1, -1)
        return self.roles(spread, cues, distance_buckets(offsets))  # type: ignore[no-any-return]


class AntecedentGraph(nn.Module):
    """Scores of mention pairs. Shapes: two of (pair, width), distances in words (pair), to (pair)."""

    def __init__(self, antecedents: Antecedents) -> None:
        super().__init__()
        self.antecedents = antecedents

    def forward(self, mentions: Tensor, candidates: Tensor, offsets: Tensor) -> Tensor:
        return self.antecedents(mentions, candidates, distance_buckets(offsets))  # type: ignore[no-any-return]


def load_run(folder: Path) -> tuple[Reader, dict[str, Any], dict[str, Any]]:
    """The trained reader of a run, its label names and its counts of steps and pieces."""
    named = torch.load(folder / "labels.pt", weights_only=True)
    config = tomllib.loads(Path("training/config.toml").read_text("utf-8"))
    state = torch.load(folder / "checkpoint.pt", weights_only=True)
    vocabulary = state["model"]["encoder.words.weight"].shape[0]
    reader = Reader(vocabulary, Sizes(*named["sizes"]), config["model"])
    reader.load_state_dict(state["model"])
    return reader.eval(), named, {"steps": state["step"], "pieces": state["pieces"]}


def export(reader: Reader, folder: Path, *, int8: bool) -> None:
    """Write the graphs to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    fold_scale(reader)
    pieces, words = torch.export.Dim("piece", min=3, max=256), torch.export.Dim("word", min=2, max=254)
    ids = torch.randint(1000, 2000, (1, 40))
    # Three tensors: one passed three times would become one input of the graph.
    case, layout, quoted = (torch.randint(1, size, (1, 40)) for size in (CASE_SIZE, LAYOUT_SIZE, QUOTED_SIZE))
    first = torch.arange(1, 31)[None]
    piece_axis = {1: pieces}
    _write(
        EncoderGraph(reader), (ids, case, layout, quoted, first), ["ids", "case", "layout", "quoted", "first"],
        (piece_axis, piece_axis, piece_axis, piece_axis, {1: words}), folder / "encoder.onnx", int8=int8,
    )  # fmt: skip
    pairs = torch.export.Dim("pair", min=2, max=254)
    width = reader.parser.label.shape[0] - 1
    sides = torch.randn(7, width), torch.randn(7, width)
    _write(LabelGraph(reader.parser), sides, ["dependents", "heads"], ({0: pairs}, {0: pairs}),
           folder / "labels.onnx", int8=int8)  # fmt: skip
    cues = torch.export.Dim("cue", min=2, max=254)
    example = (torch.randn(30, reader.roles.word.out_features), torch.randn(4, WIDTH), torch.arange(4))
    _write(RoleGraph(reader.roles), example, ["projected", "cues", "positions"], ({0: words}, {0: cues}, {0: cues}),
           folder / "roles.onnx", int8=int8)  # fmt: skip
    # A score for each of some thousand mention pairs: small enough to stay float.
    many = torch.export.Dim("pair", min=2, max=1_000_000)
    width = reader.antecedents.word.out_features
    sides = torch.randn(7, width), torch.randn(7, width), -torch.arange(7)
    _write(AntecedentGraph(reader.antecedents), sides, ["mentions", "candidates", "offsets"],
           ({0: many}, {0: many}, {0: many}), folder / "antecedents.onnx", int8=False)  # fmt: skip
    _write(reader.bearing, (torch.randn(7, WIDTH),), ["states"], ({0: pairs},), folder / "bearing.onnx", int8=int8)


def _write(
    module: nn.Module, example: tuple[Tensor, ...], names: list[str], shapes: tuple[dict[int, Any], ...], path: Path,
    *, int8: bool,
) -> None:  # fmt: skip
    plain = path.with_suffix(".float.onnx")
    program = torch.onnx.export(
        module.eval(), example, dynamo=True, input_names=names, dynamic_shapes=shapes, opset_version=OPSET,
        external_data=False, verbose=False,
    )  # fmt: skip
    assert program is not None
    program.save(str(plain), external_data=False)
    _compare(module, example, names, plain)
    if int8:
        quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=False)
    else:
        onnx.save(onnx.load(plain), path)
    _forget_where(path)
    plain.unlink()


def _forget_where(path: Path) -> None:
    """Take out what the exporter notes of each node: the lines, and with them the folders, of the machine it ran on."""
    graph = onnx.load(path)
    for part in (graph, graph.graph, *graph.graph.node, *graph.graph.value_info, *graph.functions):
        part.doc_string = ""
        part.ClearField("metadata_props")
    onnx.save(graph, path)


@torch.no_grad()
def _compare(module: nn.Module, example: tuple[Tensor, ...], names: list[str], path: Path) -> None:
    """Refuse a graph that does not compute what the module does, to four digits."""
    wanted = module(*example)
    found = InferenceSession(path).run(None, {name: value.numpy() for name, value in zip(names, example, strict=True)})
    for one, other in zip([wanted] if isinstance(wanted, Tensor) else wanted, found, strict=True):
        off = float((one - torch.from_numpy(other)).abs().max())
        if off > 1e-3 * max(1.0, float(one.abs().max())):
            raise SystemExit(f"{path.name}: the exported graph differs from the model by {off:.4f}.")


def describe(reader: Reader, named: dict[str, Any], folder: Path, tokenizer: str, facts: dict[str, Any]) -> None:
    """Write the label names, the tokenizer and the card with the digest of every file."""
    transitions = (reader.transitions.detach() + losses.legal(labels.ROLE_TAGS)).tolist()
    names = {
        "upos": labels.UPOS, "feats": named["feats"], "deprels": named["deprels"], "entities": labels.ENTITY_TAGS,
        "roles": labels.ROLE_TAGS, "bearings": labels.BEARINGS,
        "role_transitions": [[round(value, 5) for value in row] for row in transitions],
        "cue_threshold": facts.pop("cue_threshold"), "nested_threshold": facts.pop("nested_threshold"),
    }  # fmt: skip
    (folder / "labels.json").write_text(json.dumps(names), "utf-8")
    (folder / "tokenizer.json").write_text(tokenizer, "utf-8")
    files = FILES
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files}
    sizes = {name: (folder / name).stat().st_size for name in files}
    whole = hashlib.sha256(json.dumps(digests, sort_keys=True).encode()).hexdigest()
    card = {"version": f"embedded-{whole[:8]}", **facts, "sha256": digests, "bytes": sizes}
    (folder / "card.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def main() -> None:
    """Export the newest checkpoint of a run."""
    parser = argparse.ArgumentParser(prog="python -m training.export", description=__doc__)
    parser.add_argument("--run", type=Path, default=Path("runs/reader"))
    parser.add_argument("--to", type=Path, default=Path("src/allegedly/language/model"))
    parser.add_argument("--float", action="store_true", help="leave the weights in float32, to measure what int8 costs")
    parser.add_argument("--cue-threshold", type=float, default=0.4)
    parser.add_argument("--nested-threshold", type=float, default=0.5)
    arguments = parser.parse_args()
    reader, named, counts = load_run(arguments.run)
    export(reader, arguments.to, int8=not arguments.float)
    facts = {
        "base": "all-MiniLM-L6-v2 (Apache-2.0)", "weights_licence": "CC BY-SA 4.0",
        "int8": not arguments.float, **counts,
        "cue_threshold": arguments.cue_threshold, "nested_threshold": arguments.nested_threshold,
    }  # fmt: skip
    describe(reader, named, arguments.to, (arguments.run / "tokenizer.json").read_text("utf-8"), facts)


if __name__ == "__main__":
    main()
