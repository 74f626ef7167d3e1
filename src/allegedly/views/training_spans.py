"""Reviewed statements as training data: for spaCy, Label Studio and brat; and spans back from the last two.

In:      a reading with the statements that people accepted or corrected.
Out:     objects or files in the tool's own form. All count code points from 0, half-open, as we do.
Cost:    linear. Fails: ValueError where a file that comes back is none of the tool's.
Kept:    text, the spans of sources, cues and contents, which belong together, act, certainty, polarity. Chains, actors
         and evidence have no place in these forms; `allegedly export ledger` holds everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from allegedly.records import Anchor, Reading, Statement
from allegedly.spans import Span

_BREAKS = re.compile(r"[^\r\n]+")
_FIELDS = ("act", "certainty", "polarity")
_ENTITY = re.compile(r"(T\d+)\t(\w+) ((?:\d+ \d+;?)+)\t(.*)")
_RELATION = re.compile(r"R\d+\t(\w+) Arg1:(T\d+) Arg2:(T\d+)")
_LABELS = ("source", "cue", "content")


class Spans(NamedTuple):
    """One statement's places: its source and cue, if it has them, and the pieces of its content."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]


def _places(statement: Statement) -> Iterator[tuple[str, Anchor]]:
    """Labels and anchors, in the order source, cue, content."""
    for label in ("source", "cue"):
        anchor = getattr(statement, label)
        if anchor is not None:
            yield label, anchor
    yield from (("content", piece) for piece in statement.content)


def spacy_example(reading: Reading) -> dict[str, Any]:
    """The text with `spans` by label, each with the statement it belongs to, as `Doc.spans` groups may be filled.

    Offsets are characters; `Doc.char_span(start, end, alignment_mode="expand")` finds the tokens.
    """
    groups: dict[str, list[dict[str, Any]]] = {label: [] for label in _LABELS}
    for statement in reading.statements:
        for label, anchor in _places(statement):
            groups[label].append({"start": anchor.start, "end": anchor.end, "statement": statement.id})
    attributes = [{"statement": one.id, **{name: getattr(one, name) for name in _FIELDS}} for one in reading.statements]
    return {
        "text": reading.document.text,
        "spans": groups,
        "cats": {},
        "meta": {"document": reading.document.id, "outlet": reading.document.outlet, "statements": attributes},
    }


def label_studio_task(reading: Reading) -> dict[str, Any]:
    """One task with one annotation: labels on the text, and relations from the cue (else the content) to the others."""
    result: list[dict[str, Any]] = []
    for statement in reading.statements:
        made = [
            (label, _label(statement.id, at, label, anchor)) for at, (label, anchor) in enumerate(_places(statement))
        ]
        result += [one for _, one in made]
        head = next((one["id"] for label, one in made if label == "cue"), made[0][1]["id"])
        result += [
            {"type": "relation", "from_id": head, "to_id": one["id"], "direction": "right", "labels": [label]}
            for label, one in made
            if one["id"] != head
        ]
    facts = {"document": reading.document.id, "outlet": reading.document.outlet, "title": reading.document.title}
    return {"data": {"text": reading.document.text, **facts}, "annotations": [{"result": result}]}


def _label(statement: str, at: int, label: str, anchor: Anchor) -> dict[str, Any]:
    value = {"start": anchor.start, "end": anchor.end, "text": anchor.text, "labels": [label]}
    return {"id": f"{statement}-{at}", "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def from_label_studio(task: Mapping[str, Any]) -> list[Spans]:
    """The statements that a task's first annotation marks, in the order of their heads.

    Raises:
        ValueError: the task has no annotation.
    """
    try:
        result: Sequence[Mapping[str, Any]] = task["annotations"][0]["result"]
    except (KeyError, IndexError, TypeError) as error:
        raise ValueError("this is no annotated task of Label Studio") from error
    labels = {one["id"]: one["value"] for one in result if one.get("type") == "labels"}
    marked = {key: (value["labels"][0], Span(value["start"], value["end"])) for key, value in labels.items()}
    pairs = [(one["from_id"], one["to_id"]) for one in result if one.get("type") == "relation"]
    return _joined({key: (label, (span,)) for key, (label, span) in marked.items()}, pairs)


def brat_files(reading: Reading) -> dict[str, str]:
    """The two files of a document by their endings: ".txt" is the text, ".ann" what stands where in it.

    A span that runs over a line break becomes fragments, one a line: brat has no others.
    """
    lines: list[str] = []
    count = relations = 0
    for statement in reading.statements:
        heads: dict[str, str] = {}
        for label, pieces in _grouped(statement):
            count += 1
            heads[label] = f"T{count}"
            fragments = [span for piece in pieces for span in _fragments(reading.document.text, piece.span)]
            places = ";".join(f"{span.start} {span.end}" for span in fragments)
            words = " ".join(span.of(reading.document.text) for span in fragments)
            lines.append(f"T{count}\t{label.capitalize()} {places}\t{words}")
        head = heads.get("cue", heads["content"])
        for label in ("source", "content"):
            if label in heads and heads[label] != head:
                relations += 1
                lines.append(f"R{relations}\t{label.capitalize()}Of Arg1:{head} Arg2:{heads[label]}")
        for name in _FIELDS:
            if (value := getattr(statement, name)) is not None:
                lines.append(f"A{len(lines) + 1}\t{name.capitalize()} {head} {value}")
    return {".txt": reading.document.text, ".ann": "".join(f"{line}\n" for line in lines)}


def _grouped(statement: Statement) -> Iterator[tuple[str, tuple[Anchor, ...]]]:
    for label in ("source", "cue"):
        anchor = getattr(statement, label)
        if anchor is not None:
            yield label, (anchor,)
    yield "content", statement.content


def _fragments(text: str, span: Span) -> Iterator[Span]:
    for match in _BREAKS.finditer(text, span.start, span.end):
        yield Span(*match.span())


def from_brat(annotations: str) -> list[Spans]:
    """The statements that an .ann file marks, in the order of their heads.

    Raises:
        ValueError: a line of it is none of brat's.
    """
    marked: dict[str, tuple[str, tuple[Span, ...]]] = {}
    pairs: list[tuple[str, str]] = []
    for line in annotations.splitlines():
        entity, relation = _ENTITY.fullmatch(line), _RELATION.fullmatch(line)
        if entity is not None:
            spans = tuple(Span(*map(int, place.split())) for place in entity[3].strip(";").split(";"))
            marked[entity[1]] = entity[2].lower(), spans
        elif relation is not None:
            pairs.append((relation[2], relation[3]))
        elif line and line[0] not in "A#N":
            raise ValueError(f"this is no line of brat's: {line[:60]!r}")
    return _joined(marked, pairs)


def _joined(marked: Mapping[str, tuple[str, tuple[Span, ...]]], pairs: Sequence[tuple[str, str]]) -> list[Spans]:
    """Marked spans with those they are related to, as statements."""
    dependent = {to for _, to in pairs}
    found = []
    for head in (key for key in marked if key not in dependent):
        mine = [marked[head], *(marked[to] for source, to in pairs if source == head)]
        by_label = {label: [span for name, spans in mine if name == label for span in spans] for label in _LABELS}
        source, cue = (next(iter(by_label[label]), None) for label in ("source", "cue"))
        found.append(Spans(source, cue, tuple(by_label["content"])))
    return found
