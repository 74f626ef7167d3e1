"""Claims that are turned away: "dismissed claims that P as Q" is a denial of P, an assertion of Q, and the bare claim P.

In:      a Doc with dependencies and lemmas, and drafts.
Out:     drafts: a dismissal keeps its claim ("claims that P"), what it is called ("Q") becomes a statement of its own with the
         same source and cue, and the bare claim stands inside with its noun for a cue, by whom only where the text says so.
Rules:   docs/annotation.md, "Statements". The words are those of data/dismissals.json.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources

from spacy.tokens import Doc, Token

from allegedly.attribution.draft import Draft
from allegedly.spans import Span, trim

_NOT_AS = frozenset(("well", "such", "far", "long", "soon", "much", "many", "same", "just"))
_LOOSE = " \t\n,;"
# How far from its noun a claim may begin: "claims by the engineers' union that". Chosen.
_REACH = 14


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    data = resources.files("allegedly.attribution").joinpath("data", "dismissals.json").read_text("utf-8")
    return {name: frozenset(words) for name, words in json.loads(data).items() if isinstance(words, list)}


def split(drafts: Iterable[Draft], doc: Doc) -> list[Draft]:
    """The drafts with dismissals taken apart; others as they are."""
    found: list[Draft] = []
    given = list(drafts)
    for draft in given:
        verb = _verb(doc, draft)
        if verb is None or not draft.contents:
            found.append(draft)
            continue
        tokens = _tokens(doc, Span(draft.contents[0].start, draft.contents[-1].end))
        found.extend(_taken_apart(doc, draft, tokens, verb))
    return _with_inner(found, given, doc)


def _verb(doc: Doc, draft: Draft) -> Token | None:
    """The cue's verb where it turns something away and is not passive."""
    tokens = _tokens(doc, draft.cue)
    verbs = [token for token in tokens if token.pos_ == "VERB" and token.lemma_ in _lists()["dismissing"]]
    if not verbs or any(child.dep_ in ("aux:pass", "nsubj:pass") for child in verbs[-1].children):
        return None
    return verbs[-1]


def _taken_apart(doc: Doc, draft: Draft, tokens: Sequence[Token], verb: Token) -> list[Draft]:
    mark = _as(tokens, verb)
    if mark is None:
        return [draft]
    text = doc.text
    claim = trim(text, Span(tokens[0].idx, mark.idx), _LOOSE)
    called = trim(text, Span(mark.idx + len(mark.text), draft.contents[-1].end), _LOOSE)
    if not claim.length or not called.length:
        return [draft]
    return [
        Draft(draft.source, draft.cue, [claim], draft.probability, draft.sequence),
        Draft(draft.source, draft.cue, [called], draft.probability, draft.sequence),
    ]


def _as(tokens: Sequence[Token], verb: Token) -> Token | None:
    """The "as" that begins what the claim is called: the last one outside quotation marks that hangs on the verb."""
    quoted = False
    found = None
    for at, token in enumerate(tokens):
        if token.text in '“”"':
            quoted = token.text == "“" or (token.text == '"' and not quoted)
        if at == 0 or quoted or token.lower_ != "as" or tokens[at - 1].lower_ in _NOT_AS:
            continue
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if following is None or following.lower_ in _NOT_AS:
            continue
        if _hangs(token, verb) or following.text in '“"':
            found = token
    return found


def _hangs(token: Token, verb: Token) -> bool:
    """True where the word, or what it introduces, depends on the verb or on the verb's object."""
    above = token.head
    over = above.head
    objects = {child.i for child in verb.children if child.dep_ in ("obj", "obl", "xcomp")}
    return verb.i in (above.i, over.i) or (over.i in objects and above.dep_ in ("obl", "advcl", "nmod", "xcomp", "acl"))


def _with_inner(drafts: list[Draft], given: Sequence[Draft], doc: Doc) -> list[Draft]:
    """Every dismissal's bare claim, made where no draft has it, cut short where one runs on into what it is called."""
    text = doc.text
    made = list(drafts)
    for draft in drafts:
        if _verb(doc, draft) is None:
            continue
        content = draft.contents[0]
        tokens = _tokens(doc, content)
        noun = next((token for token in tokens[:5] if token.lemma_ in _lists()["claim_nouns"]), None)
        clause = None if noun is None else _clause(tokens, noun)
        if noun is None or clause is None:
            continue
        span = trim(text, Span(clause.idx, content.end), _LOOSE)
        cue = Span(noun.idx, noun.idx + len(noun.text))
        own = [one for one in made if one is not draft and one.cue.overlaps(cue)]
        for one in own:
            one.contents = [span]
        if not own and span.length:
            made.append(Draft(_by(tokens, noun, clause), cue, [span], draft.probability, draft.sequence))
    return made


def _clause(tokens: Sequence[Token], noun: Token) -> Token | None:
    """The "that" of "claims (by the union) that P"."""
    near = [token for token in tokens if noun.i < token.i <= noun.i + _REACH]
    return next(
        (token for token in near if token.lower_ == "that" and token.dep_ in ("mark", "nsubj", "obj", "det")), None
    )


def _by(tokens: Sequence[Token], noun: Token, clause: Token) -> Span | None:
    """Who claims, where the text says "by the union", "from critics"."""
    between = [token for token in tokens if noun.i < token.i < clause.i and not token.is_punct]
    if len(between) < 2 or between[0].lower_ not in ("by", "from"):
        return None
    return Span(between[1].idx, between[-1].idx + len(between[-1].text))


def _tokens(doc: Doc, span: Span) -> list[Token]:
    found = doc.char_span(*span, alignment_mode="expand")
    return [] if found is None else [token for token in found if not token.is_space]
