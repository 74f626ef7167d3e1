"""`allegedly read FILE…`: what news items say, and who says it. Needs no ledger, and can read one."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from allegedly.cli.asked import Request, Tally, about_items, about_output, facts, form_typed, items, output
from allegedly.cli.streams import in_colour, width
from allegedly.cli.where import about_ledger, opened

if TYPE_CHECKING:
    from allegedly.desk.reading import Reader
    from allegedly.records import Reading

FORMATS = ("text", "jsonl", "html")
# What a file's name says about the form its owner expects.
_BY_SUFFIX = {".html": "html", ".htm": "html", ".txt": "text"}
_FILE_WIDTH = 80
_ID = re.compile(r"(?:doc|stm|rel)_[a-z2-7]{20}")

_HELP = """Read news items and write who is said to have said what, in which words, and where it stands.

A FILE is a text or an HTML page. A directory stands for the texts and pages in it and below (.txt, .html, .htm,
.xhtml); "-" is standard input. A file NAME.meta.json beside NAME.txt or NAME.html may state the outlet, date,
address, title and language; options win over it, and it wins over the page.

Without FILE it reads what the ledger holds unread. With the id of a document of the ledger (doc_…) it shows that one as
it is seen through people's decisions.

\b
Examples:
  allegedly read report.html
  allegedly read report.txt --published 2031-03-05 --outlet "The Velmar Courier"
  allegedly read archive/ --jsonl > readings.jsonl
  allegedly read report.html -o report.marked.html
  cat report.txt | allegedly read -
  allegedly read --again --actors my-list.csv     the ledger, with a list of your own
  allegedly read doc_2jftejre3xay5xmm3wsb -o report.html
"""

_EPILOG = """\b
Exit status: 0 done, 1 could not be read, 2 not understood, 4 some items failed
(listed on standard error), 5 nothing found (--fail-empty), 69 the model is missing
or broken, 78 metadata that cannot be meant, 130 interrupted.
"""


@click.command(help=_HELP, epilog=_EPILOG, short_help="Read texts and pages into statements.")
@about_items
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="An account for people, JSON Lines, or one self-contained page with the text marked up. Unless given: what "
    "the name of the output file says, else text on a terminal and jsonl elsewhere.",
)
@click.option("--jsonl", is_flag=True, help="The same as --format jsonl.")
@about_output
@click.option("--fail-empty", is_flag=True, help="End with status 5 where no statement is found.")
@click.option("--again", is_flag=True, help="Of the ledger: also what was read before, by another reader or otherwise.")
@about_ledger
@click.pass_context
def read(context: click.Context, /, *, form: str | None, jsonl: bool, **typed: Any) -> int:
    """The command; what it says of itself is `_HELP`."""
    named, again = (typed.pop("db"), typed.pop("by")), typed.pop("again")
    if not typed["files"]:
        from allegedly.cli.storing import read_ledger

        return read_ledger(*named, {**typed, "again": again, "reader": context.obj})
    if again:
        raise click.UsageError("--again reads what the ledger holds; it takes no files.")
    if all(_ID.fullmatch(one) for one in typed["files"]):
        return _show(Request(form=form_typed(form, {"jsonl": jsonl}), **typed), *named)
    return _run(Request(form=form_typed(form, {"jsonl": jsonl}), **typed), context.obj)


def _show(request: Request, db: str | None, by: str | None) -> int:
    """Documents of the ledger as they are seen through the decisions."""
    form = _form(request)
    with opened(db, by) as ledger, output(request, form) as written:
        readings = (ledger.whole(one).reading for one in request.files)
        for text in _texts(readings, form, request):
            written.write(text)
    return 0


def _run(request: Request, reader: Reader | None) -> int:
    """Read everything asked for and write it; returns the exit status."""
    from allegedly import desk
    from allegedly.cli.progress import Progress

    form = _form(request)
    known = facts(request)
    asked = items(request)
    # The output is opened before anything is read: a bad place for it costs nobody the time of a reading.
    with (
        output(request, form) as written,
        Progress(len(asked), wanted=request.progress, colour=not request.no_color) as progress,
    ):
        tally = Tally(progress)
        outcomes = desk.read(
            asked, facts=known, reader=reader, least=request.confidence, lists=request.lists, processes=True
        )
        for text in _texts(tally.readings(outcomes), form, request):
            with progress.aside():
                written.write(text)
        if not tally.read:
            written.discard()
    return tally.status(of=len(asked), fail_empty=request.fail_empty)


def _form(request: Request) -> str:
    if request.form is not None:
        return request.form
    if request.target is not None:
        return _BY_SUFFIX.get(request.target.suffix.lower(), "jsonl")
    return "text" if sys.stdout.isatty() else "jsonl"


def _texts(readings: Iterator[Reading], form: str, request: Request) -> Iterator[str]:
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
