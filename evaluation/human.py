"""Protocol B6: how well one annotator finds another's attributions, by the same scorers.

Only articles that several people annotated count; every annotator stands once for the reader against each other one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import permutations

from evaluation.polnear import Article, Attribution


def pairs(articles: Iterable[Article]) -> tuple[list[Article], dict[str, tuple[Attribution, ...]]]:
    """One gold article, with an id of its own, and one prediction for every ordered pair of annotators."""
    gold, predicted = [], {}
    for article in articles:
        readings = (article.attributions, *article.others)
        for number, (one, other) in enumerate(permutations(readings, 2)):
            copy = replace(article, id=f"{article.id}#{number}", attributions=one, others=())
            gold.append(copy)
            predicted[copy.id] = other
    return gold, predicted
