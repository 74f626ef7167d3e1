"""`allegedly read FILE…`: what news items say, and who says it. Needs no ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from allegedly import dates
from allegedly.cli.streams import Output, file_output, in_colour, say, standard_output, width
from allegedly.errors import BadMetadata

if TYPE_CHECKING:
    from allegedly.cli.progress import Progress
    from allegedly.desk import Failure, Item
    from allegedly.desk.reading import Reader
    from allegedly.intake import Facts
    from allegedly.records import Reading

Format = Literal["text", "jsonl", "html"]
FORMATS: tuple[Format, ...] = ("text", "jsonl", "html")
# What a file's name says about the form its owner expects.
_BY_SUFFIX: dict[str, Format] = {".html": "html", ".htm": "html", ".txt": "text"}
_STANDARD_INPUT = "-"  # Words, not paths: "./-" is a file that somebody called so.
_FILE_WIDTH = 80
_SOME_FAILED, _NOTHING_FOUND = 4, 5

_HELP = """Read news items and write who is said to have said what, in which words, and where it stands.

A FILE is a text or an HTML page. A directory stands for the texts and pages in it and below (.txt, .html, .htm,
.xhtml); "-" is standard input. A file NAME.meta.json beside NAME.txt or NAME.html may state the outlet, date,
address, title and language; options win over it, and it wins over the page.

\b
Examples:
  allegedly read report.html
  allegedly read report.txt --published 2031-03-05 --outlet "The Velmar Courier"
  allegedly read archive/ --jsonl > readings.jsonl
  allegedly read report.html -o report.marked.html
  cat report.txt | allegedly read -
"""

_EPILOG = """\b
Exit status: 0 done, 1 could not be read, 2 not understood, 4 some items failed
(listed on standard error), 5 nothing found (--fail-empty), 69 the model is missing
or broken, 78 metadata that cannot be meant, 130 interrupted.
"""


@dataclass(frozen=True)
class Request:
    """What was typed, one field an argument or option."""

    files: tuple[str, ...]
    published: str | None
    outlet: str | None
    url: str | None
    title: str | None
    language: str | None
    jsonl: bool
    form: Format | None
    output: str | None
    no_color: bool
    progress: bool | None
    fail_empty: bool
    confidence: float

    @property
    def target(self) -> Path | None:
        """The file to write, or None for standard output."""
        return None if self.output is None or self.output == _STANDARD_INPUT else Path(self.output)


def _date(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    # Nothing can be dated by a publication whose year is unknown.
    if value is not None and ("X" in value or not dates.is_edtf(value)):
        raise click.BadParameter(f"{value!r} is no date; write 2031-03-05, 2031-03 or 2031.")
    return value


@click.command(help=_HELP, epilog=_EPILOG, short_help="Read texts and pages into statements.")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path())
@click.option("--published", metavar="DATE", callback=_date, help="When the items were published: day, month or year.")
@click.option("--outlet", metavar="NAME", help="Who published them.")
@click.option("--url", metavar="ADDRESS", help="Where the item was published; for one item.")
@click.option("--title", metavar="TITLE", help="The item's title; for one item.")
@click.option("--language", metavar="TAG", help="Their language, as en or pt-BR.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="An account for people, JSON Lines, or one self-contained page with the text marked up. Unless given: what "
    "the name of the output file says, else text on a terminal and jsonl elsewhere.",
)
@click.option("--jsonl", is_flag=True, help="The same as --format jsonl.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(),
    help="Write there instead of to standard output; the file appears when all is written.",
)
@click.option(
    "--confidence",
    metavar="SHARE",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Leave open what is less sure than this, from 0 to 1: of what is given with .8, some 80 % are right.",
)
@click.option("--no-color", is_flag=True, help="Use no colours.")
@click.option(
    "--progress/--no-progress", default=None, help="Show progress; unless given, on a terminal after a second."
)
@click.option("--fail-empty", is_flag=True, help="End with status 5 where no statement is found.")
@click.pass_context
def read(context: click.Context, /, **typed: Any) -> int:
    """The command; what it says of itself is `_HELP`."""
    return _run(Request(**typed), context.obj)


def _run(request: Request, reader: Reader | None) -> int:
    """Read everything asked for and write it; returns the exit status."""
    from allegedly import desk
    from allegedly.cli.progress import Progress

    form = _form(request)
    facts = _facts(request)
    items = _items(request)
    # The output is opened before anything is read: a bad place for it costs nobody the time of a reading.
    with (
        _output(request, form) as output,
        Progress(len(items), wanted=request.progress, colour=not request.no_color) as progress,
    ):
        tally = _Tally(progress)
        for text in _texts(
            tally.readings(desk.read(items, facts=facts, reader=reader, least=request.confidence, processes=True)),
            form,
            request,
        ):
            with progress.aside():
                output.write(text)
        if not tally.read:
            output.discard()
    return tally.status(of=len(items), fail_empty=request.fail_empty)


class _Tally:
    """Passes readings on, tells of failures, and knows in the end how it went."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._failures: list[Failure] = []
        self._statements = 0
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
            self._statements += len(outcome.statements)
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
        return _NOTHING_FOUND if fail_empty and not self._statements else 0


def _form(request: Request) -> Format:
    if request.jsonl and request.form not in (None, "jsonl"):
        raise click.UsageError(f"--jsonl and --format {request.form} exclude each other.")
    if request.jsonl or request.form is not None:
        return request.form or "jsonl"
    if request.target is not None:
        return _BY_SUFFIX.get(request.target.suffix.lower(), "jsonl")
    return "text" if sys.stdout.isatty() else "jsonl"


def _facts(request: Request) -> Facts:
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


def _items(request: Request) -> list[Item | Failure]:
    """What to read, in the order asked for.

    Raises:
        click.UsageError: the words typed cannot all be meant together.
    """
    from allegedly.desk.items import gather

    if request.files.count(_STANDARD_INPUT) > 1:
        raise click.UsageError('"-" stands for standard input, which can be read once only.')
    asked = [_standard_input() if file == _STANDARD_INPUT else Path(file) for file in request.files]
    items = list(gather(asked))
    if request.target is not None and any(_is_read_from(item, request.target) for item in items):
        raise click.UsageError(f"--output would write over {request.target}, which is to be read.")
    if len(items) > 1 and (request.url or request.title):
        raise click.UsageError(f"--url and --title name one item, but {len(items)} were given.")
    return items


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


def _output(request: Request, form: Format) -> AbstractContextManager[Output]:
    if request.target is not None:
        return file_output(request.target)
    return standard_output(unicode=form != "text")


def _texts(readings: Iterator[Reading], form: Format, request: Request) -> Iterator[str]:
    """The readings in the form asked for, in pieces that are worth writing at once."""
    if form == "jsonl":
        from allegedly.records import codec

        for reading in readings:
            yield "".join(f"{line}\n" for line in codec.lines(reading))
    elif form == "text":
        yield from _accounts(readings, request)
    else:
        from allegedly.views import page

        read = list(readings)
        if read:
            yield page.render(read)


def _accounts(readings: Iterator[Reading], request: Request) -> Iterator[str]:
    from allegedly.views import account

    shown = request.target is None
    colour = shown and in_colour(refused=request.no_color)
    for number, reading in enumerate(readings):
        told = account.render(reading, width=width() if shown else _FILE_WIDTH, colour=colour)
        yield f"\n\n{told}" if number else told
