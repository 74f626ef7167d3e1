"""Phoenix's role nouns → CAMEO sectors, as one small file: "envoy" is GOV, "militiaman" is UAF."""

from __future__ import annotations

import re
from pathlib import Path

from training.gazetteer.names import rules

AGENTS = "Phoenix.agents.txt"
_LINE = re.compile(r"(?P<noun>[A-Z!][A-Z!_' .-]*?)_?\s*(?:\{(?P<plural>[^}]*)\})?\s*\[~(?P<code>[A-Z]{3,12})\]")


def sectors(folder: Path) -> dict[str, str]:
    """Noun in small letters, singular → code. Sets of the file ("BUSINESS!PERSON!") are spelled out.

    rules.json mends it: who speaks for somebody is of no sector of his own, and common nouns of offices are lacking.
    """
    found: dict[str, str] = {}
    sets: dict[str, list[str]] = {}
    for line in (folder / AGENTS).read_text("utf-8", errors="replace").splitlines():
        if line.startswith("!") and "=" in line:
            name, _, members = line.partition("=")
            sets[name.strip()] = [member.strip() for member in members.split(",")]
            continue
        match = _LINE.match(line)
        if match is None or line.startswith("#"):
            continue
        for noun in _spelled_out(match["noun"], sets):
            found.setdefault(" ".join(noun.lower().replace("_", " ").removeprefix("a ").split()), match["code"])
    mended = {noun: code for noun, code in found.items() if noun not in rules()["not_sectors"]}
    return dict(sorted((mended | rules()["sectors"]).items()))


def _spelled_out(noun: str, sets: dict[str, list[str]]) -> list[str]:
    name = next((one for one in sets if one in noun), None)
    return [noun.replace(name, member) for member in sets[name]] if name else [noun]
