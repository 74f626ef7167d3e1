"""Through what a statement was made: interview, press conference, statement, post, document, broadcast, filing.

In:      a Doc with grammar, a statement, and the other statements of its page.
Out:     a `Finding` with the words that say so; None where nothing does.
Rules:   docs/annotation.md, "When, where, to whom, how". A noun beside the cue ("in a letter to"), what is said of that
         noun ("posted on Telegram"), the verb ("tweeted"), the source ("a poll"), the hearer ("told parliament"; "told
         the Herald" is an interview). A speech that nobody broadcasts has no channel.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.finding import Finding
from allegedly.attribution.meaning.frame import Frame, frame
from allegedly.attribution.meaning.grammar import children, span_of
from allegedly.attribution.meaning.hearers import heard, verb_of
from allegedly.attribution.meaning.nouns import singular
from allegedly.attribution.meaning.phrases import Phrase
from allegedly.attribution.meaning.relays import hands, is_press
from allegedly.attribution.meaning.source_kind import source_kind
from allegedly.attribution.meaning.source_phrase import phrase_of
from allegedly.records import Channel, Statement

# Chosen; `allegedly.reading` turns them into shares of right answers.
_SURE, _LIKELY, _UNSURE = 0.95, 0.8, 0.6

# Where a noun stands in two lists the first channel counts.
_CHANNELS: tuple[Channel, ...] = (
    "interview", "press conference", "statement", "post", "leak", "filing", "poll", "testimony", "broadcast",
    "document", "observation",
)  # fmt: skip
_LONGEST = 6  # Tokens of the longest noun in the lists, hyphens counted.
_NEAR = 3  # Words after a noun in which its participle stands: "a video he posted"; chosen.
_KINDS: dict[str, Channel] = {"document": "document", "poll": "poll"}
_SPOKEN: dict[str, Channel] = {
    "interviewed": "interview",
    "testifying": "testimony",
    "tweeting": "post",
    "posting": "post",
}

Found = Finding[Channel]


class _Noun(NamedTuple):
    channel: Channel
    form: str
    tokens: tuple[Token, ...]


def channel(doc: Doc, statement: Statement, *, others: Sequence[Statement] = ()) -> Found | None:
    """The channel of one statement; `others` are the page's statements, whose words are their own."""
    around = frame(doc, statement, others)
    return (
        _by_phrases(around)
        or _by_verb(around)
        or _by_source(doc, statement)
        or _by_hearer(around)
        or _by_press(doc, around)
    )


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    data = resources.files("allegedly.attribution").joinpath("data", "channel.json").read_text("utf-8")
    return {name: frozenset(entries) for name, entries in json.loads(data).items() if isinstance(entries, list)}


@lru_cache(maxsize=1)
def _nouns() -> dict[str, Channel]:
    return {noun: name for name in reversed(_CHANNELS) for noun in _lists()[name]}


def _forms(tokens: Sequence[Token], head: Token) -> Iterator[tuple[str, tuple[Token, ...]]]:
    """The noun that ends in the head, its longest form first: "emailed press release", "press release", "release"."""
    place = next((at for at, token in enumerate(tokens) if token.i == head.i), -1)
    for length in range(min(_LONGEST, place + 1), 0, -1):
        run = tuple(tokens[place + 1 - length : place + 1])
        before = "".join(token.lower_ + token.whitespace_ for token in run[:-1])
        for last in dict.fromkeys((head.lower_, singular(head), head.lemma_.lower(), head.lower_.removesuffix("."))):
            yield before + last, run


def _noun(tokens: Sequence[Token], head: Token) -> _Noun | None:
    """The channel that a noun phrase names."""
    return next((_Noun(_nouns()[form], form, run) for form, run in _forms(tokens, head) if form in _nouns()), None)


def _by_phrases(around: Frame) -> Found | None:
    for phrase in around.phrases:
        if phrase.is_time or not _says(around, phrase):
            continue
        noun = _noun(phrase.tokens, phrase.head)
        if not phrase.word:
            if noun is not None and _done(phrase, noun):
                return Finding(noun.channel, span_of(noun.tokens), _LIKELY)
            continue
        told = _told_of(around, phrase) if noun is None or noun.form in _lists()["open"] else None
        if told is not None and phrase.word in _lists()["after_broadcast"] and phrase.noun in _lists()["open"]:
            return Finding(told, span_of(phrase.tokens), _LIKELY)
        if noun is not None and _fits(phrase, noun):
            return Finding(noun.channel, span_of(noun.tokens), _SURE)
    return None


def _done(phrase: Phrase, noun: _Noun) -> bool:
    """True for "issued a statement", "held a press conference"."""
    verb = "" if phrase.verb is None else phrase.verb.lemma_.lower()
    never = _lists()["only_source"] | _lists()["only_on"]
    if verb == "read" and noun.channel != "statement":
        return False
    return verb in _lists()["doing"] and noun.channel not in ("observation", "poll") and noun.form not in never


def _says(around: Frame, phrase: Phrase) -> bool:
    """True where the phrase belongs to the saying: to the cue, or to a verb of speaking beside it."""
    return around.governs(phrase) or verb_of(around, phrase) in _lists()["speaking"] | _lists()["doing"]


def _fits(phrase: Phrase, noun: _Noun) -> bool:
    """True where the noun stands after a preposition that makes it the channel: "in court", "on X", "by email"."""
    lists = _lists()
    if noun.form in lists["only_source"]:
        return False
    if noun.form in lists["only_on"]:
        return (phrase.word in ("on", "via", "over") or _takes_to(phrase)) and (
            noun.form != "x" or phrase.head.text[0] == "X"
        )
    return phrase.word in lists[f"after_{noun.channel.replace(' ', '_')}"]


def _takes_to(phrase: Phrase) -> bool:
    """True for "took to Twitter"."""
    return phrase.word == "to" and phrase.verb is not None and phrase.verb.lemma_.lower() in ("take", "go", "turn")


def _told_of(around: Frame, phrase: Phrase) -> Channel | None:
    """The channel of a video, a message, a speech, by the words in its phrase and right after it."""
    lists = _lists()
    near = [token for token in around.words if phrase.tokens[-1].i < token.i <= phrase.tokens[-1].i + _NEAR]
    after = {token.lower_ for token in near if token.pos_ == "VERB"}
    said = {token.lower_ for token in phrase.tokens} | after
    if said & lists["leaked"]:
        return "leak"
    if {token.lower_ for token in phrase.tokens if token.i < phrase.head.i} & lists["platforms"]:
        return "post"
    written = phrase.noun in ("statement", "communique", "communiqué", "declaration", "letter")
    if after & lists["posted"]:
        return "statement" if written else "post"
    if after & lists["filed"] and not written:
        return "filing"
    return "broadcast" if said & lists["aired"] and phrase.noun != "interview" else None


def _by_verb(around: Frame) -> Found | None:
    verb = around.verb
    if verb is None:
        return None
    if verb.pos_ == "VERB" and verb.lemma_.lower() in _lists()["post_verbs"]:
        return Finding("post", span_of([verb]), _SURE)
    if verb.lemma_.lower() in _lists()["testimony_verbs"]:
        return Finding("testimony", span_of([verb]), _SURE)
    if verb.lemma_ in ("give", "hear") and any(child.lower_ == "evidence" for child in children(verb, "obj")):
        return Finding("testimony", span_of([verb]), _SURE)
    noun = _noun(around.cue, verb) if verb.pos_ == "NOUN" else None
    if noun is not None and noun.form in _lists()["cue_nouns"]:
        return Finding(noun.channel, span_of(noun.tokens), _UNSURE)
    spoken = next((token for token in around.words if token.lower_ in _SPOKEN and token.i != verb.i), None)
    return None if spoken is None else Finding(_SPOKEN[spoken.lower_], span_of([spoken]), _LIKELY)


def _by_source(doc: Doc, statement: Statement) -> Found | None:
    phrase = None if statement.source is None else phrase_of(doc, statement.source)
    if phrase is None:
        return None
    given = statement.speaker.kind
    kind = source_kind(doc, statement).value if given == "unknown" else given
    noun = _noun(phrase.core, phrase.head)
    if kind not in ("document", "poll") and (noun is None or kind not in ("unknown", "named-group")):
        return None
    if kind == "named-group" and phrase.head.text[:1].isupper() and phrase.head.pos_ == "PROPN":
        return None
    if noun is None or noun.form in _lists()["never_source"]:
        nothing = phrase.head.lower_ in _lists()["no_document"]
        return None if nothing or kind not in _KINDS else Finding(_KINDS[kind], span_of([phrase.head]), _UNSURE)
    if noun.form in _lists()["as_document"]:
        noun = noun._replace(channel="document")
    words = {token.lower_ for token in (*phrase.before, *phrase.after[:2])}
    if words & _lists()["leaked"]:
        return Finding("leak", span_of(noun.tokens), _LIKELY)
    return Finding(noun.channel, span_of(noun.tokens), _LIKELY if noun.channel == "document" else _SURE)


def _by_hearer(around: Frame) -> Found | None:
    """What is told to a court or a parliament is testimony."""
    for phrase in (*heard(around), *_before_whom(around)):
        noun = _noun(phrase.tokens, phrase.head)
        if noun is not None and noun.channel in ("press conference", "testimony"):
            return Finding(noun.channel, span_of(noun.tokens), _LIKELY)
        for form, run in _forms(phrase.tokens, phrase.head):
            if form in _lists()["hearers"]:
                return Finding("testimony", span_of(run), _UNSURE if form in _lists()["hearers_open"] else _LIKELY)
    return None


def _before_whom(around: Frame) -> Iterator[Phrase]:
    for phrase in around.phrases:
        if phrase.word == "before" and not phrase.is_time and verb_of(around, phrase) in _lists()["speaking"]:
            yield phrase


def _by_press(doc: Doc, around: Frame) -> Found | None:
    """Words said to a news organisation or a journalist were said in an interview; on air, they were broadcast."""
    asked = next((name for name, role in hands(doc, around) if role == "interviewer"), None)
    for phrase in around.phrases:
        if asked is not None and span_of(phrase.tokens).overlaps(asked.span):
            on_air = phrase.word in ("on", "during", "in") and phrase.noun != "interview"
            return Finding("broadcast" if on_air else "interview", span_of(phrase.tokens), _LIKELY)
    for phrase in heard(around):
        if phrase.verb is not None and phrase.verb.lemma_.lower() == "tell" and is_press(phrase):
            return Finding("interview", span_of(phrase.tokens), _LIKELY)
    return None
