"""What is asked of a command that reads items: files, facts about them, where the answer goes, and how it went.

In:      what was typed.
Out:     the items, facts and lists of one's own; an output; a `Tally` that tells of failures and knows the status.
Fails:   click.UsageError where the words typed cannot all be meant together.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from allegedly import dates
from allegedly.cli.streams import Output, file_output, say, standard_output
from allegedly.errors import BadMetadata

if TYPE_CHECKING:
    from allegedly.cli.progress import Progress
    from allegedly.desk import Failure, Item
    from allegedly.intake import Facts
    from allegedly.records import Reading

STANDARD_STREAM = "-"  # Words, not paths: "./-" is a file that somebody called so.
_SOME_FAILED, _NOTHING_FOUND = 4, 5
Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Request:
    """What was typed, one field an argument or option."""

    files: tuple[str, ...]
    published: str | None
    outlet: str | None
    url: str | None
    title: str | None
    language: str | None
    form: str | None
    output: str | None
    no_color: bool
    progress: bool | None
    fail_empty: bool
    confidence: float = 0.0
    actors: tuple[str, ...] = ()
    cameo: bool = False

    @property
    def lists(self) -> tuple[Path, ...]:
        """The lists of one's own of known actors, the one that wins first."""
        return tuple(Path(path) for path in self.actors)

    @property
    def target(self) -> Path | None:
        """The file to write, or None for standard output."""
        return None if self.output is None or self.output == STANDARD_STREAM else Path(self.output)


def date_typed(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """A day, month or year of publication."""
    # Nothing can be dated by a publication whose year is unknown.
    if value is not None and ("X" in value or not dates.is_edtf(value)):
        raise click.BadParameter(f"{value!r} is no date; write 2031-03-05, 2031-03 or 2031.")
    return value


def about_items(command: Command) -> Command:
    """The options that say what the items are and how they are to be read."""
    options = (
        click.argument("files", metavar="[FILE]…", nargs=-1, type=click.Path()),
        click.option(
            "--published",
            metavar="DATE",
            callback=date_typed,
            help="When the items were published: day, month or year.",
        ),
        click.option("--outlet", metavar="NAME", help="Who published them."),
        click.option("--url", metavar="ADDRESS", help="Where the item was published; for one item."),
        click.option("--title", metavar="TITLE", help="The item's title; for one item."),
        click.option("--language", metavar="TAG", help="Their language, as en or pt-BR."),
        click.option(
            "--actors",
            metavar="FILE",
            multiple=True,
            type=click.Path(exists=True, dir_okay=False),
            help="A list of known actors of your own (CSV), which wins over the package's; may be given several times.",
        ),
        click.option(
            "--confidence",
            metavar="SHARE",
            type=click.FloatRange(0, 1),
            default=0.0,
            help="Leave open what is less sure than this, from 0 to 1: of what is given with .8, some 80 % are right.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def about_output(command: Command) -> Command:
    """The options that say where the answer goes and what is shown meanwhile."""
    options = (
        click.option(
            "-o",
            "--output",
            metavar="FILE",
            type=click.Path(),
            help="Write there instead of to standard output; the file appears when all is written.",
        ),
        click.option("--no-color", is_flag=True, help="Use no colours."),
        click.option(
            "--progress/--no-progress", default=None, help="Show progress; unless given, on a terminal after a second."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def form_typed(form: str | None, flags: dict[str, bool]) -> str | None:
    """The form asked for by name or by its own flag.

    Raises:
        click.UsageError: two forms are asked for.
    """
    asked = [*([form] if form else []), *(name for name, on in flags.items() if on and name != form)]
    if len(asked) > 1:
        raise click.UsageError(f"{' and '.join(asked)} exclude each other: choose one format.")
    return asked[0] if asked else None


class Tally:
    """Passes readings on, tells of failures, and knows in the end how it went."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._failures: list[Failure] = []
        self._found = 0
        self.read = 0

    def readings(self, outcomes: Iterable[Reading | Failure]) -> Iterator[Reading]:
        from allegedly.desk import Failure

        for outcome in outcomes:
            self._progress.step()
            if isinstance(outcome, Failure):
                self._failures.append(outcome)
                with self._progress.aside():
                    say(str(outcome))
                continue
            self.read += 1
            self._found += len(outcome.statements)
            yield outcome

    def status(self, *, of: int, fail_empty: bool) -> int:
        """4 where some of several failed; where all did, what they have in common."""
        if self._failures and of > 1:
            say(f"{len(self._failures)} of {of} items could not be read; each is named above.")
        if self._failures and self.read:
            return _SOME_FAILED
        if self._failures:
            statuses = {failure.exit_status for failure in self._failures}
            return statuses.pop() if len(statuses) == 1 else 1
        return _NOTHING_FOUND if fail_empty and not self._found else 0


def facts(request: Request) -> Facts:
    """What was typed about the items.

    Raises:
        click.UsageError: it cannot be meant.
    """
    from allegedly.intake import Facts

    named = ("outlet", "published", "url", "title", "language")
    try:
        return Facts(**{name: getattr(request, name) for name in named})
    except BadMetadata as error:
        raise click.UsageError(error.message) from error


def items(request: Request) -> list[Item | Failure]:
    """What to read, in the order asked for.

    Raises:
        click.UsageError: the words typed cannot all be meant together.
    """
    from allegedly.desk.items import gather

    if request.files.count(STANDARD_STREAM) > 1:
        raise click.UsageError('"-" stands for standard input, which can be read once only.')
    asked = [_standard_input() if file == STANDARD_STREAM else Path(file) for file in request.files]
    found = list(gather(asked))
    if request.target is not None and any(_is_read_from(item, request.target) for item in found):
        raise click.UsageError(f"--output would write over {request.target}, which is to be read.")
    if len(found) > 1 and (request.url or request.title):
        raise click.UsageError(f"--url and --title name one item, but {len(found)} were given.")
    return found


def _is_read_from(item: Item | Failure, target: Path) -> bool:
    path: Path | None = getattr(item, "path", None)
    return path is not None and path.exists() and target.exists() and path.samefile(target)


def _standard_input() -> Item:
    from allegedly.desk import Item
    from allegedly.intake import MAXIMUM_BYTES

    if sys.stdin.isatty():
        say("reading standard input; end it with Ctrl-D.")
    # One byte more than is accepted: intake refuses it, and an endless pipe does not fill the memory.
    return Item(name="standard input", content=sys.stdin.buffer.read(MAXIMUM_BYTES + 1))


def output(request: Request, form: str) -> AbstractContextManager[Output]:
    """The file asked for, or standard output."""
    if request.target is not None:
        return file_output(request.target)
    return standard_output(unicode=form != "text")
