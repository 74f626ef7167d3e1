"""From a Doc, its statements and actors to what is said to have happened, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from allegedly.events.circumstances import when, where
from allegedly.events.frames import Filled, candidates, filled
from allegedly.events.lexicon import TIES, lexicon
from allegedly.events.modality import Standing, standing
from allegedly.events.parties import Parties, only_tells
from allegedly.events.ties import ties
from allegedly.events.tree import below
from allegedly.language.runs import run_around
from allegedly.language.times import Time, times
from allegedly.records import Act, Actor, Certainty, Document, Modality, Polarity, Statement
from allegedly.spans import Span, hull

# Blocks in which the outlet says nothing of the world.
_SILENT = frozenset(("byline", "dateline", "credit", "boilerplate"))
# What stands before a noun and is no part of its phrase.
_NO_WORDS = frozenset(("case", "cc", "nsubj", "cop", "aux", "advmod"))
# What is demanded, asked or refused has not happened by being said.
_UNREAL_ACTS = frozenset(("demands", "questions", "declines"))


# Nobody leads, joins or belongs to a person: "she leads him by two points". Nouns are left alone: behind those that
# follow them a body's name is read as a person's often enough.
_OF_BODIES = frozenset(("leader-of", "member-of", "employed-by"))
# What is done by words of each act; the cue of another act is none of these.
_DONE_BY: dict[Act, frozenset[str]] = {
    "accuses": frozenset(("ACCUSE",)),
    "denies": frozenset(("REJECT",)),
    "demands": frozenset(("REQUEST", "THREATEN")),
    "promises": frozenset(("AGREE", "THREATEN")),
    "evaluates": frozenset(("ACCUSE", "SUPPORT")),
    "asserts": frozenset(("ACCUSE", "SUPPORT", "THREATEN", "REQUEST")),
    "believes": frozenset(("ACCUSE", "SUPPORT")),
    "predicts": frozenset(("THREATEN",)),
    "intends": frozenset(("AGREE", "REJECT", "THREATEN")),
    "decrees": frozenset(("COERCE", "SANCTION", "REQUEST", "YIELD", "AGREE", "REJECT", "AID", "MOBILIZE")),
    "declines": frozenset(("REJECT",)),
    "questions": frozenset(),
}


class Happening(NamedTuple):
    """An event or tie with its words. `statement` is the innermost one whose content says it, None outside of all.

    `subjects` and `objects` are ids of actors; `value` are the words for a thing. `words` are the clause from its
    first side to its last.
    """

    type: str
    mode: str | None
    context: tuple[str, ...]
    cameo: str | None
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    value: Span | None
    trigger: Span
    words: Span
    when: str | None
    where: Span | None
    statement: Statement | None
    polarity: Polarity
    certainty: Certainty
    modality: Modality
    confidence: float


def code(doc: Doc, document: Document, statements: Sequence[Statement], actors: Sequence[Actor]) -> list[Happening]:
    """Every event and tie that the document's words assert, in reading order.

    Args:
        doc: From `allegedly.language`.
        document: For the day of publication and the page's parts.
        statements: From `allegedly.attribution`, understood.
        actors: From `allegedly.actors`, identified; only they are parties.
    """
    parties = Parties(doc, actors)
    page = _Page(doc, statements, times(doc, document.published), actors)
    silent = [block.span for block in document.blocks if block.kind in _SILENT or block.repeats is not None]
    made: list[Happening] = []
    taken: set[int] = set()
    for found in (*ties(doc, parties), *_triggered(doc, parties)):
        trigger = found.trigger
        if trigger.i in taken or any(span.start <= trigger.idx < span.end for span in silent):
            continue
        happening = page.told(found)
        if happening is not None:
            made.append(happening)
            # A noun or an infinitive that its verb has already coded is not coded again.
            taken |= {trigger.i} | _carried(trigger)
    return _once(sorted(made, key=lambda one: (one.trigger.start, one.words.start)))


def _triggered(doc: Doc, parties: Parties) -> Iterator[Filled]:
    """What the words of the lexicon carry, in text order."""
    verbs, nouns, adjectives = lexicon("verb"), lexicon("noun"), lexicon("adjective")
    for sentence, several in parties.sentences(doc):
        for token in doc[sentence.start : sentence.stop]:
            lemma = token.lemma_
            known = lemma in verbs or lemma in nouns or token.lower_ in adjectives
            if known and (several or any(pattern.value for pattern in candidates(token))):
                found = filled(token, parties)
                if found is not None:
                    yield found


def _carried(verb: Token) -> set[int]:
    """The object and the infinitive of a verb that was coded: "signed | a deal", "threatened | to attack"."""
    if verb.pos_ not in ("VERB", "AUX"):
        return set()
    own = {one.i for one in verb.children if one.dep_ in ("obj", "xcomp", "nsubj:pass")}
    deeper = {two.i for one in verb.children if one.dep_ == "xcomp" for two in one.children if two.dep_ == "conj"}
    return own | deeper


class _Page:
    """A Doc with its statements and times."""

    def __init__(
        self, doc: Doc, statements: Sequence[Statement], times_: Sequence[Time], actors: Sequence[Actor]
    ) -> None:
        self.doc, self.times = doc, times_
        self.kinds = {actor.id: actor.kind for actor in actors}
        self.mentions = {actor.id: actor.mentions for actor in actors}
        self.cues = [(one.cue.span, one.act) for one in statements if one.cue is not None]
        # The innermost first: what is nested has fewer words.
        self.statements = sorted(statements, key=lambda one: sum(piece.end - piece.start for piece in one.content))

    def told(self, found: Filled) -> Happening | None:
        """The happening as its statement presents it; None where nothing is said to happen."""
        near = self._standing(found)
        if near is None or (found.pattern.type == "CONSULT" and self._to_the_press(found)):
            return None
        if found.pattern.type not in TIES and self._only_says(found):
            return None
        trigger, pattern = found.trigger, found.pattern
        of_people = all(self.kinds.get(one) == "person" for one in found.objects)
        if pattern.part == "verb" and pattern.type in _OF_BODIES and of_people:
            return None
        statement = self._around(trigger.idx)
        if statement is not None and statement.cue is not None and self._is_aside(found, statement):
            statement = self._over(statement)
        if statement is not None and statement.act in _UNREAL_ACTS and self._is_main(near.top, statement):
            return None
        seen = self._seen(near, statement)
        if pattern.type == "has-capability" and seen.polarity == "negative":
            pattern, seen = pattern._replace(type="lacks-capability"), seen._replace(polarity="positive")
        dated = pattern.type not in TIES
        place = where(trigger, frozenset()) if dated else None
        return Happening(
            pattern.type,
            pattern.mode,
            pattern.context,
            pattern.cameo,
            found.subjects,
            found.objects,
            None if found.value is None else _phrase(found.value),
            Span(trigger.idx, trigger.idx + len(trigger.text)),
            self._words(found),
            when(self.doc, trigger, self.times) if dated else None,
            place,
            statement,
            seen.polarity,
            seen.certainty or "certain",
            seen.modality,
            1.0,
        )

    def _words(self, found: Filled) -> Span:
        """The words that say it: from the first to the last of the trigger and its sides within the sentence."""
        trigger = found.trigger
        sentence = Span(trigger.sent.start_char, trigger.sent.end_char)
        spans = [Span(trigger.idx, trigger.idx + len(trigger.text))]
        for identity in (*found.subjects, *found.objects):
            here = [one.span for one in self.mentions.get(identity, ()) if sentence.contains(one.span)]
            spans += sorted(here, key=lambda span: abs(span.start - trigger.idx))[:1]
        if found.value is not None:
            spans.append(_phrase(found.value))
        return hull(spans)

    def _around(self, at: int) -> Statement | None:
        return next(
            (one for one in self.statements if any(piece.start <= at < piece.end for piece in one.content)), None
        )

    def _standing(self, found: Filled) -> Standing | None:
        """What the words around say; an office beside a name is taken for granted, whatever its bearer does."""
        trigger = found.trigger
        if found.pattern.part == "noun" and found.pattern.type in TIES and not below(trigger, "cop"):
            return Standing("positive", None, "asserted", trigger)
        return standing(trigger)

    def _only_says(self, found: Filled) -> bool:
        """True for a cue that does nothing but say: "told", and "dismissed" of a story."""
        trigger = found.trigger
        acts = {act for span, act in self.cues if span.start <= trigger.idx < span.end}
        if not acts:
            return False
        return only_tells(trigger.lemma_) or not any(found.pattern.type in _DONE_BY[act] for act in acts if act)

    def _to_the_press(self, found: Filled) -> bool:
        """True for talking to a reporter, which is a way to say something."""
        sides = (*found.subjects, *found.objects)
        return any(self.kinds.get(one) == "media" for one in sides)

    def _is_aside(self, found: Filled, statement: Statement) -> bool:
        """True for "Velmar's main sponsor Tarskevo" in reported words: who introduces somebody is who reports."""
        trigger = found.trigger
        told = found.pattern.type in TIES and found.pattern.part == "noun" and not below(trigger, "cop")
        return told and not any(piece.start <= trigger.idx < piece.end for piece in statement.verbatim)

    def _over(self, statement: Statement) -> Statement | None:
        """The statement around this one, where it is nested."""
        return next((one for one in self.statements if one.id == statement.nested_in), None)

    def _is_main(self, top: Token, statement: Statement) -> bool:
        """True where the event is what the statement mainly says, not a thing that it takes for granted."""
        head = top.head
        return top.i == head.i or not any(piece.start <= head.idx < piece.end for piece in statement.content)

    def _seen(self, near: Standing, statement: Statement | None) -> Standing:
        """The standing in its own clause, seen through the statement where it is what the statement mainly says."""
        if statement is None or not self._is_main(near.top, statement):
            return near
        # The statement's is that of a plain negation or of a denial; "failed to" is the clause's own.
        polarity: Polarity = "negative" if "negative" in (statement.polarity, near.polarity) else "positive"
        certainty = statement.certainty if statement.certainty != "unknown" else near.certainty
        modality = near.modality
        if modality == "asserted" and statement.act == "predicts":
            modality = "predicted"
        if modality == "asserted" and certainty == "possible":
            modality = "possible"
        return Standing(polarity, certainty, modality, near.top)


def _phrase(head: Token) -> Span:
    """The words for a thing, without clauses that hang on them."""
    inside = [head]
    for child in head.children:
        relation = child.dep_.split(":")[0]
        to_do = relation == "acl" and any(one.lower_ == "to" for one in below(child, "mark"))
        if (child.i < head.i and relation not in _NO_WORDS) or relation in ("nmod", "obj", "obl", "mark") or to_do:
            inside += list(child.subtree)
    inside = run_around(head, inside)
    while len(inside) > 1 and (inside[0].lower_ in ("the", "a", "an", "to") or inside[0].is_punct):
        inside.pop(0)
    while len(inside) > 1 and inside[-1].is_punct:
        inside.pop()
    last = inside[-1]
    return Span(inside[0].idx, last.idx + len(last.text))


def _once(made: Sequence[Happening]) -> list[Happening]:
    """One of those that say the same within a statement."""
    kept: dict[tuple[object, ...], Happening] = {}
    for one in made:
        # What somebody is, a page says once; what somebody did, every statement that tells it.
        told = "" if one.type in TIES else one.words if one.statement is None else one.statement.id
        sides = (
            frozenset((one.subjects, one.objects))
            if one.type in ("CONSULT", "ally-of")
            else (one.subjects, one.objects)
        )
        kept.setdefault((one.type, sides, one.value, told, one.polarity), one)
    return list(kept.values())
