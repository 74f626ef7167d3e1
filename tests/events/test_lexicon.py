"""Every entry of the lexicon has an example, and the coder reads it as it is marked."""

from __future__ import annotations

import re

from allegedly.events.frames import filled
from allegedly.events.lexicon import TIES, examples
from allegedly.events.parties import Parties
from allegedly.language import pipeline
from allegedly.spans import Span

_MARK = re.compile(r"\[([sov]) |\]")
# Of some thousand; processors round the parser's scores differently, and a few examples stand on an edge.
_LEAST = 0.985


def unmarked(marked: str) -> tuple[str, dict[str, Span]]:
    text, at, spans, opened = "", 0, dict[str, Span](), list[tuple[str, int]]()
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[1]:
            opened.append((mark[1], len(text)))
        elif opened:
            side, start = opened.pop()
            spans.setdefault(side, Span(start, len(text)))
    return text + marked[at:], spans


def is_read(kind: str, marked: str) -> bool:
    text, spans = unmarked(marked)
    doc = pipeline()(text)
    parties = Parties.of_spans(doc, {side: span for side, span in spans.items() if side != "v"})
    found = [one for token in doc if (one := filled(token, parties)) is not None and one.pattern.type == kind]
    return any("s" in one.subjects and ("o" in one.objects or "o" not in spans) for one in found)


def test_examples_are_read_as_they_are_marked() -> None:
    told = [(kind, marked) for kind, _, marked in examples()]
    wrong = [pair for pair in told if not is_read(*pair)]
    assert len(told) > 900
    assert 1 - len(wrong) / len(told) >= _LEAST, wrong


def test_every_type_has_entries() -> None:
    assert {kind for kind, _, _ in examples()} >= (TIES - {"employed-by", "home-of", "made-by"}) | {
        "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
        "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    }  # fmt: skip
