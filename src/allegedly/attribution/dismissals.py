"""Dismissals that say two things: that P is not so, and that it is Q.

    [The army] [rejected] [claims that its men had fled] as [“enemy propaganda”]

gives the dismissal with content P, the same source and cue with content Q, and in the first the bare claim ("claims" +
P, nobody's). "denied reports that P" gives the denial and the bare claim.

In:      the drafts of a Doc with dependencies, any order.
Out:     drafts, a new one right behind the one that it was taken from.
Rule:    the cue denies (../attribution/data/acts.json), or names and condemns a claim with its own clause; Q stands
         behind the last "as" that is neither the claim's own nor part of a longer word ("such as"), or right behind the
         cue ("dismissed as propaganda claims that …").
Limits:  a Q that the decoder left out of the content is taken up only in the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from allegedly.attribution.draft import Draft
from allegedly.attribution.meaning import cues, lexicon
from allegedly.attribution.meaning.cues import Cue
from allegedly.attribution.meaning.grammar import children, span_of, text_of, tokens_in
from allegedly.spans import Span, trim

_QUOTES = "“\"‘'«"
_LONGER_BEFORE = frozenset(("such", "well", "far", "long", "soon", "much", "many", "known", "just", "same", "as"))
_LONGER_AFTER = frozenset(
    ("well", "soon", "long", "far", "part", "many", "much", "early", "late", "if", "though", "to")
)
_CLOSERS = " \t\n,;.”\"’'»"


def split(drafts: Sequence[Draft], doc: Doc) -> list[Draft]:
    """The drafts, each dismissal taken apart into what it denies, what it calls it, and the claim inside."""
    found: list[Draft] = []
    for draft in drafts:
        found.append(draft)
        cue = cues.at(doc, draft.cue)
        if cue is None or draft.cue.length <= 1 or any(one.cue == draft.cue and one is not draft for one in drafts):
            continue
        denies = _denies(cue)
        thing = _thing(cue)
        if thing is None or not (denies or (_evaluates(cue) and _clause(thing) is not None)):
            continue
        found += _calling(draft, cue, thing, doc, [one for one in drafts if one is not draft])
        claim = _claim(draft, thing, [*drafts, *found], doc)
        if claim is not None:
            found.append(claim)
    return found


def _denies(cue: Cue) -> bool:
    group = cues.grouped(cue)
    return not cue.negations and (cues.known(cue.head) if group is None else group[0]) == "denies"


def _evaluates(cue: Cue) -> bool:
    return not cue.negations and cues.known(cue.head) == "evaluates"


def _thing(cue: Cue) -> Token | None:
    """What is dismissed: the object, or the subject of a passive."""
    relations = ("nsubj",) if cue.passive else ("obj", "nsubj:pass")
    own = next((child for child in children(cue.head, *relations) if child.pos_ in ("NOUN", "PROPN", "PRON")), None)
    if own is not None:
        return own
    after = (token for token in cue.head.doc[cue.tokens[-1].i + 1 : cue.head.sent.end])
    return next((token for token in after if token.lemma_ in _claims() and token.pos_ in ("NOUN", "VERB")), None)


def _claims() -> frozenset[str]:
    return lexicon.words("acts", "claims_nouns")


def _clause(thing: Token) -> Token | None:
    """The clause that says what is claimed: "claims [that its men had fled]"."""
    if thing.lemma_ not in _claims():
        return None
    below = [token for token in thing.subtree if token.i > thing.i and token.dep_ in ("acl", "acl:relcl", "ccomp")]
    return next((token for token in below if any(mark.lower_ == "that" for mark in children(token, "mark"))), None)


def _calling(draft: Draft, cue: Cue, thing: Token, doc: Doc, others: Sequence[Draft]) -> Iterator[Draft]:
    """The draft of Q; the content of `draft` becomes P."""
    mark = _mark(cue, thing, doc)
    if mark is None:
        return
    called = _called(mark, thing, doc)
    named = _named(cue, mark, thing, doc)
    if called is None or named is None or called.overlaps(named):
        return
    # Where the decoder's content goes on beyond Q, that is Q's as well: a quotation over several sentences.
    rest = [one for one in draft.contents if one.start >= called.end]
    draft.contents = [named]
    for claim in others:
        # "dismissed claims that P as Q": the claim is P, wherever the decoder let it end.
        if named.contains(claim.cue):
            kept = [Span(one.start, min(one.end, named.end)) for one in claim.contents if one.start < named.end]
            claim.contents = kept or claim.contents
    yield Draft(draft.source, draft.cue, [called, *rest], draft.probability, draft.sequence, draft.parent)


def _mark(cue: Cue, thing: Token, doc: Doc) -> Token | None:
    """The "as" before Q."""
    last = cue.head.sent.end
    words = [token for token in doc[cue.tokens[-1].i + 1 : last] if token.lower_ == "as" and not _is_longer(token)]
    for token in reversed(words):
        if token.i == cue.tokens[-1].i + 1:
            return token if thing.i > token.i else None
        if token.i > thing.i and (_governs(cue.head, token) or _judges(token)):
            return token
    return None


def _is_longer(token: Token) -> bool:
    before = token.nbor(-1).lower_ if token.i else ""
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return before in _LONGER_BEFORE or after in _LONGER_AFTER


def _governs(head: Token, mark: Token) -> bool:
    """True where the phrase behind "as" belongs to the cue's verb."""
    noun = mark.head
    return noun == head or noun.head == head


def _judges(mark: Token) -> bool:
    """True where what stands behind "as" can only be a judgement, wherever the parser hung it."""
    following = [token for token in mark.doc[mark.i + 1 : mark.i + 6] if token.i < mark.sent.end]
    if not following:
        return False
    if following[0].text[:1] in _QUOTES:
        return True
    false = lexicon.words("polarity", "claim_nouns", "claim_adjectives", "claim_adjectives_of_claims")
    judging = false | lexicon.words("deeds", "judging_adjectives", "judging_nouns", "brushed_off_as")
    return any(token.lemma_ in judging or token.lower_ in judging for token in following)


def _called(mark: Token, thing: Token, doc: Doc) -> Span | None:
    """The words of Q, behind the mark: to the end of its quotation, else of its phrase."""
    if mark.i < thing.i:
        words = list(doc[mark.i + 1 : _first(thing, mark).i])
        return span_of(words) if words else None
    first = doc[mark.i + 1] if mark.i + 1 < len(doc) else None
    if first is None:
        return None
    if first.text[:1] in _QUOTES:
        closing = next((token for token in doc[first.i + 1 :] if token.text in ("”", '"', "’", "'", "»")), None)
        return None if closing is None else Span(first.idx, closing.idx + len(closing.text))
    head = mark.head if mark.head.i > mark.i else first
    last = _last(head, mark)
    return trim(text_of(doc), span_of(doc[first.i : last + 1]), _CLOSERS)


def _first(thing: Token, mark: Token) -> Token:
    """Where the noun phrase of what is dismissed begins: behind the mark where it stands behind it."""
    return thing.left_edge if thing.left_edge.i > mark.i + 1 or mark.i > thing.i else thing


def _last(head: Token, mark: Token) -> int:
    """Where the phrase behind "as" ends: before a comma that begins a clause, a day, another verb's words."""
    last = head.i
    for token in head.doc[head.i + 1 : head.sent.end]:
        if head not in token.ancestors or token.dep_ in ("advcl", "parataxis") or token.lower_ in (";", ":"):
            break
        if token.ent_type_ in ("DATE", "TIME") or (token.lower_ == "," and token.head != head):
            break
        if (
            token.lower_ in ("on", "in")
            and token.i + 1 < len(token.doc)
            and token.nbor(1).ent_type_ in ("DATE", "TIME")
        ):
            break
        last = token.i
    return last


def _named(cue: Cue, mark: Token, thing: Token, doc: Doc) -> Span | None:
    """The words of P: what is dismissed, up to the mark."""
    first = _first(thing, mark)
    while first.pos_ in ("ADP", "CCONJ", "PUNCT", "SPACE") and first.i < thing.i:
        first = doc[first.i + 1]
    words = [token for token in thing.subtree if token.i >= first.i]
    if mark.i > thing.i and cue.head.i < thing.i:
        words = list(doc[first.i : mark.i])
    span = trim(text_of(doc), span_of(words), _CLOSERS) if words else None
    return span if span is not None and span.length else None


def _claim(draft: Draft, thing: Token, made: Sequence[Draft], doc: Doc) -> Draft | None:
    """The bare claim inside: its noun for a cue, its clause for content, and whose it is said to be."""
    clause = _clause(thing)
    cue = Span(thing.idx, thing.idx + len(thing.text))
    if clause is None or not draft.covers(cue):
        return None
    met = next((one for one in made if one.cue.overlaps(cue)), None)
    if met is not None:
        if met.parent is None and met is not draft:
            met.parent = draft
        return None
    end = min(piece.end for piece in draft.contents if piece.start <= cue.start)
    words = [token for token in doc[clause.left_edge.i :] if token.idx < end and token.i > thing.i]
    if not words:
        return None
    said = trim(text_of(doc), span_of(words), " \t\n,;")
    return Draft(_owner(thing, doc), cue, [said], draft.probability, draft.sequence, draft)


def _owner(thing: Token, doc: Doc) -> Span | None:
    """Whose claim it is: "the union's claims", "claims by the union", "a report in the daily"."""
    for child in children(thing, "nmod:poss"):
        words = [token for token in child.subtree if token.lower_ not in ("'s", "’s", "'", "’")]
        return span_of(words)
    for child in children(thing, "nmod"):
        case = next((one for one in children(child, "case")), None)
        if case is not None and case.lower_ in ("by", "from", "in"):
            words = tokens_in(doc, span_of(child.subtree))
            return span_of([token for token in words if token.i > case.i])
    return None
