"""Sentences in which the outlet itself asserts something about somebody.

In:      a Doc with grammar and entities, and the spans that statements already take.
Out:     spans of whole sentences, in reading order.
Rule:    a sentence of a paragraph or caption that no attribution touches, with a finite clause and a named actor in it.
Source:  the AUTHOR as source in FactBank (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from allegedly.attribution.meaning import grammar
from allegedly.records import Block
from allegedly.spans import Span, trim

_ACTORS = frozenset(("PERSON", "ORG", "NORP", "LOC"))
_BLOCKS = frozenset(("paragraph", "caption", "headline", "dek"))


def sentences(doc: Doc, blocks: tuple[Block, ...], taken: list[Span]) -> list[Span]:
    """The outlet's own assertions, none of which touches `taken` (sorted, disjoint)."""
    read = [block.span for block in blocks if block.kind in _BLOCKS and block.repeats is None]
    # Asked once: spaCy puts a Doc's text together, and a span's entities, anew each time.
    text = grammar.text_of(doc)
    named = [entity.start for entity in doc.ents if entity.label_ in _ACTORS]
    found: list[Span] = []
    for sentence in grammar.sentences(doc):
        span = trim(text, Span(sentence.start_char, sentence.end_char))
        block = next((block for block in read if block.contains(span)), None)
        if span.length == 0 or block is None or any(span.overlaps(other) for other in taken):
            continue
        if any(sentence.start <= at < sentence.end for at in named) and _asserts(sentence):
            found.append(span)
    return found


def _asserts(sentence: Sentence) -> bool:
    if sentence.text.rstrip(" ”\"'’").endswith("?"):
        return False
    return any(_finite(token) and _has_subject(token) for token in sentence)


def _finite(token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX") and token.dep_ != "root":
        return False
    if token.morph.get("VerbForm", []) == ["Fin"]:
        return "Imp" not in token.morph.get("Mood", [])
    return any(
        child.dep_ in ("aux", "aux:pass", "cop") and child.morph.get("VerbForm", []) == ["Fin"]
        for child in token.children
    )


def _has_subject(token: Token) -> bool:
    return any(child.dep_.startswith(("nsubj", "csubj", "expl")) for child in token.children)
