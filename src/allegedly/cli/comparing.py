"""`allegedly compare`, `claims`, `claim`, `copies`, `drift`, `diff`: what several reports say together."""

from __future__ import annotations

import contextlib
import itertools
import sys
from typing import TYPE_CHECKING, Any

import click

from allegedly.cli.filters import FILTERS, about_question, about_rows, asked
from allegedly.cli.listing import Listing
from allegedly.cli.progress import Progress
from allegedly.cli.streams import in_colour, say, standard_output, width
from allegedly.cli.where import about_ledger, opened

if TYPE_CHECKING:
    from allegedly.desk.ledger import Ledger
    from allegedly.views.listing import Printed

# allegedly.records.DriftKind, which help does not load; a test holds the two together.
_KINDS = (
    "attribution-dropped",
    "certainty-raised",
    "certainty-lowered",
    "number-changed",
    "negation-lost",
    "quote-altered",
)
_DOING = {"compared": "Comparing", "settled": "Settling"}
_COMPARE = """Find copies, same claims, their origins and drifts among all that was read.

Only what is new or was decided since the last time is compared, with what it could match. It can be interrupted and
goes on where it was.
"""
_CLAIMS = f"""List claims: what is claimed, and in how many documents, outlets and independent origins.

{FILTERS} A claim is found where one of its statements is.

\b
Examples:
  allegedly claims --about Hamas
  allegedly claims --order documents --since 2023-10
"""
_CLAIM = """Show one claim: who stands behind it, who denies it, how it travelled, what changed on the way.

CLAIM is its id, as `allegedly claims` shows it, or the id of a statement in it.
"""
_COPIES = """List which documents were made from which, and by what that is known.

DOCUMENT is an id; without one all copies are listed.
"""
_DRIFT = f"""List what relays changed of what they relay: attribution, certainty, numbers, negation, quotations.

{FILTERS} Drifts are found in claims of which a statement matches.
"""
_DIFF = """Hold two documents against each other: changed text where one is a copy, and what both or only one claims.

\b
  allegedly diff doc_… doc_…
  allegedly diff doc_… doc_… --claim clm_…
"""


@click.command(help=_COMPARE, short_help="Find copies, claims, origins and drifts.")
@click.option(
    "--progress/--no-progress", default=None, help="Show progress; unless given, on a terminal after a second."
)
@about_ledger
def compare(db: str | None, by: str | None, *, progress: bool | None) -> int:
    """The command; what it says of itself is `_COMPARE`."""
    with opened(db, by) as ledger:
        run(ledger, wanted=progress)
        state = ledger.compared()
        with standard_output(unicode=False) as output:
            output.write(
                f"{_many(state.compared, 'document')} compared: {_many(state.claims, 'claim')}, "
                f"{_many(state.copies, 'copy', 'copies')}, {_many(state.drifts, 'drift')}.\n"
            )
        unread = ledger.figures().get("unread", 0)
    if unread:
        say(f"{_many(unread, 'document')} could not be compared: nothing has read them yet; allegedly read.")
    return 0


def run(ledger: Ledger, *, wanted: bool | None) -> None:
    """Compare, with a bar for each part of it."""
    with contextlib.ExitStack() as showing:
        part, progress, done = "", None, 0
        for step in ledger.compare_each():
            if progress is None or step.what != part:  # The total is known with the first step of a part.
                showing.close()
                part, done = step.what, 0
                progress = showing.enter_context(Progress(step.total, wanted=wanted, doing=_DOING[part]))
            progress.step(step.done - done)
            done = step.done


def _many(number: int, noun: str, several: str | None = None) -> str:
    return f"{number:,} {noun if number == 1 else several or noun + 's'}"


@click.command(help=_CLAIMS, short_help="List claims with documents, outlets, origins.")
@about_question
@about_rows
@about_ledger
@click.option("--order", type=click.Choice(("newest", "documents")), default="newest", help="Which come first.")
@click.option("--count", is_flag=True, help="Only how many there are.")
@click.option("--fail-empty", is_flag=True, help="End with status 5 where nothing matches.")
def claims(db: str | None, by: str | None, *, order: str, count: bool, fail_empty: bool, **typed: Any) -> int:
    """The command; what it says of itself is `_CLAIMS`."""
    from allegedly.views import claims as views

    listing = Listing(typed)
    question = asked(typed)
    with opened(db, by) as ledger:
        total = ledger.count_claims(question)
        if count:
            click.echo(total)
            return 5 if fail_empty and not total else 0
        shown = listing.write(itertools.islice(ledger.claims(question, order=order), listing.limit), views.rows)
        if listing.form == "text":
            if not shown:
                say("nothing matches." if ledger.compared().compared else "nothing was compared; allegedly compare.")
            elif shown < total:
                say(f"{shown} of {total:,} claims; --limit N shows more, --jsonl all.")
            _outdated(ledger)
        return 5 if fail_empty and not shown else 0


def _outdated(ledger: Ledger) -> None:
    waiting = ledger.compared().waiting
    if waiting:
        say(f"{_many(waiting, 'document')} came or changed since; allegedly compare brings this up to date.")


def _printed() -> Printed:
    from allegedly.views.listing import Printed

    return Printed(width=width(), colour=in_colour(refused=False))


@click.command(help=_CLAIM, short_help="Everything about one claim.")
@click.argument("identity", metavar="CLAIM")
@click.option("--json", "as_json", is_flag=True, help="As a JSON object with its drifts.")
@about_ledger
def claim(identity: str, db: str | None, by: str | None, *, as_json: bool) -> int:
    """The command; what it says of itself is `_CLAIM`."""
    from allegedly.records import codec
    from allegedly.views import claims as views

    with opened(db, by) as ledger:
        told = ledger.claim(identity)
        as_json = as_json or not sys.stdout.isatty()
        with standard_output(unicode=as_json) as output:
            if as_json:
                output.write(f"{codec.line('claim', told.claim)}\n")
                for drift in told.drifts:
                    output.write(f"{codec.line('drift', drift)}\n")
            else:
                output.write(views.story(told, _printed()))
        if not as_json:
            _outdated(ledger)
    return 0


@click.command(help=_COPIES, short_help="List which documents were made from which.")
@click.argument("document", required=False)
@about_rows
@about_ledger
def copies(document: str | None, db: str | None, by: str | None, **typed: Any) -> int:
    """The command; what it says of itself is `_COPIES`."""
    from allegedly.views import claims as views

    listing = Listing(typed)
    with opened(db, by) as ledger:
        if document is not None:
            ledger.document(document)
        found = ledger.copies(document)
        known = ledger.outlets_of([name for one in found for name in (one.of, one.by)])
        if not listing.write(found[: listing.limit], lambda rows, out: views.copies(rows, known, out)):
            _nothing(listing, ledger)
    return 0


@click.command(help=_DRIFT, short_help="List what relays changed.")
@about_question
@about_rows
@about_ledger
@click.option("--kind", "kinds", type=click.Choice(_KINDS), multiple=True, help="Only this kind.")
def drift(db: str | None, by: str | None, *, kinds: tuple[str, ...], **typed: Any) -> int:
    """The command; what it says of itself is `_DRIFT`."""
    from allegedly.views import claims as views

    listing = Listing(typed)
    question = asked(typed)
    with opened(db, by) as ledger:
        found = ledger.drifts(question, kinds)
        known = ledger.outlets_of([name for one in found for name in (one.from_document, one.to_document)])
        if not listing.write(found[: listing.limit], lambda rows, out: views.drifts(rows, known, out)):
            _nothing(listing, ledger)
    return 0


def _nothing(listing: Listing, ledger: Ledger) -> None:
    if listing.form == "text":
        say("nothing was found." if ledger.compared().compared else "nothing was compared; allegedly compare.")


@click.command(help=_DIFF, short_help="Two documents side by side.")
@click.argument("one", metavar="DOCUMENT")
@click.argument("other", metavar="DOCUMENT")
@click.option("--claim", metavar="CLAIM", help="Only what both say of this claim.")
@about_ledger
def diff(one: str, other: str, claim: str | None, db: str | None, by: str | None) -> int:
    """The command; what it says of itself is `_DIFF`."""
    from allegedly.views import claims as views

    with opened(db, by) as ledger, standard_output(unicode=False) as output:
        output.write(views.difference(ledger.diff(one, other, claim), _printed()))
    return 0
