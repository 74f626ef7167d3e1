"""Decoders against exhaustive search on cases small enough to try everything."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.language import decoding

seeds = st.integers(0, 2**32 - 1)


def _best_tree(scores: np.ndarray) -> float:
    count = len(scores)
    best = -np.inf
    for heads in product(range(count), repeat=count):
        roots = [word for word in range(count) if heads[word] == word]
        if len(roots) != 1:
            continue
        reached = {roots[0]}
        for _ in range(count):
            reached |= {word for word in range(count) if heads[word] in reached}
        if len(reached) == count:
            best = max(best, sum(scores[word, heads[word]] for word in range(count)))
    return best


def _total(scores: np.ndarray, heads: np.ndarray) -> float:
    return float(scores[np.arange(len(heads)), heads].sum())


@settings(max_examples=150, deadline=None)
@given(seeds, st.integers(1, 5))
def test_a_tree_is_a_tree_with_one_root(seed: int, count: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count)).astype(np.float32)
    heads = decoding.tree(scores)
    roots = np.flatnonzero(heads == np.arange(count))
    assert len(roots) == 1
    reached = {int(roots[0])}
    for _ in range(count):
        reached |= {word for word in range(count) if int(heads[word]) in reached}
    assert len(reached) == count


@settings(max_examples=60, deadline=None)
@given(seeds, st.integers(1, 4))
def test_small_trees_are_the_best_there_are(seed: int, count: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count)).astype(np.float32)
    # Three roots are tried, so up to three words the search is exhaustive; four may miss by choosing another root.
    assert _total(scores, decoding.tree(scores)) == pytest.approx(_best_tree(scores), abs=1e-4) or count > 3


@settings(max_examples=60, deadline=None)
@given(seeds, st.integers(1, 5), st.integers(2, 4))
def test_tags_are_the_best_path_and_its_probability_is_right(seed: int, length: int, tags: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.normal(size=(2, length, tags)).astype(np.float32)
    transitions = random.normal(size=(tags, tags)).astype(np.float32)
    found, probability = decoding.tag(scores, transitions)
    for row in range(2):
        totals = {
            path: sum(scores[row, at, tag] for at, tag in enumerate(path))
            + sum(transitions[a, b] for a, b in pairwise(path))
            for path in product(range(tags), repeat=length)
        }
        best = max(totals.values())
        assert totals[tuple(int(tag) for tag in found[row])] == pytest.approx(best, abs=1e-4)
        whole = np.logaddexp.reduce(np.asarray(list(totals.values()), np.float64))
        assert probability[row] == pytest.approx(np.exp(best - whole), abs=1e-3)


def test_nothing_to_tag_gives_nothing() -> None:
    tags, probability = decoding.tag(np.zeros((0, 4, 3), np.float32), np.zeros((3, 3), np.float32))
    assert tags.shape == (0, 4)
    assert probability.shape == (0,)


def test_spans_of_a_legal_sequence() -> None:
    names = ["O", "B-a", "I-a", "E-a", "S-a"]
    assert decoding.spans(np.asarray([0, 1, 2, 3, 4, 0, 1, 3]), names) == [(1, 4, "a"), (4, 5, "a"), (6, 8, "a")]


@settings(max_examples=100, deadline=None)
@given(seeds, st.integers(1, 8))
def test_quick_tags_are_legal(seed: int, length: int) -> None:
    names = ["O", "B-a", "I-a", "E-a", "S-a"]
    transitions = np.full((5, 5), -1e4, np.float32)
    for before, first in enumerate(names):
        for after, second in enumerate(names):
            if (first[0] in "BI") == (second[0] in "IE"):
                transitions[before, after] = 0
    scores = np.random.default_rng(seed).normal(size=(length, 5)).astype(np.float32) * 3
    scores[:, 0] += 2
    tags = decoding.tag_mostly(scores, transitions)
    tags = np.concatenate([[0], tags, [0]])
    assert all(transitions[a, b] == 0 for a, b in pairwise(tags))


@settings(max_examples=60, deadline=None)
@given(seeds, st.integers(1, 5), st.integers(2, 4))
def test_a_needed_tag_is_there_and_the_rest_is_the_best(seed: int, length: int, tags: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.normal(size=(length, tags)).astype(np.float32)
    transitions = random.normal(size=(tags, tags)).astype(np.float32)
    found, probability = decoding.tag_needing(scores, transitions, [tags - 1])
    totals = {
        path: sum(scores[at, tag] for at, tag in enumerate(path)) + sum(transitions[a, b] for a, b in pairwise(path))
        for path in product(range(tags), repeat=length)
    }
    best = max(total for path, total in totals.items() if tags - 1 in path)
    assert totals[tuple(int(tag) for tag in found)] == pytest.approx(best, abs=1e-4)
    whole = np.logaddexp.reduce(np.asarray(list(totals.values()), np.float64))
    assert probability == pytest.approx(np.exp(best - whole), abs=1e-3)


@settings(max_examples=60, deadline=None)
@given(seeds, st.integers(1, 3), st.integers(1, 5), st.integers(2, 4))
def test_tagging_leaves_the_scores_as_they_were(seed: int, sequences: int, length: int, tags: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.normal(size=(sequences, length, tags)).astype(np.float32)
    transitions = random.normal(size=(tags, tags)).astype(np.float32)
    before = scores.copy()
    decoding.tag(scores, transitions)
    decoding.tag_needing(scores[0], transitions, [tags - 1])
    assert np.array_equal(scores, before)
