"""An occasion named once holds for what else its speaker says."""

from __future__ import annotations

from typing import Any

import pytest

from allegedly.reading.occasions import spread
from allegedly.records import Anchor, Hop, Mark, Said, Speaker, Statement
from tests.readings import Draft

TEXT = (
    "Reth said it. He noted that. She added more. They wrote back. Vuk told Reuters. Reth said so on Thursday. "
    "Reth had told the Herald. A report said that Reth agreed. In Geneva, at a rally. told reporters. the interview."
)


class Page:
    """Statements one after the other, whatever their words: only the fields count here."""

    def __init__(self) -> None:
        self.draft = Draft(("paragraph", TEXT * 4))
        self.at = 0

    def says(self, who: str | None = "Reth", /, *, asked_by: str = "", said: str = "", **fields: Any) -> Statement:
        """The next statement. `who` is the speaker's actor; `asked_by` an interviewer in its own words."""
        text = self.draft.document.text
        source, cue, content = (
            Anchor(text=text[at : at + 2], start=at, end=at + 2) for at in (self.at, self.at + 3, self.at + 6)
        )
        self.at += 10
        kind = fields.pop("kind", "named-person" if who else "unknown")
        relays = tuple(Hop(name=name, role=role) for name, role in fields.pop("relays", {}).items())
        own = () if who is None else (Hop(name=who, actor=who, role="speaker"),)
        asked = (Hop(name=asked_by, role="interviewer"),) if asked_by else ()
        words = fields.pop("channel_words", "")
        marks = (Mark(text=words, start=0, end=len(words), of="channel"),) if words else ()
        return Statement(
            id=f"s{self.at}",
            document="d",
            source=fields.pop("source", source),
            cue=fields.pop("cue", cue),
            content=fields.pop("content", (content,)),
            speaker=Speaker(actor=who, name=who, kind=kind),
            chain=(*own, *asked, *relays),
            said=Said(edtf=said) if said else None,
            marks=marks,
            reader="test",
            **fields,
        )

    def words(self, words: str) -> Anchor:
        return self.draft.at(words)


@pytest.fixture
def page() -> Page:
    return Page()


def _line(statement: Statement) -> list[str]:
    return [hop.name for hop in statement.chain]


def test_an_interview_holds_for_what_follows(page: Page) -> None:
    first, second, third = spread(
        [page.says(asked_by="Spot Shot", channel="interview", said="2023-11-01"), page.says(), page.says()]
    )
    for one in (second, third):
        assert _line(one) == ["Reth", "Spot Shot"]
        assert one.chain[1].role == "interviewer"
        assert one.channel == "interview"
        assert one.said == first.said


def test_it_holds_for_headline_and_lede_where_it_is_the_only_one(page: Page) -> None:
    headline, lede, _ = spread([page.says(), page.says(), page.says(asked_by="Spot Shot", channel="interview")])
    assert _line(headline) == _line(lede) == ["Reth", "Spot Shot"]
    assert headline.channel == "interview"


def test_it_does_not_reach_back_where_there_are_two(page: Page) -> None:
    headline, _, _ = spread(
        [
            page.says(),
            page.says(asked_by="Spot Shot", channel="interview"),
            page.says(channel="statement", channel_words="Re"),
        ]
    )
    assert _line(headline) == ["Reth"]
    assert headline.channel is None


def test_nobody_takes_another_ones_occasion(page: Page) -> None:
    _, other, again = spread(
        [page.says(asked_by="AP", channel="interview", said="2023-11-01"), page.says("Vuk"), page.says()]
    )
    assert (_line(other), other.channel, other.said) == (["Vuk"], None, None)
    assert _line(again) == ["Reth", "AP"]


def test_an_open_speaker_takes_no_part(page: Page) -> None:
    _, open_ = spread([page.says(asked_by="AP", channel="interview"), page.says(None)])
    assert open_.chain == ()


def test_unknown_speakers_have_no_occasions(page: Page) -> None:
    _, second = spread([page.says(asked_by="AP", channel="interview", kind="unknown"), page.says(kind="unknown")])
    assert second.channel is None


def test_a_newspaper_goes_on_on_the_day_it_reported(page: Page) -> None:
    _, second = spread([page.says(said="2023-11-01", kind="outlet"), page.says(kind="outlet")])
    assert second.said is not None
    assert second.said.edtf == "2023-11-01"


def test_another_channel_begins_another_occasion(page: Page) -> None:
    _, _, third = spread(
        [
            page.says(asked_by="AP", channel="interview", said="2023-11-01"),
            page.says(channel="post", channel_words="Re"),
            page.says(),
        ]
    )
    assert (_line(third), third.channel, third.said) == (["Reth"], "post", None)


def test_another_hearer_begins_another_occasion(page: Page) -> None:
    _, second, third = spread(
        [page.says(asked_by="AP", channel="interview"), page.says(addressee=page.words("reporters")), page.says()]
    )
    assert _line(second) == _line(third) == ["Reth"]
    assert second.channel is third.channel is None


def test_another_day_begins_another_occasion(page: Page) -> None:
    _, second, third = spread(
        [
            page.says(asked_by="AP", channel="interview", said="2023-11-01"),
            page.says(said="2023-10-20"),
            page.says(),
        ]
    )
    assert _line(second) == ["Reth"]
    assert third.said == second.said
    assert third.channel is None


def test_a_day_within_the_period_goes_on_and_makes_it_finer(page: Page) -> None:
    first, second, third, fourth = spread(
        [
            page.says(asked_by="Spot Shot", channel="interview", said="2023-10-29/2023-11-04"),
            page.says(),
            page.says(said="2023-11-02"),
            page.says(),
        ]
    )
    assert first.said == Said(edtf="2023-10-29/2023-11-04")
    assert third.said == fourth.said == second.said == Said(edtf="2023-11-02")
    assert _line(third) == ["Reth", "Spot Shot"]
    assert third.channel == "interview"


@pytest.mark.parametrize(
    ("period", "day", "inside"),
    [
        ("2023-10-29/2023-11-04", "2023-11-02", True),
        ("2023-10-29/2023-11-04", "2023-11-05", False),
        ("2023-11", "2023-11-30", True),
        ("2023-11", "2023-12-01", False),
        ("2023", "2023-02-03", True),
        ("2023-12", "2023-12-31", True),
        ("2023-11-02", "2023-11-02", True),
        ("2023-11-02", "2023-10-29/2023-11-04", False),
        ("2023-11-05/..", "2023-11-06", False),
        ("XXXX-10-26", "2023-10-26", False),
    ],
)
def test_which_days_lie_within_a_period(page: Page, period: str, day: str, *, inside: bool) -> None:
    _, second = spread([page.says(asked_by="AP", channel="interview", said=period), page.says(said=day)])
    assert (_line(second) == ["Reth", "AP"]) is inside
    assert second.said == Said(edtf=day)


def test_a_first_day_is_no_reason_to_go_on(page: Page) -> None:
    _, second = spread([page.says(asked_by="AP", channel="interview"), page.says(said="2023-11-01")])
    assert _line(second) == ["Reth"]


def test_nothing_of_its_own_is_overwritten(page: Page) -> None:
    own = page.says(asked_by="AFP", channel="statement", said="2023-11-03", venue=page.words("Geneva"))
    _, second = spread([page.says(asked_by="AP", channel="interview", said="2023-11-01"), own])
    assert second == own


def test_the_interviewer_stands_after_the_speaker_and_before_relays(page: Page) -> None:
    _, second, third = spread(
        [
            page.says(asked_by="Spot Shot", channel="interview"),
            page.says(relays={"MEMRI": "monitor", "Reuters": "agency"}),
            page.says(relays={"Varga": "spokesperson", "Reuters": "agency"}),
        ]
    )
    assert _line(second) == ["Reth", "Spot Shot", "MEMRI", "Reuters"]
    assert _line(third) == ["Reth", "Varga", "Spot Shot", "Reuters"]


def test_relays_hold_only_where_they_are_named(page: Page) -> None:
    _, second = spread([page.says(asked_by="Spot Shot", channel="interview", relays={"MEMRI": "monitor"}), page.says()])
    assert _line(second) == ["Reth", "Spot Shot"]


def test_the_channel_without_a_name_is_that_of_the_interview(page: Page) -> None:
    _, second, third = spread(
        [
            page.says(asked_by="Al-Minbar", channel="interview", said="2023-11-02"),
            page.says(asked_by="channel", channel="interview", addressee=page.words("Geneva")),
            page.says(),
        ]
    )
    assert _line(second) == _line(third) == ["Reth", "Al-Minbar"]
    assert second.said == Said(edtf="2023-11-02")


def test_the_same_interviewer_again_is_the_same_interview(page: Page) -> None:
    _, second = spread(
        [
            page.says(asked_by="Associated Press", channel="interview", said="2023-11-02"),
            page.says(asked_by="AP", channel="interview"),
        ]
    )
    assert second.said == Said(edtf="2023-11-02")
    assert _line(second) == ["Reth", "AP"]


def test_the_interview_of_which_the_page_has_spoken_goes_on(page: Page) -> None:
    _, second = spread(
        [
            page.says(asked_by="AP", channel="interview", said="2023-11-02"),
            page.says(channel="interview", channel_words="the interview"),
        ]
    )
    assert _line(second) == ["Reth", "AP"]


def test_another_statement_is_another_occasion(page: Page) -> None:
    _, second = spread(
        [
            page.says(channel="statement", said="2023-11-02", channel_words="statement"),
            page.says(channel="statement", channel_words="statement"),
        ]
    )
    assert second.said is None


def test_what_is_looked_back_at_does_not_go_on(page: Page) -> None:
    before = page.says(asked_by="Herald", channel="interview", said="2023-09", cue=page.words("had told"))
    first, _, third = spread(
        [page.says(channel="statement", said="2023-11-02", channel_words="Re"), before, page.says()]
    )
    assert (_line(third), third.channel, third.said) == (["Reth"], "statement", first.said)


def test_a_lone_look_back_holds_for_nothing_else(page: Page) -> None:
    _, second = spread([page.says(asked_by="Herald", channel="interview", cue=page.words("had told")), page.says()])
    assert _line(second) == ["Reth"]


@pytest.mark.parametrize("words", ["had told", "They wrote"])
def test_a_plain_cue_goes_on_and_a_look_back_does_not(page: Page, words: str) -> None:
    _, second = spread([page.says(asked_by="AP", channel="interview"), page.says(cue=page.words(words))])
    assert (second.channel is None) is words.startswith("had")


@pytest.mark.parametrize("words", ["now says", "later withdrew", "has since apologised to", "subsequently denied"])
def test_what_was_said_later_is_another_occasion(page: Page, words: str) -> None:
    cue = Anchor(text=words, start=0, end=len(words))
    _, second = spread([page.says(asked_by="AP", channel="interview"), page.says(cue=cue)])
    assert (_line(second), second.channel) == (["Reth"], None)


@pytest.mark.parametrize("said", ["2019", "2023-07/..", "XXXX-05"])
def test_a_year_or_an_open_time_is_no_occasion(page: Page, said: str) -> None:
    first, second, third = spread(
        [page.says(asked_by="AP", channel="interview", said="2023-11-01"), page.says(said=said), page.says()]
    )
    assert (_line(second), second.channel, second.said) == (["Reth"], None, Said(edtf=said))
    assert (_line(third), third.said) == (["Reth", "AP"], first.said)


@pytest.mark.parametrize("said", ["2023-11-01", "2023-10-29/2023-11-04"])
def test_a_day_alone_holds_for_what_follows(page: Page, said: str) -> None:
    _, second = spread([page.says(said=said), page.says()])
    assert second.said == Said(edtf=said)


def test_an_interview_of_last_month_dates_what_follows(page: Page) -> None:
    _, second = spread([page.says(asked_by="AP", channel="interview", said="2023-10"), page.says()])
    assert second.said == Said(edtf="2023-10")


def test_what_was_asked_in_vain_has_no_occasion(page: Page) -> None:
    _, second, third = spread(
        [
            page.says(asked_by="AP", channel="interview", said="2023-11-02"),
            page.says(act="declines", outcome="no-response"),
            page.says(act="declines", outcome="declined"),
        ]
    )
    assert (_line(second), second.channel, second.said) == (["Reth"], None, None)
    assert _line(third) == ["Reth", "AP"]


def test_nobody_declines_within_a_written_statement(page: Page) -> None:
    _, second = spread(
        [page.says(channel="statement", said="2023-11-02"), page.says(act="declines", outcome="declined")]
    )
    assert second.channel is None


def _nested(page: Page, *, role: str) -> tuple[Statement, Statement]:
    """An outer statement whose content holds the inner's cue, and the inner one by Reth."""
    inner_cue = page.words("agreed")
    outer_content = page.words("that Reth agreed")
    who = "Vuk" if role == "speaker" else None
    outer = page.says(who, content=(outer_content,), relays={} if who else {"Herald": role})
    inner = page.says(cue=inner_cue, nested_in=outer.id)
    return outer, inner


def test_what_somebody_else_recalls_takes_no_part(page: Page) -> None:
    first = page.says(asked_by="AP", channel="interview")
    _, _, inner = spread([first, *_nested(page, role="speaker")])
    assert _line(inner) == ["Reth"]


def test_what_a_relay_hands_on_takes_part(page: Page) -> None:
    first = page.says(asked_by="AP", channel="interview")
    _, _, inner = spread([first, *_nested(page, role="outlet")])
    assert _line(inner) == ["Reth", "AP"]


def test_a_statement_inside_takes_the_interviewer_of_the_one_around_it(page: Page) -> None:
    first = page.says("Vuk", asked_by="AP", channel="interview")
    outer = page.says("Vuk", content=(page.words("that Reth agreed"),))
    inner = page.says(cue=page.words("agreed"), nested_in=outer.id)
    inner = inner.model_copy(update={"chain": (*inner.chain, *outer.chain)})
    _, filled, around = spread([first, outer, inner])
    assert _line(filled) == ["Vuk", "AP"]
    assert _line(around) == ["Reth", "Vuk", "AP"]


@pytest.mark.parametrize(("words", "goes_on"), [("In Geneva", True), ("at a rally", False)])
def test_a_place_is_that_of_the_whole_occasion(page: Page, words: str, *, goes_on: bool) -> None:
    venue = page.words(words)
    _, second = spread([page.says(channel="press conference", venue=venue), page.says()])
    assert (second.channel, second.venue) == ("press conference", venue if goes_on else None)


def test_another_place_is_another_occasion(page: Page) -> None:
    _, second = spread(
        [
            page.says(channel="press conference", venue=page.words("In Geneva")),
            page.says(venue=page.words("at a rally")),
        ]
    )
    assert second.channel is None


def test_the_order_stays_and_the_rest_is_untouched(page: Page) -> None:
    given = [page.says(), page.says("Vuk"), page.says(None), page.says(asked_by="AP", channel="interview")]
    made = spread(given)
    assert [one.id for one in made] == [one.id for one in given]
    assert made[1] == given[1]
    assert made[2] == given[2]


def test_nothing_in_nothing_out() -> None:
    assert spread([]) == ()
