"""Pages of exactly so many words, made from the example articles and the same on every machine.

A page is a headline and body paragraphs of all examples, shuffled by a fixed seed. Short lines (bylines, captions,
credits) are left out: a reader may skip them, and a page that is skipped in part would flatter the figures.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
WORDS = 900
SEED = 900
_SHORTEST = 20


def pages(count: int, *, words: int = WORDS, examples: Path = EXAMPLES) -> list[str]:
    """`count` different pages of `words` words.

    Raises:
        FileNotFoundError: there are no examples to make them from.
    """
    texts = [path.read_text("utf-8") for path in sorted(examples.glob("*.txt"))]
    headlines = [text.strip().partition("\n")[0] for text in texts]
    bodies = [line for text in texts for line in dict.fromkeys(text.split("\n")) if len(line.split()) >= _SHORTEST]
    if not bodies:
        raise FileNotFoundError(f"no paragraphs of {_SHORTEST} words in {examples}/*.txt to make pages from.")
    return [_page(headlines[at % len(headlines)], bodies, words, random.Random(SEED + at)) for at in range(count)]


def _page(headline: str, bodies: Sequence[str], words: int, dice: random.Random) -> str:
    paragraphs, left = [headline], words - len(headline.split())
    for body in cycle(dice.sample(bodies, len(bodies))):
        if left <= 0:
            break
        taken = body.split()[:left]
        paragraphs.append(body if len(taken) == len(body.split()) else " ".join(taken))
        left -= len(taken)
    return "\n\n".join(paragraphs) + "\n"
