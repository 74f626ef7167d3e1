"""Read annotated passages: the marks of `evaluation.marks`, many passages in a file.

Passages are parted by a line `---` and headed by `# case NN: title`; a blank line parts paragraphs. Offsets are code
points of the passage's plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.marks import Expected, parse

__all__ = ["Expected", "Passage", "parse", "passages"]

_HEADER = re.compile(r"# case (\d\d): (.+)")


@dataclass(frozen=True)
class Passage:
    """A passage of one hard case. `name` is `NN/k`: the case's number and the passage's place in it, from 1."""

    name: str
    case: int
    title: str
    text: str
    expected: tuple[Expected, ...]


def passages(folder: Path) -> Iterator[Passage]:
    """Every passage of every `*.txt` in `folder`, by file name, then in file order.

    Raises:
        ValueError: a passage has no header or its markup is broken; the message names the passage.
    """
    seen: dict[int, int] = {}
    for path in sorted(folder.glob("*.txt")):
        for chunk in re.split(r"^---\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
            header, _, body = chunk.strip().partition("\n")
            match = _HEADER.fullmatch(header)
            if match is None:
                raise ValueError(f"{path.name}: wanted a line like '# case 07: title', got {header!r}")
            case = int(match[1])
            seen[case] = seen.get(case, 0) + 1
            name = f"{case:02d}/{seen[case]}"
            try:
                text, expected = parse(body.strip())
            except ValueError as error:
                raise ValueError(f"passage {name} in {path.name}: {error}") from error
            yield Passage(name, case, match[2], text, expected)
