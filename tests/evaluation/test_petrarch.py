"""PETRARCH's sentences load, its dictionary becomes a list of actors, and dyads are scored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from allegedly.actors.gazetteer import gazetteer
from allegedly.intake import of_text
from allegedly.records import Actor, Anchor, Reading, Relation
from evaluation.petrarch import Found, Item, judged, load, quad, root, score, short
from evaluation.petrarch_actors import parse, write

SUITE = """<?xml version='1.0'?><Validation><!-- <Sentence id="no"></Sentence> -->
<Sentence category="DEMO" date="19950101" id="DEMO-00">
<EventCoding eventcode="050" sourcecode="VEL" targetcode="TARGOV" />
<EventCoding eventcode="010" sourcecode="---GOV" targetcode="---" />
<Text>
Velmar &amp; Tarsk
met.
</Text></Sentence>
<Sentence category="DEMO" date="19950102" id="DEMO-01"><EventCoding noevents="True" />
<Text>Nothing happened.</Text></Sentence>
<Sentence category="DEMO" date="19950102" id="DEMO-02"><EventCoding error="dateline" /><Text>x</Text></Sentence>
</Validation>
"""
DICTIONARY = """<!-- A REMARK -->
VELMAR_ [VEL] # a state
+OLD_VELMAR
NOBODY [---]
TWO [VEL/TAR]
SAM_GREN [HOB]  # default
	[HOBCIV <20080120]
	[HOBMIL 20080120 - 20121109]
	[HOBREB > 20121109]
"""


@pytest.fixture
def items(tmp_path: Path) -> list[Item]:
    path = tmp_path / "suite.xml"
    path.write_text(SUITE, "utf-8")
    return load(path)


def test_sentences_are_loaded_without_those_to_be_refused(items: list[Item]) -> None:
    first, second = items
    assert first.text == "Velmar & Tarsk met."
    assert first.published == "1995-01-01"
    assert first.events == (("VEL", "TARGOV", "050"), ("---GOV", "---", "010"))
    assert second.events == ()


def test_a_file_of_another_format_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text("nothing", "utf-8")
    with pytest.raises(ValueError, match="has no <Sentence>"):
        load(tmp_path / "x.xml")


def test_the_dictionary_is_a_list_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "actors.txt").write_text(DICTIONARY, "utf-8")
    write(tmp_path / "actors.txt", tmp_path / "actors.csv")
    known = gazetteer(tmp_path / "actors.csv")
    sam = known.senses("Sam Gren")[0].entry
    assert [known.code(sam, day) for day in ("2007-05-01", "2010", "2015-01-01", None)] == [
        "HOBCIV",
        "HOBMIL",
        "HOBREB",
        "HOB",
    ]
    assert known.senses("Old Velmar")[0].entry.key == "petr.velmar"
    assert known.senses("Nobody")[0].entry.cameo == ()


def test_a_dated_code_without_a_name_before_it_is_passed_over() -> None:
    assert parse("[VEL]\nTARSK [TAR]")[0].names == ["Tarsk".upper()]


def found(*ends: tuple[str, str], rows: tuple[tuple[str, str, str], ...] = (), kind: str = "AGREE") -> Found:
    text = "Velmar & Tarsk met."
    actors = [
        Actor(id="v", name="Velmar", kind="state", identifiers={"cameo": "VEL"}),
        Actor(id="t", name="Tarsk", kind="state", identifiers={"cameo": "TAR"}),
        Actor(id="e", name="envoy", kind="person", principal="t", named=False),
        Actor(id="n", name="nobody", kind="person"),
    ]
    met: dict[str, Any] = {"statement": "s", "polarity": "positive", "certainty": "certain", "modality": "asserted"}
    trigger = Anchor(text="met", start=15, end=18)
    relations = [
        Relation(id=f"{at}", subject=one, relation=kind, object=other, trigger=trigger, **met)
        for at, (one, other) in enumerate(ends)
    ]
    reading = Reading(document=of_text(text), actors=tuple(actors), relations=tuple(relations), reader="by-hand")
    return Found(reading, rows)


def values(items: list[Item], one: Found | None, other: Found | None = None) -> dict[str, float | None]:
    return {figure.name.removeprefix("p."): figure.value for figure in score(judged(items, [one, other]), name="p")}


def test_dyads_are_ordered_and_by_whom_somebody_acts_for(items: list[Item]) -> None:
    right = values(items, found(("v", "e")), found())
    assert right["dyads"] == right["pairs"] == right["dyads.distinct"] == right["silent"] == 1
    turned = values(items, found(("t", "v")), found())
    assert turned["dyads"] == 0
    assert turned["pairs"] == 1


def test_ties_and_parties_without_code_are_no_dyads(items: list[Item]) -> None:
    assert values(items, found(("v", "n"), ("t", "e")), None)["dyads"] == 0
    assert values(items, found(("v", "t"), kind="ally-of"), None)["dyads"] == 0


def test_an_event_where_gold_has_none_costs_precision_and_silence(items: list[Item]) -> None:
    loud = values(items, found(("v", "t")), found(("v", "t")))
    assert loud["dyads"] == pytest.approx(2 / 3)
    assert loud["dyads.distinct"] == 0.5
    assert loud["silent"] == 0


def test_codes_are_compared_by_root_and_class(items: list[Item]) -> None:
    near = values(items, found(("v", "t"), rows=(("VELGOV", "TAR", "036"),)))
    assert (near["root"], near["quad"]) == (0, 1)
    assert values(items, found(("v", "t"), rows=(("VEL", "TAR", "0571"),)))["root"] == 1
    assert values(items, found(("v", "t")))["root"] is None


def test_codes_that_cameo_does_not_have_are_none() -> None:
    assert root("223") is quad("223") is None
    assert root("190") == "19"
    assert quad("190") == "material conflict"
    assert [short(code) for code in ("GONGOV", "---GOV", "ELR/GAL", '"THE MINISTRY"', None)] == [
        "GON",
        None,
        None,
        None,
        None,
    ]
