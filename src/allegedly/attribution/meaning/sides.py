"""Whether a clause is about the speaker or the speaker's own side.

    "we have not …"     said she would …     the company said its drivers …     Hale's barrister said Hale would …

In:      a Doc with dependencies and names, a statement, the subject of one of its clauses.
Limits:  a pronoun is taken for the speaker where its number and kind fit the source; who is meant, `allegedly.actors`
         finds out later.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.grammar import children, tokens_in
from allegedly.attribution.meaning.nouns import group_words, person_words, plural, singular
from allegedly.records import Statement

_FIRST = frozenset(("i", "we", "us", "me", "myself", "ourselves", "my", "our", "mine", "ours"))
_SINGULAR = frozenset(("he", "she", "his", "her", "him"))
_PEOPLE = frozenset(("he", "she", "they", "i", "we", "who"))
_BODY = frozenset(("it", "its"))
_SEVERAL = frozenset(("they", "their", "them"))
_SPEAKS_FOR_BODY = frozenset(
    ("spokesman", "spokeswoman", "spokesperson", "lawyer", "attorney", "executive", "director", "chairman", "chief")
)
_SPEAKS_FOR_PERSON = frozenset(
    ("office", "presidency", "palace", "campaign", "lawyer", "spokesman", "spokeswoman", "barrister", "agent", "team")
)
# Of "China" and "Chinese" the first letters agree.
_STEM = 4


def own(doc: Doc, statement: Statement, subject: Token | None) -> bool:
    """True where the subject is the speaker, or belongs to the speaker or to those spoken for."""
    if subject is None or subject.dep_ == "expl":
        return False
    if any(_first_person(token) for token in _phrase(subject)):
        return True
    source = [] if statement.source is None else tokens_in(doc, statement.source)
    if not source:
        return False
    if _pronoun_of(subject, source) or any(_pronoun_of(child, source) for child in _owners(subject)):
        return True
    return _named_in(subject, source)


def somebody(noun: Token) -> bool:
    """True for a noun that names people or a body, which can act: "our troops", not "our plan"."""
    known = person_words() | group_words("institutions") | group_words("collectives") | group_words("plural_groups")
    return bool({singular(noun), noun.lower_, noun.lemma_} & known) or noun.ent_type_ in ("PERSON", "ORG", "NORP")


def first_person(subject: Token | None) -> bool:
    """True for "I", "we", "my office"."""
    return subject is not None and any(_first_person(token) for token in _phrase(subject))


def _first_person(token: Token) -> bool:
    return token.lower_ in _FIRST and (token.pos_ in ("PRON", "DET") or token.lower_ != "us")


def _phrase(subject: Token) -> list[Token]:
    """The subject and what stands at it: "one of our men", "nobody in our office"."""
    found = [subject]
    for child in children(subject, "nmod", "nmod:poss", "det"):
        found += [child, *children(child, "nmod:poss", "nmod")]
    return found


def _owners(subject: Token) -> list[Token]:
    return [token for token in _phrase(subject)[1:] if token.lower_ in ("his", "her", "its", "their")]


def _pronoun_of(pronoun: Token, source: Sequence[Token]) -> bool:
    word = pronoun.lower_
    if word not in _SINGULAR | _BODY | _SEVERAL:
        return False
    head = _head(source)
    person = head.ent_type_ == "PERSON" or head.lower_ in ("he", "she", "who") or singular(head) in person_words()
    if word in _SINGULAR:
        return (person and not plural(head)) or any(token.lemma_ in _SPEAKS_FOR_PERSON for token in source)
    if word == "its" and head.lower_ not in _PEOPLE and singular(head) not in person_words():
        return True
    if word in _BODY:
        body = head.lower_ == "it" or (not person and not plural(head))
        return body or any(singular(token) in _SPEAKS_FOR_BODY for token in source)
    many = plural(head) or head.lower_ in ("they", "we") or any(token.lower_ == "and" for token in source)
    return many or singular(head) in group_words("collectives")


def _head(source: Sequence[Token]) -> Token:
    inside = {token.i for token in source}
    return next((token for token in source if token.head.i not in inside or token.head.i == token.i), source[0])


def _named_in(subject: Token, source: Sequence[Token]) -> bool:
    """True where the subject's name, or the kind of body that it is, stands in the source: "the company's lawyer"."""
    if subject.pos_ == "PROPN" or subject.ent_type_:
        names = [token for token in source if token.pos_ in ("PROPN", "ADJ") and token.text[:1].isupper()]
        return any(_same(subject.lower_, token.lower_) for token in names)
    definite = any(child.lower_ in ("the", "its", "his", "their") for child in children(subject, "det"))
    return definite and subject.pos_ == "NOUN" and any(token.lemma_ == subject.lemma_ for token in source)


def _same(name: str, other: str) -> bool:
    return name == other or (len(name) >= _STEM and len(other) >= _STEM and name[:_STEM] == other[:_STEM])
