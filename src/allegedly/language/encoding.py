"""What the encoder says of one Doc: computed once, read by every component after it.

In:      a spaCy Doc.
Out:     an `Encoding`: per window the scores of every head, and where each window's words are in the Doc.
Cost:    one forward pass a window of up to 254 pieces; this is nearly all the time that reading takes.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from allegedly.language import decoding
from allegedly.language.model import Model, Scores
from allegedly.language.pieces import cut, quoted_words
from allegedly.language.quotes import Quotation, quotations
from allegedly.language.windows import Window, inputs, windows

_LAYER = "allegedly.encoding"


class Cue(NamedTuple):
    """One cue with the words that belong to it. Token ranges `[start, end)` of the Doc.

    `probability` is that of the cue, `sequence` that of its roles among all ways to give them.
    """

    cue: tuple[int, int]
    sources: tuple[tuple[int, int], ...]
    contents: tuple[tuple[int, int], ...]
    probability: float
    sequence: float


class Encoding:
    """All scores of a Doc. `tokens[i]` is the token index of word i; white space and skipped tokens are no words."""

    def __init__(self, model: Model, doc: Doc, skipped: NDArray[np.bool_]) -> None:
        self.model = model
        text = doc.text
        self.quotations: list[Quotation] = quotations(text)
        self.tokens = np.asarray(
            [token.i for token in doc if not token.is_space and not skipped[token.i]], dtype=np.int64
        )
        self.windows: list[Window] = []
        self.scores: list[Scores] = []
        if not len(self.tokens):
            return
        words, gaps, starts, ends = _words(doc, self.tokens, text)
        quoted = quoted_words(starts, ends, [(quote.outer, quote.inner) for quote in self.quotations])
        pieces = cut(words, gaps, quoted, tokenizer=model.tokenizer)
        self.windows = windows(pieces, words)
        self.scores = [model.encode(inputs(pieces, window)) for window in self.windows]

    def cues(self) -> list[Cue]:
        """Cues above the threshold with their sources and contents, in reading order."""
        names = self.model.names
        least = min(names.cue_threshold, names.nested_threshold)
        places: list[tuple[int, int, int, float]] = []
        stretches: list[NDArray[np.float32]] = []
        for window, scores in zip(self.windows, self.scores, strict=True):
            probability = 1 / (1 + np.exp(-scores.cues))
            at = np.flatnonzero(probability > least)
            if not at.size:
                continue
            roles = self.model.role(scores.projected, scores.states[at], at)
            for word, sequence in zip(at.tolist(), roles, strict=True):
                first, last = _stretch(sequence, word)
                places.append((window.start, first, word, float(probability[word])))
                stretches.append(sequence[first:last])
        if not places:
            return []
        framed = decoding.frame(stretches)
        tags, sure = decoding.tag(framed, names.role_transitions)
        # Nothing said is no statement: a likely cue takes the best assignment that gives it a content.
        needed = [names.roles.index("B-content"), names.roles.index("S-content")]
        for row in np.flatnonzero(~np.isin(tags, needed).any(1)):
            tags[row], sure[row] = decoding.tag_needing(framed[row], names.role_transitions, needed)
        found = []
        for (base, offset, anchor, probable), sequence, certainty in zip(places, tags, sure, strict=True):
            spans = [
                (start + offset, end + offset, kind) for start, end, kind in decoding.spans(sequence[1:], names.roles)
            ]
            cue = self._cue(spans, base, anchor, probable, float(certainty))
            if cue is not None:
                found.append(cue)
        return found

    def _cue(
        self, spans: list[tuple[int, int, str]], base: int, word: int, probability: float, sequence: float
    ) -> Cue | None:
        def ranges(kind: str) -> tuple[tuple[int, int], ...]:
            return tuple(
                (int(self.tokens[base + start]), int(self.tokens[base + end - 1]) + 1)
                for start, end, name in spans
                if name == kind
            )

        contents = ranges("content")
        own = [(start, end) for start, end, name in spans if name == "cue" and start <= word < end]
        start, end = own[0] if own else (word, word + 1)
        if not contents:
            return None
        cue = (int(self.tokens[base + start]), int(self.tokens[base + end - 1]) + 1)
        return Cue(cue, ranges("source"), contents, probability, sequence)

    def antecedents(self, heads: list[int], pairs: NDArray[np.int64]) -> NDArray[np.float32]:
        """How likely pairs of mentions are of one entity, as log odds against there being no antecedent.

        Args:
            heads: Token indices of the mentions' head words. One that was not read (boilerplate) scores as alone.
            pairs: Indices into `heads`, as (mention, candidate antecedent).  Shape: (pair, 2)

        Returns:
            Shape: (pair,)
        """
        if not len(pairs) or not len(self.tokens):
            return np.full(len(pairs), _ALONE, np.float32)
        vectors = np.concatenate([scores.mentions for scores in self.scores])
        words = np.searchsorted(self.tokens, np.asarray(heads, np.int64)).clip(max=len(self.tokens) - 1)
        read = self.tokens[words] == np.asarray(heads)
        mention, candidate = pairs[:, 0], pairs[:, 1]
        offsets = (words[candidate] - words[mention]).astype(np.int64)
        found = self.model.antecedent(vectors[words[mention]], vectors[words[candidate]], offsets)
        return np.where(read[mention] & read[candidate], found, np.float32(_ALONE))

    def embedding(self, start: int, end: int) -> NDArray[np.float32]:
        """The unit-length embedding of the words in tokens `[start, end)`.  Shape: (384,)"""
        first, last = np.searchsorted(self.tokens, (start, end))
        total = self._summed[last] - self._summed[first]
        norm = float(np.linalg.norm(total))
        unit: NDArray[np.float32] = (total / norm if norm else total).astype(np.float32)
        return unit

    @cached_property
    def _summed(self) -> NDArray[np.float64]:
        """The sums of the words' vectors up to each word.  Shape: (word + 1, 384)"""
        vectors = np.concatenate([np.zeros((1, 384), np.float32), *(scores.embedding for scores in self.scores)])
        summed: NDArray[np.float64] = np.cumsum(vectors, 0, dtype=np.float64)
        return summed


# A word that is outside with odds of e⁹ (1 in 8,000) does not change a sequence's decoding or its probability.
_CLEARLY_OUTSIDE = 9.0

# The log odds of a mention that nothing is known of: never an antecedent.
_ALONE = -20.0


def _stretch(roles: NDArray[np.float32], cue: int) -> tuple[int, int]:
    """The words from the first to the last that may have a role, the cue among them, with one more on either side."""
    margin = roles[:, 0] - roles[:, 1:].max(1)
    words = np.append(np.flatnonzero(margin < _CLEARLY_OUTSIDE), cue)
    return max(0, int(words.min()) - 1), min(len(roles), int(words.max()) + 2)


def _words(doc: Doc, tokens: NDArray[np.int64], text: str) -> tuple[list[str], list[str], list[int], list[int]]:
    words = [doc[int(at)].text for at in tokens]
    starts = [doc[int(at)].idx for at in tokens]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    gaps = ["\n\n", *(text[end:start] for end, start in zip(ends, starts[1:], strict=False))]
    return words, gaps, starts, ends


def encode(doc: Doc, model: Model, skipped: NDArray[np.bool_] | None = None) -> Encoding:
    """Run the encoder over `doc` and keep what it says in the Doc."""
    encoding = Encoding(model, doc, np.zeros(len(doc), bool) if skipped is None else skipped)
    doc.user_data[_LAYER] = encoding
    return encoding


def encoding_of(doc: Doc) -> Encoding | None:
    """What `encode` said of the Doc; None where it never ran."""
    found = doc.user_data.get(_LAYER)
    return found if isinstance(found, Encoding) else None
