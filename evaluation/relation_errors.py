"""What is wrong with the relations of single pages, one line each; of pages for developing only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allegedly.records import Relation
from allegedly.spans import Span
from evaluation.gold_relations import GoldRelation
from evaluation.ink import carry
from evaluation.relation_pairs import Got, Wanted
from evaluation.relations import GIVEN, SENTENCE, SHARES, Judged, value

_LONGEST = 160


def errors(pages: Sequence[Judged]) -> Iterator[str]:
    """One line for everything that is wrong: page, statement, what gold has, what was read, the sentence."""
    for page in pages:
        yield from _wrong_facts(page)
        for gold, read in page.found:
            for field in (*SHARES, *GIVEN):
                if not page.is_right(field, gold, read):
                    shown = _shown(page, gold, read, field)
                    yield f"{_head(page, gold)} {field}: {shown} | {_sentence(page, gold.trigger)}"


def _wrong_facts(page: Judged) -> Iterator[str]:
    one = page.compared
    found = {id(end) for match in one.facts for end in match}
    other = [match for match in one.dyads if id(match.wanted) not in found and id(match.got) not in found]
    told = {id(end) for match in other for end in match}
    for match in other:
        head, read = _head(page, match.wanted.relation), _read_fact(page, match.got)
        yield f"{head} type: {_gold_fact(page, match.wanted)}; read {read}"
    for wanted in one.wanted_facts:
        if id(wanted) not in found | told:
            yield f"{_head(page, wanted.relation)} not found: {_gold_fact(page, wanted)}"
    for got in one.got_facts:
        if id(got) not in found | told:
            yield f"{page.page.name} {one.read_number(got.relation)} read, not in gold: {_read_fact(page, got)}"


def _head(page: Judged, gold: GoldRelation) -> str:
    return f"{page.page.name} {gold.statement}"


def _gold_fact(page: Judged, one: Wanted) -> str:
    value = one.object or (one.relation.value.of(page.page.text) if one.relation.value else "")
    return f"{one.subject} {one.relation.type} {value} | {_sentence(page, one.relation.trigger)}"


def _read_fact(page: Judged, one: Got) -> str:
    parties, paired = page.compared.parties, page.compared.paired
    assert parties is not None
    value = parties.name(one.object) if one.object else one.relation.object or ""
    at = carry(one.relation.trigger.span, source=paired.read_ink, target=paired.gold_ink)
    return f"{parties.name(one.subject)} {one.relation.relation} {value} | {_sentence(page, at) if at else ''}"


def _shown(page: Judged, gold: GoldRelation, read: Relation, field: str) -> str:
    if field == "statement":
        return f"{page.compared.gold_number(gold)}, read {page.compared.read_number(read)}"
    wanted, got = value(gold, field), value(read, field)
    shown = wanted.of(page.page.text) if isinstance(wanted, Span) else wanted
    return f"{shown}, read {getattr(got, 'text', got)}"


def _sentence(page: Judged, at: Span) -> str:
    """The sentence around a place, the place in guillemets."""
    text = page.page.text
    around = next((one for one in SENTENCE.finditer(text) if one.start() <= at.start < one.end()), None)
    start, end = around.span() if around else at
    line = " ".join(f"{text[start : at.start]}«{at.of(text)}»{text[at.end : max(end, at.end)]}".split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
