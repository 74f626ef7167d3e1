"""What the model weighs on disk."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

from benchmarks.measurement import Measurement


def measure() -> Iterator[Measurement]:
    """The encoder's file, and all files of the model."""
    sizes = {
        item.name: len(item.read_bytes()) for item in resources.files("allegedly.language").joinpath("model").iterdir()
    }
    yield Measurement("size.encoder", sizes["encoder.onnx"] / 1e6, "MB")
    yield Measurement("size.model", sum(sizes.values()) / 1e6, "MB")
