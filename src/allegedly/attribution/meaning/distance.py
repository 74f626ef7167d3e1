"""How far the reporter keeps from what is reported, by the word that reports it.

In:      a Doc with dependencies and lemmas, a statement.
Out:     "distancing" (claimed, alleged, insisted), "factive" (noted, admitted, showed), "negative" (denied, falsely
         claimed), with the words; "neutral" where the cue takes no side, where it is negated ("could not confirm"), and
         without a cue. Quotation marks do not count.
Source:  factive and assertive verbs after Hooper (1975); words of doubt after Recasens et al. (2013). Word lists:
         ../data/distance.json.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning import cues, lexicon, negation
from allegedly.attribution.meaning.cues import Cue
from allegedly.attribution.meaning.finding import Finding
from allegedly.attribution.meaning.grammar import all_tokens, children, sentence_of, span_of, tokens_in
from allegedly.records import Statement
from allegedly.records.statement import Distance

_LEVELS: tuple[Distance, ...] = ("negative", "distancing", "factive")
_KINDS = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "PROPN": "nouns"}
_SURE_DEFAULT, _SURE_NAMED = 0.97, 0.95


def distance(doc: Doc, statement: Statement) -> Finding[Distance]:
    """The distance that the cue of one statement keeps."""
    cue = cues.read(doc, statement)
    if cue is None or _decided(doc, statement, cue):
        return Finding("neutral", None, _SURE_DEFAULT)
    for rule in (_by_adverb, _by_attribute, _without_evidence, _by_group, _by_word):
        found = rule(cue)
        if found is not None:
            level, words = found
            return Finding(level, span_of(words), _SURE_NAMED)
    return Finding("neutral", None, _SURE_DEFAULT)


def _decided(doc: Doc, statement: Statement, cue: Cue) -> bool:
    """True where a court rejects: it decides, and the reporter keeps no distance."""
    if statement.source is None or cues.known(cue.head) != "denies":
        return False
    return any(token.lemma_ in lexicon.words("acts", "courts") for token in tokens_in(doc, statement.source))


_Found = tuple[Distance, list[Token]] | None


def _by_adverb(cue: Cue) -> _Found:
    """ "falsely claimed", "allegedly said"."""
    near = [*cue.tokens, *(child for token in (cue.head, *cue.chain) for child in children(token, "advmod"))]
    for level in ("negative", "distancing"):
        for token in near:
            if token.lower_ in lexicon.words("distance", f"{level}_adverbs"):
                return level, [token, cue.head] if token != cue.head else [token]
    return None


def _by_attribute(cue: Cue) -> _Found:
    """ "the alleged statement", "a purported letter", "false claims"."""
    words = [*cue.tokens, *children(cue.head, "amod")]
    wrong = next((token for token in words if token.lower_ in ("false", "baseless", "bogus", "unfounded")), None)
    if wrong is not None and cue.head.pos_ == "NOUN":
        return "negative", [wrong]
    doubted = next((token for token in words if token.lower_ in lexicon.words("distance", "distancing_words")), None)
    return None if doubted is None or doubted == cue.head else ("distancing", [doubted])


def _without_evidence(cue: Cue) -> _Found:
    """ "said without evidence", "claimed, without providing proof"."""
    sentence = sentence_of(cue.head)
    begin, end = max(sentence.start, cue.tokens[0].i - 2), min(sentence.end, cue.tokens[-1].i + 9)
    for token in all_tokens(cue.head.doc)[begin:end]:
        if token.lower_ != "without":
            continue
        following = token.doc[token.i + 1 : token.i + 5]
        noun = next((one for one in following if one.lemma_ in lexicon.words("distance", "without_nouns")), None)
        if noun is not None and all(_between(one) for one in token.doc[token.i + 1 : noun.i]):
            return "distancing", [token, noun]
    return None


def _between(token: Token) -> bool:
    given = token.lemma_ in lexicon.words("distance", "without_verbs")
    return given or token.pos_ in ("DET", "ADJ", "ADV") or token.lower_ in ("any", "a", "shred", "of")


def _by_group(cue: Cue) -> _Found:
    for level in _LEVELS:
        for token in (cue.head, *cue.chain):
            found = lexicon.match(token, lexicon.groups("distance", f"{level}_groups"))
            if found and not _undone(cue, level):
                return level, found
    return None


def _by_word(cue: Cue) -> _Found:
    head = cue.head
    kind = _KINDS.get(head.pos_, "adjectives")
    for level in _LEVELS:
        for key in dict.fromkeys((f"{level}_{kind}", f"{level}_verbs")):
            listed = lexicon.has_list("distance", key) and head.lemma_ in lexicon.words("distance", key)
            if listed and not (head.pos_ in ("NOUN", "PROPN") and key.endswith("verbs")) and not _undone(cue, level):
                return level, [head]
    return None


def _undone(cue: Cue, level: Distance) -> bool:
    """True where a negation takes the side back: "could not confirm", "did not deny"."""
    words = list(_negations(cue))
    return bool(words) and (level != "distancing" or cue.lemma == "claim")


def _negations(cue: Cue) -> Iterator[Token]:
    for token in (cue.head, *cue.chain):
        yield from negation.of_predicate(token)
        if token.lemma_ in ("unable", "decline", "refuse", "fail"):
            yield token
    for token in cue.head.ancestors:
        if (
            token.lemma_ in ("unable", "decline", "refuse", "fail")
            and token.i < cue.head.i
            and token.i > cue.head.i - 5
        ):
            yield token
