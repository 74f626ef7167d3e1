"""Who an actor of one document is in the whole ledger.

Two documents speak of one actor where both mean the same entry of the gazetteer, or where both name it in full: by two
words or more, or by a body's initials. That is a proposal like any other: people merge and split. Who is
only described ("a senior official") stays an actor of one document.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from allegedly.folding import fold
from allegedly.ids import ACTOR, identify
from allegedly.ledger.packing import plain
from allegedly.records import Actor, Hop, Mention, Speaker


class Figure(NamedTuple):
    """An actor of the ledger. `made_by`: "known", "name", "document" or "decision"."""

    id: str
    name: str
    kind: str
    made_by: str
    identifiers: str = "{}"


class Cast:
    """The actors of one document as actors of the ledger, and all names under which they stand there."""

    def __init__(self, actors: Iterable[Actor] = (), *, split: Mapping[str, tuple[str, str]] | None = None) -> None:
        self.figures: dict[str, Figure] = {}
        self.names: dict[tuple[str, str], str] = {}  # (folded, actor) → as printed
        self._split = split or {}
        self._of: dict[str, str] = {}
        for actor in actors:
            self._of[actor.id] = self._enter(actor)

    def of(self, actor: str) -> str:
        """The ledger's actor for an actor of the reading."""
        return self._of[actor]

    def name(self, figure: str) -> str:
        """What the ledger calls it."""
        return self.figures[figure].name

    def speaker(self, speaker: Speaker) -> str | None:
        """Who speaks; None where the text leaves it open."""
        if speaker.actor in self._of:
            return self._of[speaker.actor or ""]
        if not speaker.name:
            return None
        if speaker.actor is not None and speaker.actor.startswith(f"{ACTOR}_"):
            # A person chose an actor that stands in another document.
            return self._put(Figure(speaker.actor, plain(speaker.name), _kind(speaker.kind), "decision"), speaker.name)
        return self._by_name(speaker.name, _kind(speaker.kind))

    def hop(self, hop: Hop) -> str | None:
        """Through whose hands; None for a document."""
        if hop.actor in self._of:
            return self._of[hop.actor or ""]
        if hop.role == "document" or not hop.name:
            return None
        return self._by_name(hop.name, "media" if hop.role in ("agency", "outlet", "monitor") else "other")

    def _enter(self, actor: Actor) -> str:
        figure = self._figure(actor)
        self._put(figure, actor.name if actor.named else None)
        for name in ("wikidata", "key"):
            if name in actor.identifiers:
                self._call(figure.id, actor.identifiers[name])
        for mention in actor.mentions:
            if actor.named and _is_name(mention, actor):
                self._call(figure.id, mention.text)
        return figure.id

    def _figure(self, actor: Actor) -> Figure:
        name = plain(" ".join(actor.name.split()))
        if actor.id in self._split:
            into, called = self._split[actor.id]
            return Figure(into, called, actor.kind, "decision")
        if "key" in actor.identifiers:
            return Figure(actor.id, name, actor.kind, "known", json.dumps(actor.identifiers, sort_keys=True))
        if actor.named and actor.kind != "place" and (folded := _full(name, actor.kind)):
            return Figure(_named(folded, actor.kind), name, actor.kind, "name")
        return Figure(actor.id, name, actor.kind, "document", json.dumps(actor.identifiers, sort_keys=True))

    def _by_name(self, name: str, kind: str) -> str:
        shown = plain(" ".join(name.split()))
        folded = fold(shown) or shown
        same = next((figure for known, figure in self.names if known == folded), None)
        if same is not None:
            return same
        return self._put(Figure(_named(folded, kind), shown, kind, "name"), name)

    def _put(self, figure: Figure, called: str | None) -> str:
        self.figures.setdefault(figure.id, figure)
        if called:
            self._call(figure.id, called)
        return figure.id

    def _call(self, figure: str, name: str) -> None:
        shown = plain(" ".join(name.split()))
        folded = fold(shown)
        if folded:
            self.names.setdefault((folded, figure), shown)


def _is_name(mention: Mention, actor: Actor) -> bool:
    """Pronouns and descriptions ("The Russian leader") are no names; "Pyongyang" for its government is one."""
    words = mention.text.split()
    if not words[-1][:1].isupper() or len(mention.text) < 2:
        return False
    shared = set(fold(mention.text).split()) & set(fold(actor.name).split())
    return bool(shared) or mention.metonym or mention.text.isupper()


def _full(name: str, kind: str) -> str:
    """The folded name where it is enough to know somebody by: of two words, or a body's initials; else nothing."""
    folded = fold(name)
    initials = kind != "person" and name.isupper() and len(folded) > 1
    return folded if " " in folded or initials else ""


def _named(folded: str, kind: str) -> str:
    return identify(ACTOR, "name", "person" if kind == "person" else "body", folded)


def _kind(speaker: str) -> str:
    return {"named-person": "person", "unnamed-person": "person", "outlet": "media"}.get(speaker, "other")
