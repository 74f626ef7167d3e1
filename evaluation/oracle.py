"""A reader that knows the gold and can only point at whole words: what word alignment costs.

Every gold span is widened to the words of spaCy's English tokenizer that it touches, which is what a perfect model over
those words could say at best.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

import spacy
from spacy.language import Language

from allegedly.spans import Span
from evaluation.polnear import Article, Attribution


@cache
def _words() -> Language:
    return spacy.blank("en")


def attributions(article: Article) -> tuple[Attribution, ...]:
    """The gold attributions of an article, every span widened to whole words."""
    words = [Span(word.idx, word.idx + len(word.text)) for word in _words().make_doc(article.text) if not word.is_space]
    starts, ends = [word.start for word in words], [word.end for word in words]

    def widened(spans: Sequence[Span]) -> tuple[Span, ...]:
        touched = ((bisect_right(ends, span.start), bisect_left(starts, span.end)) for span in spans)
        return tuple(Span(starts[first], ends[last - 1]) for first, last in touched if first < last)

    return tuple(
        Attribution(widened(item.source), widened(item.cue), widened(item.content), item.confidence)
        for item in article.attributions
    )
