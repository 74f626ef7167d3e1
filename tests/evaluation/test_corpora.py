from __future__ import annotations

from pathlib import Path

import pytest

from allegedly.ids import sha256
from evaluation import corpora
from evaluation.entities import labels
from evaluation.runs import SCORERS


def test_a_missing_corpus_says_where_it_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLEGEDLY_SHARED", str(tmp_path))
    by_name = {corpus.name: corpus for corpus in corpora.corpora()}
    assert by_name["polnear"].path == tmp_path / "data" / "polnear" / "dev.jsonl"
    sentence = by_name["ud_ewt"].missing
    assert sentence is not None
    assert "UniversalDependencies/UD_English-EWT" in sentence
    assert "CC BY-SA 4.0" in sentence
    assert sentence.count("\n") == 0


def test_a_corpus_that_is_there_is_named_by_its_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLEGEDLY_SHARED", str(tmp_path))
    (tmp_path / "data" / "polnear").mkdir(parents=True)
    (tmp_path / "data" / "polnear" / "dev.jsonl").write_bytes(b"gold")
    corpus = next(corpus for corpus in corpora.corpora() if corpus.name == "polnear")
    assert corpus.missing is None
    assert corpus.digest() == sha256(b"gold")
    assert corpus.sibling("train.jsonl") is None


def test_every_corpus_has_a_scorer_and_its_labels() -> None:
    for corpus in corpora.corpora():
        assert corpus.scorer in SCORERS
        if corpus.scorer == "entities":
            assert labels(corpus.name).gold


def test_another_file_of_a_known_corpus_keeps_its_name(tmp_path: Path) -> None:
    assert corpora.at(tmp_path / "polnear" / "test.jsonl", scorer="polnear").published == "networkdynamics/PolNeAR"
    assert corpora.at(tmp_path / "test.jsonl", scorer="entities", name="re3d").published == "dstl/re3d"
    assert corpora.at(tmp_path / "mine" / "test.jsonl", scorer="polnear").name == "mine"
