"""The Phoenix dictionaries of PETRARCH2: people with dated codes, international bodies, firms, armed groups.

They mix things, so rules decide what is taken: of the country file people only (its states list cities, nicknames and
misspellings as names, its institutions list each other); of the others bodies, without the people among them.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from allegedly.actors.actor_lists import make_key
from allegedly.actors.entries import Code, Entry
from allegedly.actors.names import gender
from allegedly.folding import fold
from training.gazetteer.names import (
    is_latin,
    is_ordinary,
    is_too_short,
    key_words,
    print_name,
    rules,
    take_out_parentheses,
)

COUNTRIES = "Phoenix.Countries.actors.txt"
INTERNATIONAL = "Phoenix.International.actors.txt"
GROUPS = "Phoenix.MilNonState.actors.txt"
# An open end means "still so when the file was made", which for people in office is long ago.
_MADE = "2014-01-30"
_DATE = r"(\d{6}(?:\d\d)?)"
_ACRONYMS = frozenset(
    (
        "US",
        "UK",
        "UN",
        "EU",
        "USA",
        "UAE",
        "NATO",
        "ASEAN",
        "HIV",
        "AIDS",
        "NGO",
        "AIG",
        "UNESCO",
        "UNICEF",
        "OECD",
        "OPEC",
    )
)


@dataclass
class Block:
    """One actor of a Phoenix file: a first name, other names, codes with their dates."""

    names: list[str]
    codes: list[str] = field(default_factory=list)


def blocks(path: Path) -> Iterator[Block]:
    """The actors of a file, in its order."""
    block: Block | None = None
    for line in path.read_text("utf-8", errors="replace").splitlines():
        body = line.split("#")[0].rstrip()
        if not body and line.startswith((" ", "\t")) and block is not None:
            yield block
            block = None  # A first name is lacking: the names that follow are somebody else's.
        codes = re.findall(r"\[([^\]]*)\]", body)
        name = re.sub(r"\[[^\]]*\]?", "", body).strip()
        if name.startswith("+") and block is not None:
            block.names.append(name)
        elif name and not body[0].isspace():
            if block is not None:
                yield block
            block = Block([name])
        if block is not None and body:
            block.codes += codes
    if block is not None:
        yield block


def codes_of(block: Block) -> tuple[Code, ...]:
    """The codes of a block; what cannot be read, or ends before it begins, is left out."""
    return tuple(dict.fromkeys(code for one in block.codes if (code := _code(one)) is not None))


def _code(text: str) -> Code | None:
    name, _, when = text.strip().partition(" ")
    name = "".join(rules()["codes"].get(name[at : at + 3], name[at : at + 3]) for at in range(0, len(name), 3))
    if not re.fullmatch(r"(?:[A-Z]{3}){1,5}", name) or any(name.startswith(one) for one in rules()["not_codes"]):
        return None
    when = when.replace(" ", "")
    if not when:
        return Code(name)
    between, after = re.fullmatch(f"{_DATE}-{_DATE}", when), re.fullmatch(f">{_DATE}", when)
    before = re.fullmatch(f"<{_DATE}", when)
    if between:
        start, end = _day(between[1]), _day(between[2])
        return Code(name, start, end) if start and end and start <= end else None
    if after:
        return Code(name, start, max(start, _MADE)) if (start := _day(after[1])) else None
    return Code(name, None, end) if before and (end := _day(before[1])) else None


def _day(text: str) -> str | None:
    year, month, day = int(text[:-4]), int(text[-4:-2]), int(text[-2:])
    if len(text) == 6:
        year += 2000 if year <= 30 else 1900
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def people(folder: Path) -> Iterator[Entry]:
    """People: blocks with dates that bear a name of two words and more and nothing but a name."""
    for file in (COUNTRIES, INTERNATIONAL):
        for block in blocks(folder / file):
            codes = codes_of(block)
            firm = any(code.code.startswith(("MNC", "NGO")) for code in codes)
            if not firm and any(code.start or code.end for code in codes):
                entry = _person(block, codes, file)
                if entry is not None:
                    yield entry


def _person(block: Block, codes: tuple[Code, ...], file: str) -> Entry | None:
    names = list(dict.fromkeys(name for one in block.names if (name := person_name(one))))
    if not names or not codes or person_name(block.names[0]) is None:
        return None
    kept = [name for name in names[1:] if key_words(name) & key_words(names[0])]
    countries = [code.code[:3] for code in codes]
    country = max(countries, key=countries.count)
    return Entry(
        make_key(names[0]), names[0], "person", "", tuple(kept),
        country=country if country not in ("IGO", "NGO", "IMG") else "",
        cameo=codes, schema="Person", source=file,
    )  # fmt: skip


def person_name(raw: str) -> str | None:
    """A person's name without titles; None for one word, for descriptions and for bodies."""
    name = take_out_parentheses(print_name(raw))[0]
    words = name.split()
    while words and fold(words[0]) in rules()["titles"]:
        words = words[1:]
    unfit = {fold(word) for word in words} & (rules()["not_people"] | rules()["titles"])
    initials = all(len(word.strip(".")) == 1 for word in words[:-1])
    if not 2 <= len(words) <= 6 or unfit or initials or not is_latin(name) or re.search(r"[\d,/:�]", name):
        return None
    return " ".join(words)


def given_names(found: Iterable[Entry]) -> frozenset[str]:
    """First words of people's names, folded."""
    return frozenset(fold(one.name).split()[0] for one in found if one.kind == "person")


def bodies(folder: Path, given: Container[str]) -> Iterator[Entry]:
    """International bodies, non-governmental organisations and firms; the people and media among them are left out.

    A firm is not called by one word that is a `given` name: "Zoran" is most often somebody else.
    """
    for block in blocks(folder / INTERNATIONAL):
        codes = codes_of(block)
        prefix = codes[0].code[:3] if codes else ""
        if prefix not in ("IGO", "NGO", "MNC") or any(code.start or code.end for code in codes):
            continue
        fits, acronym = (_is_firm, 3) if prefix == "MNC" else (_is_body, 8)
        names = [name for raw in block.names for name in _names_of(raw, acronym) if fits(name)]
        names += _short(names[0]) if names and prefix == "MNC" else ()
        names = [name for name in dict.fromkeys(names) if fold(name) not in given]
        if names:
            country = codes[0].code[3:6] if prefix == "MNC" else ""
            yield Entry(
                make_key(names[0]), names[0], "organisation", {"IGO": "igo", "NGO": "ngo", "MNC": "company"}[prefix],
                tuple(names[1:]),
                country=country, cameo=codes[:1], schema="Company" if prefix == "MNC" else "Organization",
                source=INTERNATIONAL,
            )  # fmt: skip


def _names_of(raw: str, longest_acronym: int) -> list[str]:
    """A name, and the abbreviation in parentheses behind it. One word of so many letters is an abbreviation itself."""
    raw = re.sub(r",_?THE_?$", "", raw)
    acronyms = _ACRONYMS | ({raw.strip("+_ ")} if len(raw.strip("+_ ")) <= longest_acronym else set())
    name, inside = take_out_parentheses(print_name(raw, acronyms=acronyms))
    name = re.sub(r"^The (?=\S)|[,*?]+$", "", name.replace(",", "")).strip()
    short = [one.upper() for one in inside if " " not in one and 3 <= len(one) <= 8 and not is_ordinary(one)]
    good = is_latin(name) and not re.search(r"[:�]", name) and not is_too_short(name)
    return [name, *short] if good else []


def _is_body(name: str) -> bool:
    words = fold(name).split()
    if len(words) == 1:
        return name == name.upper() and not is_ordinary(name)
    if set(words) & rules()["hedges"] or rules()["titles"] & set(words[:1]):
        return False
    return bool(set(words) & (rules()["body_words"] | rules()["linking_words"]))


def _is_firm(name: str) -> bool:
    words = fold(name).split()
    if len(words) == 1:
        return not is_ordinary(name)
    # "Steven Madden" is a shoemaker and half a dozen other people.
    return not (len(words) == 2 and gender(tuple(words)) is not None)


def _short(name: str) -> tuple[str, ...]:
    """A firm's name without what says that it is a firm: "Arch Coal" of "Arch Coal Inc"."""
    words = name.split()
    while len(words) > 1 and words[-1].lower().strip(".,") in rules()["legal"]:
        words = words[:-1]
    short = " ".join(words)
    ordinary = len(words) == 1 and is_ordinary(short) and short.lower() not in rules()["firms"]
    return () if short == name or is_too_short(short) or ordinary else (short,)


def groups(folder: Path, states: Container[str]) -> Iterator[Entry]:
    """Armed groups; an alias has to look like a group's name, or like the group's own.

    The first part of a code is a state where `states`, ISO codes, have it, else a region.
    """
    for block in blocks(folder / GROUPS):
        codes = codes_of(block)
        heads = _names_of(block.names[0], 4)
        dated = any(code.start or code.end for code in codes)
        if not heads or dated or _is_person(heads[0]):
            continue
        others = [name for raw in block.names[1:] for name in _names_of(raw, 4) if _names_group(name, heads[0])]
        prefix = codes[0].code[:3] if codes else ""
        yield Entry(
            make_key(heads[0]), heads[0], "armed-group", "armed-group", tuple(dict.fromkeys((*heads[1:], *others))),
            country=prefix if prefix in states else "", cameo=codes[:1], schema="Organization", source=GROUPS,
        )  # fmt: skip


def _is_person(name: str) -> bool:
    words = fold(name).split()
    if set(words) & rules()["group_words"]:
        return False
    return words[0] in rules()["titles"] or gender((words[0],)) is not None


def _names_group(name: str, head: str) -> bool:
    words, theirs = fold(name).split(), fold(head).split()
    if set(words) & rules()["hedges"] or _is_person(name):
        return False
    if len(words) == 1:
        alike = difflib.SequenceMatcher(None, words[0], theirs[0]).ratio() >= 0.6
        initials = "".join(word[0] for word in theirs)
        return not is_ordinary(name) and (alike or words[0] in initials or initials in words[0])
    shared = {word for word in words if len(word) > 3} & set(theirs)
    return bool(shared or set(words) & rules()["group_words"])
