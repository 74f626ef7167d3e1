"""Attributions that did not happen: "never said", "has not said whether", "would say if asked", "asked not to be named".

In:      a Doc with dependencies and lemmas, and a draft.
Out:     whether somebody said, thought or wanted something there, by the grammar of the cue.
Rules:   docs/annotation.md, "Statements": what was not said is no statement, but not believing, not knowing, not wanting are,
         and a refusal is one of act "declines". The words are those of data/unmade.json.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources

from spacy.tokens import Doc, Token

from allegedly.attribution.draft import Draft
from allegedly.spans import Span

_ASKING = frozenset(
    ("ask", "request", "insist", "agree", "speak", "talk", "demand", "wish", "want", "decline", "require")
)
_QUESTION = "?"


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    data = resources.files("allegedly.attribution").joinpath("data", "unmade.json").read_text("utf-8")
    return {name: frozenset(words) for name, words in json.loads(data).items() if isinstance(words, list)}


def made(draft: Draft, doc: Doc) -> bool:
    """False where the cue says that nothing was said, or that it would be."""
    verb = _verb(doc, draft.cue)
    if verb is None:
        return True
    if _asks_for_silence(doc, draft, verb):
        return False
    if verb.lemma_ not in _lists()["saying"]:
        return True
    return not (_negated(verb) or _possible(verb) or _conditional(verb) or _asked(doc, draft, verb))


def _verb(doc: Doc, cue: Span) -> Token | None:
    found = doc.char_span(*cue, alignment_mode="expand")
    if found is None:
        return None
    verbs = [token for token in found if token.pos_ in ("VERB", "AUX")]
    return found.root if found.root.pos_ == "VERB" else (verbs[-1] if verbs else None)


def _auxiliaries(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in ("aux", "aux:pass") and child.i < verb.i]


def _negated(verb: Token) -> bool:
    """ "did not say", "has never said", "nobody said", "neither side has said"; not "would not say", which refuses."""
    auxiliaries = _auxiliaries(verb)
    if any(child.lower_ in ("would", "will", "could", "can", "must", "wo", "ca") for child in auxiliaries):
        return False
    words = [child for child in verb.children if child.dep_ in ("advmod", "neg", "det", "cc:preconj", "aux")]
    if any(child.lower_ in _lists()["negations"] for child in words if child.i < verb.i):
        return True
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
    if subject is None:
        return False
    inside = [subject, *(child for child in subject.children if child.dep_ in ("det", "cc:preconj", "advmod"))]
    return any(token.lower_ in ("nobody", "neither", "none", "no") for token in inside)


def _possible(verb: Token) -> bool:
    return any(child.lower_ in _lists()["possible"] for child in _auxiliaries(verb))


def _conditional(verb: Token) -> bool:
    """ "if he says so"; "would say if asked"."""
    if any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in verb.children):
        return True
    if not any(child.lower_ in ("would", "'d", "’d") for child in _auxiliaries(verb)):
        return False
    return any(
        child.dep_ == "advcl"
        and any(one.dep_ == "mark" and one.lower_ in _lists()["conditions"] for one in child.children)
        for child in verb.children
    )


def _asked(doc: Doc, draft: Draft, verb: Token) -> bool:
    """ "Did he say that?": a question whose own verb is the cue."""
    sentence = verb.sent
    last = next((token for token in reversed(list(sentence)) if not token.is_space and not token.is_quote), None)
    inverted = any(
        child.i < verb.i and child.lower_ in ("did", "does", "do", "has", "have") for child in _auxiliaries(verb)
    )
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    auxiliaries = _auxiliaries(verb)
    if last is None or last.text != _QUESTION or subject is None or not inverted:
        return False
    return auxiliaries[0].i < subject.i


def _asks_for_silence(doc: Doc, draft: Draft, verb: Token) -> bool:
    """ "asked not to be named", "spoke on condition of anonymity": that is why nobody is named, and no statement."""
    if verb.lemma_ not in _ASKING:
        return False
    end = max(span.end for span in (draft.cue, *draft.contents))
    start = min(span.start for span in (draft.cue, *draft.contents))
    found = doc.char_span(start, end, alignment_mode="expand")
    if found is None or len(found) > 30:
        return False
    words = {token.lower_ for token in found}
    return bool(words & {"anonymity", "anonymous", "anonymously"}) or (
        bool(words & _lists()["nameless"]) and bool(words & {"not", "withhold", "withheld"})
    )
