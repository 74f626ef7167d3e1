"""The words around a cue that are neither its content nor another statement's: who heard it, where, through whom.

    [In an interview with Channel Seven] he [vowed …content…] [on Sunday], according to an aide

In:      a Doc with grammar and names, a statement, and the other statements of the page.
Out:     a `Frame`: phrases in text order, each with its preposition and the verb that it belongs to.
How:     on the surface, by parts of speech: noun phrases are cut off more surely than they are attached. A clause with
         a subject of its own and another statement's cue end the frame.
Empty:   no phrases where the statement has neither source nor cue, or its sentence has no grammar.
Cost:    linear in the words of one sentence, and in the statements of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.grammar import all_tokens, once, root_of, sentence_of, tokens_in
from allegedly.attribution.meaning.phrases import Phrase, chunk
from allegedly.records import Statement

# Clauses that say more about a word of the frame, or about the saying, and do not end it.
_DEPENDENT = frozenset(("acl", "advcl", "amod", "xcomp", "aux", "cop", "csubj", "compound", "case", "fixed", "det"))
_JOINTS = frozenset((",", ";", "and", "but", "while", "as", "–", "—", "--"))
_TOLD = frozenset(
    ("spoke", "speaking", "talking", "talked", "interviewed", "reached", "writing", "quoted", "appearing")
)
_ENDS = frozenset((";",))
_RELATIVE = frozenset(("that", "which", "who", "where", "when", "whom"))
_ASKED = frozenset(("asked", "pressed", "questioned", "quizzed", "interviewed", "challenged"))


class Frame(NamedTuple):
    """`verb` is the cue's verb (None without a cue); `before` the phrases that stand before source and cue."""

    verb: Token | None
    cue: tuple[Token, ...]
    source: tuple[Token, ...]
    words: tuple[Token, ...]
    phrases: tuple[Phrase, ...]

    def lemma(self) -> str:
        """The dictionary form of the cue's verb; "" without one."""
        return "" if self.verb is None else self.verb.lemma_.lower()

    def governs(self, phrase: Phrase) -> bool:
        """True where the phrase belongs to the cue itself: no other verb stands between them."""
        return phrase.verb is None or phrase.verb in self.cue


def frame(doc: Doc, statement: Statement, others: Iterable[Statement] = ()) -> Frame:
    """The frame of one statement; `others` are the page's statements, this one allowed among them.

    Four questions ask for it, so that each frame is made once and kept in the Doc.
    """
    listed = list(others)
    return once(doc, "frames", (statement.id, bool(listed)), lambda: _frame(doc, statement, listed))


def _frame(doc: Doc, statement: Statement, others: Sequence[Statement]) -> Frame:
    cue = [] if statement.cue is None else tokens_in(doc, statement.cue)
    source = [] if statement.source is None else tokens_in(doc, statement.source)
    core = cue or source
    if not core or not doc.has_annotation("DEP"):
        return Frame(None, tuple(cue), tuple(source), (), ())
    verb = None if statement.cue is None else root_of(doc, statement.cue)
    words = _Walk(statement, core, source, _near(core[0], statement, others)).words()
    return Frame(verb, tuple(cue), tuple(source), tuple(words), tuple(chunk(words, _verbs(cue, verb))))


def _near(token: Token, statement: Statement, others: Sequence[Statement]) -> list[Statement]:
    """The other statements that touch the sentence."""
    sentence = sentence_of(token)
    start, end = sentence.start_char, sentence.end_char
    return [
        other
        for other in others
        if other.id != statement.id
        and any(one is not None and one.start < end and start < one.end for one in (other.cue, *other.content))
    ]


def _verbs(cue: Sequence[Token], verb: Token | None) -> set[int]:
    """The cue's verbs, those within a phrase of its own left out: "said in a | written | statement"."""
    if verb is None:
        return set()
    own = {verb.i}
    for token in cue:
        if token.pos_ == "ADP" and token.i > verb.i:
            break
        if token.pos_ in ("VERB", "AUX"):
            own.add(token.i)
    return own


class _Walk:
    """Collects the frame's words outwards from the cue, to both sides."""

    def __init__(
        self, statement: Statement, core: Sequence[Token], source: Sequence[Token], others: Sequence[Statement]
    ) -> None:
        sent = sentence_of(core[0])
        self.sentence = all_tokens(sent.doc)[sent.start : sent.end]
        self.core = {token.i for token in core}
        self.source = {token.i for token in source}
        self.content = [(piece.start, piece.end) for piece in statement.content]
        own = [(anchor.start, anchor.end) for anchor in (statement.cue, statement.source) if anchor is not None]
        asked = [other for other in others if _asks_first(other, min(own, default=(0, 0))[0])]
        # "dismissed P as Q" is two statements with one cue: neither's content ends the other's frame.
        alike = [other for other in others if other.cue is not None and other.cue == statement.cue]
        self.skipped = [(piece.start, piece.end) for other in (*asked, *alike) for piece in other.content]
        self.foreign = [
            (anchor.start, anchor.end)
            for other in others
            if other not in asked and other not in alike
            for anchor in (other.cue, *other.content)
            if anchor is not None and not any(anchor.start <= start and end <= anchor.end for start, end in own)
        ]

    def words(self) -> list[Token]:
        """The words left of, in and right of the cue, in text order, the source's own left out."""
        first, last = min(self.core), max(self.core)
        begin = min(self.source, default=first)
        near = self._leftwards(first, whole=begin < first)
        ahead = [] if begin >= first else self._leftwards(begin)
        kept = {token.i: token for token in (*near, *ahead, *self._rightwards(last))}
        kept.update({token.i: token for token in self.sentence if token.i in self.core})
        told = _of_speaking([token for token in self.sentence if token.i in self.source])
        kept = {at: token for at, token in kept.items() if at not in self.source} | {token.i: token for token in told}
        return [kept[at] for at in sorted(kept)]

    def _leftwards(self, start: int, *, whole: bool = False) -> list[Token]:
        """The words before token `start`; `whole` for those between source and cue, where other verbs have no end."""
        found: list[Token] = []
        for token in reversed([token for token in self.sentence if token.i < start]):
            if self._inside(token, self.content) or token.i in self.source:
                # Beyond the content nothing belongs to the cue: "…," she said. What is beyond the source comes apart.
                break
            if self._inside(token, self.skipped):
                continue
            if self._inside(token, self.foreign) or (not whole and self._ends(token)):
                return _cut(list(reversed(found)), token, first=True)
            found.append(token)
        return list(reversed(found))

    def _rightwards(self, start: int) -> list[Token]:
        found: list[Token] = []
        for token in (token for token in self.sentence if token.i > start):
            if self._inside(token, [*self.content, *self.skipped]) or token.i in self.source:
                continue
            if self._ends(token):
                return _cut(found, token, first=False)
            found.append(token)
        return found

    def _ends(self, token: Token) -> bool:
        if token.text in _ENDS or self._inside(token, self.foreign):
            return True
        return token.i not in self.core and _independent(token)

    @staticmethod
    def _inside(token: Token, spans: Sequence[tuple[int, int]]) -> bool:
        return any(start <= token.idx < end for start, end in spans)


def _of_speaking(source: Sequence[Token]) -> list[Token]:
    """What a source says of the saying itself: "an official, who | spoke to the agency on condition of anonymity |"."""
    for at, token in enumerate(source):
        before = source[at - 1] if at else token
        apart = before.text == "," or before.lower_ in ("who", "and")
        if token.pos_ == "VERB" and apart and token.lower_ in _TOLD:
            return list(source[at:])
    return []


def _asks_first(other: Statement, start: int) -> bool:
    """True for "Asked by the channel whether …," before the answer: it tells to whom the answer was given."""
    if other.cue is None or other.cue.end > start or (other.source and other.source.start < other.cue.end):
        return False
    return any(word in _ASKED for word in other.cue.text.casefold().split())


def _independent(token: Token) -> bool:
    """True for the verb of a clause that has its own subject and hangs on nothing here."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_.split(":")[0] in _DEPENDENT:
        return False
    subject = _subject(token)
    if subject is None:
        return False
    before = subject.left_edge.nbor(-1) if subject.left_edge.i else None
    # "a statement that the agency carried", whatever the parser made of it.
    return before is None or before.lower_ not in _RELATIVE or subject.i > token.i


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_.startswith(("nsubj", "expl"))), None)


def _cut(words: list[Token], end: Token, *, first: bool) -> list[Token]:
    """The words on the frame's side of a clause that ended it: its subject stands among them, or a joint does."""
    joints = [at for at, token in enumerate(words) if token.lower_ in _JOINTS]
    if first:
        return words[joints[0] + 1 :] if joints else []
    subject = _subject(end)
    if subject is not None and subject.i < end.i:
        return [token for token in words if token.i < subject.left_edge.i]
    return words[: joints[-1]] if joints else words
