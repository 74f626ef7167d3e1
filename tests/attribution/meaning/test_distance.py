"""How far the reporter keeps from what the cue reports."""

from __future__ import annotations

import pytest

from allegedly.attribution.meaning.distance import distance
from tests.attribution.meaning.marked_pages import page, words

LEVELS = {
    "neutral": "said|told reporters|wrote|argued|explained|warned|testified|announced|hinted|suggested|concluded"
    "|recalled|replied|stated|boasted|described how|indicated|estimated|believes|fears|was told"
    "|could not confirm|did not deny|has been told|declared|predicted",
    "distancing": "claimed|claims|alleged|has claimed|insisted|purported|maintained|allegedly said"
    "|said without evidence|repeatedly claimed|purportedly wrote|claims, without offering proof,|professed",
    "factive": "noted|pointed out|revealed|admitted|acknowledged|confirmed|showed|found|conceded|disclosed|discovered"
    "|learned|realised|was able to confirm|demonstrated|proved|confessed|has established|found out",
    "negative": "denied|dismissed|rejected|refuted|falsely claimed|wrongly said|lied|retracted|disputed|disavowed"
    "|incorrectly stated|baselessly alleged|rebutted|ruled out",
}


@pytest.mark.parametrize(("cue", "level"), [(cue, level) for level, cues in LEVELS.items() for cue in cues.split("|")])
def test_the_word_that_reports_takes_a_side_or_none(cue: str, level: str) -> None:
    doc, _, (statement,) = page(f"[s1 The minister] [c1 {cue}] [t1 that the bridge was shut].")
    assert distance(doc, statement).value == level


@pytest.mark.parametrize(
    ("marked", "level"),
    [
        ("The army denied [c1 claims] by [s1 the union] [t1 that it had fled].", "distancing"),
        ("The army denied [c1 allegations] [t1 that it had fled].", "distancing"),
        ("The army denied [c1 reports] [t1 that it had fled].", "neutral"),
        ("[c1 Rumours] [t1 that the bank was broke] spread.", "distancing"),
        ("[s1 His] [c1 admission] [t1 that he lied] came late.", "factive"),
        ("[s1 The palace's] [c1 denial] [t1 that he had fled] came late.", "negative"),
        ("[c1 It was claimed] [t1 that a second man had been paid].", "distancing"),
        ("[t1 The dam broke at noon], [c1 according to] [s1 the police].", "neutral"),
        ("[s1 The images] [c1 show] [t1 a crack].", "factive"),
        ("[s1 The ministry] [c1 would neither confirm nor deny] [t1 the visit].", "neutral"),
        ("[s1 The ministry] [c1 declined] [t1 to confirm the visit].", "neutral"),
        ("[s1 The club] [c1 dismissed] the report as [t1 “nonsense”].", "negative"),
        ("[t1 “Nobody came.”]", "neutral"),
    ],
)
def test_nouns_and_whole_cues(marked: str, level: str) -> None:
    doc, _, (statement,) = page(marked)
    assert distance(doc, statement).value == level


@pytest.mark.parametrize(
    ("cue", "carried"),
    [("claimed", "claimed"), ("pointed out", "pointed out"), ("falsely claimed", "falsely claimed"), ("said", None)],
)
def test_the_words_are_told(cue: str, carried: str | None) -> None:
    doc, _, (statement,) = page(f"[s1 The minister] [c1 {cue}] [t1 that the bridge was shut].")
    assert words(doc, distance(doc, statement).words) == carried
