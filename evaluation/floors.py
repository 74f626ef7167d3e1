"""The least that a headline figure may be, and how floors rise.

A floor holds for one gold file, named by its digest. `pin` sets floors a little (`noise`) under what was measured and
never lowers one without the number of a decision record that says why.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evaluation.figures import Figure

FLOORS = Path(__file__).parent / "floors.json"
# Chosen: int8 kernels of different processors round differently; half a point hides no regression worth a release.
NOISE = 0.005
_RECORD = re.compile(r"decision record (\d{4})")


@dataclass(frozen=True, slots=True)
class Floor:
    """The least value of a figure on the gold file with this digest. `lowered` names the decision, where one was."""

    floor: float
    measured: float
    noise: float
    gold_sha256: str
    lowered: str | None = None


Floors = Mapping[str, Floor]


def load(path: Path = FLOORS) -> dict[str, Floor]:
    """The floors by figure name."""
    return {name: Floor(**row) for name, row in json.loads(path.read_text("utf-8"))["floors"].items()}


def save(floors: Floors, path: Path = FLOORS) -> None:
    """Write `floors` back beside the file's own explanation, sorted by name."""
    content = json.loads(path.read_text("utf-8"))
    rows = {
        name: {key: value for key, value in asdict(floor).items() if value is not None}
        for name, floor in sorted(floors.items())
    }
    path.write_text(json.dumps({**content, "floors": rows}, indent=2) + "\n", "utf-8")


def below(figures: Sequence[Figure], floors: Floors, *, digest: str) -> list[str]:
    """One sentence for every figure under its floor; figures without a floor for this gold file pass."""
    sentences = []
    for item in figures:
        floor = floors.get(item.name)
        if floor is not None and floor.gold_sha256 == digest and (item.value is None or item.value < floor.floor):
            now = "missing" if item.value is None else f"{item.value:.4f}"
            sentences.append(f"{item.name} is {now}, below its floor of {floor.floor:.4f}.")
    return sentences


def pin(
    figures: Sequence[Figure], floors: Floors, *, digest: str, lower: str | None = None
) -> tuple[dict[str, Floor], list[str]]:
    """Floors under the headline figures, raised where the figures rose.

    Args:
        lower: "decision record NNNN" where floors may fall, else None.

    Returns:
        All floors, and a sentence for each that would have to fall and stays.
    """
    pinned, refused = dict(floors), []
    for item in figures:
        if not item.headline or item.value is None:
            continue
        new = Floor(math.floor((item.value - NOISE) * 1e4) / 1e4, round(item.value, 4), NOISE, digest)
        old = floors.get(item.name)
        if old is None or (old.gold_sha256 == digest and new.floor >= old.floor):
            pinned[item.name] = new
        elif lower is not None:
            pinned[item.name] = Floor(**{**asdict(new), "lowered": lower})
        elif old.gold_sha256 != digest or item.value < old.floor:
            refused.append(f"{item.name}: the floor stays at {old.floor:.4f}; only --lower with a decision lowers it.")
    return pinned, refused


def decision(text: str, *, records: Path) -> str:
    """`text`, if it names a decision record that is there.

    Raises:
        ValueError: it does not.
    """
    named = _RECORD.fullmatch(text)
    if named is None or not list(records.glob(f"{named[1]}-*.md")):
        raise ValueError(f'{text!r}: say "decision record NNNN", a record of docs/decisions.')
    return text
