"""`python -m training.gazetteer [--actors DIR] [--check]`: compile the gazetteer, or say whether it is up to date."""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections import Counter
from pathlib import Path

from training.gazetteer.build import compiled, licences, missing, zipped
from training.gazetteer.offices import offices
from training.gazetteer.sectors import AGENTS, sectors

DATA = Path(__file__).parents[2] / "src" / "allegedly" / "actors" / "data"
GAZETTEER, SECTORS = DATA / "gazetteer.jsonl.gz", DATA / "sectors.json"
OFFICES = DATA.parents[1] / "events" / "data" / "offices.json"


def default_folder() -> Path:
    """actors/ in the folder that ALLEGEDLY_SHARED names, or in ../shared/data."""
    shared = os.environ.get("ALLEGEDLY_SHARED")
    return (Path(shared) if shared else Path(__file__).parents[3] / "shared") / "data" / "actors"


def sectors_text(folder: Path) -> str:
    """The text of sectors.json."""
    source = licences()[AGENTS]
    data = {
        "about": "Nouns for what somebody does, in the singular and in small letters, and their CAMEO sectors.",
        "source": f"compiled by `python -m training.gazetteer` from {AGENTS} ({source['origin']})",
        "licence": source["licence"],
        "sectors": {**sectors(folder), **{noun: sector for noun, sector, _ in offices() if sector}},
    }
    return json.dumps(data, ensure_ascii=False, indent=0) + "\n"


def offices_text() -> str:
    """The text of events/data/offices.json: the nouns of each tie."""
    ties: dict[str, list[str]] = {}
    for noun, _, tie in offices():
        ties.setdefault(tie, []).append(noun)
    data = {
        "about": "Nouns for offices and roles, in the singular, and the tie that each gives its bearer.",
        "source": "compiled by `python -m training.gazetteer` from our own training/gazetteer/lists/offices.csv",
        "licence": "Apache-2.0",
        "nouns": ties,
    }
    return json.dumps(data, ensure_ascii=False, indent=0) + "\n"


def up_to_date(folder: Path) -> bool:
    """True where compiling would change nothing."""
    if not (GAZETTEER.exists() and SECTORS.exists() and OFFICES.exists()):
        return False
    now = gzip.decompress(GAZETTEER.read_bytes()).decode("utf-8")
    small = ((SECTORS, sectors_text(folder)), (OFFICES, offices_text()))
    return now == compiled(folder) and all(path.read_text("utf-8") == text for path, text in small)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.gazetteer", description=__doc__)
    parser.add_argument("--actors", type=Path, default=default_folder(), metavar="DIR", help="folder of the sources")
    parser.add_argument("--check", action="store_true", help="compile nothing; say whether the file is up to date")
    arguments = parser.parse_args()
    absent = missing(arguments.actors)
    if absent:
        if arguments.check:
            print(f"not checked: {', '.join(absent)} not in {arguments.actors}")
            return
        raise SystemExit(f"{arguments.actors} lacks {', '.join(absent)}: docs/gazetteer.md says where they come from.")
    if arguments.check:
        if not up_to_date(arguments.actors):
            raise SystemExit("the gazetteer is older than its sources: run `python -m training.gazetteer`")
        print("up to date")
        return
    text = compiled(arguments.actors)
    GAZETTEER.write_bytes(zipped(text))
    SECTORS.write_text(sectors_text(arguments.actors), "utf-8")
    OFFICES.write_text(offices_text(), "utf-8")
    kinds = Counter(json.loads(text[: text.index("\n")])["kinds"])
    print(*(f"{kind} {count}" for kind, count in kinds.items()), f"{GAZETTEER.stat().st_size} bytes", sep=", ")


if __name__ == "__main__":
    main()
