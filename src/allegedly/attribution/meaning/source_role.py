"""What a source is, by its own words, and for whom: "a researcher at the Polis Institute".

In:      a Doc with grammar and names, and a statement.
Out:     spans of role and affiliation, without article and without what tells more ("based in …", "who …").
Where:   before the name ("Iranian Deputy Foreign Minister …"), after it between commas, in brackets ("R-Texas"), or
         after "of", "at", "from"; of a source without a name, the words that describe it.
Empty:   None for each that the phrase does not state; both for bodies, papers and pronouns. "Mr." and "Dr." say no
         role.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.grammar import span_of, tokens_in
from allegedly.attribution.meaning.nouns import group_words, kind_words, person_words, singular
from allegedly.attribution.meaning.page_names import page_names
from allegedly.attribution.meaning.source_names import name_of
from allegedly.attribution.meaning.source_phrase import Phrase, head_of, is_party, is_relative, phrase_of
from allegedly.records import Statement
from allegedly.spans import Span

_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_ARTICLES = frozenset(("a", "an", "the"))
_SERVES = frozenset(("of", "at", "for", "with", "from"))

# Bodies that in a role say what it is about: "secretary of state", "defence official", "chief of staff".
_SUBJECTS = frozenset(("state", "country", "defence", "defense", "staff", "business", "bank", "trust", "community"))
_TITLES_OF_SUBJECTS = ("minister", "secretary", "general", "ministers", "secretaries")

Pair = tuple[Span | None, Span | None]


def role(doc: Doc, statement: Statement) -> Pair:
    """The words of the role and of the affiliation that the source phrase states."""
    phrase = None if statement.source is None else phrase_of(doc, statement.source)
    if phrase is None:
        return None, None
    name = name_of(doc, phrase)
    if name is None:
        return _unnamed(phrase)
    if name.kind != "named-person":
        return None, None
    stated, serves = _around(phrase, name.tokens)
    return stated, serves or _bracketed(phrase, name.tokens)


def _unnamed(phrase: Phrase) -> Pair:
    if singular(phrase.head) not in person_words() or singular(phrase.head) in ("person", "source", "man", "woman"):
        return None, None
    stated, serves = _of_description(_counted_out(phrase), phrase.head)
    people = serves is not None and all(token.ent_type_ == "NORP" for token in tokens_in(phrase.head.doc, serves))
    return stated, None if people else serves


def _counted_out(phrase: Phrase) -> list[Token]:
    """The core without "one of the"."""
    return list(phrase.core) if phrase.counted is None else [*phrase.before[1:], phrase.head, *phrase.after]


def _around(phrase: Phrase, name: Sequence[Token]) -> Pair:
    """By where the name stands: in the core after its role, or set off after it, or before it."""
    if name[0] not in phrase.core:
        stated, serves = _of_description(_counted_out(phrase), phrase.head)
        part = next((part for part in phrase.parts if name[0] in part), ())
        return stated, serves or _after([token for token in part if token.i > name[-1].i])
    if phrase.head not in name:
        return _of_description([token for token in phrase.core if token.i < name[0].i], phrase.head)
    before = [token for token in phrase.core if token.i < name[0].i]
    stated, serves = _before(before)
    title = stated is not None and all(token.lower_ in person_words("titles") for token in before)
    if stated is not None and not title:
        return stated, serves
    apposed = _set_off(phrase)
    if apposed != (None, None):
        return apposed
    return stated, serves or _after(phrase.after)


def _set_off(phrase: Phrase) -> Pair:
    """What commas set off after a name: ", a researcher at the institute,", ", Democrat of Iowa", ", who teaches at
    …"."""
    for whole in phrase.parts[1:]:
        part = _without_adverb(whole)
        head = head_of(part)
        if head is None or is_party(part) or is_relative(part) or part[0].pos_ == "NUM":
            continue
        if head.ent_type_ == "NORP" and part[0].i == head.i:
            return None, span_of([head])
        if singular(head) in person_words() and part[0].lower_ not in ("and", "or", "with"):
            return _of_description(part, head)
        break
    return None, _workplace(phrase)


def _without_adverb(part: Sequence[Token]) -> Sequence[Token]:
    """The part without "now", "formerly" before its noun phrase."""
    adverbs = ("now", "then", "currently", "formerly", "also", "once", "himself", "herself")
    return part[1:] if len(part) > 1 and part[0].lower_ in adverbs else part


def _workplace(phrase: Phrase) -> Span | None:
    """The body in ", who teaches politics at the University of Sella"."""
    for part in phrase.parts[1:]:
        if part[0].lower_ != "who":
            continue
        at = next((n for n, token in enumerate(part) if token.lower_ in ("at", "for") and n > 1), None)
        return None if at is None else _after(part[at:])
    return None


def _before(tokens: Sequence[Token]) -> Pair:
    """Role and affiliation before a name: "[Trump campaign] [spokesman] Jason Miller"."""
    titles = person_words("plain_titles")
    words = [token for token in tokens if not (token.text[:1].isupper() and token.lower_ in titles)]
    while words and _only_points(words[0]):
        words.pop(0)
    known = person_words() | person_words("titles")
    roles = [token for token in words if singular(token) in known or token.lower_ in known]
    if not roles:
        return None, None
    words = [token for token in words if token.i <= roles[-1].i]
    cut = max((at + 1 for at, token in enumerate(words[:-1]) if _affiliates(token, words[at + 1])), default=0)
    owned = max((at + 1 for at, token in enumerate(words[:-1]) if token.lower_ in _POSSESSIVE), default=0)
    serves = [token for token in words[:cut] if token.lower_ not in _POSSESSIVE] if cut >= owned else []
    cut = max(cut, owned)
    while serves and not serves[0].ent_type_ and _describes(serves[0]):
        serves.pop(0)
    return span_of(words[cut:]), span_of(serves) if serves else None


def _describes(token: Token) -> bool:
    """True for "former" and "top", which say nothing of a body; not for the "foreign" of a ministry."""
    return token.lower_ in person_words("qualifiers") or token.is_punct


def _only_points(token: Token) -> bool:
    """True for words that point or count, and are no part of a role: articles, "his", "two", "several"."""
    if token.ent_type_:
        return False
    if token.pos_ == "NUM":
        return bool(token.whitespace_)
    return token.pos_ in ("DET", "PUNCT", "PRON") or token.lower_ in kind_words("several")


def _affiliates(token: Token, following: Token) -> bool:
    """True where the affiliation may end: with a name, a body, a possessive; never inside a name."""
    if token.lower_ in _POSSESSIVE:
        owner = token.nbor(-1)
        return bool(owner.ent_type_) or singular(owner) in group_words("institutions") | group_words("collectives")
    if following.text == "-" or not token.whitespace_:
        return False
    if token.lower_ in ("western", "eastern", "northern", "southern", "european", "asian", "african"):
        return False
    if token.ent_type_ in ("ORG", "LOC", "NORP", "FAC", "PERSON"):
        return following.ent_iob_ != "I" and following.lower_ not in _POSSESSIVE
    named = token.text[:1].isupper() and token.lower_ in group_words("name_words") - _SUBJECTS
    body = token.ent_type_ == "" and singular(token) in ("campaign", "administration") and token.nbor(-1).ent_type_
    acronym = len(token) > 1 and token.text.isupper() and token.pos_ == "PROPN"
    if acronym or (named and token.pos_ == "PROPN") or body:
        return following.lower_ not in (*_TITLES_OF_SUBJECTS, *_POSSESSIVE)
    return False


def _of_description(part: Sequence[Token], head: Token) -> Pair:
    """The role is the description up to what tells more; the affiliation what it serves, before or after its noun."""
    before = [token for token in part if token.i <= head.i]
    stated, serves = _before(before)
    if stated is None:
        before = [token for token in before if not _only_points(token)]
        stated = span_of(before) if before else None
    after = _up_to_clause([token for token in part if token.i > head.i])
    inside = _after(after, rules=singular(head) in person_words("rulers"))
    if stated is not None and after and after[0].lower_ in ("of", "for") and serves is None:
        stated = Span(stated.start, span_of(_one_complement(after)).end)
    return stated, serves or inside


def _one_complement(after: Sequence[Token]) -> Sequence[Token]:
    """The first complement: "of the exiled leadership | in Beirut"."""
    end = next((n for n, token in enumerate(after) if n and token.lower_ in ("at", "in", "from", "with")), len(after))
    return after[:end]


def _up_to_clause(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    for token in tokens:
        clause = token.pos_ == "VERB" and token.dep_.startswith("acl")
        if clause or token.lower_ in ("who", "which", "that", "whose", "and", "whom") or token.lower_ in _more():
            break
        kept.append(token)
    return kept


def _more() -> frozenset[str]:
    return kind_words("speaking_participles") | {"based", "living", "now", "also"}


def _after(tokens: Sequence[Token], *, rules: bool = False) -> Span | None:
    """The body after "of", "at", "for": a name before a noun for a body."""
    if not tokens or tokens[0].lower_ not in _SERVES:
        return None
    rest = [token for token in tokens[1:] if token.lower_ not in _ARTICLES]
    labels = ("ORG", "FAC", "MISC", "LOC", "NORP") if rules else ("ORG", "FAC", "MISC")
    named = next((token for token in rest if token.ent_type_ in labels), None)
    first = tokens[0].lower_ in ("at", "of", "for", "with", "from")
    if named is None and first and rest and rest[0].ent_type_ == "LOC" and (len(rest) > 1 and rest[1].ent_iob_ == "I"):
        named = rest[0]
    if named is not None:
        return span_of([token for token in rest if token.ent_type_ == named.ent_type_ and _same(token, named)])
    head = head_of(tokens[1:])
    if (
        head is None
        or singular(head) not in group_words("institutions") - _SUBJECTS
        or tokens[0].lower_ in ("in", "to")
    ):
        return None
    return span_of([token for token in rest if token.i <= head.i])


def _same(token: Token, named: Token) -> bool:
    """True where both are words of one name."""
    entity = page_names(named.doc).entity_of(named)
    return entity is not None and entity.start <= token.i < entity.end


def _bracketed(phrase: Phrase, name: Sequence[Token]) -> Span | None:
    """The party in "(R-Texas)" or after the name: "D-Calif."."""
    for part in phrase.parts:
        if part[0].i > name[-1].i and is_party(part):
            return span_of(part)
    return None
