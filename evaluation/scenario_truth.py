"""The scenarios: stories told by ten and more reports, with what is true about them, loaded and checked.

    python -m evaluation.scenario_truth             check both folders and count what they hold
    python -m evaluation.scenario_truth FOLDER...   check single stories

`evaluation/scenarios/dev` is for developing; `evaluation/scenarios/held` is never looked at while developing, so
without its name its mistakes are only counted. A story is a folder of reports (NAME.txt with NAME.meta.json, as
`allegedly add` takes them) and `truth.toml`; docs/scenarios.md says what stands there. The status is 1 where
something is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_HOME = Path(__file__).resolve().parent / "scenarios"
DEV, HELD = _HOME / "dev", _HOME / "held"

KINDS = ("verbatim", "light-edit", "rewrite")
STANCES = ("asserts", "denies", "questions", "reports", "retracts", "declines")
DRIFTS = (
    "attribution-dropped", "certainty-raised", "certainty-lowered", "number-changed", "negation-lost", "quote-altered",
)  # fmt: skip
_LEAST_REPORTS = 10


@dataclass(frozen=True, slots=True)
class Place:
    """Words of one report; they occur there once. `start` and `end` are code points of the report's text."""

    report: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Member:
    """One statement of a claim: where it stands, its stance, the key of the origin it goes back to."""

    place: Place
    stance: str
    origin: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Somebody with knowledge of their own behind a claim, or (`denies`) against it."""

    id: str
    name: str
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition, the statements that take a stance to it, and the counts that a reader should see."""

    id: str
    text: str
    members: tuple[Member, ...]
    origins: tuple[Origin, ...]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Copy:
    """Report `by` was made from report `of`. `undecided`: nobody can say which was first."""

    of: str
    by: str
    kind: str
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed from one statement to a later one."""

    kind: str
    claim: str
    origin: Place
    relay: Place


@dataclass(slots=True)
class Story:
    """A story: its reports by name (the file's name without its ending), and what is true about them."""

    name: str
    folder: Path
    texts: dict[str, str] = field(default_factory=dict)
    facts: dict[str, dict[str, Any]] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)
    drifts: list[Drift] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def stories(folder: Path) -> list[Story]:
    """Every story of a folder, by name."""
    return [story(path) for path in sorted(folder.iterdir()) if (path / "truth.toml").exists()]


def story(folder: Path) -> Story:
    """One story; what is wrong with it stands in `faults`."""
    told = Story(folder.name, folder)
    for path in sorted(folder.glob("*.txt")):
        told.texts[path.stem] = path.read_text("utf-8")
        facts = path.with_suffix(".meta.json")
        if not facts.exists():
            told.faults.append(f"{path.name}: there is no {facts.name} beside it.")
            continue
        told.facts[path.stem] = json.loads(facts.read_text("utf-8"))
    if len(told.texts) < _LEAST_REPORTS:
        told.faults.append(f"only {len(told.texts)} reports; a story has at least {_LEAST_REPORTS}.")
    try:
        truth = tomllib.loads((folder / "truth.toml").read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        told.faults.append(f"truth.toml: {error}")
        return told
    told.claims = [claim for row in truth.get("claim", ()) if (claim := _claim(told, row)) is not None]
    told.copies = list(_copies(told, truth.get("copy", ())))
    told.drifts = list(_drifts(told, truth.get("drift", ())))
    return told


def _claim(told: Story, row: dict[str, Any]) -> Claim | None:
    name = str(row.get("id", "?"))
    origins = tuple(Origin(one["id"], one["name"], one.get("denies", False)) for one in row.get("origin", ()))
    keys = {one.id for one in origins}
    members = []
    for one in row.get("statement", ()):
        place = _place(told, one, f"claim {name}")
        if one.get("stance") not in STANCES:
            told.faults.append(f"claim {name}: {one.get('stance')!r} is no stance; there are {', '.join(STANCES)}.")
        if one.get("origin") is not None and one["origin"] not in keys:
            told.faults.append(f"claim {name}: no [[claim.origin]] has the id {one['origin']!r}.")
        if place is not None:
            members.append(Member(place, str(one.get("stance")), one.get("origin")))
    told.faults += _double(name, members)
    counts = dict(row.get("counts", {}))
    found = _counted(told, members, origins)
    if counts != found:
        told.faults.append(f"claim {name}: counts = {counts}, but what is listed gives {found}.")
    return Claim(name, str(row.get("text", "")), tuple(members), origins, counts)


def _counted(told: Story, members: Sequence[Member], origins: Sequence[Origin]) -> dict[str, int]:
    """The counts that the members and origins of a claim give."""
    reports = {member.place.report for member in members}
    hosts: dict[str, set[str]] = {}
    for report in reports:
        facts = told.facts.get(report, {})
        host = urlsplit(facts.get("url", "")).hostname
        hosts.setdefault(str(facts.get("outlet")), set()).update(filter(None, [host]))
    return {
        "documents": len(reports),
        # Two outlets of one name are told apart by where their pages stand.
        "outlets": sum(max(1, len(known)) for known in hosts.values()),
        "origins": sum(not one.denies for one in origins),
        "denying_origins": sum(one.denies for one in origins),
    }


def _double(name: str, members: Sequence[Member]) -> Iterator[str]:
    for number, one in enumerate(members):
        for other in members[:number]:
            a, b = one.place, other.place
            if a.report == b.report and a.start < b.end and b.start < a.end:
                yield f"claim {name}: {a.quote!r} and {b.quote!r} of {a.report} overlap."


def _copies(told: Story, rows: Sequence[dict[str, Any]]) -> Iterator[Copy]:
    for row in rows:
        for side in ("of", "by"):
            if row.get(side) not in told.texts:
                told.faults.append(f"copy: there is no report {row.get(side)!r}.")
        if row.get("kind") not in KINDS:
            told.faults.append(f"copy: {row.get('kind')!r} is no kind; there are {', '.join(KINDS)}.")
        yield Copy(str(row.get("of")), str(row.get("by")), str(row.get("kind")), bool(row.get("undecided", False)))


def _drifts(told: Story, rows: Sequence[dict[str, Any]]) -> Iterator[Drift]:
    claims = {claim.id for claim in told.claims}
    for row in rows:
        if row.get("kind") not in DRIFTS:
            told.faults.append(f"drift: {row.get('kind')!r} is no kind; there are {', '.join(DRIFTS)}.")
        if row.get("claim") not in claims:
            told.faults.append(f"drift: there is no claim {row.get('claim')!r}.")
        first, last = _place(told, row.get("from", {}), "drift from"), _place(told, row.get("to", {}), "drift to")
        if first is not None and last is not None:
            yield Drift(str(row.get("kind")), str(row.get("claim")), first, last)


def _place(told: Story, row: dict[str, Any], where: str) -> Place | None:
    report, quote = str(row.get("report")), str(row.get("quote"))
    text = told.texts.get(report)
    if text is None:
        told.faults.append(f"{where}: there is no report {report!r}.")
        return None
    if text.count(quote) != 1:
        told.faults.append(f"{where}: {quote!r} occurs {text.count(quote)} times in {report}; it has to occur once.")
        return None
    start = text.index(quote)
    return Place(report, quote, start, start + len(quote))


def _summary(told: Story) -> str:
    kinds = Counter(drift.kind for drift in told.drifts)
    return (
        f"{told.name}: {len(told.texts)} reports, {len(told.claims)} claims with "
        f"{sum(len(claim.members) for claim in told.claims)} statements, {len(told.copies)} copies, "
        f"{len(told.drifts)} drifts ({', '.join(f'{kind} {number}' for kind, number in sorted(kinds.items()))})"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Check stories; 1 where something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.scenario_truth", description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="*", type=Path, help="stories; all of them unless given")
    options = parser.parse_args(arguments)
    told = [story(path.resolve()) for path in options.folder] or [*stories(DEV), *stories(HELD)]
    for one in told:
        print(_summary(one))
        if one.folder.parent == HELD and not options.folder:
            print(f"  {len(one.faults)} mistakes" if one.faults else "  no mistake")
        else:
            for fault in one.faults:
                print(f"  {fault}")
    return 1 if any(one.faults for one in told) else 0


if __name__ == "__main__":
    sys.exit(main())
