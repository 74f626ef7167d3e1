"""The word of a cue that attributes, and the act that it names.

    [went on to insist] that …      "insist"
    [issued a statement condemning] "condemning"
    [is convinced] that …           "convinced"

In:      a Doc with dependencies and lemmas, a statement with a cue.
Out:     a `Cue`; None where the statement has no cue or the cue no words. Word lists: ../data/acts.json.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, get_args

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning import lexicon, negation
from allegedly.attribution.meaning.grammar import children, root_of, tokens_in
from allegedly.records import Anchor, Statement
from allegedly.records.statement import Act
from allegedly.spans import Span

ACTS: tuple[Act, ...] = get_args(Act)
# The order of docs/annotation.md: the first that fits.
ORDER: tuple[Act, ...] = (
    "declines",
    "denies",
    "accuses",
    "decrees",
    "promises",
    "demands",
    "questions",
    "intends",
    "predicts",
    "evaluates",
    "believes",
    "asserts",
)
# "convinced" is a verb's form to the parser, and an adjective in our lists.
_LISTS = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "PROPN": "nouns", "ADJ": "adjectives"}
_VERBAL = frozenset(("xcomp", "ccomp", "advcl", "acl", "conj", "parataxis", "acl:relcl", "obl", "obj", "nmod", "nsubj"))


class Cue(NamedTuple):
    """`head` attributes; `chain` are the words above it in the cue, the outermost first; `tokens` the whole cue."""

    head: Token
    chain: tuple[Token, ...]
    tokens: tuple[Token, ...]

    @property
    def lemma(self) -> str:
        return self.head.lemma_

    @property
    def passive(self) -> bool:
        """True for "is said", "are believed", "alleged" after its noun."""
        return any(True for _ in children(self.head, "aux:pass")) or any(
            child.dep_ == "nsubj:pass" for child in self.head.children
        )

    @property
    def negations(self) -> list[Token]:
        """The words that negate the cue: "did [not] say", "has [never] said", "[nobody] said"."""
        return [word for token in (*self.chain, self.head) for word in negation.of_predicate(token)]

    def has(self, *words: str) -> bool:
        """True where one of the words, in lower case, stands in the cue."""
        return any(token.lower_ in words for token in self.tokens)


def read(doc: Doc, statement: Statement) -> Cue | None:
    """The cue of a statement."""
    return None if statement.cue is None else at(doc, statement.cue)


def at(doc: Doc, span: Anchor | Span) -> Cue | None:
    """The cue that stands in a span."""
    tokens = tokens_in(doc, span)
    root = root_of(doc, span)
    if root is None or not tokens:
        return None
    if root.lemma_ in lexicon.words("acts", "light") and not lexicon.match(root, _phrases()):
        lower = [token for token in tokens if token.i != root.i and _below(token, root) and known(token) is not None]
        meant = next((token for token in lower if token.pos_ in ("VERB", "ADJ")), lower[0] if lower else None)
        if meant is not None:
            chain = [token for token in meant.ancestors if token in tokens]
            return Cue(meant, tuple(reversed(chain)), tuple(tokens))
    return Cue(root, (), tuple(tokens))


def _below(token: Token, root: Token) -> bool:
    """True for a word that the root governs through verbs and objects, and that is no place or time."""
    if token.ent_type_ or token.dep_ not in _VERBAL or token.lower_ in ("statement", "interview", "speech", "post"):
        return False
    return root in token.ancestors


def known(token: Token) -> Act | None:
    """The act of a word by itself; None where no list has it."""
    kind = _LISTS.get(token.pos_)
    order = [kind, *(one for one in ("verbs", "adjectives", "nouns") if one != kind)] if kind else []
    for one in order[: 1 if kind == "nouns" else 3]:
        found = next((act for act in ORDER if _words(act, one) & {token.lemma_, token.lower_}), None)
        if found is not None:
            return found
    return None


@cache
def _words(act: Act, kind: str) -> frozenset[str]:
    key = f"{act}_{kind}"
    return lexicon.words("acts", key) if lexicon.has_list("acts", key) else frozenset()


@cache
def _phrases() -> dict[str, tuple[lexicon.Group, ...]]:
    found: dict[str, list[lexicon.Group]] = {}
    for act in ORDER:
        if lexicon.has_list("acts", f"{act}_groups"):
            for first, entries in lexicon.groups("acts", f"{act}_groups").items():
                found.setdefault(first, []).extend(entries)
    return {first: tuple(sorted(entries, key=len, reverse=True)) for first, entries in found.items()}


@cache
def _act_of(group: lexicon.Group) -> Act:
    entry = " ".join(group)
    return next(
        act
        for act in ORDER
        if lexicon.has_list("acts", f"{act}_groups") and entry in lexicon.words("acts", f"{act}_groups")
    )


def grouped(cue: Cue) -> tuple[Act, list[Token]] | None:
    """The act of a group of words that begins in the cue: "took issue with"."""
    for token in (cue.head, *cue.chain):
        start = next(children(token, "cop"), token)
        for first in dict.fromkeys((token, start)):
            found = lexicon.match(first, _phrases())
            if found:
                return _act_of(_group(first, found)), found
    return None


def _group(first: Token, found: list[Token]) -> lexicon.Group:
    return next(
        group
        for group in _phrases()[first.lemma_]
        if len(group) == len(found)
        and all(word in (token.lemma_, token.lower_) for word, token in zip(group, found, strict=True))
    )
