"""Sentences that name an occasion on which somebody spoke, and nothing that was said there.

    [His lawyer, Adaeze Montcalm,] [went further] in an interview that evening. The tape, she said, …

In:      a Doc with grammar, and the document's statements: the sentences are among what the outlet asserts itself.
Out:     for each, a statement of whom it speaks of, with channel, day, venue and interviewer; none that has neither
         channel nor interviewer. They tell when and where the person's next words were said, and are nobody's words:
         no reading holds them.
Rule:    the sentence's main verb is active and has a person, a body or a pronoun as its subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.grammar import root_of, span_of, text_of, tokens_in
from allegedly.attribution.meaning.understand import understand
from allegedly.ids import STATEMENT, identify
from allegedly.language.nouns import names_group, names_person
from allegedly.language.runs import run_around
from allegedly.records import Anchor, Document, Statement

_NAMES = frozenset(("PERSON", "ORG", "LOC"))
_MARKS = frozenset(".!?")
_OF_SAYING = frozenset(("interview", "press conference", "statement", "post", "testimony", "broadcast"))


def bare_occasions(doc: Doc, document: Document, statements: Sequence[Statement]) -> list[Statement]:
    """The occasions that the outlet's own sentences name, in reading order."""
    made = [one for voice in statements if (one := _occasion(doc, document, voice)) is not None]
    return [one for one in understand(doc, document, made) if one.channel in _OF_SAYING] if made else []


def _occasion(doc: Doc, document: Document, voice: Statement) -> Statement | None:
    if voice.source is not None or voice.cue is not None or voice.block is None:
        return None
    if document.blocks[voice.block].kind != "paragraph":
        return None
    verb = root_of(doc, voice.content[0])
    subject = None if verb is None or verb.pos_ != "VERB" else next(_subjects(verb), None)
    tokens = tokens_in(doc, voice.content[0])
    if verb is None or subject is None or tokens[-1].text not in _MARKS:
        return None
    text = text_of(doc)
    return Statement(
        id=identify(STATEMENT, document.id, "occasion", *voice.content[0].span),
        document=document.id,
        source=Anchor.at(text, span_of(run_around(subject, subject.subtree))),
        cue=Anchor.at(text, span_of([verb])),
        content=(Anchor.at(text, span_of(tokens[-1:])),),
        block=voice.block,
        confidence=voice.confidence,
        reader=voice.reader,
    )


def _subjects(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        somebody = child.pos_ == "PRON" or child.ent_type_ in _NAMES or names_person(child) or names_group(child)
        if somebody and child.dep_ == "nsubj" and child.i < verb.i:
            yield child
