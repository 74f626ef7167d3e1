"""`allegedly export` and `import`: what leaves a ledger for other programs, and what comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from allegedly.cli.filters import FILTERS, about_question, asked
from allegedly.cli.streams import file_output, say, standard_output
from allegedly.cli.where import about_ledger, address, opened

if TYPE_CHECKING:
    from allegedly.desk.ledger import Ledger
    from allegedly.records import Reading

_EXPORT = f"""Write the ledger, or what a question finds of it, for other programs.

\b
FORMAT is one of
  ledger          everything, as JSON Lines; `allegedly import` makes the same ledger of it
  jsonl           documents with all that was read in them, claims, copies, drifts (docs/format.md);
                  with --of: rows of one kind
  csv tsv         statements, or with --of: relations, documents, actors
  parquet         the same rows, for analysis (needs pip install 'allegedly[parquet]')
  sqlite          a file that Datasette and others open: tables, and views with readable names
  annotations     W3C Web Annotations, as JSON Lines
  spacy label-studio brat   reviewed statements as training data (the same as `export training`)

{FILTERS}
"""
_IMPORT = """Take over what `allegedly export ledger` wrote.

Where there is no ledger at the place, it is made, with the same journal; otherwise what is new is added, and what is
there stays. A list of known actors (CSV) is kept in the ledger with `allegedly import actors FILE`.
"""
_TABLES = ("statements", "relations", "documents", "actors")
_ROWS = ("jsonl", "csv", "tsv")
_GOLD = ("spacy", "label-studio", "brat")
FORMATS = ("ledger", *_ROWS, "parquet", "sqlite", "annotations", *_GOLD, "training")


@click.command("export", help=_EXPORT, short_help="Write the ledger for other programs.")
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option("--of", "table", type=click.Choice(_TABLES), help="Which rows; statements unless given.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Write there; for brat a directory.")
@about_question
@about_ledger
def export(form: str, table: str | None, output: str | None, db: str | None, by: str | None, **typed: Any) -> int:
    """The command; what it says of itself is `_EXPORT`."""
    question = asked(typed)
    with opened(db, by) as ledger:
        if form in ("parquet", "sqlite", "brat"):
            if output is None or output == "-":
                raise click.UsageError(f"{form} is written to a place of its own; name it with -o.")
            return _to_place(ledger, form, table or _TABLES[0], Path(output), question)
        number = 0
        target = standard_output(unicode=True) if output in (None, "-") else file_output(Path(str(output)))
        with target as written:
            for line in _lines(ledger, form, table, question):
                written.write(line)
                number += 1
        say(f"{number} lines were written.")
    return 0


def _lines(ledger: Ledger, form: str, table: str | None, question: Any) -> Iterator[str]:
    from allegedly.cli.filters import in_form
    from allegedly.desk import exports

    if form == "ledger":
        yield from (f"{line}\n" for line in ledger.lines())
    elif form == "jsonl" and table is None:
        yield from (f"{line}\n" for line in exports.contract(ledger, question))
    elif form in _ROWS:
        yield from in_form(exports.rows(ledger, table or _TABLES[0], question), form, None)
    elif form == "annotations":
        from allegedly.views import web_annotation

        for reading, decided in exports.asked_for(ledger, question):
            made = web_annotation.web_annotations(reading, review=decided)
            yield from (f"{json.dumps(one, ensure_ascii=False)}\n" for one in made)
    else:
        yield from _training(exports.reviewed(ledger, question), form)


def _training(readings: Iterator[Reading], form: str) -> Iterator[str]:
    """Reviewed statements in a form that annotation and training tools read."""
    from allegedly.views import training_spans

    if form == "label-studio":
        tasks = [training_spans.label_studio_task(one) for one in readings]
        yield f"{json.dumps(tasks, ensure_ascii=False)}\n"
        return
    for one in readings:
        yield f"{json.dumps(training_spans.spacy_example(one), ensure_ascii=False)}\n"


def _to_place(ledger: Ledger, form: str, table: str, place: Path, question: Any) -> int:
    from allegedly.desk import exports

    if form == "sqlite":
        exports.sqlite(ledger, place)
    elif form == "parquet":
        exports.parquet(ledger, table, question, place)
    else:
        from allegedly.views import training_spans

        place.mkdir(exist_ok=True)
        for reading in exports.reviewed(ledger, question):
            for suffix, content in training_spans.brat_files(reading).items():
                (place / f"{reading.document.id}{suffix}").write_text(content, "utf-8", newline="")
    say(f"{place} was written.")
    return 0


@click.command("import", help=_IMPORT, short_help="Take over an export, or a list of actors.")
@click.argument("what", metavar="FILE | actors FILE…", nargs=-1, required=True)
@about_ledger
def import_(what: tuple[str, ...], db: str | None, by: str | None) -> int:
    """The command; what it says of itself is `_IMPORT`."""
    if what[0] == "actors" and len(what) > 1:
        from allegedly.desk.upkeep import keep_lists

        with opened(db, by) as ledger:
            keep_lists(ledger, [Path(name) for name in what[1:]])
        say(f"{len(what) - 1} lists are kept; `allegedly read --again` reads everything with them.")
        return 0
    if len(what) > 1:
        raise click.UsageError("one export is taken over at a time.")
    return _take_over(what[0], db, by)


def _take_over(file: str, db: str | None, by: str | None) -> int:
    from allegedly import ledger as archive
    from allegedly.desk.exports import lines_of
    from allegedly.desk.ledger import myself
    from allegedly.errors import LedgerExists

    place = address(db)
    try:
        archive.make(place, who=by or myself(), lines=lines_of(file))
    except LedgerExists:
        with opened(db, by) as ledger:
            new = ledger.take_over(lines_of(file))
        say(", ".join(f"{new[kind]} {kind}" for kind in ("documents", "readings", "decisions")) + " were new.")
        return 0
    say(f"{place} was made of it.")
    return 0
