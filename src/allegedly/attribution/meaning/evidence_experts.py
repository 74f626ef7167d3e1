"""An expert who examined something, by the words of the source: "an analyst who was allowed to handle two of the
rockets".

In:      a Doc with grammar, and a statement.
Out:     the span of those words; None where the source tells of no examination, or of no expert's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.evidence_nouns import KINDS, words
from allegedly.attribution.meaning.evidence_places import Place
from allegedly.attribution.meaning.grammar import span_of, tokens_in
from allegedly.attribution.meaning.source_kind import source_kind
from allegedly.records import Statement
from allegedly.spans import Span

_PEOPLE = frozenset(("named-person", "unnamed-person", "unnamed-group", "named-group", "unknown"))
_STOPS = frozenset((",", "–", "—", "("))
_REACH = 16


class Expert(NamedTuple):
    """`words` tell who examined what; `place` holds what was looked at; `examined` is False for a mere look."""

    words: Span
    place: Place
    examined: bool


def expert(doc: Doc, statement: Statement) -> Expert | None:
    """The words that say who examined what, in the source or in the clause right behind it."""
    if statement.source is None or source_kind(doc, statement).value not in _PEOPLE:
        return None
    tokens = _with_clause(doc, statement)
    for at, token in enumerate(tokens):
        examines = token.lemma_ in words("examines")
        if not (examines or token.lemma_ in words("looks")) or token.pos_ != "VERB" or not _did(token, tokens[:at]):
            continue
        if not _concrete(tokens[at + 1 :]) or _layman(tokens[:at]):
            return None
        start = max((n + 1 for n in range(at) if tokens[n].lower_ in _STOPS), default=0)
        rest = tuple(one for one in tokens[at + 1 :] if one.lower_ != "at" or one.i > token.i + 1)
        place = Place("examined", rest, token)
        return Expert(span_of(_up_to_stop(tokens[start:], at - start)), place, examines)
    return None


def _with_clause(doc: Doc, statement: Statement) -> list[Token]:
    """The source's words, and ", who examined …" behind them."""
    source = statement.source
    if source is None:
        return []
    tokens = tokens_in(doc, source)
    after = (
        [token for token in doc[tokens[-1].i + 1 : tokens[-1].i + 1 + _REACH] if not token.is_space] if tokens else []
    )
    cue = statement.cue
    if after and cue is not None and after[0].pos_ == "VERB" and after[0].lower_.endswith("ing"):
        return [*tokens, *(token for token in after if token.idx < cue.start)]
    if len(after) > 1 and after[0].lower_ == "," and after[1].lower_ == "who":
        end = next(
            (n for n, token in enumerate(after[1:], 1) if token.lower_ in _STOPS or token.is_sent_start), len(after)
        )
        return [*tokens, *after[:end]]
    return tokens


def _did(verb: Token, before: Sequence[Token]) -> bool:
    """True for what was done once: "who examined", "allowed to handle"; not for a trade: "who studies small arms"."""
    if verb.lower_.endswith("ing") and before and verb.dep_ == "acl" and verb.head.i == before[-1].i:
        return True
    if not any(token.lower_ in ("who", "that") for token in before):
        return False
    if verb.tag_ in ("VBD", "VBN") or verb.morph.get("Tense", []) == ["Past"]:
        return True
    return any(
        token.lower_ in ("allowed", "able", "given", "asked", "invited", "has", "have", "had", "helped")
        for token in before[-4:]
    )


def _concrete(rest: Sequence[Token]) -> bool:
    """True where what was examined is a thing: evidence, "it", "two of the rockets"."""
    nouns = words("soft documents").union(*(words(kind) for kind in KINDS))
    for token in rest[:8]:
        if token.lower_ in _STOPS:
            return False
        if token.lower_ in ("it", "them") or token.lemma_ in nouns:
            return True
    return False


def _layman(before: Sequence[Token]) -> bool:
    nouns = [token for token in before if token.pos_ == "NOUN"]
    return any(token.lemma_ in words("laymen") for token in nouns)


def _up_to_stop(tokens: Sequence[Token], verb: int) -> Sequence[Token]:
    """The words up to the first comma behind the verb."""
    end = next((n for n in range(verb + 1, len(tokens)) if tokens[n].lower_ in _STOPS), len(tokens))
    return tokens[:end]
