"""The words of a source: its core and what is set off from it, and the noun that it is about.

    weapons expert N.R. Jenzen-Jones | a member of the institute      core | apposition

In:      a Doc with parts of speech, dependencies and names; a span.
Out:     a `Phrase`; None where the span holds no word.
How:     an English noun phrase's head is the last noun before a preposition, a relative word or a participle. Read off
         the parts of speech, this survives the wrong attachments of a parser; the tree only says which noun is
         another's modifier ("state and local leaders").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.grammar import once, tokens_in
from allegedly.attribution.meaning.nouns import group_words, kind_words
from allegedly.language.relatives import antecedent
from allegedly.records import Anchor
from allegedly.spans import Span

_PARTY = re.compile(r"(?:[RDI]|Con|Lab|Lib|SNP)\s?[-–]\s?[A-Z].*|[RDI]")
_NOUNS = frozenset(("NOUN", "PROPN"))
_BEFORE = frozenset(("ADP", "SCONJ", "CCONJ", "ADV", "PUNCT", "PART"))
_MODIFIES = frozenset(("compound", "amod", "nmod", "flat", "nummod", "det", "obl", "advmod", "dep", "conj"))
_DASHES = frozenset(("–", "—", "--", "―"))
_OPENS, _CLOSES = frozenset("(["), frozenset(")]")
_QUOTES = frozenset("\"“”'‘’") | {"``", "''"}
_POSSESSIVE = frozenset(("'s", "’s", "'", "’", "s'"))
_BELONGS_TO_NAME = frozenset(
    ("jr", "jr.", "sr", "sr.", "inc", "inc.", "ltd", "ltd.", "llc", "ii", "iii", "iv", "co", "co.", "esq.")
)
_RELATIVE = frozenset(("who", "whom", "whose", "which", "that", "where"))
_INDEFINITE = frozenset(("a", "an", "another", "one", "some", "any", "each"))


class Phrase(NamedTuple):
    """`parts` are the core and what commas, dashes and brackets set off from it, none empty; `head` is the core's noun.

    `counted` is the word of number before "of" ("one of the diplomats"), after which the head stands.
    """

    parts: tuple[tuple[Token, ...], ...]
    head: Token
    counted: Token | None = None

    @property
    def core(self) -> tuple[Token, ...]:
        return self.parts[0]

    @property
    def before(self) -> tuple[Token, ...]:
        """What stands before the head in its core, after the word of number: determiners and modifiers."""
        start = -1 if self.counted is None else self.counted.i
        return tuple(token for token in self.core if start < token.i < self.head.i)

    @property
    def after(self) -> tuple[Token, ...]:
        """What follows the head in its core: complements and clauses."""
        return tuple(token for token in self.core if token.i > self.head.i)

    @property
    def indefinite(self) -> bool:
        """True for "a court" and "another group"."""
        return bool(self.before) and self.before[0].lower_ in _INDEFINITE


def phrase_of(doc: Doc, span: Anchor | Span) -> Phrase | None:
    """The phrase in a span; a preposition and quotation marks at its edges are no part of it.

    For "who" it is the phrase that the pronoun stands for.
    """

    def made() -> Phrase | None:
        meant = antecedent(doc, Span(span.start, span.end)) or span
        return phrase_from([token for token in tokens_in(doc, meant) if token.lower_ not in _QUOTES])

    return once(doc, "phrases", (span.start, span.end), made)


def phrase_from(run: Sequence[Token]) -> Phrase | None:
    """The phrase in a run of words."""
    tokens = list(run)
    while tokens and tokens[0].pos_ in _BEFORE and tokens[0].lower_ not in kind_words("few") | kind_words("several"):
        tokens.pop(0)
    parts = tuple(_parts(tokens))
    if not parts:
        return None
    head = head_of(parts[0])
    if head is None:
        return None
    rest = [token for token in parts[0] if token.i > head.i]
    counts = head.lower_ in group_words("partitives") and rest and rest[0].lower_ == "of"
    inner = head_of(rest[1:]) if counts else None
    return Phrase(parts, head) if inner is None else Phrase(parts, inner, head)


def head_of(tokens: Sequence[Token]) -> Token | None:
    """The noun, or what stands in its place, that a run of words is about; None for a run that is no noun phrase."""
    found: Token | None = None
    stand_in: Token | None = None
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.lower_ in _POSSESSIVE and found is not None:
            if following is not None and _goes_on(tokens[at + 1 :]):
                found = None
            continue
        if found is not None and not _in_name(token, found) and _ends(token, found, tokens[at:]):
            break
        if token.lower_ in ("present", "responding", "involved") and stand_in is not None and found is None:
            break
        if token.pos_ in _NOUNS or (token.ent_type_ in _NAMED and token.pos_ not in ("DET", "PART", "PUNCT", "ADP")):
            found = token
        elif token.pos_ in ("PRON", "NUM", "ADJ", "DET", "X", "SYM") and not _article(token, following):
            stand_in = stand_in if stand_in is not None and token.pos_ == "DET" else token
        elif found is None and stand_in is not None and token.pos_ in ("ADP", "AUX", "SCONJ"):
            break
    return found if found is not None else stand_in


_NAMED = frozenset(("PERSON", "ORG", "LOC", "NORP", "FAC", "MISC"))


def _article(token: Token, following: Token | None) -> bool:
    """True for a determiner or possessive that has its noun yet to come."""
    return token.lower_ in ("the", "a", "an", "every", "no") or (
        "Poss" in str(token.morph) and following is not None and following.pos_ not in ("ADP", "PUNCT", "AUX", "VERB")
    )


def _in_name(token: Token, found: Token) -> bool:
    """True inside one name: "Ministry of Works", "Lowe & Partners"."""
    if token.lower_ == "&":
        return True
    return token.ent_type_ in _NAMED and token.ent_iob_ == "I" and found.ent_type_ == token.ent_type_


def _ends(token: Token, found: Token, rest: Sequence[Token]) -> bool:
    """True where the noun phrase's first run of nouns is over."""
    if token.pos_ in ("ADP", "SCONJ", "PRON", "AUX", "DET") or token.lower_ in _RELATIVE:
        return True
    if token.pos_ == "CCONJ":
        return not _modifies_later(found, rest)
    if token.i > 0 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        return False
    if token.pos_ in ("ADJ", "ADV", "VERB", "NUM"):
        return not _modifies_later(token, rest)
    if token.pos_ != "PUNCT" or token.lower_ == ".":
        return False
    return not (token.lower_ in ("-", "–", "/") and not token.whitespace_)


def _modifies_later(token: Token, rest: Sequence[Token]) -> bool:
    """True where the token belongs to a noun among `rest`, with no preposition in between."""
    for later in rest:
        if later.i == token.i:
            continue
        if later.pos_ in ("ADP", "SCONJ", "AUX", "PRON") or later.lower_ == ",":
            return False
        if later.pos_ in _NOUNS and (token.head.i == later.i or token.head.head.i == later.i):
            return token.dep_ == "amod" if token.pos_ == "VERB" else token.dep_.split(":")[0] in _MODIFIES
    return False


def _goes_on(rest: Sequence[Token]) -> bool:
    """True where a noun follows a possessive: "the ministry's | spokesman"."""
    for token in rest:
        if token.pos_ in _NOUNS:
            return True
        if token.pos_ not in ("ADJ", "ADV", "NUM", "VERB", "PUNCT", "DET"):
            return False
    return False


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """The runs between commas, dashes and brackets that set something off."""
    part: list[Token] = []
    for at, token in enumerate(tokens):
        if not _sets_off(token, part, tokens[at + 1 :]):
            part.append(token)
        elif part:
            yield tuple(part)
            part = []
    if part:
        yield tuple(part)


def _sets_off(token: Token, part: Sequence[Token], rest: Sequence[Token]) -> bool:
    if token.lower_ in _OPENS | _CLOSES | _DASHES | {";", ":"}:
        return True
    if token.lower_ == "-" and token.i > 0 and token.nbor(-1).whitespace_ and token.whitespace_:
        return True
    if token.lower_ != ",":
        return False
    if rest and (rest[0].lower_ in _BELONGS_TO_NAME or (token.ent_type_ in _NAMED and token.ent_iob_ == "I")):
        return False
    return any(earlier.pos_ in (*_NOUNS, "PRON", "NUM") for earlier in part) or not part


def is_relative(part: Sequence[Token]) -> bool:
    """True for a part that tells more in a clause: "who keeps the lock", "speaking on the radio", "41"."""
    first = part[0]
    if first.lower_ in _RELATIVE or first.lower_ in kind_words("speaking_participles"):
        return True
    return first.pos_ in ("ADP", "VERB", "SCONJ", "AUX", "ADV", "CCONJ", "NUM")


def is_party(part: Sequence[Token]) -> bool:
    """True for the party and state of a member of parliament: "R-Texas"."""
    return bool(_PARTY.fullmatch("".join(token.text for token in part)))
