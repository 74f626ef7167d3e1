from __future__ import annotations

import pytest

from evaluation.attributions import comparisons
from evaluation.polnear import Article, Attribution
from evaluation.slices import TESTS, cues, form, score
from tests.evaluation.hand import ARTICLE, COLONEL, LOG, MORA, SHE, attribution, by_name

SLICED = (
    "Hale denies “pure fantasy”\n"
    "Critics did not say why. Some critics said the fare, which he said fell, would rise. "
    "Deng refused to say more. Sato plans to sue. “We waited,” Lind said. “Then came\nthe smoke.”"
)


def in_slices(*parts: str | None, text: str = SLICED) -> set[str]:
    source, cue, *content = parts
    item = attribution(source, cue or "", *(words or "" for words in content), text=text)
    return {name for name, test in TESTS.items() if test(Article("s", "", text, (item,)), item)}


def test_form_is_read_off_the_quotation_marks() -> None:
    assert form(ARTICLE, MORA) == "direct"
    assert form(ARTICLE, LOG) == "indirect"
    headline = attribution("Hale", "denies", "denies “pure fantasy”", text=SLICED)
    assert form(Article("s", "", SLICED, ()), headline) == "mixed"


def test_a_quotation_is_direct_with_its_marks_outside_too() -> None:
    inside = attribution("Lind", "said", "We waited", text=SLICED)
    assert form(Article("s", "", SLICED, ()), inside) == "direct"


def test_gold_falls_into_its_slices() -> None:
    def slices(item: Attribution) -> set[str]:
        return {name for name, test in TESTS.items() if test(ARTICLE, item)}

    assert slices(MORA) == {"direct", "discontinuous", "statement-like"}
    assert slices(SHE) == {"indirect", "source is a pronoun", "statement-like"}
    assert slices(COLONEL) == {"indirect", "no source", "discontinuous", "statement-like"}
    assert slices(LOG) == {"indirect", "source is unnamed", "according to", "statement-like"}


def test_rarer_slices() -> None:
    assert {"headline line", "denial", "mixed"} <= in_slices("Hale", "denies", "denies “pure fantasy”")
    assert {"negated", "source is unnamed"} <= in_slices("Critics", "did not say", "why")
    assert "source is a relative pronoun" in in_slices("which", "he said", "fell")
    assert {"declined"} <= in_slices("Deng", "refused to say", "more")
    assert {"intention or evaluation"} <= in_slices("Sato", "plans", "to sue")
    assert "over a paragraph break" in in_slices("Lind", "said", "“We waited,”", "“Then came\nthe smoke.”")


def test_a_lone_name_at_a_sentence_start_is_no_unnamed_source() -> None:
    assert "source is unnamed" not in in_slices("Deng", "refused to say", "more")


def test_figures_of_a_slice() -> None:
    # Read: Mora's first piece only (12 of 28 inked characters: 24 / 40 = 0.6), hers with a wrong source.
    partly = Attribution(MORA.source, MORA.cue, MORA.content[:1])
    wrong = Attribution(MORA.source, SHE.cue, SHE.content)
    found = by_name(score(comparisons([ARTICLE], {ARTICLE.id: (partly, wrong)})))
    assert found["polnear.B4.discontinuous.found"].value == pytest.approx(1 / 2)
    assert found["polnear.B4.discontinuous.whole"].value == 0
    assert found["polnear.B4.source is a pronoun.found"].value == 1
    assert found["polnear.B4.source is a pronoun.source"].value == 0
    assert found["polnear.B4.source is a pronoun.cue"].value == 1
    assert found["polnear.B4.no source.found"].value == 0
    assert found["polnear.B4.no source.source"].value is None
    assert found["polnear.B4.Bay Post.found"].value == pytest.approx(2 / 4)
    assert found["polnear.B4.negated.found"].value is None


def test_cues_seen_in_training_are_told_apart() -> None:
    training = Article("t", "", ARTICLE.text, (MORA,))
    compared = comparisons([ARTICLE], {ARTICLE.id: ARTICLE.attributions})
    found = by_name(score(compared, seen=cues([training])))
    assert found["polnear.B4.cue seen in training.found"].gold == 1
    assert found["polnear.B4.cue not seen in training.found"].gold == 3
    assert "polnear.B4.cue seen in training.found" not in by_name(score(compared))
