"""Which actor a word of the tree stands for, as a party to what happens.

    "the Iranian navy" → Iran      "Hamas representatives" → Hamas      "his envoy" → the envoy, who acts for him

In:      a Doc and its actors, linked (`Actor.mentions`, `principal`, `identifiers`).
Out:     ids of actors; none for things, and for whom nobody has made an actor.
Rule:    docs/annotation.md, "Actors and parties": who is only described and acts for somebody named is that somebody.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from spacy.tokens import Doc, Token

from allegedly.events.lexicon import words_of_class
from allegedly.events.tree import below, preposition, together
from allegedly.records import Actor, Mention
from allegedly.spans import Span

_OF = ("of", "from", "in")
_ABOUT = ("of", "from", "with", "between", "in", "on", "about", "against")
_DEEP = 3
_AT_HOME = 3  # Chosen: mentions that make a state the page's own, and times that it outnumbers every other one.


class _Spoken(NamedTuple):
    """An actor's mention around a word; `heads` where the word is its head."""

    actor: Actor
    mention: Mention
    heads: bool = True


class Parties:
    """The actors of one Doc, found by word."""

    def __init__(self, doc: Doc, actors: Sequence[Actor]) -> None:
        self.actors = {actor.id: actor for actor in actors}
        self._states = {
            one.identifiers["iso3"]: one for one in actors if "iso3" in one.identifiers and one.kind != "place"
        }
        self.home = _home(actors)
        self._by_word: dict[int, _Spoken] = {}
        starts = {token.idx: token.i for token in doc}
        for actor in actors:
            for mention in actor.mentions:
                self._place(doc, starts, _Spoken(actor, mention))

    @classmethod
    def of_spans(cls, doc: Doc, spans: Mapping[str, Span]) -> Parties:
        """Parties whose places are given: every word of a span stands for its id."""
        made = cls(doc, ())
        for identity, span in spans.items():
            words = [token for token in doc if span.start <= token.idx < span.end]
            if words:
                last = words[-1]
                text = doc.text[words[0].idx : last.idx + len(last.text)]
                mention = Mention(text=text, start=words[0].idx, end=words[0].idx + len(text))
                actor = Actor(id=identity, name=text, kind="other")
                made.actors[identity] = actor
                made._by_word.update((word.i, _Spoken(actor, mention)) for word in words)
        return made

    def _place(self, doc: Doc, starts: dict[int, int], spoken: _Spoken) -> None:
        first = starts.get(spoken.mention.start)
        if first is None:
            return
        last = first
        while last + 1 < len(doc) and doc[last + 1].idx < spoken.mention.end:
            last += 1
        inside = range(first, last + 1)
        head = next((doc[at] for at in inside if doc[at].head.i not in inside or doc[at].head.i == at), doc[first])
        # A description holds other names ("| Hamas | representatives"): only its head is its own.
        for at in inside if spoken.actor.named and spoken.mention.text[:1].isupper() else (head.i,):
            known, here = self._by_word.get(at), spoken._replace(heads=at == head.i)
            if known is None or _closer(here, known):
                self._by_word[at] = here

    def sentences(self, doc: Doc) -> Iterator[tuple[range, bool]]:
        """The tokens of each sentence that names an actor, and whether it names two: else there are only things."""
        for sentence in doc.sents:
            inside = range(sentence.start, sentence.end)
            here = {self._by_word[at].actor.id for at in inside if at in self._by_word}
            if here:
                yield inside, len(here) > 1

    def of(self, tokens: Iterable[Token], *, place: bool = False) -> tuple[str, ...]:
        """The actors that the words stand for, each once, in text order. `place`: names of places count as well."""
        found = [one for token in tokens for one in self._of(token, place=place)]
        return tuple(dict.fromkeys(found))

    def known(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of the actors that the page names, or who act for somebody named."""
        return tuple(one for one in ids if self.actors[one].named or self.actors[one].principal is not None)

    def people(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """The named persons whom the words describe."""
        spoken = (self._by_word.get(token.i) for token in tokens)
        people = (one.actor for one in spoken if one is not None and one.heads)
        return tuple(one.id for one in people if one.named and one.kind == "person")

    def bodies(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """The bodies with names of their own, no states and no places, that the words name."""
        found = (one for one in self.of(tokens) if self.actors[one].named)
        return tuple(one for one in found if self.actors[one].kind in ("organisation", "media", "government", "party"))

    def principals(self, ids: Iterable[str]) -> tuple[str, ...]:
        """For whom the actors act, as the page says."""
        found = (self.actors[one].principal for one in ids)
        return tuple(one for one in found if one is not None)

    def towns(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """The places that the words name, themselves and not the states that they are in."""
        spoken = (self._by_word.get(token.i) for token in tokens)
        return tuple(one.actor.id for one in spoken if one is not None and one.actor.kind == "place")

    def behind(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """Whose the things are that the words name: "condemned | the raid by Velmar", "seized | a Velmar tanker"."""
        found = [one for token in tokens for one in self._behind(token, 0)]
        return tuple(dict.fromkeys(found))

    def _behind(self, token: Token, depth: int) -> Iterator[str]:
        if token.pos_ != "NOUN" or depth >= _DEEP:
            return
        sent = [
            each for one in below(token, "acl") for each in below(one, "obl") if preposition(each) in ("by", "from")
        ]
        by = [one for one in below(token, "nmod") if preposition(one) == "by"]
        rest = [one for one in below(token, "nmod") if preposition(one) in _ABOUT]
        for one in [*by, *_owners(token), *sent, *rest]:
            made = [each for joined in together(one) for each in self._of(joined, place=True)]
            # Those whom one talks with or about in some medium have done nothing.
            made = [each for each in made if self.actors[each].kind != "media"]
            made = made or (list(self._behind(one, depth + 1)) if one in rest else [])
            if made:
                yield from made
                return

    def _of(self, token: Token, *, place: bool, depth: int = 0) -> Iterator[str]:
        spoken = self._by_word.get(token.i)
        if spoken is not None:
            yield from self._standing_for(spoken, place=place)
            return
        if depth < _DEEP and token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "VERB"):
            organ = token.lemma_ in words_of_class("organs") or token.pos_ == "NUM"
            for owner in _owners(token) if organ else ():
                made = list(self._of(owner, place=True, depth=depth + 1))
                if made:
                    yield from made
                    return

    def _standing_for(self, spoken: _Spoken, *, place: bool) -> Iterator[str]:
        actor, mention, _ = spoken
        if _is_thing(actor):
            return
        if mention.sense == "place" or actor.kind == "place":
            state = self._states.get(actor.identifiers.get("country", ""))
            if place:
                yield (state or actor).id
            return
        if not actor.named and actor.principal in self.actors:
            yield actor.principal
        else:
            yield actor.id


def _home(actors: Sequence[Actor]) -> tuple[str, ...]:
    """The state that a page is at home in: named again and again, and every other one hardly. Empty without such."""
    states = sorted((one for one in actors if one.kind == "state"), key=lambda one: -len(one.mentions))
    if not states or len(states[0].mentions) < _AT_HOME:
        return ()
    others = len(states[1].mentions) if len(states) > 1 else 0
    return (states[0].id,) if others * _AT_HOME <= len(states[0].mentions) else ()


def _is_thing(actor: Actor) -> bool:
    """True for "19 bodies", "both sides": described, of no named body, and nobody who could do anything."""
    if actor.named or actor.principal is not None or not actor.mentions:
        return False
    words = actor.name.lower().split(" of ")[0].split(" in ")[0].split()
    last = words[-1] if words else ""
    return bool(
        {last, last.removesuffix("s"), last.removesuffix("es"), last.removesuffix("ies") + "y"} & _rules()["things"]
    ) or (last.removesuffix("s") in _rules()["sides"])


@cache
def _rules() -> dict[str, frozenset[str]]:
    data = resources.files("allegedly.events").joinpath("data", "parties.json").read_text("utf-8")
    return {name: frozenset(words) for name, words in json.loads(data).items() if isinstance(words, list)}


def only_tells(lemma: str) -> bool:
    """True for verbs that only pass words on."""
    return lemma in _rules()["telling"]


def _closer(one: _Spoken, known: _Spoken) -> bool:
    """A word is its own mention's before it is part of another's: "| Hamas | leader" is Hamas."""
    if one.heads != known.heads:
        return one.heads
    longer = len(one.mention.text) > len(known.mention.text)
    return longer == one.heads


def _owners(noun: Token) -> list[Token]:
    """Whose it is: possessor, demonym, name before it, "of", "from"."""
    before = below(noun, "nmod:poss", "amod", "compound", "nmod:desc", "nmod:unmarked")
    before += [one for one in below(noun, "nmod") if one.i < noun.i]
    after = [one for one in below(noun, "nmod") if one.i > noun.i and preposition(one) in _OF]
    return [one for one in before if one.text[:1].isupper()] + after
