"""Run the reader: the only part of evaluation that does.

The rooms of `allegedly` are imported when they are first needed, so that scoring stored predictions needs no model.
An item that the reader refuses, or whose text it changes, counts as read with no result and is told on standard error;
a model that cannot be used ends the run (ModelError).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from allegedly.errors import AnchorError, IntakeError
from allegedly.records import Actor, Block, Document, Reading
from allegedly.spans import Span
from evaluation import petrarch_actors
from evaluation.bearing import Pair
from evaluation.conllu import Treebank, Word
from evaluation.coreference import Item as Coreferent
from evaluation.coreference import Place, Read
from evaluation.entities import Entity, Tagged
from evaluation.gold_passages import Passage
from evaluation.gold_records import GoldPage
from evaluation.ink import Ink
from evaluation.petrarch import Found as CodedRead
from evaluation.petrarch import Item as Coded
from evaluation.polnear import Article, Attribution, from_statements
from evaluation.times import Item as Timed
from evaluation.times import bare

if TYPE_CHECKING:
    from allegedly.actors import Gazetteer

Item = TypeVar("Item", Article, Treebank, Tagged, GoldPage, Passage, Coded, Timed, Coreferent)
Found = TypeVar("Found")
# Statements and relations of our own pages are scored one after the other.
_read: dict[tuple[str, str], Reading] = {}


def every(items: Sequence[Item], read: Callable[[Item], Iterable[Found]], *, doing: str) -> list[tuple[Found, ...]]:
    """What `read` finds in each item, in order; progress and refusals on standard error."""
    found: list[tuple[Found, ...]] = []
    for at, item in enumerate(items):
        _progress(doing, at, len(items))
        try:
            found.append(tuple(read(item)))
        except (IntakeError, AnchorError, ValueError) as error:
            print(f"\n{doing}: {item.id} has no result: {error}", file=sys.stderr)
            found.append(())
    _progress(doing, len(items), len(items))
    return found


def _progress(doing: str, done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{doing}: {done} of {of}", end="\n" if done == of else "", file=sys.stderr, flush=True)
    elif done in (0, of):
        print(f"{doing}: {done} of {of}", file=sys.stderr, flush=True)


def reader() -> str:
    """The reader's version string."""
    from allegedly import reading

    return reading.reader()


def attributions(article: Article) -> tuple[Attribution, ...]:
    """An article's raw text through the whole path, as a user would read it."""
    from allegedly import intake, reading

    read = reading.read(intake.of_text(article.text))
    return from_statements(read.statements, read=read.document.text, gold=article.text)


def supports(pair: Pair) -> bool:
    """True where the encoder finds it likelier that the evidence supports the claim than that it disputes it."""
    from allegedly import language

    found = language.bearing(pair.evidence, pair.claim)
    return found["supports"] >= found["disputes"]


def whole(page: GoldPage) -> tuple[Reading, ...]:
    """A gold page's text and facts through the whole path, as a user would read it; read once a run."""
    key = str(page.path.resolve()), page.text
    if key not in _read:
        from allegedly import reading

        _read[key] = reading.read(gold_document(page))
    return (_read[key],)


def passage(item: Passage) -> tuple[Reading, ...]:
    """A passage's text with its day and outlet, as a user would read it."""
    from allegedly import intake, reading

    facts = intake.Facts(published=item.published, outlet=item.outlet)
    return (reading.read(intake.of_text(item.text, facts=facts)),)


@contextmanager
def known(dictionary: Path) -> Iterator[Callable[[Coded], tuple[CodedRead, ...]]]:
    """How a sentence is read while PETRARCH's actors are a list of one's own."""
    from allegedly import actors

    with TemporaryDirectory() as folder:
        path = Path(folder) / "petrarch.csv"
        petrarch_actors.write(dictionary, path, _key_of)
        gazetteer = actors.gazetteer(path)
        yield lambda item: (_coded(item, gazetteer),)


def _key_of(name: str) -> str | None:
    """The key of the one whom the package knows by a name or demonym, places left out."""
    from allegedly.actors import gazetteer

    senses = [one for one in gazetteer().senses(name) if one.by != "seat" and one.entry.kind != "place"]
    return senses[0].entry.key if len(senses) == 1 else None


def _coded(item: Coded, gazetteer: Gazetteer) -> CodedRead:
    """A sentence as a document of its day, with the rows of its export."""
    from allegedly import events, intake, reading

    document = intake.of_text(item.text, facts=intake.Facts(published=item.published))
    read = reading.read(document, known=gazetteer)

    def code_on(actor: Actor, day: str | None) -> str | None:
        entry = gazetteer.entry(actor.identifiers.get("key", ""))
        return actor.identifiers.get("cameo") if entry is None else gazetteer.code(entry, day)

    return CodedRead(read, tuple((row.source, row.target, row.cameo) for row in events.rows(read, code_on)))


def gold_document(page: GoldPage) -> Document:
    """A gold page's text with the facts of its meta file."""
    from allegedly import intake

    facts = intake.Facts(**{name: page.facts.get(name) for name in intake.Facts.model_fields})
    return intake.of_text(page.text, facts=facts)


def grammar_of_words(document: Treebank) -> list[Word]:
    """Tags and trees on gold words and sentences, white space as in the raw text."""
    from allegedly import language

    nlp = language.pipeline()
    return words_of(nlp(doc_of(document, nlp.vocab)))


def doc_of(document: Treebank, vocab: Vocab) -> Doc:
    """Gold words, blanks and sentence starts as a spaCy Doc.

    A paragraph break is a token of white space, as spaCy's tokenizer makes it.
    """
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool | int | None] = []
    at, sentence = 0, -1
    for token in document.tokens:
        if "\n" in token.before:
            words, spaces, starts = [*words, token.before], [*spaces, False], [*starts, False]
        elif token.before:
            spaces[-1] = True
        for word in document.words[at : at + token.words]:
            words.append(word.form)
            spaces.append(False)
            starts.append(word.sentence != sentence)
            sentence = word.sentence
        at += token.words
    return Doc(vocab, words=words, spaces=spaces, sent_starts=starts)


def clusters(item: Coreferent) -> tuple[Read]:
    """Who is who, on gold words and sentences; statements found in them decide who "I" is, as on a page."""
    from allegedly import actors, attribution, language

    nlp = language.pipeline()
    doc = nlp(doc_of(item.treebank, nlp.vocab))
    document = _document(doc)
    linked = actors.link(doc, document, attribution.statements(doc, document))
    word = np.cumsum([not token.is_space for token in doc]) - 1

    def place(span: Span) -> Place | None:
        found = doc.char_span(span.start, span.end, alignment_mode="expand")
        if found is None:
            return None
        return Place(int(word[found.start]), int(word[found.end - 1]) + 1, int(word[found.root.i]))

    found = [[place(mention.span) for mention in actor.mentions] for actor in linked.actors]
    left = [place(one.span) for one in linked.open]
    clusters = (frozenset(one for one in cluster if one is not None) for cluster in found)
    return (Read(tuple(one for one in clusters if one), frozenset(one.head for one in left if one is not None)),)


def _document(doc: Doc) -> Document:
    """The Doc's text as a document, a paragraph a block."""
    text, start = doc.text, 0
    blocks = []
    for part in re.split(r"(\n\n+)", text):
        if part.strip():
            blocks.append(Block(kind="paragraph", start=start, end=start + len(part)))
        start += len(part)
    return Document.make(text, tuple(blocks), raw=text.encode(), media_type="text/plain", encoding="utf-8")


def grammar_of_text(document: Treebank) -> list[Word]:
    """Words, sentences, tags and trees from the raw text."""
    from allegedly import intake, language

    doc = language.annotate(intake.of_text(document.text))
    _same_ink(doc.text, document.text)
    return words_of(doc)


def _same_ink(read: str, gold: str) -> None:
    if Ink(read).characters != Ink(gold).characters:
        raise ValueError("the reader's text differs from the corpus's in more than white space.")


def words_of(doc: Doc) -> list[Word]:
    """A spaCy Doc's tokens but white space, heads and sentences numbered without it."""
    tokens = [token for token in doc if not token.is_space]
    numbers = {token.i: at for at, token in enumerate(tokens)}
    ink, sentence = Ink(doc.text), -1
    words = []
    for token in tokens:
        sentence += bool(token.is_sent_start) or sentence < 0
        words.append(_word(token, ink, numbers, sentence))
    return words


def _word(token: Token, ink: Ink, numbers: dict[int, int], sentence: int) -> Word:
    start, end = ink.span(Span(token.idx, token.idx + len(token.text)))
    head = None if token.head.i == token.i else numbers.get(token.head.i, -1)
    feats = frozenset(str(token.morph).split("|")) - {""}
    return Word(token.text, start, end, token.pos_, feats, head, token.dep_, sentence)


def entities(document: Tagged) -> set[Entity]:
    """Entities on the corpus's tokens where it has them, else in its text."""
    from allegedly import intake, language

    if document.tokens is not None and document.spaced is not None:
        nlp = language.pipeline()
        starts: list[bool | int | None] = [at in document.sentences for at in range(len(document.tokens))]
        doc = nlp(Doc(nlp.vocab, words=list(document.tokens), spaces=list(document.spaced), sent_starts=starts))
        return {Entity(Span(entity.start, entity.end), entity.label_) for entity in doc.ents}
    doc = language.annotate(intake.of_text(document.text))
    _same_ink(doc.text, document.text)
    ink = Ink(doc.text)
    return {Entity(ink.span(Span(entity.start_char, entity.end_char)), entity.label_) for entity in doc.ents}


def times(document: Timed) -> list[tuple[Span, str]]:
    """Times as spans of ink, without their leading prepositions, and EDTF."""
    from allegedly import intake, language
    from allegedly.language.times import times as times_of

    doc = language.annotate(intake.of_text(document.text))
    _same_ink(doc.text, document.text)
    ink = Ink(doc.text)
    return [(ink.span(bare(doc.text, time.span)), time.edtf) for time in times_of(doc, document.published)]
