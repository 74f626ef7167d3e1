"""`allegedly watch`: saved questions about claims, and what is new in them; made for cron."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, Any

import click

from allegedly.cli.comparing import run
from allegedly.cli.filters import FILTERS, about_rows, asked, filter_options
from allegedly.cli.listing import Listing
from allegedly.cli.streams import say
from allegedly.cli.where import about_ledger, opened
from allegedly.errors import LedgerBusy

if TYPE_CHECKING:
    from allegedly.desk.ledger import Ledger
    from allegedly.ledger.claims import News

_NOTHING_NEW = 5
_WATCH = f"""Say what is new: a claim, an origin, a denial, a retraction, a drift.

With a NAME and filters the question is saved; what it finds now is no news. With a NAME alone, or without one, the
saved questions are looked at, and what came since they were looked at last is printed once.

{FILTERS}

\b
  allegedly watch rockets --about Hamas        save a question
  allegedly watch                              what is new in all of them
  allegedly watch rockets --wait               wait for news, print it, end
  0 * * * *  allegedly add inbox/ && allegedly watch --fail-empty && mail …
"""


@click.command(help=_WATCH, short_help="Say what is new in watched claims.")
@click.argument("name", required=False)
@click.argument("filters", metavar="[FILTER]…", nargs=-1)
@filter_options
@about_rows
@about_ledger
@click.option("--list", "listed", is_flag=True, help="List the saved questions.")
@click.option("--drop", is_flag=True, help="Forget the one of this name.")
@click.option("--wait", is_flag=True, help="Look again and again until there is news.")
@click.option("--every", metavar="SECONDS", type=click.FloatRange(1), default=60.0, help="How often, with --wait; 60.")
@click.option("--fail-empty", is_flag=True, help="End with status 5 where nothing is new.")
def watch(name: str | None, db: str | None, by: str | None, **typed: Any) -> int:
    """The command; what it says of itself is `_WATCH`."""
    from allegedly.views import claims as views

    listed, drop, wait = typed.pop("listed"), typed.pop("drop"), typed.pop("wait")
    every, fail_empty = typed.pop("every"), typed.pop("fail_empty")
    listing = Listing(typed)
    if name is not None and "=" in name:
        raise click.UsageError(f"a watch needs a name before its filters: allegedly watch NAME {name}.")
    question = asked(typed)
    with opened(db, by) as ledger:
        if listed:
            listing.write(ledger.watches(), views.watches)
            return 0
        if drop:
            ledger.unwatch(_named(name))
            return 0
        if question.pairs():
            made = ledger.watch(_named(name), question)
            say(f"{made.name} is watched: {len(made.seen)} claims now.")
            return 0
        found = _look(ledger, name)
        while wait and not found:
            time.sleep(every)
            found = _look(ledger, name)
        listing.write(found, views.news)
        return _NOTHING_NEW if fail_empty and not found else 0


def _named(name: str | None) -> str:
    if name is None:
        raise click.UsageError("name the watch.")
    return name


def _look(ledger: Ledger, name: str | None) -> list[News]:
    with contextlib.suppress(LedgerBusy):  # Whoever is comparing now does it for us.
        run(ledger, wanted=None)
    return ledger.look([] if name is None else [name])
