"""Sources that the roles leave open and the grammar gives.

In:      a Doc with dependencies, and its drafts.
Rules:   the cue's verb has a subject of its own; or it is coordinated with a verb that has a source ("says P,
         insinuates Q"); or it is a participle of the noun that speaks ("evidence indicating that …").
         Expletives ("it was reported"), passives and relative words give none.
Source:  Universal Dependencies, nsubj, conj, acl (de Marneffe et al. 2021). Measured on dev: docs/decisions/0009.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from allegedly.attribution.draft import Draft
from allegedly.spans import Span

_CLIMB = 3


def complete(drafts: list[Draft], doc: Doc) -> None:
    """Give sources to drafts that have none, where a rule applies and the words are free; changes `drafts`."""
    by_verb = {root.i: draft for draft in drafts if (root := _root(doc, draft.cue)) is not None}
    for draft in drafts:
        if draft.source is None:
            found = _source(doc, draft, by_verb)
            if found is not None and not _taken(found, draft):
                draft.source = found


def _root(doc: Doc, cue: Span) -> Token | None:
    span = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    return None if span is None or not doc.has_annotation("DEP") else span.root


def _source(doc: Doc, draft: Draft, by_verb: dict[int, Draft]) -> Span | None:
    verb = _root(doc, draft.cue)
    if verb is None or verb.pos_ not in ("VERB", "AUX", "ADJ") or _passive(verb):
        return None
    for _ in range(_CLIMB):
        subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
        if subject is not None:
            return _phrase(subject)
        if verb.dep_ != "conj" or verb.head.pos_ not in ("VERB", "AUX") or _passive(verb.head):
            break
        verb = verb.head
        other = by_verb.get(verb.i)
        if other is not None and other.source is not None:
            return other.source
    if verb.dep_ == "acl" and verb.morph.get("VerbForm", []) in (["Part"], ["Ger"]) and verb.head.i < verb.i:
        return _phrase(verb.head, before=verb)
    return None


def _passive(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj:pass", "aux:pass") for child in verb.children)


def _phrase(noun: Token, before: Token | None = None) -> Span | None:
    """The noun with what belongs to it, up to `before`; None for expletives and words that stand for another."""
    if noun.dep_ == "expl" or noun.morph.get("PronType", []) in (["Rel"], ["Int"], ["Dem"]):
        return None
    words = _run(noun, [token for token in noun.subtree if before is None or token.i < before.i])
    while words and (words[-1].is_punct or words[-1].is_space):
        words.pop()
    if not words:
        return None
    return Span(words[0].idx, words[-1].idx + len(words[-1].text))


def _run(noun: Token, tokens: list[Token]) -> list[Token]:
    """The tokens next to each other around the noun, in text order: a tree may be non-projective, a span may not."""
    inside = {token.i for token in tokens}
    first = last = noun.i
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return [noun.doc[at] for at in range(first, last + 1)]


def _taken(source: Span, draft: Draft) -> bool:
    return source.overlaps(draft.cue) or any(source.overlaps(content) for content in draft.contents)
