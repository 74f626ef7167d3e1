"""Universal Dependencies: tags, features and trees, on gold words and from raw text.

gold:    gold words and sentences are given. Accuracies over all words, punctuation counted: UPOS, features (all of a
         word's, or it is wrong), UAS, LAS (label up to the colon) and LAS with the full label.
raw:     the reader gets the text and cuts it itself. F1 in the manner of the CoNLL 2018 shared task (Zeman et al.):
         gold and predicted words are aligned by their characters, white space ignored. Our reader makes words and no
         multiword tokens, so inside a gold multiword token ("don't") its words are aligned with the predicted words
         that lie in it by longest common subsequence of lower-cased forms, as that scorer does. `tokens` counts printed
         tokens: a multiword token is right where predicted words begin with it and end with it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evaluation.conllu import Treebank, Word
from evaluation.figures import Counts, Figure, figure, share

Test = Callable[[Word, Word], bool]


def universal(deprel: str) -> str:
    """The label without its subtype, in lower case (spaCy writes ROOT)."""
    return deprel.partition(":")[0].lower()


def gold_words(gold: Sequence[Treebank], predicted: Sequence[Sequence[Word]], *, name: str) -> list[Figure]:
    """Accuracies where the reader was given gold words and sentences.

    Args:
        predicted: For each document as many words as gold has; an empty document was not read and counts as wrong.

    Raises:
        ValueError: a document has another number of words.
    """
    for document, words in zip(gold, predicted, strict=True):
        if words and len(words) != len(document.words):
            raise ValueError(f"{document.id}: {len(words)} predicted words for {len(document.words)} gold words.")
    tests: dict[str, Test] = {
        "upos": lambda one, other: one.upos == other.upos,
        "feats": lambda one, other: one.feats == other.feats,
        "uas": lambda one, other: one.head == other.head,
        "las": lambda one, other: one.head == other.head and universal(one.deprel) == universal(other.deprel),
        "las-full": lambda one, other: one.head == other.head and one.deprel.lower() == other.deprel.lower(),
    }

    def accuracy(test: Test) -> list[Counts]:
        return [
            share(sum(map(test, document.words, words)), len(document.words))
            for document, words in zip(gold, predicted, strict=True)
        ]

    return [
        figure(f"{name}.gold.{label}", accuracy(test), headline=label in ("upos", "las"))
        for label, test in tests.items()
    ]


def align(gold: Sequence[Word], predicted: Sequence[Word]) -> list[tuple[int, int]]:
    """Pairs of a gold and a predicted word that stand for the same word, in order."""
    pairs: list[tuple[int, int]] = []
    one = other = 0
    while one < len(gold) and other < len(predicted):
        start, end = gold[one].start, gold[one].end
        if gold[one].multiword:
            last = one
            while last < len(gold) and gold[last].end == end:
                last += 1
            while other < len(predicted) and predicted[other].start < start:
                other += 1
            beyond = other
            while beyond < len(predicted) and predicted[beyond].end <= end:
                beyond += 1
            found = _common(gold[one:last], predicted[other:beyond])
            pairs += [(one + left, other + right) for left, right in found]
            one, other = last, beyond
        elif (start, end) == (predicted[other].start, predicted[other].end):
            pairs.append((one, other))
            one, other = one + 1, other + 1
        elif start <= predicted[other].start:
            one += 1
        else:
            other += 1
    return pairs


def _common(gold: Sequence[Word], predicted: Sequence[Word]) -> list[tuple[int, int]]:
    """The longest common subsequence of two short lists of forms, as pairs of indices."""
    if not gold or not predicted:
        return []
    if gold[0].form.lower() == predicted[0].form.lower():
        return [(0, 0), *((left + 1, right + 1) for left, right in _common(gold[1:], predicted[1:]))]
    without_gold = [(left + 1, right) for left, right in _common(gold[1:], predicted)]
    without_predicted = [(left, right + 1) for left, right in _common(gold, predicted[1:])]
    return max(without_gold, without_predicted, key=len)


def raw_text(gold: Sequence[Treebank], predicted: Sequence[Sequence[Word]], *, name: str) -> list[Figure]:
    """F1 where the reader was given the text alone. A document with no predicted words was not read."""
    aligned = [align(document.words, words) for document, words in zip(gold, predicted, strict=True)]
    sides = list(zip((document.words for document in gold), predicted, aligned, strict=True))
    figures = [
        figure(f"{name}.raw.words", [_words(*side) for side in sides]),
        figure(f"{name}.raw.tokens", [_tokens(*pair) for pair in zip(gold, predicted, strict=True)]),
        figure(f"{name}.raw.sentences", [_sentences(*side[:2]) for side in sides], headline=True),
        figure(f"{name}.raw.upos", [_tagged(*side) for side in sides]),
    ]
    labels: dict[str, Callable[[str], str]] = {"uas": lambda _: "", "las": universal, "las-full": str.lower}
    for label, cut in labels.items():
        counts = [_attached(*side, label=cut) for side in sides]
        figures.append(figure(f"{name}.raw.{label}", counts, headline=label == "las"))
    return figures


Aligned = Sequence[tuple[int, int]]


def _words(gold: Sequence[Word], predicted: Sequence[Word], aligned: Aligned) -> Counts:
    return Counts(len(aligned), len(predicted), len(gold))


def _tokens(document: Treebank, predicted: Sequence[Word]) -> Counts:
    starts, ends = {word.start for word in predicted}, {word.end for word in predicted}
    places = {(word.start, word.end) for word in predicted}
    right = cut_in_words = at = 0
    for token in document.tokens:
        start, at = at, at + len(token.form)
        if token.words == 1:
            right += (start, at) in places
        elif start in starts and at in ends:
            right += 1
            cut_in_words += sum(start <= word.start and word.end <= at for word in predicted) - 1
    return Counts(right, len(predicted) - cut_in_words, len(document.tokens))


def _sentences(gold: Sequence[Word], predicted: Sequence[Word]) -> Counts:
    one, other = _extents(gold), _extents(predicted)
    return Counts(len(one & other), len(other), len(one))


def _extents(words: Sequence[Word]) -> set[tuple[int, int]]:
    extents: dict[int, tuple[int, int]] = {}
    for word in words:
        start, _ = extents.get(word.sentence, (word.start, word.end))
        extents[word.sentence] = (start, word.end)
    return set(extents.values())


def _tagged(gold: Sequence[Word], predicted: Sequence[Word], aligned: Aligned) -> Counts:
    right = sum(gold[one].upos == predicted[other].upos for one, other in aligned)
    return Counts(right, len(predicted), len(gold))


def _attached(
    gold: Sequence[Word], predicted: Sequence[Word], aligned: Aligned, *, label: Callable[[str], str]
) -> Counts:
    """Aligned words with aligned heads (or both roots) and the same label."""
    counterpart: dict[int | None, int | None] = {**dict(aligned), None: None}
    right = sum(
        gold[one].head in counterpart
        and counterpart[gold[one].head] == predicted[other].head
        and label(gold[one].deprel) == label(predicted[other].deprel)
        for one, other in aligned
    )
    return Counts(right, len(predicted), len(gold))
