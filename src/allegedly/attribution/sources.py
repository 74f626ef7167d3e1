"""Sources that the roles leave open and the grammar gives, and those that grammar forbids.

In:      a Doc with dependencies, and its drafts.
Rules:   the cue's verb has a subject of its own, before or after it ("said Calvo"); or it is coordinated with a verb
         that has a source ("says P, insinuates Q"); or is what somebody is quoted as ("quoted Calvo as saying"); or
         it is a participle of the noun that speaks ("evidence indicating that …"). Of passives only those of speaking
         give one ("was quoted by the agency as saying"). Expletives and relative words give none. Where a passive cue
         took a participant for its source ("no meetings have been reported between X and Y"), it is let go.
Source:  Universal Dependencies: nsubj, nsubj:pass, conj, acl (de Marneffe et al. 2021).
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources

from spacy.tokens import Doc, Token

from allegedly.attribution.draft import Draft
from allegedly.language.runs import run_around
from allegedly.spans import Span, merge

_CLIMB = 3


@lru_cache(maxsize=1)
def cue_lists() -> dict[str, frozenset[str]]:
    """The lists of data/cues.json by name."""
    data = resources.files("allegedly.attribution").joinpath("data", "cues.json").read_text("utf-8")
    return {name: frozenset(words) for name, words in json.loads(data).items() if isinstance(words, list)}


def complete(drafts: list[Draft], doc: Doc) -> None:
    """Give sources to drafts that have none and take away impossible ones; changes `drafts`."""
    if not doc.has_annotation("DEP"):
        return
    roots = [_root(doc, draft.cue) for draft in drafts]
    by_verb = {root.i: draft for draft, root in zip(drafts, roots, strict=True) if root is not None}
    for draft, verb in zip(drafts, roots, strict=True):
        if verb is None:
            continue
        if draft.source is not None and _passive(verb) and _takes_part(doc, draft.source, draft.cue):
            draft.contents = merge([*draft.contents, _taking_part(doc, draft.source)])
            draft.source = None
        if draft.source is not None:
            _cut_before(draft, verb)
        if draft.source is None:
            _give(draft, _source(draft, verb, by_verb))
        elif _is_anothers(draft, drafts):
            _take_own(draft, verb)


def _cut_before(draft: Draft, verb: Token) -> None:
    """Let go of what stands before the speaker and is no part of him.

    "Giving evidence on Monday, | Adaeze Nwosu, 41, | said"; "The majority, | Justice Laval | said, had rewritten it":
    the latter is the subject of what is said, and goes back to the content.
    """
    subjects = [one for one in verb.children if one.dep_ == "nsubj" and not _passive(verb)]
    subject = subjects[-1] if subjects and draft.source is not None else None
    own = None if subject is None else _phrase(subject)
    if subject is None or own is None or draft.source is None or not draft.source.contains(own):
        return
    start = draft.source.start
    before = [token for token in verb.sent if start <= token.idx < own.start]
    if len(before) < 2 or before[-1].text != "," or _belongs(before, subject):
        return
    lead = Span(before[0].idx, before[-1].idx)
    draft.source = Span(own.start, draft.source.end)
    if before[0].pos_ != "VERB":
        draft.contents = merge([lead, *draft.contents])


def _belongs(before: list[Token], subject: Token) -> bool:
    """True where a word of the lead hangs on the subject, or the subject on it: an apposition."""
    inside = {token.i for token in before}
    return subject.head.i in inside or any(
        (token.head.i == subject.i and token.dep_ != "punct") or subject in token.subtree for token in before
    )


def _is_anothers(draft: Draft, drafts: list[Draft]) -> bool:
    """True where the cue stands in another's content and has the source of that one: "X said [that Y had told him]"."""
    return any(
        other is not draft
        and other.source == draft.source
        and any(content.contains(draft.cue) for content in other.contents)
        for other in drafts
    )


def _take_own(draft: Draft, verb: Token) -> None:
    """Set the subject of the cue's own verb as the source, where it has one that stands for nobody else."""
    subject = None if _passive(verb) else _subject(verb, "nsubj")
    own = None if subject is None or subject.pos_ == "PRON" else _phrase(subject)
    if own is not None:
        _give(draft, own)


def _root(doc: Doc, cue: Span) -> Token | None:
    span = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    return None if span is None else span.root


def _takes_part(doc: Doc, source: Span, cue: Span) -> bool:
    """True where the source follows the cue and a preposition that never introduces one."""
    span = doc.char_span(*source, alignment_mode="expand")
    if span is None or source.start < cue.start or span.start == 0:
        return False
    return doc[span.start - 1].lower_ in cue_lists()["no_source_after"]


def _taking_part(doc: Doc, source: Span) -> Span:
    """The whole phrase of those who take part, with its preposition: "between X and Y since the attack"."""
    span = doc.char_span(*source, alignment_mode="expand")
    if span is None or span.start == 0:
        return source
    words = run_around(span.root, [*span.root.subtree])
    last = max(span.end - 1, words[-1].i)
    while doc[last].is_punct or doc[last].is_space:
        last -= 1
    first = doc[span.start - 1]
    return Span(first.idx, doc[last].idx + len(doc[last].text))


def _source(draft: Draft, verb: Token, by_verb: dict[int, Draft]) -> Span | None:
    if _passive(verb):
        speaks = any(token.lower_ in cue_lists()["speaking_passives"] for token in (verb, *verb.children))
        subject = _subject(verb, "nsubj:pass") if speaks else None
        return None if subject is None else _phrase(subject)
    if verb.pos_ not in ("VERB", "AUX", "ADJ"):
        return None
    if verb.dep_ == "advcl" and verb.head.lower_ in cue_lists()["speaking_passives"]:
        subject = _subject(verb.head, "nsubj:pass") if _passive(verb.head) else _subject(verb.head, "obj")
        return None if subject is None else _phrase(subject)
    for _ in range(_CLIMB):
        subject = _subject(verb, "nsubj")
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


def _subject(verb: Token, relation: str) -> Token | None:
    return next((child for child in verb.children if child.dep_ == relation), None)


def _passive(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj:pass", "aux:pass") for child in verb.children)


def _phrase(noun: Token, before: Token | None = None) -> Span | None:
    """The noun with what belongs to it, up to `before`; None for expletives and words that stand for another."""
    if noun.dep_ == "expl" or noun.morph.get("PronType", []) in (["Rel"], ["Int"], ["Dem"]):
        return None
    words = run_around(noun, [token for token in noun.subtree if before is None or token.i < before.i])
    while words and (words[-1].is_punct or words[-1].is_space):
        words.pop()
    while words and words[0].text == ",":
        words.pop(0)
    if not words:
        return None
    return Span(words[0].idx, words[-1].idx + len(words[-1].text))


def _give(draft: Draft, source: Span | None) -> None:
    """Set the source, unless it is part of the cue or of the content's own words.

    A piece of the content that is nothing but the speaker was decoded amiss, and becomes the source.
    """
    if source is None or source.overlaps(draft.cue):
        return
    left = [content for content in draft.contents if not source.contains(content)]
    if left and not any(source.overlaps(content) for content in left):
        draft.source, draft.contents = source, left
