"""`allegedly verify`, `backup`, `migrate`, `stats`, `doctor`: looking after a ledger."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from allegedly.cli.progress import Progress
from allegedly.cli.streams import say, standard_output
from allegedly.cli.where import about_ledger, address, opened

_FAULTY = 3
_VERIFY = """Check that the ledger still is what was written into it.

Bytes and texts are hashed again, every span is cut out of its text again, the journal's chain is followed, references
are followed, and what is shown is made again and compared. Each fault is named with its id; nothing is mended. The
last line shows the journal's last seal: who keeps a copy of it can prove later that nothing before it was changed.
"""


@click.command(help=_VERIFY, short_help="Check every byte, span and seal of the ledger.")
@click.option("--jsonl", is_flag=True, help="Faults as one JSON object a line.")
@click.option("--progress/--no-progress", default=None, help="Show progress; unless given, on a terminal.")
@about_ledger
def verify(db: str | None, by: str | None, *, jsonl: bool, progress: bool | None) -> int:
    """The command; what it says of itself is `_VERIFY`."""
    with opened(db, by) as ledger:
        faults = 0
        with (
            standard_output(unicode=jsonl) as output,
            Progress(ledger.steps_to_verify(), wanted=progress, doing="Checking") as shown,
        ):
            for step in ledger.verify():
                shown.step()
                for fault in step.faults:
                    faults += 1
                    with shown.aside():
                        told = json.dumps(fault._asdict(), ensure_ascii=False) if jsonl else " · ".join(fault)
                        output.write(f"{told}\n")
            figures = ledger.figures()
            if not jsonl:
                output.write(
                    f"{faults or 'no'} fault{'' if faults == 1 else 's'} in {figures['documents']} documents, "
                    f"{figures['statements']} statements, {figures['decisions']} decisions.\n"
                    f"last seal {ledger.seal()}\n"
                )
    return _FAULTY if faults else 0


@click.command(short_help="Copy the ledger to a file.")
@click.argument("file", type=click.Path(path_type=Path))
@about_ledger
def backup(file: Path, db: str | None, by: str | None) -> int:
    """Copy the ledger as it is now to FILE; others may go on using it meanwhile.

    A file that is there is never replaced. A ledger on PostgreSQL is backed up by its own pg_dump.
    """
    with opened(db, by) as ledger:
        ledger.backup(file)
        click.echo(f"{file} holds everything up to now ({ledger.figures()['documents']} documents).")
    return 0


@click.command(short_help="Bring an older ledger to the newest schema.")
@about_ledger
def migrate(db: str | None, by: str | None) -> int:
    """Bring a ledger of an earlier schema to the newest, whole or not at all. Make a backup first."""
    from allegedly import ledger
    from allegedly.desk.ledger import myself

    before, after = ledger.upgrade(address(db), who=by or myself())
    click.echo(f"schema {before} → {after}." if before != after else f"schema {after} is the newest; nothing to do.")
    return 0


@click.command(short_help="How much the ledger holds.")
@about_ledger
@click.option("--json", "as_json", is_flag=True, help="As a JSON object.")
def stats(db: str | None, by: str | None, *, as_json: bool) -> int:
    """How much the ledger holds, and what it takes up."""
    with opened(db, by) as ledger:
        figures = ledger.figures()
    if as_json or not sys.stdout.isatty():
        click.echo(json.dumps(figures))
        return 0
    for name, number in figures.items():
        click.echo(f"{number:>14,}  {name}")
    return 0


@click.command(short_help="Whether everything that is needed is there.")
@about_ledger
def doctor(db: str | None, by: str | None) -> int:
    """Look at this installation and at the ledger, and say what somebody should do."""
    from allegedly.desk.upkeep import findings
    from allegedly.errors import AllegedlyError, NoLedger

    unwell = 0
    try:
        ledger = opened(db, by)
    except NoLedger as error:
        ledger = None
        say(error.message)
    except AllegedlyError as error:
        ledger, unwell = None, 1
        say(str(error))
    for finding in findings(ledger):
        unwell += not finding.well
        click.echo(f"{'ok' if finding.well else 'look'}  {finding.what}: {finding.told}")
    if ledger is not None:
        ledger.close()
    return 1 if unwell else 0
