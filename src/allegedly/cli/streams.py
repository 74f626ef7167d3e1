"""Where a command's words go: standard output, a file written whole or not at all, standard error."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import click

from allegedly.errors import AllegedlyError, ConfigurationError

_WIDEST = 100  # Chosen: longer lines are hard to follow with the eye.

# What a terminal without Unicode shows instead of the signs that news text and our own accounts are full of.
_PLAIN = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "…": "...", "—": "--", "–": "-",
    "─": "-", "└": "`", "·": "-", "→": "->", "\N{NO-BREAK SPACE}": " ",
}  # fmt: skip
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    piece = error.object[error.start : error.end]
    return "".join(_PLAIN.get(character, "?") for character in piece), error.end


codecs.register_error("allegedly.plain", _plain)


def say(message: str) -> None:
    """One line on standard error; control characters in it, of a file's name perhaps, are shown as "�"."""
    click.echo(_UNPRINTABLE.sub("\ufffd", f"allegedly: {message}"), err=True)


class Output:
    """A stream whose failures are sentences; `discard` leaves what stood in its place before as it was."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.discarded = False

    def write(self, text: str) -> None:
        """Write and hand on at once.

        Raises:
            BrokenPipeError: nobody reads any more.
            AllegedlyError: the output cannot be written, for instance because the disk is full.
        """
        try:
            self.stream.write(text)
            self.stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            let_go(self.stream)
            raise AllegedlyError(f"the output cannot be written: {error.strerror or error}.") from error

    def discard(self) -> None:
        self.discarded = True


@contextlib.contextmanager
def standard_output(*, unicode: bool) -> Iterator[Output]:
    """Standard output; in UTF-8 whatever the locale if `unicode`, else with plain signs where the locale lacks some."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = "utf-8" if unicode else None
        sys.stdout.reconfigure(encoding=encoding, errors="allegedly.plain", line_buffering=True)
    yield Output(sys.stdout)


@contextlib.contextmanager
def file_output(path: Path) -> Iterator[Output]:
    """The file at `path`, in UTF-8, put in its place when all is written; what stood there stays until then.

    Raises:
        ConfigurationError: the file cannot be made there.
    """
    target = path.resolve()
    # A device or a pipe is written to; replacing it would destroy it.
    if target.exists() and not target.is_file() and not target.is_dir():
        with target.open("w", encoding="utf-8", errors="allegedly.plain") as stream:
            yield Output(stream)
        return
    temporary, file = _beside(target, path)
    try:
        with file:
            output = Output(file)
            yield output
            os.fsync(file.fileno())
        if not output.discarded:
            temporary.chmod(_mode(target))
            temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _beside(target: Path, path: Path) -> tuple[Path, TextIO]:
    """A new file in the folder of `target`, from where it can be moved in one step."""
    try:
        if target.is_dir():
            raise IsADirectoryError(None, "it is a directory")
        handle, name = tempfile.mkstemp(prefix=".allegedly-", dir=target.parent)
    except OSError as error:
        raise ConfigurationError(f"the output {path} cannot be written: {error.strerror or error}.") from error
    return Path(name), os.fdopen(handle, "w", encoding="utf-8", errors="allegedly.plain", newline="\n")


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those a new file gets."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def let_go(stream: TextIO) -> None:
    """Point the stream's file at nothing, so that what it still holds cannot fail again when Python ends."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)


def is_terminal(stream: TextIO) -> bool:
    """True where a person sees what is written at once."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def in_colour(*, refused: bool) -> bool:
    """Whether standard output gets colours: a refusal wins, then NO_COLOR, then FORCE_COLOR, then the terminal."""
    if refused or os.environ.get("NO_COLOR"):
        return False
    return os.environ.get("FORCE_COLOR", "0") not in ("", "0") or is_terminal(sys.stdout)


def width() -> int:
    """The terminal's columns, or COLUMNS, or 80; never more than the eye follows."""
    return min(shutil.get_terminal_size().columns, _WIDEST)
