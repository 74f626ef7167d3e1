"""The 58 hard cases of attribution: where they lie, which are not solved, and how a reader does on them.

    python -m tests.attribution.hard_cases            print the faults of every passage
    python -m tests.attribution.hard_cases --write    and bring unsolved.json and docs/limits.md up to date

The list of unsolved passages is kept true by the tests: one that is solved and still listed fails as well.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from allegedly.records import Statement
from tests.attribution.agreement import faults
from tests.attribution.markup import Passage, passages

_HERE = Path(__file__).resolve().parent
CASES = _HERE / "cases"
UNSOLVED = _HERE / "unsolved.json"
LIMITS = _HERE.parents[1] / "docs" / "limits.md"
_SECTION = re.compile(r"(?<=<!-- hard cases: begin -->\n).*?(?=<!-- hard cases: end -->)", re.DOTALL)


def all_passages() -> tuple[Passage, ...]:
    """Every passage, in order of its name."""
    return tuple(sorted(passages(CASES), key=lambda passage: _place(passage.name)))


def unsolved() -> dict[str, str]:
    """Passage name to what the reader gets wrong there."""
    return dict(json.loads(UNSOLVED.read_text(encoding="utf-8")))


def read_statements(passage: Passage) -> tuple[Statement, ...]:
    """What the reader finds in the passage's text. The text must come through intake unchanged."""
    from allegedly.intake import of_text
    from allegedly.reading import read

    document = of_text(passage.text)
    assert document.text.rstrip() == passage.text, "intake changed the text of a passage"
    return read(document).statements


def limits_section(open_: dict[str, str]) -> str:
    """The lines of docs/limits.md that name every case with an unsolved passage."""
    every = all_passages()
    titles = {passage.case: passage.title for passage in every}
    lines = [f"{len(open_)} of {len(every)} passages are listed as not solved.\n"]
    for case in sorted({int(name.partition("/")[0]) for name in open_}):
        total = sum(passage.case == case for passage in every)
        failed = sum(int(name.partition("/")[0]) == case for name in open_)
        lines.append(f"- case {case:02d}, {titles[case]}: {failed} of {total} passages not solved")
    return "\n".join(lines).rstrip() + "\n"


def current_section() -> str:
    """The same lines as they stand in docs/limits.md; empty where the section is missing."""
    match = _SECTION.search(LIMITS.read_text(encoding="utf-8"))
    return match[0] if match else ""


def _place(name: str) -> tuple[int, int]:
    case, _, index = name.partition("/")
    return int(case), int(index)


def _main(*, write: bool) -> None:
    open_: dict[str, str] = {}
    for passage in all_passages():
        wrong = faults(passage, read_statements(passage))
        if wrong:
            open_[passage.name] = "; ".join(sorted({fault.partition(":")[0] for fault in wrong}))
            sys.stdout.write("\n    ".join([f"{passage.name} {passage.title}", *wrong]) + "\n")
    sys.stdout.write(f"{len(all_passages()) - len(open_)} of {len(all_passages())} passages solved\n")
    if write:
        UNSOLVED.write_text(json.dumps(open_, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        page = LIMITS.read_text(encoding="utf-8")
        LIMITS.write_text(_SECTION.sub(lambda _: limits_section(open_), page), encoding="utf-8")


if __name__ == "__main__":
    _main(write="--write" in sys.argv[1:])
