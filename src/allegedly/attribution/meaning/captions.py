"""What a caption says of its picture: whose it is, where and when it was taken.

    People watch a TV screen at a train station in Seoul, South Korea, May 25, 2022. (AP/Lee Jin-man)
                             |place                              |      |day         |  |credit

In:      a Doc and one block of its Document, of kind caption.
Out:     a `Caption`; what the caption does not say is None.
Rules:   the credit closes the caption or is the block after it. The place is the last one that a preposition or a date
         beside it marks, in the first sentence that has one; meetings and buildings before it belong to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.credits import at_end, picture
from allegedly.attribution.meaning.grammar import span_of, text_of, tokens_in
from allegedly.attribution.meaning.phrases import Phrase, chunk
from allegedly.attribution.meaning.press_names import same
from allegedly.records import Block, Credit, Document, Hop
from allegedly.spans import Span, trim

_PLACES = frozenset(("LOC", "FAC", "GPE"))
_BEFORE = frozenset(
    ("in", "at", "near", "outside", "inside", "on", "aboard", "by", "off", "along", "over", "above", "beside", "around")
)


class Caption(NamedTuple):
    """`hop` is the credit's agency; `place` has its preposition, `day` is the words of a date."""

    credit: Credit | None
    hop: Hop | None
    place: Span | None
    day: Span | None


def caption(doc: Doc, block: Block, document: Document) -> Caption:
    """The parts of one caption. The page's own outlet is no hop."""
    credit = at_end(doc, block) or _credit_after(doc, block, document)
    hop = None
    if credit is not None and not (document.outlet and same(credit.name, document.outlet)):
        hop = Hop(name=credit.name, role="agency", span=credit.span)
    return Caption(credit, hop, place(doc, block), day(doc, block))


def _credit_after(doc: Doc, block: Block, document: Document) -> Credit | None:
    """The credit in the block after the caption, or after what it repeats."""
    at = document.blocks.index(block)
    following = document.blocks[at + 1] if at + 1 < len(document.blocks) else None
    return picture(doc, following) if following is not None and following.kind == "credit" else None


def place(doc: Doc, block: Block) -> Span | None:
    """Where the picture was taken, with the preposition."""
    for sentence in _sentences(tokens_in(doc, block.span)):
        phrases = [phrase for phrase in chunk(sentence, set()) if not phrase.is_time]
        marked = [at for at, phrase in enumerate(phrases) if _is_place(phrase, sentence)]
        if marked:
            first = marked[-1]
            while first and _leads_to(phrases[first - 1], phrases[first]):
                first -= 1
            start = doc[phrases[first].first].idx
            return Span(start, span_of(phrases[marked[-1]].tokens).end)
    return None


def _sentences(tokens: Sequence[Token]) -> list[list[Token]]:
    found: list[list[Token]] = []
    for token in tokens:
        if token.is_sent_start or not found:
            found.append([])
        found[-1].append(token)
    return found


def _is_place(phrase: Phrase, sentence: Sequence[Token]) -> bool:
    """True for a place after a preposition, or between a comma and a date: "…, Port Ambre, Sept. 21"."""
    if phrase.head.ent_type_ not in _PLACES:
        return False
    if phrase.word in _BEFORE:
        return True
    after = [token for token in sentence if token.i > phrase.tokens[-1].i][:2]
    dated = len(after) == 2 and after[0].text == "," and after[1].ent_type_ == "DATE"
    return not phrase.word and phrase.apart and dated


def _leads_to(before: Phrase, phrase: Phrase) -> bool:
    """True for "at a train station" before "in Seoul"."""
    next_to = phrase.first == before.tokens[-1].i + 1
    return next_to and before.word in _BEFORE and phrase.word in _BEFORE and before.head.pos_ in ("NOUN", "PROPN")


def day(doc: Doc, block: Block) -> Span | None:
    """The words of the first date in the caption: a day, a month, a weekday; not "two years"."""
    for entity in doc.ents:
        inside = block.start <= entity.start_char and entity.end_char <= block.end
        if inside and entity.label_ == "DATE" and any(_dates(token) for token in entity):
            return trim(text_of(doc), Span(entity.start_char, _end_of_date(doc, entity.end)), " ,.")
    return None


def _end_of_date(doc: Doc, end: int) -> int:
    """Where a date ends that commas part: "Tuesday, | June 3, | 2023"."""
    at = end
    while at < len(doc) and (doc[at].ent_type_ == "DATE" or doc[at].text == ","):
        at += 1
    return doc[at - 1].idx + len(doc[at - 1].text)


def _dates(token: Token) -> bool:
    """True for a weekday, a month, a year."""
    return token.pos_ == "PROPN" or (token.text.isdigit() and len(token.text) == 4)
