"""Where the corpora are, who publishes them, and under which licence.

A corpus lies at `<shared>/data/<folder>/<file>`; `<shared>` is the environment variable ALLEGEDLY_SHARED, else the
folder `shared` beside this repository. Only our own gold pages are part of the repository, a folder each.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from allegedly.ids import sha256

_TABLE = Path(__file__).parent / "data" / "corpora.json"
_REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Corpus:
    """A gold file and what to tell about it. `published` is the project and its owner."""

    name: str
    scorer: str
    path: Path
    published: str
    licence: str
    trained_on: str

    @property
    def missing(self) -> str | None:
        """One sentence where the corpus is not there, None where it is."""
        if self.path.exists():
            return None
        return (
            f"{self.name} is not scored: there is no {self.path}; it is published by {self.published} "
            f"(licence: {self.licence}), and docs/evaluation.md says where to put it."
        )

    def sibling(self, file: str) -> Path | None:
        """Another file beside the gold one, None where it is not there."""
        path = self.path.with_name(file)
        return path if path.is_file() else None

    def digest(self) -> str:
        """The SHA-256 of the gold file; of a folder, that of its files' names and digests in order."""
        if self.path.is_dir():
            files = sorted(path for path in self.path.rglob("*") if path.is_file())
            return sha256(
                "".join(
                    f"{path.relative_to(self.path).as_posix()} {sha256(path.read_bytes())}\n" for path in files
                ).encode()
            )
        return sha256(self.path.read_bytes())


def shared() -> Path:
    """The folder that holds `data/`; it need not exist."""
    named = os.environ.get("ALLEGEDLY_SHARED")
    return Path(named) if named else _REPOSITORY.parent / "shared"


def corpora() -> list[Corpus]:
    """Every corpus of data/corpora.json in its place, there or not."""
    rows = json.loads(_TABLE.read_text("utf-8"))["corpora"]
    return [
        Corpus(
            row["name"],
            row["scorer"],
            (_REPOSITORY / row["folder"] if row["file"] is None else shared() / "data" / row["folder"] / row["file"]),
            row["published"],
            row["licence"],
            row["trained_on"],
        )
        for row in rows
    ]


def at(path: Path, *, scorer: str, name: str | None = None) -> Corpus:
    """The corpus of a path: the known one of that name (or of the folder's name), with this file instead of its own.

    A path in a folder of another name is a corpus of its own, for `scorer`.
    """
    wanted = name or path.resolve().parent.name
    for corpus in corpora():
        if corpus.name == wanted and corpus.scorer == scorer:
            return Corpus(wanted, scorer, path, corpus.published, corpus.licence, corpus.trained_on)
    return Corpus(wanted, scorer, path, "unknown", "unknown", "unknown")
