"""Quotations that stand alone after the sentence that names who speaks: "Osei was blunt. “That budget is dead.”"

Rule:    a paragraph, or the end of one, is nothing but a quotation of four words or more that no cue claims, and the
         sentence before it, in the same paragraph or the one before, has one person for its subject, by name,
         pronoun or office, or quotes somebody. Else nobody is named: a quotation is never the outlet's own voice.
In:      a Doc with dependencies and entities. Out: (source, content) pairs, which have no cue.
Limits:  a speaker who is named only after the quotation is not found.
"""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.tokens import Span as Sentence

from allegedly.attribution.draft import Draft
from allegedly.attribution.headlines import speaking_noun
from allegedly.attribution.meaning.grammar import sentences, text_of
from allegedly.language import Quotation
from allegedly.records import Block
from allegedly.spans import Span, merge

_FEWEST_WORDS = 4
_PERSONAL = frozenset(("he", "she", "they"))


def floating(
    doc: Doc, blocks: tuple[Block, ...], quotations: list[Quotation], drafts: list[Draft]
) -> list[tuple[Span | None, Span]]:
    """Who speaks and the quotation with its marks, for each free quotation; None where nobody is named before it."""
    taken = merge([span for draft in drafts for span in (draft.cue, *draft.contents)])
    text = text_of(doc)
    paragraphs = [block.span for block in blocks if block.kind == "paragraph"]
    found = []
    for quotation in quotations:
        outer = quotation.outer
        if len(quotation.inner.of(text).split()) < _FEWEST_WORDS or any(span.overlaps(outer) for span in taken):
            continue
        before = _before(outer, paragraphs, text)
        if before is not None:
            found.append((_speaker(doc, before, drafts), outer))
    return found


def _speaker(doc: Doc, end: int, drafts: list[Draft]) -> Span | None:
    """Who speaks in the sentence that ends at `end`: its last source, else its subject."""
    sentence = next((one for one in sentences(doc) if one.start_char < end <= one.end_char), None)
    if sentence is None:
        return None
    inside = [draft for draft in drafts if sentence.start_char <= draft.cue.start < end and draft.parent is None]
    sources = [draft.source for draft in inside if draft.source is not None]
    return sources[-1] if sources else _subject(sentence)


def _before(outer: Span, paragraphs: list[Span], text: str) -> int | None:
    """The code point at which the sentence before a free quotation ends; None where it is not free."""
    at = next((number for number, paragraph in enumerate(paragraphs) if paragraph.contains(outer)), None)
    if at is None or text[outer.end : paragraphs[at].end].strip():
        return None
    lead = text[paragraphs[at].start : outer.start].rstrip()
    if lead:
        return paragraphs[at].start + len(lead) if lead[-1] in ".:" else None
    return paragraphs[at - 1].end if at else 0


def _subject(sentence: Sentence) -> Span | None:
    root = sentence.root
    subject = next((child for child in root.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
    if subject is None:
        return None
    if subject.lower_ in _PERSONAL:
        return Span(subject.idx, subject.idx + len(subject.text))
    if speaking_noun(subject.lower_) and subject.left_edge.i <= subject.i:
        return Span(subject.left_edge.idx, subject.idx + len(subject.text))
    return _person(sentence, subject.i)


def _person(sentence: Sentence, at: int) -> Span | None:
    """The person whose name token `at` is part of."""
    person = next((one for one in sentence.ents if one.label_ == "PERSON" and one.start <= at < one.end), None)
    return None if person is None else Span(person.start_char, person.end_char)
