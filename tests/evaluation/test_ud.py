"""Tree and tag scores worked out by hand."""

from __future__ import annotations

import pytest

from evaluation.conllu import Surface, Treebank, Word
from evaluation.ud import align, gold_words, raw_text
from tests.evaluation.hand import by_name


def word(form: str, start: int, head: int | None, sentence: int = 0, **more: object) -> Word:
    made = Word(form, start, start + len(form), "NOUN", frozenset({"Number=Sing"}), head, "dep", sentence)
    return made._replace(**more)  # type: ignore[arg-type]


# They | don't (do n't) | sail | . || Why | ?
GOLD = Treebank(
    "harbour-1",
    [
        word("They", 0, 3, deprel="nsubj"),
        word("do", 4, 3, end=9, multiword=True, deprel="aux:do"),
        word("n't", 4, 3, end=9, multiword=True, deprel="advmod"),
        word("sail", 9, None, deprel="root"),
        word(".", 13, 3, deprel="punct"),
        word("Why", 14, None, sentence=1, deprel="root"),
        word("?", 17, 5, sentence=1, deprel="punct"),
    ],
    [
        Surface(form, " ", count)
        for form, count in (("They", 1), ("don't", 2), ("sail", 1), (".", 1), ("Why", 1), ("?", 1))
    ],
)
# A reader's words never share a place.
READ = [*GOLD.words]
READ[1] = READ[1]._replace(end=6, multiword=False)
READ[2] = READ[2]._replace(start=6, multiword=False)


def test_gold_against_itself_is_perfect() -> None:
    figures = [*gold_words([GOLD], [GOLD.words], name="x"), *raw_text([GOLD], [READ], name="x")]
    assert {figure.value for figure in figures} == {1.0}


def test_each_error_costs_what_it_should() -> None:
    read = [*READ]
    read[0] = read[0]._replace(upos="PRON")
    read[1] = read[1]._replace(deprel="aux:pass")
    read[2] = read[2]._replace(head=1, feats=frozenset())
    read[3] = read[3]._replace(deprel="ROOT")
    read[4] = read[4]._replace(deprel="dep")
    found = by_name(gold_words([GOLD], [read], name="x"))
    assert found["x.gold.upos"].value == pytest.approx(6 / 7)
    assert found["x.gold.feats"].value == pytest.approx(6 / 7)
    assert found["x.gold.uas"].value == pytest.approx(6 / 7)
    # Wrong: the head of n't, the label of the stop. aux:pass is aux; ROOT is root.
    assert found["x.gold.las"].value == pytest.approx(5 / 7)
    assert found["x.gold.las-full"].value == pytest.approx(4 / 7)


def test_an_unread_document_is_all_wrong_and_a_shorter_one_is_refused() -> None:
    assert by_name(gold_words([GOLD], [[]], name="x"))["x.gold.las"].value == 0
    with pytest.raises(ValueError, match="harbour-1: 6 predicted words for 7"):
        gold_words([GOLD], [READ[:-1]], name="x")


def test_words_of_a_multiword_token_are_aligned_by_form() -> None:
    # "don't" read as "do" + "n" + "'t": the "do" is found, the rest is not.
    read = [READ[0], READ[1], word("n", 6, 4), word("'t", 7, 4), *READ[3:]]
    assert align(GOLD.words, read) == [(0, 0), (1, 1), (3, 4), (4, 5), (5, 6), (6, 7)]
    # "don't" read as one word: nothing in it is found.
    whole = [READ[0], word("don't", 4, 2), *READ[3:]]
    assert align(GOLD.words, whole) == [(0, 0), (3, 2), (4, 3), (5, 4), (6, 5)]


def test_wrong_cuts_cost_words_tags_and_trees() -> None:
    # "sail." is read as one word, and the reader's heads count its own words.
    read = [
        word("They", 0, 3, deprel="nsubj"),
        word("do", 4, 3, deprel="aux"),
        word("n't", 6, 3, deprel="advmod"),
        word("sail.", 9, None, deprel="root"),
        word("Why", 14, None, sentence=1, deprel="root"),
        word("?", 17, 4, sentence=1, deprel="punct"),
    ]
    found = by_name(raw_text([GOLD], [read], name="x"))
    # Five of seven gold and six read words are aligned.
    assert found["x.raw.words"].value == pytest.approx(2 * 5 / 13)
    assert found["x.raw.upos"].value == pytest.approx(2 * 5 / 13)
    # The head of the first three is no aligned word, so only "Why ?" is right.
    assert found["x.raw.las"].value == pytest.approx(2 * 2 / 13)
    # Six printed tokens; the reader's six words make five, of which four are right.
    assert found["x.raw.tokens"].value == pytest.approx(2 * 4 / (5 + 6))
    assert found["x.raw.sentences"].value == 1


def test_subtypes_count_in_the_full_label_only() -> None:
    read = [*READ]
    read[1] = read[1]._replace(deprel="aux")
    found = by_name(raw_text([GOLD], [read], name="x"))
    assert found["x.raw.las"].value == 1
    assert found["x.raw.las-full"].value == pytest.approx(6 / 7)


def test_a_sentence_is_right_with_both_ends() -> None:
    one_sentence = [item._replace(sentence=0) for item in READ]
    assert by_name(raw_text([GOLD], [one_sentence], name="x"))["x.raw.sentences"].value == 0
    cut_early = [item._replace(sentence=min(at, 1) if at < 5 else 2) for at, item in enumerate(READ)]
    found = by_name(raw_text([GOLD], [cut_early], name="x"))["x.raw.sentences"]
    assert (found.precision, found.recall) == (pytest.approx(1 / 3), pytest.approx(1 / 2))


def test_a_head_in_white_space_is_wrong() -> None:
    read = [READ[0]._replace(head=-1), *READ[1:]]
    assert by_name(gold_words([GOLD], [read], name="x"))["x.gold.uas"].value == pytest.approx(6 / 7)
    assert by_name(raw_text([GOLD], [read], name="x"))["x.raw.uas"].value == pytest.approx(6 / 7)
