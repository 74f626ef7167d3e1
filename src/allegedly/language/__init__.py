"""The senses for language: a Document becomes a spaCy Doc with sentences, grammar, names, and the encoder's scores.

In:      a `Document` (`annotate`), or any text or Doc (`pipeline()`).
Out:     a spaCy `Doc` over the document's whole text, token offsets in its code points.
Cost:    one pass of a 23 MB int8 encoder, about 0.1 s for a page of 900 words on two cores (docs/limits.md).
Errors:  ModelMissing, ModelBroken when the model's files are not as released.
Limits:  English. Boilerplate and repeated captions are not analysed: their tokens have no grammar.
"""

from __future__ import annotations

from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from allegedly.language import components as _components
from allegedly.language.encoding import Cue, Encoding, encoding_of
from allegedly.language.meanings import meanings
from allegedly.language.model import load, version
from allegedly.language.quantities import Quantity, quantities
from allegedly.language.quotes import Quotation, quotations
from allegedly.language.terms import Term, terms
from allegedly.records import Document

__all__ = [
    "Cue",
    "Encoding",
    "Quantity",
    "Quotation",
    "Term",
    "annotate",
    "bearing",
    "encoding_of",
    "meanings",
    "pipeline",
    "quantities",
    "quotations",
    "reach",
    "terms",
    "version",
]

# Some 33,000 words. The scores of all windows are kept at once: 299,000 code points of news took 757 MB, so this stays
# below the 600 MB that a reading may take.
LONGEST = 200_000


def reach(document: Document) -> int:
    """How far into the document `annotate` reads, in code points: all of it, or whole blocks up to LONGEST."""
    if len(document.text) <= LONGEST:
        return len(document.text)
    ends = [block.end for block in document.blocks if block.end <= LONGEST]
    return max(ends, default=LONGEST)


def bearing(first: str, second: str) -> dict[str, float]:
    """How `first` bears on `second`: probabilities of supports, disputes and neither; one pass of the encoder.

    >>> found = bearing("The bridge is closed.", "The bridge is open.")
    >>> sorted(found)
    ['disputes', 'neither', 'supports']
    """
    return load().bearing(first, second)


@lru_cache(maxsize=2)
def pipeline(threads: int = 0) -> Language:
    """English tokens, then encoder, grammar, lemmas and entities; made once. `threads` as in `allegedly_encoder`."""
    nlp = spacy.blank("en")
    nlp.add_pipe("allegedly_encoder", config={"threads": threads})
    nlp.add_pipe("allegedly_grammar")
    nlp.add_pipe("allegedly_lemmas")
    nlp.add_pipe("allegedly_entities")
    return nlp


def annotate(document: Document, *, threads: int = 0) -> Doc:
    """The document's text, as far as `reach` says, with grammar, names and scores.

    Boilerplate and repeated captions are left unread.
    """
    nlp = pipeline(threads)
    doc = nlp.make_doc(document.text[: reach(document)])
    unread = [
        (block.start, block.end)
        for block in document.blocks
        if block.kind == "boilerplate" or block.repeats is not None
    ]
    _components.skip(doc, unread)
    return nlp(doc)
