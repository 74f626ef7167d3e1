"""Losses of the heads. A label that a corpus does not have is ignored, never counted as "none"."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from training.model import FORBIDDEN


def partial(scores: Tensor, allowed: Tensor) -> Tensor:
    """Minus log of the probability mass on the allowed labels.  Shape: two of (word, label); allowed is boolean"""
    total = torch.logsumexp(scores, -1)
    right = torch.logsumexp(scores.masked_fill(~allowed, FORBIDDEN), -1)
    return (total - right).mean()


def legal(tags: list[str]) -> Tensor:
    """0 where one tag may follow another, FORBIDDEN elsewhere.  Shape: (before, after)"""
    mask = torch.full((len(tags), len(tags)), FORBIDDEN)
    for before, first in enumerate(tags):
        for after, second in enumerate(tags):
            inside = first[0] in "BI"
            continues = second[0] in "IE"
            if inside == continues and (not inside or first[2:] == second[2:]):
                mask[before, after] = 0.0
    return mask


def chain(scores: Tensor, tags: Tensor, mask: Tensor, transitions: Tensor) -> Tensor:
    """Minus log likelihood of tag sequences in a linear chain, a mean over sequences.

    Args:
        scores: Shape: (sequence, word, tag)
        tags: Gold tag numbers.  Shape: (sequence, word)
        mask: False on padding, which stands at the end only.  Shape: (sequence, word)
        transitions: FORBIDDEN where illegal.  Shape: (before, after)
    """
    gold = scores.gather(2, tags[:, :, None])[:, :, 0]
    steps = transitions[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
    path = (gold * mask).sum(1) + steps.sum(1)
    words = scores.unbind(1)
    present = mask[:, :, None].unbind(1)
    weights = transitions.exp()
    alpha = words[0]
    for at in range(1, len(words)):
        # exp-normalised matrix product instead of a log-sum-exp over (sequence, tag, tag).
        peak = alpha.max(1, keepdim=True).values.detach()
        following = torch.log((alpha - peak).exp() @ weights + 1e-30) + peak + words[at]
        alpha = torch.where(present[at], following, alpha)
    return (torch.logsumexp(alpha, 1) - path).mean()


def antecedents(scores: Tensor, same: Tensor, earlier: Tensor) -> Tensor:
    """Minus log of the probability that a mention's antecedent is one of its entity, or none where it has none.

    The marginal over all right antecedents (Lee et al. 2017); none scores 0.

    Args:
        scores: Shape: (mention, candidate)
        same: True where both are of one entity.  Shape: (mention, candidate)
        earlier: True where the candidate stands earlier in the same window.  Shape: (mention, candidate)
    """
    none = torch.zeros_like(scores[:, :1])
    scores = torch.cat([none, scores.masked_fill(~earlier, FORBIDDEN)], 1)
    right = same & earlier
    right = torch.cat([~right.any(1, keepdim=True), right], 1)
    return partial(scores, right)


def arcs(scores: Tensor, heads: Tensor, sentence: Tensor) -> Tensor:
    """Cross entropy of heads, a word's candidates being the words of its sentence.

    Args:
        scores: Shape: (window, dependent, head)
        heads: -100 where unknown.  Shape: (window, word)
        sentence: The number of each word's sentence, -1 on padding.  Shape: (window, word)
    """
    same = sentence[:, :, None] == sentence[:, None, :]
    return F.cross_entropy(scores.masked_fill(~same, FORBIDDEN).flatten(0, 1), heads.flatten(), ignore_index=-100)
