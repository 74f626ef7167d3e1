"""`allegedly statements`, `documents`, `search`, `chain`: what a ledger answers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from allegedly.cli.asked import form_typed
from allegedly.cli.filters import FILTERS, about_question, about_rows, asked, in_form
from allegedly.cli.progress import Progress
from allegedly.cli.streams import in_colour, say, standard_output, width
from allegedly.cli.where import about_ledger, opened

if TYPE_CHECKING:
    from allegedly.desk.ledger import Ledger
    from allegedly.ledger import Question
    from allegedly.views.listing import Printed

_SHOWN = 20
_MOST_FOUND = 1000
_STATEMENTS = f"""List statements of the ledger: who said what, where it stands.

{FILTERS}

\b
Examples:
  allegedly statements speaker="Ali Barakeh"
  allegedly statements --about Hamas --act denies --since 2023-10
  allegedly statements 'channel=interview&certainty=!certain' --csv > rows.csv
  allegedly statements about=Hamas --facets
"""
_DOCUMENTS = f"""List documents of the ledger.

{FILTERS}
"""
_SEARCH = """Look for words in statements and in whole documents; what was found is shown in its passage.

With --meaning, statements are found that say nearly the same in other words.

\b
Examples:
  allegedly search harbour fire
  allegedly search '"port authority" -strike' --outlet "The Velmar Courier"
  allegedly search --meaning the minister stepped down
"""
_EPILOG = """\b
Exit status: 0 also where nothing is found; 5 then with --fail-empty; 2 a filter that
cannot be meant; 78 there is no ledger.
"""
_ORDERS = ("newest", "oldest", "unsure", "relevance")


class Listing:
    """One list, under way: where its rows go and in which form."""

    def __init__(self, typed: dict[str, Any]) -> None:
        flags = {name: typed.pop(name) for name in ("jsonl", "csv", "tsv")}
        self.form = form_typed(typed.pop("form"), flags) or ("text" if sys.stdout.isatty() else "jsonl")
        self.fields, limit = typed.pop("fields"), typed.pop("limit")
        self.limit: int | None = limit if limit is not None else (_SHOWN if self.form == "text" else None)

    def printed(self) -> Printed:
        from allegedly.views.listing import Printed

        return Printed(width=width(), colour=in_colour(refused=False))

    def write(self, rows: Iterable[Any], told: Callable[[Iterable[Any], Printed], Iterator[str]]) -> int:
        """Write the rows; how many there were."""
        count = 0

        def counted() -> Iterator[Any]:
            nonlocal count
            for row in rows:
                count += 1
                yield row

        with standard_output(unicode=self.form != "text") as output:
            if self.form == "text":
                for number, piece in enumerate(told(counted(), self.printed())):
                    output.write(f"\n{piece}" if number else piece)
            else:
                for piece in in_form(counted(), self.form, self.fields):
                    output.write(piece)
        return count


def _rows(ledger: Ledger, kind: str, question: Question, order: str, limit: int | None) -> Iterator[Any]:
    if limit is None:
        yield from ledger.every(kind, question, order=order)
        return
    yield from ledger.page(kind, question, order=order, limit=limit).rows


def _rest(ledger: Ledger, kind: str, question: Question, shown: int) -> None:
    """Say how many there are where not all were shown."""
    found = ledger.count(kind, question)
    if found.number > shown:
        told = f"{found.number:,}" if found.exact else f"at least {found.number:,}"
        say(f"{shown} of {told} {kind}; --limit N shows more, --jsonl all.")


def listed(kind: str, typed: dict[str, Any], told: Callable[..., Iterator[str]]) -> int:
    """Answer one list command; the exit status."""
    listing = Listing(typed)
    fail_empty, order, facets = typed.pop("fail_empty"), typed.pop("order"), typed.pop("facets", False)
    count = typed.pop("count", False)
    question = asked(typed)
    with opened(typed.pop("db"), typed.pop("by")) as ledger:
        if facets:
            from allegedly.views import listing as views

            with standard_output(unicode=False) as output:
                output.write(views.facets(ledger.facets(question), listing.printed()))
            return 0
        if count:
            found = ledger.count(kind, question)
            with standard_output(unicode=False) as output:
                output.write(f"{found.number}{'' if found.exact else '+'}\n")
            return 5 if fail_empty and not found.number else 0
        number = listing.write(_rows(ledger, kind, question, order, listing.limit), told)
        if listing.form == "text":
            _rest(ledger, kind, question, number)
            if not number:
                say("nothing matches.")
        return 5 if fail_empty and not number else 0


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option("--fail-empty", is_flag=True, help="End with status 5 where nothing matches.")(command)
    command = click.option("--count", is_flag=True, help="Only how many there are.")(command)
    command = click.option("--order", type=click.Choice(_ORDERS), default="newest", help="Which come first.")(command)
    return about_question(about_rows(about_ledger(command)))


@click.command(help=_STATEMENTS, epilog=_EPILOG, short_help="List statements of the ledger.")
@_options
@click.option("--facets", is_flag=True, help="How often which act, speaker, outlet … occurs, instead of a list.")
def statements(**typed: Any) -> int:
    """The command; what it says of itself is `_STATEMENTS`."""
    from allegedly.views import listing

    return listed("statements", typed, listing.statements)


@click.command(help=_DOCUMENTS, epilog=_EPILOG, short_help="List documents of the ledger.")
@_options
def documents(**typed: Any) -> int:
    """The command; what it says of itself is `_DOCUMENTS`."""
    from allegedly.views import listing

    return listed("documents", typed, listing.documents)


@click.command(help=_SEARCH, epilog=_EPILOG, short_help="Look for words in statements and documents.")
@click.argument("words", nargs=-1, required=True)
@about_rows
@about_ledger
@click.option("--speaker", metavar="NAME", multiple=True, help="Said by.")
@click.option("--about", metavar="NAME", multiple=True, help="Whose content names this actor.")
@click.option("--outlet", metavar="NAME", multiple=True, help="Published by this outlet.")
@click.option("--act", metavar="ACT", multiple=True, help="asserts, denies, …")
@click.option("--since", metavar="DATE", help="Published then or later.")
@click.option("--until", metavar="DATE", help="Published then or earlier.")
@click.option(
    "--order", type=click.Choice(("relevance", "newest", "oldest")), default="relevance", help="Which come first."
)
@click.option("--meaning", is_flag=True, help="Statements that mean nearly the same, whatever their words.")
@click.option("--fail-empty", is_flag=True, help="End with status 5 where nothing is found.")
def search(words: tuple[str, ...], **typed: Any) -> int:
    """The command; what it says of itself is `_SEARCH`."""
    from allegedly.views import listing as views

    listing = Listing(typed)
    order, fail_empty, meaning = typed.pop("order"), typed.pop("fail_empty"), typed.pop("meaning")
    sought = " ".join(words)
    filters = {name: value for name, value in typed.items() if name not in ("db", "by") and value}
    asked(dict(filters))  # What cannot be meant is a matter of the command, not of the ledger.
    with opened(typed["db"], typed["by"]) as ledger:
        if meaning:
            found = _by_meaning(ledger, sought, listing, filters)
            return 5 if fail_empty and not found else 0
        hits = ledger.search(sought, order=order, limit=listing.limit or _MOST_FOUND, **filters)
        found = listing.write(hits, views.hits)
        if listing.form == "text" and not found:
            say("nothing matches.")
        return 5 if fail_empty and not found else 0


def _by_meaning(ledger: Ledger, sought: str, listing: Listing, filters: dict[str, Any]) -> int:
    """Statements nearest in meaning; what is new to the ledger is looked at first, once."""
    from allegedly.views import listing as views

    with Progress(ledger.unweighed(), wanted=None, doing="Weighing") as progress:
        for done in ledger.weigh():
            progress.step(done)
    rows = (row for row, _ in ledger.similar(sought, limit=listing.limit or _MOST_FOUND, **filters))
    return listing.write(rows, views.statements)
