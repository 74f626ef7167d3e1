"""Why a source has no name: "because they were discussing intercepted calls".

In:      a Doc with sentences, a statement, and its document.
Out:     the clause that says why; where no reason is given the clause that says the name is kept back ("who asked not
         to be identified"). Without the mark at its end.
Where:   in the source, in the rest of the cue's sentence outside the content, or in the next sentence of the paragraph
         where that speaks of the same source ("The official spoke on condition of anonymity because …").
Empty:   None for sources with names, and where nothing is said of it.
Rules:   data/anonymity.json. Where the clause ends is read off the surface: at the cue, at a comma, at the source's
         end.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from spacy.tokens import Doc
from spacy.tokens import Span as Sentence

from allegedly.attribution.meaning.grammar import sentences, text_of
from allegedly.attribution.meaning.nouns import singular
from allegedly.attribution.meaning.source_kind import source_kind
from allegedly.attribution.meaning.source_phrase import phrase_of
from allegedly.records import Document, Statement
from allegedly.spans import Span, trim

_NAMED = frozenset(("named-person", "named-group", "document", "poll", "outlet"))
_STOPS = frozenset((",", ";", ":", "–", "—", "--", "(", ")", ".", "!", "?", '"', "“", "”"))
_MARKS = " \n\t,;:.–—-()\"“”'"
_HANGING = re.compile(r"\W+(?:and|but|or|who|that|he|she|they)\W*$")
_SHORTEST, _OPENING_REACH, _REASON_REACH = 3, 14, 60


class _Rules(NamedTuple):
    withheld: re.Pattern[str]
    barred: re.Pattern[str]
    reasons: re.Pattern[str]
    leading: re.Pattern[str]
    openings: frozenset[str]
    same: frozenset[str]


def anonymity(doc: Doc, statement: Statement, document: Document) -> Span | None:
    """The clause that says why the statement's source is unnamed."""
    if statement.source is None or source_kind(doc, statement).value in _NAMED:
        return None
    every = sentences(doc)
    own = [sentence for sentence in every if _touches(sentence, statement)]
    for sentence in own:
        found = _in_own_sentence(text_of(doc), sentence, statement)
        if found is not None:
            return found
    following = _following(every, own, document)
    if following is None or not _of_same(doc, following, statement):
        return None
    return _clause(text_of(doc), following, None)


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    data = json.loads(resources.files("allegedly.attribution").joinpath("data", "anonymity.json").read_text("utf-8"))
    patterns = {name: _compiled(data[name]) for name in ("withheld", "barred", "reasons", "leading")}
    return _Rules(openings=frozenset(data["openings"]), same=frozenset(data["same"]), **patterns)


def _compiled(alternatives: Sequence[str]) -> re.Pattern[str]:
    joined = "|".join(one.replace(" ", r"\s+") for one in alternatives)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def withholds(text: str, start: int, end: int) -> bool:
    """True where the words from `start` say that a name is kept back: "asked not to be named", "on background"."""
    match = _rules().withheld.search(text, start, end)
    return match is not None and match.start() - start <= _ASKING


# Code points of a verb before what it asks for: "asked that only", "insisted on".
_ASKING = 20


def _touches(sentence: Sentence, statement: Statement) -> bool:
    anchors = [anchor for anchor in (statement.source, statement.cue) if anchor is not None]
    return any(sentence.start_char <= anchor.start < sentence.end_char for anchor in anchors)


def _in_own_sentence(text: str, sentence: Sentence, statement: Statement) -> Span | None:
    """The clause inside the source, or about the saying; words of the content say nothing of this source."""
    source = statement.source
    if source is None:
        return None
    inside = _clause(text, sentence, statement, within=source.span)
    if inside is not None:
        return inside
    return _clause(text, sentence, statement)


def _clause(text: str, sentence: Sentence, statement: Statement | None, *, within: Span | None = None) -> Span | None:
    """The reason, or else the clause, in a sentence or `within` a part of it."""
    rules = _rules()
    start, end = (sentence.start_char, sentence.end_char) if within is None else within
    for pattern in (rules.withheld, rules.barred):
        for match in pattern.finditer(text, start, end):
            if (
                within is None
                and _is_said(match.start(), statement)
                and not _right_after(text, match.start(), statement)
            ):
                continue
            if pattern is rules.barred and within is None and not _beside(text, match.start(), statement):
                continue
            return _reason_or_clause(text, sentence, Span(*match.span()), statement, Span(start, end))
    return None


def _is_said(at: int, statement: Statement | None) -> bool:
    """True inside the content of a statement."""
    return statement is not None and any(piece.start <= at < piece.end for piece in statement.content)


def _right_after(text: str, at: int, statement: Statement | None) -> bool:
    """True in a clause that a comma sets off right behind the source: decoded as content, it is none."""
    if statement is None or statement.source is None or at < statement.source.end:
        return False
    between = text[statement.source.end : at].split(",")
    words = between[1].split() if len(between) > 1 else []
    return len(between) == 2 and not between[0].strip() and bool(words) and words[0].lower() in _rules().openings


def _beside(text: str, at: int, statement: Statement | None) -> bool:
    """True right behind the source, with nothing but a clause's first words between."""
    if statement is None or statement.source is None:
        return statement is None
    between = text[statement.source.end : at]
    cue = statement.cue
    if cue is not None and statement.source.end <= cue.start < at:
        between = text[cue.end : at]
    return (
        len(between) >= 0
        and len(between.split()) <= _OPENING_REACH
        and "." not in between
        and at > statement.source.start
    )


def _reason_or_clause(
    text: str, sentence: Sentence, trigger: Span, statement: Statement | None, limits: Span
) -> Span | None:
    rules = _rules()
    reason = rules.reasons.search(text, trigger.end, min(limits.end, trigger.end + _REASON_REACH + 40))
    if reason is not None and len(text[trigger.end : reason.start()].split()) <= _OPENING_REACH:
        return _ended(text, reason.start(), sentence, statement, limits.end)
    start = _opening(sentence, trigger, statement)
    before = rules.leading.match(text, start) if start == sentence.start_char else None
    if before is not None:
        return _ended(text, start, sentence, statement, trigger.start)
    whole = _ended(text, start, sentence, statement, limits.end, least=trigger.end)
    return whole if whole.length >= _SHORTEST else None


def _opening(sentence: Sentence, trigger: Span, statement: Statement | None) -> int:
    """Where the clause around the trigger begins: at the first word, after the last stop, that opens one."""
    rules = _rules()
    floor = sentence.start_char
    if statement is not None and statement.cue is not None and statement.cue.end <= trigger.start:
        floor = statement.cue.end
    before = [token for token in sentence if floor <= token.idx < trigger.start]
    stretch = []
    for token in reversed(before):
        if token.text in _STOPS:
            break
        stretch.append(token)
    stretch.reverse()
    opening = next((token for token in stretch if token.lower_ in rules.openings), None)
    if opening is not None:
        return int(opening.idx)
    whole = bool(stretch) and stretch[0].i == sentence.start and statement is None
    return int(stretch[0].idx) if whole else trigger.start


def _ended(
    text: str, start: int, sentence: Sentence, statement: Statement | None, limit: int, *, least: int = 0
) -> Span:
    """From `start` to the next comma, quotation mark, cue, content, or the limit; a pair of commas is passed over."""
    end = min(limit, sentence.end_char)
    if statement is not None:
        parts = [anchor for anchor in (statement.cue, *statement.content) if anchor is not None]
        end = min([end, *(part.start for part in parts if part.start > max(start, least))])
    words = 0
    for token in sentence:
        if token.idx < start or token.idx >= end:
            continue
        if token.text in _STOPS and token.text != "." and words >= _SHORTEST and token.idx >= least:
            end = token.idx
            break
        words += token.text not in _STOPS
    kept = trim(text, trim(text, Span(start, end)), _MARKS)
    hanging = _HANGING.search(kept.of(text))
    return kept if hanging is None else Span(kept.start, kept.start + hanging.start())


def _following(every: Sequence[Sentence], own: Sequence[Sentence], document: Document) -> Sentence | None:
    """The sentence after the statement's, where it stands in the same paragraph."""
    if not own:
        return None
    last = own[-1]
    block = next((block for block in document.blocks if block.start <= last.start_char < block.end), None)
    after = next((one for one in every if one.start_char >= last.end_char and one.text.strip()), None)
    if after is None or block is None or after.start_char >= block.end:
        return None
    return after


def _of_same(doc: Doc, sentence: Sentence, statement: Statement) -> bool:
    """True where the sentence begins with a word for the same source: a pronoun, "the official", "both officials"."""
    phrase = None if statement.source is None else phrase_of(doc, statement.source)
    words = [token for token in sentence if not token.is_space and not token.is_punct][:6]
    if phrase is None or not words:
        return False
    if words[0].lower_ in _rules().same:
        return True
    return any(singular(token) == singular(phrase.head) for token in words)
