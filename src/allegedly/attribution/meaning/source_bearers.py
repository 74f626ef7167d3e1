"""Who bears a name: a person, a body or a news organisation.

In:      the words of a name, those before it, and what commas set off after it.
Out:     a kind and how sure it is, in [0, 1].
How:     the noun beside a name says more than the label that it got: "the broadcaster Free Lusk" is none of a person.
         A name of one word is what the page tells of it: its longer forms, "in …" before a place, "…, the maker of
         filters".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.nouns import group_words, kind_words, news_organisations, person_words, singular
from allegedly.attribution.meaning.page_names import PageNames, page_names
from allegedly.attribution.meaning.source_phrase import head_of
from allegedly.records import SpeakerKind

_BODIES = frozenset(("ORG", "LOC", "FAC", "NORP", "MISC"))
_ACRONYM = re.compile(r"[A-Z][A-Z&.]+s?")
_PLACE_BEFORE = frozenset(("in", "near", "inside", "across", "throughout", "into", "outside", "around", "at"))
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_APPOSITION = 8
# Chosen. On 19 development pages 278 of 282 answers at 0.95 were right, 130 of 131 at 0.8, 23 of 24 below, where the
# phrase itself tells; `allegedly.reading` turns them into shares.
_SURE, _LIKELY, _UNSURE = 0.95, 0.8, 0.55

Parts = Sequence[Sequence[Token]]


def bearer(doc: Doc, run: Sequence[Token], before: Sequence[Token], following: Parts) -> tuple[SpeakerKind, float]:
    """What bears the name: by the noun before it, by lists, by its label, by the page."""
    role = _role(run, before)
    titled = bool({token.lower_ for token in (*before[-2:], *run[:-1])} & _title_words())
    plain = " ".join(_text(run).split()).removeprefix("The ").removeprefix("the ")
    if plain.lower() in group_words("metonyms"):
        return "named-group", _LIKELY
    if plain in news_organisations() and not titled:
        return "outlet", _SURE
    if role in group_words("apposable") and role in kind_words("outlets") | {"agency"}:
        return body_kind(run, role or "", before), _LIKELY
    if titled or (role in person_words() and role not in group_words("either")):
        return "named-person", _SURE
    if role in group_words("apposable"):
        return "named-group", _LIKELY
    told = _told(following)
    return told or _by_label(doc, run, before, following)


def _role(run: Sequence[Token], before: Sequence[Token]) -> str | None:
    """The noun right before a name, in the singular: "the [geographer] Obed Nakuru"."""
    for token in reversed(before):
        if (
            token.pos_ == "NOUN"
            or token.lower_ in group_words("apposable")
            or (token.pos_ == "PROPN" and token.i == run[0].i - 1)
        ):
            return singular(token)
        if not token.text[:1].isupper():
            return None
    return None


def _told(parts: Parts) -> tuple[SpeakerKind, float] | None:
    """What an apposition or a clause right after the name says: "…, a group based in Geneva"; "…, who …"; "…, 41"."""
    if not parts:
        return None
    first = parts[0][0]
    if first.text == "who" or (first.pos_ == "NUM" and len(parts[0]) == 1):
        return "named-person", _SURE
    if first.lower_ not in ("a", "an", "the"):
        return _told(parts[1:]) if _ACRONYM.fullmatch(first.text) and len(parts[0]) == 1 else None
    head = head_of(parts[0])
    return None if head is None else _as_noun(singular(head))


def _as_noun(noun: str) -> tuple[SpeakerKind, float] | None:
    if noun in kind_words("outlets") or noun == "agency":
        return "outlet", _LIKELY
    if noun in group_words("institutions") or (noun in group_words("either") and noun not in person_words()):
        return "named-group", _LIKELY
    return ("named-person", _SURE) if noun in person_words() else None


def _title_words() -> frozenset[str]:
    return (person_words("titles") | person_words("plain_titles")) - person_words("no_titles")


def _by_label(doc: Doc, run: Sequence[Token], before: Sequence[Token], following: Parts) -> tuple[SpeakerKind, float]:
    label = run[-1].ent_type_ or run[0].ent_type_
    if _called_outlet(doc, run):
        return "outlet", _LIKELY
    definite = (bool(before) and before[-1].lower_ == "the") or run[0].lower_ == "the"
    many = len(run) > 1
    if _is_outlet_name(run, label, definite=definite):
        return "outlet", _LIKELY
    if many and any(token.lower_ in group_words("name_words") for token in (run[0], run[-1])) and label != "PERSON":
        return "named-group", _SURE
    if label == "PERSON" and many:
        return ("named-group", _UNSURE) if run[-1].lower_ in group_words("name_words") else ("named-person", _SURE)
    if not many or not label:
        return _by_page(doc, run[-1], label, definite=definite)
    return "named-group", _SURE


def _called_outlet(doc: Doc, run: Sequence[Token]) -> bool:
    """True where another place on the page has "the newspaper" right before the name."""
    nouns = kind_words("outlets") & group_words("apposable")
    return any(
        token.text == run[0].text
        and token.i > 0
        and singular(token.nbor(-1)) in nouns
        and token.nbor(-1).pos_ == "NOUN"
        for token in page_names(doc).at(run[0].lower_)
    )


def _is_outlet_name(run: Sequence[Token], label: str, *, definite: bool) -> bool:
    """True for "the Dunmore Herald", "the Ledger" and "Radio Tarn"."""
    if len(run) > 1 and run[0].lower_ in kind_words("printed_first"):
        return True
    if run[-1].lower_ not in kind_words("outlet_words") or label == "PERSON":
        return False
    return definite or (len(run) > 1 and label in ("ORG", "MISC", "FAC"))


def _by_page(doc: Doc, name: Token, label: str, *, definite: bool) -> tuple[SpeakerKind, float]:
    """What bears a name of one word, by its longer forms, its labels and its neighbours all over the page."""
    page = page_names(doc)
    persons = [entity for entity in page.ending_in(name.lower_) if entity.label_ == "PERSON"]
    people = sum(1 if len(entity) == 1 else 3 for entity in persons)
    bodies = sum(entity.label_ in _BODIES for entity in page.holding(name.lower_))
    for token in page.at(name.lower_):
        if token.text == name.text and token.i > 0:
            bodies += 2 * (token.nbor(-1).lower_ in _PLACE_BEFORE) + 2 * _rules(token)
            people += 3 * (token.nbor(-1).lower_ in _title_words())
    bodies += 3 * _has_people(page, name)
    for kind, _ in _told_elsewhere(page, name):
        bodies, people = bodies + 4 * (kind != "named-person"), people + 4 * (kind == "named-person")
    if definite or (_ACRONYM.fullmatch(name.text) and len(name) > 1 and label != "PERSON"):
        bodies += 2
    if not label and people == bodies:
        return "named-person", _UNSURE
    sure = _SURE if min(people, bodies) == 0 else _UNSURE
    return (
        ("named-person", sure) if people > bodies or (people == bodies and label == "PERSON") else ("named-group", sure)
    )


def _told_elsewhere(page: PageNames, name: Token) -> Iterator[tuple[SpeakerKind, float]]:
    """What appositions to the same name say anywhere on the page: "Helvane, the maker of filters, …"."""
    for token in page.at(name.lower_):
        after = [token.nbor(step) for step in range(1, _APPOSITION) if token.i + step < len(token.doc)]
        if len(after) > 2 and after[0].text == "," and after[1].lower_ in ("a", "an", "the"):
            head = head_of(after[1:])
            told = None if head is None else _as_noun(singular(head))
            if told is not None:
                yield told


def _has_people(page: PageNames, name: Token) -> bool:
    """True where the page has "Korsovan" for "Korsova"."""
    stem = name.lower_.rstrip("aeiouy")
    return len(stem) > 2 and any(
        stem + ending in page.words and stem + ending != name.lower_ for ending in group_words("people_endings")
    )


def _rules(token: Token) -> bool:
    """True for "Korsova's foreign ministry"."""
    following = [token.nbor(step) for step in range(1, 4) if token.i + step < len(token.doc)]
    return (
        bool(following)
        and following[0].lower_ in _POSSESSIVE
        and any(one.lower_ in group_words("ruled") for one in following)
    )


def body_kind(run: Sequence[Token], noun: str, before: Sequence[Token]) -> SpeakerKind:
    """A news organisation where the noun beside its name, or the name itself, is of that kind."""
    modifiers = {token.lower_ for token in before}
    if _text(run) in news_organisations():
        return "outlet"
    if noun == "agency":
        return "outlet" if modifiers & kind_words("outlet_modifiers") else "named-group"
    if noun in ("site", "network", "station", "paper", "platform"):
        return "outlet" if noun == "paper" or modifiers & kind_words("outlet_modifiers") else "named-group"
    return "outlet" if noun in kind_words("outlets") else "named-group"


def _text(run: Sequence[Token]) -> str:
    """The words as they stand, without a possessive at the end."""
    words = [token for token in run if token.lower_ not in _POSSESSIVE]
    return "".join(token.text_with_ws for token in words).strip()
