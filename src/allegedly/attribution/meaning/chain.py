"""Through which hands a statement came, first speaker first.

    “The day may come,” he told the channel, according to a report by the institute (Reuters)
    he → the channel (interviewer) → the institute (monitor) → Reuters (agency)

In:      a Doc, statements with their spans (a speaker's kind is used where it is set), the page's credits.
Out:     `Hop`s without actors. A hop that the words do not name is never made; the page's own outlet is left out.
Rules:   docs/annotation.md, "Chain". The encoder nests who relays whom, and sometimes the wrong way round ("citing two
         officials, the daily reported"); which of two statements carries the other follows from what both are.
Source:  nested sources, as in MPQA (Wiebe, Wilson and Cardie 2005) and FactBank (Saurí and Pustejovsky 2009).
Limits:  docs/limits.md. Who "the daily" is, another step says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cmp_to_key

from spacy.tokens import Doc

from allegedly.attribution.meaning.captions import caption
from allegedly.attribution.meaning.carrying import carried, carries
from allegedly.attribution.meaning.frame import frame
from allegedly.attribution.meaning.grammar import text_of, tokens_in
from allegedly.attribution.meaning.hop_names import words
from allegedly.attribution.meaning.press import press_of
from allegedly.attribution.meaning.press_names import same
from allegedly.attribution.meaning.press_names import words as press_words
from allegedly.attribution.meaning.press_reference import meant
from allegedly.attribution.meaning.relays import hands
from allegedly.attribution.meaning.speaking_hop import speaking
from allegedly.records import Anchor, Credit, Document, Hop, Statement

_DATELINE = "copy"


def hops(doc: Doc, statement: Statement, *, others: Sequence[Statement] = ()) -> tuple[Hop, ...]:
    """The hops that the statement's own words name: its speaker, then those who passed the words on.

    Args:
        doc: The page.
        statement: One of its statements.
        others: The page's statements; what they name is theirs and not this one's.
    """
    around = frame(doc, statement, others)
    found = [*speaking(doc, statement), *hands(doc, around)]
    made = [
        Hop(name=one.name, role=role, span=Anchor.at(text_of(doc), one.span)) for one, role in found if one.name.strip()
    ]
    asked = any(hop.role == "interviewer" for hop in made)
    return without_repeats(hop for hop in made if not (asked and hop.role == "outlet" and _is_programme(doc, hop)))


def _is_programme(doc: Doc, hop: Hop) -> bool:
    """True for the programme of the broadcaster that asked: where it was said, and no further pair of hands."""
    found = [] if hop.span is None else press_of(doc).find(tokens_in(doc, hop.span))
    before = text_of(doc)[: hop.span.start].rstrip(" “\"‘'").rsplit(maxsplit=1)[-1:] if hop.span is not None else []
    return any(one.kind == "programme" for one in found) or bool(set(before) & press_words()["programme"])


def chains(
    doc: Doc, statements: Sequence[Statement], credited: Iterable[Credit] = (), *, document: Document | None = None
) -> dict[str, tuple[Hop, ...]]:
    """The whole chain of every statement, by id: its own hops, those of the statements that carry it, the dateline's.

    Args:
        doc: The page.
        statements: All of its statements.
        credited: From `credits`; only agencies of datelines are hops.
        document: For the outlet's name, which is no hop, and for captions, which have the picture's agency alone.
    """
    own = {one.id: hops(doc, one, others=statements) for one in statements if one.source or one.cue}
    if document is not None:
        own = {id_: without_repeats(_called(doc, document, hop) for hop in line) for id_, line in own.items()}
    pairs = carried(statements)
    for one in statements:
        if one.id in own and not any((one.id, other.id) in pairs for other in statements if other.source is not None):
            own[one.id] = _for_itself(own[one.id])
    wires = [Hop(name=one.name, role="agency", span=one.span) for one in credited if one.kind == _DATELINE]
    outlet = None if document is None else document.outlet
    found: dict[str, tuple[Hop, ...]] = {}
    for one in statements:
        outer = _outwards([other for other in statements if (other.id, one.id) in pairs])
        line = [hop for each in (one, *outer) for hop in own.get(each.id, ())]
        found[one.id] = tuple(hop for hop in without_repeats([*line, *wires]) if not _is_page(hop, outlet))
    return found if document is None else {**found, **_pictures(doc, document, statements)}


def _called(doc: Doc, document: Document, hop: Hop) -> Hop:
    """The hop with the name of the organisation where its words are only "the paper"."""
    found = None if hop.span is None or hop.role not in _PRESS else meant(doc, document, hop.name, hop.span)
    return hop if found is None else hop.model_copy(update={"name": found.name})


_PRESS = frozenset(("interviewer", "agency", "outlet", "monitor"))


def _for_itself(line: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """The hops of a statement that hands on nobody's words: a monitor that says something itself is a speaker."""
    if line and line[0].role == "monitor":
        return (line[0].model_copy(update={"role": "speaker"}), *line[1:])
    return line


def _outwards(carriers: list[Statement]) -> list[Statement]:
    """The statements around another one, the nearest first."""

    def order(one: Statement, other: Statement) -> int:
        return carries(one, other) - carries(other, one)

    return sorted(carriers, key=cmp_to_key(order))


def without_repeats(line: Iterable[Hop]) -> tuple[Hop, ...]:
    """The hops, nobody twice: the first time counts. Pronouns are told apart by their place alone."""
    kept: list[Hop] = []
    for hop in line:
        if not any(_same(hop, other) for other in kept):
            kept.append(hop)
    return tuple(kept)


def _same(one: Hop, other: Hop) -> bool:
    if one.actor is not None and other.actor is not None:
        return one.actor == other.actor
    if one.span is not None and one.span == other.span:
        return True
    if one.name.casefold() in words()["pronouns"] or other.name.casefold() in words()["pronouns"]:
        return False
    return same(one.name, other.name)


def _is_page(hop: Hop, outlet: str | None) -> bool:
    """True for the page's own outlet: "this newspaper", or its name."""
    return outlet is not None and hop.role != "speaker" and same(hop.name, outlet)


def _pictures(doc: Doc, document: Document, statements: Sequence[Statement]) -> dict[str, tuple[Hop, ...]]:
    """The chains of what captions say in outlet voice: the agency of the picture, or nobody."""
    found: dict[str, tuple[Hop, ...]] = {}
    for one in statements:
        block = None if one.block is None else document.blocks[one.block]
        if block is not None and block.kind == "caption" and one.source is None and one.cue is None:
            hop = caption(doc, block, document).hop
            found[one.id] = () if hop is None else (hop,)
    return found
