"""A clause at a glance: who does it, under which modal, in which tense, and the clauses that stand over it.

    it is likely that the talks will fail  →  clause "fail" (will), under "likely"

In:      a Doc with dependencies (Universal Dependencies); contractions count as two words ("will", "n't").
Out:     `Clause`s; `main` gives the content's main clauses in text order, `inner` the clause that one only introduces.
Cost:    linear in the words of the clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.grammar import children, tokens_in
from allegedly.records import Statement

_MODALS = {
    "may": "may",
    "might": "might",
    "could": "could",
    "can": "can",
    "ca": "can",
    "cannot": "can",
    "will": "will",
    "wo": "will",
    "'ll": "will",
    "’ll": "will",
    "would": "would",
    "'d": "would",
    "’d": "would",
    "shall": "shall",
    "sha": "shall",
    "should": "should",
    "must": "must",
    "ought": "ought",
}
_HEADS = frozenset(("VERB", "AUX", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADV", "INTJ"))
_NO_HEADS = frozenset(("punct", "mark", "case", "cc", "det", "aux", "aux:pass", "cop", "expl", "vocative"))
_ENDS = frozenset((".", "?", "!"))
_LIGHT_ADVERBS = frozenset(
    ("now", "today", "then", "also", "too", "here", "there", "so", "again", "later", "meanwhile")
)
BELOW = frozenset(("acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "csubj:pass", "parataxis", "conj"))


class Clause(NamedTuple):
    """`head` is the predicate, `subject` its subject or None, `modal` "" or a plain form ("won't" is "will")."""

    head: Token
    subject: Token | None
    modal: str
    auxiliary: Token | None
    perfect: bool
    passive: bool
    progressive: bool

    @property
    def lemma(self) -> str:
        return self.head.lemma_

    @property
    def copular(self) -> bool:
        return any(True for _ in children(self.head, "cop"))

    @property
    def infinitive(self) -> bool:
        """True for "to leave": a mark "to", and no finite auxiliary."""
        return not self.modal and any(child.lower_ == "to" for child in children(self.head, "mark"))

    @property
    def subjunctive(self) -> bool:
        """True for "that the money be spent", "that he leave"."""
        if self.modal or self.subject is None or self.infinitive:
            return False
        helpers = [child for child in children(self.head, "aux", "aux:pass", "cop") if child.i < self.head.i]
        if helpers:
            return helpers[0].lower_ == "be"
        that = any(child.lower_ == "that" for child in children(self.head, "mark"))
        plain = self.head.lower_ == self.head.lemma_ and self.head.pos_ == "VERB"
        return (
            that
            and plain
            and "Sing" in self.subject.morph.get("Number", [])
            and self.subject.lower_ not in ("i", "you")
        )

    @property
    def finite(self) -> bool:
        """True where somebody or something does it at a time: it has a subject, a modal or a finite verb."""
        if self.subject is not None or self.modal:
            return True
        verbs = [self.head, *children(self.head, "aux", "cop")]
        return any("Fin" in verb.morph.get("VerbForm", []) for verb in verbs if verb.pos_ in ("VERB", "AUX"))


def clause(head: Token) -> Clause:
    """The clause whose predicate is `head`."""
    helpers = [child for child in children(head, "aux", "cop") if child.i < head.i]
    modal = next((helper for helper in helpers if helper.lower_ in _MODALS and not _had(helper, head)), None)
    subject = next(children(head, "nsubj", "csubj"), None) or next(children(head, "expl"), None)
    lemmas = {helper.lemma_ for helper in helpers}
    participle = head.morph.get("VerbForm", []) == ["Part"] or head.tag_ == "VBN" or head.lower_.endswith("ed")
    passive = any(helper.dep_ == "aux:pass" for helper in helpers)
    return Clause(
        head,
        subject,
        "" if modal is None else _MODALS[modal.lower_],
        modal,
        ("have" in lemmas and modal is not None) or (_had_any(helpers) and participle),
        passive,
        "be" in lemmas and head.lower_.endswith("ing") and head.pos_ == "VERB",
    )


def _had(helper: Token, head: Token) -> bool:
    """True for the "'d" of "he'd gone", which is "had"."""
    return helper.lower_ in ("'d", "’d") and head.tag_ == "VBN"


def _had_any(helpers: Sequence[Token]) -> bool:
    return any(helper.lemma_ == "have" for helper in helpers)


def main(doc: Doc, statement: Statement) -> list[Clause]:
    """The main clauses of the content, in text order: one for each sentence that it holds.

    A noun phrase gives its noun as the only head. Empty where the content has no word that can head anything.
    """
    tokens = [token for piece in statement.content for token in tokens_in(doc, piece)]
    found = [[clause(head) for head in _heads(sentence, tokens)] for sentence in _sentences(tokens)]
    finite = [_governing(sentence) for sentence in found]
    clausal = [one for sentence in finite for one in sentence if _is_clause(one.head)]
    return clausal or [one for sentence in finite for one in sentence]


def _governing(sentence: Sequence[Clause]) -> Sequence[Clause]:
    """The finite clauses of a sentence that depend on none of its words; all where it begins with an infinitive."""
    if sentence and sentence[0].infinitive:
        return sentence[:1]
    finite = [one for one in sentence if one.finite]
    return [one for one in finite if not one.head.dep_.startswith(("advcl", "acl"))] or finite or sentence


def _heads(sentence: Sequence[Token], tokens: Sequence[Token]) -> Iterator[Token]:
    """The words of one sentence of the content that no other of its words governs."""
    here = {token.i for token in sentence}
    elsewhere = {token.i for token in tokens} - here
    for token in sentence:
        out = token.head.i not in here or token.head.i == token.i
        if token.head.i in elsewhere and not _is_clause(token):
            out = False
        light = token.lower_ in _LIGHT_ADVERBS and not _is_clause(token)
        if out and token.pos_ in _HEADS and token.dep_ not in _NO_HEADS and not light:
            yield token


def _sentences(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens cut after each full stop, as the parser may have joined two sentences of a quotation."""
    found: list[list[Token]] = [[]]
    for at, token in enumerate(tokens):
        found[-1].append(token)
        ends = token.lower_ in _ENDS and at + 1 < len(tokens)
        if ends and (tokens[at + 1].text[:1].isupper() or not tokens[at + 1].text[:1].isalnum()):
            found.append([])
    return [part for part in found if any(token.text[:1].isalnum() for token in part)]


def _is_clause(token: Token) -> bool:
    if token.pos_ in ("VERB", "AUX"):
        return True
    return any(True for _ in children(token, "cop", "nsubj", "expl", "aux"))


# "seems to", "is likely to", "is believed to", "is going to", "has to", and "it is clear that".
def inner(over: Clause) -> Clause | None:
    """The clause that `over` only introduces: its infinitive without a subject of its own, else its that-clause."""
    below = next(children(over.head, "xcomp"), None)
    if below is not None and (below.pos_ in ("VERB", "AUX") or any(True for _ in children(below, "mark", "cop"))):
        return clause(below)
    below = next(children(over.head, "ccomp", "csubj"), None)
    if below is None and over.subject is not None and over.subject.pos_ == "NOUN":
        # "there is a chance that the bridge will hold"
        below = next((child for child in over.subject.children if child.dep_ == "acl"), None)
    return None if below is None or below.i < over.head.i else clause(below)


def words_of(head: Token) -> list[Token]:
    """The words of the clause itself, in text order: without what stands in clauses below it."""
    found, stack = [], [head]
    while stack:
        token = stack.pop()
        found.append(token)
        stack.extend(child for child in token.children if child.dep_ not in BELOW)
    return sorted(found, key=lambda token: token.i)
