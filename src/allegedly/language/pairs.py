"""Two short texts as one window: how the first bears on the second.

In:      two texts, each cut like a paragraph of its own.
Out:     probabilities of supports, disputes, neither.
Cost:    one pass of the encoder a pair; some 10 ms for two sentences.
Source:  sentence pairs as in BERT (Devlin et al. 2019), labels as in FEVER (Thorne et al. 2018).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import spacy
from spacy.tokens import Doc
from tokenizers import Tokenizer

from allegedly.language.pieces import CLS, PARAGRAPH, SEP, cut, quoted_words
from allegedly.language.quotes import quotations
from allegedly.language.windows import MAX_PIECES, Inputs


@lru_cache(maxsize=1)
def _splitter() -> Callable[[str], Doc]:
    """spaCy's English tokenizer, made at the first use: making one loads every registered component, ours too."""
    return spacy.blank("en").tokenizer


def pair_inputs(first: str, second: str, tokenizer: Tokenizer) -> Inputs:
    """`[CLS] first [SEP] second [SEP]`; of a pair that is too long the longer text loses its end.

    A text without words counts as one unknown piece. `first` of the result points at the two beginnings.
    """
    sides = [_side(text, tokenizer) for text in (first, second)]
    room = MAX_PIECES - 1
    lengths = [len(side[0]) for side in sides]
    if sum(lengths) > room:
        shorter = min(*lengths, room // 2)
        lengths = [min(length, max(room - shorter, room // 2)) for length in lengths]
        lengths[1] = min(lengths[1], room - lengths[0])
    cutoff = [[row[:length] for row in side] for side, length in zip(sides, lengths, strict=True)]
    gaps = ([CLS, 0, 0, 0], [SEP, 0, 0, 0], [SEP, 0, 0, 0])
    rows = [
        np.concatenate([[gaps[0][at]], cutoff[0][at], [gaps[1][at]], cutoff[1][at], [gaps[2][at]]]).astype(np.int32)
        for at in range(4)
    ]
    return Inputs(rows[0], rows[1], rows[2], rows[3], np.asarray([1, lengths[0] + 2], np.int32))


def _side(text: str, tokenizer: Tokenizer) -> list[np.ndarray]:
    tokens = [token for token in _splitter()(text) if not token.is_space]
    words = [token.text for token in tokens] or ["\ufffd"]
    starts = [token.idx for token in tokens] or [0]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    gaps = ["\n\n", *(text[end:start] for end, start in zip(ends, starts[1:], strict=False))]
    quoted = quoted_words(starts, ends, [(quote.outer, quote.inner) for quote in quotations(text)])
    pieces = cut(words, gaps, quoted, tokenizer=tokenizer)
    layout = pieces.layout.copy()
    layout[0] = PARAGRAPH
    return [pieces.ids, pieces.case, layout, pieces.quoted]
