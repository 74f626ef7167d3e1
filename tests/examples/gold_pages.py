"""The gold of three example pages: `evaluation/gold/NAME.marked.txt`, marked by hand, as `NAME.json` with offsets.

    python -m tests.examples.gold_pages        rewrite the JSON after the marks or the notes were changed

The marked file without its brackets is `examples/NAME.txt`, character for character. `notes.json` says, for some
statements, what a person thought when marking them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from allegedly.spans import Span
from tests.attribution.markup import Expected, parse

_ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = _ROOT / "examples"
GOLD = _ROOT / "evaluation" / "gold"


def names() -> list[str]:
    """The pages that have gold."""
    return sorted(path.name.removesuffix(".marked.txt") for path in GOLD.glob("*.marked.txt"))


def plain(name: str) -> str:
    """The page's bare text, newlines normalised."""
    return (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def convert(name: str) -> dict[str, Any]:
    """The gold record of one page; statements in the order of their numbers, spans `[start, end)` in code points.

    Raises:
        ValueError: the marks are broken, or the marked text is not the page's.
    """
    text, expected = parse((GOLD / f"{name}.marked.txt").read_text(encoding="utf-8"))
    if text != plain(name):
        raise ValueError(f"{name}: the marked text is not the text of examples/{name}.txt")
    notes = json.loads((GOLD / "notes.json").read_text(encoding="utf-8")).get(name, {})
    place = {one.number: index for index, one in enumerate(expected)}
    return {
        "text_sha256": sha256(text.encode("utf-8")).hexdigest(),
        "statements": [_statement(one, place, notes.get(str(one.number))) for one in expected],
    }


def write(name: str) -> None:
    """Write `NAME.json`, one statement a line."""
    record = convert(name)
    lines = ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in record["statements"])
    page = f'{{\n "text_sha256": "{record["text_sha256"]}",\n "statements": [\n{lines}\n ]\n}}\n'
    (GOLD / f"{name}.json").write_text(page, encoding="utf-8", newline="\n")


def _statement(one: Expected, place: dict[int, int], note: str | None) -> dict[str, Any]:
    return {
        "source": _pairs(one.source),
        "cue": next(iter(_pairs(one.cue)), None),
        "content": _pairs(one.content),
        "nested_in": None if one.nested_in is None else place[one.nested_in],
        "note": note,
    }


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


if __name__ == "__main__":
    for each in names():
        write(each)
