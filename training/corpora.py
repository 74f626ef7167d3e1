"""Read the training corpora into one kind of example: words with whatever was annotated.

What a corpus does not annotate is *unknown* to the losses, never "none". Licences and origins: training/config.toml,
NOTICE and the SOURCES.md beside each corpus.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import spacy

from allegedly.language.pieces import quoted_words
from allegedly.language.quotes import quotations
from training.labels import ENTITIES, ENTITY_TAGS, spell
from training.passages import parse

_WORDS = spacy.blank("en").tokenizer
_EVERY_TAG = frozenset(range(len(ENTITY_TAGS)))


@dataclass
class Example:
    """A text as words; each layer is None where the corpus does not have it.

    `gaps[i]` is the white space before word i. `sentences` are the word indices at which sentences start.
    `heads[i]` is a word index (i itself for the root). `entities[i]` are the tag numbers that may be right at word i.
    `attributions` are (cue, sources, contents) as word ranges `[start, end)`. `open` marks the words whose being a
    cue is unknown (inside the content of a corpus that annotates only the outermost attribution). `mentions` are (head
    word, entity) of every mention, those of nothing else included.
    """

    corpus: str
    words: list[str]
    gaps: list[str]
    quoted: list[int]
    sentences: list[int] | None = None
    upos: list[str] | None = None
    feats: list[str] | None = None
    heads: list[int] | None = None
    deprels: list[str] | None = None
    entities: list[frozenset[int]] | None = None
    attributions: list[tuple[tuple[int, int], list[tuple[int, int]], list[tuple[int, int]]]] | None = None
    open: set[int] = field(default_factory=set)
    mentions: list[tuple[int, str]] | None = None


def _place(words: list[str], gaps: list[str]) -> list[int]:
    """Quotation flags of words from the text they make."""
    text, starts = "", []
    for word, gap in zip(words, gaps, strict=True):
        text += gap
        starts.append(len(text))
        text += word
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    return quoted_words(starts, ends, [(quote.outer, quote.inner) for quote in quotations(text)])


def treebank(path: Path, *, genres: frozenset[str] | None = None, per_example: int = 60) -> Iterator[Example]:
    """A CoNLL-U treebank, `per_example` sentences of one document at a time."""
    corpus = path.stem
    sentences: list[list[list[str]]] = []
    starts: list[str] = []
    gap = "\n\n"
    allowed = True
    for block in path.read_text("utf-8").split("\n\n"):
        lines = block.splitlines()
        comments = [line for line in lines if line.startswith("#")]
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if any(line.startswith("# newdoc") for line in comments) or len(sentences) >= per_example:
            if sentences:
                yield _parsed(corpus, sentences, starts)
            sentences, starts = [], []
            gap = "\n\n"
        if any(line.startswith("# newpar") for line in comments):
            gap = "\n\n"
        identity = next((line for line in comments if line.startswith("# sent_id")), "")
        if genres is not None and identity:
            allowed = identity.split("=")[1].strip().split("_")[1] in genres
        if not rows or not allowed:
            continue
        sentences.append(rows)
        starts.append(gap)
        gap = "" if "SpaceAfter=No" in rows[-1][9] else " "
    if sentences:
        yield _parsed(corpus, sentences, starts)


def _parsed(corpus: str, sentences: list[list[list[str]]], starts: list[str]) -> Example:
    example = Example(corpus, [], [], [], [], [], [], [], [])
    for rows, gap in zip(sentences, starts, strict=True):
        base = len(example.words)
        assert example.sentences is not None
        example.sentences.append(base)
        glued_until, spaced = 0, gap
        for row in rows:
            if "." in row[0]:
                continue
            if "-" in row[0]:
                last = row[0].split("-")[1]
                glued_until, after = int(last), row[9]
                continue
            number = int(row[0])
            example.words.append(row[1])
            example.gaps.append(spaced)
            if glued_until >= number:
                spaced = "" if number < glued_until or "SpaceAfter=No" in after else " "
            else:
                spaced = "" if "SpaceAfter=No" in row[9] else " "
            head = int(row[6])
            example.upos.append(row[3])  # type: ignore[union-attr]
            example.feats.append(row[5])  # type: ignore[union-attr]
            example.heads.append(base + (head - 1 if head else number - 1))  # type: ignore[union-attr]
            example.deprels.append(row[7])  # type: ignore[union-attr]
    example.quoted = _place(example.words, example.gaps)
    return example


_OPENING, _CLOSING = set("([{“‘$#"), set(")]}”’.,;:!?%") | {"n't", "'s", "’s", "'re", "'ve", "'ll", "'d", "'m"}


def _spaced(words: list[str], first: str) -> list[str]:
    """White space guessed for a corpus that has only tokens."""
    gaps = [first]
    for before, word in pairwise(words):
        gaps.append("" if word in _CLOSING or before in _OPENING else " ")
    return gaps


def tagged(path: Path, mapping: dict[str, list[str]], *, per_example: int = 40) -> Iterator[Example]:
    """A BIO corpus in JSON Lines (tokens, tags, and doc where there is one).

    Args:
        mapping: Our kinds that each of the corpus's kinds may be. A kind of ours that no entry names is not annotated
            by the corpus, so that its `O` may be that kind.
    """
    annotated = {kind for kinds in mapping.values() for kind in kinds}
    exact = {kinds[0] for kinds in mapping.values() if len(kinds) == 1}
    outside = frozenset(
        number for number, tag in enumerate(ENTITY_TAGS) if tag == "O" or tag[2:] not in annotated | exact
    )
    group: list[dict[str, list[str]]] = []
    document = None
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        current = row.get("doc", "")
        if group and (current != document or len(group) >= per_example):
            yield _entities(path.parent.name, group, mapping, outside)
            group = []
        document = current
        group.append(row)
    if group:
        yield _entities(path.parent.name, group, mapping, outside)


def _entities(
    corpus: str, rows: list[dict[str, list[str]]], mapping: dict[str, list[str]], outside: frozenset[int]
) -> Example:
    example = Example(corpus, [], [], [], sentences=[], entities=[])
    for row in rows:
        words, labels = row["tokens"], row["tags"]
        assert example.sentences is not None
        assert example.entities is not None
        example.sentences.append(len(example.words))
        example.gaps.extend(_spaced(words, " " if example.words else "\n\n"))
        example.words.extend(words)
        at = 0
        while at < len(words):
            if labels[at] == "O":
                example.entities.append(outside)
                at += 1
                continue
            end = at + 1
            while end < len(words) and labels[end].startswith("I-"):
                end += 1
            example.entities.extend(_allowed(mapping.get(labels[at].split("-", 1)[1]), end - at))
            at = end
    example.quoted = _place(example.words, example.gaps)
    return example


def _allowed(kinds: list[str] | None, length: int) -> list[frozenset[int]]:
    if kinds is None:
        return [_EVERY_TAG] * length
    spelled = [spell(length, kind) for kind in kinds]
    return [frozenset(ENTITY_TAGS.index(tags[at]) for tags in spelled) for at in range(length)]


def _words_of(text: str) -> tuple[list[str], list[str], list[int], list[int]]:
    words, gaps, starts, ends = [], [], [], []
    last = 0
    for token in _WORDS(text):
        if token.is_space:
            continue
        start = token.idx
        words.append(token.text)
        gaps.append(text[last:start] if last else "\n\n")
        last = start + len(token.text)
        starts.append(start)
        ends.append(last)
    return words, gaps, starts, ends


def _word_range(span: tuple[int, int], starts: list[int], ends: list[int]) -> tuple[int, int] | None:
    inside = [at for at in range(len(starts)) if starts[at] < span[1] and ends[at] > span[0]]
    return (inside[0], inside[-1] + 1) if inside else None


def _attributed(
    corpus: str,
    text: str,
    attributions: list[tuple[list, list, list]],
    *,
    nested: bool,  # type: ignore[type-arg]
) -> Example:
    words, gaps, starts, ends = _words_of(text)
    quoted = quoted_words(starts, ends, [(quote.outer, quote.inner) for quote in quotations(text)])
    example = Example(corpus, words, gaps, quoted, attributions=[])
    assert example.attributions is not None
    for sources, cues, contents in attributions:
        ranges = [
            [found for span in spans if (found := _word_range(span, starts, ends))]
            for spans in (sources, cues, contents)
        ]
        if not ranges[1] or not ranges[2]:
            continue
        example.attributions.append((ranges[1][0], ranges[0], ranges[2]))
        if not nested:
            for start, end in ranges[2]:
                example.open.update(range(start, end))
    for (start, _), _, _ in example.attributions:
        example.open.discard(start)
    return example


def polnear(path: Path) -> Iterator[Example]:
    """PolNeAR articles. Only the outermost attributions are annotated, by its guidelines."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        items = [(item["source"], item["cue"], item["content"]) for item in row["attributions"]]
        yield _attributed("polnear", row["text"], items, nested=False)


def passages(folder: Path, *, together: int = 4) -> Iterator[Example]:
    """Our own passages (training/passages/README.md), nested attributions annotated.

    `together` passages of different files make one example, as paragraphs: alone, they would teach that a page is one
    sentence long.
    """
    read = [parse(path.read_text("utf-8"), name=path.name) for path in sorted(folder.glob("*.txt"))]
    read = [found for found in read if found]
    # Deal the files out like cards, so that neighbours are of different kinds.
    dealt = sorted(((at / len(found), number, at) for number, found in enumerate(read) for at in range(len(found))))
    for first in range(0, len(dealt), together):
        text, items = "", []
        for _, number, at in dealt[first : first + together]:
            passage = read[number][at]
            base = len(text)
            for item in passage.attributions:
                spans = ([*item.source], [item.cue], [*item.content])
                items.append(tuple([(start + base, end + base) for start, end in part] for part in spans))
            text += passage.text + "\n\n"
        yield _attributed("passages", text, items, nested=True)  # type: ignore[arg-type]


def defence(path: Path) -> Iterator[Example]:
    """re3d: weapons, platforms, nationalities and dates; names only where capitalised (it annotates nominals too)."""
    mapping = {
        "Weapon": "WEAPON", "MilitaryPlatform": "VEHICLE", "Vehicle": "VEHICLE", "Nationality": "NORP",
        "Temporal": "DATE", "Money": "MONEY", "Organisation": "ORG", "Person": "PERSON", "Location": "LOC",
    }  # fmt: skip
    named = {"ORG", "PERSON", "LOC"}
    outside = frozenset(
        number for number, tag in enumerate(ENTITY_TAGS) if tag == "O" or tag[2:] not in set(mapping.values())
    )
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        words, gaps, starts, ends = _words_of(row["text"])
        allowed = [outside] * len(words)
        for entity in sorted(row["entities"], key=lambda item: item["end"] - item["start"]):
            found = _word_range((entity["start"], entity["end"]), starts, ends)
            if found is None or entity.get("offset_mismatch"):
                continue
            kind = mapping.get(entity["type"])
            nominal = kind in named and not any(word[:1].isupper() for word in words[found[0] : found[1]][-1:])
            kinds = None if kind is None or nominal else [kind]
            allowed[found[0] : found[1]] = _allowed(kinds, found[1] - found[0])
        quoted = quoted_words(starts, ends, [(quote.outer, quote.inner) for quote in quotations(row["text"])])
        yield Example("re3d", words, gaps, quoted, entities=allowed)


assert len(ENTITY_TAGS) == 1 + 4 * len(ENTITIES)
