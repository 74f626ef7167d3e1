"""Where words and names stand all over a page, for questions about one name that other places answer.

In:      a Doc with names. Made once for a Doc and kept with it.
Cost:    linear in the words of the page, once.
"""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Entity

from allegedly.attribution.meaning.grammar import all_tokens, once


class PageNames:
    """`words` are the tokens by their lower-case form, in text order; `entities` those of the Doc, in text order."""

    def __init__(self, doc: Doc) -> None:
        self.entities: tuple[Entity, ...] = tuple(doc.ents)
        self.words: dict[str, list[Token]] = defaultdict(list)
        self._around: dict[int, Entity] = {}
        self._last: dict[str, list[Entity]] = defaultdict(list)
        self._holding: dict[str, list[Entity]] = defaultdict(list)
        for token in all_tokens(doc):
            self.words[token.lower_].append(token)
        for entity in self.entities:
            self._last[entity[-1].lower_].append(entity)
            for token in entity:
                self._around[token.i] = entity
                self._holding[token.lower_].append(entity)

    def entity_of(self, token: Token) -> Entity | None:
        """The name that a token is part of."""
        return self._around.get(token.i)

    def at(self, word: str) -> list[Token]:
        """The tokens with this lower-case form."""
        return self.words.get(word, [])

    def ending_in(self, word: str) -> list[Entity]:
        """The names whose last word this is, in lower case: "Jane Osei" for "osei"."""
        return self._last.get(word, [])

    def holding(self, word: str) -> list[Entity]:
        """The names that have this word, in lower case."""
        return self._holding.get(word, [])


def page_names(doc: Doc) -> PageNames:
    """The names of a Doc, made at the first call."""
    return once(doc, "page names", "all", lambda: PageNames(doc))
