"""Many pages in one process: pages a second from text to Reading, and how much of that is the encoder.

The encoder alone runs over the very windows that the pages were cut into, on as many cores, so the ratio says what
everything around it costs. Statements are all that is read so far; later rooms will be in the same figure.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import Any, cast

import numpy as np

from allegedly import intake, reading
from allegedly.language import model, pipeline
from allegedly.language.encoding import Encoding
from allegedly.language.windows import Inputs
from benchmarks.machine import CORES
from benchmarks.measurement import Measurement
from benchmarks.pages import pages

PAGES = 48
REPEATS = 3
_WARM_UP = 4


def measure_bulk() -> Iterator[Measurement]:
    """Pages a second through the whole path, and its time over the encoder's."""
    texts = pages(PAGES)
    _read(texts[:_WARM_UP])
    whole = _seconds(lambda: _read(texts))
    yield Measurement("bulk.pages", PAGES / whole, "pages/s")
    windows = _windows(texts)
    yield Measurement("bulk.over-encoder", whole / _seconds(lambda: _encode(windows)), "times")


def measure_encoder() -> Iterator[Measurement]:
    """Word pieces a second through the encoder, [CLS] and [SEP] counted."""
    windows = _windows(pages(PAGES))
    count = sum(len(window.ids) for window in windows)
    yield Measurement("encoder.pieces", count / _seconds(lambda: _encode(windows)), "pieces/s")


def _read(texts: Sequence[str]) -> None:
    for _ in reading.read_all(map(intake.of_text, texts), jobs=CORES):
        pass


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
