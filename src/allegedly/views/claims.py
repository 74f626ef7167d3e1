"""Claims, copies and drifts for people at a terminal: the three counts together, and each opens into its reasons.

In:      `Story`, `Difference` from `allegedly.compare`; rows of the ledger.
Out:     text that ends with a line end. Every statement stands with its id, document and place.
Cost:    linear. Fails: never.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from allegedly.compare import Change, Difference, Story
from allegedly.ledger.claims import ClaimRow, News, Watch
from allegedly.records import Claim, ClaimStatement, Copy, Counts, Document, Drift, Origin, Statement
from allegedly.spans import Span
from allegedly.views import words
from allegedly.views.listing import Printed

STANCES = ("asserts", "denies", "questions", "reports", "retracts", "declines")
_MARKS = {"asserts": "+", "denies": "−", "questions": "?", "reports": "»", "retracts": "×", "declines": "·"}
_COLOURS = {"denies": "red", "questions": "magenta", "retracts": "yellow", "reports": "cyan", "declines": "dim"}
_LONGEST_QUOTE, _WIDEST_NAME = 220, 30


def rows(found: Iterable[ClaimRow], out: Printed) -> Iterator[str]:
    """Claims in a list: the wording, the three counts, when."""
    for row in found:
        out.line((row.id, "bold"), " · ", _span_of(row.first, row.last))
        out.wrapped(_short(row.text))
        drifts = f" · {_many(row.drifts, 'drift')}" if row.drifts else ""
        out.line("  ", (_counted(row), "bold"), drifts)
        yield out.text()


def story(told: Story, out: Printed) -> str:
    """Everything about one claim."""
    claim = told.claim
    out.wrapped(f"“{claim.text}”", 0)
    out.line((_counted(claim.counts), "bold"), (f" · {claim.id}", "dim"))
    if claim.first is not None:
        out.line(f"first in {_document(told.documents[claim.first])}")
    if claim.values:
        out.line("figures given: ", " · ".join(claim.values))
    _origins(told, out)
    _matrix(told, out)
    _travel(told, out)
    _drifts(told.drifts, told.documents, out)
    if told.evidence:
        out.line()
        out.line(("Evidence", "bold"))
        for one in told.evidence:
            out.wrapped(f"{one.kind} · “{one.span.text}” · for {one.for_}")
    _days(told, out)
    return out.text()


def _origins(told: Story, out: Printed) -> None:
    for denies, heading in ((False, "Who stands behind it"), (True, "Who denies it")):
        ours = [one for one in told.claim.origins if one.denies == denies]
        out.line()
        out.line((heading, "bold"))
        if not ours:
            out.line("  nobody with knowledge of their own")
        for one in ours:
            out.line(
                f"  {_number(told, one)} ", (one.name, "bold"), (" (likely)" if one.likely else ""),
                f" · {_many(len(one.documents), 'document')}",
            )  # fmt: skip
            out.wrapped("; ".join(one.why), 4)


def _number(told: Story, origin: Origin) -> int:
    return [one.id for one in told.claim.origins].index(origin.id) + 1


def _matrix(told: Story, out: Printed) -> None:
    """Who takes which stance: speakers by stances, counts in the cells."""
    found: dict[str, Counter[str]] = {}
    for one in told.claim.statements:
        found.setdefault(_speaker(told, one), Counter())[one.stance] += 1
    shown = [stance for stance in STANCES if any(stance in counted for counted in found.values())]
    wide = min(max((len(name) for name in found), default=0), _WIDEST_NAME)
    out.line()
    out.line(("Who says what".ljust(wide + 2), "bold"), *(f"  {stance}" for stance in shown))
    for name, counted in found.items():
        cells = (f"  {counted[stance] or '':>{len(stance)}}" for stance in shown)
        out.line(f"  {_cut(name, wide):<{wide}}", *cells)


def _speaker(told: Story, one: ClaimStatement) -> str:
    statement = told.statements.get(one.statement)
    document = told.documents[one.document]
    if statement is None:
        return document.outlet or "no outlet named"
    if one.origin is not None and statement.source is not None:  # Under one name, however each page calls them.
        return next(origin.name for origin in told.claim.origins if origin.id == one.origin)
    name, _ = words.speaker(statement, document)
    return name


def _travel(told: Story, out: Printed) -> None:
    """How it travelled: documents in order, below each its statements."""
    out.line()
    out.line(("How it travelled", "bold"))
    numbers = {one.id: at for at, one in enumerate(told.claim.origins, 1)}
    for name, document in told.documents.items():
        out.line("  ", (_document(document), "bold"), (f" · {name}", "dim"))
        if name in told.copies:
            out.wrapped(_copied(told.copies[name], told.documents), 4)
        for one in (said for said in told.claim.statements if said.document == name):
            _said(told, one, numbers, out)


def _said(told: Story, one: ClaimStatement, numbers: Mapping[str, int], out: Printed) -> None:
    statement = told.statements.get(one.statement)
    origin = f" → {numbers[one.origin]}" if one.origin is not None and one.origin in numbers else ""
    stance = (f"{_MARKS[one.stance]} {one.stance}", _COLOURS.get(one.stance, ""))
    if statement is None:
        out.line("    ", stance, f"{origin} · {one.statement} · changed since; allegedly compare")
        return
    chain = words.chain(statement)
    out.line("    ", stance, f" · {_speaker(told, one)}{origin}", (f" · {one.statement}", "dim"))
    places = " ".join(f"{span.start}–{span.end}" for span in statement.content)
    out.wrapped(f"“{_short(_content(statement))}” {places}", 6)
    if chain is not None:
        out.wrapped(f"chain: {chain}", 6)


def _drifts(found: Iterable[Drift], documents: Mapping[str, Document], out: Printed) -> None:
    listed = list(found)
    if not listed:
        return
    out.line()
    out.line(("What changed on the way", "bold"))
    for one in listed:
        names = [_outlet(documents.get(name)) for name in (one.from_document, one.to_document)]
        out.line("  ", (one.kind, "yellow"), f" · {names[0]} → {names[1]}")
        out.wrapped(f"“{_short(one.from_span.text)}” {one.from_span.start}–{one.from_span.end}", 4)
        if one.to_span is not None:
            out.wrapped(f"“{_short(one.to_span.text)}” {one.to_span.start}–{one.to_span.end}", 4)
        out.wrapped(one.why, 4)


def _days(told: Story, out: Printed) -> None:
    if not told.days:
        return
    out.line()
    out.line(("Day by day", "bold"))
    for day in told.days:
        silence = f"after {_many(day.silence - 1, 'day')} of silence; " if day.silence > 1 else ""
        known = [_many(day.documents, "document"), _many(day.origins, "origin")]
        known += [_deny(day.denying_origins)] if day.denying_origins else []
        out.wrapped(
            f"{words.date(datetime.date.fromordinal(day.ordinal).isoformat())}: {silence}"
            f"{_many(len(day.added), 'document')} more; by then {' · '.join(known)}"
        )
    undated = sum(document.published is None for document in told.documents.values())
    if undated:
        out.wrapped(f"{_many(undated, 'document')} without a date: in no day")


def copies(found: Iterable[Copy], documents: Mapping[str, Any], out: Printed) -> Iterator[str]:
    """Originals, each with the copies of it."""
    groups: dict[str, list[Copy]] = {}
    for one in found:
        groups.setdefault(one.of, []).append(one)
    for of, ours in groups.items():
        out.line((_document(documents[of]), "bold"), (f" · {of}", "dim"))
        for one in ours:
            known = documents[one.by]
            out.line("  ", (one.kind, "bold"), f" · {_document(known)}", (f" · {one.by}", "dim"))
            out.wrapped(f"{'undecided which was first · ' if one.undecided else ''}{'; '.join(one.why)}", 4)
        yield out.text()


def drifts(found: Iterable[Drift], documents: Mapping[str, Any], out: Printed) -> Iterator[str]:
    """What changed from whom to whom."""
    for one in found:
        names = [_outlet(documents.get(name)) for name in (one.from_document, one.to_document)]
        out.line((one.kind, "bold"), f" · {names[0]} → {names[1]}", (f" · {one.claim}", "dim"))
        out.wrapped(f"“{_short(one.from_span.text)}” {one.from_} {one.from_span.start}–{one.from_span.end}")
        if one.to_span is not None:
            out.wrapped(f"“{_short(one.to_span.text)}” {one.to} {one.to_span.start}–{one.to_span.end}")
        out.wrapped(one.why)
        yield out.text()


def difference(told: Difference, out: Printed) -> str:
    """Two documents side by side: what the copy changed, what both say, what only one says."""
    out.line(("A  ", "bold"), _document(told.one), (f" · {told.one.id}", "dim"))
    out.line(("B  ", "bold"), _document(told.other), (f" · {told.other.id}", "dim"))
    if told.copy is not None:
        out.line()
        out.wrapped(_copied(told.copy, {told.one.id: told.one, told.other.id: told.other}), 0)
        for change in told.changes:
            _change(told, change, out)
    out.line()
    out.line(("Both speak of", "bold"))
    for claim in told.shared:
        out.wrapped(f"“{_short(claim.text)}” · {claim.id}")
        for side, document in (("A", told.one), ("B", told.other)):
            _side(told, claim, side, document, out)
    if not told.shared:
        out.line("  nothing that was found to be the same")
    for side, ours in zip("AB", told.only, strict=True):
        if ours:
            out.line()
            out.line((f"Only {side} speaks of", "bold"))
            for claim in ours:
                out.wrapped(f"“{_short(claim.text)}” · {claim.id}")
    return out.text()


def _side(told: Difference, claim: Claim, side: str, document: Document, out: Printed) -> None:
    for one in claim.statements:
        statement = told.statements.get(one.statement)
        if one.document == document.id and statement is not None:
            name, _ = words.speaker(statement, document)
            out.line(
                f"    {side}  ",
                (one.stance, _COLOURS.get(one.stance, "")),
                f" · {name}",
                (f" · {one.statement}", "dim"),
            )
            out.wrapped(f"“{_short(_content(statement))}”", 7)


def _change(told: Difference, change: Change, out: Printed) -> None:
    before, after = (
        _words_at(document, span) for document, span in ((told.one, change.one), (told.other, change.other))
    )
    if before:
        out.line(("  − ", "red"), _short(before), (f" {change.one.start}–{change.one.end}", "dim"))
    if after:
        out.line(("  + ", "green"), _short(after), (f" {change.other.start}–{change.other.end}", "dim"))


def _words_at(document: Document, span: Span) -> str:
    return " ".join(document.text[span.start : span.end].split())


def news(found: Iterable[News], out: Printed) -> Iterator[str]:
    """What a watch saw."""
    for one in found:
        out.line((one.watch, "bold"), " · ", (f"new {one.kind}", "yellow"), f" · {one.claim}")
        out.wrapped(_short(one.text))
        if one.told != one.text:
            out.wrapped(one.told, 4)
        yield out.text()


def watches(found: Iterable[Watch], out: Printed) -> Iterator[str]:
    """Saved questions."""
    for one in found:
        out.line((one.name, "bold"), f" · {one.asked}")
        out.wrapped(f"{_many(len(one.seen), 'claim')} · looked at {(one.looked or one.made)[:16]} · {one.maker}")
        yield out.text()


def _copied(copy: Copy, documents: Mapping[str, Document]) -> str:
    of = _outlet(documents.get(copy.of)) if copy.of in documents else copy.of
    undecided = "; which was first is undecided" if copy.undecided else ""
    return f"{copy.kind} of {of}: {'; '.join(copy.why)}{undecided}"


def _counted(counts: Counts | ClaimRow) -> str:
    """The three counts, which always stand together; who denies it is counted apart."""
    denying = f" · {_deny(counts.denying_origins)}"
    return (
        f"{_many(counts.documents, 'document')} · {_many(counts.outlets, 'outlet')} · {_many(counts.origins, 'origin')}"
        f"{denying if counts.denying_origins else ''}"
    )


def _deny(number: int) -> str:
    return f"{number} {'denies' if number == 1 else 'deny'} it"


def _document(document: Any) -> str:
    return f"{_outlet(document)} · {words.date(document.published)}"


def _outlet(document: Any) -> str:
    return "a document that is not here" if document is None else document.outlet or "no outlet named"


def _content(statement: Statement) -> str:
    return " … ".join(span.text for span in statement.content)


def _short(quote: str) -> str:
    joined = " ".join(quote.split())
    return joined if len(joined) <= _LONGEST_QUOTE else f"{joined[:_LONGEST_QUOTE]}…"


def _cut(name: str, width: int) -> str:
    return name if len(name) <= width else f"{name[: width - 1]}…"


def _span_of(first: str | None, last: str | None) -> str:
    if first is None:
        return "no date"
    return words.date(first) if first == last else f"{words.date(first)} to {words.date(last)}"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
