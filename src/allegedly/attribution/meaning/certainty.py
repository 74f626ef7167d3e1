"""How sure the speaker presents what is said: certain, probable, possible, or committed to nothing.

In:      a Doc with dependencies and lemmas, a statement, its act.
Out:     the level of the weakest word that governs the main clause of the content, or of the cue ("suggests",
         "fears"), with the word; None for "certain" and where the act itself commits to nothing.
Several: of a quotation of several sentences the first main clause decides; where it is flat and more than half of the
         others are hedged, their commonest level does.
Not:     what the reporter thinks of it. "claimed", "allegedly" lower nothing: they are distance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning import content, cues, hedges, lexicon
from allegedly.attribution.meaning.content import Content
from allegedly.attribution.meaning.cues import Cue
from allegedly.attribution.meaning.finding import Finding
from allegedly.attribution.meaning.grammar import children, span_of
from allegedly.attribution.meaning.hedges import LEVELS, Hedge
from allegedly.records import Statement
from allegedly.records.statement import Act, Certainty

_UNCOMMITTED: frozenset[Act] = frozenset(("demands", "questions", "declines"))
# "ruled that jurors may hear" allows; "denied suggestions that" takes nothing back.
_FLAT: frozenset[Act] = frozenset(("decrees", "denies"))
_HEDGED: tuple[Certainty, ...] = ("unknown", "possible", "probable")
_SURE_DEFAULT, _SURE_HEDGED, _SURE_ACT = 0.95, 0.9, 0.95


def certainty(doc: Doc, statement: Statement, act: Act) -> Finding[Certainty]:
    """The certainty of one statement that does `act`."""
    if act in _UNCOMMITTED:
        return Finding("unknown", None, _SURE_ACT)
    read = content.read(doc, statement)
    flat = act in _FLAT or (act == "evaluates" and read.is_noun_phrase)
    found = [*_of_cue(read), *([] if flat else _of_content(read))]
    hedge = hedges.weakest(found)
    if hedge is None:
        return Finding("certain", None, _SURE_DEFAULT)
    return Finding(hedge.level, span_of(hedge.words), _SURE_HEDGED)


def of_predicate(head: Token) -> Finding[Certainty]:
    """How sure the text presents what a predicate says, whoever speaks: for corpora of factuality."""
    hedge = hedges.weakest(hedges.of_predicate(head))
    return Finding("certain") if hedge is None else Finding(hedge.level, span_of(hedge.words))


def _of_content(read: Content) -> list[Hedge]:
    levels = [hedges.weakest(hedges.of_clause(at)) for at in read.clauses]
    if not levels:
        return []
    first = levels[0]
    if first is not None:
        return [first]
    hedged = [hedge for hedge in levels[1:] if hedge is not None]
    if 2 * len(hedged) <= len(levels):
        return []
    commonest = Counter(hedge.level for hedge in hedged).most_common(1)[0][0]
    return [next(hedge for hedge in hedged if hedge.level == commonest)]


def _of_cue(read: Content) -> Iterator[Hedge]:
    cue = read.cue
    if cue is None:
        return
    if read.negations and _unable(cue):
        yield Hedge("unknown", (*read.negations[:1], cue.head))
        return
    for level in _HEDGED:
        group = next((found for token in _starts(cue) if (found := _group(level, token))), None)
        if group:
            yield Hedge(level, tuple(group))
            return
    yield from _word(cue, read)


def _starts(cue: Cue) -> tuple[Token, ...]:
    copula = tuple(children(cue.head, "cop"))
    return (cue.head, *cue.chain, *copula)


def _group(level: Certainty, token: Token) -> list[Token]:
    key = f"{level}_cue_groups"
    return lexicon.match(token, lexicon.groups("certainty", key))


def _unable(cue: Cue) -> bool:
    """ "could not verify", "did not know", "is not sure", "was unable to confirm"."""
    head, chain = cue.head, [token.lemma_ for token in cue.chain]
    modal = any(child.lower_ in ("could", "can", "ca", "cannot") for child in children(head, "aux"))
    if head.lower_ in ("sure", "certain", "clear", "known", "aware"):
        return True
    if head.lemma_ == "know":
        return True
    return head.lemma_ in lexicon.words("certainty", "unable_verbs") and (modal or "able" in chain)


def _word(cue: Cue, read: Content) -> Iterator[Hedge]:
    head = cue.head
    if "unable" in [token.lemma_ for token in (*cue.chain, cue.head)]:
        yield Hedge("unknown", (cue.head,))
        return
    if read.negations and lexicon.match(head, {"rule": (("rule", "out"),)}):
        yield Hedge("possible", (head,))
        return
    for token in (head, *cue.chain):
        for level in _HEDGED:
            known = lexicon.words("certainty", f"{level}_cues")
            if (token.lemma_ in known or token.lower_ in known) and _weakens(token, cue, read):
                yield Hedge(level, (token,))
                return
    if cue.passive and head.lemma_ == "understand":
        yield Hedge("probable", (head,))


def _weakens(token: Token, cue: Cue, read: Content) -> bool:
    """False for "feels sorry", "hopes" that are wishes of one's own deed, and words of the list that say no belief."""
    if token.lemma_ in ("feel", "imagine", "figure"):
        return cues.known(token) == "believes" and not read.is_noun_phrase
    if token.lemma_ in ("conviction", "expect") and token != cue.head:
        return False
    return LEVELS.index("certain") == 0
