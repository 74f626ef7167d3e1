"""Filters and forms of lists: the same on every command that asks a ledger.

In:      `--speaker NAME --act denies`, or `speaker=NAME act=denies`, or `speaker=NAME&act=denies`: all mean the same.
Out:     a `Question`; rows as words, JSON Lines, CSV or TSV.
Fails:   click.UsageError for what cannot be meant.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from allegedly.errors import BadQuestion

if TYPE_CHECKING:
    from allegedly.ledger import Question
    from allegedly.records.base import Record

Command = TypeVar("Command", bound=Callable[..., Any])
FORMATS = ("text", "jsonl", "csv", "tsv")
_HELP = {
    "speaker": ("NAME", "Said by: a name, an id, or a Wikidata number."),
    "about": ("NAME", "Whose content names this actor."),
    "via": ("NAME", "Passed on by this actor."),
    "outlet": ("NAME", "Published by this outlet."),
    "act": ("ACT", "asserts, denies, predicts, accuses, demands, …"),
    "certainty": ("HOW", "certain, probable, possible or unknown."),
    "status": (
        "STATUS",
        "machine, accepted, edited, unsure, rejected; any. Rejected ones are left out unless asked for.",
    ),
    "since": ("DATE", "Published then or later: day, month or year."),
    "until": ("DATE", "Published then or earlier."),
    "q": ("WORDS", 'With these words: harbour "port authority" ferry OR boat -strike.'),
    "document": ("ID", "In this document."),
}
_ONCE = ("q", "since", "until")
_EXTRA = "Filters without an option of their own: channel, polarity, form, language, relation, subject, object, below …"
FILTERS = f"FILTER is NAME=VALUE; several are joined by spaces or &; !VALUE leaves out. {_EXTRA}"


def about_question(command: Command) -> Command:
    """Filters as arguments and as options."""
    return click.argument("filters", metavar="[FILTER]…", nargs=-1)(filter_options(command))


def filter_options(command: Command, *, without: Sequence[str] = ()) -> Command:
    """Filters as options; those that a command has already under this name are left out."""
    for name, (metavar, told) in reversed(_HELP.items()):
        if name not in without:
            command = click.option(f"--{name}", metavar=metavar, multiple=name not in _ONCE, help=told)(command)
    return command


def about_rows(command: Command) -> Command:
    """In which form rows are written, and which of them."""
    options = (
        click.option(
            "--format", "form", type=click.Choice(FORMATS),
            help="Words for people, or rows. Unless given: text on a terminal, jsonl elsewhere.",
        ),
        click.option("--jsonl", is_flag=True, help="The same as --format jsonl."),
        click.option("--csv", is_flag=True, help="The same as --format csv."),
        click.option("--tsv", is_flag=True, help="The same as --format tsv."),
        click.option("--fields", metavar="NAMES", help="Only these columns, joined by commas."),
        click.option("--limit", metavar="N", type=click.IntRange(1), help="At most so many; 20 as words, else all."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def asked(typed: dict[str, Any]) -> Question:
    """The question that was typed; takes its words out of `typed`.

    Raises:
        click.UsageError: it cannot be meant.
    """
    from allegedly.ledger import Question

    pairs: list[tuple[str, Any]] = []
    for name in _HELP:
        value = typed.pop(name, None)
        pairs += [(name, one) for one in value] if isinstance(value, tuple) else [(name, value)]
    try:
        return Question.of([*Question.parse(typed.pop("filters", ())).pairs(), *pairs])
    except BadQuestion as error:
        raise click.UsageError(error.message) from error


def in_form(rows: Iterable[Record], form: str, fields: str | None) -> Iterator[str]:
    """The rows as JSON Lines, CSV or TSV.

    Raises:
        click.UsageError: a field that the rows do not have.
    """
    from allegedly.views import table

    chosen = None if fields is None else [name.strip() for name in fields.split(",") if name.strip()]
    headed = False
    for row in rows:
        # A decision is a plain tuple: there may be many thousands in memory at once.
        written = row._asdict() if isinstance(row, tuple) else row.model_dump(mode="json")
        written = written if chosen is None else _chosen(written, chosen)
        if form == "jsonl":
            yield f"{json.dumps(written, ensure_ascii=False)}\n"
        else:
            yield table.text([written], separator="\t" if form == "tsv" else ",", heading=not headed)
        headed = True


def _chosen(row: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    unknown = [name for name in names if name not in row]
    if unknown:
        raise click.UsageError(f"there is no column {unknown[0]!r}; choose among: {', '.join(row)}.")
    return {name: row[name] for name in names}
