"""Who speaks, by the words of the source alone: a person, a body, a paper, a poll, an outlet; and under which name.

In:      a Doc with grammar and names, and a statement.
Out:     `source_kind`, `description` and `role`; words of the source, never of another sentence.
Rules:   docs/annotation.md, "Speaker". A name decides; then the noun that the source is about, from lists; then its
         ending. "he", "it", "who" are unknown here: a later step takes the kind of those whom they mean.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.finding import Finding
from allegedly.attribution.meaning.grammar import once, span_of
from allegedly.attribution.meaning.nouns import group_words, kind_words, person_words, plural, singular
from allegedly.attribution.meaning.source_names import name_of
from allegedly.attribution.meaning.source_phrase import Phrase, phrase_from, phrase_of
from allegedly.attribution.meaning.source_role import role
from allegedly.records import SpeakerKind, Statement
from allegedly.spans import Span

__all__ = ["description", "role", "source_kind"]

_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
# Chosen. On 19 development pages 278 of 282 answers at 0.95 were right, 130 of 131 at 0.8, 23 of 24 below, where the
# phrase itself tells; `allegedly.reading` turns them into shares.
_SURE, _LIKELY, _UNSURE, _OPEN = 0.95, 0.8, 0.5, 0.2
# Up to twenty who are counted are people; more are a crowd. Chosen.
_A_FEW = 20


def source_kind(doc: Doc, statement: Statement) -> Finding[SpeakerKind]:
    """The kind of speaker that the source phrase names; "unknown", and not sure of it, for pronouns."""
    return once(doc, "kinds", statement.id, lambda: _kind_of(doc, statement))


def _kind_of(doc: Doc, statement: Statement) -> Finding[SpeakerKind]:
    if statement.source is None:
        return Finding("unknown", None, _LIKELY)
    phrase = phrase_of(doc, statement.source)
    if phrase is None:
        return Finding("unknown", None, _OPEN)
    author = _author(doc, phrase)
    name = name_of(doc, phrase) or (None if author is None else name_of(doc, author))
    if name is not None:
        kind = "named-group" if name.kind == "outlet" and _investigates(doc, statement) else name.kind
        return Finding(kind, span_of(name.tokens), name.sure)
    kind, sure = _by_noun(author or phrase)
    return Finding(kind, span_of([(author or phrase).head]), sure)


def description(doc: Doc, statement: Statement) -> Span | None:
    """The name in the source, without titles; else the words that describe it, without article and further clauses.

    None where the source is missing or only a pronoun.
    """
    phrase = None if statement.source is None else phrase_of(doc, statement.source)
    if phrase is None or phrase.head.lower_ in kind_words("personal"):
        return None
    author = _author(doc, phrase)
    name = name_of(doc, phrase) or (None if author is None else name_of(doc, author))
    if name is not None:
        return span_of(name.tokens)
    return _described(author or phrase)


def _author(doc: Doc, phrase: Phrase) -> Phrase | None:
    """Those who wrote what speaks: "a report by [the institute]", "[the institute]'s report"; None where none are
    known.

    Only such as the page names, or a body: "a study by two professors" is a study.
    """
    if singular(phrase.head) not in kind_words("authored"):
        return None
    words = [token for part in phrase.parts for token in part if token.i > phrase.head.i]
    owner = next((token for token in phrase.before if token.lower_ in _POSSESSIVE), None)
    found: Phrase | None = None
    if owner is not None:
        found = phrase_from([token for token in phrase.before if token.i < owner.i])
    for at, token in enumerate(words):
        if token.lower_ == "by" and (
            at == 0 or any(one.lower_ in kind_words("author_participles") for one in words[:at])
        ):
            found = phrase_from(words[at + 1 :])
        if token.lower_ == "by" or token.pos_ in ("AUX", "PRON"):
            break
    if found is None:
        return None
    body = singular(found.head) in group_words("institutions") and not found.indefinite
    return found if body or name_of(doc, found) is not None else None


def _investigates(doc: Doc, statement: Statement) -> bool:
    """True where a news organisation asks and finds out itself: "The Ledger could not verify …"."""
    if statement.cue is None:
        return False
    cue = doc.char_span(statement.cue.start, statement.cue.end, alignment_mode="expand")
    return cue is not None and any(token.lemma_ in kind_words("investigating") for token in cue)


def _by_noun(phrase: Phrase) -> tuple[SpeakerKind, float]:
    """The kind of what a common noun, or a word in its place, names."""
    head = phrase.head
    if head.lower_ in kind_words("personal"):
        return _pronoun(phrase)
    if head.pos_ not in ("NOUN", "PROPN") and _stands_for_people(head) is not None and phrase.counted is None:
        return _stands_for_people(head) or ("unknown", _OPEN)
    if head.ent_type_ == "NORP" or head.lower_ in group_words("peoples"):
        return ("unnamed-person", _LIKELY) if _is_one(phrase) and not _people(head) else ("unnamed-group", _LIKELY)
    noun = singular(head)
    for find in (_poll, _outlet, _paper, _person, _body):
        found = find(phrase, noun)
        if found is not None:
            return found
    return _by_ending(phrase, noun)


def _pronoun(phrase: Phrase) -> tuple[SpeakerKind, float]:
    if phrase.counted is None:
        return "unknown", _OPEN
    return ("unnamed-person" if phrase.counted.lower_ in ("one", "another") else "unnamed-group"), _UNSURE


def _stands_for_people(head: Token) -> tuple[SpeakerKind, float] | None:
    """The kind of "someone", "many", "the accused"."""
    if head.lower_ in kind_words("someone"):
        return "unnamed-person", _UNSURE
    if head.lower_ in kind_words("several") or head.pos_ == "NUM":
        return "unnamed-group", _UNSURE
    return None


def _people(head: Token) -> bool:
    return head.lower_ in group_words("peoples") or "Plur" in head.morph.get("Number", [])


def _is_one(phrase: Phrase) -> bool:
    return not plural(phrase.head)


def _poll(phrase: Phrase, noun: str) -> tuple[SpeakerKind, float] | None:
    if noun in kind_words("polls") and not _modifies_body(phrase):
        return "poll", _SURE if noun in ("poll", "survey") else _LIKELY
    return None


def _modifies_body(phrase: Phrase) -> bool:
    """True where the noun names the place of a vote, not the asking: "polls closed" is no speaker, "a survey
    vessel"."""
    return phrase.head.dep_ == "compound" and phrase.head.head in phrase.core


def _outlet(phrase: Phrase, noun: str) -> tuple[SpeakerKind, float] | None:
    """News organisations by their kind; "agency" and "site" need a word of the press before them."""
    modifiers = {token.lower_ for token in phrase.before}
    press = bool(modifiers & kind_words("outlet_modifiers"))
    if noun in ("agency", "site"):
        plain = noun == "site" and not any(token.pos_ == "NOUN" for token in phrase.before)
        return ("outlet", _SURE) if press else (("outlet", _UNSURE) if plain else None)
    if noun not in kind_words("outlets"):
        return None
    if noun == "media":
        return None if "social" in modifiers else ("outlet", _LIKELY)
    if noun == "paper":
        return ("document", _LIKELY) if modifiers & kind_words("papers") or _is_written(phrase) else ("outlet", _LIKELY)
    if noun == "station":
        return None if modifiers & {"police", "fire", "railway", "train", "power", "polling"} else ("outlet", _LIKELY)
    if noun in ("show", "program", "programme", "network", "press", "wire", "blog", "portal", "publication", "journal"):
        return "outlet", _LIKELY if press or noun in ("network", "press", "publication") else _UNSURE
    return "outlet", _LIKELY if noun == "website" else _SURE


def _is_written(phrase: Phrase) -> bool:
    """True for "a paper in a journal", "court papers": a text with an author, not what appears every day."""
    if plural(phrase.head) and phrase.before:
        return False
    return bool(phrase.after) and phrase.after[0].lower_ in (
        "by",
        "on",
        "published",
        "in",
        "filed",
        "written",
        "submitted",
    )


def _paper(phrase: Phrase, noun: str) -> tuple[SpeakerKind, float] | None:
    if noun in kind_words("documents") and noun not in person_words():
        return "document", _SURE if noun in kind_words("plain_documents") else _LIKELY
    return None


def _person(phrase: Phrase, noun: str) -> tuple[SpeakerKind, float] | None:
    """One person, or a few who are counted, are unnamed persons; plurals without a count are a group."""
    if noun not in person_words() and noun not in group_words("either") - group_words("institutions"):
        return None
    if _is_one(phrase):
        return "unnamed-person", _SURE if noun in person_words() else _UNSURE
    if phrase.counted is not None:
        one = phrase.counted.lower_ in {"one", "another", "each"} | kind_words("few") or _few(phrase.before)
        return ("unnamed-person" if one else "unnamed-group"), _LIKELY
    if _few(phrase.before):
        return "unnamed-person", _LIKELY
    return "unnamed-group", _SURE


def _few(before: Sequence[Token]) -> bool:
    """True for "two", "several", "a handful of", "17"."""
    return any(
        token.lower_ in kind_words("few") or (token.text.isdigit() and int(token.text) <= _A_FEW) for token in before
    )


def _body(phrase: Phrase, noun: str) -> tuple[SpeakerKind, float] | None:
    """A body that is definite or tells whose it is has a name, if not here; others and collectives have none."""
    words = " ".join(token.lower_ for token in (*phrase.before[-1:], phrase.head))
    if noun in group_words("mass") or words in group_words("mass"):
        return ("unnamed-group", _LIKELY) if phrase.indefinite else ("named-group", _LIKELY)
    if noun in group_words("institutions"):
        if not _is_one(phrase) or phrase.counted is not None:
            return "unnamed-group", _SURE
        named = any(token.ent_type_ in ("ORG", "LOC", "PERSON", "FAC") for token in phrase.core)
        public = noun in (
            "court",
            "tribunal",
            "ministry",
            "embassy",
            "parliament",
            "commission",
            "council",
            "university",
        )
        if phrase.indefinite and not (named and public):
            return "unnamed-group", _LIKELY
        return "named-group", _LIKELY
    if noun in group_words("collectives") or noun in group_words("plural_groups"):
        return "unnamed-group", _LIKELY
    return None


def _by_ending(phrase: Phrase, noun: str) -> tuple[SpeakerKind, float]:
    """A noun that no list has, by its form: "-ologist" is somebody."""
    if phrase.head.lower_ in group_words("partitives") or (phrase.counted and _stands_for_people(phrase.head)):
        return "unnamed-group", _UNSURE
    if phrase.head.lower_ == "old" and phrase.head.nbor(-1).text == "-":
        return "unnamed-person", _LIKELY
    if phrase.head.pos_ == "ADJ" and phrase.before and phrase.before[0].lower_ == "the":
        return "unnamed-group", _UNSURE
    if noun.endswith(tuple(person_words("endings"))):
        return ("unnamed-person" if _is_one(phrase) else "unnamed-group"), _UNSURE
    return "unknown", _OPEN


def _described(phrase: Phrase) -> Span | None:
    """The core without its article, up to the clause that tells of the saying or tells more."""
    core = list(phrase.core)
    while len(core) > 1 and _only_points(core):
        core.pop(0)
    bare = singular(phrase.head) in ("person", "source") or phrase.head.pos_ in ("PRON", "DET")
    kept: list[Token] = []
    for token in core:
        if token.i > phrase.head.i and (_tells_more(token, bare=bare) or (token.text == "and" and _goes_on(token))):
            break
        kept.append(token)
    while len(kept) > 1 and (kept[-1].is_punct or kept[-1].lower_ in ("and", "that", "who")):
        kept.pop()
    if len(kept) > 1 and kept[-1].lower_ in _POSSESSIVE and kept[-2].i == phrase.head.i:
        kept.pop()
    return span_of(kept) if kept else None


_OWNERS = ("its", "their", "his", "her", "whose", "our", "my")


def _only_points(core: Sequence[Token]) -> bool:
    """True for an article, "its", "unnamed" at the beginning."""
    first = core[0]
    if first.lower_ in ("a", "an", "the", "this", "that", "these", "those", "unnamed", "unidentified", *_OWNERS):
        return True
    return first.lower_ == "anonymous" and len(core) > 1


def _goes_on(token: Token) -> bool:
    """True for the "and" before another participle: "filed with the court | and reviewed by the paper"."""
    return token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "VERB"


def _tells_more(token: Token, *, bare: bool) -> bool:
    if token.lower_ in kind_words("speaking_participles"):
        return not (bare and token.lower_ == "who" and not _about_anonymity(token))
    return token.lower_ in ("which", "that", "whose", "whom") and token.pos_ != "DET" and not bare


def _about_anonymity(token: Token) -> bool:
    rest = {one.lower_ for one in token.doc[token.i : min(token.i + 12, len(token.doc))]}
    return bool(rest & {"anonymity", "anonymously", "named", "identified", "authorised", "authorized"})
