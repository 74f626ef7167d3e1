"""The gold pages load, and the checker sees what is wrong with one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation import gold_dates
from evaluation.gold_pages import DEV, check, load, main, names, page

MARKED = """Envoy denies deal

By Ana Mora

[s1 The envoy, Idris Lund,] [c1 told] the Bay Post on Thursday [t1 that there was no deal]. [t2 [t3 Grain was \
shipped], [s3 a clerk] [c3 said]], [c2 according to] [s2 court papers]. [s4 The ministry] [c4 did not respond to] \
[t4 a request for comment].

[t5 Two ships left in May.] [s6 He] [c6 denied] [t6 [c7 claims] [t7 that they sailed]].
"""
FACTS = {"outlet": "The Bay Courier", "published": "2023-11-05", "title": "Envoy denies deal"}
GOLD = """
[actors]
lund = {name = "Idris Lund", kind = "named-person", also = ["The envoy"], role = "envoy"}
post = {name = "Bay Post", kind = "outlet"}
clerk = {name = "clerk", kind = "unnamed-person"}
papers = {name = "court papers", kind = "document"}
ministry = {name = "The ministry", kind = "named-group"}

[[statement]]
n = 1
speaker = "lund"
chain = ["lund", "post:interviewer"]
act = "denies"
polarity = "negative"
said = "2023-11-02"
said_words = "Thursday"
channel = "interview"
addressee = "the Bay Post"

[[statement]]
n = 2
speaker = "papers"
chain = ["papers:document"]

[[statement]]
n = 3
speaker = "clerk"

[[statement]]
n = 4
speaker = "ministry"
act = "declines"
certainty = "unknown"
outcome = "no-response"

[[statement]]
n = 5
speaker = "outlet"
times = ["2023-05"]

[[statement]]
n = 6
speaker = "lund"
act = "denies"
polarity = "negative"
distance = "negative"

[[statement]]
n = 7
speaker = ""

[[evidence]]
kind = "document"
words = "court papers"
for = 3

[[link]]
kind = "disputes"
a = 6
b = 5
"""


def write(folder: Path, *, marked: str = MARKED, gold: str = GOLD, facts: dict[str, str] | None = None) -> Path:
    (folder / "deal.marked.txt").write_text(marked, "utf-8")
    (folder / "deal.gold.toml").write_text(gold, "utf-8")
    (folder / "deal.meta.json").write_text(json.dumps(FACTS if facts is None else facts), "utf-8")
    return folder


def test_a_page_is_loaded_with_its_spans_and_chains(tmp_path: Path) -> None:
    found = page(write(tmp_path), "deal")
    first, papers, _, ministry, voice, denial, claim = found.statements
    assert "[" not in found.text
    assert first.addressee is not None
    assert first.addressee.of(found.text) == "the Bay Post"
    assert [(hop.actor, hop.role) for hop in first.chain] == [("lund", "speaker"), ("post", "interviewer")]
    assert papers.act == "asserts"
    assert ministry.outcome == "no-response"
    assert voice.is_outlet_voice
    assert voice.chain == ()
    assert found.evidence[0].certainty == "certain"
    assert denial.chain == claim.chain


def test_what_is_nested_ends_with_the_chain_around_it(tmp_path: Path) -> None:
    clerk = page(write(tmp_path), "deal").statements[2]
    assert clerk.nested_in == 2
    assert [(hop.actor, hop.role) for hop in clerk.chain] == [("clerk", "speaker"), ("papers", "document")]


def test_the_agency_of_the_page_ends_every_chain(tmp_path: Path) -> None:
    gold = 'agency = "post"\n' + GOLD.replace('["papers:document"]', '["papers:document", "post:agency"]')
    clerk = page(write(tmp_path, gold=gold), "deal").statements[2]
    assert [hop.actor for hop in clerk.chain] == ["clerk", "papers", "post"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('speaker = "clerk"', 'speaker = "clark"', "'clark' is no actor"),
        ('speaker = "clerk"', 'speaker = "clerk"\nspeeker = "clerk"', "'speeker' is no key"),
        ('speaker = "clerk"', 'candidates = ["clerk"]', "two candidates or more"),
        ('speaker = "clerk"', 'speaker = "clerk"\nchain = ["clerk", "post"]', "ends with that one's: papers:document"),
        ('speaker = "outlet"', 'speaker = "lund"', "neither source nor cue"),
        ('"post:interviewer"', '"post:reader"', "the role of post is one of"),
        ('chain = ["lund", ', 'chain = ["clerk", ', "the first speaker goes first"),
        ('act = "denies"', 'act = "lies"', "act is one of"),
        ('outcome = "no-response"', "", "outcome stands with act declines"),
        ('certainty = "unknown"', "", "commits to nothing"),
        ('"2023-11-02"', '"2 November"', "is no date"),
        ('said_words = "Thursday"', 'said_words = "Friday"', "'Friday' does not stand on the page"),
        ('addressee = "the Bay Post"', 'addressee = "parliament"', "does not stand in the statement's paragraph"),
        ("for = 3", "for = 8", "for statement 8, which the page does not have"),
        ('words = "court papers"', 'words = "court paper"', "does not stand on the page; copy it exactly"),
        ('words = "court papers"', 'words = "Lund"\nat = 2', "the words stand 1 times"),
        ("a = 6\nb = 5", "a = 5\nb = 6", "the later is named first"),
        ("a = 6\nb = 5", "a = 6\nb = 9", "the page has no statement 9"),
        ('kind = "outlet"', 'kind = "paper"', "actor post: the kind is one of"),
        ('name = "Bay Post"', 'name = "Bay Posts"', "'Bay Posts' does not stand on the page"),
        ("n = 7", "n = 8", "statement 7 is marked on the page"),
        ("[actors]", "[actors]\nhale = {name = 'Thursday', kind = 'named-person'}", "nobody uses it"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in GOLD
    found = check(write(tmp_path, gold=GOLD.replace(old, new, 1)), "deal")
    assert any(told in line and line.startswith("deal.gold.toml: ") for line in found), found


def test_a_gap_in_the_numbers_is_told(tmp_path: Path) -> None:
    marked = MARKED.replace("s6 ", "s9 ").replace("c6 ", "c9 ").replace("t6 ", "t9 ")
    assert any("[6, 8] are missing" in line for line in check(write(tmp_path, marked=marked), "deal"))


def test_the_headline_stands_first(tmp_path: Path) -> None:
    found = check(write(tmp_path, facts={**FACTS, "title": "Ministry denies deal"}), "deal")
    assert any("put the headline first" in line for line in found)


def test_broken_files_are_told_by_name(tmp_path: Path) -> None:
    assert check(write(tmp_path, marked="[s1 Lund"), "deal")[0].startswith("deal.marked.txt: bracket")
    assert check(write(tmp_path, gold="n = "), "deal")[0].startswith("deal.gold.toml: ")
    (tmp_path / "deal.gold.toml").unlink()
    assert check(tmp_path, "deal") == ["deal.gold.toml: there is no such file; a page is three files."]


def test_the_command_checks_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(write(tmp_path))]) == 0
    out = capsys.readouterr().out
    assert "1 pages, " in out
    assert "7 statements" in out
    assert "No mistakes." in out
    assert main([str(write(tmp_path, gold=GOLD.replace("n = 7", "n = 8")) / "deal.gold.toml")]) == 1
    assert "statement 7 is marked" in capsys.readouterr().out


@pytest.mark.parametrize(
    "value",
    ["2023-11-02", "2023-11", "2023", "XXXX-10-26", "199X", "2023-XX", "2023-21", "2015~", "2023-11-05/..", "../2023"],
)
def test_dates_of_the_gold_set(value: str) -> None:
    assert gold_dates.is_date(value)


@pytest.mark.parametrize(
    "value", ["2023-13", "2023-02-29", "11-02", "2023-11-05/2023-11-01", "../..", "2023-11-02T10", "soon", ""]
)
def test_no_dates(value: str) -> None:
    assert not gold_dates.is_date(value)


def test_days_that_two_dates_share() -> None:
    assert gold_dates.shared("2023-10-29/2023-11-04", "2023-10-30/2023-11-04") == pytest.approx(6 / 7)
    assert gold_dates.shared("2023-11", "2023-11-01/2023-11-30") == 1
    assert gold_dates.shared("2023-11-05/..", "2023-11-05/..") == 1
    assert gold_dates.shared("2023-11-05/..", "2023-11-05") == 0


@pytest.mark.parametrize("name", names(DEV))
def test_the_pages_of_this_repository_have_no_mistakes(name: str) -> None:
    assert check(DEV, name) == []


def test_the_folder_is_loaded_by_name() -> None:
    assert [one.name for one in load(DEV)] == names(DEV)
