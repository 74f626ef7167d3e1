"""PETRARCH's validation actors as a list of actors of one's own, in the format of docs/gazetteer.md.

The dictionary has a name in capitals with `_` for a blank, `+` before synonyms, and codes in brackets, some dated:

    SAM_GAMGEE [HOB]  # default
        [HOBCIV <20080120]
        [HOBMIL 20080120-20121109]

Codes that name nobody (`---`, `+++`) or two at once (`ELR/GAL`) are left out. Agents need no list: nouns for what
somebody does are the reader's own.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_TABLE = Path(__file__).parent / "data" / "petrarch.json"
_REMARK = re.compile(r"<\s*!\s*--.*?-->", re.DOTALL)
_CODES = re.compile(r"\[([^\]]*)\]")
_CODE = re.compile(
    r"(?P<code>[A-Za-z]{3,})\s*(?:(?P<before><)|(?P<after>>))?\s*(?P<start>\d{6,8})?(?:\s*-\s*(?P<end>\d{6,8}))?"
)
# The key of somebody known, by name.
KeyOf = Callable[[str], str | None]
_COLUMNS = ("key", "name", "kind", "aliases", "demonyms", "seats", "cameo")


@dataclass
class Listed:
    """One actor of the dictionary: its names as it has them, its codes with the times in which they hold."""

    names: list[str]
    codes: list[str] = field(default_factory=list)


@cache
def table() -> dict[str, Any]:
    """What `data/petrarch.json` adds."""
    loaded: dict[str, Any] = json.loads(_TABLE.read_text("utf-8"))
    return loaded


def parse(text: str) -> list[Listed]:
    """The actors of a dictionary, in order."""
    found: list[Listed] = []
    for line in _REMARK.sub("", text).splitlines():
        bare = line.partition("#")[0].rstrip()
        name = _CODES.sub("", bare).strip(" \t_").replace("_", " ")
        if name.startswith("+") and found:
            found[-1].names.append(name[1:].strip())
        elif name:
            found.append(Listed([name]))
        if found:
            found[-1].codes += [code for one in _CODES.findall(bare) if (code := _code(one.strip()))]
    return found


def _code(written: str) -> str | None:
    """`HOBMIL 20080120-20121109` as `HOBMIL 2008-01-20/2012-11-09`; None for nobody's code."""
    match = _CODE.fullmatch(written)
    if match is None:
        return None
    code, start, end = match["code"].upper(), match["start"], match["end"]
    if start is None:
        return code
    if end is not None:
        return f"{code} {_day(start)}/{_day(end)}"
    return f"{code} ../{_day(start)}" if match["before"] else f"{code} {_day(start)}/.."


def _day(digits: str) -> str:
    """Years of two digits are of the last century."""
    whole = digits if len(digits) == 8 else f"19{digits}"
    return f"{whole[:4]}-{whole[4:6]}-{whole[6:]}"


def rows(actors: list[Listed], key_of: KeyOf) -> Iterator[dict[str, str]]:
    """Rows of the list; an actor of whom the dictionary has several entries keeps the first.

    Who is known already keeps the key that `key_of` gives, so that the row here stands for that one.
    """
    seen: set[str] = set()
    for actor in actors:
        made = "petr." + re.sub(r"[^a-z0-9]+", "-", actor.names[0].lower()).strip("-")
        key = key_of(_printed(actor.names[0].lower())) or made
        if key in seen:
            continue
        seen.add(key)
        lower = [name.lower() for name in actor.names]
        kinds = (kind for kind, names in table()["kinds"].items() if lower[0] in names)
        split = {column: [one for one in lower[1:] if one in table()[column]] for column in ("demonyms", "seats")}
        plain = [one for one in lower[1:] if one not in split["demonyms"] + split["seats"]]
        # A people that stands first ("AUSTRALIAN" alone) is a name as well as a demonym.
        split["demonyms"] += [lower[0]] if lower[0] in table()["demonyms"] else []
        cells = {"aliases": plain, **split}
        yield {
            "key": key,
            "name": _printed(lower[0]),
            "kind": next(kinds, "state"),
            "cameo": "|".join(actor.codes),
            **{column: "|".join(map(_printed, names)) for column, names in cells.items()},
        }


def _printed(name: str) -> str:
    """The name with the capitals that newspapers give it."""
    small = ("of", "the", "and")
    words = name.split()
    return " ".join(
        word.upper() if "." in word or word in table()["acronyms"] else word if at and word in small else _capital(word)
        for at, word in enumerate(words)
    )


def _capital(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))


def write(source: Path, target: Path, key_of: KeyOf = lambda _: None) -> None:
    """The dictionary `source` as a list of actors at `target`."""
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS)
        writer.writeheader()
        writer.writerows(rows(parse(source.read_text("utf-8")), key_of))
