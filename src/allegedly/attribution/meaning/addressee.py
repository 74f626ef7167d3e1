"""To whom a statement was said: "told | reporters |", "in a letter to | shareholders |".

In:      a Doc with grammar, a statement, and the other statements of its page.
Out:     the span of the first who is named, article and apposition left as they stand; None where nobody is.
Rules:   what stands beside the cue, never inside the content: whom a demand urges is part of what is demanded.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from allegedly.attribution.meaning.frame import Frame, frame
from allegedly.attribution.meaning.grammar import span_of
from allegedly.attribution.meaning.hearers import heard
from allegedly.attribution.meaning.hop_names import words
from allegedly.attribution.meaning.phrases import Phrase
from allegedly.attribution.meaning.relays import hands
from allegedly.records import Statement
from allegedly.spans import Span


def _asked_by(doc: Doc, around: Frame) -> Phrase | None:
    """The interviewer of "an interview with | the channel |", "asked by | the channel |": who heard the words."""
    for name, role in hands(doc, around):
        for phrase in around.phrases:
            if (
                role == "interviewer"
                and phrase.word in ("with", "by", "to")
                and span_of(phrase.tokens).overlaps(name.span)
            ):
                return phrase
    return None


def addressee(doc: Doc, statement: Statement, *, others: Sequence[Statement] = ()) -> Span | None:
    """Whom the words were said to; `others` are the page's statements, whose words are their own."""
    around = frame(doc, statement, others)
    phrase = next(heard(around), None) or _asked_by(doc, around)
    if phrase is not None:
        return span_of(phrase.tokens)
    verb = around.verb
    if verb is None or statement.source is not None or verb.lemma_.lower() not in words()["tell"]:
        return None
    # "Residents were told to leave": those who were told are the subject.
    told = next((child for child in verb.children if child.dep_ in ("nsubj:pass", "nsubj")), None)
    passive = any(child.dep_ == "aux:pass" or child.lemma_ in ("be", "get") for child in verb.children)
    if told is None or not passive or told.pos_ not in ("NOUN", "PROPN", "PRON") or told.i > verb.i:
        return None
    run = [token for token in told.subtree if token.i <= told.i]
    span = span_of(run)
    return None if any(piece.span.overlaps(span) for piece in statement.content) else span
