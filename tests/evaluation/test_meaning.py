"""The meaning of statements is scored as docs/evaluation.md says: readings made from gold, then spoiled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from allegedly.intake import Facts, of_text
from allegedly.records import Anchor, Candidate, Evidence, Hop, Link, Reading, Said, Speaker, Statement
from allegedly.spans import Span
from evaluation.__main__ import main
from evaluation.gold_pages import HELD, page
from evaluation.gold_records import OUTLET, GoldActor, GoldPage, GoldStatement
from evaluation.meaning import error, errors, judged, score
from evaluation.meaning_names import is_outlet, plain, same
from tests.evaluation.test_gold_pages import GOLD, write

Change = Callable[[Statement], Statement]


@pytest.fixture
def gold(tmp_path: Path) -> GoldPage:
    return page(write(tmp_path), "deal")


def mirror(gold: GoldPage, *, change: dict[int, dict[str, Any]] | None = None, drop: int | None = None) -> Reading:
    """The reading that says what gold says; `change` gives fields of single statements another value."""
    document = of_text(gold.text, facts=Facts(published=gold.facts["published"], outlet=gold.facts["outlet"]))
    statements = [_statement(gold, one, document.id) for one in gold.statements if one.number != drop]
    changed = [one.model_copy(update=(change or {}).get(int(one.id), {})) for one in statements]
    return Reading(
        document=document,
        statements=tuple(changed),
        evidence=tuple(
            Evidence(
                id="e", kind=one.kind, for_=str(one.bears_on), polarity=one.polarity, certainty=one.certainty,
                span=_anchor(gold, one.span),
            )
            for one in gold.evidence
        ),
        links=tuple(Link(kind=one.kind, a=str(one.b), b=str(one.a), confidence=1, why="") for one in gold.links),
        reader="by-hand",
    )  # fmt: skip


def _anchor(gold: GoldPage, span: Span | None) -> Any:
    return None if span is None else Anchor.at(gold.text, span)


def _said(value: str | None) -> Said | None:
    return None if value is None else Said(edtf=value)


def _statement(gold: GoldPage, one: GoldStatement, document: str) -> Statement:
    actor = None if one.speaker in ("", OUTLET) else gold.actors[one.speaker]
    candidates = tuple(Candidate(name=gold.actors[key].name) for key in one.candidates)
    speaker = Speaker(name=actor.name, kind=actor.kind) if actor else Speaker(candidates=candidates)
    return Statement(
        id=str(one.number),
        document=document,
        source=_anchor(gold, next(iter(one.spans.source), None)),
        cue=_anchor(gold, next(iter(one.spans.cue), None)),
        content=tuple(_anchor(gold, span) for span in one.spans.content),
        speaker=speaker,
        chain=tuple(Hop(name=gold.actors[hop.actor].name, role=hop.role) for hop in one.chain),
        said=_said(one.said),
        times=tuple(Said(edtf=value) for value in one.times),
        addressee=_anchor(gold, one.addressee),
        venue=_anchor(gold, one.venue),
        nested_in=None if one.nested_in is None else str(one.nested_in),
        reader="by-hand",
        **{
            key: getattr(one, key) for key in ("act", "certainty", "polarity", "distance", "channel", "outcome")
        },
    )  # fmt: skip


def values(gold: GoldPage, reading: Reading | None) -> dict[str, float | None]:
    return {one.name: one.value for one in score(judged([gold], [reading]), name="g")}


def test_what_says_the_same_as_gold_is_all_right(gold: GoldPage) -> None:
    found = values(gold, mirror(gold))
    assert {name: value for name, value in found.items() if value not in (1, None)} == {
        "g.ece.links": 0,
        "g.ece.evidence": 0,
    }
    assert found["g.speaker"] == found["g.said"] == found["g.evidence"] == found["g.links.disputes"] == 1
    assert list(errors(judged([gold], [mirror(gold)]))) == []


def test_a_page_that_was_refused_has_nothing_right(gold: GoldPage) -> None:
    found = values(gold, None)
    assert found["g.statements"] == found["g.links"] == found["g.evidence"] == found["g.outlet-voice"] == 0
    assert found["g.speaker"] is None


def test_what_is_empty_is_wrong_where_gold_has_a_value(gold: GoldPage) -> None:
    empty = {"speaker": Speaker(), "chain": (), "act": None, "said": None, "channel": None, "addressee": None}
    found = values(gold, mirror(gold, change={1: empty}))
    assert found["g.speaker"] == found["g.act"] == pytest.approx(5 / 6)
    assert found["g.chain"] == pytest.approx(6 / 7)
    assert found["g.said"] == found["g.channel"] == found["g.addressee"] == 0


def test_a_date_nobody_said_costs_precision(gold: GoldPage) -> None:
    figures = score(judged([gold], [mirror(gold, change={2: {"said": Said(edtf="2023-11-05")}})]), name="g")
    by_name = {one.name: one for one in figures}
    assert by_name["g.said"].value == 1
    assert by_name["g.said.f1"].precision == 0.5


def test_a_missing_statement_costs_recall_and_its_links(gold: GoldPage) -> None:
    reading = mirror(gold, drop=5)
    found = values(gold, reading)
    assert found["g.statements"] == pytest.approx(12 / 13)
    assert found["g.outlet-voice"] == 0
    assert found["g.links.disputes"] == 0
    assert any(
        line.startswith("deal 5 statements: not found | Two ships") for line in errors(judged([gold], [reading]))
    )


def test_outlet_voice_that_gold_does_not_have_is_not_counted(gold: GoldPage) -> None:
    reading = mirror(gold)
    extra = reading.statements[4].model_copy(update={"id": "x", "content": (Anchor.at(gold.text, Span(0, 12)),)})
    assert values(gold, reading.model_copy(update={"statements": (*reading.statements, extra)}))["g.statements"] == 1


def test_a_statement_without_its_cue_is_another_one(gold: GoldPage) -> None:
    assert values(gold, mirror(gold, change={1: {"cue": None}}))["g.statements"] == pytest.approx(12 / 14)


def test_roles_count_in_the_chain_and_not_in_its_names(gold: GoldPage) -> None:
    hops = (Hop(name="Lund", role="speaker"), Hop(name="the Bay Post", role="outlet"))
    found = values(gold, mirror(gold, change={1: {"chain": hops}}))
    assert found["g.chain-names"] == pytest.approx(6 / 7)
    hops = (Hop(name="the envoy", role="speaker"), Hop(name="the Bay Post", role="outlet"))
    found = values(gold, mirror(gold, change={1: {"chain": hops}}))
    assert found["g.chain-names"] == 1
    assert found["g.chain"] == pytest.approx(6 / 7)


def test_the_outlet_of_the_page_is_no_hop(gold: GoldPage) -> None:
    hops = (Hop(name="clerk", role="speaker"), Hop(name="court papers", role="document"))
    found = values(gold, mirror(gold, change={3: {"chain": (*hops, Hop(name="the Courier", role="outlet"))}}))
    assert found["g.chain"] == 1


def test_who_is_left_open_may_not_be_guessed(tmp_path: Path) -> None:
    text = GOLD.replace('speaker = "clerk"', 'candidates = ["clerk", "lund"]\nchain = ["papers:document"]')
    open_page = page(write(tmp_path, gold=text), "deal")
    assert values(open_page, mirror(open_page))["g.speaker"] == 1
    guess = {"speaker": Speaker(name="Idris Lund", kind="named-person")}
    assert values(open_page, mirror(open_page, change={3: guess}))["g.speaker"] == pytest.approx(5 / 6)


def test_links_hold_between_groups_that_say_the_same(tmp_path: Path) -> None:
    text = GOLD + '\n[[link]]\nkind = "same"\na = 1\nb = 6\n'
    linked = page(write(tmp_path, gold=text), "deal")
    reading = mirror(linked)
    moved = tuple(
        one.model_copy(update={"a": "5", "b": "1"}) if one.kind == "disputes" else one for one in reading.links
    )
    found = values(linked, reading.model_copy(update={"links": moved}))
    assert found["g.links"] == found["g.links.same"] == 1


def test_a_relay_and_what_it_relays_stand_for_each_other(gold: GoldPage) -> None:
    reading = mirror(gold)
    moved = tuple(one.model_copy(update={"for_": "2"}) for one in reading.evidence)
    assert values(gold, reading.model_copy(update={"evidence": moved}))["g.evidence"] == 1


def test_evidence_wants_its_statement_and_side(gold: GoldPage) -> None:
    reading = mirror(gold)
    for change in ({"for_": "1"}, {"polarity": "negative"}):
        wrong = reading.model_copy(update={"evidence": (reading.evidence[0].model_copy(update=change),)})
        found = values(gold, wrong)
        assert (found["g.evidence"], found["g.evidence.words"]) == (0, 1)


def test_confidence_is_compared_with_the_share_right(gold: GoldPage) -> None:
    change = {number: {"confidences": {"act": 0.75}} for number in (1, 2, 3, 4)}
    change[4]["act"] = "asserts"
    assert values(gold, mirror(gold, change=change))["g.ece.act"] == pytest.approx(0), "three of four at .75 are right"
    change[4]["confidences"] = {"act": 0.95}
    assert values(gold, mirror(gold, change=change))["g.ece.act"] == pytest.approx((3 * 0.25 + 0.95) / 4)
    assert error([]) is None
    assert error([(1.0, True)] * 20) == 0


def actor(name: str, *also: str, kind: str = "named-person") -> GoldActor:
    return GoldActor("x", name, kind, also)


def test_names_are_compared_without_titles_and_articles() -> None:
    assert plain("The Prime Minister Dr. Edda Vuk’s") == "edda vuk"
    assert plain("the mayor") == "mayor"
    assert same("Colonel Petra Lindqvall", actor("Petra Lindqvall"))
    assert same("the Harbour Workers' Union", actor("Harbour Workers' Union (HWU)", kind="named-group"))
    assert same("HWU", actor("Harbour Workers' Union (HWU)", kind="named-group"))
    assert not same("Vuk", actor("Edda Vuk"))
    assert same("Vuk", actor("Edda Vuk", "Vuk"))
    assert not same(None, actor("Edda Vuk"))


def test_descriptions_are_compared_by_their_words() -> None:
    official = actor("senior intelligence official from Orrin", kind="unnamed-person")
    assert same("an intelligence official from Orrin", official)
    assert not same("an official", official)


def test_the_page_s_outlet_is_known_by_the_end_of_its_name() -> None:
    assert is_outlet("the Ledger", "The Harbour Ledger")
    assert not is_outlet("Harbour", "The Harbour Ledger")
    assert not is_outlet("Ledger", None)


def test_pages_that_are_held_back_print_no_errors(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["meaning", "--errors", "--path", str(HELD)])
    assert "held back" in capsys.readouterr().err
