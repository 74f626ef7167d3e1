"""Headlines that attribute without a verb.

Rules:   "Envoy: port to reopen", "Wall never finished: inquiry" — who stands at a colon speaks, if it is somebody or
         something that can;
         "‘No water’ in camps" — quoted words that nobody is given for are said by somebody unknown.
In:      a Doc with entities, its headline blocks that no cue has touched.
Out:     drafts (colon), and spans of quoted words (nobody named).
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib import resources

from spacy.tokens import Doc

from allegedly.attribution.draft import Draft
from allegedly.attribution.form import verbatim
from allegedly.attribution.meaning.grammar import text_of
from allegedly.language import Quotation
from allegedly.records import Block
from allegedly.spans import Span

_COLON = re.compile(r"(?P<first>[^:\n]{2,}?)(?P<colon>:)\s+(?P<last>\S[^:\n]*?)\.?")
_MOST_WORDS = 6
# No corpus has such headlines; the confidence of the written rules is chosen, low enough to be looked at first.
PROBABILITY = 0.5
_SPEAKERS = frozenset(("PERSON", "ORG"))


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    data = resources.files("allegedly.attribution").joinpath("data", "speaking_nouns.json").read_text("utf-8")
    return frozenset(json.loads(data)["nouns"])


def speaking_noun(word: str) -> bool:
    """True for a noun, singular or plural, lower case, that names somebody who can speak."""
    return bool(_nouns() & {word, word.removesuffix("s"), word.removesuffix("ies") + "y"})


def colons(doc: Doc, blocks: tuple[Block, ...], taken: list[Span]) -> list[Draft]:
    """One draft for each untouched headline in which a speaker stands before a colon."""
    found = []
    text = text_of(doc)
    for block in _untouched(blocks, taken):
        match = _COLON.fullmatch(text, block.start, block.end)
        if match is None:
            continue
        first, last = Span(*match.span("first")), Span(*match.span("last"))
        for who, what in ((first, last), (last, first)):
            if len(who.of(text).split()) <= _MOST_WORDS and _speaks(doc, who):
                found.append(Draft(who, Span(*match.span("colon")), [what], PROBABILITY, PROBABILITY))
                break
    return found


def _speaks(doc: Doc, who: Span) -> bool:
    span = doc.char_span(*who, alignment_mode="expand")
    if span is None:
        return False
    if speaking_noun(span[-1].lower_):
        return True
    named = any(entity.end == span.end and entity.label_ in _SPEAKERS for entity in span.ents)
    return named and span[-1].text[:1].isupper()


def quoted_claims(blocks: tuple[Block, ...], quotations: list[Quotation], taken: list[Span], text: str) -> list[Span]:
    """Quoted words of untouched headlines, with their marks: two words at least, and no name or title."""
    found = []
    for block in _untouched(blocks, taken):
        for quotation in quotations:
            inside = block.span.contains(quotation.outer)
            if inside and len(quotation.inner.of(text).split()) > 1 and verbatim([quotation.outer], [quotation], text):
                found.append(quotation.outer)
    return found


def _untouched(blocks: tuple[Block, ...], taken: list[Span]) -> list[Block]:
    # A text of one line is its own headline.
    headlines = [block for block in blocks if block.kind in ("headline", "dek") or len(blocks) == 1]
    return [block for block in headlines if not any(span.overlaps(block.span) for span in taken)]
