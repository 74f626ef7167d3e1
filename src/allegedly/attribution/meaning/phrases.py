"""Noun phrases with the preposition before them, cut out of a run of words.

In:      tokens in text order, with gaps where words were left out, and the token indices of the cue's verbs.
Out:     `Phrase`s in text order.
Rules:   a phrase goes on over "of", possessives, hyphens, names with commas or quotation marks in them, and an
         abbreviation in brackets; it ends before a time ("an interview | Monday"), a comma, a verb, a preposition.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from spacy.tokens import Token

_NOMINAL = frozenset(("NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET", "SYM", "X"))
_NAMING = frozenset(("NOUN", "PROPN", "PRON", "NUM", "X", "SYM"))
_TIMES = frozenset(("DATE", "TIME"))
_HYPHENS = frozenset(("-", "–", "/", "&", "+"))
_OPENING = frozenset("“\"‘'«„") | {"''", "``"}
_CLOSING = frozenset("”\"’'»“") | {"''"}
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_RELATIVE = frozenset(("who", "which", "that", "whose", "whom", "where", "when"))
_LONGEST_TITLE = 8
_BEFORE_VERBS = frozenset(("ADP", "SCONJ", "ADV", "PART", "VERB"))


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    data = resources.files("allegedly.attribution").joinpath("data", "phrases.json").read_text("utf-8")
    return {name: frozenset(entries) for name, entries in json.loads(data).items() if isinstance(entries, list)}


class Phrase(NamedTuple):
    """`word` is the preposition in lower case ("" without one, "according to" as one); `verb` the verb before it.

    `first` is the index of the preposition's token, or of the phrase's first word; `apart` is True where a comma or
    bracket stands right before it.
    """

    word: str
    tokens: tuple[Token, ...]
    head: Token
    verb: Token | None
    first: int
    apart: bool

    @property
    def noun(self) -> str:
        """The head's dictionary form, in lower case, with what a hyphen ties to it: "op-ed"."""
        start = self.head.i
        while start - 2 >= self.tokens[0].i and self.head.doc[start - 1].text == "-":
            start -= 2
        # "on X." at a sentence's end is one token with its full stop.
        tied = "" if start == self.head.i else self.head.doc[start : self.head.i].text.lower()
        return tied + self.head.lemma_.lower().removesuffix(".")

    @property
    def is_time(self) -> bool:
        first, last = self.tokens[0], self.tokens[-1]
        if last.ent_type_ not in _TIMES and last.lower_ not in _lists()["spells"]:
            return False
        return first.ent_type_ in _TIMES or _time_begins(self.tokens, 0)

    def modifiers(self) -> tuple[str, ...]:
        """The words before the head, in lower case."""
        return tuple(token.lower_ for token in self.tokens if token.i < self.head.i)


def chunk(words: Sequence[Token], verbs: set[int]) -> Iterator[Phrase]:
    """The phrases of `words`. A phrase's verb is the nearest before it; `verbs` are verbs whatever their tag."""
    at, verb, apart = 0, None, False
    while at < len(words):
        token = words[at]
        if _is_verb(words, at, verbs):
            verb, at, apart = token, at + 1, False
            continue
        word, begin = _preposition(words, at)
        end = _gather(words, begin, verbs)
        if end == begin:
            apart, at = token.is_punct and token.text not in _HYPHENS, max(begin, at + 1)
            continue
        tokens = tuple(words[begin:end])
        yield Phrase(word, tokens, _head(tokens), verb, words[at].i, apart)
        at, apart = end, False


def _is_verb(words: Sequence[Token], at: int, verbs: set[int]) -> bool:
    token = words[at]
    if token.i in verbs:
        return True
    if token.lower_ == "broadcast" and at and words[at - 1].pos_ == "NOUN":
        return at + 1 < len(words) and words[at + 1].pos_ in ("ADP", "PROPN")
    return token.pos_ in ("VERB", "AUX") and not _preposition(words, at)[0] and not _adjectival(words, at)


def _preposition(words: Sequence[Token], at: int) -> tuple[str, int]:
    """The preposition at `at` and where its phrase begins; ("", at) where there is none."""
    token = words[at]
    following = words[at + 1].lower_ if at + 1 < len(words) else ""
    if token.lower_ == "according" and following == "to":
        return "according to", at + 2
    if token.lower_ in ("outside", "inside", "ahead", "out") and following == "of":
        return token.lower_, at + 2
    if token.lower_ in _lists()["prepositions"] and token.pos_ in _BEFORE_VERBS and token.pos_ != "VERB":
        return token.lower_, at + 1
    return "", at


def _gather(words: Sequence[Token], begin: int, verbs: set[int]) -> int:
    """Where the noun phrase that begins at `begin` ends; `begin` where none does."""
    at = begin
    while at < len(words):
        if at > begin and not _next_to(words[at - 1], words[at]):
            break
        step = _step(words, begin, at, verbs)
        if step == 0:
            break
        at += step
    while at > begin and not (
        words[at - 1].pos_ in _NAMING or words[at - 1].pos_ in ("ADJ", "VERB") or words[at - 1].text in ')”"’'
    ):
        at -= 1
    return (
        at
        if any(token.pos_ in _NAMING or (token.pos_ == "DET" and at - begin == 1) for token in words[begin:at])
        else begin
    )


def _next_to(left: Token, right: Token) -> bool:
    return right.i == left.i + 1 or all(token.is_space for token in left.doc[left.i + 1 : right.i])


def _step(words: Sequence[Token], begin: int, at: int, verbs: set[int]) -> int:
    """How many tokens from `at` on belong to the phrase; 0 where it ends."""
    token = words[at]
    inside = at > begin
    if token.lower_ in _RELATIVE and token.pos_ in ("PRON", "SCONJ", "ADV"):
        return 0
    if token.i in verbs or (token.lower_ == "broadcast" and _is_verb(words, at, verbs)):
        return 0
    if inside and _same_name(words[at - 1], token):
        return 1
    if token.text in _OPENING:
        return _title(words, at)
    if inside and _time_begins(words, at) and not _within(words, at):
        return 0
    if token.pos_ in _NOMINAL or _first_name(words, at):
        return 0 if inside and _starts_anew(words[at - 1], token) else 1
    if not inside:
        return 1 if token.pos_ == "VERB" and _adjectival(words, at) else 0
    return _link(words, at)


def _time_begins(words: Sequence[Token], at: int) -> bool:
    """True where "Monday", "last week", "late on Friday" begin; taggers do not know all times."""
    token = words[at]
    if token.ent_iob_ == "I":
        return False
    following = words[at + 1].lower_ if at + 1 < len(words) else ""
    turns = token.lower_ in _lists()["turns"] and (
        following in _lists()["spells"] or token.lower_ in _lists()["spells"]
    )
    return token.ent_type_ in _TIMES or turns or (token.lower_ in _lists()["days"] and token.pos_ == "PROPN")


def _first_name(words: Sequence[Token], at: int) -> bool:
    """True for a capital before a name, whatever its tag: taggers do not know all first names."""
    token = words[at]
    if not token.text[:1].isupper() or token.is_sent_start or token.lower_ in _lists()["prepositions"]:
        return False
    return at + 1 < len(words) and words[at + 1].pos_ == "PROPN" and _next_to(token, words[at + 1])


def _same_name(left: Token, right: Token) -> bool:
    return right.ent_iob_ == "I" and right.ent_type_ not in _TIMES and left.ent_type_ == right.ent_type_


def _within(words: Sequence[Token], at: int) -> bool:
    """True for a time that is part of a name or before its noun: "a Friday interview", "NBC's Today show"."""
    before = words[at - 1]
    if before.pos_ in ("DET", "ADJ") or before.text in _POSSESSIVE or before.morph.get("Poss", []) == ["Yes"]:
        return True
    end = at
    while end + 1 < len(words) and words[end + 1].ent_iob_ == "I":
        end += 1
    return end + 1 < len(words) and words[end + 1].text in _POSSESSIVE


def _starts_anew(left: Token, right: Token) -> bool:
    """True where an article or a personal pronoun opens a second phrase: "told him | a lie"."""
    if right.pos_ == "DET":
        title = left.text[:1].isupper() and right.nbor().text[:1].isupper() if right.i + 1 < len(right.doc) else False
        if title and left.i and left.nbor(-1).lower_ in _POSSESSIVE:
            return False
        return left.pos_ in _NAMING and left.lower_ not in ("all", "both", "half")
    return right.pos_ == "PRON" and left.pos_ in _NAMING


def _link(words: Sequence[Token], at: int) -> int:
    """Words that hold a phrase together without being nouns; 0 where `at` is none of them."""
    token, following = words[at], words[at + 1] if at + 1 < len(words) else None
    if token.text in _POSSESSIVE and token.pos_ in ("PART", "PUNCT"):
        return 1
    if following is None or not _next_to(token, following):
        return 0
    if token.text in _HYPHENS:
        return 2 if not following.is_punct else 0
    if token.text == "(" and following.text.isupper() and at + 2 < len(words) and words[at + 2].text == ")":
        return 3
    if token.lower_ == "of" and following.pos_ in _NOMINAL:
        return 1
    if token.text == "," and words[at - 1].ent_type_ == "LOC" and following.ent_type_ == "LOC":
        return 2
    if token.pos_ == "CCONJ" and following.pos_ in _NOMINAL and token.lower_ in ("and", "or"):
        return 1
    if token.pos_ == "ADV" and following.pos_ in ("ADJ", "VERB") and words[at - 1].pos_ in ("DET", "ADJ", "PRON"):
        return 1
    return 1 if token.pos_ == "VERB" and _adjectival(words, at) else 0


def _adjectival(words: Sequence[Token], at: int) -> bool:
    """True for a participle before its noun: "a prepared statement", "in televised remarks"."""
    token = words[at]
    if token.morph.get("VerbForm", []) not in (["Part"], ["Ger"]) or at + 1 >= len(words):
        return False
    following = words[at + 1]
    if following.pos_ not in ("NOUN", "PROPN", "ADJ") or not _next_to(token, following):
        return False
    before = words[at - 1] if at else None
    if before is None:
        return False
    if (
        before.pos_ in ("DET", "ADJ", "NUM")
        or before.text in _POSSESSIVE
        or before.text == "-"
        or before.pos_ == "PRON"
    ):
        return True
    return before.pos_ == "ADP" and token.lower_.endswith(("ed", "en"))


def _title(words: Sequence[Token], at: int) -> int:
    """The length of a short name in quotation marks that begins at `at`; 0 where none does."""
    if at + 1 >= len(words) or (not words[at + 1].text[:1].isupper() and not words[at + 1].text[:1].isdigit()):
        return 0
    for end in range(at + 2, min(at + _LONGEST_TITLE + 2, len(words))):
        if words[end].text in _CLOSING and words[end].text not in _POSSESSIVE - {"'", "’"}:
            return end - at + 1
    return 0


def _head(tokens: Sequence[Token]) -> Token:
    """The noun that the phrase is about: the last before "of", a comma, a bracket, "and", a quoted title."""
    found, quoted = None, False
    for at, token in enumerate(tokens):
        owned = at > 0 and tokens[at - 1].text in _POSSESSIVE
        named = at > 0 and _same_name(tokens[at - 1], token)
        mark = token.text in (_OPENING | _CLOSING) - _POSSESSIVE
        ends = token.lower_ in ("of", "and", "or", ",", "(") or (mark and not owned and not quoted)
        quoted = mark and not quoted if mark else quoted
        if found is not None and ends and not named:
            break
        if token.pos_ in _NAMING:
            found = token
    return found or tokens[-1]
