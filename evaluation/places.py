"""Where words stand in a text."""

from __future__ import annotations

from allegedly.spans import Span


def places(text: str, words: str) -> list[Span]:
    """Every place of `words` in `text` that neither begins nor ends inside a word."""
    found, at = [], text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        inside = (text[at - 1 : at] + words[0]).isalnum() and at > 0
        if not inside and not (end < len(text) and (words[-1] + text[end]).isalnum()):
            found.append(Span(at, end))
        at = text.find(words, at + 1)
    return found
