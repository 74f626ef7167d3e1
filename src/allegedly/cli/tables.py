"""`allegedly actors FILE…` and `allegedly relations FILE…`: who is on the pages, and what is asserted of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from allegedly.cli.asked import (
    STANDARD_STREAM,
    Request,
    Tally,
    about_items,
    about_output,
    facts,
    form_typed,
    items,
    output,
)
from allegedly.cli.filters import FILTERS, filter_options
from allegedly.cli.streams import in_colour, width
from allegedly.cli.where import about_ledger

if TYPE_CHECKING:
    from allegedly.desk.reading import Reader
    from allegedly.records import Reading

FORMATS = ("text", "jsonl", "csv", "tsv")
_BY_SUFFIX = {".csv": "csv", ".tsv": "tsv", ".txt": "text"}
_FILE_WIDTH = 80
_EPILOG = """\b
Exit status: as for allegedly read; 5 with --fail-empty where nothing is found.
"""
_ACTORS = f"""Say who is on the pages, or in the ledger: who they are, what they say, what is said of them.

FILE is as for allegedly read. Without FILE the ledger is asked; an id or a name gives everything about one actor.

{FILTERS}

\b
Examples:
  allegedly actors report.html
  allegedly actors archive/ --csv > actors.csv
  allegedly actors report.txt --actors my-list.csv
  allegedly actors act=denies since=2023-10      who denies most, in the ledger
  allegedly actors "Ali Barakeh"                 everything about one
"""
_RELATIONS = f"""Say what the pages, or the ledger, assert to have happened, between whom, and who asserts it.

FILE is as for allegedly read; without it the ledger is asked.

{FILTERS}

With --cameo the rows are event data for exchange: CAMEO and PLOVER codes as of
the event's day; what somebody claims stays apart from what the outlet asserts.

\b
Examples:
  allegedly relations report.html
  allegedly relations archive/ --csv > relations.csv
  allegedly relations archive/ --cameo --tsv > events.tsv
  allegedly relations subject=Hamas relation=CONSULT
"""
_OF_BOTH = ("outlet",)
_OF_LEDGER = (
    "speaker",
    "about",
    "via",
    "act",
    "certainty",
    "status",
    "since",
    "until",
    "q",
    "document",
    "limit",
    "db",
    "by",
)
Command = Callable[..., Any]
Rows = Callable[["Reading", Request], Iterable[Mapping[str, Any]]]


def _formats(command: Command) -> Command:
    """The options for the form of the answer."""
    command = click.option("--jsonl", is_flag=True, help="The same as --format jsonl.")(command)
    command = click.option("--tsv", is_flag=True, help="The same as --format tsv.")(command)
    command = click.option("--csv", is_flag=True, help="The same as --format csv.")(command)
    told = "Words for people, or rows. Unless given: what the name of the output file says, else text on a terminal "
    return click.option("--format", "form", type=click.Choice(FORMATS), help=f"{told}and jsonl elsewhere.")(command)


def _of_ledger(command: Command) -> Command:
    """What is asked of a ledger: which, filters, how many rows."""
    limit = click.option("--limit", metavar="N", type=click.IntRange(1), help="Of the ledger: at most so many.")
    return about_ledger(limit(filter_options(command, without=_OF_BOTH)))


def asks_ledger(typed: dict[str, Any]) -> bool:
    """Whether the words typed mean the ledger, and not files: none of them is there, or names a file."""
    files = typed["files"]
    return not any(Path(one).exists() or one == STANDARD_STREAM or Path(one).suffix for one in files if "=" not in one)


def _without_filters(typed: dict[str, Any]) -> None:
    """Take the ledger's options out of what was typed about files.

    Raises:
        click.UsageError: one of them was given.
    """
    for name in _OF_LEDGER:
        if typed.pop(name, None):
            raise click.UsageError(f"--{name} asks the ledger; it cannot be asked of files.")


@click.command(help=_ACTORS, epilog=_EPILOG, short_help="Say who is on the pages.")
@about_items
@_formats
@about_output
@click.option("--fail-empty", is_flag=True, help="End with status 5 where nothing is found.")
@_of_ledger
@click.pass_context
def actors(context: click.Context, /, *, form: str | None, csv: bool, tsv: bool, jsonl: bool, **typed: Any) -> int:
    """The command; what it says of itself is `_ACTORS`."""
    if asks_ledger(typed):
        from allegedly.cli.ledger_tables import actors_of

        return actors_of({**typed, "form": form, "csv": csv, "tsv": tsv, "jsonl": jsonl})
    _without_filters(typed)
    form = form_typed(form, {"csv": csv, "tsv": tsv, "jsonl": jsonl})
    return _run(Request(form=form, **typed), context.obj, part="actors", rows=_actor_rows)


@click.command(help=_RELATIONS, epilog=_EPILOG, short_help="Say what is asserted to have happened.")
@about_items
@click.option("--cameo", is_flag=True, help="Rows of event data with CAMEO and PLOVER codes.")
@_formats
@about_output
@click.option("--fail-empty", is_flag=True, help="End with status 5 where nothing is found.")
@_of_ledger
@click.pass_context
def relations(context: click.Context, /, *, form: str | None, csv: bool, tsv: bool, jsonl: bool, **typed: Any) -> int:
    """The command; what it says of itself is `_RELATIONS`."""
    if asks_ledger(typed):
        from allegedly.cli.ledger_tables import relations_of

        return relations_of({**typed, "form": form, "csv": csv, "tsv": tsv, "jsonl": jsonl})
    _without_filters(typed)
    form = form_typed(form, {"csv": csv, "tsv": tsv, "jsonl": jsonl})
    request = Request(form=form, **typed)
    return _run(request, context.obj, part="relations", rows=_event_rows if request.cameo else _relation_rows)


def _actor_rows(reading: Reading, request: Request) -> Iterable[Mapping[str, Any]]:
    from allegedly.views import table

    return table.actors(reading)


def _relation_rows(reading: Reading, request: Request) -> Iterable[Mapping[str, Any]]:
    from allegedly.views import table

    return table.relations(reading)


def _event_rows(reading: Reading, request: Request) -> Iterable[Mapping[str, Any]]:
    from allegedly import desk

    return [row._asdict() for row in desk.event_rows(reading, lists=request.lists)]


def _run(request: Request, reader: Reader | None, *, part: str, rows: Rows) -> int:
    """Read everything asked for and write its rows; returns the exit status."""
    from allegedly import desk
    from allegedly.cli.progress import Progress

    form = _form(request)
    known = facts(request)
    asked = items(request)
    with (
        output(request, form) as written,
        Progress(len(asked), wanted=request.progress, colour=not request.no_color) as progress,
    ):
        tally = Tally(progress)
        outcomes = desk.read(
            asked, facts=known, reader=reader, least=request.confidence, lists=request.lists, processes=True
        )
        for text in _texts(tally.readings(outcomes), form, request, part=part, rows=rows):
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
    return "text" if sys.stdout.isatty() and not request.cameo else "jsonl"


def _texts(readings: Iterator[Reading], form: str, request: Request, *, part: str, rows: Rows) -> Iterator[str]:
    from allegedly.views import account, table

    headed = False
    for number, reading in enumerate(readings):
        if form == "text" and not request.cameo:
            shown = request.target is None
            told = account.render(
                reading,
                width=width() if shown else _FILE_WIDTH,
                colour=shown and in_colour(refused=request.no_color),
                parts=(part,),
            )
            yield f"\n\n{told}" if number else told
        elif form == "jsonl":
            yield "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows(reading, request))
        else:
            text = table.text(rows(reading, request), separator="\t" if form != "csv" else ",", heading=not headed)
            headed = headed or bool(text)
            yield text
