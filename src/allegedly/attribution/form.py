"""Direct, indirect or mixed: how much of a content stands in quotation marks.

Source: forms of reported speech as in PolNeAR and Petersen-Frey and Biemann (2024). A quoted title or nickname
("a man known as “Patch”") is no speech and does not make a content mixed.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Any

from allegedly.language import Quotation
from allegedly.records import Form
from allegedly.spans import Span, merge, subtract

# What may stand outside the marks of a direct quotation without making it mixed.
_LOOSE = " \t\n.,;:!?—–-…"


@lru_cache(maxsize=1)
def _naming() -> dict[str, Any]:
    data = resources.files("allegedly.attribution").joinpath("data", "naming.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(data)
    return found


def verbatim(contents: list[Span], quotations: list[Quotation], text: str) -> list[Span]:
    """The quoted words inside `contents`, marks left out, sorted and disjoint; quoted names are none.

    A content that stands wholly inside one quotation (its marks outside the content) is all verbatim.
    """
    found: list[Span] = []
    for content in contents:
        for quotation in quotations:
            if quotation.outer.start >= content.end:
                break
            inner = quotation.inner
            if not inner.overlaps(content) or _names(quotation, text):
                continue
            found.append(Span(max(inner.start, content.start), min(inner.end, content.end)))
    return merge(found)


def form(contents: list[Span], quoted: list[Span], text: str) -> Form:
    """What part of `contents` the verbatim spans make up: all, some, none."""
    if not quoted:
        return "indirect"
    for content in contents:
        for rest in subtract(content, quoted):
            if rest.of(text).strip(_LOOSE + "“”„\"«»‹›‘’‚'`[]()"):
                return "mixed"
    return "direct"


def _names(quotation: Quotation, text: str) -> bool:
    """True where the quoted words are a title or nickname: short, capitalised, without a verb's place to stand."""
    words = quotation.inner.of(text).split()
    rules = _naming()
    if not 0 < len(words) <= rules["longest"]:
        return False
    before = text[max(0, quotation.outer.start - 40) : quotation.outer.start].split()[-2:]
    lead = [word.strip(_LOOSE).casefold() for word in before]
    if lead and (lead[-1] in rules["before"] or " ".join(lead) in rules["before"]):
        return True
    between_names = bool(before) and before[-1][:1].isupper() and text[quotation.outer.end + 1 :][:1].isupper()
    return len(words) <= 2 and between_names and all(word[:1].isupper() for word in words)
