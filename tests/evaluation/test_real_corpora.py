"""The scorers on the real dev data: gold against itself, gold with parts taken away, gold cut to words."""

from __future__ import annotations

import random

import pytest

from evaluation import attributions, conllu, entities, oracle, polnear, polnear_spans, ud
from evaluation.corpora import Corpus, corpora
from tests.evaluation.hand import by_name

CORPORA = {corpus.name: corpus for corpus in reversed(corpora())}  # Of two scorers for one corpus the first counts.


def corpus(name: str) -> Corpus:
    found = CORPORA[name]
    if found.missing:
        pytest.skip(found.missing)
    return found


@pytest.fixture(scope="module")
def articles() -> list[polnear.Article]:
    return polnear.load(corpus("polnear").path)


def test_polnear_against_itself_is_perfect(articles: list[polnear.Article]) -> None:
    gold = {article.id: article.attributions for article in articles}
    spans = polnear_spans.score(articles, gold)
    whole = attributions.score(attributions.comparisons(articles, gold))
    values = {figure.name: figure.value for figure in (*spans, *whole)}
    assert values.pop("polnear.B7.calibration-error") == 0
    assert set(values.values()) == {1.0}


def test_attributions_dropped_at_random_are_the_recall_that_is_lost(articles: list[polnear.Article]) -> None:
    dice = random.Random(7)  # noqa: S311 - these dice guard no secret
    kept = {article.id: tuple(item for item in article.attributions if dice.random() < 0.6) for article in articles}
    share = sum(map(len, kept.values())) / sum(len(article.attributions) for article in articles)
    found = by_name(attributions.score(attributions.comparisons(articles, kept)))
    assert found["polnear.B2.triple"].recall == pytest.approx(share)
    assert found["polnear.B2.triple"].precision == 1
    assert found["polnear.B2.attribution.any"].recall == pytest.approx(share, abs=0.01)
    flat = by_name(polnear_spans.score(articles, kept))
    assert flat["polnear.A-full.exact.cue"].recall == pytest.approx(share, abs=0.01)
    assert flat["polnear.A-full.exact.cue"].precision == pytest.approx(1, abs=0.01)


def test_words_cost_less_than_a_point(articles: list[polnear.Article]) -> None:
    aligned = {article.id: oracle.attributions(article) for article in articles}
    flat = by_name(polnear_spans.score(articles, aligned))
    whole = by_name(attributions.score(attributions.comparisons(articles, aligned)))
    assert all(flat[f"polnear.A-full.exact.{role}"].value > 0.99 for role in polnear.ROLES)
    assert whole["polnear.B2.triple"].value > 0.98
    assert whole["polnear.B2.attribution.0.8"].value > 0.99


@pytest.mark.parametrize("name", ["ud_ewt", "gum"])
def test_treebanks_against_themselves_are_perfect(name: str) -> None:
    gold = conllu.load(corpus(name).path)
    for document in gold:
        assert "".join(document.text.split()) == "".join(token.form for token in document.tokens)
        assert document.words[-1].end == sum(len(token.form) for token in document.tokens)
    words = [document.words for document in gold]
    figures = [*ud.gold_words(gold, words, name=name), *ud.raw_text(gold, words, name=name)]
    # Words of a multiword token share a place here, so they do not make a printed token.
    assert {figure.value for figure in figures if not figure.name.endswith("tokens")} == {1.0}


def test_raw_text_is_the_treebank_s_own() -> None:
    path = corpus("ud_ewt").path
    sentences = [
        line.partition("=")[2].strip() for line in path.read_text("utf-8").split("\n") if line.startswith("# text =")
    ]
    text = " ".join(" ".join(document.text for document in conllu.load(path)).split())
    assert sum(sentence in text for sentence in sentences) == len(sentences) == 2001


@pytest.mark.parametrize("name", ["worldwide_newswire", "uner_ewt", "re3d"])
def test_entities_against_themselves_are_perfect(name: str) -> None:
    mapping = entities.labels(name)
    gold = entities.load(corpus(name).path, mapping)
    figures = entities.score(gold, [document.entities for document in gold], mapping, name=name)
    assert figures[0].gold
    assert {figure.value for figure in figures} <= {1.0, None}
    nothing = entities.score(gold, [() for _ in gold], mapping, name=name)
    assert nothing[0].value == 0
