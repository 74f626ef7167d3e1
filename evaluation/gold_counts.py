"""How often the gold set shows each phenomenon, so that what is missing can be seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from allegedly.records.relation import Modality
from evaluation import gold_records as gold
from evaluation.gold_records import GoldPage, GoldStatement
from evaluation.gold_relations import types


def text(title: str, pages: Sequence[GoldPage]) -> str:
    """A heading and one line for each field with its values, the commonest first; values that never occur are named."""
    statements = [(page, one) for page in pages for one in page.statements]
    words = sum(len(page.text.split()) for page in pages)
    lines = [f"{title}: {len(pages)} pages, {words} words, {len(statements)} statements"]
    marked = sum(page.has_relations for page in pages)
    lines.append(
        f"  {sum(len(page.relations) for page in pages)} relations, annotated on {marked} of {len(pages)} pages"
    )
    for label, known, counts in _fields(pages, statements):
        shown = [f"{value} {many}" for value, many in counts.most_common()]
        absent = [value for value in known if not counts[value]]
        lines.append(f"  {label + ':':<12}{', '.join(shown) or 'none'}" + (f"; no {', '.join(absent)}" * bool(absent)))
    return "\n".join(lines)


def _fields(
    pages: Sequence[GoldPage], statements: Sequence[tuple[GoldPage, GoldStatement]]
) -> Iterator[tuple[str, Sequence[str], Counter[str]]]:
    alone = [one for _, one in statements]
    values: Mapping[str, tuple[str, ...]] = {
        "act": gold.ACTS,
        "certainty": gold.CERTAINTIES,
        "polarity": gold.POLARITIES,
        "distance": gold.DISTANCES,
        "channel": gold.CHANNELS,
        "outcome": gold.OUTCOMES,
    }
    yield "speaker", (*gold.KINDS, "open", "unknown", "outlet voice"), Counter(_speaker(*pair) for pair in statements)
    for label, known in values.items():
        yield label, known, Counter(value for one in alone if (value := getattr(one, label)) is not None)
    yield "chain", ("1", "2", "3"), Counter(str(len(one.chain)) for one in alone)
    yield "hops", gold.ROLES, Counter(hop.role for one in alone for hop in one.chain)
    yield "given", _GIVEN, Counter(label for one in alone for label in _GIVEN if getattr(one, label))
    yield "evidence", gold.EVIDENCE, Counter(item.kind for page in pages for item in page.evidence)
    yield "against", (), Counter(item.kind for page in pages for item in page.evidence if item.polarity == "negative")
    told = [one for page in pages for one in page.relations]
    yield "links", gold.LINKS, Counter(link.kind for page in pages for link in page.links)
    yield "relations", types().all, Counter(one.type for one in told)
    yield "modes", (), Counter(f"{one.type}.{one.mode}" for one in told if one.mode)
    yield "modality", get_args(Modality), Counter(one.modality for one in told)


_GIVEN = ("said", "times", "addressee", "venue", "nested_in")


def _speaker(page: GoldPage, one: GoldStatement) -> str:
    if one.speaker == gold.OUTLET:
        return "outlet voice"
    if one.candidates:
        return "open"
    return page.actors[one.speaker].kind if one.speaker else "unknown"
