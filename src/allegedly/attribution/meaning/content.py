"""What is said, ready for questions: its main clauses, whether it asks, whether its words are quoted.

In:      a Doc with dependencies, a statement.
Out:     a `Content`; `clauses` is empty where nothing in it can head a clause or phrase.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning import clauses, cues
from allegedly.attribution.meaning.clauses import Clause
from allegedly.attribution.meaning.cues import Cue
from allegedly.attribution.meaning.grammar import children, once, tokens_in
from allegedly.records import Statement

_MARKS = " \t\n”\"'’»“‘«)]"
_OPENING = "“\"‘«„'"
_QUESTION_WORDS = frozenset(("whether", "if", "who", "whom", "whose", "what", "which", "why", "how", "where", "when"))


class Content(NamedTuple):
    """A statement's content beside its cue (None without one)."""

    doc: Doc
    statement: Statement
    cue: Cue | None
    clauses: tuple[Clause, ...]

    @property
    def first(self) -> Clause | None:
        return self.clauses[0] if self.clauses else None

    @property
    def negations(self) -> list[Token]:
        """The words that negate the cue, those of the content left out ("reported [no effect]")."""
        return [] if self.cue is None else [word for word in self.cue.negations if not self.holds(word)]

    def holds(self, token: Token) -> bool:
        """True for a word of the content."""
        return any(piece.start <= token.idx < piece.end for piece in self.statement.content)

    def direct(self, token: Token) -> bool:
        """True for a word that is quoted."""
        return quoted(self.statement, token)

    @property
    def asks(self) -> bool:
        """True where the first of its sentences, or the only one, is a question."""
        text = self.statement.content[-1].text.rstrip(_MARKS)
        if not text.endswith("?"):
            return False
        return len(self.clauses) < 2 or _question_ends_first(self)

    @property
    def wonders(self) -> bool:
        """True for "whether …", "who …": a question in indirect speech."""
        words = tokens_in(self.doc, self.statement.content[0])
        words = [token for token in words if token.text[:1].isalnum()]
        lead = words[1:2] if words and words[0].pos_ == "ADP" else []
        return any(token.lower_ in _QUESTION_WORDS for token in (*words[:1], *lead))

    @property
    def is_noun_phrase(self) -> bool:
        """True where no main clause is finite: "plans to leave", "a ceasefire"."""
        return all(not one.finite and not one.copular for one in self.clauses)

    @property
    def is_infinitive(self) -> bool:
        """True for "to leave", the "to" inside the content or before it."""
        first = self.first
        if first is None or not first.infinitive:
            return False
        mark = next(child for child in children(first.head, "mark") if child.lower_ == "to")
        words = tokens_in(self.doc, self.statement.content[0])
        lead = [token for token in words if token.i < mark.i and token.text[:1].isalnum()]
        return not any(token.pos_ in ("NOUN", "VERB", "AUX", "PROPN") for token in lead) or first.head.dep_ == "xcomp"

    def denies_before(self, at: Clause) -> bool:
        """True where a clause is negated right at its predicate noun: "is no disgrace"."""
        return any(child.lower_ in ("no", "not") for child in children(at.head, "det"))


def _question_ends_first(content: Content) -> bool:
    """True where the first sentence of the content ends with its question mark."""
    tokens = [token for piece in content.statement.content for token in tokens_in(content.doc, piece)]
    ends = next((token for token in tokens if token.lower_ in (".", "?", "!")), None)
    return ends is not None and ends.lower_ == "?"


def quoted(statement: Statement, token: Token) -> bool:
    """True for a word inside the statement's verbatim parts, or in a content that is one quotation."""
    if any(part.start <= token.idx < part.end for part in statement.verbatim):
        return True
    piece = next((one for one in statement.content if one.start <= token.idx < one.end), None)
    if piece is None:
        return False
    return piece.text[:1] in _OPENING or (not statement.verbatim and statement.form == "direct")


def read(doc: Doc, statement: Statement) -> Content:
    """The content of a statement beside its cue."""

    def made() -> Content:
        return Content(doc, statement, cues.read(doc, statement), tuple(clauses.main(doc, statement)))

    return once(doc, "contents", statement.id, made)
