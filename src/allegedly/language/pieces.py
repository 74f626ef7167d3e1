"""Words to word pieces, with what lower-casing loses: letter case, layout, and whether a quotation is open.

In:      words in reading order with the white space before each, and which of them stand in quotation marks.
Out:     `Pieces`: vocabulary ids and three small feature ids per piece, and the index of each word's first piece.
Cost:    one tokenizer call for all words; linear.
Source:  WordPiece with the vocabulary of BERT (Devlin et al. 2019); all-MiniLM-L6-v2 lower-cases, hence the features.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

CLS, SEP, UNKNOWN = 101, 102, 100

# Feature ids; 0 is kept for [CLS], [SEP] and padding. Chosen, not measured.
CASES = {"lower": 1, "title": 2, "upper": 3, "mixed": 4, "digit": 5, "mark": 6}
GLUED, SPACED, LINE, PARAGRAPH, WITHIN = 1, 2, 3, 4, 5
OUTSIDE, INSIDE, MARK = 1, 2, 3
CASE_SIZE, LAYOUT_SIZE, QUOTED_SIZE = 7, 6, 4

Ints = NDArray[np.int32]


class Pieces(NamedTuple):
    """Pieces of a run of words. All arrays but `first` have shape (piece,); `first` has shape (word,)."""

    ids: Ints
    case: Ints
    layout: Ints
    quoted: Ints
    first: Ints


def load(vocabulary: str) -> Tokenizer:
    """A tokenizer for single words from the text of a `tokenizer.json`, without padding, cutting or special pieces."""
    description = json.loads(vocabulary)
    description["truncation"] = description["padding"] = description["post_processor"] = None
    return Tokenizer.from_str(json.dumps(description))


def cut(words: Sequence[str], gaps: Sequence[str], quoted: Sequence[int], *, tokenizer: Tokenizer) -> Pieces:
    """Cut `words` into pieces.

    Args:
        words: Words without white space, in reading order.
        gaps: The white space before each word; for the first word, "\\n\\n" where a paragraph begins.
        quoted: OUTSIDE, INSIDE or MARK for each word.
        tokenizer: From `load`.

    A word for which the vocabulary has nothing (a control character) becomes one unknown piece.
    """
    encoding = tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
    owner = np.asarray(list(encoding.word_ids), dtype=np.int32)
    ids = np.asarray(encoding.ids, dtype=np.int32)
    missing = np.setdiff1d(np.arange(len(words), dtype=np.int32), owner)
    if missing.size:
        owner = np.concatenate([owner, missing])
        ids = np.concatenate([ids, np.full(missing.size, UNKNOWN, dtype=np.int32)])
        order = np.argsort(owner, kind="stable")
        owner, ids = owner[order], ids[order]
    first = np.searchsorted(owner, np.arange(len(words))).astype(np.int32)
    word_case = np.asarray([_case(word) for word in words], dtype=np.int32)
    layout = np.full(len(ids), WITHIN, dtype=np.int32)
    layout[first] = [_layout(gap) for gap in gaps]
    word_quoted = np.asarray(quoted, dtype=np.int32)
    return Pieces(ids, word_case[owner], layout, word_quoted[owner], first)


def _case(word: str) -> int:
    if word.islower():
        return CASES["lower"]
    letters = [character for character in word if character.isalpha()]
    if not letters:
        return CASES["digit"] if any(character.isdigit() for character in word) else CASES["mark"]
    if word.isupper():
        return CASES["upper"] if len(letters) > 1 else CASES["title"]
    if letters[0].isupper() and not any(letter.isupper() for letter in letters[1:]):
        return CASES["title"]
    return CASES["mixed"] if any(letter.isupper() for letter in letters) else CASES["lower"]


def _layout(gap: str) -> int:
    breaks = gap.count("\n")
    if breaks:
        return PARAGRAPH if breaks > 1 else LINE
    return SPACED if gap else GLUED


def quoted_words(
    starts: Sequence[int], ends: Sequence[int], quotations: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> list[int]:
    """OUTSIDE, INSIDE or MARK for each word, from (outer, inner) spans sorted by start; code points."""
    flags = [OUTSIDE] * len(starts)
    begin = 0
    for (outer_start, outer_end), (inner_start, inner_end) in quotations:
        while begin < len(starts) and ends[begin] <= outer_start:
            begin += 1
        word = begin
        while word < len(starts) and starts[word] < outer_end:
            inside = inner_start <= starts[word] and ends[word] <= inner_end
            if not inside:
                flags[word] = MARK
            elif flags[word] == OUTSIDE:
                flags[word] = INSIDE
            word += 1
    return flags
