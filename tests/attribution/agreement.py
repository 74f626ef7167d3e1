"""Does a reading of a passage agree with what a person marked in it?

Text is compared as sets of code points without white space, never as tokens.
Statements and expected attributions are paired one to one, best content first; cue and source break ties, so that
two statements with the same content (a relay and what it relays) do not change places. Two sets agree where their
overlap, 2·|A∩B| / (|A|+|B|), is at least a half, as in protocol B of the evaluation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from allegedly.records import Anchor, Statement
from allegedly.spans import Span
from tests.attribution.markup import Expected, Passage

ENOUGH = 0.5


def faults(passage: Passage, statements: Sequence[Statement]) -> tuple[str, ...]:
    """What a reader got wrong, one sentence each; empty where it agrees with the person."""
    text = passage.text
    pairs = _pair(text, passage.expected, statements)
    found: list[str] = []
    for expected in passage.expected:
        statement = pairs.get(expected.number)
        if statement is None:
            found.append(f"missed: {_quote(text, expected.content)}")
        else:
            found.extend(_part_faults(text, expected, statement))
            found.extend(_nesting_faults(expected, statement, pairs))
    paired = {statement.id for statement in pairs.values()}
    for statement in statements:
        if statement.id not in paired and _attributed(statement) and not _describes_source(statement, passage):
            found.append(f"invented: {_show(statement)}")
    return tuple(found)


def _pair(text: str, expected: Sequence[Expected], statements: Sequence[Statement]) -> dict[int, Statement]:
    scored = []
    for want in expected:
        for order, got in enumerate(statements):
            content = _overlap(text, want.content, _spans(got.content))
            if content >= ENOUGH and (_attributed(got) or not (want.source or want.cue)):
                ties = _overlap(text, want.cue, _spans([got.cue])) + _overlap(text, want.source, _spans([got.source]))
                scored.append((content + ties, -order, want.number, got))
    pairs: dict[int, Statement] = {}
    taken: set[str] = set()
    for _, _, number, statement in sorted(scored, key=lambda item: item[:3], reverse=True):
        if number not in pairs and statement.id not in taken:
            pairs[number] = statement
            taken.add(statement.id)
    return pairs


def _part_faults(text: str, expected: Expected, statement: Statement) -> Iterable[str]:
    source = _spans([statement.source])
    if not expected.source and source:
        yield f"source invented: {_show(statement)}"
    elif expected.source and _overlap(text, expected.source, source) < ENOUGH:
        yield f"wanted source {_quote(text, expected.source)}: {_show(statement)}"
    if expected.cue and not _overlap(text, expected.cue, _spans([statement.cue])):
        yield f"wanted cue {_quote(text, expected.cue)}: {_show(statement)}"
    if not expected.source and not expected.cue and not statement.verbatim:
        yield f"quoted words not told apart from the outlet's own: {_show(statement)}"


def _nesting_faults(expected: Expected, statement: Statement, pairs: dict[int, Statement]) -> Iterable[str]:
    if expected.nested_in is None:
        if statement.nested_in is not None:
            yield f"nested without reason: {_show(statement)}"
    elif expected.nested_in in pairs and statement.nested_in != pairs[expected.nested_in].id:
        yield f"not nested in {_show(pairs[expected.nested_in])}: {_show(statement)}"


def _attributed(statement: Statement) -> bool:
    return statement.source is not None or statement.cue is not None


def _describes_source(statement: Statement, passage: Passage) -> bool:
    """Why a source wants no name may be read as a statement of its own; no case is about that."""
    sources = [span for expected in passage.expected for span in expected.source]
    return statement.cue is not None and any(span.contains(statement.cue.span) for span in sources)


def _overlap(text: str, one: Iterable[Span], other: Iterable[Span]) -> float:
    first, second = _characters(text, one), _characters(text, other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _characters(text: str, spans: Iterable[Span]) -> set[int]:
    return {i for span in spans for i in range(span.start, span.end) if not text[i].isspace()}


def _spans(anchors: Iterable[Anchor | None]) -> list[Span]:
    return [anchor.span for anchor in anchors if anchor is not None]


def _quote(text: str, spans: Iterable[Span]) -> str:
    return "[" + " … ".join(span.of(text) for span in spans) + "]"


def _show(statement: Statement) -> str:
    parts = (statement.source, statement.cue, *statement.content)
    return " | ".join("-" if part is None else part.text for part in parts)
