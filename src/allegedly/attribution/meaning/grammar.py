"""Where a statement stands in the tree: its cue's verb, its content's predicate, the words of a span.

In:      a Doc with dependencies (Universal Dependencies, enhanced by nothing) and lemmas.
Empty:   None where a span holds no token or the Doc has no grammar there (boilerplate).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from allegedly.records import Anchor, Statement
from allegedly.spans import Span

_CLAUSES = frozenset(("VERB", "AUX", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADV"))


Made = TypeVar("Made")


def text_of(doc: Doc) -> str:
    """`doc.text`, which spaCy puts together anew each time, once."""
    return once(doc, "text", "all", lambda: str(doc.text))


def sentences(doc: Doc) -> list[Sentence]:
    """`doc.sents`, which spaCy looks for anew each time, once."""
    return once(doc, "sentences", "all", lambda: list(doc.sents))


def sentence_of(token: Token) -> Sentence:
    """`token.sent`, whose ends spaCy looks for word by word, from the sentences that are known."""
    doc = token.doc
    return once(doc, "sentences", "by token", lambda: [one for one in sentences(doc) for _ in range(len(one))])[token.i]


def once(doc: Doc, what: str, key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` gives, made once a Doc: several questions of one statement want the same groundwork."""
    kept: dict[Hashable, Made] | None = doc.user_data.get(what)
    if kept is None:
        kept = doc.user_data[what] = {}
    elif key in kept:
        return kept[key]
    made = kept[key] = make()
    return made


def all_tokens(doc: Doc) -> list[Token]:
    """The Doc's tokens, in order, made once: spaCy makes them anew for each who asks."""
    return once(doc, "tokens", "all", lambda: list(doc))


def tokens_in(doc: Doc, span: Anchor | Span) -> list[Token]:
    """The tokens that begin in `[start, end)` and are no white space, in order."""
    tokens = all_tokens(doc)
    starts = once(doc, "starts", "all", lambda: [token.idx for token in tokens])
    inside = tokens[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
    return [token for token in inside if not token.is_space]


def dependents(token: Token) -> list[tuple[Token, str, str]]:
    """A token's dependents in text order, each with its relation, whole and without subtype."""
    doc = token.doc
    return once(doc, "families", "all", lambda: _families(doc))[token.i]


def root_of(doc: Doc, span: Anchor | Span) -> Token | None:
    """The token of the span whose head lies outside it; of several the first that can head a clause."""
    tokens = tokens_in(doc, span)
    inside = {token.i for token in tokens}
    heads = [token for token in tokens if token.head.i not in inside or token.head.i == token.i]
    return next((token for token in heads if token.pos_ in _CLAUSES), heads[0] if heads else None)


def predicates(doc: Doc, statement: Statement) -> list[Token]:
    """The heads of the content's pieces, in text order: the main predicate of each sentence that it holds.

    A direct quotation of three sentences has three; a noun phrase has its noun.
    """
    found: list[Token] = []
    for piece in statement.content:
        tokens = tokens_in(doc, piece)
        inside = {token.i for token in tokens}
        for token in tokens:
            outside = token.head.i not in inside or token.head.i == token.i
            if outside and token.pos_ in _CLAUSES and token.dep_ != "punct":
                found.append(token)
    return found


def children(token: Token, *relations: str) -> Iterator[Token]:
    """The dependents that stand in one of `relations`, in text order; "nsubj" also matches "nsubj:pass"."""
    family = dependents(token)
    return iter([child for child, relation, main in family if relation in relations or main in relations])


def _families(doc: Doc) -> list[list[tuple[Token, str, str]]]:
    """For each token its dependents with their relations, whole and without subtype: asking spaCy is dear."""
    found: list[list[tuple[Token, str, str]]] = [[] for _ in range(len(doc))]
    strings = doc.vocab.strings
    names: dict[int, tuple[str, str]] = {}
    for token, offset, number in zip(
        all_tokens(doc), doc.to_array("HEAD").astype("int64"), doc.to_array("DEP"), strict=True
    ):
        if offset:
            relation = names.get(number)
            if relation is None:
                whole = strings[int(number)]
                relation = names[number] = (whole, whole.split(":")[0])
            found[token.i + int(offset)].append((token, *relation))
    return found


def span_of(tokens: Iterable[Token]) -> Span:
    """The smallest span over the tokens, of which there must be one."""
    ordered = sorted(tokens, key=lambda token: token.i)
    return Span(ordered[0].idx, ordered[-1].idx + len(ordered[-1].text))
