"""What a noun phrase calls somebody: the name, else the description, without article, title, apposition, clause.

    his lawyer, Ines Varga,            → Ines Varga
    the interpreter, who asked …       → interpreter
    a memo obtained by the daily       → memo

In:      a Doc with grammar and names, and tokens of a noun phrase in text order, of which there must be one.
Out:     a `Called`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.grammar import span_of, text_of
from allegedly.attribution.meaning.source_names import name_of
from allegedly.attribution.meaning.source_phrase import phrase_of
from allegedly.spans import Span

_OWNERS = frozenset(
    ("the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your")
)
_RELATIVE = frozenset(("who", "which", "whose", "whom", "where", "that"))
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))


class Called(NamedTuple):
    """A name or a description, and where it stands."""

    name: str
    span: Span


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """The lists of data/chain.json by name."""
    data = resources.files("allegedly.attribution").joinpath("data", "chain.json").read_text("utf-8")
    return {name: frozenset(entries) for name, entries in json.loads(data).items() if isinstance(entries, list)}


def called(doc: Doc, tokens: Sequence[Token]) -> Called:
    """The name in a noun phrase, else what describes somebody there."""
    phrase = phrase_of(doc, span_of(tokens))
    name = None if phrase is None else name_of(doc, phrase)
    if name is not None:
        return written(name.tokens, name=True)
    core = tokens if phrase is None else phrase.core
    return written(_described(core))


def written(tokens: Sequence[Token], *, name: bool = False) -> Called:
    """The words as one line; a common word that only its place in the sentence made large is small again."""
    span = span_of(tokens)
    first = tokens[0]
    text = " ".join(text_of(first.doc)[span.start : span.end].split())
    if (
        not name
        and first.pos_ in ("NOUN", "ADJ", "DET", "NUM", "VERB")
        and not first.ent_type_
        and first.text[1:].islower()
    ):
        text = text[:1].lower() + text[1:]
    return Called(text, span)


def _described(core: Sequence[Token]) -> Sequence[Token]:
    kept = list(core)
    while len(kept) > 1 and kept[0].lower_ in _OWNERS:
        kept.pop(0)
    for at, token in enumerate(kept):
        clause = token.lower_ in _RELATIVE and token.pos_ in ("PRON", "SCONJ", "ADV")
        participle = token.pos_ == "VERB" and token.dep_ == "acl"
        if at and (clause or participle):
            kept = kept[:at]
            break
    while len(kept) > 1 and (kept[-1].text in _POSSESSIVE or kept[-1].is_punct or kept[-1].pos_ in ("ADP", "CCONJ")):
        kept.pop()
    return kept
