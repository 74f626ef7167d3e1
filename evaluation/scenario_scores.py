"""How well comparing finds what is true about the scenarios (docs/scenarios.md).

In:      a story with its truth, and the `Comparison` of the readings of its reports.
Out:     counts for copies, claims, stance, origins, drifts, by story.
How:     everything is scored from the printed page on, so that a statement which the reader missed is missed here too.
         A statement of the truth is the reader's statement of the same report whose content shares most with its quote,
         and at least half of it. Copies: pairs in their direction, F1. Claims: B-cubed F1 (Bagga and Baldwin 1998) over
         the statements of the truth; whatever else the program put into one of its claims counts against its precision.
         Stance: share right of those that the program has in a claim. Origins: share of claims for which both numbers,
         those behind it and those who deny it, are right; the program's claim is the one with most of its statements.
         Drifts: kind and relay have to be right, and the original one of the same claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from allegedly.records import Claim, Comparison, Reading, Statement
from evaluation.figures import Counts, Figure, figure, total
from evaluation.scenario_truth import Claim as TrueClaim
from evaluation.scenario_truth import Member, Place, Story

_LEAST = 0.5
_HEADLINES = ("copies", "stance", "origins", "drifts")


@dataclass(slots=True)
class Scored:
    """Counts of one story by figure name, and a line for each mistake."""

    counts: dict[str, Counts] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def tell(self, kind: str, line: str) -> None:
        self.errors.append(f"{kind}: {line}")


class Found:
    """The reader's statements and the program's claims, as the truth speaks of them."""

    def __init__(self, story: Story, readings: Mapping[str, Reading], comparison: Comparison) -> None:
        self.story, self.comparison = story, comparison
        self.names = {reading.document.id: name for name, reading in readings.items()}
        self.statements = {name: list(reading.statements) for name, reading in readings.items()}
        self.home = {
            f"{one.document} {one.statement}": claim for claim in comparison.claims for one in claim.statements
        }
        self.documents = {name: reading.document.id for name, reading in readings.items()}
        self.report = {one.id: name for name, ours in self.statements.items() for one in ours}

    def statement(self, place: Place) -> Statement | None:
        """The reader's statement for a place of the truth; None where it has none."""
        best, found = _LEAST, None
        for one in self.statements[place.report]:
            score, covered = _overlap(one, place)
            if covered >= _LEAST and score + covered > best:
                best, found = score + covered, one
        return found

    def claim(self, report: str, statement: Statement | None) -> Claim | None:
        """The claim in which the program has a statement."""
        return None if statement is None else self.home.get(f"{self.documents[report]} {statement.id}")


def _overlap(one: Statement, place: Place) -> tuple[float, float]:
    """Shared code points over both, and over the quote."""
    shared = sum(max(0, min(piece.end, place.end) - max(piece.start, place.start)) for piece in one.content)
    length = sum(piece.end - piece.start for piece in one.content)
    return shared / (length + place.end - place.start - shared), shared / (place.end - place.start)


def score(story: Story, readings: Mapping[str, Reading], comparison: Comparison) -> Scored:
    """The counts of one story."""
    found, scored = Found(story, readings, comparison), Scored()
    _copies(found, scored)
    _claims(found, scored)
    _stances(found, scored)
    _origins(found, scored)
    _drifts(found, scored)
    return scored


def figures(stories: Sequence[Scored], *, name: str) -> list[Figure]:
    """The figures of several stories."""
    made = []
    for kind in ("copies", "copy-kinds", "statements-read", "stance", "origins", "all-counts", "drifts"):
        counts = [one.counts[kind] for one in stories]
        made.append(figure(f"{name}.{kind}", counts, headline=kind in _HEADLINES))
    precision, recall = (total(one.counts[f"claims-{side}"] for one in stories) for side in ("precision", "recall"))
    p, r = precision.precision or 0.0, recall.recall or 0.0
    value = 2 * p * r / (p + r) if p + r else 0.0
    return [*made, Figure(f"{name}.claims", value, p, r, precision.predicted, recall.gold, headline=True)]


def _copies(found: Found, scored: Scored) -> None:
    true = {(copy.of, copy.by): copy for copy in found.story.copies}
    predicted = {(found.names[copy.of], found.names[copy.by]): copy for copy in found.comparison.copies}
    right, kinds = 0, 0
    for (of, by), copy in predicted.items():
        other = true.get((of, by)) or next((one for one in (true.get((by, of)),) if one and one.undecided), None)
        right += other is not None
        kinds += other is not None and other.kind == copy.kind
        if other is None:
            scored.tell("copy too much", f"{by} of {of}, {copy.kind}, {copy.overlap}")
        elif other.kind != copy.kind:
            scored.tell("copy's kind", f"{by} of {of}: {copy.kind} ({copy.overlap}), is {other.kind}")
    for of, by in true.keys() - predicted.keys():
        scored.tell("copy missed", f"{by} of {of}, {true[of, by].kind}")
    scored.counts["copies"] = Counts(right, len(predicted), len(true))
    scored.counts["copy-kinds"] = Counts(kinds, right, right)


def _claims(found: Found, scored: Scored) -> None:
    """B-cubed: `right` of `predicted` makes the precision, and the recall is told as its own counts."""
    true = [(claim, member) for claim in found.story.claims for member in claim.members]
    placed = {_name(claim, member): found.statement(member.place) for claim, member in true}
    homes = {
        _name(claim, member): found.claim(member.place.report, placed[_name(claim, member)]) for claim, member in true
    }
    extra = Counter(_intruders(found, true))
    together: Counter[tuple[str, str]] = Counter()
    sizes: Counter[str] = Counter()
    for claim, member in true:
        home = homes[_name(claim, member)]
        if home is not None:
            together[home.id, claim.id] += 1
            sizes[home.id] += 1
    precision = recall = 0.0
    for claim, member in true:
        home = homes[_name(claim, member)]
        same = 1 if home is None else together[home.id, claim.id]
        precision += 1.0 if home is None else same / (sizes[home.id] + extra[home.id])
        recall += same / len(claim.members)
        if home is None:
            missing = "not read" if placed[_name(claim, member)] is None else "in no claim"
            scored.tell("statement missed", f"{claim.id}: {member.place.report} “{member.place.quote}” ({missing})")
    number = len(true)
    scored.counts["claims-precision"] = Counts(precision, number, number)
    scored.counts["claims-recall"] = Counts(recall, number, number)
    read = sum(one is not None for one in placed.values())
    scored.counts["statements-read"] = Counts(read, number, number)
    for home_id, names in _mixed(together).items():
        scored.tell("claims joined", f"{home_id}: {names}, and {extra[home_id]} others")
    for claim_id, homes_ in _parted(together).items():
        scored.tell("claim parted", f"{claim_id}: {homes_}")


def _name(claim: TrueClaim, member: Member) -> tuple[str, str, int]:
    return (claim.id, member.place.report, member.place.start)


def _mixed(together: Counter[tuple[str, str]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for (home, claim), number in together.items():
        found.setdefault(home, {})[claim] = number
    return {home: claims for home, claims in found.items() if len(claims) > 1}


def _parted(together: Counter[tuple[str, str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for (_, claim), number in together.items():
        found.setdefault(claim, []).append(number)
    return {claim: sorted(numbers, reverse=True) for claim, numbers in found.items() if len(numbers) > 1}


def _intruders(found: Found, true: list[tuple[TrueClaim, Member]]) -> Iterator[str]:
    """The claim of each statement that the truth does not list at all, once for each."""
    for claim in found.comparison.claims:
        for one in claim.statements:
            report = found.report[one.statement]
            said = next(other for other in found.statements[report] if other.id == one.statement)
            listed = (member.place for _, member in true if member.place.report == report)
            if not any(_overlap(said, place)[1] >= _LEAST or _overlap(said, place)[0] >= _LEAST for place in listed):
                yield claim.id


def _stances(found: Found, scored: Scored) -> None:
    right, number = 0, 0
    for claim in found.story.claims:
        for member in claim.members:
            statement = found.statement(member.place)
            home = found.claim(member.place.report, statement)
            if statement is None or home is None:
                continue
            stance = next(one.stance for one in home.statements if one.statement == statement.id)
            number += 1
            right += stance == member.stance
            if stance != member.stance:
                scored.tell("stance", f"{member.place.report} “{member.place.quote}”: {stance}, is {member.stance}")
    scored.counts["stance"] = Counts(right, number, number)


def _origins(found: Found, scored: Scored) -> None:
    right, whole = 0, 0
    for claim in found.story.claims:
        homes = [found.claim(member.place.report, found.statement(member.place)) for member in claim.members]
        known = Counter(home.id for home in homes if home is not None)
        best = max(known, key=lambda name: (known[name], name), default=None)
        predicted = next((one for one in found.comparison.claims if one.id == best), None)
        counts = {} if predicted is None else predicted.counts.model_dump()
        fits = all(counts.get(name) == claim.counts[name] for name in ("origins", "denying_origins"))
        right += fits
        whole += counts == claim.counts
        if not fits:
            names = [] if predicted is None else [f"{'¬' if one.denies else ''}{one.name}" for one in predicted.origins]
            true = [f"{'¬' if one.denies else ''}{one.name}" for one in claim.origins]
            scored.tell("origins", f"{claim.id}: {names}, are {true}")
    scored.counts["origins"] = Counts(right, len(found.story.claims), len(found.story.claims))
    scored.counts["all-counts"] = Counts(whole, len(found.story.claims), len(found.story.claims))


def _drifts(found: Found, scored: Scored) -> None:
    left = list(found.story.drifts)
    right = 0
    for one in found.comparison.drifts:
        to = found.report[one.to]
        for true in left:
            relay = found.statement(true.relay)
            if true.kind == one.kind and true.relay.report == to and relay is not None and relay.id == one.to:
                right += 1
                left.remove(true)
                break
        else:
            kind = f"{one.kind} {found.report[one.from_]} → {to}"
            words = None if one.to_span is None else one.to_span.text
            scored.tell("drift too much", f"{kind}: “{one.from_span.text}” → “{words}” ({one.why})")
    for true in left:
        scored.tell("drift missed", f"{true.kind} {true.origin.report} → {true.relay.report}: “{true.relay.quote}”")
    scored.counts["drifts"] = Counts(right, len(found.comparison.drifts), len(found.story.drifts))
