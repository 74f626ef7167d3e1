"""The same material named again on a page, and those who examined it in a sentence of their own.

    A video … shows four men. Two specialists examined it for the paper.        the specialists belong to the video
    Satellite images show a roof. They appear to show no damage.                the images again, for another statement

In:      a Doc, its document, and the evidence of its sentences.
Out:     the evidence, fewer and fuller. A headline and "the memo" name what the text names more fully elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from allegedly.attribution.meaning.evidence_nouns import words
from allegedly.attribution.meaning.evidence_pieces import names, phrase_from
from allegedly.attribution.meaning.grammar import sentences, span_of, text_of, tokens_in
from allegedly.attribution.meaning.nouns import person_words, singular
from allegedly.attribution.meaning.source_phrase import head_of
from allegedly.ids import EVIDENCE, identify
from allegedly.records import Anchor, Document, Evidence, Statement

_HEADS = frozenset(("headline", "dek"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "its", "their"))
_PRONOUNS = frozenset(("it", "they", "them"))
_SENTENCES, _BARE = 2, 2


def first_mentions(doc: Doc, document: Document, found: Sequence[Evidence]) -> list[Evidence]:
    """Without what only repeats: a headline's words, and "the memo" after "a memo obtained by the paper"."""
    kept: list[Evidence] = []
    for one in sorted(found, key=lambda one: (_in_head(document, one), one.span.start)):
        noun = _noun(doc, one)
        again = _in_head(document, one) or one.span.text.split()[0].lower() in _DEFINITE
        if again and noun in words("generic") and len(one.span.text.split()) <= _BARE:
            continue
        if again and any(_is_same(one, noun, other, _noun(doc, other)) for other in kept):
            continue
        kept.append(one)
    return kept


def _is_same(one: Evidence, noun: str, other: Evidence, other_noun: str) -> bool:
    """True for a second mention: by the same noun, or by one that any material of its kind is called by."""
    if one.kind != other.kind:
        return False
    return noun == other_noun or one.kind in ("video", "photograph") or noun in words("generic")


def _in_head(document: Document, one: Evidence) -> bool:
    return any(block.kind in _HEADS and block.start <= one.span.start < block.end for block in document.blocks)


def _noun(doc: Doc, one: Evidence) -> str:
    head = head_of(tokens_in(doc, one.span))
    return "" if head is None else head.lemma_


def continued(
    doc: Doc, document: Document, statements: Sequence[Statement], found: Sequence[Evidence]
) -> list[Evidence]:
    """The same material for the statement right after, whose source is "it" or "they" and whose cue shows something."""
    more: list[Evidence] = []
    for before, after in pairwise(statements):
        if after.source is None or after.source.text.lower() not in _PRONOUNS or before.source is None:
            continue
        verbs = [] if after.cue is None else tokens_in(doc, after.cue)
        if before.block != after.block or not any(token.lemma_ in words("showing") for token in verbs):
            continue
        held = [one for one in found if one.for_ == before.id and _inside(one.span, before.source)]
        more.extend(_again(document, one, after) for one in held)
    return more


def _inside(one: Anchor, other: Anchor) -> bool:
    return other.start <= one.start and one.end <= other.end


def _again(document: Document, one: Evidence, statement: Statement) -> Evidence:
    return one.model_copy(
        update={
            "id": identify(EVIDENCE, document.id, statement.id, one.kind, one.span.start, one.span.end),
            "for_": statement.id,
            "certainty": statement.certainty,
        }
    )


def examined(doc: Doc, found: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with those who examined it in one of the next two sentences, where nobody is named yet."""
    if all(one.by for one in found):
        return list(found)
    written = [sentence for sentence in sentences(doc) if sentence.text.strip()]
    return [one if one.by else _with_examiner(doc, one, written) for one in found]


def _with_examiner(doc: Doc, one: Evidence, written: Sequence[Sentence]) -> Evidence:
    at = next(
        (n for n, sentence in enumerate(written) if sentence.start_char <= one.span.start < sentence.end_char), None
    )
    if at is None:
        return one
    noun = _noun(doc, one)
    for sentence in written[at + 1 : at + 1 + _SENTENCES]:
        for verb in sentence:
            group = _examiner(verb, noun)
            if group:
                span = span_of(group)
                return one.model_copy(update={"by": (Anchor.at(text_of(doc), span),)})
    return one


def _examiner(verb: Token, noun: str) -> list[Token]:
    """Who examined "it", "them" or the noun: the subject, or what "who" stands behind."""
    if verb.pos_ != "VERB" or verb.lemma_ not in words("examines") or "Past" not in verb.morph.get("Tense", []):
        return []
    things = [child for child in verb.children if child.dep_ in ("obj", "nsubj:pass")]
    if not any(thing.lower_ in _PRONOUNS or _names(thing, noun) for thing in things):
        return []
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "obl:agent")), None)
    if subject is not None and subject.lower_ in ("who", "that"):
        subject = verb.head
    if subject is None or not (subject.ent_type_ in ("PERSON", "ORG") or singular(subject) in person_words()):
        return []
    tree = sorted(subject.subtree, key=lambda token: token.i)
    group = phrase_from([token for token in tree if token.pos_ != "ADP" or token.i > subject.i])
    return group if any(names(token) for token in group) else []


def _names(thing: Token, noun: str) -> bool:
    """True for "the images"; "the picture" is a photograph as well."""
    definite = any(child.lower_ in _DEFINITE for child in thing.children)
    same = thing.lemma_ == noun or {thing.lemma_, noun} <= words("photograph") or {thing.lemma_, noun} <= words("video")
    return definite and same
