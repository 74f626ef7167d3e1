"""Whether each field of a predicted statement is what people wrote down.

One function a field: an aligned pair in, a `Verdict` out, None where the field does not apply to the gold statement.
Who speaks and how is not asked of outlet voice. A field that the program left empty where gold has a value is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from allegedly.records import Anchor, Hop, Statement
from allegedly.spans import Span
from evaluation import gold_dates, meaning_names
from evaluation.figures import Counts
from evaluation.gold_records import GoldHop, GoldStatement
from evaluation.meaning_pairs import Paired


@dataclass(frozen=True, slots=True)
class Verdict:
    """`right`: the field is as in gold, empty for empty included. `counts` is what it adds to its figure."""

    right: bool
    counts: Counts
    gold: str
    read: str


def judge(page: Paired, gold: GoldStatement, read: Statement) -> dict[str, Verdict]:
    """Every field of one pair that applies, in the order of `FIELDS`."""
    found = {name: field(page, gold, read) for name, field in FIELDS.items()}
    return {name: verdict for name, verdict in found.items() if verdict is not None}


def _always(gold: object, read: object, *, right: bool) -> Verdict:
    return Verdict(right, Counts(float(right), 1, 1), _show(gold), _show(read))


def _where_given(gold: object, read: object, *, right: bool) -> Verdict:
    """An F1: nothing in gold and nothing read is right and counts nowhere."""
    both = bool(gold) and bool(read) and right
    counts = Counts(float(both), float(bool(read)), float(bool(gold)))
    return Verdict(both or not (gold or read), counts, _show(gold), _show(read))


def _show(value: object) -> str:
    if isinstance(value, tuple):
        return " → ".join(map(str, value)) or "nothing"
    return "nothing" if value in (None, "") else str(value)


def _speaker(page: Paired, gold: GoldStatement, read: Statement) -> Verdict | None:
    if gold.is_outlet_voice:
        return None
    name, candidates = read.speaker.name, tuple(one.name for one in read.speaker.candidates)
    shown = name or " or ".join(candidates)
    if gold.candidates:
        wanted = " or ".join(page.page.actors[key].name for key in gold.candidates)
        return _always(wanted, shown, right=name is None and bool(candidates))
    if not gold.speaker:
        return _always("nobody named", shown, right=name is None and not candidates)
    actor = page.page.actors[gold.speaker]
    return _always(actor.name, shown, right=meaning_names.same(name, actor))


def _kind(page: Paired, gold: GoldStatement, read: Statement) -> Verdict | None:
    if gold.is_outlet_voice or gold.candidates:
        return None
    kind = page.page.actors[gold.speaker].kind if gold.speaker else "unknown"
    return _always(kind, read.speaker.kind, right=read.speaker.kind == kind)


def _chains(page: Paired, gold: GoldStatement, read: Statement) -> tuple[Sequence[GoldHop], Sequence[Hop]]:
    """Both chains without the page's own outlet, each name once; without the speaker where gold leaves it open."""
    outlet, actors = page.page.facts.get("outlet"), page.page.actors
    wanted = [hop for hop in gold.chain if not meaning_names.is_outlet(actors[hop.actor].name, outlet)]
    plain = [meaning_names.plain(hop.name) for hop in read.chain]
    got = [
        hop
        for at, hop in enumerate(read.chain)
        if not meaning_names.is_outlet(hop.name, outlet) and plain[at] not in plain[:at]
    ]
    if gold.candidates and got and got[0].role == "speaker":
        got = got[1:]
    return wanted, got


def _chain_names(page: Paired, gold: GoldStatement, read: Statement) -> Verdict:
    wanted, got = _chains(page, gold, read)
    actors = [page.page.actors[hop.actor] for hop in wanted]
    right = len(wanted) == len(got) and all(
        meaning_names.same(hop.name, actor) for hop, actor in zip(got, actors, strict=True)
    )
    return _always(tuple(actor.name for actor in actors), tuple(hop.name for hop in got), right=right)


def _chain(page: Paired, gold: GoldStatement, read: Statement) -> Verdict:
    wanted, got = _chains(page, gold, read)
    right = _chain_names(page, gold, read).right and [hop.role for hop in wanted] == [hop.role for hop in got]
    shown = tuple(f"{page.page.actors[hop.actor].name} ({hop.role})" for hop in wanted)
    return _always(shown, tuple(f"{hop.name} ({hop.role})" for hop in got), right=right)


def _value(name: str) -> Callable[[Paired, GoldStatement, Statement], Verdict | None]:
    """A field whose value is one word of a list, and which every attributed statement has."""

    def field(_page: Paired, gold: GoldStatement, read: Statement) -> Verdict | None:
        wanted, got = getattr(gold, name), getattr(read, name)
        return None if gold.is_outlet_voice else _always(wanted, got, right=wanted == got)

    return field


def _said(_page: Paired, gold: GoldStatement, read: Statement) -> Verdict:
    got = read.said.edtf if read.said else None
    return _where_given(gold.said, got, right=bool(gold.said and got and gold_dates.same(gold.said, got)))


def _times(_page: Paired, gold: GoldStatement, read: Statement) -> Verdict:
    got = tuple(time.edtf for time in read.times)
    left, right = list(gold.times), 0
    for date in got:
        match = next((one for one in left if gold_dates.same(one, date)), None)
        if match is not None:
            left.remove(match)
            right += 1
    counts = Counts(right, len(got), len(gold.times))
    return Verdict(right == len(got) == len(gold.times), counts, _show(gold.times), _show(got))


def _channel(_page: Paired, gold: GoldStatement, read: Statement) -> Verdict:
    return _where_given(gold.channel, read.channel, right=gold.channel == read.channel)


def _span(page: Paired, gold: Span | None, read: Anchor | None) -> Verdict:
    wanted, got = gold.of(page.page.text) if gold else None, read.text if read else None
    met = bool(gold and read and page.gold_places(gold) & page.read_places(read))
    return _where_given(wanted, got, right=met)


def _addressee(page: Paired, gold: GoldStatement, read: Statement) -> Verdict:
    return _span(page, gold.addressee, read.addressee)


def _venue(page: Paired, gold: GoldStatement, read: Statement) -> Verdict:
    return _span(page, gold.venue, read.venue)


def _nested(page: Paired, gold: GoldStatement, read: Statement) -> Verdict:
    outer = page.numbers.get(read.nested_in) if read.nested_in else None
    got = None if read.nested_in is None else outer or "a statement that gold does not have"
    return _where_given(gold.nested_in, got, right=gold.nested_in == outer)


def _outcome(_page: Paired, gold: GoldStatement, read: Statement) -> Verdict | None:
    if gold.outcome is None and read.outcome is None:
        return None
    return _where_given(gold.outcome, read.outcome, right=gold.outcome == read.outcome)


Field = Callable[[Paired, GoldStatement, Statement], Verdict | None]
FIELDS: Mapping[str, Field] = {
    "speaker": _speaker,
    "kind": _kind,
    "chain": _chain,
    "chain-names": _chain_names,
    "act": _value("act"),
    "certainty": _value("certainty"),
    "polarity": _value("polarity"),
    "distance": _value("distance"),
    "said": _said,
    "times": _times,
    "channel": _channel,
    "addressee": _addressee,
    "venue": _venue,
    "nested_in": _nested,
    "outcome": _outcome,
}
