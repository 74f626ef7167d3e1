"""`python -m evaluation`: read the corpora that are there, print figures, end with 1 where one fell below its floor."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from allegedly.errors import AllegedlyError
from evaluation import corpora, floors, gold_pages, gold_passages, predict, report, scenario_truth
from evaluation.runs import SCORERS, Options, run

_RECORDS = Path(__file__).resolve().parent.parent / "docs" / "decisions"
_TELL_ERRORS = ("meaning", "relations", "actors", "scenarios")


def _arguments(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("scorer", nargs="?", choices=SCORERS, help="what to score; everything unless given")
    parser.add_argument("--path", type=Path, metavar="FILE", help="a gold file in place of the known ones")
    parser.add_argument("--corpus", metavar="NAME", help="which corpus FILE is of; its folder's name unless given")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N documents; floors do not apply")
    parser.add_argument("--predictions", type=Path, metavar="FILE", help="polnear: score these, run no reader")
    parser.add_argument("--save", type=Path, metavar="FILE", help="polnear: keep what the reader said")
    parser.add_argument("--oracle", action="store_true", help="polnear: score gold widened to whole words")
    parser.add_argument("--human", action="store_true", help="polnear: score annotators against each other")
    parser.add_argument(
        "--errors", action="store_true", help="meaning, relations, actors, scenarios: print what is wrong, of dev only"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of tables")
    parser.add_argument("--pin", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--lower", metavar="WHY", help='with --pin: let floors fall; "decision record NNNN"')
    return parser


def _check(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    instead = (options.predictions, options.oracle, options.human)
    if options.path and not options.scorer:
        parser.error(f"--path needs a scorer before it: {', '.join(SCORERS)}.")
    if (options.save or any(instead)) and options.scorer != "polnear":
        parser.error("--predictions, --save, --oracle and --human are for polnear.")
    if options.errors and (options.scorer not in _TELL_ERRORS or options.json):
        parser.error(f"--errors is for {', '.join(_TELL_ERRORS)}, without --json.")
    if (
        options.errors
        and options.path
        and options.path.resolve() in (gold_pages.HELD, gold_passages.HELD, scenario_truth.HELD)
    ):
        parser.error("--errors is not for pages that are held back: nobody looks at them while developing.")
    if sum(map(bool, instead)) > 1:
        parser.error("--predictions, --oracle and --human exclude each other.")
    if options.pin and (options.limit is not None or any(instead)):
        parser.error("--pin takes whole corpora and the reader's own output.")
    for path in (options.path, options.predictions):
        if path and not path.exists():
            parser.error(f"there is no file {path}.")
    if options.lower:
        try:
            floors.decision(options.lower, records=_RECORDS)
        except ValueError as error:
            parser.error(str(error))


def _selected(options: argparse.Namespace) -> list[corpora.Corpus]:
    if options.path:
        return [corpora.at(options.path, scorer=options.scorer, name=options.corpus)]
    known = [corpus for corpus in corpora.corpora() if options.scorer in (None, corpus.scorer)]
    for corpus in known:
        if corpus.missing:
            print(corpus.missing, file=sys.stderr)
    return [corpus for corpus in known if not corpus.missing]


def _hold(sections: Sequence[report.Section], options: argparse.Namespace) -> list[str]:
    """Compare with the floors, or raise them; a sentence for each figure that fell."""
    known = floors.load()
    whole = [section for section in sections if section.note is None]
    if not options.pin:
        return [line for one in whole for line in floors.below(one.figures, known, digest=one.digest)]
    refusals: list[str] = []
    for section in whole:
        known, refused = floors.pin(section.figures, known, digest=section.digest, lower=options.lower)
        refusals += refused
    floors.save(known)
    return refusals


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit status."""
    parser = _arguments(argparse.ArgumentParser(prog="python -m evaluation", description=__doc__))
    options = parser.parse_args(arguments)
    _check(parser, options)
    how = Options(options.limit, options.predictions, options.save, options.oracle, options.human, options.errors)
    sections = []
    try:
        for corpus in _selected(options):
            sections.append(run(corpus, how))
            if not options.json:
                print(report.text(sections[-1], floors.load()), flush=True)
        reader = "" if how.without_reader or not sections else predict.reader()
    except AllegedlyError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    except ValueError as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 1
    fallen = _hold(sections, options)
    if options.json:
        print(report.as_json(sections, reader=reader, below=fallen), end="")
    for line in fallen or ([] if sections else ["Nothing was scored."]):
        print(line, file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
