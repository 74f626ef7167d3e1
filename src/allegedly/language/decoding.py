"""Scores to the best legal structure: tag sequences and trees.

Source: Viterbi decoding of a linear chain; maximum spanning arborescence after Chu and Liu 1965, Edmonds 1967.
Cost:   tags O(word · tag²) a sequence, done for all sequences at once; trees O(word²) unless a cycle must be opened.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_NEVER = -1e9
_FORCED = -1e4
# Scores of forbidden transitions are far below, learned ones far above.
_ILLEGAL = -1e3


def tag(scores: Floats, transitions: Floats) -> tuple[Ints, Floats]:
    """The best tag sequences and how probable each is among all sequences.

    Args:
        scores: Shape: (sequence, word, tag)
        transitions: The score of one tag following another.  Shape: (before, after)

    Returns:
        Tags of shape (sequence, word), and probabilities in [0, 1] of shape (sequence,).
    """
    sequences, length, _ = scores.shape
    if sequences == 0 or length == 0:
        return np.zeros((sequences, length), np.int64), np.ones(sequences, np.float32)
    reached = _reached(scores, transitions)
    return _traced(reached, transitions), _probability(reached[-1], scores, transitions)


def _reached(scores: Floats, transitions: Floats) -> Floats:
    """The total of the best path to each tag of each word.  Shape: (sequence, word, tag) to (word, sequence, tag)"""
    reached = scores.swapaxes(0, 1).copy()  # Of a single sequence a view, which is the caller's.
    for at in range(1, len(reached)):
        reached[at] += np.maximum.reduce(reached[at - 1][:, :, None] + transitions, axis=1)
    return reached


def _traced(reached: Floats, transitions: Floats) -> Ints:
    """The best paths, from their ends: which tag came before is asked along a path only.  Shape: (sequence, word)"""
    found = np.empty(reached.shape[:2], np.int64)
    found[-1] = reached[-1].argmax(1)
    following = np.ascontiguousarray(transitions.T)
    for at in range(len(found) - 1, 0, -1):
        found[at - 1] = (reached[at - 1] + following[found[at]]).argmax(1)
    return found.T


def _probability(ends: Floats, scores: Floats, transitions: Floats) -> Floats:
    """The share of the best path, whose totals are `ends`, among all paths of each sequence.  Shape: (sequence,)"""
    weights = np.exp(transitions)
    total = scores[:, 0]
    for at in range(1, scores.shape[1]):
        peak = np.maximum.reduce(total, axis=1, keepdims=True)
        total = np.log(np.exp(total - peak) @ weights + 1e-30) + peak + scores[:, at]
    peak = total.max(1)
    partition = peak + np.log(np.exp(total - peak[:, None]).sum(1))
    share: Floats = np.exp(np.minimum(ends.max(1) - partition, 0.0)).astype(np.float32)
    return share


def tag_needing(scores: Floats, transitions: Floats, needed: list[int]) -> tuple[Ints, float]:
    """The best tag sequence that has one of the `needed` tags somewhere, and its probability among all sequences.

    Shape: scores (word, tag); tags (word,). Cost: two passes; for the few sequences that `tag` left without.
    """
    forward = _reached(scores[None], transitions)
    backward = np.zeros_like(scores)
    for at in range(len(scores) - 2, -1, -1):
        backward[at] = np.maximum.reduce(transitions + scores[at + 1] + backward[at + 1], axis=1)
    through = (forward[:, 0] + backward)[:, needed]
    place, which = np.unravel_index(int(through.argmax()), through.shape)
    forced = scores.copy()
    forced[place] = _NEVER
    forced[place, needed[which]] = scores[place, needed[which]]
    probability = _probability(forward[-1], scores[None], transitions)
    share = float(np.exp(through[place, which] - forward[-1].max()))
    return _traced(_reached(forced[None], transitions), transitions)[0], float(probability[0]) * share


def tag_mostly(scores: Floats, transitions: Floats, outside: int = 0) -> Ints:
    """Tags of one sequence: each word's best where these follow each other legally, else the best path around.

    A stretch between two words that are clearly `outside` is decoded again only when it holds an illegal step, so most
    of a page costs nothing. Shape: (word, tag) to (word,)
    """
    framed = frame([scores], outside)[0]
    best: Ints = framed.argmax(1)
    done = 0
    for at in np.flatnonzero(transitions[best[:-1], best[1:]] < _ILLEGAL):
        if at < done:
            continue
        first, last = int(at), int(at) + 1
        while best[first] != outside:
            first -= 1
        while best[last] != outside:
            last += 1
        best[first + 1 : last] = tag(frame([framed[first + 1 : last]], outside), transitions)[0][0, 1:-1]
        done = last
    return best[1:-1]


def frame(sequences: list[Floats], outside: int = 0) -> Floats:
    """Scores of unequal length as one array, each between words that are `outside` for certain.

    Nothing begins before a sequence or ends after it.  Shape: (sequence, 1 + longest word + 1, tag)
    """
    longest = max(len(sequence) for sequence in sequences)
    framed = np.full((len(sequences), longest + 2, sequences[0].shape[1]), _FORCED, np.float32)
    framed[:, :, outside] = 0.0
    for row, sequence in enumerate(sequences):
        framed[row, 1 : len(sequence) + 1] = sequence
    return framed


def spans(tags: Ints, names: list[str]) -> list[tuple[int, int, str]]:
    """Word ranges `(start, end, kind)` of one legal tag sequence, in order."""
    found: list[tuple[int, int, str]] = []
    start = 0
    for at, number in enumerate(tags):
        name = names[number]
        if name[0] in "BS":
            start = at
        if name[0] in "ES":
            found.append((start, at + 1, name[2:]))
    return found


def tree(scores: Floats) -> Ints:
    """Heads of the best tree over one sentence, with exactly one root.

    Args:
        scores: `scores[i, j]` says how well j heads i; `scores[i, i]` that i is the root.  Shape: (word, word)

    Returns:
        The head of every word; the root is its own head.  Shape: (word,)
    """
    count = len(scores)
    heads: Ints = scores.argmax(1)
    if _is_tree(heads):
        return heads
    # One root: the cheapest change that leaves a single word its own head, tried on the likeliest few.
    loss = scores.diagonal() - np.where(np.eye(count, dtype=bool), _NEVER, scores).max(1)
    best_heads, best_total = heads, -np.inf
    for root in np.argsort(-loss, kind="stable")[:3]:
        constrained = scores.astype(np.float64).copy()
        np.fill_diagonal(constrained, _NEVER)
        constrained[root] = _NEVER
        candidate = _arborescence(constrained, int(root))
        total = scores[np.arange(count), candidate].sum()
        if total > best_total:
            best_heads, best_total = candidate, total
    return best_heads


def _is_tree(heads: Ints) -> bool:
    """One root, and every word reaches it: heads of heads of heads, doubled, all end there."""
    if np.count_nonzero(heads == np.arange(len(heads))) != 1:
        return False
    reached = heads
    for _ in range(len(heads).bit_length()):
        reached = reached[reached]
    return bool((reached == reached[0]).all())


def _cycle(heads: Ints, root: int) -> list[int]:
    """The words of one cycle, or nothing."""
    state = np.zeros(len(heads), np.int8)
    state[root] = 2
    for start in range(len(heads)):
        path = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return path[path.index(at) :]
        for word in path:
            state[word] = 2
    return []


def _arborescence(scores: NDArray[np.float64], root: int) -> Ints:
    """Best heads given the root (which heads itself); contracts one cycle after the other."""
    heads: Ints = scores.argmax(1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if not cycle:
        return heads
    inside = np.zeros(len(scores), bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    within = np.asarray(cycle)
    gain = scores[within, heads[within]]
    entering = scores[np.ix_(within, outside)] - gain[:, None] + gain.sum()
    leaving = scores[np.ix_(outside, within)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), _NEVER)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[size, :size] = entering.max(0)
    smaller[:size, size] = leaving.max(1)
    solved = _arborescence(smaller, int(np.searchsorted(outside, root)))
    for position, word in enumerate(outside):
        if word == root:
            continue
        head = solved[position]
        heads[word] = within[leaving[position].argmax()] if head == size else outside[head]
    entry = solved[size]
    opened = within[entering[:, entry].argmax()]
    heads[opened] = outside[entry]
    heads[root] = root
    return heads
