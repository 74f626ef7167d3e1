"""Relations are scored as docs/evaluation.md says: a reading made from gold, then spoiled."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from allegedly.intake import Facts, of_text
from allegedly.records import Actor, Anchor, Reading, Relation, Role, Statement
from allegedly.spans import Span
from evaluation.gold_records import GoldPage, GoldStatement
from evaluation.parties import Parties, same_name
from evaluation.relation_errors import errors
from evaluation.relations import judged, score
from tests.evaluation.test_gold_relations import envoy

LIND = Actor(id="lind", name="Ida Lind", kind="person", roles=(Role(text="minister", organisation="Norway"),))
DENMARK = Actor(id="denmark", name="Danish", kind="state", identifiers={"iso3": "DNK"})
NORWAY = Actor(id="norway", name="Norwegian government", kind="government", identifiers={"country": "NOR"})
BANK = Actor(id="bank", name="Bank of Orrin", kind="organisation", identifiers={"country": "NOR"})


@pytest.fixture
def gold(tmp_path: Path) -> GoldPage:
    return envoy(tmp_path)


def anchor(page: GoldPage, span: Span | None) -> Any:
    return None if span is None else Anchor.at(page.text, span)


def statement(page: GoldPage, one: GoldStatement) -> Statement:
    return Statement(
        id=str(one.number),
        document="d",
        source=anchor(page, next(iter(one.spans.source), None)),
        cue=anchor(page, next(iter(one.spans.cue), None)),
        content=tuple(anchor(page, span) for span in one.spans.content),
        nested_in=None if one.nested_in is None else str(one.nested_in),
        reader="by-hand",
    )


def mirror(page: GoldPage, *, change: dict[int, dict[str, Any]] | None = None, drop: int | None = None) -> Reading:
    """The reading that says what gold says; the outlet's voice is a statement of its own."""
    ids = {"Ida Lind": "lind", "Denmark": "denmark", "Norway": "norway"}
    title = Anchor.at(page.text, Span(0, 10))
    voice = Statement(id="0", document="d", source=None, cue=None, content=(title,), reader="by-hand")
    made = []
    for number, one in enumerate(page.relations):
        value = anchor(page, one.value)
        relation = Relation(
            id=str(number), subject=ids[one.subject[0]], relation=one.type, mode=one.mode,
            object=ids[one.object[0]] if one.object else value.text, value=value, when=one.when,
            where=anchor(page, one.where), statement=str(one.statement), polarity=one.polarity,
            certainty=one.certainty, modality=one.modality, trigger=anchor(page, one.trigger),
        )  # fmt: skip
        made.append(relation.model_copy(update=(change or {}).get(number, {})))
    return Reading(
        document=of_text(page.text, facts=Facts(published="2023-11-05")),
        statements=(voice, *(statement(page, one) for one in page.statements)),
        actors=(LIND, DENMARK, NORWAY, BANK),
        relations=tuple(one for number, one in enumerate(made) if number != drop),
        reader="by-hand",
    )


def values(page: GoldPage, reading: Reading | None) -> dict[str, float | None]:
    return {one.name.removeprefix("g."): one.value for one in score(judged([page], [reading]), name="g")}


def test_what_says_the_same_as_gold_is_all_right(gold: GoldPage) -> None:
    found = values(gold, mirror(gold))
    assert {name: value for name, value in found.items() if value not in (1, None)} == {}
    assert found["facts.CONSULT"] == found["told"] == found["statement"] == found["silent-sentences"] == 1
    assert list(errors(judged([gold], [mirror(gold)]))) == []


@pytest.mark.parametrize("reading", [None, "empty"])
def test_a_page_of_which_nothing_was_read_has_nothing_right(gold: GoldPage, reading: str | None) -> None:
    found = values(gold, mirror(gold).model_copy(update={"relations": ()}) if reading else None)
    assert found["dyads"] == found["facts"] == found["told"] == 0
    assert found["type"] is found["statement"] is None


def test_a_meeting_told_twice_is_one_fact(gold: GoldPage) -> None:
    # "Ida Lind met Danish envoys" and "the two met": Denmark and Norway's minister both times, either way round.
    assert values(gold, mirror(gold, drop=3))["told"] == pytest.approx(6 / 7)
    page = judged([gold], [mirror(gold)])[0]
    assert len(page.compared.got) == 4


def test_who_is_named_first_matters_where_it_is_not_mutual(gold: GoldPage) -> None:
    turned = {"subject": "norway", "object": "denmark"}
    assert values(gold, mirror(gold, change={3: turned}))["facts"] == 1
    assert values(gold, mirror(gold, change={1: turned}))["facts"] == pytest.approx(3 / 4)


def test_another_type_keeps_the_dyad(gold: GoldPage) -> None:
    reading = mirror(gold, change={1: {"relation": "THREATEN"}})
    found = values(gold, reading)
    assert found["dyads"] == 1
    assert found["type"] == found["facts"] == pytest.approx(3 / 4)
    assert found["facts.THREATEN"] == found["facts.REQUEST"] == 0
    assert any("type: Denmark REQUEST Norway" in line for line in errors(judged([gold], [reading])))


def test_the_wrong_statement_and_other_fields_are_told(gold: GoldPage) -> None:
    wrong = {"statement": "3", "polarity": "negative", "mode": None, "when": "2023-11-03", "where": None}
    reading = mirror(gold, change={0: wrong})
    found = values(gold, reading)
    assert found["statement"] == found["polarity"] == pytest.approx(3 / 4)
    assert found["told"] == pytest.approx(3 / 4)
    assert found["mode"] == found["when"] == found["where"] == 0
    lines = list(errors(judged([gold], [reading])))
    assert any(
        line.startswith("envoy 0 statement: 0, read 3 | The Norwegian minister, Ida Lind, «met»") for line in lines
    )
    assert any("when: 2023-11-02, read 2023-11-03" in line for line in lines)


def test_what_a_cue_tells_stands_in_the_statement_around_it(gold: GoldPage) -> None:
    one = mirror(gold).relations[0]
    page = judged([gold], [mirror(gold)])[0].compared
    cue = {number: statement(gold, given).cue for number, given in enumerate(gold.statements, 1)}
    assert page.read_number(one.model_copy(update={"statement": "2", "trigger": cue[2]})) == 0
    assert page.read_number(one.model_copy(update={"statement": "3", "trigger": cue[3]})) == 2
    assert page.read_number(one.model_copy(update={"statement": "9"})) == -1


def test_what_nobody_wrote_costs_precision_and_silence(gold: GoldPage) -> None:
    title = Anchor.at(gold.text, Span(gold.text.index("meets"), gold.text.index("meets") + 5))
    extra = mirror(gold).relations[0].model_copy(update={"id": "x", "subject": "bank", "trigger": title})
    reading = mirror(gold)
    changed = reading.model_copy(update={"relations": (*reading.relations, extra)})
    found = values(gold, changed)
    assert found["dyads"] == pytest.approx(8 / 9)
    figures = {one.name: one for one in score(judged([gold], [changed]), name="g")}
    assert (figures["g.extra"].predicted, figures["g.extra"].gold) == (1, 1)
    assert found["silent-sentences"] == 0


def test_actors_are_compared_by_whom_they_stand_for(gold: GoldPage) -> None:
    envoy = Actor(id="envoy", name="an envoy", kind="person", principal="denmark", named=False)
    clerk = Actor(id="clerk", name="clerk", kind="person", identifiers={"cameo": "DNKGOV"})
    reading = mirror(gold)
    parties = Parties(gold, reading.model_copy(update={"actors": (*reading.actors, envoy, clerk)}))
    assert parties.same("Denmark", "envoy")
    assert parties.same("Denmark", "clerk")
    assert parties.same("Norway", "lind")
    assert parties.same("Ida Lind", "norway")
    assert not parties.same("Norway", "bank")
    assert not parties.same("Denmark", "norway")


def test_whose_office_a_person_holds_counts(gold: GoldPage) -> None:
    holds = (
        mirror(gold)
        .relations[0]
        .model_copy(update={"id": "h", "relation": "leader-of", "subject": "mayor", "object": "bank"})
    )
    mayor = Actor(id="mayor", name="Per Holt", kind="person")
    reading = mirror(gold)
    changed = reading.model_copy(update={"actors": (*reading.actors, mayor), "relations": (holds,)})
    assert Parties(gold, changed).same("Bank of Orrin", "mayor")
    assert not Parties(gold, reading.model_copy(update={"actors": (mayor,)})).same("Bank of Orrin", "mayor")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ida Lind", "Lind"),
        ("the Bay Courier", "Bay Courier"),
        ("United Harbour Workers", "UHW"),
        ("fishermen from the delta", "fishermen of the delta"),
    ],
)
def test_names_that_mean_one_actor(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Northern Front", "Southern Front"),
        ("Northern Front", "front"),
        ("rebels", "soldiers"),
        ("a clerk", "Ida Lind"),
    ],
)
def test_names_that_mean_two_actors(one: str, other: str) -> None:
    assert not same_name(one, other)
    assert not same_name(other, one)
