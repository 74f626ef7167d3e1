"""What the words of a block say it is, where no markup does.

Interprets `data/wording.json`; knows no word itself. Every pattern is tried on short blocks or on a short end of a
block only, so that no text, however long, keeps it busy.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from allegedly.intake.lists import load
from allegedly.records.document import BlockKind

Place = Literal["head", "body", "tail"]

_INSERT = re.compile(r"<<(\w+)>>")
# A caption with its credit is shorter than this, and a credit than that. Chosen.
_LONGEST_CAPTION = 700
_LONGEST_CREDIT = 140
_LONGEST_CONTRIBUTION = 340
_LONGEST_DATELINE = 120
_PARENTHESIS = re.compile(r"\(([^()]{2,130})\)\.?\s*$")


def kind(text: str, *, place: Place = "body") -> BlockKind | None:
    """The kind that the words alone give away; None for most blocks."""
    for longest, places, found, pattern in _rules():
        if len(text) <= longest and (not places or place in places) and pattern.fullmatch(text):
            return found
    return None


def opens_list(text: str) -> bool:
    """True for a label such as "Most read" under which titles of other pages follow."""
    return len(text) <= 80 and _any("list_openers").fullmatch(text) is not None


def opens_dek(text: str) -> bool:
    """True for a label such as "ABSTRACT." under which the article is summed up."""
    return len(text) <= 40 and _any("deks_follow").fullmatch(text) is not None


def is_head_label(text: str) -> bool:
    """True for a section's or a genre's name that stands above a headline."""
    return len(text) <= 40 and _any("head_labels").fullmatch(text) is not None


def is_lead(text: str) -> bool:
    """True for a sentence that tells news as a first paragraph does: with a day of the week or somebody who said it."""
    return _any("leads").search(text) is not None


def dateline(text: str, *, paragraph: int) -> int | None:
    """Where the dateline at the start of `text` ends, dash included; None where there is none.

    Args:
        text: A paragraph.
        paragraph: How many paragraphs stand before it. A bare "ROME - " is believed in the first three only.
    """
    head = text[:_LONGEST_DATELINE]
    tables = ["anywhere", *(["early"] if paragraph < 3 else []), *(["first"] if paragraph == 0 else [])]
    for table in tables:
        match = _any("datelines", table).match(head)
        if match and not _is_no_place(match.group()):
            return len(match.group().rstrip())
    return None


def parting_credit(text: str) -> int | None:
    """Where the credit that ends a caption begins: "… in Beirut. (Jane Roe/Wire)". None where `text` is no caption."""
    if len(text) > _LONGEST_CAPTION:
        return None
    if match := _PARENTHESIS.search(text, max(0, len(text) - _LONGEST_CREDIT)):
        inner, before = match.group(1).strip(), text[: match.start()].rstrip()
        if _any("captions", "parting_credits").fullmatch(inner) or (
            _any("captions", "weak_credits").fullmatch(inner) and _shows_scene(before)
        ):
            return match.start()
    return _loose_credit(text)


def is_caption(text: str) -> bool:
    """True for a caption without a credit: "FILE - …", or a scene in the present tense with its full date."""
    if len(text) > _LONGEST_CAPTION:
        return False
    return _any("captions", "openings").match(text) is not None or (len(text) <= 350 and _shows_scene(text))


def shows_picture(text: str) -> bool:
    """True for words in the present tense about what is to be seen, in which nobody says anything."""
    table = load("wording")["captions"]
    return _one(table["scene"]).search(text[:200]) is not None and not _one(table["telling"]).search(text)


def parting_contribution(text: str) -> int | None:
    """Where "(Reporting by …; Editing by …)" at the end of a paragraph begins; None where there is none."""
    end = text[-_LONGEST_CONTRIBUTION:]
    position = end.rfind("(")
    if position > 0 and _any("contributions").fullmatch(end, position):
        return len(text) - len(end) + position
    return None


def _loose_credit(text: str) -> int | None:
    """A credit without parentheses after the last sentence: "… at dawn. Photograph: Jane Roe/Wire"."""
    start = max(0, len(text) - _LONGEST_CREDIT)
    for match in re.finditer(r"(?<=[.!?”\"’)\n])\s*(?=[A-Z])", text[start:]):
        if match.end() and _any("captions", "loose_credits").fullmatch(text, start + match.end()):
            return start + match.end()
    return None


def _shows_scene(text: str) -> bool:
    if not shows_picture(text):
        return False
    table = load("wording")["captions"]
    dated = re.search(_one(table["parting_date"]).pattern + r"\s*$", text[-40:])
    return dated is not None or _one(table["sides"]).search(text) is not None


def _is_no_place(found: str) -> bool:
    words = re.findall(r"\w+", found)
    return bool(words) and words[0] in load("wording")["datelines"]["no_places"]


@cache
def _rules() -> tuple[tuple[int, tuple[str, ...], BlockKind, re.Pattern[str]], ...]:
    return tuple(
        (rule["longest"], tuple(rule.get("places", ())), rule["kind"], _joined(tuple(rule["patterns"])))
        for rule in load("wording")["rules"]
    )


@cache
def _any(*path: str) -> re.Pattern[str]:
    """One pattern for all those in the table at `path`."""
    table = load("wording")
    for name in path:
        table = table[name]
    return _joined(tuple(table))


def _joined(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return _one("|".join(f"(?:{pattern})" for pattern in patterns))


@cache
def _one(pattern: str) -> re.Pattern[str]:
    fragments = load("wording")["fragments"]
    while _INSERT.search(pattern):
        pattern = _INSERT.sub(lambda match: f"(?:{fragments[match.group(1)]})", pattern)
    # A space stands for any white space, except in a class such as [\w ].
    return re.compile(_spaced(pattern), re.S)


def _spaced(pattern: str) -> str:
    parts, inside, escaped = [], False, False
    for character in pattern:
        if character == "[" and not escaped:
            inside = True
        elif character == "]" and not escaped:
            inside = False
        parts.append(r"\s" if character == " " and inside else r"\s+" if character == " " else character)
        escaped = character == "\\" and not escaped
    return re.sub(r"\\s\+\?", r"\\s*", "".join(parts))
