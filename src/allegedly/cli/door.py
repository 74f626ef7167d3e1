"""The outer door: the list of commands, and what every ending of a command means to whoever called it."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NoReturn

import click
from click.shell_completion import shell_complete

from allegedly import __version__
from allegedly.cli.chain import chain
from allegedly.cli.comparing import claim, claims, compare, copies, diff, drift
from allegedly.cli.exchange import export, import_
from allegedly.cli.listing import documents, search, statements
from allegedly.cli.read import read
from allegedly.cli.reviewing import merge, review, split, undo
from allegedly.cli.storing import add, imports, init
from allegedly.cli.streams import let_go, say
from allegedly.cli.tables import actors, relations
from allegedly.cli.upkeep import backup, doctor, migrate, stats, verify
from allegedly.cli.watching import watch
from allegedly.errors import AllegedlyError

if TYPE_CHECKING:
    from types import FrameType

    from allegedly.desk.reading import Reader

INTERRUPTED = 130
_TERMINATED = 143
_COMPLETION = "_ALLEGEDLY_COMPLETE"  # Set by the lines that a shell runs to complete a word.

_HELP = """Who said what, in which words, and where exactly it stands in the text.

Reads news items and writes down their attributed statements. It says who is said to have said what; it passes no
verdict. It works offline.

\b
Start here:
  allegedly read report.html             an account on the terminal
  allegedly read archive/ > all.jsonl    one JSON object a line
  allegedly relations report.html        what is asserted to have happened, and by whom

\b
Keep what is read:
  allegedly init                         a ledger in this folder
  allegedly add archive/                 store and read; again after an interruption
  allegedly statements about=Hamas       ask it
  allegedly compare                      copies, same claims, origins, drift
  allegedly claims                       what is claimed, and by how many really
  allegedly review                       correct it, by keys
"""

_EPILOG = """\b
Exit status:
  0    everything asked for was done
  1    nothing could be done; the message says why
  2    the command was not understood
  3    a verification found something wrong
  4    finished, but some items failed; they are listed on standard error
  5    nothing was found, and --fail-empty was given
  69   a part is missing or broken, such as the model's files
  75   somebody else is writing, or changed it meanwhile; try again
  78   a setting or a metadata file says something impossible
  130  interrupted; nothing half-written is left

\b
Environment:
  ALLEGEDLY_DB            the ledger: a file, or postgresql://…
  ALLEGEDLY_USER          in whose name things are decided
  NO_COLOR, FORCE_COLOR   without colour; with colour even in a pipe
  ALLEGEDLY_LOG=debug     show where an unexpected fault came from
"""


class _Parts(click.Group):
    """Commands in the order of the work, under headings."""

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, commands in _COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl([(str(one.name), one.get_short_help_str(60)) for one in commands])


_COMMANDS: dict[str, tuple[click.Command, ...]] = {
    "Without a ledger": (read, actors, relations),
    "Fill a ledger": (init, add, imports),
    "Ask it": (search, statements, documents, chain),
    "Across documents": (compare, claims, claim, copies, drift, diff, watch),
    "Decide": (review, merge, split, undo),
    "Exchange": (export, import_),
    "Look after it": (verify, backup, migrate, stats, doctor),
}


@click.group(
    cls=_Parts, name="allegedly", help=_HELP, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, message="%(version)s", help="Show the version and nothing else.")
def allegedly() -> None:
    """The command; what it says of itself is `_HELP`."""


for _part in _COMMANDS.values():
    for _command in _part:
        allegedly.add_command(_command)


def main(arguments: Sequence[str] | None = None, *, reader: Reader | None = None) -> NoReturn:
    """Run one command and leave with its status.

    Args:
        arguments: What was typed behind the command's name; those of this process unless given.
        reader: Turns documents into readings; the embedded one unless given.
    """
    with _terminations():
        sys.exit(_status(arguments, reader))


def _status(arguments: Sequence[str] | None, reader: Reader | None) -> int:
    """Run the command; whatever happens becomes one sentence and a status."""
    try:
        status = _answer(sys.argv[1:] if arguments is None else list(arguments), reader)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read us has enough, as `head` does: no failure, and nothing left to say.
        let_go(sys.stdout)
        return 0
    except (KeyboardInterrupt, click.Abort):
        say("interrupted.")
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except AllegedlyError as error:
        say(str(error))
        return error.exit_status
    except Exception as error:  # noqa: BLE001 - the outer door: a person gets a sentence, never a traceback.
        return _unexpected(error)
    return status


def _answer(arguments: list[str], reader: Reader | None) -> int:
    """What `click` does in its own `main`, without the endings it gives to pipes and interruptions."""
    wanted = os.environ.get(_COMPLETION)
    if wanted:
        return shell_complete(allegedly, {}, "allegedly", _COMPLETION, wanted)
    try:
        with allegedly.make_context("allegedly", arguments, obj=reader) as context:
            return int(allegedly.invoke(context) or 0)
    except click.exceptions.Exit as ended:
        return ended.exit_code


def _unexpected(error: Exception) -> int:
    """Say that the fault is ours, and how to report it."""
    if os.environ.get("ALLEGEDLY_LOG", "").lower() == "debug":
        traceback.print_exception(error)
    say(
        f"A000 this is a fault of allegedly {__version__}, not of what you gave it: {type(error).__name__}: {error}. "
        "Please report the command with what ALLEGEDLY_LOG=debug prints."
    )
    let_go(sys.stdout)
    return 1


@contextlib.contextmanager
def _terminations() -> Iterator[None]:
    """Let a termination unwind like an error, so that nothing half-written is left behind."""

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(_TERMINATED)

    try:
        before = signal.signal(signal.SIGTERM, leave)
    except ValueError:  # Not in the main thread, where signals are not ours.
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
