"""`allegedly chain STATEMENT`: through whose hands it came, and where each is named."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from allegedly.cli.streams import in_colour, standard_output, width
from allegedly.cli.where import about_ledger, opened

if TYPE_CHECKING:
    from allegedly.ledger.sight import Seen
    from allegedly.records import Document, Statement

_CHAIN = """Show one statement whole: the passage it stands in, through whose hands it came, and what bears on it.

STATEMENT is its id, as `allegedly statements` shows it.
"""


@click.command(help=_CHAIN, short_help="Through whose hands a statement came.")
@click.argument("statement", metavar="STATEMENT")
@click.option("--json", "as_json", is_flag=True, help="As a JSON object.")
@about_ledger
def chain(statement: str, db: str | None, by: str | None, *, as_json: bool) -> int:
    """The command; what it says of itself is `_CHAIN`."""
    with opened(db, by) as ledger:
        found, seen = ledger.statement(statement)
        decided = ledger.decisions(statement)
    document = next((one for gone, one in seen.orphaned if gone.id == found.id), None) or seen.reading.document
    with standard_output(unicode=as_json) as output:
        if as_json or not sys.stdout.isatty():
            whole = found.model_dump(mode="json")
            review = {"status": seen.status.get(found.id, "machine"), "decisions": [one.id for one in decided]}
            output.write(f"{json.dumps({'type': 'statement', **whole, 'review': review}, ensure_ascii=False)}\n")
        else:
            output.write(_told(found, document, seen))
    return 0


def _told(statement: Statement, document: Document, seen: Seen) -> str:
    from allegedly.views.card import card
    from allegedly.views.listing import Printed

    out = Printed(width=width(), colour=in_colour(refused=False))
    out.line(
        (document.title or "no title", "bold"),
        f" · {document.outlet or 'no outlet'} · {document.published or 'no date'}",
    )
    out.line()
    card(statement, document, out)
    out.line()
    for number, hop in enumerate(statement.chain):
        place = "" if hop.span is None else f" · “{hop.span.text}” {hop.span.start}–{hop.span.end}"
        out.line("  " * number, ("→ " if number else "  "), (hop.name, "bold"), f" · {hop.role}{place}")
    out.line(
        "  " * len(statement.chain), "→ ", (document.outlet or "the outlet", "bold"), f" · prints it · {document.id}"
    )
    for link in seen.reading.links:
        if statement.id in (link.a, link.b):
            other = link.b if link.a == statement.id else link.a
            out.line("  ", (link.kind, "bold"), f" · {other} · {link.why}")
    for one in seen.reading.evidence:
        if one.for_ == statement.id:
            out.line("  ", ("evidence", "bold"), f" · {one.kind} · “{one.span.text}”")
    return out.text()
