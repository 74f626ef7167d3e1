"""For whom somebody acts, as the page says: "an Iranian envoy" for Iran, "Jo Ren, the bank's director," for the bank.

In:      a Doc and its actors' mentions.
Out:     the id of a state, a body, a group; None where the page does not say it.
How:     what stands as possessor, name, demonym or "of, at, for, from" beside the noun that somebody is called by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from allegedly.actors.choice import rules as _rules
from allegedly.records import ActorKind, Mention

_WITH = frozenset(("of", "at", "for", "from", "with", "in"))
_BESIDE = frozenset(("nmod:poss", "compound", "amod", "nmod", "nmod:desc", "nmod:unmarked", "flat"))
_DEEP = 3


class Principals:
    """The actors of one Doc by word."""

    def __init__(self, doc: Doc, actors: Sequence[tuple[str, ActorKind, tuple[Mention, ...]]]) -> None:
        self.doc = doc
        self.starts = {token.idx: token.i for token in doc}
        self.mentions = {identity: mentions for identity, _, mentions in actors}
        self.at: dict[int, str] = {}
        placed = [(identity, one) for identity, kind, each in actors if kind != "person" for one in each]
        self.kinds = {identity: kind for identity, kind, _ in actors}
        # A name inside a description is its own: "the | Velmar | government".
        for identity, mention in sorted(placed, key=lambda one: len(one[1].text)):
            self._place(identity, mention)

    def _place(self, identity: str, mention: Mention) -> None:
        first = self.starts.get(mention.start)
        if first is None or not mention.text[:1].isupper():
            return
        for at in range(first, len(self.doc)):
            if self.doc[at].idx >= mention.end:
                break
            self.at.setdefault(at, identity)

    def of(self, identity: str) -> str | None:
        """The principal of an actor; the first that its mentions name."""
        for mention in self.mentions[identity]:
            for token in self._words(mention):
                found = self._beside(token, identity, {token.i})
                if found is not None:
                    return found
        return None

    def _rules(self, identity: str, noun: Token) -> bool:
        """A town has only its officers act for it: "Velmar police", not "Velmar fishermen"."""
        return self.kinds[identity] != "place" or noun.lemma_ in _rules()["organs"] or noun.lower_ in _rules()["organs"]

    def _words(self, mention: Mention) -> Iterator[Token]:
        """The head of the mention, and the nouns that are said of it: title before, apposition behind."""
        first = self.starts.get(mention.start)
        if first is None:
            return
        last = first
        while last + 1 < len(self.doc) and self.doc[last + 1].idx < mention.end:
            last += 1
        inside = range(first, last + 1)
        head = next((self.doc[at] for at in inside if self.doc[at].head.i not in inside), self.doc[last])
        yield head
        yield from (one for one in head.children if one.dep_ == "appos" and one.pos_ == "NOUN")
        if head.dep_ in ("appos", "flat", "nmod:desc") and head.head.pos_ == "NOUN":
            yield head.head

    def _beside(self, noun: Token, own: str, seen: set[int], depth: int = 0) -> str | None:
        """The actor that stands beside the noun, or beside one that does: "a member of Hamas's leadership"."""
        for one in noun.children:
            if one.i in seen or depth >= _DEEP:
                continue
            marks = {mark.lower_ for mark in one.children if mark.dep_ == "case" and mark.i < one.i}
            after = one.i > noun.i
            if one.dep_ not in _BESIDE or (after and one.dep_ != "flat" and not marks & _WITH):
                continue
            found = self.at.get(one.i)
            if found is not None and found != own and self._rules(found, noun):
                return found
            deeper = self._beside(one, own, seen | {one.i}, depth + 1) if one.pos_ in ("NOUN", "PROPN") else None
            if deeper is not None:
                return deeper
        return None
