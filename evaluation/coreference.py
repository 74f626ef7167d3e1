"""Who is who, against a corpus with coreference: clusters of mentions, and what third person pronouns refer to.

In:      JSON Lines of documents (`tokens`, `mentions` with `start`, `end`, `entity`, `type`, `genre`) beside the
         CoNLL-U treebank of the same words, which has the trees, the white space and the paragraphs.
Unit:    gold words, sentences and white space; grammar and mentions are the reader's own. A mention is matched by its
         head word (`exact`: by its whole span), as the CRAC shared tasks on CorefUD do: gold heads are those of the
         gold tree. Singletons are left out of both sides, except where a figure says otherwise. The reader looks for
         people, bodies, groups and places, gold marks every noun phrase: `actors` counts only gold clusters of people
         and organisations, and forgives mentions that are gold mentions of other things.
conll            mean F1 of MUC, B³ and CEAFe (`clusters.py`)
lea              link-based entity-aware score
mentions         head words of clustered mentions
pronouns         he, she, it, they and their cases: the predicted cluster holds an earlier mention of the gold entity,
                 one that is no pronoun where gold has one. Recall of all that have an antecedent; precision of all
                 that the reader ties to something earlier, those without an antecedent in gold included
GENRE            `actors.conll` and `pronouns.persons` (he and she) are told for each genre that is there
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from evaluation import clusters, conllu
from evaluation.clusters import Score
from evaluation.figures import RESAMPLES, SEED, Counts, Figure, figure

_ACTORS = frozenset(("person", "organization"))
_PRONOUNS: Mapping[str, tuple[str, ...]] = {
    "persons": ("he", "him", "his", "himself", "she", "her", "hers", "herself"),
    "they": ("they", "them", "their", "theirs", "themselves"),
    "it": ("it", "its", "itself"),
}
_NEVER_NAMES = frozenset(word for words in _PRONOUNS.values() for word in words) | frozenset(
    [
        "i",
        "me",
        "my",
        "mine",
        "myself",
        "we",
        "us",
        "our",
        "ours",
        "ourselves",
        "you",
        "your",
        "yours",
        "yourself",
        "who",
        "whom",
        "whose",
        "which",
        "that",
        "this",
        "these",
        "those",
    ]
)


class Place(NamedTuple):
    """A mention's words `[start, end)` and its head word."""

    start: int
    end: int
    head: int


@dataclass(frozen=True)
class Item:
    """One document: the treebank's words, and for every gold mention its entity and type."""

    treebank: conllu.Treebank
    genre: str
    entities: Mapping[Place, str]
    types: Mapping[str, str]

    @property
    def id(self) -> str:
        return self.treebank.id

    def clusters(self, *, kinds: frozenset[str] | None = None) -> list[frozenset[Place]]:
        """Gold clusters, all or those of some types; singletons included."""
        found: dict[str, set[Place]] = {}
        for place, entity in self.entities.items():
            if kinds is None or self.types[entity] in kinds:
                found.setdefault(entity, set()).add(place)
        return [frozenset(places) for places in found.values()]


class Read(NamedTuple):
    """What the reader says of one document: clusters, and the head words that it left open."""

    clusters: tuple[frozenset[Place], ...]
    open: frozenset[int] = frozenset()


def load(path: Path) -> list[Item]:
    """The documents of `coref_SPLIT.jsonl`, with their words from `*-ud-SPLIT.conllu` beside it.

    Raises:
        ValueError: there is no such treebank, or its words are other ones.
    """
    split = path.stem.partition("_")[2]
    treebanks = sorted(path.parent.glob(f"*-ud-{split}.conllu"))
    if len(treebanks) != 1:
        raise ValueError(f"beside {path.name} there should be one *-ud-{split}.conllu, there are {len(treebanks)}.")
    known = {treebank.id: treebank for treebank in conllu.load(treebanks[0])}
    return [_item(json.loads(line), known) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _item(row: Mapping[str, Any], known: Mapping[str, conllu.Treebank]) -> Item:
    treebank = known.get(row["id"])
    if treebank is None or [word.form for word in treebank.words] != row["tokens"]:
        raise ValueError(f"{row['id']}: the treebank has other words.")
    entities, types = {}, {}
    for mention in row["mentions"]:
        start, end = int(mention["start"]), int(mention["end"])
        entities[Place(start, end, _head(treebank.words, start, end))] = str(mention["entity"])
        types.setdefault(str(mention["entity"]), str(mention["type"]))
    return Item(treebank, str(row["genre"]), entities, types)


def _head(words: Sequence[conllu.Word], start: int, end: int) -> int:
    """The first of the words `[start, end)` that hangs on none of them."""
    inside = range(start, end)
    return next(at for at in inside if words[at].head not in inside)


def matched(gold: Sequence[frozenset[Place]], read: Sequence[frozenset[Place]]) -> list[frozenset[Place]]:
    """The predicted clusters, each mention that has a gold mention's head (best: its whole span) replaced by it.

    One to one; of several gold mentions with one head the shortest that is left.
    """
    free = {place for cluster in gold for place in cluster}
    exact = {(place.start, place.end): place for place in free}
    renamed: dict[Place, Place] = {}
    every = sorted(place for cluster in read for place in cluster)
    for place in every:
        same = exact.get((place.start, place.end))
        if same is not None and same in free:
            renamed[place] = same
            free.discard(same)
    by_head: dict[int, list[Place]] = {}
    for place in sorted(free, key=lambda one: (one.end - one.start, one)):
        by_head.setdefault(place.head, []).append(place)
    for place in every:
        if place not in renamed and by_head.get(place.head):
            renamed[place] = by_head[place.head].pop(0)
    return [frozenset(renamed.get(place, place) for place in cluster) for cluster in read]


def _several(found: Sequence[frozenset[Place]]) -> list[frozenset[Place]]:
    return [cluster for cluster in found if len(cluster) > 1]


def _exact(found: Sequence[frozenset[Place]]) -> list[frozenset[Place]]:
    return [frozenset(Place(place.start, place.end, -1) for place in cluster) for cluster in found]


class Sides(NamedTuple):
    """Gold and predicted clusters of one document, ready to be compared."""

    gold: list[frozenset[Place]]
    read: list[frozenset[Place]]


def by_head(item: Item, read: Read, *, singletons: bool = False) -> Sides:
    """All clusters, matched by head."""
    gold = item.clusters()
    found = matched(gold, read.clusters)
    return Sides(gold, found) if singletons else Sides(_several(gold), _several(found))


def by_span(item: Item, read: Read) -> Sides:
    """All clusters, matched by span."""
    return Sides(_several(_exact(item.clusters())), _several(_exact(read.clusters)))


def of_actors(item: Item, read: Read) -> Sides:
    """Clusters of people and organisations; predicted mentions that gold has as something else are left out."""
    found = matched(item.clusters(), read.clusters)
    others = {place for place, entity in item.entities.items() if item.types[entity] not in _ACTORS}
    kept = [cluster - others for cluster in found]
    return Sides(_several(item.clusters(kinds=_ACTORS)), _several(kept))


def score(items: Sequence[Item], found: Sequence[Read], *, name: str) -> list[Figure]:
    """All figures; `found` is in the order of `items`."""
    pairs = list(zip(items, found, strict=True))
    heads = [by_head(*pair) for pair in pairs]
    actors = [of_actors(*pair) for pair in pairs]
    figures = [
        *_clusters(heads, f"{name}.coreference", headline=False),
        *_clusters(actors, f"{name}.coreference.actors", headline=True),
        _conll([by_head(*pair, singletons=True) for pair in pairs], f"{name}.coreference.conll.with-singletons"),
        _conll([by_span(*pair) for pair in pairs], f"{name}.coreference.conll.exact"),
        *_pronouns(pairs, f"{name}.coreference.pronouns"),
    ]
    persons = [pronouns(*pair, frozenset(_PRONOUNS["persons"])) for pair in pairs]
    by_genre: dict[str, list[int]] = {}
    for at, item in enumerate(items):
        by_genre.setdefault(item.genre, []).append(at)
    for genre, own in sorted(by_genre.items()):
        figures.append(_conll([actors[at] for at in own], f"{name}.coreference.actors.conll.{genre}"))
    for genre, own in sorted(by_genre.items()):
        figures.append(figure(f"{name}.coreference.pronouns.persons.{genre}", [persons[at] for at in own]))
    return figures


def _clusters(documents: Sequence[Sides], name: str, *, headline: bool) -> Iterator[Figure]:
    yield _conll(documents, f"{name}.conll", headline=headline)
    for label, metric in (*clusters.METRICS.items(), ("lea", clusters.lea), ("mentions", clusters.mentions)):
        total = clusters.add([metric(*sides) for sides in documents])
        yield Figure(f"{name}.{label}", total.f1, total.precision, total.recall, total.predicted, total.gold)


def _conll(documents: Sequence[Sides], name: str, *, headline: bool = False) -> Figure:
    table = [[metric(*sides) for metric in clusters.METRICS.values()] for sides in documents]
    value = clusters.conll([clusters.add(column) for column in zip(*table, strict=True)]) if table else None
    low, high = _interval(table) if headline and len(table) > 1 else (None, None)
    return Figure(name, value, low=low, high=high, headline=headline)


def _interval(table: Sequence[Sequence[Score]]) -> tuple[float, float]:
    """The 95 % percentile interval of the CoNLL score, documents drawn with replacement."""
    counts = np.array(table, dtype=float)  # Shape: (document, metric, 4)
    generator = np.random.default_rng(SEED)
    weights = generator.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=RESAMPLES).astype(float)
    found, gold, right, predicted = np.moveaxis(np.einsum("rd,dmk->rmk", weights, counts), -1, 0)
    recall, precision = found / np.maximum(gold, 1e-9), right / np.maximum(predicted, 1e-9)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    low, high = np.percentile(f1.mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def _pronouns(pairs: Sequence[tuple[Item, Read]], name: str) -> Iterator[Figure]:
    for label, words in (("", frozenset().union(*_PRONOUNS.values())), *_PRONOUNS.items()):
        counts = [pronouns(item, read, frozenset(words)) for item, read in pairs]
        yield figure(f"{name}.{label}".removesuffix("."), counts, headline=label == "persons")


def pronouns(item: Item, read: Read, words: frozenset[str]) -> Counts:
    """Right; tied by the reader to something earlier; having an antecedent in gold."""
    forms = [word.form.lower() for word in item.treebank.words]
    own = {place: cluster for cluster in matched(item.clusters(), read.clusters) for place in cluster}

    def asked(place: Place) -> bool:
        return place.end - place.start == 1 and forms[place.head] in words

    earlier: dict[str, list[Place]] = {}
    right = every = 0
    for place, entity in sorted(item.entities.items(), key=lambda one: one[0].head):
        before = earlier.setdefault(entity, [])
        if before and asked(place):
            telling = [one for one in before if forms[one.head] not in _NEVER_NAMES] or before
            every += 1
            right += any(one in own.get(place, ()) for one in telling)
        before.append(place)
    tied = [place for place, cluster in own.items() if any(one.head < place.head for one in cluster)]
    decided = sum(asked(place) and place.head not in read.open for place in tied)
    return Counts(right, decided, every)
