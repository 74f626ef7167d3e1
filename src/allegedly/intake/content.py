"""Which passages of a page are its article.

trafilatura decides where it can: its paragraphs are found again among ours by their letters. Where the page is too
large or too deep for it, or where it finds nothing, we judge ourselves by length, sentences and links.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence

from allegedly.intake.html import Page, Passage
from allegedly.intake.markup import Evidence
from allegedly.records.problem import Problem

# 20,000 paragraphs in a megabyte take trafilatura 1.6 s (measured); nested ones and tables more. libxml2 stops at
# a depth of 256.
_MOST_MARKUP = 5_000_000
_MOST_ELEMENTS = 40_000
_DEEPEST = 200
# Shorter passages have to equal a whole paragraph of trafilatura's; longer ones may be a part of one. Chosen.
_LONG_ENOUGH = 24
# Our own judgement: a paragraph is so long, ends a sentence and is hardly linked. Chosen.
_SHORTEST_PARAGRAPH = 60
_MOST_LINKED = 0.4
_BARE_LINK = 0.9
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*$")
_NO_LETTER = re.compile(r"[\W_]+")
# Less than this is no article. Chosen: a brief of two sentences.
_SMALLEST_ARTICLE = 140

for _name in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def judge(page: Page, evidence: Evidence) -> tuple[list[bool], tuple[Problem, ...]]:
    """For every passage, whether it is content; and what went wrong in finding out."""
    problems: tuple[Problem, ...] = ()
    flags: list[bool] = []
    if readable(page):
        flags = _matched(page.passages, _extracted(page.markup))
    else:
        problems = (_problem("P104", "is too large or too deeply nested for content extraction"),)
    if not any(flags):
        flags = [_is_prose(passage, evidence) for passage in page.passages]
        problems = problems or (_problem("P105", "has no content that the extraction recognised"),)
    flags = _with_neighbours(page.passages, flags, evidence)
    return flags, (*problems, *_no_article(page, flags))


def readable(page: Page) -> bool:
    """True where trafilatura can be asked about the page and answers in time."""
    return len(page.markup) <= _MOST_MARKUP and page.elements <= _MOST_ELEMENTS and page.depth <= _DEEPEST


def _problem(code: str, what: str) -> Problem:
    return Problem(
        code=code,
        message=f"The page {what}; its paragraphs were told by length, sentences and links alone.",
    )


def _extracted(markup: str) -> list[str]:
    """The letters of each paragraph that trafilatura takes for content."""
    # Half a second to import, which a bare text should not wait for.
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(markup, include_comments=False)
    except Exception:  # noqa: BLE001  # whatever a third party's parser stumbles over, the page stays readable
        return []
    text = getattr(found, "text", None)
    return [letters for line in (text or "").split("\n") if (letters := _letters(line))]


def _matched(passages: Sequence[Passage], paragraphs: list[str]) -> list[bool]:
    whole = set(paragraphs)
    joined = "\n".join(paragraphs) + "\n" + "".join(paragraphs)
    flags = []
    for passage in passages:
        letters = _letters(passage.text)
        found = letters in whole or (len(letters) >= _LONG_ENOUGH and letters in joined)
        flags.append(found and not _is_bare_link(passage))
    return flags


def _is_bare_link(passage: Passage) -> bool:
    """A title that leads elsewhere; a whole sentence inside a link is left alone."""
    return passage.linked > _BARE_LINK * len(passage.text) and not _SENTENCE_END.search(passage.text)


def _is_prose(passage: Passage, evidence: Evidence) -> bool:
    return (
        len(passage.text) >= _SHORTEST_PARAGRAPH
        and passage.linked <= _MOST_LINKED * len(passage.text)
        and _SENTENCE_END.search(passage.text) is not None
        and evidence.of(passage.element).shed is None
    )


def _with_neighbours(passages: Sequence[Passage], flags: list[bool], evidence: Evidence) -> list[bool]:
    """Add what extraction left out between the paragraphs it kept: short ones, lists, a paragraph it thought double.

    A paragraph wrongly left out loses statements; one wrongly kept costs a glance.
    """
    kept = [index for index, flag in enumerate(flags) if flag]
    if len(kept) < 2:
        return flags
    homes = Counter(passages[index].element.parent for index in kept)
    shared = {home for home, paragraphs in homes.items() if paragraphs > 1}
    widened = list(flags)
    for index, passage in enumerate(passages):
        if flags[index] or passage.linked > _MOST_LINKED * len(passage.text):
            continue
        if evidence.of(passage.element).shed is not None:
            continue
        between = kept[0] < index < kept[-1] and _is_prose(passage, evidence)
        widened[index] = between or (passage.element.tag == "p" and passage.element.parent in shared)
    return widened


def _no_article(page: Page, flags: list[bool]) -> tuple[Problem, ...]:
    """A problem where the page looks like a form, an index or an empty shell."""
    content = sum(len(passage.text) for passage, flag in zip(page.passages, flags, strict=True) if flag)
    total = sum(len(passage.text) for passage in page.passages)
    linked = sum(passage.linked for passage in page.passages)
    asks_password = page.tree.css_first("input[type=password]") is not None
    index_of_links = linked > 0.6 * total and content < 0.3 * total
    if content >= _SMALLEST_ARTICLE and not index_of_links and not (asks_password and content < 600):
        return ()
    what = "a login form" if asks_password else "an index of links" if index_of_links else "a page without an article"
    message = f"This looks like {what}: {content} of its {total} characters read like an article."
    return (Problem(code="P106", message=message),)


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()
