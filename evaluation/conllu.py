"""CoNLL-U treebanks: words with their places in the ink, and the raw text they were cut from.

Source:  universaldependencies.org/format.html. Empty nodes (8.1) are passed over; of a multiword token (29-30) the text
         has the surface form, and its words all stand on the place of the whole token.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

_FORM, _UPOS, _FEATS, _HEAD, _DEPREL, _MISC = 1, 3, 5, 6, 7, 9


class Word(NamedTuple):
    """One syntactic word, gold or predicted.

    `start` and `end` count ink in the document. `head` is an index into the document's words, None for a root, -1 for
    something that is no word. `sentence` numbers the sentences of the document. `feats` are `Feature=Value` strings.
    """

    form: str
    start: int
    end: int
    upos: str
    feats: frozenset[str]
    head: int | None
    deprel: str
    sentence: int
    multiword: bool = False


class Surface(NamedTuple):
    """A token as it is printed: `before` is the white space in front of it, `words` the number of words in it."""

    form: str
    before: str
    words: int


@dataclass
class Treebank:
    """One document. The words of `tokens`, in order, are `words`."""

    id: str
    words: list[Word] = field(default_factory=list)
    tokens: list[Surface] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The raw text: SpaceAfter=No kept, a blank line where a paragraph begins."""
        return "".join(token.before + token.form for token in self.tokens)


def load(path: Path) -> list[Treebank]:
    """The documents of a treebank (`# newdoc`); one document where it marks none.

    Raises:
        ValueError: a row has not ten columns, or an id or head that is no number.
    """
    documents: list[Treebank] = []
    gap, sentence = "", 0
    for number, block in enumerate(path.read_text("utf-8").split("\n\n"), start=1):
        comments = [line for line in block.splitlines() if line.startswith("#")]
        table = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        if not table:
            continue
        if not documents or any(line.startswith("# newdoc") for line in comments):
            documents.append(Treebank(_identity(comments, f"document {len(documents) + 1}")))
            gap, sentence = "", 0
        elif any(line.startswith("# newpar") for line in comments):
            gap = "\n\n"
        try:
            gap = _read(table, documents[-1], gap, sentence)
        except (IndexError, ValueError) as error:
            raise ValueError(f"{path.name}, sentence {number}: not CoNLL-U.") from error
        sentence += 1
    return documents


def _identity(comments: Iterable[str], otherwise: str) -> str:
    lines = (line for line in comments if line.startswith("# newdoc id"))
    return next((line.partition("=")[2].strip() for line in lines), otherwise)


def _read(table: Sequence[Sequence[str]], document: Treebank, gap: str, sentence: int) -> str:
    """Add a sentence that `gap` stands before; the white space after it."""
    base = len(document.words)
    at = document.words[-1].end if document.words else 0
    inside = 0
    for row in table:
        if "." in row[0]:
            continue
        first, _, last = row[0].partition("-")
        if last or int(first) > inside:
            form = row[_FORM].replace(" ", "")
            document.tokens.append(Surface(form, gap, int(last) - int(first) + 1 if last else 1))
            gap = "" if "SpaceAfter=No" in row[_MISC].split("|") else " "
            start, at = at, at + len(form)
            inside = int(last) if last else inside
        if not last:
            word = _word(row, (start, at), base=base, sentence=sentence)
            document.words.append(word._replace(multiword=int(first) <= inside))
    return gap


def _word(row: Sequence[str], place: tuple[int, int], *, base: int, sentence: int) -> Word:
    head = int(row[_HEAD])
    feats = frozenset(row[_FEATS].split("|")) - {"_"}
    return Word(row[_FORM], *place, row[_UPOS], feats, base + head - 1 if head else None, row[_DEPREL], sentence)
