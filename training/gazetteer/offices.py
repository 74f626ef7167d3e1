"""Our own list of offices and roles: nouns with the sector of who bears them and the tie that they give."""

from __future__ import annotations

import csv
from pathlib import Path

LIST = Path(__file__).with_name("lists") / "offices.csv"


def offices() -> list[tuple[str, str, str]]:
    """Every noun, aliases too, in small letters: noun, CAMEO sector or "", tie; in the order of the list."""
    made = {}
    with LIST.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for noun in (row["name"], *filter(None, row["aliases"].split("|"))):
                made.setdefault(noun.lower().strip(), (row["sector"], row["kind_of_tie"]))
    return [(noun, sector, tie) for noun, (sector, tie) in made.items()]
