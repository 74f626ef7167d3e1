"""Cut a document's pieces into windows that the encoder can take, at paragraph or sentence ends where it can.

In:      `Pieces` of all words, and the words.
Out:     windows as word ranges `[first, last)`; together they cover every word once, in order.
Cost:    linear. No piece is read twice: context ends at the window's edge (docs/limits.md#windows).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from allegedly.language.pieces import CLS, LINE, PARAGRAPH, SEP, Ints, Pieces

# all-MiniLM-L6-v2 was trained on at most 256 pieces at a time (its model card), two of them [CLS] and [SEP].
MAX_PIECES = 254
_SENTENCE_END = frozenset((".", "!", "?", "”", '"', "''", "...", "…"))


class Window(NamedTuple):
    """Words `[start, end)` of the document."""

    start: int
    end: int


class Inputs(NamedTuple):
    """One window as the encoder takes it, [CLS] first and [SEP] last. `first` counts the [CLS]."""

    ids: Ints
    case: Ints
    layout: Ints
    quoted: Ints
    first: Ints


def windows(pieces: Pieces, words: Sequence[str], *, limit: int = MAX_PIECES) -> list[Window]:
    """Greedy windows of at most `limit` pieces; a single word longer than that is a window of its own."""
    count = len(words)
    edges = np.append(pieces.first, len(pieces.ids))
    layout = pieces.layout[pieces.first]
    paragraph = np.flatnonzero((layout == PARAGRAPH) | (layout == LINE))
    cut: list[Window] = []
    start = 0
    while start < count:
        end = int(np.searchsorted(edges, edges[start] + limit, side="right")) - 1
        if end >= count:
            end = count
        else:
            end = _cut_at(paragraph, words, start, max(end, start + 1))
        cut.append(Window(start, end))
        start = end
    return cut


def _cut_at(paragraph: NDArray[np.signedinteger], words: Sequence[str], start: int, end: int) -> int:
    """The last paragraph start in the second half of `(start, end]`, else the last sentence end, else `end`."""
    before = paragraph[(paragraph > start) & (paragraph <= end)]
    if before.size and before[-1] > start + (end - start) // 3:
        return int(before[-1])
    for word in range(end, start + (end - start) // 3, -1):
        if words[word - 1] in _SENTENCE_END and (word >= len(words) or words[word] not in _SENTENCE_END):
            return word
    return end


def inputs(pieces: Pieces, window: Window) -> Inputs:
    """The window's arrays, each of shape (piece,); features of [CLS] and [SEP] are 0."""
    start = int(pieces.first[window.start])
    end = int(pieces.first[window.end]) if window.end < len(pieces.first) else len(pieces.ids)
    end = min(end, start + MAX_PIECES)
    ids = np.empty(end - start + 2, dtype=np.int32)
    ids[0], ids[1:-1], ids[-1] = CLS, pieces.ids[start:end], SEP
    case, layout, quoted = (np.zeros_like(ids) for _ in range(3))
    case[1:-1], layout[1:-1], quoted[1:-1] = pieces.case[start:end], pieces.layout[start:end], pieces.quoted[start:end]
    # A window begins as a paragraph does: the encoder has seen no other beginning.
    layout[1] = PARAGRAPH
    first = np.minimum(pieces.first[window.start : window.end] - start + 1, len(ids) - 2)
    return Inputs(ids, case, layout, quoted, first.astype(np.int32))
