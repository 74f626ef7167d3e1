"""Which news organisation "the paper", "the agency", "a foreign television channel" is.

In:      a Doc with the page's news organisations (`press`), the outlet that printed it, a generic name and its place.
Out:     the named organisation that is meant; None where the page names none of the kind.
Rules:   the last of its kind that the page has named before; in the head, or with an indefinite article, the only one
         that it names at all. The agency of a dateline and the page's own outlet are never meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from allegedly.attribution.meaning.grammar import all_tokens, once, sentence_of, tokens_in
from allegedly.attribution.meaning.press import Organisation, press_of
from allegedly.attribution.meaning.press_names import Kind, is_generic, nouns, plain, same
from allegedly.records import HEAD, Anchor, Document

_INDEFINITE = frozenset(("a", "an", "another"))
_DEFINITE = frozenset(("the", "this", "that", "same", "its"))
# What one noun may stand for besides its own kind: "the outlet" for any, "the channel" for no paper.
_ANY: frozenset[Kind] = frozenset(("agency", "broadcaster", "newspaper", "magazine", "site"))


def meant(doc: Doc, document: Document, name: str, at: Anchor) -> Organisation | None:
    """The organisation that the generic `name`, printed at `at`, stands for."""
    if not is_generic(name):
        return None
    kinds = _kinds(name)
    known = [one for one in _named(doc, document) if one.kind in kinds]
    different = [one for number, one in enumerate(known) if not any(same(one.name, it.name) for it in known[:number])]
    tokens = tokens_in(doc, at)
    if not tokens or not different:
        return None
    article = _article(tokens[0].lower_, doc[tokens[0].i - 1].lower_ if tokens[0].i else "")
    before = [one for one in known if one.tokens[0].i < tokens[0].i]
    if article in _DEFINITE and before:
        return before[-1]
    # "state radio" without an article is its own name, but for headlines, which have none.
    told = article in _INDEFINITE or article in _DEFINITE or _in_head(document, at)
    return different[0] if told and len(different) == 1 else None


def _in_head(document: Document, at: Anchor) -> bool:
    return any(block.kind in HEAD and block.start <= at.start < block.end for block in document.blocks)


def _article(first: str, before: str) -> str:
    return first if first in _INDEFINITE | _DEFINITE else before


def _kinds(name: str) -> frozenset[Kind]:
    words = plain(name).split()
    kind = nouns().get(" ".join(words[-2:])) or nouns().get(words[-1])
    if kind is None or kind == "media":
        return _ANY
    return frozenset((kind, "magazine")) if words[-1] == "publication" else frozenset((kind,))


def _named(doc: Doc, document: Document) -> Sequence[Organisation]:
    """The organisations that the page names in its text, in order."""
    wires = [(block.start, block.end) for block in document.blocks if block.kind in ("byline", "credit", "dateline")]

    def made() -> list[Organisation]:
        found = press_of(doc).find([token for token in all_tokens(doc) if not token.is_space], sure=True)
        return [one for one in found if one.named and not _credits(doc, document, one, wires)]

    return once(doc, "named press", "all", made)


def _credits(doc: Doc, document: Document, one: Organisation, wires: Sequence[tuple[int, int]]) -> bool:
    """True for the page's own outlet, a byline's or photograph's agency, and one in the brackets of a dateline."""
    if document.outlet is not None and same(one.name, document.outlet):
        return True
    start = one.tokens[0].idx
    if any(first <= start < last for first, last in wires):
        return True
    before = doc[one.tokens[0].i - 1].text if one.tokens[0].i else ""
    return before == "(" and sentence_of(one.tokens[0]).start >= one.tokens[0].i - _DATELINE


_DATELINE = 10  # Words of a dateline before its agency: "SANTA ODILA, Lisandra, June 8 (".
