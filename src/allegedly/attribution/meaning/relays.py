"""The hands that a statement's own words name besides its speaker's: spokespeople, interviewers, those who carried it.

    Grell said [through his lawyer, Odile Marchetti,] …              spokesperson
    she said [in an interview with Channel Seven] …                  interviewer
    … he said in a speech [carried by state television]              outlet
    … he said in a sermon [translated by the Eastern Media Watch]    monitor

In:      a Doc, a `Frame`.
Out:     `Hand`s in the order in which the words went through them.
Rules:   the press is known by name or noun (`press.py`); a journalist by the noun or the employer beside the name, or
         by being whom an interview was with. Reporters without a name, parliaments and crowds are no hop.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from allegedly.attribution.meaning.frame import Frame
from allegedly.attribution.meaning.hearers import heard, said_in, verb_of
from allegedly.attribution.meaning.hop_names import Called, called, words, written
from allegedly.attribution.meaning.nouns import singular
from allegedly.attribution.meaning.phrases import Phrase
from allegedly.attribution.meaning.press import Organisation, press_of
from allegedly.attribution.meaning.press_names import Kind, news_nouns
from allegedly.attribution.meaning.press_names import words as press_words
from allegedly.records import HopRole

Hand = tuple[Called, HopRole]

_ORDER: dict[HopRole, int] = {"speaker": 0, "spokesperson": 1, "interviewer": 2}
_ROLES: dict[Kind, HopRole] = {"agency": "agency", "monitor": "monitor"}
_WITH = frozenset(("with", "to", "for", "on", "by", "at"))
_JOINING = frozenset(("&", "and", "of", "-", "de", "von", "van", "al"))
_UNTOLD = frozenset(("a", "an", "this", "our", "another", "one", "its", "his", "her", "their", "my"))
_AIRED = frozenset(("broadcaster", "programme"))


def hands(doc: Doc, frame: Frame) -> list[Hand]:
    """Spokespeople, then interviewers, then those who passed it on, each group in text order; nobody twice."""
    found: list[Hand] = []
    for hand in (*_spokespeople(doc, frame), *_interviewers(doc, frame), *_carriers(doc, frame)):
        if not any(hand[0].span.overlaps(other.span) for other, _ in found):
            found.append(hand)
    return sorted(found, key=lambda hand: _ORDER.get(hand[1], 3))


def role_of(kind: Kind) -> HopRole:
    """The role of a news organisation that passes words on."""
    return _ROLES.get(kind, "outlet")


def _before(frame: Frame, at: int) -> Phrase | None:
    return frame.phrases[at - 1] if at else None


def _named_beside(frame: Frame, at: int) -> tuple[Token, ...]:
    """The name that a comma sets off right after a phrase, if there is one: "his lawyer, | Ines Varga |"."""
    following = frame.phrases[at + 1] if at + 1 < len(frame.phrases) else None
    if following is None or following.word or not following.apart:
        return ()
    near = following.first <= frame.phrases[at].tokens[-1].i + 2
    capitals = all(token.text[:1].isupper() or token.text in _JOINING for token in following.tokens)
    return following.tokens if near and capitals else ()


def _spokespeople(doc: Doc, frame: Frame) -> Iterator[Hand]:
    for at, phrase in enumerate(frame.phrases):
        verb = "" if phrase.verb is None else phrase.verb.lemma_.lower()
        through = phrase.word in ("through", "via") and _speaks_for(phrase)
        by = phrase.word == "by" and _noun_in(phrase, "hand_people") and verb in words()["hand"]
        before = said_in(phrase, _before(frame, at))
        written_by = phrase.word == "from" and before is not None and before.noun in words()["talks"]
        if through or by or (written_by and _noun_in(phrase, "hand_people")):
            name = _named_beside(frame, at)
            yield (written(name, name=True) if name else called(doc, phrase.tokens)), "spokesperson"


def _speaks_for(phrase: Phrase) -> bool:
    """True for "his lawyer", "a spokeswoman for the mayor", "his spokeswoman Ines Varga"."""
    nouns = words()["spokespeople"]
    if phrase.head.pos_ == "NOUN":
        return _noun_in(phrase, "spokespeople")
    return any(token.pos_ == "NOUN" and token.lemma_.lower() in nouns for token in phrase.tokens)


def _noun_in(phrase: Phrase, name: str) -> bool:
    """True where the phrase's noun is in a list, or that of "the office of …"."""
    nouns = words()[name]
    return phrase.noun in nouns or singular(phrase.head) in nouns


def _interviewers(doc: Doc, frame: Frame) -> Iterator[Hand]:
    for phrase in heard(frame):
        yield from _press(doc, phrase, "interviewer", loosely=False)
    for at, phrase in enumerate(frame.phrases):
        before = said_in(phrase, _before(frame, at)) or _across_time(frame, at)
        verb = "" if phrase.verb is None else phrase.verb.lemma_.lower()
        if phrase.noun in words()["interviews"]:
            yield from _press(doc, phrase, "interviewer", loosely=False, head=False)
        if before is not None and _interview(before, phrase) and phrase.word in _WITH:
            yield from _press(doc, phrase, "interviewer", loosely=phrase.word in ("with", "to", "by"))
        elif before is not None and before.noun in words()["questions"] and phrase.word in ("from", "by", "of"):
            yield from _press(doc, phrase, "interviewer", loosely=False)
        elif phrase.word == "by" and verb in words()["ask"]:
            yield from _press(doc, phrase, "interviewer", loosely=verb == "interview")
        elif phrase.word in ("on", "during", "in", "at") and _on_air(doc, frame, at):
            yield from _press(doc, phrase, "interviewer", loosely=False)


def _across_time(frame: Frame, at: int) -> Phrase | None:
    """The phrase before, over times and places that stand between: "an interview | on Sunday | with the channel"."""
    phrase = frame.phrases[at]
    for other in reversed(frame.phrases[:at]):
        if other.verb != phrase.verb and phrase.verb is not None and phrase.verb.lemma_.lower() not in words()["carry"]:
            return None
        if _interview(other, phrase) or other.noun in words()["questions"]:
            return other
        if (
            not other.is_time
            and other.head.ent_type_ not in ("LOC", "FAC", "GPE")
            and other.word not in ("about", "of", "over")
        ):
            return None
    return None


def _interview(phrase: Phrase, following: Phrase) -> bool:
    """True for an interview, and for a meeting with an editorial board."""
    if phrase.noun in words()["interviews"]:
        return True
    return phrase.noun in ("meeting", "session") and "editorial" in following.modifiers()


def _on_air(doc: Doc, frame: Frame, at: int) -> bool:
    """True for a station or programme on which somebody spoke: "on Radio Meridian", "on CBS's “Face the Nation”"."""
    phrase, before = frame.phrases[at], said_in(frame.phrases[at], _before(frame, at))
    if _quoted(frame) or (before is not None and before.word in ("during", "of", "about", "in", "for", "from")):
        return False
    if not frame.governs(phrase) and verb_of(frame, phrase) not in words()["speak"] | {"appear", "tell", "host"}:
        return False
    found = press_of(doc).find(phrase.tokens)
    if phrase.word != "on" and phrase.noun not in press_words()["programme"]:
        return False
    return any(one.kind in _AIRED for one in found) and _is_about(phrase, found[-1])


def _is_about(phrase: Phrase, found: Organisation) -> bool:
    """True where the phrase means the organisation or its programme, not something of theirs."""
    last = phrase.tokens[-1]
    if phrase.head.i <= found.tokens[-1].i or last.pos_ == "PROPN" or last.is_quote:
        return True
    return phrase.noun in press_words()["programme"] | press_words()["broadcaster"] | {"air", "hour", "radio", "tv"}


def _press(doc: Doc, phrase: Phrase, role: HopRole, *, loosely: bool, head: bool = True) -> Iterator[Hand]:
    """Journalists and news organisations in a phrase.

    Args:
        doc: The phrase's.
        phrase: A noun phrase.
        role: What they did.
        loosely: True where whoever is named asked, journalist or not.
        head: False where the phrase is about something else that the press is only named in ("a BBC interview").
    """
    found = press_of(doc).find(phrase.tokens)
    if head and _of_journalist(doc, phrase, found, loosely=loosely):
        yield _person(doc, phrase), role
        return
    if found and head and not any(_covers_head(phrase, one) for one in found):
        return
    found = [one for one in found if one.named] or found
    named = [one for one in found if one.kind != "programme"] or found
    for one in named:
        if one.named or _describes_one(phrase, one):
            yield _organisation(one), role
    if not found and loosely and _is_name(phrase):
        yield called(doc, phrase.tokens), role


def is_press(phrase: Phrase) -> bool:
    """True where the phrase means a news organisation, named or not, or its programme; not its board or readers."""
    return any(
        _covers_head(phrase, one) for one in press_of(phrase.head.doc).find(phrase.tokens) if one.kind != "media"
    )


def _covers_head(phrase: Phrase, found: Organisation) -> bool:
    """True where what was told or asked is the organisation or its programme, audience or desk."""
    if found.tokens[0].i <= phrase.head.i <= found.tokens[-1].i:
        return True
    if "editorial" in phrase.modifiers():
        return True
    if phrase.head.i < found.tokens[0].i:
        return phrase.noun in press_words()["people"] | words()["editions"] | news_nouns()
    rest = [token for token in phrase.tokens if token.i > found.tokens[-1].i]
    nouns = news_nouns() | words()["editions"] | press_words()["people"]
    return any(token.lemma_.lower() in nouns or token.is_quote for token in rest) or rest[-1].pos_ == "PROPN"


def _describes_one(phrase: Phrase, found: Organisation) -> bool:
    """True for "the channel" and "state television": one that the page tells apart; not for "a local station"."""
    if press_words()["collective"] & {token.lower_ for token in found.tokens[-1:]}:
        return bool(press_words()["state_collective"] & {token.lower_ for token in found.tokens})
    first = found.tokens[0]
    before = first.nbor(-1).lower_ if first.i else ""
    plural = "Plur" in found.tokens[-1].morph.get("Number", [])
    return not plural and before not in _UNTOLD


def _organisation(found: Organisation) -> Called:
    return written(found.tokens, name=found.named)


def _of_journalist(doc: Doc, phrase: Phrase, found: Sequence[Organisation], *, loosely: bool) -> bool:
    """True for a person whom the phrase makes a journalist: "the network's Jane Roe", "radio host Max Poe"."""
    names = [token for token in phrase.tokens if token.ent_type_ == "PERSON"]
    if not names or any(token in one.tokens for token in names for one in found):
        return False
    nouns = {token.lemma_.lower() for token in phrase.tokens}
    return loosely or bool(found) or bool(nouns & press_words()["people"])


def _person(doc: Doc, phrase: Phrase) -> Called:
    names = [token for token in phrase.tokens if token.ent_type_ == "PERSON"]
    first = names[0]
    run = [token for token in names if token.i - first.i == names.index(token)]
    return called(doc, run)


def _is_name(phrase: Phrase) -> bool:
    """True for a named person or body that is none of those who question people for other ends."""
    if phrase.noun in words()["not_press"] or phrase.head.lower_ in words()["not_press"]:
        return False
    return phrase.head.ent_type_ in ("PERSON", "ORG") or (phrase.head.pos_ == "PROPN" and phrase.head.ent_type_ == "")


def _carriers(doc: Doc, frame: Frame) -> Iterator[Hand]:
    for at, phrase in enumerate(frame.phrases):
        verb = verb_of(frame, phrase)
        if phrase.word == "according to":
            yield from _relays(doc, phrase)
        elif phrase.word == "by" and verb in words()["translate"] and not frame.governs(phrase):
            yield from _recorders(doc, phrase, verb)
        elif _is_carried(frame, at, verb) or _is_printed(frame, at, verb) or _carries_it(frame, at):
            yield from _relays(doc, phrase, press_only=True)
        if phrase.noun in words()["pieces"] and phrase.word in ("in", "for", "through") and frame.governs(phrase):
            yield from _printers(doc, phrase)


def _is_carried(frame: Frame, at: int, verb: str) -> bool:
    """True for "a speech carried by | state media |", "was quoted by | the daily | as saying"."""
    phrase = frame.phrases[at]
    if frame.governs(phrase):
        return phrase.word in ("by", "in", "on") and _quoted(frame)
    return phrase.word in ("by", "on", "in", "from") and verb in words()["carry"]


def _is_printed(frame: Frame, at: int, verb: str) -> bool:
    """True for "in an op-ed in | the daily |", "wrote in | the daily |"; not for "denied a report in | the daily |"."""
    phrase, before = frame.phrases[at], said_in(frame.phrases[at], _before(frame, at))
    if phrase.word in ("in", "for") and (verb in words()["write"] if frame.governs(phrase) else verb == "write"):
        return True
    if before is None or before.noun not in words()["pieces"] | words()["editions"]:
        return False
    return phrase.word in ("in", "for", "by", "on") and (bool(before.word) or verb in words()["write"])


def _carries_it(frame: Frame, at: int) -> bool:
    """True for "a statement that | the state news agency | carried"."""
    phrase = frame.phrases[at]
    doc = phrase.head.doc
    end = phrase.tokens[-1].i + 1
    if end >= len(doc) or phrase.first == 0 or doc[phrase.first - 1].lower_ not in ("that", "which"):
        return False
    verb = doc[end + 1] if doc[end].pos_ == "AUX" and end + 1 < len(doc) else doc[end]
    return verb.pos_ == "VERB" and verb.lemma_.lower() in words()["carry"]


def _quoted(frame: Frame) -> bool:
    return any(token.lower_ in ("quoted", "cited", "paraphrased", "reported") for token in frame.cue)


def _relays(doc: Doc, phrase: Phrase, *, press_only: bool = False) -> Iterator[Hand]:
    """News organisations that passed the words on; after "according to" anybody."""
    found = [one for one in press_of(doc).find(phrase.tokens) if one.named or _describes_one(phrase, one)]
    about = [one for one in found if _covers_head(phrase, one) or phrase.noun in words()["reports"]]
    for one in about:
        if one.kind != "programme" or len(about) == 1:
            yield _organisation(one), role_of(one.kind)
    if not about and not press_only:
        yield called(doc, phrase.tokens), "speaker"


def _recorders(doc: Doc, phrase: Phrase, verb: str) -> Iterator[Hand]:
    """Those who translated or monitored; anybody named did so who is said to."""
    found = [one for one in press_of(doc).find(phrase.tokens) if one.named]
    if any(one.kind == "monitor" for one in found):
        yield from ((_organisation(one), "monitor") for one in found if one.kind == "monitor")
    elif verb not in words()["translate_listed"] and (found or phrase.head.ent_type_ in ("ORG", "PERSON")):
        yield called(doc, phrase.tokens), "monitor"


def _printers(doc: Doc, phrase: Phrase) -> Iterator[Hand]:
    """The press before its own noun: "in a Herald op-ed"."""
    for one in press_of(doc).find([token for token in phrase.tokens if token.i < phrase.head.i]):
        if one.named and one.kind not in ("monitor", "programme") and phrase.noun not in words()["interviews"]:
            yield _organisation(one), role_of(one.kind)
