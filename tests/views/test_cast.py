"""Who is on a page, as its readers are told."""

from __future__ import annotations

from allegedly.records import Actor, Identity, Reading, Role
from allegedly.views.cast import Part, cast, numbers
from allegedly.views.outline import outline
from tests.readings import council


def told(reading: Reading) -> dict[str, Part]:
    return {part.actor.name: part for part in cast(reading, outline(reading.statements))[0]}


def with_actor(name: str, **fields: object) -> Reading:
    """The page with one of its actors changed."""
    reading = council()
    changed = [one.model_copy(update=fields) if one.name == name else one for one in reading.actors]
    return reading.model_copy(update={"actors": tuple(changed)})


def test_who_makes_statements_and_who_is_spoken_of() -> None:
    parts = told(council())
    assert (parts["Ada Brenn"].says, parts["Ada Brenn"].told_of) == ((2,), (3,))
    assert (parts["Orrin"].says, parts["Orrin"].told_of) == ((), (1, 2, 5))


def test_who_is_only_mentioned_is_counted_and_left_out() -> None:
    reading = council()
    parts, left = cast(reading, outline(reading.statements))
    assert left == 2
    assert {"Two men", "Harbour Council"}.isdisjoint(part.actor.name for part in parts)


def test_an_unnamed_one_that_acts_is_there_behind_the_named() -> None:
    assert list(told(council()))[-1] == "Velmar's allies"


def test_a_place_where_nothing_is_done_stands_behind_those_who_can_act() -> None:
    quiet = with_actor("Velmar", kind="place").model_copy(update={"relations": ()})
    assert list(told(quiet))[-1] == "Velmar"


def test_what_is_known_of_somebody_is_told_once() -> None:
    roles = (Role(text="minister"), Role(text="transport Minister"), Role(text="transport minister"))
    facts = told(with_actor("Jonas Reth", roles=roles))["Jonas Reth"].facts
    assert facts == ("person", "transport Minister")


def test_who_acts_for_whom_and_which_seat_stands_for_a_government_is_said() -> None:
    assert "acts for Harbour Council" in told(council())["Ada Brenn"].facts
    reading = council()
    velmar = next(one for one in reading.actors if one.name == "Velmar")
    seat = velmar.mentions[0].model_copy(update={"metonym": True, "sense": "government"})
    assert "also “Velmar” (its government)" in told(with_actor("Velmar", mentions=(seat,)))["Velmar"].facts


def test_what_was_left_open_names_few_and_counts_the_others() -> None:
    many = tuple(Identity(key=f"k{number}", name=f"Reth {number}", score=1.0) for number in range(5))
    assert told(with_actor("Jonas Reth", candidates=many))["Jonas Reth"].facts[-1] == (
        "left open: Reth 0, Reth 1, Reth 2 or 2 more"
    )
    namesakes = tuple(one.model_copy(update={"name": "Jonas Reth"}) for one in many[:2])
    assert told(with_actor("Jonas Reth", candidates=namesakes))["Jonas Reth"].facts[-1] == "left open: k0 or k1"


def test_an_actor_without_a_place_and_a_relation_without_a_statement_do_no_harm() -> None:
    reading = council()
    lost = reading.relations[0].model_copy(update={"statement": "stm_gone", "subject": "act_gone"})
    voice = Actor(id="act_brenn", name="Ada Brenn", kind="person")
    parts = told(reading.model_copy(update={"relations": (lost,), "actors": (voice,)}))
    assert parts["Ada Brenn"].says == (2,)


def test_a_long_list_of_numbers_is_cut() -> None:
    assert numbers(range(1, 4)) == "1, 2, 3"
    assert numbers(range(1, 16)) == "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 3 more"
