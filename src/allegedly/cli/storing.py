"""`allegedly init`, `add`, `imports`: making a ledger and filling it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from allegedly.cli.asked import STANDARD_STREAM, date_typed
from allegedly.cli.filters import about_rows
from allegedly.cli.listing import Listing
from allegedly.cli.progress import Progress
from allegedly.cli.streams import say
from allegedly.cli.where import USUAL, about_ledger, opened

if TYPE_CHECKING:
    from allegedly.desk import Failure, Item
    from allegedly.intake import Facts
    from allegedly.ledger.importing import Import, ImportItem
    from allegedly.views.listing import Printed

_SOME_FAILED = 4
_ALL = 1_000_000
_INIT = f"""Make a new, empty ledger.

LEDGER is a file, {USUAL} unless given, or postgresql://user@host/database with an empty database.
"""
_ADD = """Store news items in the ledger and read them.

WHAT is a file, a directory, an address (https://…), or - for standard input. Text and HTML; a file NAME.meta.json
beside NAME says what it does not. Nothing is stored or read twice: add the same again after an interruption, and it
goes on where it was.

\b
Examples:
  allegedly add archive/
  allegedly add report.txt --outlet "The Velmar Courier" --published 2031-03-05
  allegedly add https://example.org/story.html
  curl … | allegedly add - --outlet "The Velmar Courier"
"""
_IMPORTS = """What was added, and what became of each item.

\b
  allegedly imports                 the latest imports
  allegedly imports show last       the items of the latest that failed or still wait (--all: every one)
  allegedly imports retry last      try these once more
"""
_ADD_EPILOG = """\b
Exit status: 0 all is in the ledger; 1 nothing could be stored; 4 some items failed;
75 somebody else is writing; 78 there is no ledger; 130 interrupted, add it again.
"""


@click.command(help=_INIT, short_help="Make a new ledger.")
@click.argument("ledger", metavar="[LEDGER]", default=USUAL)
@click.option("--actors", metavar="FILE", multiple=True, type=click.Path(exists=True, dir_okay=False),
              help="A list of known actors of your own (CSV), with which everything is read.")  # fmt: skip
@click.option("--by", metavar="NAME", help="In whose name.")
def init(ledger: str, actors: tuple[str, ...], by: str | None) -> int:
    """The command; what it says of itself is `_INIT`."""
    from allegedly.desk.ledger import Ledger
    from allegedly.desk.upkeep import keep_lists

    with Ledger.make(ledger, who=by) as made:
        keep_lists(made, [Path(name) for name in actors])
        click.echo(f"{made.place.shown} is ready. Fill it with: allegedly add FILE…")
    return 0


@click.command(help=_ADD, epilog=_ADD_EPILOG, short_help="Store and read news items.")
@click.argument("what", metavar="WHAT…", nargs=-1, required=True)
@click.option("--published", metavar="DATE", callback=date_typed, help="When the items were published.")
@click.option("--outlet", metavar="NAME", help="Who published them.")
@click.option("--title", metavar="TITLE", help="The item's title; for one item.")
@click.option("--language", metavar="TAG", help="Their language, as en or pt-BR.")
@click.option("--actors", metavar="FILE", multiple=True, type=click.Path(exists=True, dir_okay=False),
              help="A list of known actors of your own, for these items.")  # fmt: skip
@click.option("--confidence", metavar="SHARE", type=click.FloatRange(0, 1), default=0.0,
              help="Leave open what is less sure than this.")  # fmt: skip
@click.option("--no-read", "unread", is_flag=True, help="Store only; `allegedly read` reads them later.")
@click.option("--allow-private", is_flag=True, help="Fetch from addresses of this machine and the local network too.")
@click.option("--dry-run", is_flag=True, help="Only say what would be stored.")
@click.option("--progress/--no-progress", default=None, help="Show progress; unless given, on a terminal.")
@about_ledger
@click.pass_context
def add(context: click.Context, /, what: tuple[str, ...], **typed: Any) -> int:
    """The command; what it says of itself is `_ADD`."""
    known = _facts(typed)
    with opened(typed["db"], typed["by"]) as ledger:
        items = list(_items(what, allow_private=typed["allow_private"]))
        if len(items) > 1 and typed["title"]:
            raise click.UsageError(f"--title names one item, but {len(items)} were given.")
        if typed["dry_run"]:
            return _announced(items)
        outcomes = ledger.add_each(
            *items,
            facts=known,
            lists=[Path(name) for name in typed["actors"]],
            least=typed["confidence"],
            unread=typed["unread"],
            reader=context.obj,
            processes=True,
        )
        return _told(outcomes, len(items), wanted=typed["progress"])


def _facts(typed: dict[str, Any]) -> Facts | None:
    from allegedly.errors import BadMetadata
    from allegedly.intake import Facts

    said = {name: typed[name] for name in ("outlet", "published", "title", "language") if typed[name]}
    try:
        return Facts(**said) if said else None
    except BadMetadata as error:
        raise click.UsageError(error.message) from error


def _items(what: Iterable[str], *, allow_private: bool) -> Iterator[Item | Failure]:
    """Files, the files of directories, what was fetched, standard input."""
    from allegedly.desk.addresses import fetched
    from allegedly.desk.items import Item, gather
    from allegedly.intake import MAXIMUM_BYTES

    asked = list(what)
    if asked.count(STANDARD_STREAM) > 1:
        raise click.UsageError('"-" stands for standard input, which can be read once only.')
    paths: list[Path | Item] = [Path(one) for one in asked if "://" not in one and one != STANDARD_STREAM]
    yield from gather(paths)
    if STANDARD_STREAM in asked:
        yield Item(name="standard input", content=sys.stdin.buffer.read(MAXIMUM_BYTES + 1))
    yield from fetched([one for one in asked if "://" in one], allow_private=allow_private)


def _announced(items: Iterable[Item | Failure]) -> int:
    from allegedly.desk import Failure

    for item in items:
        click.echo(f"{'cannot' if isinstance(item, Failure) else 'would'} be stored: {item.name}")
    return 0


def _told(outcomes: Iterable[ImportItem], total: int, *, wanted: bool | None = None) -> int:
    """Follow an import, tell of what fails, and sum up; the exit status."""
    states: Counter[str] = Counter()
    with Progress(total, wanted=wanted) as progress:
        for outcome in outcomes:
            progress.step()
            states[outcome.state] += 1
            if outcome.state == "failed":
                with progress.aside():
                    say(f"{outcome.code} {outcome.name}: {(outcome.message or '').removeprefix(f'{outcome.name}: ')}")
    done = states["stored"] + states["duplicate"]
    say(
        f"{states['stored']} stored, {states['duplicate']} there already, {states['failed']} failed"
        + ("; allegedly imports show last" if states["failed"] else "")
        + "."
    )
    if not states["failed"]:
        return 0
    return _SOME_FAILED if done else 1


@click.group(help=_IMPORTS, short_help="What was added, and what failed.", invoke_without_command=True)
@about_ledger
@about_rows
@click.pass_context
def imports(context: click.Context, /, db: str | None, by: str | None, **typed: Any) -> int:
    """The command; what it says of itself is `_IMPORTS`."""
    if context.invoked_subcommand is not None:
        context.meta["allegedly.db"] = db
        return 0
    with opened(db, by) as ledger:
        listing = Listing(typed)
        listing.write(ledger.imports(limit=listing.limit or _ALL), _import_lines)
    return 0


@imports.command("show", short_help="The items of an import.")
@click.argument("identity", metavar="IMPORT")
@click.option("--all", "everything", is_flag=True, help="Also what was stored.")
@about_rows
@about_ledger
@click.pass_context
def show(context: click.Context, /, identity: str, db: str | None, by: str | None, **typed: Any) -> int:
    """The items of an import that failed or still wait."""
    with opened(db or context.meta.get("allegedly.db"), by) as ledger:
        found = ledger.import_of(identity)
        items = ledger.import_items(found.id, () if typed["everything"] else ("failed", "waiting"))
        if not Listing(typed).write(items, _item_lines):
            say("nothing failed, nothing waits.")
    return 0


@imports.command("retry", short_help="Try once more what failed or still waits.")
@click.argument("identity", metavar="IMPORT", default="last")
@about_ledger
@click.pass_context
def retry(context: click.Context, /, identity: str, db: str | None, by: str | None) -> int:
    """Try the failed and waiting items of an import once more."""
    with opened(db or context.meta.get("allegedly.db"), by) as ledger:
        waiting = len(ledger.import_items(ledger.import_of(identity).id, ("failed", "waiting")))
        return _told(ledger.retry_each(identity, reader=context.obj, processes=True), waiting)


def _import_lines(rows: Iterable[Import], out: Printed) -> Iterator[str]:
    for row in rows:
        out.line((row.id, "bold"), f" · {row.started[:16].replace('T', ' ')} · {row.who} · {row.state}")
        out.wrapped(f"{row.stored} stored, {row.duplicate} there already, {row.failed} failed, {row.waiting} waiting")
        out.wrapped(", ".join(map(str, row.asked.get("items", ())))[:200])
        yield out.text()


def _item_lines(rows: Iterable[ImportItem], out: Printed) -> Iterator[str]:
    for row in rows:
        out.line((row.name, "bold"), f" · {row.state}", *(() if row.document is None else (f" · {row.document}",)))
        if row.message:
            out.wrapped(f"{row.code} {row.message}")
        yield out.text()


def read_ledger(db: str | None, by: str | None, typed: dict[str, Any]) -> int:
    """Read what the ledger holds unread; with `again`, everything that was not read so."""
    failed = read = 0
    with opened(db, by) as ledger:
        manner = {"lists": [Path(name) for name in typed["actors"]], "least": typed["confidence"]}
        outcomes = ledger.read_each(again=typed["again"], reader=typed["reader"], processes=True, **manner)
        with Progress(ledger.waiting(again=typed["again"], **manner), wanted=typed["progress"]) as progress:
            for outcome in outcomes:
                progress.step()
                read += outcome.failure is None
                if outcome.failure is not None:
                    failed += 1
                    with progress.aside():
                        say(str(outcome.failure))
        orphaned = ledger.figures()["orphaned"]
    say(f"{read} read, {failed} failed" + (f"; {orphaned} decided statements are orphaned." if orphaned else "."))
    return (_SOME_FAILED if read else 1) if failed else 0
