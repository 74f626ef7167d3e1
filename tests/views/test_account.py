"""The account for people: complete, readable without colour, harmless to a terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from allegedly.records import Problem
from allegedly.views import account
from tests.readings import Draft, council, harbour
from tests.texts import texts

_STYLE = re.compile(r"\x1b\[[0-9;]*m")


def test_the_sample_reads_as_it_did() -> None:
    """Renewed by `python -m tests.readings > tests/views/golden/account.txt`; look at the difference first."""
    golden = Path(__file__).with_name("golden") / "account.txt"
    assert account.render(harbour()) == golden.read_text("utf-8")


@pytest.mark.parametrize("width", [24, 40, 63, 100, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = account.render(harbour(), width=width).splitlines()
    assert max(map(cell_len, lines)) <= width


def test_words_of_double_width_fit_too() -> None:
    draft = Draft(("paragraph", "部長は「港は売らないし、これからも決して売ることはないだろう」と述べた。"))
    draft.says("港は売らないし、これからも決して売ることはないだろう", source="部長", cue="述べた")
    lines = account.render(draft.reading(), width=30).splitlines()
    assert max(map(cell_len, lines)) <= 30
    shown = "".join(line.strip() for line in lines)
    assert "港は売らないし、これからも決して売ることはないだろう" in shown


def test_colour_adds_nothing_but_colour() -> None:
    coloured = account.render(harbour(), colour=True)
    assert _STYLE.search(coloured)
    plain = "\n".join(line.rstrip() for line in _STYLE.sub("", coloured).splitlines())
    assert plain + "\n" == account.render(harbour())


def test_without_colour_there_is_no_control_character(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert set(re.findall(r"[\x00-\x1f]", account.render(harbour()))) == {"\n"}


def test_it_passes_no_verdict() -> None:
    assert not re.search(r"\b(true|false)\b", account.render(harbour()), re.IGNORECASE)


def test_a_circle_of_nested_statements_loses_none() -> None:
    draft = Draft(("paragraph", "One said two said three"))
    first = draft.says("two said three", source="One", cue="said")
    second = draft.says("three", source="two", cue="said", after="two")
    draft.statements[0] = first.model_copy(update={"nested_in": second.id})
    draft.statements[1] = second.model_copy(update={"nested_in": first.id})
    told = account.render(draft.reading())
    assert "One · said" in told
    assert "two · said" in told


def test_deep_nesting_leaves_room_for_words() -> None:
    draft = Draft(("paragraph", "word " * 60))
    parent = None
    for _ in range(60):
        parent = draft.says("word", source="word", nested_in=parent).id
    lines = account.render(draft.reading(), width=40).splitlines()
    assert max(map(cell_len, lines)) <= 40
    assert sum(line.strip() == "word" for line in lines) == 60


def test_hostile_text_neither_moves_the_cursor_nor_turns_the_line() -> None:
    hostile = "A \x1b[2Jcleared\x07 \u202ereversed\u202c \x9b31m"
    draft = Draft(("paragraph", f"{hostile} said {hostile} end"), title=hostile, outlet=hostile)
    draft.says(hostile, source=hostile, cue="said", verbatim=(hostile,))
    problem = Problem(code="P999", message=hostile)
    told = account.render(draft.reading(problems=(problem,)))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", told)
    assert "reversed" in told


def test_what_nobody_said_is_said_to_be_unknown() -> None:
    told = account.render(Draft(("paragraph", "Nothing here.")).reading())
    assert "No headline" in told
    assert "outlet unknown · date unknown" in told
    assert "No statement was found." in told
    assert "0 statements · 0 speakers · 0 in outlet voice" in told


@settings(deadline=None, max_examples=60)
@given(text=texts.filter(lambda text: text.strip() != ""), width=st.integers(1, 90), colour=st.booleans())
def test_any_text_can_be_told(*, text: str, width: int, colour: bool) -> None:
    draft = Draft(("paragraph", text), title=text, outlet=text)
    draft.says(text, source=text, cue=text, verbatim=(text,))
    told = account.render(draft.reading(), width=width, colour=colour)
    told.encode("utf-8")
    if not colour:
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", told)


def test_the_account_ends_with_actors_and_with_what_is_asserted_of_them() -> None:
    told = account.render(council())
    statements, _, rest = told.partition("\nActors\n")
    actors, _, relations = rest.partition("\nRelations asserted\n")
    assert "Ada Brenn, a member" in statements
    assert "  Jonas Reth · person\n      says 4, 5 · spoken of in 3\n" in actors
    assert "and 2 who are only mentioned" in actors
    assert "  by Ada Brenn\n    Orrin → Port Ambre · attack" in relations
    assert "  by The Velmar Courier (outlet voice)\n" in relations


@pytest.mark.parametrize("width", [24, 40, 80])
def test_actors_and_relations_fit_the_terminal(width: int) -> None:
    lines = account.render(council(), width=width).splitlines()
    assert max(map(cell_len, lines)) <= width


def test_a_part_alone_is_whole_and_says_which_numbers_it_means() -> None:
    reading = council()
    many = tuple(reading.relations[0].model_copy(update={"id": f"rel_{number}"}) for number in range(40))
    crowded = reading.model_copy(update={"relations": many})
    assert account.render(crowded).count("Velmar → Orrin") == 25
    assert "and 15 more in “allegedly relations”" in account.render(crowded)
    alone = account.render(crowded, parts=("relations",))
    assert alone.count("Velmar → Orrin") == 40
    assert "Numbers are those of the statements in “allegedly read”." in alone


def test_a_part_with_nothing_in_it_says_so() -> None:
    assert "No relation was found." in account.render(harbour(), parts=("relations",))
    assert "Nobody is named" in account.render(harbour(), parts=("actors",))


def test_names_and_roles_are_harmless_to_a_terminal() -> None:
    reading = council()
    evil = reading.actors[0].model_copy(update={"name": "Vel\x1b]0;x\x07mar\u202e"})
    told = account.render(reading.model_copy(update={"actors": (evil, *reading.actors[1:])}))
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", told)
