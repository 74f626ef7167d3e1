"""The gold set: pages that people annotated by the rules of docs/annotation.md, loaded and checked.

    python -m evaluation.gold_pages                 check both folders and count what they cover
    python -m evaluation.gold_pages FOLDER          check one folder
    python -m evaluation.gold_pages NAME.gold.toml  check single pages; any of a page's three files names it

`evaluation/gold/pages` is for developing; `evaluation/gold/held` is never looked at while developing, so without its
name its mistakes are only counted. A page is NAME.marked.txt, NAME.meta.json and NAME.gold.toml. The status is 1 where
something is wrong. Relations are annotated where a page has a [[relation]], or says `relations = true` at its top.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from evaluation import gold_counts
from evaluation.gold_faults import faults, hops
from evaluation.gold_raw import Raw
from evaluation.gold_records import (
    GoldActor,
    GoldEvidence,
    GoldHop,
    GoldLink,
    GoldPage,
    GoldStatement,
    nearest,
)
from evaluation.gold_relations import declared, relation
from evaluation.marks import parse
from evaluation.places import places

_GOLD = Path(__file__).resolve().parent / "gold"
DEV = _GOLD / "pages"
HELD = _GOLD / "held"

_MARKED, _FACTS, _TOML = ".marked.txt", ".meta.json", ".gold.toml"
_PLAIN = ("act", "certainty", "polarity", "distance", "said", "channel", "outcome")


def load(folder: Path) -> list[GoldPage]:
    """Every page of a folder, by name; none where the folder holds none.

    Raises:
        ValueError: a page has mistakes; the message is the first of them.
    """
    return [page(folder, name) for name in names(folder)]


def names(folder: Path) -> list[str]:
    """The pages that have at least one of the three files, sorted."""
    return sorted({name for path in folder.glob("*") if (name := _name(path))})


def _name(path: Path) -> str | None:
    return next((path.name.removesuffix(end) for end in (_MARKED, _FACTS, _TOML) if path.name.endswith(end)), None)


def page(folder: Path, name: str) -> GoldPage:
    """One page.

    Raises:
        ValueError: it has mistakes; the message is the first of them.
    """
    wrong = check(folder, name)
    if wrong:
        raise ValueError(f"{wrong[0]} (python -m evaluation.gold_pages {folder} says everything that is wrong)")
    return _page(folder, name, _raw(folder, name))


def check(folder: Path, name: str) -> list[str]:
    """Every mistake of a page, each headed by the file in which it is to be mended."""
    missing = [end for end in (_MARKED, _FACTS, _TOML) if not (folder / f"{name}{end}").is_file()]
    if missing:
        return [f"{name}{end}: there is no such file; a page is three files." for end in missing]
    try:
        raw = _raw(folder, name)
    except ValueError as error:
        return [str(error)]
    return [f"{name}{_TOML}: {fault}" for fault in faults(raw)]


def _raw(folder: Path, name: str) -> Raw:
    def part(end: str) -> str:
        return (folder / f"{name}{end}").read_text("utf-8")

    reading = _MARKED
    try:
        text, marks = parse(part(_MARKED))
        reading = _FACTS
        facts = json.loads(part(_FACTS))
        reading = _TOML
        gold = tomllib.loads(part(_TOML))
    except ValueError as error:
        raise ValueError(f"{name}{reading}: {error}") from error
    return Raw(text, {one.number: one for one in marks}, gold, facts if isinstance(facts, dict) else {})


def _page(folder: Path, name: str, raw: Raw) -> GoldPage:
    rows = raw.gold.get("statement", [])
    statements = tuple(_statement(raw, row) for row in rows)
    sure = {one.number: one.certainty for one in statements}
    return GoldPage(
        name,
        folder / f"{name}{_MARKED}",
        raw.text,
        {key: value for key, value in raw.facts.items() if isinstance(value, str)},
        {key: _actor(key, row) for key, row in raw.gold.get("actors", {}).items()},
        statements,
        tuple(_evidence(raw, row, sure) for row in raw.gold.get("evidence", [])),
        tuple(GoldLink(row["kind"], row["a"], row["b"]) for row in raw.gold.get("link", [])),
        tuple(relation(raw, row, sure) for row in raw.gold.get("relation", [])),
        dict(raw.gold.get("principals", {})),
        declared(raw.gold),
    )


def _actor(key: str, row: dict[str, Any]) -> GoldActor:
    return GoldActor(key=key, **{**row, "also": tuple(row.get("also", ()))})


def _statement(raw: Raw, row: dict[str, Any]) -> GoldStatement:
    marks = raw.marks[row["n"]]
    return GoldStatement(
        number=row["n"],
        spans=marks,
        speaker=row.get("speaker", ""),
        candidates=tuple(row.get("candidates", ())),
        chain=tuple(GoldHop(*hop.split(":")) for hop in hops(raw, row)),
        times=tuple(row.get("times", ())),
        addressee=nearest(raw.text, row.get("addressee", ""), marks),
        venue=nearest(raw.text, row.get("venue", ""), marks, anywhere=True),
        nested_in=row.get("nested_in", marks.nested_in) or None,
        **{key: row[key] for key in _PLAIN if key in row},
    )


def _evidence(raw: Raw, row: dict[str, Any], sure: dict[int, str]) -> GoldEvidence:
    span = places(raw.text, row["words"])[row.get("at", 1) - 1]
    certainty = row.get("certainty", sure[row["for"]])
    return GoldEvidence(
        row["kind"], span, tuple(row.get("by", ())), row["for"], row.get("polarity", "positive"), certainty
    )


def _check_folder(folder: Path, wanted: Iterable[str], *, quiet: bool) -> int:
    """Print the mistakes and the coverage of some pages of a folder; how many mistakes there are."""
    wrong, sound = 0, []
    for name in wanted:
        found = check(folder, name)
        wrong += len(found)
        if not found:
            sound.append(_page(folder, name, _raw(folder, name)))
        elif not quiet:
            print("\n".join(found))
    if quiet and wrong:
        print(f"{folder}: {wrong} mistakes; name the folder to see them.")
    print(gold_counts.text(str(folder), sound))
    return wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.gold_pages", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="FOLDER or FILE", help="both folders unless given")
    given: list[Path] = parser.parse_args(arguments).paths
    wanted: dict[Path, set[str]] = {}
    for path in given or [DEV, HELD]:
        if path.is_dir():
            wanted.setdefault(path, set()).update(names(path))
        elif name := _name(path):
            wanted.setdefault(path.parent, set()).add(name)
        else:
            parser.error(f"{path} is neither a folder nor a file of a gold page.")
    wrong = sum(
        _check_folder(folder, sorted(found), quiet=not given and folder == HELD) for folder, found in wanted.items()
    )
    print(f"{wrong} mistakes." if wrong else "No mistakes.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
