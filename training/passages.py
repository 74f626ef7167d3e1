"""Our own annotated passages: `training/passages/*.txt`, read into plain text and code-point spans.

`python -m training.passages` reads every file, prints how much there is, and ends with status 1 on the first error.
The format and the conventions of the annotation stand in `training/passages/README.md`.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from allegedly.spans import Span, merge

FOLDER = Path(__file__).with_suffix("")
KINDS = ("headline", "caption", "paragraph", "article")
_BREAK = re.compile(r"^---[ \t]*$", re.MULTILINE)
_KIND = re.compile(r"\A# kind: *(\S+)[ \t]*(?:\n|\Z)")
_MARK = re.compile(r"\\([\[\]])|\[([sct])?([0-9]+) |(\[)|(\])")


class PassageError(ValueError):
    """A passage that breaks the format; the message names the file, the passage (from 1) and what is wrong."""


@dataclass(frozen=True)
class Attribution:
    """Who (`source`, empty where nobody is named), by which words (`cue`), says what (`content`, in reading order)."""

    source: list[Span]
    cue: Span
    content: list[Span]


@dataclass(frozen=True)
class Passage:
    """`text` without any markup; `attributions` by their number; `kind` is None where the passage names none."""

    kind: str | None
    text: str
    attributions: list[Attribution]


def parse(text: str, *, name: str = "passages") -> list[Passage]:
    """The passages of one file, in order. Raises `PassageError` at the first one that breaks the format."""
    pieces = [piece.strip("\n") for piece in _BREAK.split(text.replace("\r\n", "\n"))]
    return [_passage(piece, f"{name}, passage {number}") for number, piece in enumerate(pieces, start=1)]


def read(folder: Path = FOLDER) -> Iterator[tuple[str, Passage]]:
    """File name and passage, for every passage of every `*.txt` in the folder, by name and then in order."""
    for path in sorted(folder.glob("*.txt")):
        for passage in parse(path.read_text(encoding="utf-8"), name=path.name):
            yield path.name, passage


def _passage(piece: str, place: str) -> Passage:
    kind = None
    if found := _KIND.match(piece):
        kind = found[1]
        piece = piece[found.end() :].strip("\n")
        if kind not in KINDS:
            raise PassageError(f"{place}: unknown kind {kind!r}; one of {', '.join(KINDS)}")
    if not piece.strip():
        raise PassageError(f"{place}: no text")
    plain, spans = _unmark(piece, place)
    return Passage(kind, plain, _attributions(plain, spans, place))


def _unmark(marked: str, place: str) -> tuple[str, dict[int, dict[str, list[Span]]]]:
    """The plain text, and for every number its spans by role letter."""
    kept: list[str] = []
    spans: dict[int, dict[str, list[Span]]] = defaultdict(lambda: {"s": [], "c": [], "t": []})
    opened: list[tuple[str, int, int]] = []
    length = end = 0
    for mark in _MARK.finditer(marked):
        kept.append(marked[end : mark.start()])
        length += len(kept[-1])
        end = mark.end()
        escaped, role, number, stray, closing = mark.groups()
        if escaped:
            kept.append(escaped)
            length += 1
        elif closing:
            if not opened:
                raise PassageError(f"{place}: a ] closes nothing, after {_before(kept)!r}")
            letter, owner, start = opened.pop()
            spans[owner][letter].append(Span(start, length))
        elif stray or not role:
            raise PassageError(f"{place}: a [ without a role and number, after {_before(kept)!r} (own brackets: \\[)")
        else:
            opened.append((role, int(number), length))
    if opened:
        raise PassageError(f"{place}: [{opened[-1][0]}{opened[-1][1]} is never closed")
    kept.append(marked[end:])
    return "".join(kept), spans


def _before(kept: list[str]) -> str:
    return "".join(kept)[-30:]


def _attributions(text: str, spans: dict[int, dict[str, list[Span]]], place: str) -> list[Attribution]:
    if sorted(spans) != list(range(1, len(spans) + 1)):
        raise PassageError(f"{place}: numbers must run from 1 without a gap, found {sorted(spans)}")
    return [_attribution(text, spans[number], f"{place}, attribution {number}") for number in sorted(spans)]


def _attribution(text: str, roles: dict[str, list[Span]], place: str) -> Attribution:
    source, cues, content = (sorted(roles[role]) for role in "sct")
    if len(cues) != 1:
        raise PassageError(f"{place}: exactly one cue is needed, found {len(cues)}")
    if not content:
        raise PassageError(f"{place}: no content")
    for span in (*source, *cues, *content):
        if not span.length or span.of(text) != span.of(text).strip():
            raise PassageError(f"{place}: a span is empty or has white space at an end: {span.of(text)!r}")
    for one, other in pairwise(content):
        if one.overlaps(other):
            raise PassageError(f"{place}: two content fragments overlap: {other.of(text)!r}")
    if any(cues[0].overlaps(span) for span in (*source, *content)):
        raise PassageError(f"{place}: the cue {cues[0].of(text)!r} overlaps its own source or content")
    if len(merge(source)) != len(source):
        raise PassageError(f"{place}: two source spans touch or overlap")
    return Attribution(source, cues[0], content)


def nested(passage: Passage) -> int:
    """How many of the passage's attributions stand inside a content fragment of another."""
    contents = [fragment for one in passage.attributions for fragment in one.content]
    return sum(any(fragment.contains(one.cue) for fragment in contents) for one in passage.attributions)


def main() -> int:
    """Print passages, attributions, nested and sourceless ones per file; the exit status."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    try:
        for name, passage in read():
            found = passage.attributions
            for key in (name, "all"):
                counts[key].update(passages=1, attributions=len(found), nested=nested(passage), none=not found)
                counts[key].update(sourceless=sum(not one.source for one in found))
    except PassageError as error:
        print(error, file=sys.stderr)
        return 1
    for name in sorted(counts, key=lambda key: (key == "all", key)):
        print(f"{name:<16}", *(f"{what} {counts[name][what]:>4}" for what in counts[name]), sep="  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
