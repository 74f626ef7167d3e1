"""Who each statement's speaker is: the workbenches' answers joined by span.

In:      statements whose speakers have the words of their own source, and `Linked` actors.
Out:     statements whose speakers have the actor's id and fullest name, its kind and role; candidates where open.
Rules:   the source's head mention decides. Two coordinated people are no actor: they keep the words of the source. Hops
         whose words are a mention take the actor's name.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from allegedly.actors import Linked, Open
from allegedly.actors.names import gender, is_written_as_name
from allegedly.attribution.meaning.grammar import text_of
from allegedly.attribution.meaning.press_names import is_generic, same
from allegedly.language.nouns import is_title, names_person
from allegedly.language.relatives import antecedent
from allegedly.language.runs import run_around
from allegedly.records import Actor, Anchor, Candidate, Hop, Speaker, SpeakerKind, Statement
from allegedly.spans import Span

# What the words of a source say is kept for these kinds: no name elsewhere on the page changes it.
_AS_WORDED = frozenset(("document", "poll"))
_SPEAK = frozenset(("named-person", "unnamed-person", "named-group", "unnamed-group"))


def speakers(doc: Doc, statements: Sequence[Statement], linked: Linked) -> list[Statement]:
    """The statements with their speakers and hops known by name, in the order given."""
    join = _Join(doc, linked)
    return [join.statement(statement) for statement in statements]


# What stands for some of several: "one of them" is nobody whom the page names but in apposition.
_PARTS = frozenset(("one", "two", "three", "some", "another", "both", "several", "none", "many"))


def carried(statements: Sequence[Statement]) -> list[Statement]:
    """The statements with every hop that is another statement's source under the name of that one's speaker."""
    known = [(one.source.span, one.speaker) for one in statements if one.source is not None and one.speaker.name]

    def named(hop: Hop) -> Hop:
        if hop.span is None or hop.role != "speaker":
            return hop
        speaker = next((speaker for span, speaker in known if span.contains(hop.span.span)), None)
        return hop if speaker is None else hop.model_copy(update={"name": speaker.name, "actor": speaker.actor})

    return [one.model_copy(update={"chain": tuple(named(hop) for hop in one.chain)}) for one in statements]


# Of chains with more hands than the speaker's; chosen, `training.calibration` measures what it is worth.
_SURE_HANDS = 0.85


class _Join:
    def __init__(self, doc: Doc, linked: Linked) -> None:
        self.doc = doc
        self.mentions = {(one.start, one.end): actor for actor in linked.actors for one in actor.mentions}
        self.by_start: dict[int, list[tuple[Span, Actor]]] = {}
        for (start, end), actor in self.mentions.items():
            self.by_start.setdefault(start, []).append((Span(start, end), actor))
        self.actors = {actor.id: actor for actor in linked.actors}
        self.open = {left.span.start: left for left in linked.open}

    def statement(self, statement: Statement) -> Statement:
        if statement.source is None:
            return statement
        source = self._meant(statement.source)
        left = self._left_open(source)
        actor = None if left else self._actor(source)
        speaker = self._open(statement.speaker, left) if left else self._known(statement.speaker, actor)
        if actor is None and not left:
            speaker = self._joint(source, self._part(source, speaker))
        chain = tuple(self._hop(hop, source, speaker) for hop in statement.chain)
        speaker_sure = self._sure(statement, speaker, actor)
        sure = {"speaker": speaker_sure, "chain": speaker_sure if len(chain) < 2 else min(speaker_sure, _SURE_HANDS)}
        return statement.model_copy(
            update={"speaker": speaker, "chain": chain, "confidences": {**statement.confidences, **sure}}
        )

    def _meant(self, source: Anchor) -> Anchor:
        """The source itself, or the words that "who" stands for."""
        span = antecedent(self.doc, source.span)
        return source if span is None else Anchor.at(text_of(self.doc), span)

    def _inside(self, source: Anchor) -> list[tuple[Span, Actor]]:
        found = [
            one
            for start in range(source.start, source.end)
            for one in self.by_start.get(start, ())
            if one[0].end <= source.end
        ]
        return sorted(found, key=lambda one: (one[0].start, -one[0].length))

    def _actor(self, source: Anchor) -> Actor | None:
        """The actor of the mention that holds the source's head; of several at that word the longest mention's."""
        span = self.doc.char_span(source.start, source.end, alignment_mode="expand")
        if span is None:
            return None
        top = _top(span)
        heads = [top, *(child for child in top.children if child.dep_ in ("appos", "flat"))]
        if _joined(span, top):
            return None
        inside = self._inside(source)
        titled = self._titled(span, top, inside) or self._owned(span, inside)
        if titled is not None:
            return titled
        for head in heads:
            holding = [one for one in inside if one[0].start <= head.idx < one[0].end]
            if holding:
                return max(holding, key=lambda one: (bool(_is_name(one[1])), one[0].length))[1]
        named = [actor for found, actor in inside if self._set_off(found, source) and _is_name(actor)]
        if top.lower_ in _PARTS:
            return named[0] if len(named) == 1 else None
        if len(named) == 1:
            return named[0]
        return inside[0][1] if len(inside) == 1 and not self._owns(inside[0][0], source) else None

    def _owns(self, found: Span, source: Anchor) -> bool:
        """True where the source is only something of theirs: "a team-mate of | Adiele | 's", "| Qadri | 's counsel"."""
        text = text_of(self.doc)
        before, after = text[source.start : found.start].split()[-1:], text[found.end : source.end + 2]
        return before in (["of"], ["for"], ["from"], ["at"], ["with"]) or after[:2] in ("'s", "’s")

    def _titled(self, source: Tokens, top: Token, inside: Sequence[tuple[Span, Actor]]) -> Actor | None:
        """Whose title the source opens with: "Superintendent of Police (SP) | Devika Rathore"."""
        if not (is_title(top) or names_person(top)):
            return None
        for found, actor in inside:
            words = self.doc.char_span(found.start, found.end, alignment_mode="expand")
            if words is None or len(words) < 2 or words.start <= top.i or actor.kind != "person" or not _is_name(actor):
                continue
            before = self.doc[words.start - 1]
            between = self.doc[top.i + 1 : words.start]
            apart = any(token.text == "," or token.pos_ in ("VERB", "PRON", "SCONJ") for token in between)
            # "an aide to | President Idrissa Monteiro": the title is the other's.
            theirs = any(token.pos_ == "ADP" and token.lower_ != "of" for token in between)
            theirs = theirs or (before.i > top.i and (is_title(before) or names_person(before)))
            if not apart and not theirs and (before.text == ")" or before.pos_ in ("NOUN", "PROPN")):
                return actor
        return None

    def _owned(self, source: Tokens, inside: Sequence[tuple[Span, Actor]]) -> Actor | None:
        """The one who is named behind the comma: "Al-Ufuq's editor-in-chief, | Layal Khoury |"."""
        comma = next((token.i for token in source if token.text == ","), source.end)
        if not any(token.lower_ in ("'s", "’s") for token in source.doc[source.start : comma]):
            return None
        start = source.doc[comma + 1].idx if comma + 1 < source.end else -1
        return next((one for found, one in inside if found.start == start and one.kind == "person"), None)

    def _set_off(self, found: Span, source: Anchor) -> bool:
        """True for "one of them, | Jonas Reinholt |", "who gave her name as | Milka |"."""
        before = source.text[: found.start - source.start].rstrip()
        return before.endswith((",", " name as", "himself as", "herself as"))

    def _part(self, source: Anchor, speaker: Speaker) -> Speaker:
        """ "One of them" is called by those of whom it is one, where the page says who they are."""
        words = source.text.split()
        inside = self._inside(source)
        if words[0].lower() not in _PARTS or "of" not in words[1:2] or len(inside) != 1 or _is_name(inside[0][1]):
            return speaker
        return speaker.model_copy(update={"name": f"{words[0].lower()} of {_small(inside[0][1].name)}"})

    def _joint(self, source: Anchor, speaker: Speaker) -> Speaker:
        """ "Ana Ruiz and Tom Bell" speak together: neither is left out."""
        span = self.doc.char_span(source.start, source.end, alignment_mode="expand")
        last = None if span is None else _joined(span, _top(span))
        if span is None or last is None or speaker.kind not in _SPEAK or not speaker.name:
            return speaker
        own = [part for child in last.children if not child.dep_.startswith("acl") for part in child.subtree]
        beside = last.head.dep_ == "appos"
        words = self.doc[last.head.i if beside else span.start : run_around(last, own)[-1].i + 1]
        words = words[1:] if words[0].lower_ in ("the", "a", "an") else words
        name = " ".join(words.text.split()).rstrip(",")
        return speaker.model_copy(update={"name": name if _is_named(speaker) else _small(name)})

    def _left_open(self, source: Anchor) -> Open | None:
        found = [left for start, left in self.open.items() if source.start <= start < source.end]
        return found[0] if len(found) == 1 and found[0].span.length >= (source.end - source.start) // 2 else None

    def _open(self, speaker: Speaker, left: Open) -> Speaker:
        candidates = tuple(
            Candidate(actor=one, name=self.actors[one].name) for one, _ in left.candidates if one in self.actors
        )
        return speaker.model_copy(update={"name": None, "actor": None, "candidates": candidates})

    def _known(self, speaker: Speaker, actor: Actor | None) -> Speaker:
        if actor is None or speaker.kind in _AS_WORDED:
            return speaker
        if speaker.kind == "outlet" and speaker.name and not same(actor.name, speaker.name):
            # "the paper", which `press_reference` has named.
            own = next((one for one in self.actors.values() if same(one.name, speaker.name)), None)
            return speaker.model_copy(update={"actor": None if own is None else own.id})
        fuller = _is_name(actor) or speaker.kind == "unknown" or _contains(actor.name, speaker.name)
        name = actor.name if fuller or speaker.name is None else speaker.name
        role = speaker.role or next((role.text for role in actor.roles), None)
        return speaker.model_copy(
            update={"actor": actor.id, "name": name, "kind": _kind(speaker.kind, actor), "role": role}
        )

    def _hop(self, hop: Hop, source: Anchor, speaker: Speaker) -> Hop:
        if hop.span is None:
            return hop
        if source.span.contains(hop.span.span) and speaker.name:
            return hop.model_copy(update={"name": speaker.name, "actor": speaker.actor})
        if not is_generic(hop.name) and is_generic(hop.span.text):
            own = next((one for one in self.actors.values() if same(one.name, hop.name)), None)
            return hop if own is None else hop.model_copy(update={"actor": own.id})
        actor = self._actor(hop.span)
        if actor is None or not _is_name(actor) or f" {actor.name} " in f" {hop.name} ":
            return hop
        return hop.model_copy(update={"name": actor.name, "actor": actor.id})

    def _sure(self, statement: Statement, speaker: Speaker, actor: Actor | None) -> float:
        """How sure the speaker is: a name in the source itself, a name found elsewhere, the source's own words."""
        if statement.source is None or speaker.candidates:
            return 0.5
        if actor is None:
            return 0.6
        if _is_name(actor):
            here = any(one.start >= statement.source.start and one.end <= statement.source.end for one in _named(actor))
            return 0.95 if here else 0.75
        return 0.7


def _top(source: Tokens) -> Token:
    """The word that heads a source; the owned, not the owner, where the tree takes the owner: "Datamark's director"."""
    top: Token = source.root
    following = top.nbor() if top.i + 1 < source.end else None
    if following is not None and following.lower_ in ("'s", "’s", "'", "’") and following.i + 1 < source.end:
        rest = source.doc[following.i + 1 : source.end]
        return next((token for token in rest if token.pos_ in ("NOUN", "PROPN")), top)
    return top


def _joined(source: Tokens, top: Token) -> Token | None:
    """The last of several who speak together; None where one speaks."""
    beside = next((one for one in top.children if one.dep_ == "appos" and one.pos_ == "PROPN"), None)
    if beside is not None and "Plur" in top.morph.get("Number", []):
        return _joined(source, beside)
    # "Jeff Sessions, Republican of Alabama and one of his backers": a number is no second speaker.
    joined = [one for one in top.children if one.dep_ == "conj" and top.i < one.i and one.pos_ in ("PROPN", "NOUN")]
    return next((one for one in reversed(joined) if one.i < source.end), None)


def _is_named(speaker: Speaker) -> bool:
    return speaker.kind.startswith("named")


def _contains(name: str, part: str | None) -> bool:
    """True where the words of `part` are among those of `name`, in order: "official" of "senior Hamas official"."""
    return part is not None and part.split()[-1].islower() and f" {part} ".casefold() in f" {name} ".casefold()


def _small(name: str) -> str:
    """The name of somebody unnamed as it stands inside a sentence."""
    return name[:1].lower() + name[1:] if name[1:2].islower() or name[1:2] == " " else name


def _is_name(actor: Actor) -> bool:
    """True where the page names the actor, and does not only describe it."""
    return actor.kind in ("state", "people") or is_written_as_name(actor.name)


def _has_given_name(name: str) -> bool:
    """True for "Hillary Clinton", whom the words of one source ("Clinton said") may show as a body."""
    words = tuple(name.split())
    return len(words) > 1 and gender(words) is not None


def _named(actor: Actor) -> list[Anchor]:
    return [one for one in actor.mentions if one.text[:1].isupper() and len(one.text) > 3]


def _kind(kind: SpeakerKind, actor: Actor) -> SpeakerKind:
    """The kind by the source's words, named where the actor is; for a pronoun the actor's."""
    named = _is_name(actor)
    if kind == "outlet":
        return kind
    if kind in ("unnamed-person", "unnamed-group") and named:
        return "named-person" if actor.kind == "person" else "named-group"
    if kind == "named-group" and actor.kind == "person" and _has_given_name(actor.name):
        return "named-person"
    if kind != "unknown":
        return kind
    if actor.kind == "person":
        return "named-person" if named else "unnamed-person"
    return "named-group" if named else "unnamed-group"
