"""What sort of actor a name is of, settled once a page: "Marisel" is a town in every sentence, or in none.

In:      a Doc and the mentions of its names, each with the sort that the name head gave it by its own sentence.
Out:     the same mentions; those with the same words have one sort, wherever the page tells clearly which.
How:     every mention votes for its label, and grammar for what it shows: "in Marisel" for a place, a title, a given
         name or a longer name for a person, "the institute Datamark" for a body. A name that both grammar and labels
         divide ("Washington") is left as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from allegedly.actors.mentions import Mention, Sort
from allegedly.actors.names import body_words, gender, neighbours, same_person
from allegedly.language.nouns import body_nouns, is_ruled, is_title, names_group, names_person

_LABEL, _SHOWN, _TIED, _FULL = 1.0, 1.5, 2.5, 3.0  # Votes; chosen: one full name outweighs two mistaken labels.
_PLACED = frozenset(("in", "near", "outside", "inside", "across", "throughout"))


def settle(doc: Doc, mentions: Iterable[Mention]) -> None:
    """Give all mentions of one name the sort that the page shows; changes the mentions."""
    named: dict[tuple[str, ...], list[Mention]] = {}
    for mention in mentions:
        if mention.form == "name":
            named.setdefault(mention.words, []).append(mention)
    full = [words for words, alike in named.items() if len(words) > 1 and any(one.sort == "person" for one in alike)]
    for words, alike in named.items():
        sort = _settled(doc, words, alike, full)
        for mention in alike if sort is not None else ():
            _turn(mention, sort or mention.sort)


def _settled(doc: Doc, words: tuple[str, ...], alike: list[Mention], full: list[tuple[str, ...]]) -> Sort | None:
    """The sort of all mentions with these words; None where nothing needs to change or two sorts are even."""
    shown: dict[Sort, float] = {}
    if len(words) == 1 and any(words[0] == name[-1] and same_person(words, name) for name in full):
        shown["person"] = _FULL
    for mention in alike:
        for sort, weight in _shows(doc, mention):
            shown[sort] = shown.get(sort, 0.0) + weight
    votes = dict(shown)
    for mention in alike:
        if mention.sort != "unknown":
            votes[mention.sort] = votes.get(mention.sort, 0.0) + _LABEL
    if len(shown) > 1 and min(shown.values()) >= _SHOWN and "place" in shown and "person" in shown:
        return None
    ranked = sorted(votes.items(), key=lambda vote: -vote[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0] if any(mention.sort != ranked[0][0] for mention in alike) else None


def _shows(doc: Doc, mention: Mention) -> Iterator[tuple[Sort, float]]:
    """What the words around one mention show."""
    at = mention.start - 1
    while at >= 0 and doc[at].lower_ in ("the", "a", "an"):
        at -= 1
    before = doc[at] if at >= 0 else None
    after = doc[mention.end] if mention.end < len(doc) else None
    if before is not None and before.lower_ in _PLACED and (after is None or after.lower_ not in ("'s", "’s")):
        yield "place", _SHOWN
    if before is not None and at == mention.start - 1 and before.pos_ == "NOUN":
        if before.lemma_ in neighbours():
            yield "place", _SHOWN
        elif is_title(before) or names_person(before):
            yield "person", _SHOWN
        elif names_group(before):
            yield "group", _SHOWN
    if mention.sort != "group" and _rules(doc, mention.end):
        yield "place", _SHOWN
    yield from _beside(doc, mention)
    if len(mention.words) > 1 and mention.words[-1] in body_words():
        yield "group", _FULL
    if mention.gender in ("he", "she") or _given(mention) or mention.age is not None:
        yield "person", _FULL


def _beside(doc: Doc, mention: Mention) -> Iterator[tuple[Sort, float]]:
    """What the other side of an apposition shows ("Helvane, the maker of filters"), and those who work there."""
    token = doc[mention.head]
    noun = token.head if token.dep_ == "appos" else next((one for one in token.children if one.dep_ == "appos"), None)
    # "the prosecutor", "the broker" may be either.
    if noun is not None and noun.pos_ == "NOUN" and names_person(noun) != names_group(noun):
        yield "group" if names_group(noun) else "person", _TIED
    before = doc[max(0, mention.start - 2) : mention.start]
    if len(before) == 2 and before[1].lower_ == "at" and names_person(before[0]):
        yield "group", _SHOWN


def _rules(doc: Doc, end: int) -> bool:
    """True for "Orland's parliament", "Orland's new government"."""
    if end >= len(doc) or doc[end].lower_ not in ("'s", "’s", "'", "’"):
        return False
    return any(is_ruled(token) for token in doc[end + 1 : end + 4])


def _given(mention: Mention) -> bool:
    """True for "Delia Paz": a given name and one or two more words, none of which is a body's noun."""
    return (
        2 <= len(mention.words) <= 3 and gender(mention.printed) is not None and not body_nouns() & set(mention.words)
    )


def _turn(mention: Mention, sort: Sort) -> None:
    if mention.sort == sort:
        return
    mention.sort = sort
    if sort in ("group", "place"):
        mention.gender = "it"
    elif sort == "person" and mention.gender not in ("he", "she"):
        mention.gender = gender(mention.printed)
