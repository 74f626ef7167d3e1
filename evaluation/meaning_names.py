"""When two names mean one actor.

Names are compared in lower case, without what stands before them (articles, titles: `data/titles.json`), without full
stops, quotation marks and a possessive at the end. "Harbour Workers' Union (HWU)" is its long form and its short one.
Descriptions ("two senior officials in Teryn") are compared as bags of words.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

from evaluation.gold_records import UNNAMED, GoldActor

# Chosen: of four words three in common, with articles left out.
ENOUGH = 0.6
DESCRIBED = (*UNNAMED, "document", "poll")

_TABLE = Path(__file__).parent / "data" / "titles.json"
_MARKS = re.compile(r"[.“”\"‘]|’(?!\w)|(?<!\w)'")
_SHORT = re.compile(r"(?P<long>.+?)\s*\((?P<short>[^()]+)\)\s*")


@cache
def _before() -> re.Pattern[str]:
    table = json.loads(_TABLE.read_text("utf-8"))
    words = sorted([*table["articles"], *table["titles"]], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\s+(?=\S)")


def plain(name: str) -> str:
    """`name` without case, marks, articles and titles; a name that is all title keeps its last word."""
    text = " ".join(_MARKS.sub(" ", name.casefold().replace("’s", "'s")).split())
    text = re.sub(r"'s?$|,$", "", text)
    while match := _before().match(text):
        text = text[match.end() :]
    return text


def forms(name: str) -> frozenset[str]:
    """Every plain form that stands for `name`."""
    match = _SHORT.fullmatch(name.strip())
    return frozenset(map(plain, [name, *(match.groups() if match else ())])) - {""}


def same(predicted: str | None, actor: GoldActor) -> bool:
    """True where `predicted` names the actor by any form that the page has for it."""
    if predicted is None:
        return False
    known = [actor.name, *actor.also]
    if forms(predicted) & frozenset().union(*map(forms, known)):
        return True
    return actor.kind in DESCRIBED and max(overlap(predicted, one) for one in known) >= ENOUGH


def overlap(one: str, other: str) -> float:
    """F1 of the words of two descriptions, articles and punctuation left out."""
    first, second = (Counter(re.findall(r"[\w'-]+", plain(text))) for text in (one, other))
    shared = (first & second).total()
    return 2 * shared / (first.total() + second.total()) if shared else 0.0


def is_outlet(name: str, outlet: str | None) -> bool:
    """True where `name` is the page's outlet or the end of its name: "the Ledger" of "The Harbour Ledger"."""
    words, whole = plain(name).split(), plain(outlet or "").split()
    return bool(words) and words == whole[-len(words) :]
