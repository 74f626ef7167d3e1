"""What a page points to for or against a statement, each piece apart, and who analysed or gave it.

In:      a Doc with grammar and names, its document, and its statements with certainty.
Out:     `Evidence`, in text order, each piece once for each statement.
Rules:   docs/annotation.md, "Evidence". Evidence bears on the statement whose source it is; else on the smallest
         statement of the sentence whose content holds it; else on the one whose cue stands nearest before it. "X's
         claim is
         contradicted by flight data" bears against the claim: the statement in the same sentence whose source or cue is
         disputed, or the one before by the same X.
Not:     evidence that is denied ("without evidence"), only demanded, or nothing but a word ("evidence has emerged");
         what a report, a study, a complaint or an indictment itself says: that is its own statement. An outlet's own
         sentence has
         evidence where it is a statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning import source_kind
from allegedly.attribution.meaning.evidence_experts import Expert, expert
from allegedly.attribution.meaning.evidence_mentions import continued, examined, first_mentions
from allegedly.attribution.meaning.evidence_pieces import Piece, names, pieces
from allegedly.attribution.meaning.evidence_places import Place, of_sentence, of_source
from allegedly.attribution.meaning.grammar import sentences, span_of
from allegedly.attribution.meaning.nouns import person_words, singular
from allegedly.ids import EVIDENCE, identify
from allegedly.records import Anchor, Document, Evidence, Polarity, Statement
from allegedly.spans import Span

# Of the 33 pieces found on the 19 development pages with gold spans 25 are in the gold set: 21 of 27 by the first two
# rules, 4 of 6 by the others.
_OFTEN, _LESS = 0.78, 0.67
_CONFIDENCE = {
    "source": _OFTEN,
    "subject": _OFTEN,
    "adjunct": _LESS,
    "presented": _LESS,
    "examined": _LESS,
    "expert": _LESS,
}
_MOVED = frozenset(("video", "photograph"))
_LOOKED_AT = frozenset(("video", "photograph", "document", "data", "intelligence"))
_BARE_SAYING = frozenset(("say", "state", "tell", "describe", "note", "mention", "conclude"))


def evidence(doc: Doc, document: Document, statements: Sequence[Statement]) -> list[Evidence]:
    """The evidence of a page. Empty where nothing is pointed to."""
    found: list[Evidence] = []
    for statement in statements:
        place = of_source(doc, statement)
        if place is not None:
            claim = _disputed(doc, place, statements, statements) if place.disputed else None
            found.extend(_made(doc, document, place, claim or statement))
        found.extend(_by_expert(doc, document, statement))
    for sentence in sentences(doc):
        near = [one for one in statements if _touches(one, sentence.start_char, sentence.end_char)]
        if not near:
            continue
        sources = [one.source.span for one in near if one.source is not None and one.cue is not None]
        for place in of_sentence(list(sentence)):
            if place.rule == "subject" and not place.disputed and any(_held(place.run[-1], span) for span in sources):
                continue
            target, polarity = _target(doc, place, near, statements)
            if target is not None:
                found.extend(_made(doc, document, place._replace(polarity=polarity), target))
    once = examined(doc, first_mentions(doc, document, _once(found)))
    once += continued(doc, document, statements, once)
    return sorted(once, key=lambda one: (one.span.start, one.span.end, one.for_))


def _made(doc: Doc, document: Document, place: Place, statement: Statement) -> Iterator[Evidence]:
    """The pieces in a place, as evidence for or against a statement."""
    for piece in _pieces(place):
        if place.rule == "source" and not _shows(piece, doc, statement):
            continue
        if place.at.lower_ == "discussing" and piece.kind != "intelligence":
            continue
        if place.rule in ("presented", "examined") and piece.head.i > place.run[0].i + 12:
            continue
        by = [span_of(group) for group in piece.by] or _givers(doc, place, piece, statement)
        yield _evidence(document, statement, span_of(piece.tokens), piece.kind, place.polarity, by, place.rule)


def _givers(doc: Doc, place: Place, piece: Piece, statement: Statement) -> list[Span]:
    """Who put it forward, where the words for the evidence name nobody: who presented, examined, discussed it."""
    if place.rule == "presented":
        return [span_of(place.by)] if any(names(token) for token in place.by) else []
    speaks = place.rule == "subject" and piece.kind in ("data", "recovered object", "expert analysis")
    if not (place.rule == "examined" or speaks or place.at.lower_ == "discussing") or statement.source is None:
        return []
    named = source_kind.description(doc, statement)
    outlet = source_kind.source_kind(doc, statement).value == "outlet"
    return [] if named is None or outlet else [named]


def _pieces(place: Place) -> list[Piece]:
    """The evidence in a place; of what was examined also that after a preposition: "hours of ‹footage›"."""
    if place.rule == "source":
        return pieces(place.run, whole=True)
    found = pieces(place.run, first_only=True)
    if found or place.rule != "examined":
        return found
    for at, token in enumerate(place.run):
        if token.lower_ in ("of", "with", "against", "to", "from") and not found:
            found = pieces(place.run[at + 1 :], first_only=True)
    return found


def _shows(piece: Piece, doc: Doc, statement: Statement) -> bool:
    """False for a film that only "says" something: it is a speaker, no evidence."""
    if piece.kind not in _MOVED or statement.cue is None:
        return True
    cue = doc.char_span(statement.cue.start, statement.cue.end, alignment_mode="expand")
    return cue is None or not all(token.lemma_ in _BARE_SAYING or token.pos_ != "VERB" for token in cue)


def _by_expert(doc: Doc, document: Document, statement: Statement) -> Iterator[Evidence]:
    """What an expert examined, where the words for the expert tell of it: itself, or the examination of a thing."""
    found: Expert | None = expert(doc, statement)
    if found is None:
        return
    by = source_kind.description(doc, statement)
    doers = [] if by is None else [by]
    material = [piece for piece in _pieces(found.place) if piece.kind in _LOOKED_AT]
    for piece in material[:1]:
        yield _evidence(document, statement, span_of(piece.tokens), piece.kind, "positive", doers, "expert")
    if not material and found.examined:
        yield _evidence(document, statement, found.words, "expert analysis", "positive", doers, "expert")


def _evidence(
    document: Document, statement: Statement, span: Span, kind: str, polarity: Polarity, by: Sequence[Span], rule: str
) -> Evidence:
    return Evidence.model_validate(
        {
            "id": identify(EVIDENCE, document.id, statement.id, kind, span.start, span.end),
            "kind": kind,
            "by": tuple(Anchor.at(document.text, one) for one in by),
            "for_": statement.id,
            "polarity": polarity,
            "certainty": statement.certainty,
            "confidence": _CONFIDENCE[rule],
            "span": Anchor.at(document.text, span),
        }
    )


def _held(token: Token, span: Span) -> bool:
    return span.start <= token.idx < span.end


def _touches(statement: Statement, start: int, end: int) -> bool:
    anchors = (statement.source, statement.cue, *statement.content)
    return any(anchor is not None and anchor.start < end and start < anchor.end for anchor in anchors)


def _target(
    doc: Doc, place: Place, near: Sequence[Statement], statements: Sequence[Statement]
) -> tuple[Statement | None, Polarity]:
    """The statement that a place bears on, and whether for or against."""
    if place.polarity == "negative":
        claim = _disputed(doc, place, near, statements)
        if claim is not None:
            return claim, "negative"
    at = place.at.idx
    if place.rule == "adjunct":
        near = _not_only_evidence(place, near, statements)
    holding = [one for one in near if any(piece.start <= at < piece.end for piece in one.content)]
    if holding:
        smallest = min(holding, key=lambda one: sum(piece.end - piece.start for piece in one.content))
        return smallest, "positive" if _is_claim(place) else place.polarity
    if place.rule == "subject":
        own = [one for one in near if one.cue is not None and one.cue.start <= at < one.cue.end]
        return (own[0] if own else None), place.polarity
    cued = [one for one in near if one.cue is not None]
    if not cued:
        return (near[0] if len(near) == 1 else None), place.polarity
    before = [one for one in cued if one.cue is not None and one.cue.start <= at]
    chosen = max(before, key=lambda one: one.cue.start if one.cue else 0) if before else cued[0]
    return chosen, place.polarity


def _not_only_evidence(place: Place, near: Sequence[Statement], statements: Sequence[Statement]) -> Sequence[Statement]:
    """Without the statement whose content is the evidence ("citing footage"), where the same speaker says more."""
    start = place.run[0].idx
    only = [one for one in near if one.content[0].start == start and one.cue is not None and one.cue.end <= start]
    rest = [one for one in near if one not in only]
    if not only or rest:
        return rest
    place_of = next(n for n, one in enumerate(statements) if one.id == only[0].id)
    before = statements[place_of - 1] if place_of else None
    same = before is not None and before.block == only[0].block and before.source is not None
    return [before] if before is not None and same and only[0].source is not None else near


def _is_claim(place: Place) -> bool:
    """True where the disputed words are a claim that nobody on the page makes: then saying so is what is supported."""
    return place.polarity == "negative" and bool(place.disputed)


def _disputed(doc: Doc, place: Place, near: Sequence[Statement], statements: Sequence[Statement]) -> Statement | None:
    """The statement whose claim is disputed: by a cue among the disputed words, or the last one of whoever they
    name."""
    if not place.disputed:
        return None
    span = span_of(place.disputed)
    for one in near:
        own = any(piece.start <= place.at.idx < piece.end for piece in one.content)
        if one.cue is None or own or one.cue.start <= place.at.idx < one.cue.end:
            continue
        if span.start <= one.cue.start < span.end:
            return one
    owners = {singular(token) for token in place.disputed if _may_own(token)}
    earlier = [one for one in statements if one.source is not None and _last(one) < span.start]
    for one in reversed(earlier[-3:]):
        speaker = source_kind.description(doc, one)
        words = doc.char_span(*speaker, alignment_mode="expand") if speaker is not None else None
        if words is not None and any(singular(token) in owners for token in words if token.pos_ in ("NOUN", "PROPN")):
            return one
    return None


def _may_own(token: Token) -> bool:
    return token.pos_ == "PROPN" or singular(token) in person_words()


def _last(statement: Statement) -> int:
    return max(anchor.end for anchor in (statement.cue, *statement.content) if anchor is not None)


def _once(found: Sequence[Evidence]) -> list[Evidence]:
    """Each piece once for and once against, the surest; of a piece inside another of the same kind only the larger."""
    best: dict[tuple[str, int], Evidence] = {}
    for one in sorted(found, key=lambda one: -one.confidence):
        best.setdefault((one.polarity, one.span.start), one)
    kept = list(best.values())
    return [
        one
        for one in kept
        if not any(
            other is not one and other.for_ == one.for_ and other.kind == one.kind and _inside(one, other)
            for other in kept
        )
    ]


def _inside(one: Evidence, other: Evidence) -> bool:
    return other.span.start <= one.span.start and one.span.end <= other.span.end
