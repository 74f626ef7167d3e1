"""The relations of gold pages load, and the checker sees what is wrong with one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation import states
from evaluation.gold_pages import check, main, page
from evaluation.gold_records import GoldPage

MARKED = """Norway's minister meets envoy

The Norwegian minister, Ida Lind, met Danish envoys in Oslo on Thursday. [s1 Lind] [c1 said] [t1 that Denmark had \
met every demand and may have asked for rockets]. [s2 She] [c2 denied] [t2 that [s3 a clerk] [c3 had said] [t3 the two \
met in May]].
"""
FACTS = {"outlet": "The Bay Courier", "published": "2023-11-05", "title": "Norway's minister meets envoy"}
GOLD = """
[actors]
lind = {name = "Ida Lind", kind = "named-person", also = ["Lind", "She"]}
clerk = {name = "clerk", kind = "unnamed-person"}

[principals]
"Ida Lind" = "Norway"

[[statement]]
n = 1
speaker = "lind"
certainty = "probable"

[[statement]]
n = 2
speaker = "lind"
act = "denies"
polarity = "negative"

[[statement]]
n = 3
speaker = "clerk"

[[relation]]
type = "CONSULT"
mode = "visit"
subject = ["Ida Lind"]
object = ["Denmark"]
statement = 0
trigger = "met"
when = "2023-11-02"
where = "Oslo"

[[relation]]
type = "REQUEST"
subject = ["Denmark"]
object = ["Norway"]
statement = 1
trigger = "asked"
modality = "possible"

[[relation]]
type = "has-capability"
subject = ["Denmark"]
value = "rockets"
statement = 1
trigger = "rockets"

[[relation]]
type = "CONSULT"
subject = ["Denmark"]
object = ["Norway"]
statement = 3
trigger = "met"
polarity = "negative"
certainty = "possible"
"""


def write(folder: Path, gold: str = GOLD) -> Path:
    (folder / "envoy.marked.txt").write_text(MARKED, "utf-8")
    (folder / "envoy.gold.toml").write_text(gold, "utf-8")
    (folder / "envoy.meta.json").write_text(json.dumps(FACTS), "utf-8")
    return folder


def envoy(folder: Path, gold: str = GOLD) -> GoldPage:
    return page(write(folder, gold), "envoy")


def test_relations_are_loaded_with_the_places_of_their_words(tmp_path: Path) -> None:
    found = envoy(tmp_path)
    meeting, request, rockets, told = found.relations
    assert found.principals == {"Ida Lind": "Norway"}
    assert found.text[meeting.trigger.start :].startswith("met Danish envoys")
    assert found.text[told.trigger.start :].startswith("met in May")
    assert meeting.certainty == "certain"
    assert (request.certainty, request.modality) == ("probable", "possible")
    assert meeting.where is not None
    assert meeting.where.of(found.text) == "Oslo"
    assert rockets.object == ()
    assert rockets.value is not None
    assert (told.polarity, told.certainty, told.statement) == ("negative", "possible", 3)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('type = "REQUEST"', 'type = "ASK"', "the type is one of AGREE, CONSULT"),
        ('mode = "visit"', 'mode = "meet"', "the mode of CONSULT is one of visit, third-party"),
        ('modality = "possible"', 'modality = "likely"', "modality is one of asserted"),
        ('certainty = "possible"', 'certainty = "sure"', "certainty is one of"),
        ('trigger = "asked"', 'trigger = "requested"', "trigger 'requested' does not stand on the page"),
        ('trigger = "asked"', 'trigger = "envoys"', "does not stand in the content of statement 1"),
        (
            'statement = 0\ntrigger = "met"',
            'statement = 0\ntrigger = "asked"',
            "stands only in the content of statement 1",
        ),
        ("statement = 1", "statement = 7", "the page has no statement 7"),
        ('trigger = "asked"', 'trigger = "asked"\nat = 2', "at = 2, and 'asked' stands 1 times in the content"),
        ('trigger = "asked"', "", "it has no trigger"),
        ('where = "Oslo"', 'where = "Bergen"', "where 'Bergen' does not stand on the page"),
        ('value = "rockets"', 'value = "missiles"', "value 'missiles' does not stand on the page"),
        ('value = "rockets"', "", "either an object, one party or more, or a value"),
        ('type = "has-capability"', 'type = "ally-of"', "a value stands with has-capability"),
        ('object = ["Norway"]', "object = []", "either an object"),
        ('subject = ["Denmark"]', "subject = []", "nobody is its subject"),
        ('subject = ["Denmark"]', 'subject = ["Norway"]', "'Norway' stands on both sides"),
        (
            'subject = ["Ida Lind"]',
            'subject = ["lind", "clerk", "Bank of Orrin"]',
            "party 'Bank of Orrin' does not stand",
        ),
        ('subject = ["Ida Lind"]', 'subject = "Ida Lind"', "subject should be a list"),
        ('"Ida Lind" = "Norway"', '"Ida Lund" = "Norway"', "nobody of that name is a party"),
        ('"Ida Lind" = "Norway"', '"Ida Lind" = "Bank of Orrin"', "'Bank of Orrin' does not stand on the page"),
        ('when = "2023-11-02"', 'when = "Thursday"', "is no date"),
        ('where = "Oslo"', 'place = "Oslo"', "'place' is no key"),
        ("[actors]", 'relation = "CONSULT"\n[actors]', "Cannot overwrite"),
        ("[actors]", "relations = false\n[actors]", "relations is true on pages"),
        ('type = "REQUEST"', 'type = "REQUEST"\ntrigger = "asked"\nsubject = ["Denmark"]', "Cannot overwrite"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in GOLD
    found = check(write(tmp_path, GOLD.replace(old, new, 1)), "envoy")
    assert any(told in line and line.startswith("envoy.gold.toml: ") for line in found), found


def test_a_relation_told_twice_in_one_statement_is_a_mistake(tmp_path: Path) -> None:
    again = GOLD[GOLD.index('[[relation]]\ntype = "REQUEST"') : GOLD.index('[[relation]]\ntype = "has-capability"')]
    assert any("is written 2 times" in line for line in check(write(tmp_path, GOLD + "\n" + again), "envoy"))


def test_a_key_in_place_of_a_name_is_told_with_the_name(tmp_path: Path) -> None:
    gold = (
        GOLD.replace("lind = {", "miss_x = {")
        .replace('"lind"', '"miss_x"')
        .replace('subject = ["Ida Lind"]', 'subject = ["miss_x"]')
    )
    assert any("not keys; write 'Ida Lind'" in line for line in check(write(tmp_path, gold), "envoy"))


def test_pages_without_relations_count_only_where_they_say_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = GOLD[: GOLD.index("[[relation]]")]
    assert not envoy(tmp_path, bare).has_relations
    assert envoy(tmp_path, "relations = true\n" + bare).has_relations
    assert main([str(write(tmp_path))]) == 0
    out = capsys.readouterr().out
    assert "4 relations, annotated on 1 of 1 pages" in out
    assert "relations:  CONSULT 2, REQUEST 1, has-capability 1" in out


def test_states_are_known_by_name_and_demonym() -> None:
    assert states.code("the United States") == states.code("American") == states.code("U.S.") == "USA"
    assert states.code("North Koreans") == "PRK"
    assert states.code("Korean") is None
    assert states.is_state("Côte d’Ivoire")
    assert not states.is_state("Danish")
    assert states.seats()["oslo"] == "NOR"
