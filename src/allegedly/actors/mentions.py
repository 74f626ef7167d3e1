"""Where a text speaks of somebody: names, descriptions, pronouns.

In:      a Doc with grammar, lemmas and names.
Out:     `Mention`s in reading order, by their head word. Spans are token ranges; a description's span is its core,
         without relative clause and apposition.
Limits:  only people, bodies and groups; things and places without a name are none.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from allegedly.actors.names import gender, generic_modifiers, key, noun_gender
from allegedly.language.nouns import body_nouns, is_title, names_group, names_person
from allegedly.language.runs import run_around

Form = Literal["name", "description", "pronoun"]
Sort = Literal["person", "group", "place", "people", "unknown"]

_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_LABELS: dict[str, Sort] = {"PERSON": "person", "ORG": "group", "LOC": "place", "NORP": "people", "FAC": "place"}
_PRONOUNS: dict[str, tuple[str | None, str]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("he", "Sing")),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("she", "Sing")),
    **dict.fromkeys(("it", "its", "itself"), ("it", "Sing")),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), (None, "Plur")),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), (None, "First")),
}
# What stands before a noun and belongs to it.
_BEFORE = frozenset(
    ("det", "det:predet", "amod", "nummod", "compound", "nmod", "nmod:poss", "nmod:desc", "nmod:unmarked", "flat")
)
_AFTER = frozenset(("nmod", "nmod:poss", "flat"))
# "the vice-premier" is not the premier.
_UNDER = frozenset(("vice", "deputy", "assistant"))
# What stands behind a name and is none of it: counsel, members, degrees and orders.
_AFTER_NAMES = frozenset(("QC", "KC", "SC", "MP", "MEP", "MSP", "TD", "PhD", "MD", "OBE", "CBE", "MBE", "Esq", "Esq."))
_PARTS = frozenset(("one", "two", "three", "four", "five", "some", "many", "most", "several", "none", "neither"))
_CALENDAR = frozenset(name.lower() for name in (*calendar.month_name, *calendar.day_name))


@dataclass(eq=False)
class Mention:
    """`[start, end)` are tokens, `head` is one of them. `words` are a name's parts, `modifiers` a description's.

    `gender` is he, she, it or None; `number` Sing, Plur or First (I, me). `definite` is True for "the official",
    "this"; `several` for "them" in "one of them", who cannot be one body; `age` is that of
    "Paz, 44," and "the 44-year-old".
    """

    head: int
    start: int
    end: int
    form: Form
    sort: Sort = "unknown"
    words: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    noun: str = ""
    modifiers: frozenset[str] = frozenset()
    gender: str | None = None
    number: str = "Sing"
    definite: bool = False
    several: bool = False
    age: int | None = None
    predicate: bool = False
    sentence: int = 0
    block: int = -1


def mentions(doc: Doc) -> list[Mention]:
    """Everybody who is spoken of, in reading order. Relative pronouns are none."""
    found = [mention for entity in doc.ents if (mention := _name(doc, entity.start, entity.end, entity.label_))]
    taken = {at for mention in found for at in range(mention.start, mention.end)}
    taken |= {token.i for entity in doc.ents for token in entity}
    found += list(_unlabelled(doc, taken))
    taken |= {at for mention in found for at in range(mention.start, mention.end)}
    found += [
        one
        for token in doc
        if token.i not in taken
        and (one := _pronoun(token) or _aged(token) or _one_of(token) or _description(token, taken))
    ]
    numbers = {}
    for number, sentence in enumerate(doc.sents):
        numbers.update(dict.fromkeys(range(sentence.start, sentence.end), number))
    for mention in found:
        mention.sentence = numbers.get(mention.head, 0)
    return sorted(found, key=lambda mention: (mention.start, -mention.end))


def _name(doc: Doc, start: int, end: int, label: str) -> Mention | None:
    sort = _LABELS.get(label)
    while start < end and (doc[start].lower_ in ("the", "a", "an") or doc[start].is_punct):
        start += 1
    while start < end - 1 and sort == "person" and _is_before_name(doc, start) and not doc[start + 1].is_punct:
        start += 1
    while end + 1 < len(doc) and doc[end].text == "&" and doc[end + 1].text[:1].isupper():
        end, sort = end + 2, "group"
    if sort == "person" and end < len(doc) and _shortened_title(doc[end - 1]) and doc[end].pos_ == "PROPN":
        return None
    if sort == "person":
        end = _whole(doc, end)
        while end - start > 2 and doc[end - 1].text in _AFTER_NAMES:
            end -= 1
        start = next((at + 1 for at in range(end - 2, start, -1) if _shortened_title(doc[at])), start)
        while start and _INITIALS.fullmatch(doc[start - 1].text):
            start -= 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].lower_ in ("'s", "’s")) and doc[end - 1].text != ".":
        end -= 1
    if sort is None or start >= end or (sort == "people" and doc[end - 1].dep_ in ("amod", "compound")):
        return None
    if _shortens_title(doc, start, end):
        return None
    if sort == "group":
        start = _from(doc, start)
    head = _head(doc, start, end)
    printed = tuple(token.text for token in doc[start:end] if not token.is_space)
    words = key(printed)
    if not words:
        return None
    if sort != "person" and len(words) == 1 and words[0] in body_nouns():
        return Mention(head.i, start, end, "description", "group", noun=words[0], gender="it", definite=True)
    before = tuple(token.text for token in doc[max(0, start - 2) : start])
    return Mention(
        head.i,
        start,
        end,
        "name",
        sort,
        words,
        printed,
        gender=(gender(printed) or gender(before[-1:])) if sort == "person" else ("it" if sort != "people" else None),
        number="Plur" if sort == "people" else "Sing",
        age=age_after(doc, end),
    )


def _is_before_name(doc: Doc, at: int) -> bool:
    """True for a title; "Earl" after "Commissioner" is a given name."""
    given = gender((doc[at].text,)) is not None and at > 0 and is_title(doc[at - 1])
    return is_title(doc[at]) and not given


def _shortens_title(doc: Doc, start: int, end: int) -> bool:
    """True for "(SP)" in "Superintendent of Police (SP) Devika Rathore": short for the title, and nobody's name."""
    if start == 0 or end + 1 >= len(doc) or doc[start - 1].text != "(" or doc[end].text != ")":
        return False
    return doc[start:end].text.isupper() and doc[end + 1].ent_type_ == "PERSON"


def age_after(doc: Doc, end: int) -> int | None:
    """The age in "Paz, 44," and "Paz, aged 44"; None where none stands there."""
    words = [token.lower_ for token in doc[end : end + 4]]
    if len(words) < 3 or words[0] != ",":
        return None
    told = words[2] if words[1] == "aged" else words[1] if words[2] in (",", ".", "and") else ""
    return int(told) if told.isdigit() and 5 <= int(told) <= 110 else None


def _shortened_title(token: Token) -> bool:
    """True for "Sen.", "Gov.": what stands before it is a place ("Vermont Sen. Bernie Sanders")."""
    return token.text.endswith(".") and is_title(token)


def _whole(doc: Doc, end: int) -> int:
    """Where a person's name ends: proper nouns and hyphens that follow belong to it ("N.R. | Jenzen-Jones")."""
    while end < len(doc) and (
        (doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper() and doc[end].ent_type_ in ("", "PERSON"))
        or (
            doc[end].text == "-" and not doc[end].whitespace_ and end + 1 < len(doc) and doc[end + 1].text[:1].isupper()
        )
    ):
        end += 1
    return end


def _from(doc: Doc, start: int) -> int:
    """Where a body's name begins: capitalised words right before it, inside the sentence ("the Daily | Lantern")."""
    first = doc[start].sent.start
    while (
        start > first + (doc[first].lower_ in generic_modifiers() or doc[first].pos_ not in ("ADJ", "PROPN"))
        and doc[start - 1].text[:1].isupper()
        and not doc[start - 1].ent_type_
        and doc[start - 1].pos_ in ("PROPN", "ADJ", "NOUN")
        and doc[start - 1].dep_ in ("compound", "amod", "flat", "nmod:desc")
        and not is_title(doc[start - 1])
    ):
        start -= 1
    return start


def _head(doc: Doc, start: int, end: int) -> Token:
    inside = range(start, end)
    return next(
        (token for token in doc[start:end] if token.head.i not in inside or token.head.i == token.i), doc[start]
    )


def _unlabelled(doc: Doc, taken: set[int]) -> Iterator[Mention]:
    """Capitalised proper nouns that the name head left out: they may be a surname that stands alone."""
    at = 0
    while at < len(doc):
        token = doc[at]
        if at in taken or token.pos_ != "PROPN" or not token.text[:1].isupper():
            at += 1
            continue
        end = at + 1
        while end < len(doc) and end not in taken and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper():
            end += 1
        start = at
        at = end
        # "Foreign Minister" before a name is what its bearer is; "October" is nobody.
        if end in taken or doc[start].lower_ in _CALENDAR or names_person(doc[end - 1]):
            continue
        while start < end - 1 and is_title(doc[start]):
            start += 1
        printed = tuple(one.text for one in doc[start:end])
        if key(printed) and not all(is_title(one) for one in doc[start:end]):
            before = tuple(one.text for one in doc[max(0, start - 1) : start])
            yield Mention(
                _head(doc, start, end).i, start, end, "name", "unknown", key(printed), printed,
                gender=gender(printed) or gender(before),
            )  # fmt: skip


def _pronoun(token: Token) -> Mention | None:
    found = _PRONOUNS.get(token.lower_)
    if found is None or token.pos_ not in ("PRON", "DET") or token.dep_ == "expl":
        return None
    before = [token.doc[at].lower_ for at in range(max(0, token.i - 2), token.i)]
    several = found[1] == "Plur" and before[-1:] == ["of"] and before[0] in _PARTS
    return Mention(token.i, token.i, token.i + 1, "pronoun", gender=found[0], number=found[1], several=several)


def _aged(token: Token) -> Mention | None:
    """ "the 61-year-old" without a noun: a person, like "he" but of either gender."""
    if not token.lower_.endswith("old"):
        return None
    words = token.doc[max(0, token.i - 4) : token.i + 1]
    found = re.search(r"\b\d{1,3} ?- ?year ?- ?old$", words.text)
    if (
        found is None
        or token.dep_ == "amod"
        or (token.i + 1 < len(token.doc) and token.nbor().pos_ in ("NOUN", "PROPN"))
    ):
        return None
    start = next(one.i for one in words if one.idx >= words.start_char + found.start())
    if start and token.doc[start - 1].lower_ == "the":
        age = re.match(r"\d+", found[0])
        return Mention(token.i, start - 1, token.i + 1, "pronoun", "person", age=int(age[0]) if age else None)
    return None


def _description(token: Token, taken: set[int]) -> Mention | None:
    """ "a senior official of the Front", "the daily", "officials"; not "spokesman" in "spokesman Pavel Orsh"."""
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "flat", "amod"):
        return None
    person, group = names_person(token), names_group(token)
    if not (person or group):
        return None
    inner = _core(token)
    start, end = min(one.i for one in inner), max(one.i for one in inner) + 1
    first = next((one for one in inner if one.dep_ == "det"), None)
    modifiers = {
        word
        for one in inner
        if one.i != token.i and one.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") and one.dep_ != "det"
        for word in key((one.text,))
    }
    plural = "Plur" in token.morph.get("Number", [])
    return Mention(
        token.i,
        start,
        end,
        "description",
        "person" if person else "group",
        noun=" ".join([*sorted(modifiers & _UNDER), token.lemma_]),
        modifiers=frozenset(modifiers),
        gender=noun_gender(token.lemma_) if person else "it",
        number="Plur" if plural else "Sing",
        definite=first is not None and first.lower_ in ("the", "this", "that", "these", "those"),
        predicate=any(child.dep_ == "cop" for child in token.children),
    )


def _one_of(token: Token) -> Mention | None:
    """ "One of the five selectors": somebody, of whom the page may speak again."""
    following = token.nbor() if token.lower_ == "one" and token.i + 1 < len(token.doc) else None
    if following is None or following.lower_ != "of":
        return None
    noun = next((child for child in token.children if child.i > token.i and names_person(child)), None)
    if noun is None or "Plur" not in noun.morph.get("Number", []):
        return None
    inner = [one.i for one in _core(noun)]
    return Mention(
        token.i, token.i, max(inner) + 1, "description", "person", noun=noun.lemma_,
        modifiers=frozenset(), gender=noun_gender(noun.lemma_), number="Sing",
    )  # fmt: skip


def _core(head: Token) -> list[Token]:
    """The noun with what stands before it and its complements, contiguous."""
    inside = [head]
    for child in head.children:
        if child.i < head.i and child.dep_ in _BEFORE:
            inside += child.subtree
        elif (
            child.dep_ in _AFTER
            and child.ent_type_ not in ("DATE", "TIME")
            and child.left_edge.i == max(one.i for one in inside) + 1
        ):
            inside += (one for one in child.subtree if not _outside(one, child))
    return run_around(head, inside)


def _outside(token: Token, top: Token) -> bool:
    """True for what hangs on the complement as a clause or apposition of its own."""
    at = token
    while at.i != top.i:
        if at.dep_ in ("acl:relcl", "acl", "appos", "parataxis", "advcl", "conj"):
            return True
        at = at.head
    return False
