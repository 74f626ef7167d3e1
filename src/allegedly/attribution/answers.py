"""Answers that were not given, as statements: who was asked, by which words no answer came, what was asked for.

    [The bank] [declined] [to comment]      [Calls] to [the bank] [were not returned]

In:      a Doc with dependencies and lemmas, its blocks, the drafts found so far.
Out:     the drafts, those of refusals mended and those that were missing added, in order of their cues; for a statement
         its outcome. How refusals are known: meaning/refusals.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from allegedly.attribution.draft import Draft
from allegedly.attribution.meaning import content, refusals
from allegedly.attribution.meaning.finding import Finding
from allegedly.attribution.meaning.grammar import sentences, span_of, text_of
from allegedly.attribution.meaning.refusals import Refusal
from allegedly.attribution.meaning.sides import somebody
from allegedly.records import Block, Statement
from allegedly.records.statement import Outcome
from allegedly.spans import Span

# Of refusals found by rule alone; chosen, below the decoder's own and above its thresholds.
PROBABILITY = 0.8
_READ = frozenset(("paragraph", "headline", "dek", "caption"))
_CLAUSES = frozenset(("advcl", "parataxis", "acl:relcl", "advcl:relcl", "conj"))
_ASIDE = frozenset((",", "–", "—", "--", ";", ".", "”", '"', "’", "'"))
_SURE_NAMED, _SURE_BARE = 0.97, 0.8


def outcome(doc: Doc, statement: Statement) -> Finding[Outcome] | None:
    """How it ended when somebody was asked; None where the statement is no refusal."""
    read = content.read(doc, statement)
    tokens = () if read.cue is None else (read.cue.head, *read.cue.chain, *read.cue.tokens)
    inside = tuple(at.head for at in read.clauses[:1])
    found = [one for token in (*tokens, *inside) if (one := refusals.refusal(token)) is not None]
    if found:
        neither = next((one for one in found if one.outcome == "neither"), found[0])
        return Finding(neither.outcome, span_of(neither.group), _SURE_NAMED)
    if read.cue is not None and read.cue.lemma in ("decline", "refuse"):
        return Finding("declined", span_of([read.cue.head]), _SURE_BARE)
    return None


def answers(doc: Doc, blocks: Sequence[Block], drafts: Sequence[Draft]) -> list[Draft]:
    """All drafts, with one for each refusal of the page, in order of their cues.

    A draft whose cue meets a refusal keeps its spans, and gets its source where it has none or a wrong one. Drafts that
    the decoder made of a refusal's own words ("[requests for] [comment]") are left out.
    """
    made = list(drafts)
    read = [block.span for block in blocks if block.kind in _READ and block.repeats is None]
    for head in (token for sentence in sentences(doc) if refusals.may_refuse(sentence) for token in sentence):
        found = refusals.refusal(head) if any(block.start <= head.idx < block.end for block in read) else None
        idle = found is None or _is_aside(head, found) or _is_thing(found.asked)
        draft = None if found is None or idle else _draft(doc, head, found)
        if draft is None:
            continue
        met = next((one for one in made if one.cue.overlaps(draft.cue)), None)
        if met is None:
            made = [one for one in made if not _made_of(one, draft)]
            if not _said_of_itself(draft, made):
                draft.parent = _around(draft, made)
                made.append(draft)
        else:
            _mend(met, draft)
    kept = {id(one) for one in made}
    for one in made:
        while one.parent is not None and id(one.parent) not in kept:
            one.parent = one.parent.parent
    return sorted(made, key=lambda one: one.cue)


def _is_aside(head: Token, found: Refusal) -> bool:
    """True for a source's reason to stay unnamed: "an aide, who declined to be named, said"."""
    about = found.about
    unnamed = about is not None and about.lemma_ in ("name", "identify", "quote")
    passive = about is not None and any(child.dep_ == "aux:pass" for child in about.children)
    governed = head.dep_.split(":")[0] in ("acl", "advcl") or (head.dep_ == "conj" and head.head.dep_.startswith("acl"))
    return unnamed and passive and governed


def _is_thing(asked: Token | None) -> bool:
    """True for "the siren had stayed silent": nobody was asked."""
    return asked is not None and asked.pos_ == "NOUN" and not somebody(asked)


def _draft(doc: Doc, head: Token, found: Refusal) -> Draft | None:
    """The spans of a refusal; None where nothing is left to be its content."""
    group, about = list(found.group), found.about
    if about is not None and any(token.i == about.i for token in group):
        about = None
    words = [] if about is None else _phrase(about, head, found)
    asked = None if found.asked is None else _source(found.asked, group)
    words = [token for token in words if token not in group]
    if asked is not None:
        words = _apart(words, asked)
    if not words:
        # "did not answer": what was not done is all that there is to tell.
        words, group = _bare(group)
    if not group:
        return None
    group = _with_preposition(group, words)
    cue, said = span_of(_run(group)), span_of(words)
    if cue.overlaps(said):
        cue = Span(cue.start, min(cue.end, said.start)) if cue.start < said.start else cue
    source = None if asked is None or span_of(asked).overlaps(cue) else span_of(asked)
    text = text_of(doc)
    cue = Span(cue.start, cue.start + len(cue.of(text).rstrip()))
    return None if cue.length <= 0 or cue.overlaps(said) else Draft(source, cue, [said], PROBABILITY, PROBABILITY)


def _bare(group: list[Token]) -> tuple[list[Token], list[Token]]:
    """The last word of a verb group as what was not done, with its "to"."""
    last = group[-1]
    marks = [child for child in last.children if child.lower_ == "to" and child.i < last.i]
    return [*marks, last], [token for token in group[:-1] if token not in marks]


def _phrase(about: Token, head: Token, found: Refusal) -> list[Token]:
    """The words of what was asked for: its subtree without clauses set off by a comma."""
    kept: list[Token] = []
    stack = [about]
    while stack:
        token = stack.pop()
        kept.append(token)
        for child in token.children:
            beyond = child.i > about.i and child.dep_ in _CLAUSES and _set_off(child)
            if not beyond and child.i != head.i and child not in found.group and child != found.asked:
                stack.append(child)
    kept.sort(key=lambda token: token.i)
    kept = [token for token in kept if (token.i > head.i) == (about.i > head.i)]
    while kept and kept[-1].lower_ in _ASIDE:
        kept.pop()
    while kept and kept[0].lower_ in _ASIDE:
        kept.pop(0)
    return kept


def _set_off(token: Token) -> bool:
    first = token.left_edge
    return first.i > 0 and (first.is_punct or first.nbor(-1).lower_ in _ASIDE)


def _with_preposition(group: list[Token], words: list[Token]) -> list[Token]:
    """ "did not respond | to | a request": the preposition goes with the cue, where gold has it."""
    first = words[0]
    if first.lower_ == "to" and first.pos_ == "ADP" and len(words) > 1 and first.i == group[-1].i + 1:
        words.pop(0)
        return [*group, first]
    return group


def _run(group: list[Token]) -> list[Token]:
    """The words of the group with what stands between them."""
    return list(group[0].doc[group[0].i : group[-1].i + 1])


def _source(asked: Token, group: Sequence[Token]) -> list[Token]:
    """The noun phrase of who was asked, its apposition with it, relative clauses and stray marks left out."""
    stop = group[0].i
    inside = [token for token in asked.subtree if (token.i < stop) == (asked.i < stop) and not _prepares(token, asked)]
    first = last = asked.i
    places = {token.i for token in inside}
    while first - 1 in places:
        first -= 1
    while last + 1 in places:
        last += 1
    words = [asked.doc[at] for at in range(first, last + 1)]
    while words and (words[-1].is_punct or words[-1].is_space):
        words.pop()
    return words


def _prepares(token: Token, asked: Token) -> bool:
    """True for the preposition before who was asked: "calls [to] the bank"."""
    return token.head == asked and token.dep_ in ("case", "mark", "cc")


def _apart(words: list[Token], asked: Sequence[Token]) -> list[Token]:
    """What was asked for without who was asked: "[Calls] to the bank"."""
    taken = {token.i for token in asked}
    left = [token for token in words if token.i not in taken]
    first = next((at for at, token in enumerate(left) if token.i > min(taken)), len(left))
    if len(left) < len(words) and first:
        left = left[:first]
        while left and left[-1].pos_ in ("ADP", "PROPN"):
            left.pop()
    return left


def _made_of(one: Draft, draft: Draft) -> bool:
    """True for a draft that is nothing but words of the refusal: "[requests for] [comment]"."""
    parts = [one.cue, *one.contents]
    return all(any(whole.contains(part) for whole in (*draft.contents, draft.cue)) for part in parts)


def _said_of_itself(draft: Draft, made: Sequence[Draft]) -> bool:
    """True where the words already are somebody's statement: "“We do not comment,” she said"."""
    whole = Span(draft.cue.start, max(draft.cue.end, draft.contents[0].end))
    pieces = [piece for one in made for piece in one.contents if piece.contains(draft.cue)]
    return any(piece.length <= whole.length + len("“We ,”") for piece in pieces)


def _around(draft: Draft, made: Sequence[Draft]) -> Draft | None:
    """The innermost draft whose content holds the refusal."""
    covering = [one for one in made if one.covers(draft.cue)]
    return min(covering, key=lambda one: one.length, default=None)


def _mend(met: Draft, draft: Draft) -> None:
    """Give a draft that was found the source of the refusal, where it has none, or one inside its own content."""
    wrong = met.source is None or any(one.contains(met.source) for one in (*draft.contents, draft.cue))
    if wrong and draft.source is not None and not any(one.overlaps(draft.source) for one in (met.cue, *met.contents)):
        met.source = draft.source
