"""Whom a relative pronoun stands for: "Anna Price, | who | told the court that …".

In:      a Doc with dependencies, and a span.
Out:     the words of the antecedent up to the pronoun; None where the span is no relative pronoun or the tree does not
         say whose clause it opens. "which" after a whole clause has an antecedent in the tree all the same: only a noun
         that stands right before it counts.
Source:  Universal Dependencies, acl:relcl.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from allegedly.language.runs import run_around
from allegedly.spans import Span

_PRONOUNS = frozenset(("who", "whom", "which", "that"))
_NOUNS = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
# What belongs to the clause that the noun is the predicate of: "The banker is | a friend of hers |, who told …".
_CLAUSE = frozenset(
    (
        "nsubj",
        "nsubj:pass",
        "nsubj:outer",
        "csubj",
        "cop",
        "aux",
        "aux:pass",
        "mark",
        "case",
        "cc",
        "expl",
        "advcl",
        "parataxis",
    )
)
_CLIMB = 6  # Words between the pronoun and the verb of its clause; a bound against broken trees.


def antecedent(doc: Doc, span: Span) -> Span | None:
    """The noun phrase that the relative pronoun in `span` stands for, without the punctuation at its end."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None or len(words) != 1 or words[0].lower_ not in _PRONOUNS or not words[0].i:
        return None
    noun = _noun(words[0])
    if noun is None:
        return None
    inside = [part for child in noun.children if child.dep_ not in _CLAUSE for part in child.subtree]
    run = run_around(noun, [token for token in inside if token.i < words[0].i])
    while run and (run[-1].is_punct or run[-1].is_space):
        run.pop()
    if not run or words[0].i - run[-1].i > 2:
        return None
    return Span(run[0].idx, run[-1].idx + len(run[-1].text))


def _noun(pronoun: Token) -> Token | None:
    """The noun whose clause the pronoun opens; a person's name right before ", who" whatever the tree."""
    before = pronoun.nbor(-1)
    if before.text == "," and before.i and before.nbor(-1).ent_type_ == "PERSON" and pronoun.lower_ == "who":
        name = before.nbor(-1)
        while name.dep_ in ("flat", "compound") and name.head.ent_type_ == "PERSON" and name.head.i < pronoun.i:
            name = name.head
        return name
    at = pronoun
    for _ in range(_CLIMB):
        if at.dep_.startswith("acl") and at.head.i < pronoun.i:
            return at.head if at.head.pos_ in _NOUNS else None
        at = at.head
    return None
