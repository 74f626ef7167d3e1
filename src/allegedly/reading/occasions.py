"""The occasion that a page names once for a speaker holds for what else it says that he said.

    Barakeh said in an interview with Spot Shot last week that … . … , Barakeh noted. “…,” Barakeh said Thursday.

In:      the statements of one page in reading order, with speakers, chains, channels, times.
Out:     the same statements, with the interviewer, the channel, the venue and the day of the speaker's occasion where
         they have none of their own. Nothing that a statement says itself is changed.
Rules:   docs/annotation.md, "Chain". A statement with its own addressee, channel, interviewer, day begins an occasion,
         but one that only adds a day inside the occasion's period goes on with it, and gives it that day. An occasion
         holds for the statements that follow, and for those before it where it is the speaker's only one. Monitors,
         agencies and outlets hold only where they are named; what somebody recalls within another's words has no part.
Cost:    linear in the statements.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from allegedly.attribution.meaning.chain import without_repeats
from allegedly.attribution.meaning.press_names import is_generic, same
from allegedly.attribution.meaning.press_names import words as press_words
from allegedly.records import Anchor, Block, Channel, Hop, Said, Statement, lede

_SPEAKERS = frozenset(("named-person", "unnamed-person", "named-group", "unnamed-group", "outlet"))
_HELD = frozenset(("press conference", "testimony", "interview"))
_ASKED_IN_VAIN = frozenset(("no-response", "unreachable"))
# Channels by which nobody declines to say more: what is declined was asked at another time.
_WRITTEN = frozenset(("statement", "post", "document", "filing", "poll", "leak", "observation"))
_RELAYS = frozenset(("monitor", "agency", "outlet", "document"))
# "said in 2019", "has said since July" date what was said and are no occasion: a day is, or a month; chosen.
_MONTH = 31
_LATER = frozenset(
    ("now", "later", "since", "subsequently", "afterwards", "today", "eventually", "previously", "once", "long")
)
# Of what one statement takes over from another; chosen, `training.calibration` measures what it is worth.
_SURE_CARRIED = 0.7
_AFTER_NOUN = frozenset(
    (
        "of",
        "by",
        "from",
        "in",
        "on",
        "that",
        "which",
        "to",
        "for",
        "at",
        "with",
        "about",
        "seen",
        "written",
        "sent",
        "made",
    )
)
_DEFINITE = ("the ", "that ", "this ", "same ", "his ", "her ", "their ", "its ")


@dataclass
class Occasion:
    """What is known of one occasion; `said` is the narrowest time that any of its statements names."""

    interviewers: tuple[Hop, ...] = ()
    channel: Channel | None = None
    venue: Anchor | None = None
    said: Said | None = None
    members: list[str] = field(default_factory=list)


def spread(statements: Sequence[Statement], blocks: Sequence[Block] = ()) -> tuple[Statement, ...]:
    """The statements in their order, occasions carried over from one to the other of a speaker's.

    With `blocks`, what headline, dek and first paragraph say undated is of the first dated occasion of its speaker.
    """
    top = lede(blocks, paragraphs=1)
    by_id = {one.id: one for one in statements}
    filled: dict[str, Statement] = {}
    by_speaker: dict[str, list[Statement]] = {}
    for one in statements:
        key = _key(one)
        if key is not None and not _recalled(one, by_id):
            by_speaker.setdefault(key, []).append(one)
    for own in by_speaker.values():
        filled.update(_over_one_speaker(own, top))
    return tuple(_once(_around(filled.get(one.id, one), filled, by_id)) for one in statements)


def _key(statement: Statement) -> str | None:
    """Who speaks; None where that is open, nobody, or not one body. A document is known by its noun: "the study"."""
    speaker = statement.speaker
    if statement.cue is None and statement.source is None:
        return None
    if speaker.kind in ("document", "poll") and speaker.name:
        return "poll" if speaker.kind == "poll" else f"document: {_noun(speaker.name)}"
    if speaker.candidates or speaker.kind not in _SPEAKERS:
        return None
    return speaker.actor or (speaker.name if speaker.kind.startswith("named") or speaker.kind == "outlet" else None)


def _noun(name: str) -> str:
    """What a document is: "study" of "study published in the Annals", "court documents"."""
    words = name.casefold().split()
    ends = (at for at, word in enumerate(words) if at and (word in _AFTER_NOUN or word.endswith(("ed", "ed,", ","))))
    return words[next(ends, len(words)) - 1].strip(",")


def _recalled(statement: Statement, by_id: Mapping[str, Statement]) -> bool:
    """True for words inside somebody's words: "she said he had told her". A relay around them is no such body."""
    outer = None if statement.nested_in is None else by_id.get(statement.nested_in)
    if outer is None or statement.cue is None:
        return False
    inside = any(piece.span.contains(statement.cue.span) for piece in outer.content)
    first = outer.chain[0].role if outer.chain else "speaker"
    return inside and first not in _RELAYS


def _over_one_speaker(own: Sequence[Statement], top: frozenset[int]) -> dict[str, Statement]:
    """One speaker's statements, in reading order, each with what its occasion adds."""
    head = [
        one
        for one in own
        if one.block in top and one.said is None and not any(hop.role == "interviewer" for hop in one.chain)
    ]
    told_first = {one.id for one in own if one.block in top}
    occasions, of = _occasions([one for one in own if one not in head], told_first)
    alone = len(occasions) == 1
    told = occasions[0] if alone else next((one for one in occasions if one.said is not None), None)
    filled = {}
    for one in own:
        occasion = of.get(one.id) or (told if one in head else occasions[0] if alone else None)
        if occasion is not None and _takes_part(one, occasion, own):
            filled[one.id] = _fill(one, occasion)
    for before, one in pairwise(own):
        # "argues in a motion filed on Monday that …, and asks": one breath, whatever else the second names.
        dated = filled.get(before.id, before).said
        if dated is not None and one.source == before.source and filled.get(one.id, one).said is None:
            own_words = filled.get(one.id, one)
            sure = {**own_words.confidences, "said": _SURE_CARRIED}
            filled[one.id] = own_words.model_copy(update={"said": dated, "confidences": sure})
    return filled


def _occasions(
    own: Sequence[Statement], lede_only: Set[str] = frozenset()
) -> tuple[list[Occasion], dict[str, Occasion]]:
    """The occasions that the statements name, and which statement belongs to which; none before the first."""
    found: list[Occasion] = []
    of: dict[str, Occasion] = {}
    current: Occasion | None = None
    back: tuple[Occasion, int | None] | None = None
    for one in own:
        mine = _named(one)
        if mine is None and back is not None and one.block == back[1] and one.said is None and not _is_new(one):
            of[one.id] = back[0]
            continue
        if mine is None:
            apart = one.said is not None or _is_new(one) or _looks_back(one)
            if apart or current is not None:
                of[one.id] = Occasion() if apart or current is None else current
            continue
        if current is not None and (_goes_on(mine, current, one) or _details(mine, current, one, lede_only)):
            _narrow(current, mine)
            of[one.id] = current
            continue
        of[one.id] = mine
        # "had told the Herald in September": a look back, after which the next paragraph returns.
        looks_back = _looks_back(one)
        back = (mine, one.block) if looks_back and mine.channel == "testimony" else None
        if not looks_back:
            found.append(mine)
            current = mine
    return found, of


def _named(statement: Statement) -> Occasion | None:
    """What the statement itself says of its occasion; None where it says nothing that begins one."""
    interviewers = tuple(hop for hop in statement.chain if hop.role == "interviewer" and _own(hop, statement))
    day = statement.said if statement.said is not None and _length(statement.said.edtf) <= _MONTH else None
    begins = interviewers or statement.channel or day or statement.addressee or statement.venue
    if not begins or statement.outcome in _ASKED_IN_VAIN:
        return None
    said = statement.said if interviewers or statement.channel else day
    if said is not None and _days(said.edtf) is None:
        said = None
    return Occasion(interviewers, statement.channel, statement.venue, said, [statement.id])


def _own(hop: Hop, statement: Statement) -> bool:
    """True where no relay stands before the interviewer: whom the relay spoke to is another matter."""
    before = statement.chain[: statement.chain.index(hop)]
    return all(other.role in ("speaker", "spokesperson", "interviewer") for other in before[1:])


def _goes_on(mine: Occasion, current: Occasion, statement: Statement) -> bool:
    """True where the statement says no more than that the occasion goes on: a day inside it, "the channel"."""
    if mine.interviewers and not _same_interviewers(mine.interviewers, current.interviewers):
        return False
    if mine.channel and mine.channel != current.channel and current.channel is not None:
        return False
    if mine.said is not None and not _inside(mine.said.edtf, current.said):
        return False
    if mine.venue is not None and current.venue is not None and mine.venue.text.lower() != current.venue.text.lower():
        return False
    if mine.interviewers:
        return True
    if mine.channel:
        # "At her press conference in the council chamber": one has seldom two of these a page. Of statements one has.
        return _refers_back(statement) or (mine.channel == current.channel and mine.channel in _HELD)
    return statement.addressee is None


def _details(mine: Occasion, current: Occasion, statement: Statement, lede_only: Set[str]) -> bool:
    """True where the lede gave the day alone, and this says on what occasion: "said Wednesday"; "told reporters"."""
    day_alone = current.said is not None and current.channel is None and not current.interviewers
    if not day_alone or not set(current.members) <= lede_only or _looks_back(statement) or _is_new(statement):
        return False
    return mine.said is None or _inside(mine.said.edtf, current.said)


def _refers_back(statement: Statement) -> bool:
    """True for "in the interview", of which the page has spoken."""
    marks = [mark for mark in statement.marks if mark.of == "channel"]
    return any(mark.text.lower().startswith(_DEFINITE) for mark in marks)


def _same_interviewers(mine: Iterable[Hop], known: Sequence[Hop]) -> bool:
    return all(
        any(one.actor == other.actor if one.actor and other.actor else same(one.name, other.name) for other in known)
        or (is_generic(one.name) and len(known) == 1)
        for one in mine
    )


def _inside(edtf: str, period: Said | None) -> bool:
    """True where a time lies wholly inside the period that is known."""
    if period is None:
        return False
    inner, outer = _days(edtf), _days(period.edtf)
    return inner is not None and outer is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


def _days(edtf: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day of an EDTF date or interval; None where it is open or partial."""
    start, _, end = edtf.partition("/")
    try:
        first = _bounds(start)
        last = _bounds(end) if end else first
    except ValueError:
        return None
    return first[0], last[1]


def _length(edtf: str) -> float:
    """How many days a time has; endless where it is open or partial."""
    days = _days(edtf)
    return math.inf if days is None else (days[1] - days[0]).days + 1


def _bounds(date: str) -> tuple[datetime.date, datetime.date]:
    parts = [int(part) for part in date[:10].split("-")]
    year, month, day = (*parts, 0, 0)[:3]
    if not month:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if day:
        return datetime.date(year, month, day), datetime.date(year, month, day)
    after = datetime.date(year + month // 12, month % 12 + 1, 1)
    return datetime.date(year, month, 1), after - datetime.timedelta(days=1)


def _narrow(occasion: Occasion, mine: Occasion) -> None:
    """Take over what a statement of the same occasion adds."""
    occasion.interviewers = occasion.interviewers or mine.interviewers
    occasion.channel = occasion.channel or mine.channel
    occasion.venue = occasion.venue or mine.venue
    occasion.said = mine.said or occasion.said
    occasion.members += mine.members


def _looks_back(statement: Statement) -> bool:
    return "had" in _cue(statement)


def _is_new(statement: Statement) -> bool:
    """True for "now says", "later withdrew", "has since apologised": another time than that of the occasion."""
    return bool(_LATER & _cue(statement))


def _cue(statement: Statement) -> set[str]:
    return set() if statement.cue is None else set(statement.cue.text.casefold().split())


def _takes_part(statement: Statement, occasion: Occasion, own: Sequence[Statement]) -> bool:
    """False for what was asked in vain, and for a refusal after something written, if not in one breath with it."""
    if statement.outcome in _ASKED_IN_VAIN:
        return False
    if statement.act != "declines" or occasion.channel not in _WRITTEN:
        return True
    return any(one.id in occasion.members and one.source == statement.source for one in own)


def _fill(statement: Statement, occasion: Occasion) -> Statement:
    """The statement with what it does not say itself."""
    changes: dict[str, Any] = {}
    if statement.channel is None and occasion.channel is not None:
        changes["channel"] = occasion.channel
    if statement.venue is None and occasion.venue is not None and _is_place(occasion.venue):
        changes["venue"] = occasion.venue
    if statement.said is None and occasion.said is not None:
        changes["said"] = occasion.said
        changes["confidences"] = {**statement.confidences, "said": _SURE_CARRIED}
    chain = _with_interviewers(statement.chain, occasion.interviewers)
    if chain != statement.chain:
        changes["chain"] = chain
        changes["confidences"] = {**changes.get("confidences", statement.confidences), "chain": _SURE_CARRIED}
    return statement.model_copy(update=changes) if changes else statement


def _is_place(venue: Anchor) -> bool:
    """True for "the steps of the church"; a platform or a news conference is no place that goes on being named."""
    words = {word.strip(".,") for word in venue.text.casefold().split()}
    return not words & (_NO_PLACE | press_words()["platforms"])


_NO_PLACE = frozenset(("conference", "briefing", "meeting", "interview", "post", "statement", "rally", "programme"))


def _with_interviewers(chain: tuple[Hop, ...], interviewers: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """The chain with the interviewers after the speaker and his spokesperson; "the channel" gets its name."""
    own = [hop for hop in chain if hop.role == "interviewer"]
    if own:
        generic = len(own) == 1 and is_generic(own[0].name) and len(interviewers) == 1
        if not generic:
            return chain
        known = interviewers[0]
        return tuple(
            hop.model_copy(update={"name": known.name, "actor": known.actor}) if hop is own[0] else hop for hop in chain
        )
    new = tuple(hop for hop in interviewers if not any(same(hop.name, other.name) for other in chain))
    place = 0
    while (
        place < len(chain)
        and chain[place].role in ("speaker", "spokesperson")
        and place < 1 + (len(chain) > 1 and chain[1].role == "spokesperson")
    ):
        place += 1
    return (*chain[:place], *new, *chain[place:])


def _once(statement: Statement) -> Statement:
    """Nobody twice: two names may have turned out to be one actor's."""
    chain = without_repeats(statement.chain)
    return statement if chain == statement.chain else statement.model_copy(update={"chain": chain})


def _around(statement: Statement, filled: Mapping[str, Statement], by_id: Mapping[str, Statement]) -> Statement:
    """A statement inside one that took an interviewer: the interviewer is around it too."""
    outer = None if statement.nested_in is None else by_id.get(statement.nested_in)
    if outer is None or statement.id in filled or outer.id not in filled:
        return statement
    before, after = outer.chain, filled[outer.id].chain
    if before == after or not before or statement.chain[-len(before) :] != before:
        return statement
    return statement.model_copy(update={"chain": (*statement.chain[: -len(before)], *after)})
