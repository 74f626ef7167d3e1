"""Our spaCy components: one runs the encoder, the others write what it says as linguistic annotation.

    allegedly_encoder     assigns doc._.allegedly_encoding
    allegedly_grammar     assigns token.is_sent_start, pos, morph, dep, head       requires doc._.allegedly_encoding
    allegedly_entities    assigns doc.ents                                         requires doc._.allegedly_encoding

They work in anybody's pipeline: `nlp.add_pipe("allegedly_encoder")` and so on; any UD pipeline may replace
`allegedly_grammar`. Sentence starts that are set already are kept.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, MorphAnalysis, Span

from allegedly.language import decoding
from allegedly.language.encoding import Encoding, encode, encoding_of
from allegedly.language.model import Model, Scores, load

_SKIPPED = "allegedly.skipped"

# Log-odds above which a sentence starts; lower after a full stop before a capital. The head is too careful: on dev,
# sentence F1 from raw text rose from 83.1 to 85.2 (EWT) and from 91.0 to 93.5 (GUM).
_START, _START_AFTER_STOP = -0.7, -3.0


class EncoderComponent:
    """Runs the encoder, nothing else."""

    def __init__(self, threads: int) -> None:
        self.threads = threads

    def __call__(self, doc: Doc) -> Doc:
        skipped = doc.user_data.get(_SKIPPED)
        encode(doc, load(self.threads), skipped)
        return doc


def skip(doc: Doc, ranges: list[tuple[int, int]]) -> None:
    """Have the encoder leave out the tokens that begin in these code-point ranges (boilerplate, repeated captions)."""
    flags = np.zeros(len(doc), bool)
    starts = np.asarray([token.idx for token in doc], dtype=np.int64)
    for start, end in ranges:
        flags |= (starts >= start) & (starts < end)
    doc.user_data[_SKIPPED] = flags


class GrammarComponent:
    """Writes sentences, parts of speech, features and dependencies."""

    def __call__(self, doc: Doc) -> Doc:
        encoding = _encoding(doc)
        given = doc.has_annotation("SENT_START")
        starts = np.asarray([token.is_sent_start is True for token in doc]) if given else np.zeros(len(doc), bool)
        annotation = _Annotation(len(doc))
        for window, scores in zip(encoding.windows, encoding.scores, strict=True):
            tokens = encoding.tokens[window.start : window.end]
            first = starts[tokens] if given else _starts(doc, tokens, scores)
            _write_window(annotation, tokens, first, scores, encoding.model)
        annotation.write(doc, encoding.model)
        return doc


class EntitiesComponent:
    """Writes named entities."""

    def __call__(self, doc: Doc) -> Doc:
        encoding = _encoding(doc)
        names = encoding.model.names
        found: list[Span] = []
        for window, scores in zip(encoding.windows, encoding.scores, strict=True):
            tags = decoding.tag_mostly(scores.entities, names.entity_transitions)
            for start, end, kind in decoding.spans(tags, names.entities):
                first, last = (int(encoding.tokens[window.start + at]) for at in (start, end - 1))
                found.append(Span(doc, first, last + 1, label=kind))
        doc.set_ents(found)
        return doc


class _Annotation:
    """Grammar of a whole Doc as arrays over tokens, written at once."""

    def __init__(self, count: int) -> None:
        self.starts = np.zeros(count, bool)
        self.upos = np.full(count, -1, np.int64)
        self.feats = np.full(count, -1, np.int64)
        self.deprels = np.full(count, -1, np.int64)
        self.heads = np.arange(count)
        self.analyses: dict[str, MorphAnalysis] = {}

    def write(self, doc: Doc, model: Model) -> None:
        names = model.names
        if len(doc):
            self.starts[0] = True
        edges = np.append(np.flatnonzero(self.starts), len(doc))
        _attach_loose(self.heads, self.deprels, edges)
        strings = doc.vocab.strings
        deprels = np.asarray([strings.add(name) for name in (*names.deprels, "dep")], dtype=np.uint64)
        upos = np.asarray([strings.add(name) for name in (*names.upos, "SPACE")], dtype=np.uint64)
        heads = (self.heads - np.arange(len(doc))).astype(np.int64).astype(np.uint64)
        # Heads stand before sentence starts in from_array, which would otherwise refuse to set both.
        columns: Any = np.stack([heads, deprels[self.deprels], upos[self.upos]], axis=1)
        doc.from_array(["HEAD", "DEP", "POS"], columns)
        for token, feature in zip(doc, self.feats, strict=True):
            if feature >= 0 and names.feats[feature] != "_":
                token.morph = self._morph(doc, names.feats[feature])

    def _morph(self, doc: Doc, feats: str) -> MorphAnalysis:
        """One analysis for each feature string of the Doc: making one costs more than writing it."""
        if feats not in self.analyses:
            self.analyses[feats] = MorphAnalysis(doc.vocab, feats)
        return self.analyses[feats]


def _attach_loose(heads: NDArray[np.int64], deprels: NDArray[np.int64], edges: NDArray[np.int64]) -> None:
    """Give every token without grammar (white space, skipped text) its sentence's root, so that sentences hold."""
    for start, end in pairwise(edges):
        inside = np.arange(start, end)
        parsed = inside[deprels[start:end] >= 0]
        roots = parsed[heads[parsed] == parsed]
        root = int(roots[0]) if roots.size else int(start)
        loose = inside[deprels[start:end] < 0]
        heads[loose] = root


def _encoding(doc: Doc) -> Encoding:
    encoding = encoding_of(doc)
    return encode(doc, load()) if encoding is None else encoding


def _starts(doc: Doc, tokens: NDArray[np.int64], scores: Scores) -> NDArray[np.bool_]:
    """Sentence starts of a window: where the head says so, and wherever a paragraph begins."""
    found: NDArray[np.bool_] = scores.starts > _START
    likely = np.flatnonzero((scores.starts > _START_AFTER_STOP) & ~found)
    for at in likely.tolist():
        if at and doc[int(tokens[at - 1])].text in (".", "!", "?") and doc[int(tokens[at])].is_title:
            found[at] = True
    for at in range(1, len(tokens)):
        gap = doc[int(tokens[at]) - 1]
        if (gap.is_space and gap.text.count("\n") > 1) or (
            int(tokens[at]) - int(tokens[at - 1]) > 1 and not gap.is_space
        ):
            found[at] = True
    found[0] = True
    return found


def _write_window(
    annotation: _Annotation, tokens: NDArray[np.int64], starts: NDArray[np.bool_], scores: Scores, model: Model
) -> None:
    starts = starts.copy()
    starts[0] = True
    heads = np.empty(len(tokens), np.int64)
    edges = np.append(np.flatnonzero(starts), len(tokens))
    for start, end in pairwise(edges):
        heads[start:end] = start + decoding.tree(scores.arcs[start:end, start:end])
    labels = model.label(scores.label_dependents, scores.label_heads[heads])
    annotation.deprels[tokens] = _legal_labels(labels, heads, model)
    annotation.starts[tokens] = starts
    annotation.heads[tokens] = tokens[heads]
    annotation.upos[tokens] = scores.upos.argmax(1)
    annotation.feats[tokens] = scores.feats.argmax(1)


def _legal_labels(labels: NDArray[np.float32], heads: NDArray[np.int64], model: Model) -> NDArray[np.int64]:
    """The best label of each arc: `root` for roots and for nothing else."""
    root = model.names.deprels.index("root")
    is_root = heads == np.arange(len(heads))
    labels = labels.copy()
    labels[~is_root, root] = -np.inf
    best: NDArray[np.int64] = labels.argmax(1)
    best[is_root] = root
    return best


@Language.factory(
    "allegedly_encoder",
    assigns=["doc._.allegedly_encoding"],
    default_config={"threads": 0},
)
def make_encoder(nlp: Language, name: str, threads: int) -> EncoderComponent:
    """`threads`: how many cores one forward pass takes; 0 for all."""
    if not Doc.has_extension("allegedly_encoding"):
        Doc.set_extension("allegedly_encoding", getter=encoding_of)
    return EncoderComponent(threads)


@Language.factory(
    "allegedly_grammar",
    requires=["doc._.allegedly_encoding"],
    assigns=["token.is_sent_start", "token.pos", "token.morph", "token.dep", "token.head", "doc.sents"],
)
def make_grammar(nlp: Language, name: str) -> GrammarComponent:
    """No settings."""
    return GrammarComponent()


@Language.factory("allegedly_entities", requires=["doc._.allegedly_encoding"], assigns=["doc.ents"])
def make_entities(nlp: Language, name: str) -> EntitiesComponent:
    """No settings."""
    return EntitiesComponent()
