"""`allegedly review`, `merge`, `split`, `undo`: what people decide."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from allegedly.cli.comparing import run
from allegedly.cli.filters import FILTERS, about_question, about_rows, asked
from allegedly.cli.listing import Listing
from allegedly.cli.streams import in_colour, standard_output, width
from allegedly.cli.where import about_ledger, opened

if TYPE_CHECKING:
    from allegedly.desk.ledger import Ledger
    from allegedly.ledger import Decision
    from allegedly.views.listing import Printed

_ALL = 1_000_000
_OF_ROWS = ("form", "jsonl", "csv", "tsv", "fields", "limit")
_REVIEW = f"""Look at statements one by one, least certain first, and decide by keys.

Keys: y accept · n reject · h hold (unsure) · e correct · u undo · j next · k back · ? help · q end

{FILTERS}

With the id of a statement, a relation or a link it is decided at once, without keys:

\b
  allegedly review stm_… --accept
  allegedly review stm_… --edit act=denies --edit speaker="Ali Barakeh"
  allegedly review stm_… --edit content="the exact words … and the rest"
  allegedly review stm_… --link disputes=stm_…
  allegedly review doc_… --edit published=2031-03-05
  allegedly review --decisions               what was decided, latest first
"""
_MERGE = """Say that actors are one; the first keeps its name. They are named by id, or by a name that only one has.

\b
  allegedly merge "Ali Barakeh" "Barakeh"
  allegedly merge clm_… clm_…                these claims are one
"""
_SPLIT = """Say that the ACTOR of these documents is somebody else, who becomes an actor of its own.

\b
  allegedly split act_… doc_… --name "Ali Barakeh (footballer)"
  allegedly split clm_… stm_… stm_…          these statements make another claim
"""


@click.command(help=_REVIEW, short_help="Decide on statements, by keys.")
@about_question
@click.option("--accept", "action", flag_value="accept", help="The named items are right.")
@click.option("--reject", "action", flag_value="reject", help="The named items are wrong.")
@click.option("--unsure", "action", flag_value="unsure", help="Hold the named items.")
@click.option(
    "--edit", "edits", metavar="FIELD=VALUE", multiple=True, help="Correct a field; may be given several times."
)
@click.option("--link", "links", metavar="KIND=ID", multiple=True, help="same, supports or disputes another statement.")
@click.option("--unlink", is_flag=True, help="Take the named links back.")
@click.option("--decisions", is_flag=True, help="List what was decided; of the named items, or of all.")
@about_rows
@about_ledger
def review(db: str | None, by: str | None, **typed: Any) -> int:
    """The command; what it says of itself is `_REVIEW`."""
    named = [one for one in typed["filters"] if "=" not in one and "_" in one]
    typed["filters"] = tuple(one for one in typed["filters"] if one not in named)
    action, edits, links = typed.pop("action"), typed.pop("edits"), typed.pop("links")
    unlink, decisions = typed.pop("unlink"), typed.pop("decisions")
    with opened(db, by) as ledger:
        if decisions:
            return _decisions(ledger, named, typed)
        if named:
            if not (action or edits or links or unlink):
                raise click.UsageError("say what is decided: --accept, --reject, --unsure, --edit, --link or --unlink.")
            for identity in named:
                for made in _decide(ledger, identity, action, edits, links, unlink=unlink):
                    click.echo(f"{made.id} {made.action} {made.target}")
            return 0
        if action or edits or links or unlink:
            raise click.UsageError("name what is decided by its id; `allegedly statements` shows ids.")
        return _queue(ledger, {name: typed[name] for name in typed if name not in _OF_ROWS})


def _decide(
    ledger: Ledger, identity: str, action: str | None, edits: tuple[str, ...], links: tuple[str, ...], *, unlink: bool
) -> list[Decision]:
    from allegedly.desk import correcting

    made = [correcting.correct(ledger, identity, one) for one in edits]
    for one in links:
        kind, _, other = one.partition("=")
        made.append(ledger.link(kind, identity, other))
    if unlink:
        made.append(ledger.unlink(identity))
    if action:
        made.append(ledger.decide(identity, action))
    return made


def _decisions(ledger: Ledger, named: list[str], typed: dict[str, Any]) -> int:
    from allegedly.views import listing as views

    listing = Listing(typed)
    limit = listing.limit or _ALL
    found = [one for target in named for one in ledger.decisions(target, limit=limit)]
    rows = found if named else ledger.decisions(limit=limit)
    listing.write(rows, views.decisions)
    return 0


def _printed() -> Printed:
    from allegedly.views.listing import Printed

    return Printed(width=width(), colour=in_colour(refused=False))


def _queue(ledger: Ledger, typed: dict[str, Any]) -> int:
    """The queue on a terminal."""
    from allegedly.cli.queue import Queue

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            "reviewing by keys needs a terminal; elsewhere name items: allegedly review stm_… --accept."
        )
    question = asked(typed)
    if not question.status and question.orphaned is None:
        question = question.model_copy(update={"status": ("machine",)})
    with standard_output(unicode=False) as output:
        Queue(ledger, question, _printed(), output).run()
    return 0


@click.command(help=_MERGE, short_help="Say that several actors, or claims, are one.")
@click.argument("kept", metavar="ACTOR")
@click.argument("others", metavar="OTHER…", nargs=-1, required=True)
@about_ledger
def merge(kept: str, others: tuple[str, ...], db: str | None, by: str | None) -> int:
    """The command; what it says of itself is `_MERGE`."""
    with opened(db, by) as ledger:
        if kept.startswith("clm_"):
            made = ledger.merge(kept, others)
            run(ledger, wanted=None)
        else:
            made = ledger.merge(_actor(ledger, kept), [_actor(ledger, one) for one in others])
        click.echo(f"{made.id} merge {made.target}")
    return 0


@click.command(help=_SPLIT, short_help="Say that an actor, or a claim, is several.")
@click.argument("actor", metavar="ACTOR")
@click.argument("documents", metavar="DOCUMENT…", nargs=-1, required=True)
@click.option("--name", metavar="NAME", help="What the other one is called.")
@about_ledger
def split(actor: str, documents: tuple[str, ...], name: str | None, db: str | None, by: str | None) -> int:
    """The command; what it says of itself is `_SPLIT`."""
    with opened(db, by) as ledger:
        if actor.startswith("clm_"):
            made = ledger.split(actor, documents)
            run(ledger, wanted=None)
            click.echo(f"{made.id} split {made.target}")
            return 0
        made = ledger.split(_actor(ledger, actor), documents, name=name)
        click.echo(f"{made.id} split {made.payload['into']}")
    return 0


@click.command(short_help="Undo a decision.")
@click.argument("decision", metavar="[DECISION]", required=False)
@about_ledger
def undo(decision: str | None, db: str | None, by: str | None) -> int:
    """Undo a decision, the latest of your own unless named. An undone decision that is named holds again."""
    with opened(db, by) as ledger:
        made = ledger.undo(decision)
        click.echo(f"{made.id} undo {made.target}")
    return 0


def _actor(ledger: Ledger, called: str) -> str:
    """The id of the one that is called so.

    Raises:
        click.UsageError: several are.
    """
    found = ledger.actor(called)
    if len(found) > 1:
        told = ", ".join(f"{one.actor.id} ({one.actor.name}, {one.actor.kind})" for one in found[:5])
        raise click.UsageError(f"{called!r} may be {told}; name it by its id.")
    return called if called.startswith("act_") else found[0].actor.id
