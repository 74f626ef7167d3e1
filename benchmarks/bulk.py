"""Many pages at once: pages a second from bytes to Reading, and how much of that is the encoder.

The encoder alone runs over the very windows that the pages were cut into, on as many cores, so the ratio says what
everything around it costs. Later rooms will be in the same figure.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any, cast

import numpy as np

from allegedly.language import model, pipeline
from allegedly.language.encoding import Encoding
from allegedly.language.windows import Inputs
from benchmarks import cold
from benchmarks.machine import CORES
from benchmarks.measurement import Measurement
from benchmarks.pages import pages

PAGES = 64
REPEATS = 3
# Processes take a second or two to start: what a folder with a few pages takes is subtracted.
_FEW = 20


def measure_bulk() -> Iterator[Measurement]:
    """Pages a second through the whole path, and its time over the encoder's."""
    texts = pages(_FEW + PAGES)
    few = median(_reading(texts[:_FEW]) for _ in range(REPEATS))
    whole = median(_reading(texts) for _ in range(REPEATS)) - few
    yield Measurement("bulk.pages", PAGES / whole, "pages/s")
    texts = texts[_FEW:]
    windows = _windows(texts)
    yield Measurement("bulk.over-encoder", whole / _seconds(lambda: _encode(windows)), "times")


def measure_encoder() -> Iterator[Measurement]:
    """Word pieces a second through the encoder, [CLS] and [SEP] counted."""
    windows = _windows(pages(PAGES))
    count = sum(len(window.ids) for window in windows)
    yield Measurement("encoder.pieces", count / _seconds(lambda: _encode(windows)), "pieces/s")


def _reading(texts: Sequence[str]) -> float:
    """Seconds that `allegedly read` takes over a folder with these pages, everything included."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"{number:04}.txt").write_text(text, "utf-8")
        command = [sys.executable, "-m", "allegedly", "read", folder, "--jsonl", "--no-progress"]
        return cold.run(command, os.environ).wall


class _Listener:
    """A model that keeps every window it is asked to encode."""

    def __init__(self, listened: model.Model) -> None:
        self._model = listened
        self.windows: list[Inputs] = []

    def encode(self, window: Inputs) -> model.Scores:
        self.windows.append(window)
        return self._model.encode(window)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)


def _windows(texts: Sequence[str]) -> list[Inputs]:
    """The windows that the reader cuts the texts into."""
    listener = _Listener(model.load(1))
    for text in texts:
        doc = pipeline(1).make_doc(text)
        Encoding(cast(model.Model, listener), doc, np.zeros(len(doc), bool))
    return listener.windows


def _encode(windows: Sequence[Inputs]) -> None:
    encode = model.load(1).encode
    with ThreadPoolExecutor(CORES) as pool:
        for _ in pool.map(encode, windows):
            pass


def _seconds(run: Callable[[], None]) -> float:
    """The median time of REPEATS runs."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return median(times)
