"""Passages in which people marked every state, body, group and outlet, and what is meant (docs/annotation.md).

    python -m evaluation.gold_passages          check both files and count what they cover
    python -m evaluation.gold_passages FILE     check one file

`evaluation/gold/actors/dev.txt` is for developing; `held.txt` is never looked at while developing, so without its name
its mistakes are only counted. The status is 1 where something is wrong.

    ## 2021-03-04 The Bay Courier
    [Pyongyang|PRK|government] has agreed with [Iranian|IRN] officials, [AP|Associated Press] reported.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from allegedly.spans import Span
from evaluation import gold_dates, states

FOLDER = Path(__file__).resolve().parent / "gold" / "actors"
DEV = FOLDER / "dev.txt"
HELD = FOLDER / "held.txt"

UNKNOWN = "?"
ITSELF = "itself"
SENSES = ("government", "place", "both")

_HEAD = re.compile(r"## (?P<date>\S+) (?P<outlet>\S.*)")
_MARK = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)(?:\|([^\[\]|]*))?\]|[\[\]|]")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One marked name. `identity` is a code of a state, a usual English name, or `UNKNOWN`."""

    span: Span
    identity: str
    sense: str = ITSELF


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage without its brackets. `id` is the file's name and the passage's number."""

    id: str
    text: str
    published: str
    outlet: str
    mentions: tuple[GoldMention, ...]


def load(path: Path) -> list[Passage]:
    """The passages of a file.

    Raises:
        ValueError: it has mistakes; the message is the first of them.
    """
    wrong = check(path)
    if wrong:
        raise ValueError(f"{wrong[0]} (python -m evaluation.gold_passages {path} says everything that is wrong)")
    return [_passage(path, number, lines) for number, (_, lines) in enumerate(_blocks(path), 1)]


def check(path: Path) -> list[str]:
    """Every mistake of a file, headed by its name and the line on which the passage begins."""
    return [f"{path.name}, line {at}: {fault}" for at, lines in _blocks(path) for fault in _faults(lines)]


def _blocks(path: Path) -> list[tuple[int, list[str]]]:
    """The passages with the number of their first line, heads included."""
    found: list[tuple[int, list[str]]] = []
    open_ = False
    for at, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and not open_:
            found.append((at, []))
        open_ = bool(line.strip())
        if open_:
            found[-1][1].append(line.strip())
    return found


def _faults(lines: Sequence[str]) -> Iterator[str]:
    head = _HEAD.fullmatch(lines[0])
    if head is None:
        yield "a passage begins with a line such as `## 2021-03-04 The Bay Courier`."
    elif not re.fullmatch(r"\d{4}-\d\d-\d\d", head["date"]) or not gold_dates.is_date(head["date"]):
        yield f"{head['date']!r} is no day such as 2021-03-04."
    body = " ".join(lines[1:] if head or lines[0].startswith("#") else lines)
    if not body:
        yield "it has no text; write the passage on the line below, without an empty line between."
    for mark in _MARK.finditer(body):
        yield from _mark_faults(mark, body)


def _mark_faults(mark: re.Match[str], body: str) -> Iterator[str]:
    words, identity, sense = mark.groups()
    if words is None:
        near = body[max(0, mark.start() - 20) : mark.end() + 20]
        yield f"a bracket or stroke that is no part of [words|who] or [words|who|sense], near {near!r}."
        return
    shown = mark[0]
    if not words.strip() or words != words.strip():
        yield f"{shown}: the words stand inside the bracket without blanks at the edges."
    if not identity or identity != identity.strip():
        yield f"{shown}: say who is meant: a code such as PRK, a usual English name, or ?."
    if states.is_state(identity) and not states.is_code(identity):
        yield f"{shown}: states are written as codes; write {states.code(identity)}."
    if sense is not None and sense not in SENSES:
        yield f"{shown}: the sense is one of {', '.join(SENSES)}, and left out otherwise; got {sense!r}."
    if sense is None and identity == states.seats().get(words.casefold()) and states.code(words) is None:
        yield f"{shown}: {words} is a seat of government; add |government, |place or |both."
    if sense is not None and states.is_state(words) and words.casefold() not in states.seats():
        yield f"{shown}: the name of a state has no sense; take {sense!r} out."


def notes(path: Path) -> list[str]:
    """Names of states outside brackets: perhaps forgotten, perhaps somebody's name."""
    known = re.compile(r"\b(?:[A-Z][\w’'-]*)(?: (?:and |of |the )?[A-Z][\w’'-]*)*")
    found = []
    for at, lines in _blocks(path):
        bare = _MARK.sub("|", " ".join(lines[1:]))
        names = dict.fromkeys(name for run in known.findall(bare) for name in (run, *run.split()) if states.code(name))
        found += [f"{path.name}, line {at}: perhaps {name!r} should be marked." for name in names]
    return found


def _passage(path: Path, number: int, lines: Sequence[str]) -> Passage:
    head = _HEAD.fullmatch(lines[0])
    assert head is not None
    plain: list[str] = []
    mentions, length, position, body = [], 0, 0, " ".join(lines[1:])
    for mark in _MARK.finditer(body):
        words, identity, sense = mark.groups()
        plain += [body[position : mark.start()], words]
        length += mark.start() - position
        mentions.append(GoldMention(Span(length, length + len(words)), identity, sense or ITSELF))
        length, position = length + len(words), mark.end()
    text = "".join([*plain, body[position:]])
    return Passage(f"{path.stem}-{number}", text, head["date"], head["outlet"], tuple(mentions))


def counts(title: str, passages: Sequence[Passage]) -> str:
    """How much a file covers: senses, identities and how often they come."""
    mentions = [one for passage in passages for one in passage.mentions]
    senses = Counter(one.sense for one in mentions)
    kinds = Counter(
        "unknown" if one.identity == UNKNOWN else "states" if states.is_code(one.identity) else "names"
        for one in mentions
    )
    short = Counter(one.identity for one in mentions if re.fullmatch("[A-Z]{3}", one.identity))
    odd = [name for name in short if not states.is_code(name)]
    lines = [
        f"{title}: {len(passages)} passages, {len(mentions)} mentions of {len({one.identity for one in mentions})}",
        f"  who:   {', '.join(f'{kind} {many}' for kind, many in kinds.most_common())}",
        f"  sense: {', '.join(f'{sense} {many}' for sense, many in senses.most_common())}",
    ]
    return "\n".join([*lines, *([f"  three capitals and no state: {', '.join(odd)}"] if odd else [])])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.gold_passages", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="FILE", help="both files unless given")
    given: list[Path] = parser.parse_args(arguments).paths
    wrong = 0
    for path in given or [path for path in (DEV, HELD) if path.is_file()]:
        if not path.is_file():
            parser.error(f"there is no file {path}.")
        found = check(path)
        wrong += len(found)
        quiet = not given and path == HELD
        shown = [f"{path}: {len(found)} mistakes; name the file to see them."] * bool(found) if quiet else found
        print("\n".join([*shown, *([] if found else [counts(str(path), load(path))]), *([] if quiet else notes(path))]))
    print(f"{wrong} mistakes." if wrong else "No mistakes.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
