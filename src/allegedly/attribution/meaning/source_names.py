"""The proper name in a source, and whether a person, a body or a news organisation bears it.

    weapons expert [N.R. Jenzen-Jones]    the ministry's spokesman, [Pavel Orsh]    [KCNA] news agency

In:      a `Phrase` of the source, and the Doc for the other places where the name stands.
Out:     a `Name`, without titles and articles; None where the source has no name of its own.
How:     the noun beside a name says more than the label that it got: "the broadcaster Free Lusk" is none of a person.
         A surname that stands alone is what its longer forms on the page are; a name after "in" or before "'s foreign
         ministry" is a place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.grammar import once
from allegedly.attribution.meaning.nouns import group_words, kind_words, person_words, singular
from allegedly.attribution.meaning.page_names import page_names
from allegedly.attribution.meaning.source_bearers import bearer, body_kind
from allegedly.attribution.meaning.source_phrase import Phrase, head_of, is_party, is_relative
from allegedly.records import SpeakerKind

_INITIALS = re.compile(r"(?:[A-Z]\.)+-?|[A-Z]")
_ACRONYM = re.compile(r"[A-Z][A-Z&.]+s?")
_JOINS = frozenset(("-", "&", ".", "'", "’", "/"))
_LINKS = frozenset(("of", "for", "on", "the", "and"))
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
# Chosen. On 19 development pages 278 of 282 answers at 0.95 were right, 130 of 131 at 0.8, 23 of 24 below, where the
# phrase itself tells; `allegedly.reading` turns them into shares.
_SURE, _LIKELY, _UNSURE = 0.95, 0.8, 0.55


class Name(NamedTuple):
    """The name's words, what bears it, and how sure that is, in [0, 1]."""

    tokens: tuple[Token, ...]
    kind: SpeakerKind
    sure: float


def name_of(doc: Doc, phrase: Phrase) -> Name | None:
    """The name of the source itself, from its core or from the apposition that names it."""

    def made() -> Name | None:
        return _at_head(doc, phrase) or _beside(doc, phrase) or _apposed(doc, phrase) or _given(phrase)

    key = (phrase.head.i, *((part[0].i, part[-1].i) for part in phrase.parts))
    return once(doc, "names", key, made)


def _given(phrase: Phrase) -> Name | None:
    """The only name that somebody gave: "a villager who gave only her first name, Milka", "who uses the name Karim"."""
    words = [token for part in phrase.parts for token in part]
    for before, token in pairwise(words):
        said = before.lower_ in ("name", "names", "as", "pseudonym", "alias", "nickname", "guerre", "by")
        only = any(one.lower_ in _GAVE for one in words)
        if said and only and token.pos_ == "PROPN" and token.ent_type_ in ("", "PERSON"):
            return Name(_person(_entity_run(token, words)), "named-person", _LIKELY)
    return None


_GAVE = frozenset(
    (
        "only", "first", "just", "himself", "herself", "themselves", "pseudonym", "uses", "using", "used", "goes",
        "going", "known", "identified", "alias", "nickname", "guerre",
    )
)  # fmt: skip


def _at_head(doc: Doc, phrase: Phrase) -> Name | None:
    """The name that the core ends in: "weapons expert N.R. Jenzen-Jones"."""
    if phrase.counted is not None:
        return None
    return _named(doc, phrase.core, phrase.head, tuple(phrase.parts[1:]))


def _beside(doc: Doc, phrase: Phrase) -> Name | None:
    """The name before a noun for a body, or after it and "of": "KCNA news agency", "the firm of Lowe & Partners"."""
    noun = singular(phrase.head)
    if not {noun, phrase.head.lower_} & group_words("apposable") or phrase.counted is not None:
        return None
    before = [token for token in phrase.before if token.lower_ not in _POSSESSIVE]
    named = [token for token in before if token.ent_type_ in ("ORG", "MISC") or _ACRONYM.fullmatch(token.text)]
    own = len(before) == len(phrase.before)
    if named and own and not _of_many(named, before, phrase.head):
        run = _entity_run(named[-1], before)
        return Name(run, body_kind(run, noun, phrase.before), _LIKELY)
    after = phrase.after
    if len(after) > 1 and after[0].lower_ == "of" and noun in ("firm", "company", "group", "charity", "newspaper"):
        run = tuple(
            token for token in after[1:] if token.ent_type_ == "ORG" or token.pos_ == "PROPN" or token.text == "&"
        )
        if run and run[0].i == after[1].i and run[0].pos_ == "PROPN":
            return Name(run, "named-group", _LIKELY)
    return None


def _of_many(named: Sequence[Token], before: Sequence[Token], head: Token) -> bool:
    """True where other common nouns than those of its kind stand between a name and its noun: "Pfizer safety board"."""
    between = [token for token in before if named[-1].i < token.i < head.i]
    kinds = group_words("apposable") | kind_words("outlet_modifiers")
    return any(token.pos_ == "NOUN" and token.lower_ not in kinds for token in between)


def _apposed(doc: Doc, phrase: Phrase) -> Name | None:
    """The name in the first part that is set off after a noun: "the ministry's spokesman, Pavel Orsh"."""
    noun = singular(phrase.head)
    if phrase.counted is not None and phrase.head.lower_ in kind_words("personal"):
        noun = "person"
    may_be_body = noun in group_words("institutions") | group_words("either") | group_words("apposable")
    if noun not in person_words() and not may_be_body:
        return _in_complement(doc, phrase)
    if phrase.counted is not None and phrase.counted.lower_ not in ("one", "another"):
        return None
    if any(token.lower_ in ("who", "which", "that", "whose") for token in phrase.after):
        return None
    for part in phrase.parts[1:]:
        if is_relative(part):
            break
        if is_party(part) or (len(part) == 1 and _ACRONYM.fullmatch(part[0].text)):
            continue
        head = head_of(part)
        name = None if head is None else _named(doc, part, head, ())
        if name is None:
            continue
        person = noun in person_words() | (group_words("either") - group_words("institutions"))
        if (name.kind == "named-person" and person) or (name.kind == "named-group" and may_be_body):
            return name
        if name.kind == "named-person":
            return name._replace(kind="named-group", sure=_UNSURE)
        if noun in group_words("apposable") or name.kind == "outlet":
            return name._replace(kind=body_kind(name.tokens, noun, phrase.before))
        if noun not in group_words("institutions") and name.tokens[0].ent_type_ != "LOC":
            return name._replace(kind="named-person", sure=_UNSURE)
        break
    return _in_complement(doc, phrase)


def _in_complement(doc: Doc, phrase: Phrase) -> Name | None:
    """The name that ends the core after a body: "a spokeswoman for the army Dana Kole"."""
    if singular(phrase.head) not in person_words() or not phrase.after:
        return None
    last = phrase.after[-1]
    if last.ent_type_ != "PERSON":
        return None
    run = _entity_run(last, phrase.after)
    previous = run[0].nbor(-1) if run[0].i > 0 else None
    if previous is None or previous.pos_ != "NOUN" or singular(previous) not in group_words("institutions"):
        return None
    return Name(_person(run), "named-person", _LIKELY)


def _named(doc: Doc, part: Sequence[Token], head: Token, following: Sequence[Sequence[Token]]) -> Name | None:
    """The name that a noun phrase with this head ends in."""
    if head.lower_ in kind_words("personal") or head.ent_type_ in ("DATE", "MONEY", "EVENT"):
        return None
    if not head.ent_type_ and head.pos_ not in ("PROPN", "X"):
        return _metonym(part, head)
    if head.ent_type_ == "NORP" and not _is_body(head, part):
        return None
    run = _run(part, head)
    if _common(run):
        return _metonym(part, head)
    before = [token for token in part if token.i < run[0].i]
    kind, sure = bearer(doc, run, before, following)
    if kind == "named-person":
        run = _person(run) or run
    elif run[0].lower_ == "the" and len(run) > 1:
        run = run[1:]
    return Name(run, kind, sure)


def _metonym(part: Sequence[Token], head: Token) -> Name | None:
    words = [token for token in part if token.i <= head.i]
    for start in range(len(words)):
        if head.text[:1].isupper() and " ".join(token.lower_ for token in words[start:]) in group_words("metonyms"):
            named = words[start:]
            return Name(tuple(named[1:] if named[0].lower_ == "the" else named), "named-group", _LIKELY)
    return None


def _common(run: Sequence[Token]) -> bool:
    """True for nouns in capitals that name nobody: "Attorney General", "the President"."""
    nouns = person_words() | person_words("titles")
    kinds = kind_words("documents") | kind_words("polls")
    longer = page_names(run[0].doc).ending_in(run[-1].lower_)
    if any(entity.label_ == "PERSON" and len(entity) > 1 for entity in longer):
        return False
    if len(run) == 1 and run[0].ent_type_ and _word_of_page(run[0]):
        return True
    if any(token.ent_type_ in ("PERSON", "ORG", "LOC", "FAC") for token in run) or _titled_paper(run):
        return False
    if all(token.lower_ in nouns or token.lower_ in kinds or singular(token) in nouns for token in run):
        return True
    return len(run) == 1 and singular(run[0]) in group_words("institutions") | kinds | kind_words("outlets")


def _word_of_page(token: Token) -> bool:
    """True for a noun in a capital that is none of a name: "Democrats", or "Envoy" where the page has "the envoy"."""
    noun = singular(token)
    if noun not in person_words() | kind_words("documents") | group_words("institutions") | kind_words("polls"):
        return False
    if noun in person_words() and noun != token.lower_:
        return True
    page = page_names(token.doc)
    small = any(other.text.islower() for word in (token.lower_, noun) for other in page.at(word))
    named = any(
        len(entity) > 1 and entity.label_ == "PERSON" and token.text in entity.text for entity in token.doc.ents
    )
    return small and not named


def _titled_paper(run: Sequence[Token]) -> bool:
    """True for "the Courier": a noun in a capital after "the" that papers are called by."""
    before = run[0].nbor(-1).lower_ if run[0].i > 0 else ""
    return len(run) == 1 and before == "the" and run[0].text.istitle() and run[0].lower_ in kind_words("outlet_words")


def _is_body(head: Token, part: Sequence[Token]) -> bool:
    """True for "Hamas" and "Likud", which the label of peoples also takes; not for "Democrats", "the Chinese"."""
    phrase = " ".join(token.lower_ for token in part if token.ent_type_ == "NORP" or token.lower_ == "the")
    if phrase in group_words("metonyms") or head.lower_ in group_words("metonyms"):
        return True
    if head.lower_ in group_words("peoples") or "Plur" in head.morph.get("Number", []) or head.pos_ == "ADJ":
        return False
    if len(_entity_run(head, part)) > 1 and head.lower_ in group_words("name_words"):
        return True
    alone = all(token.ent_type_ == "NORP" for token in part)
    return head.pos_ == "PROPN" and alone and not head.lower_.endswith(("an", "ish", "ese", "i", "ite", "crat", "s"))


def _entity_run(token: Token, within: Sequence[Token]) -> tuple[Token, ...]:
    """The entity around a token, as far as it lies within the words given."""
    entity = page_names(token.doc).entity_of(token)
    run = (token,) if entity is None else tuple(word for word in entity if any(word.i == one.i for one in within))
    while len(run) > 1 and run[-1].lower_ in _POSSESSIVE:
        run = run[:-1]
    return run[1:] if len(run) > 1 and run[0].lower_ == "the" else run


def _run(part: Sequence[Token], head: Token) -> tuple[Token, ...]:
    """The capitalised words around the head that make one name."""
    by_place = {token.i: token for token in part}
    run = [token for token in _entity_run(head, part) if token.i <= head.i + 8]
    first, last = run[0].i, run[-1].i
    while _capitalised(by_place.get(last + 1)) and by_place[last + 1].ent_type_ in ("", head.ent_type_):
        last += 1
    last = _linked(by_place, last) if head.ent_type_ != "PERSON" else last
    while True:
        token = by_place.get(first - 1)
        if token is not None and token.text in _JOINS and not token.whitespace_ and first - 2 in by_place:
            first -= 2
        elif _capitalised(token) and token is not None and _same_name(token, by_place[first], head):
            first -= 1
        else:
            break
    return tuple(by_place[at] for at in range(first, last + 1) if at in by_place)


def _capitalised(token: Token | None) -> bool:
    return token is not None and token.text[:1].isupper() and token.pos_ in ("PROPN", "X", "NOUN", "ADJ", "VERB")


def _same_name(token: Token, name: Token, head: Token) -> bool:
    """True where a capitalised word before a name belongs to it."""
    if _INITIALS.fullmatch(token.text):
        return True
    if token.ent_type_ not in ("", head.ent_type_) or token.lower_ in person_words("titles"):
        return False
    if token.i > 0 and token.nbor(-1).lower_ in group_words("apposable"):
        return True
    if token.pos_ != "PROPN" or singular(token) in person_words():
        return False
    if head.ent_type_ == "PERSON":
        return token.dep_ == "flat" or (name.dep_ == "flat" and name.head.i == token.i)
    return True


def _linked(by_place: dict[int, Token], last: int) -> int:
    """The end of a body's name that goes on after "of" or "for": "Commission on Presidential Debates"."""
    at, link = last + 1, False
    while at in by_place and by_place[at].lower_ in _LINKS:
        link = link or by_place[at].lower_ != "the"
        at += 1
    starts = by_place.get(last)
    if not link or starts is None or starts.lower_ not in group_words("name_words"):
        return last
    if by_place[last + 1].lower_ == "and":
        return last
    while _capitalised(by_place.get(at)):
        last = at
        at += 1
    return last


def _person(run: Sequence[Token]) -> tuple[Token, ...]:
    """A person's name without the titles before it and the possessive after it."""
    titles = person_words("titles") | person_words("plain_titles")
    last = max(
        (at for at, token in enumerate(run[:-1]) if token.lower_ in titles and token.text[:1].isupper()), default=-1
    )
    left = list(run[last + 1 :])
    while len(left) > 1 and (left[0].lower_ in titles or left[0].text in (".", "-")):
        left.pop(0)
    while len(left) > 1 and left[-1].lower_ in _POSSESSIVE:
        left.pop()
    return tuple(left)
