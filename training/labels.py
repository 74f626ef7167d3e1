"""The label sets of all heads: the one place where a label gets its number.

The sets are written beside the weights (`labels.json`) and read back by `allegedly.language`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

UPOS = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
]  # fmt: skip

ENTITIES = [
    "PERSON", "ORG", "LOC", "NORP", "FAC", "PRODUCT", "WEAPON", "VEHICLE", "EVENT", "DATE", "MONEY", "MISC",
]  # fmt: skip

ROLES = ["cue", "source", "content"]

BEARINGS = ["supports", "disputes", "neither"]


def tags(kinds: Iterable[str]) -> list[str]:
    """`O` and the tags begin, inside, end, single of every kind."""
    return ["O", *(f"{tag}-{kind}" for kind in kinds for tag in "BIES")]


ENTITY_TAGS = tags(ENTITIES)
ROLE_TAGS = tags(ROLES)


def frequent(values: Iterable[str], least: int) -> list[str]:
    """The values seen at least `least` times, most frequent first, ties by name."""
    counted = Counter(values)
    return [value for value, count in sorted(counted.items(), key=lambda item: (-item[1], item[0])) if count >= least]


def spell(length: int, kind: str) -> list[str]:
    """The tags of one span of `length` words."""
    if length == 1:
        return [f"S-{kind}"]
    return [f"B-{kind}", *([f"I-{kind}"] * (length - 2)), f"E-{kind}"]
