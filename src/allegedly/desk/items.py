"""What somebody asked to have read, one by one: files, the files of a directory, bytes from a pipe.

In:      paths as a person gives them. A directory stands for the files in it and below that look like news items.
Out:     `Item`s in the order given; a directory's files in the order of their paths.
Cost:    one walk of every directory; no file is opened.
Fails:   a directory with nothing to read, or that may not be entered, becomes a `Failure` in its place.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from allegedly.errors import AllegedlyError, EmptyInput, UnreadableFile
from allegedly.records import Document
from allegedly.records.base import Record

READABLE = (".txt", ".html", ".htm", ".xhtml")
_SIBLING = ".meta.json"


class Item(Record):
    """One thing to read: a file where `path` is set, else the bytes in `content`, or what was made of them already.

    `name` is what people call it, `url` where the bytes were fetched.
    """

    name: str
    path: Path | None = None
    content: bytes | None = None
    document: Document | None = None
    url: str | None = None


class Failure(Record):
    """An item that could not be read, and why: an error's code, its sentence, and the exit status it asks for."""

    name: str
    code: str
    message: str
    exit_status: int = 1

    @classmethod
    def of(cls, name: str, error: AllegedlyError) -> Failure:
        return cls(name=name, code=error.code, message=error.message, exit_status=error.exit_status)

    def __str__(self) -> str:
        named = self.name in self.message
        return f"{self.code} {self.message}" if named else f"{self.code} {self.name}: {self.message}"


def gather(asked: Sequence[Path | Item]) -> Iterator[Item | Failure]:
    """Turn what was asked for into single items.

    A path that is no directory is kept whatever its name, so that reading it can say what is wrong with it, with one
    exception: a `NAME.meta.json` beside an asked-for `NAME.txt` describes that one and is no item of its own, so
    that `*` in a shell does the expected thing.
    """
    paths = {path for path in asked if isinstance(path, Path)}
    for one in asked:
        if isinstance(one, Item):
            yield one
        elif one.is_dir():
            yield from _files(one)
        elif not _describes(one, paths):
            yield Item(name=str(one), path=one)


def _describes(path: Path, paths: set[Path]) -> bool:
    stem = path.name.removesuffix(_SIBLING)
    return stem != path.name and any(path.with_name(stem + suffix) in paths for suffix in READABLE)


def _files(directory: Path) -> Iterator[Item | Failure]:
    """The readable files in `directory` and below, hidden ones left out, then what could not be entered."""
    refused: list[OSError] = []
    found: list[Path] = []
    for folder, folders, names in os.walk(directory, onerror=refused.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(folder, name) for name in names if _is_readable(name)]
    for path in sorted(found):
        yield Item(name=str(path), path=path)
    for error in refused:
        reason = error.strerror or "no reason was given"
        yield Failure.of(str(error.filename), UnreadableFile(f"the directory cannot be entered: {reason}."))
    if not found and not refused:
        kinds = ", ".join(READABLE)
        yield Failure.of(str(directory), EmptyInput(f"the directory holds nothing that can be read ({kinds})."))


def _is_readable(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith(READABLE)
