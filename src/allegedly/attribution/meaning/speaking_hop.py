"""The first hop of a statement: who speaks, by the words of its source.

    a report by the institute         → institute (monitor, agency, outlet or speaker)
    the Tass news agency              → Tass (agency)
    court papers                      → court papers (document)
    a spokesman for the ministry      → spokesman for the ministry (speaker)

In:      a Doc, a statement.
Out:     `Hand`s: none without a source, two where an agency quotes somebody ("Kowal was quoted by Tass as saying").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.grammar import root_of, tokens_in
from allegedly.attribution.meaning.hop_names import Called, called, words, written
from allegedly.attribution.meaning.nouns import singular
from allegedly.attribution.meaning.press import Organisation, press_of
from allegedly.attribution.meaning.press_names import news_nouns
from allegedly.attribution.meaning.relays import Hand, role_of
from allegedly.attribution.meaning.source_kind import description, source_kind
from allegedly.attribution.meaning.source_phrase import Phrase, phrase_of
from allegedly.records import HopRole, SpeakerKind, Statement

_BY = frozenset(("by", "from", "of"))
_QUOTING = frozenset(("quoted", "cited", "paraphrased"))
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_AUTHORS = frozenset(("ORG", "PERSON"))


def speaking(doc: Doc, statement: Statement) -> Iterator[Hand]:
    """Who speaks, and whoever else the source itself names."""
    if statement.source is None:
        return
    quoted = _quoted(doc, statement)
    if quoted is not None:
        yield quoted, "speaker"
    phrase = phrase_of(doc, statement.source)
    if phrase is None:
        yield written(tokens_in(doc, statement.source)), "speaker"
        return
    kind = _kind(doc, statement)
    author = _author(doc, phrase, kind)
    if author is not None:
        yield author
        return
    role, outlet = _role(doc, phrase, kind)
    if role in ("agency", "outlet", "monitor") and _acts(statement):
        role = "speaker"
    if outlet is not None and outlet.named:
        yield written(outlet.tokens, name=True), role
        return
    span = description(doc, statement)
    tokens = phrase.core if span is None else tokens_in(doc, span)
    yield written(tokens, name=kind.startswith("named")), role


def _acts(statement: Statement) -> bool:
    """True where a news organisation speaks for itself: "did not respond", "could not verify"."""
    spoken = set() if statement.cue is None else set(statement.cue.text.casefold().split())
    return bool(spoken & words()["own_deeds"])


def _kind(doc: Doc, statement: Statement) -> SpeakerKind:
    given = statement.speaker.kind
    return source_kind(doc, statement).value if given == "unknown" else given


def _role(doc: Doc, phrase: Phrase, kind: SpeakerKind) -> tuple[HopRole, Organisation | None]:
    """The role that the source has, and the news organisation that it is."""
    if kind in ("document", "poll"):
        return "document", None
    found = _of_press(doc, phrase.core)
    about = [one for one in found if _is_head(one, phrase) or _noun_of(one, phrase)]
    if about and kind not in ("named-person", "unnamed-person"):
        return role_of(about[0].kind), about[0]
    return ("outlet" if kind == "outlet" else "speaker"), None


def _is_head(found: Organisation, phrase: Phrase) -> bool:
    """True where the source is the organisation itself: "the newspaper | Le Fanal"; not "diplomats in Castellane"."""
    return found.tokens[0].i <= phrase.head.i + 1 and phrase.head.i <= found.tokens[-1].i


def _noun_of(found: Organisation, phrase: Phrase) -> bool:
    """True where the head is the noun of the name: "the Tass news | agency"."""
    between = [token for token in phrase.core if found.tokens[-1].i < token.i <= phrase.head.i]
    plainly = all(token.pos_ in ("NOUN", "PROPN", "ADJ") for token in between)
    return plainly and phrase.head.lemma_.lower() in news_nouns()


def _of_press(doc: Doc, tokens: Sequence[Token]) -> list[Organisation]:
    return press_of(doc).find(tokens, sure=True)


def _author(doc: Doc, phrase: Phrase, kind: SpeakerKind) -> Hand | None:
    """Whose report it is, where the source is a report that somebody owns or signs."""
    if singular(phrase.head) not in words()["reports"] or kind == "poll":
        return None
    author = _after_by(phrase) or _owner(phrase)
    if not author:
        return None
    name, role = _as_author(doc, author)
    translated = singular(phrase.head) in words()["translations"] and role == "speaker"
    return name, "monitor" if translated else role


def _after_by(phrase: Phrase) -> Sequence[Token]:
    """Who made it: "a report published on Sunday by | the institute |", "a report in | the Guardian |"."""
    after = phrase.after
    for at, token in enumerate(after):
        if token.pos_ == "VERB" and token.lower_ not in words()["making"]:
            return ()
        rest = after[at + 1 :]
        made = token.lower_ == "by" or (token.lower_ == "from" and at == 0)
        if made and any(one.pos_ in ("NOUN", "PROPN", "X") for one in rest):
            return rest
        if token.lower_ in ("in", "on", "for") and at == 0 and _of_press(token.doc, rest):
            return rest
    return ()


def _owner(phrase: Phrase) -> Sequence[Token]:
    """The name before the noun: "the institute's report", "a World Bank report"."""
    before = [token for token in phrase.core if token.i < phrase.head.i]
    marks = [at for at, token in enumerate(before) if token.text in _POSSESSIVE]
    if marks:
        return before[: marks[-1]]
    named = [one for one in _of_press(phrase.head.doc, before) if one.named]
    run = list(named[-1].tokens) if named else [token for token in before if token.ent_type_ in _AUTHORS]
    return run if run and run[-1].i >= phrase.head.i - 2 else ()


def _as_author(doc: Doc, tokens: Sequence[Token]) -> Hand:
    found = _of_press(doc, tokens)
    if found:
        return written(found[0].tokens, name=found[0].named), role_of(found[0].kind)
    return called(doc, tokens), "speaker"


def _quoted(doc: Doc, statement: Statement) -> Called | None:
    """The passive subject of "was quoted by the agency as saying", where the agency was taken for the source."""
    if statement.cue is None or statement.source is None or statement.source.start < statement.cue.start:
        return None
    verb = root_of(doc, statement.cue)
    if verb is None or verb.lower_ not in _QUOTING:
        return None
    subject = next((child for child in verb.children if child.dep_.startswith("nsubj") and child.i < verb.i), None)
    if subject is None or not any(child.dep_ == "aux:pass" or child.lemma_ == "be" for child in verb.children):
        return None
    return called(doc, [token for token in subject.subtree if token.i < verb.i])
