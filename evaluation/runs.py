"""What it takes to score one corpus: load gold, get predictions, score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import allegedly
from allegedly import compare
from evaluation import (
    attributions,
    bearing,
    coreference,
    entities,
    gold_pages,
    gold_passages,
    human,
    meaning,
    oracle,
    passages,
    petrarch,
    polnear,
    polnear_spans,
    predict,
    relation_errors,
    relations,
    scenario_scores,
    scenario_truth,
    slices,
    times,
    ud,
)
from evaluation.conllu import load as load_treebank
from evaluation.coreference import Read
from evaluation.corpora import Corpus
from evaluation.figures import Figure
from evaluation.report import Section


@dataclass(frozen=True, slots=True)
class Options:
    """How to run. `limit`: only the first documents.

    `errors`: print what is wrong in gold of our own. The rest is for attributions only: `predictions` are scored in
    place of the reader's, `save` keeps what was scored, `oracle` scores gold aligned to words, `human` scores one
    annotator against another (B6).
    """

    limit: int | None = None
    predictions: Path | None = None
    save: Path | None = None
    oracle: bool = False
    human: bool = False
    errors: bool = False

    @property
    def without_reader(self) -> bool:
        """True where what is scored is no output of the reader."""
        return bool(self.predictions or self.oracle or self.human)

    @property
    def note(self) -> str | None:
        """What makes this run another one than the floors speak of, None where nothing does."""
        notes = [
            f"only the first {self.limit} documents" if self.limit is not None else "",
            f"predictions of {self.predictions.name}" if self.predictions else "",
            "gold spans widened to whole words (oracle)" if self.oracle else "",
            "one annotator against another; intervals take every pair of annotators for an article"
            if self.human
            else "",
        ]
        return "; ".join(note for note in notes if note) or None


def run(corpus: Corpus, options: Options) -> Section:
    """Score one corpus that is there.

    Raises:
        ValueError: the gold file or the stored predictions have another format.
        ModelError: the reader's model cannot be used.
    """
    documents, figures = _SCORERS[corpus.scorer](corpus, options)
    return Section(corpus, corpus.digest(), documents, tuple(figures), options.note)


def _ud(corpus: Corpus, options: Options) -> tuple[int, Sequence[Figure]]:
    gold = load_treebank(corpus.path)[: options.limit]
    given = predict.every(gold, predict.grammar_of_words, doing=f"{corpus.name}, gold words")
    free = predict.every(gold, predict.grammar_of_text, doing=f"{corpus.name}, raw text")
    figures = [*ud.gold_words(gold, given, name=corpus.name), *ud.raw_text(gold, free, name=corpus.name)]
    return len(gold), figures


def _entities(corpus: Corpus, options: Options) -> tuple[int, Sequence[Figure]]:
    mapping = entities.labels(corpus.name)
    gold = entities.load(corpus.path, mapping)[: options.limit]
    found = predict.every(gold, predict.entities, doing=f"{corpus.name}, entities")
    return len(gold), entities.score(gold, found, mapping, name=corpus.name)


def _polnear(corpus: Corpus, options: Options) -> tuple[int, Sequence[Figure]]:
    gold = polnear.load(corpus.path)[: options.limit]
    if options.human:
        gold, found = human.pairs(gold)
    else:
        found = _attributions(gold, options, doing=f"{corpus.name}, attributions")
    compared = attributions.comparisons(gold, found)
    training = corpus.sibling("train.jsonl")
    seen = slices.cues(polnear.load(training)) if training and training != corpus.path else None
    name = corpus.name
    return len(gold), [
        *polnear_spans.score(gold, found, name=name),
        *attributions.score(compared, name=name),
        *slices.score(compared, seen=seen, name=name),
    ]


def _attributions(
    gold: Sequence[polnear.Article], options: Options, *, doing: str
) -> dict[str, tuple[polnear.Attribution, ...]]:
    if options.predictions:
        return {article.id: article.attributions for article in polnear.load(options.predictions)}
    read = oracle.attributions if options.oracle else predict.attributions
    found = dict(zip((article.id for article in gold), predict.every(gold, read, doing=doing), strict=True))
    if options.save:
        polnear.save(options.save, (polnear.Article(one.id, one.publisher, one.text, found[one.id]) for one in gold))
    return found


def _bearing(corpus: Corpus, options: Options) -> tuple[int, Sequence[Figure]]:
    gold = bearing.load(corpus.path)[: options.limit]
    found = [predict.supports(pair) for pair in gold]
    return len(gold), bearing.score(gold, found, name=corpus.name)


def _meaning(corpus: Corpus, options: Options) -> tuple[int, Sequence[Figure]]:
    gold = gold_pages.load(corpus.path)[: options.limit]
    read = predict.every(gold, predict.whole, doing=f"{corpus.name}, pages")
    pages = meaning.judged(gold, [one[0] if one else None for one in read])
    if options.errors and corpus.path.resolve() != gold_pages.HELD:
        print("\n".join(meaning.errors(pages)))
    return len(gold), meaning.score(pages, name=corpus.name)


def _relations(corpus: Corpus, options: Options) -> tuple[int, Sequence[Figure]]:
    gold = [page for page in gold_pages.load(corpus.path) if page.has_relations][: options.limit]
    read = predict.every(gold, predict.whole, doing=f"{corpus.name}, relations")
    pages = relations.judged(gold, [one[0] if one else None for one in read])
    if options.errors and corpus.path.resolve() != gold_pages.HELD:
        print("\n".join(relation_errors.errors(pages)))
    return len(gold), relations.score(pages, name=f"{corpus.name}.relations")


def _actors(corpus: Corpus, options: Options) -> tuple[int, Sequence[Figure]]:
    gold = gold_passages.load(corpus.path)[: options.limit]
    read = predict.every(gold, predict.passage, doing=f"{corpus.name}, actors")
    found = passages.judged(gold, [one[0] if one else None for one in read])
    if options.errors and corpus.path.resolve() != gold_passages.HELD:
        print("\n".join(passages.errors(found)))
    return len(gold), passages.score(found, name=corpus.name)


def _scenarios(corpus: Corpus, options: Options) -> tuple[int, Sequence[Figure]]:
    told = scenario_truth.stories(corpus.path)[: options.limit]
    scored = []
    for story in told:
        if story.faults:
            raise ValueError(f"{story.folder} is no sound scenario; python -m evaluation.scenario_truth says why.")
        readings = {path.stem: allegedly.read(path) for path in sorted(story.folder.glob("*.txt"))}
        scored.append(scenario_scores.score(story, readings, compare.compare(readings.values())))
        if options.errors and corpus.path.resolve() != scenario_truth.HELD:
            print("\n".join(f"{story.name}: {line}" for line in scored[-1].errors))
    return len(told), scenario_scores.figures(scored, name=corpus.name)


def _petrarch(corpus: Corpus, options: Options) -> tuple[int, Sequence[Figure]]:
    gold = petrarch.load(corpus.path)[: options.limit]
    actors = corpus.sibling("PETR.Validate.actors.txt")
    if actors is None:
        raise ValueError(f"{corpus.path} needs PETR.Validate.actors.txt beside it.")
    with predict.known(actors) as read:
        found = predict.every(gold, read, doing=f"{corpus.name}, events")
    return len(gold), petrarch.score(
        petrarch.judged(gold, [one[0] if one else None for one in found]), name=corpus.name
    )


def _coreference(corpus: Corpus, options: Options) -> tuple[int, Sequence[Figure]]:
    gold = coreference.load(corpus.path)[: options.limit]
    found = predict.every(gold, predict.clusters, doing=f"{corpus.name}, who is who")
    return len(gold), coreference.score(gold, [one[0] if one else Read(()) for one in found], name=corpus.name)


def _times(corpus: Corpus, options: Options) -> tuple[int, Sequence[Figure]]:
    gold = times.load(corpus.path)[: options.limit]
    found = predict.every(gold, predict.times, doing=f"{corpus.name}, times")
    return len(gold), times.score(gold, found, name=corpus.name)


_SCORERS: dict[str, Callable[[Corpus, Options], tuple[int, Sequence[Figure]]]] = {
    "ud": _ud,
    "entities": _entities,
    "polnear": _polnear,
    "times": _times,
    "coreference": _coreference,
    "bearing": _bearing,
    "meaning": _meaning,
    "relations": _relations,
    "actors": _actors,
    "petrarch": _petrarch,
    "scenarios": _scenarios,
}
SCORERS = tuple(_SCORERS)
