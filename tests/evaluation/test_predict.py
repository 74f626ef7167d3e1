from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from evaluation import ud
from evaluation.conllu import load
from evaluation.polnear import Article
from evaluation.predict import doc_of, every, words_of
from tests.evaluation.hand import ARTICLE
from tests.evaluation.test_conllu import TREEBANK


@pytest.fixture
def doc(tmp_path: Path) -> spacy.tokens.Doc:
    path = tmp_path / "harbour.conllu"
    path.write_text(TREEBANK, "utf-8")
    return doc_of(load(path)[0], spacy.blank("en").vocab)


def test_gold_words_are_laid_out_like_the_raw_text(doc: spacy.tokens.Doc) -> None:
    assert doc.text == "They don't sail. Why?\n\nIce."
    assert [token.text for token in doc if token.is_sent_start] == ["They", "Why", "Ice"]


def test_a_doc_s_words_are_read_without_its_white_space(doc: spacy.tokens.Doc) -> None:
    ice = next(token for token in doc if token.text == "Ice")
    doc[ice.i + 1].head = ice
    doc[ice.i + 1].dep_ = "punct"
    ice.set_morph("Number=Sing")
    ice.pos_ = "NOUN"
    words = words_of(doc)
    assert [word.form for word in words] == ["They", "do", "n't", "sail", ".", "Why", "?", "Ice", "."]
    assert words[7][1:7] == (18, 21, "NOUN", {"Number=Sing"}, None, "")
    assert (words[8].head, words[8].deprel) == (7, "punct")
    assert words[0].feats == frozenset()


def test_sentences_are_numbered(doc: spacy.tokens.Doc) -> None:
    assert [word.sentence for word in words_of(doc)] == [0, 0, 0, 0, 0, 1, 1, 2, 2]


def test_a_doc_of_gold_words_is_found_whole_again(tmp_path: Path, doc: spacy.tokens.Doc) -> None:
    gold = load(tmp_path / "harbour.conllu")[:1]
    found = {figure.name: figure.value for figure in ud.raw_text(gold, [words_of(doc)], name="x")}
    assert found["x.raw.words"] == found["x.raw.tokens"] == found["x.raw.sentences"] == 1


def test_what_the_reader_refuses_is_told_and_empty(capsys: pytest.CaptureFixture[str]) -> None:
    def read(article: Article) -> list[str]:
        if article.id == "bad":
            raise ValueError("two texts.")
        return [article.id]

    bad = Article("bad", "", "", ())
    assert every([ARTICLE, bad], read, doing="hand") == [("bay-1",), ()]
    assert "hand: bad has no result: two texts." in capsys.readouterr().err
