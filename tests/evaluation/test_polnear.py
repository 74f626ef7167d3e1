from __future__ import annotations

from pathlib import Path

import pytest

from allegedly.records import Anchor, Statement
from allegedly.spans import Span
from evaluation import human
from evaluation.polnear import Article, from_statements, load, save
from tests.evaluation.hand import ARTICLE, COLONEL, LOG, MORA

READ = "“We waited,”  Lind told the court. Osei said the envoy had told him of it."


def statement(number: int, source: str | None, cue: str | None, content: str, within: int | None = None) -> Statement:
    def anchor(words: str) -> Anchor:
        return Anchor.at(READ, Span(READ.index(words), READ.index(words) + len(words)))

    return Statement(
        id=f"stm_{number}",
        document="doc_1",
        source=anchor(source) if source else None,
        cue=anchor(cue) if cue else None,
        content=(anchor(content),),
        nested_in=None if within is None else f"stm_{within}",
        confidence=0.25,
        reader="hand",
    )


def test_articles_come_back_from_a_file(tmp_path: Path) -> None:
    save(tmp_path / "gold.jsonl", [ARTICLE])
    assert load(tmp_path / "gold.jsonl") == [ARTICLE]


def test_a_line_that_is_no_article_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('\n{"id": "x", "text": "y"}\n', "utf-8")
    with pytest.raises(ValueError, match=r"gold\.jsonl, line 2"):
        load(path)


def test_outlet_voice_and_nested_statements_are_left_out() -> None:
    statements = [
        statement(1, "Lind", "told the court", "“We waited,”"),
        statement(2, "Osei", "said", "the envoy had told him of it"),
        statement(3, "the envoy", "had told", "it", within=2),
        statement(4, None, None, "We waited"),
    ]
    kept = from_statements(statements, read=READ, gold=READ)
    assert [item.content[0].of(READ) for item in kept] == ["“We waited,”", "the envoy had told him of it"]
    assert kept[0].confidence == 0.25


def test_a_statement_nested_in_outlet_voice_is_outermost() -> None:
    statements = [statement(1, None, None, "Osei said the envoy"), statement(2, "Osei", "said", "the envoy", within=1)]
    assert len(from_statements(statements, read=READ, gold=READ)) == 1


def test_offsets_follow_the_corpus_where_white_space_differs() -> None:
    gold = READ.replace("  ", "\n")
    kept = from_statements([statement(1, "Lind", "told", "“We waited,”")], read=READ, gold=gold)
    assert kept[0].source[0].of(gold) == "Lind"
    with pytest.raises(ValueError, match="more than white space"):
        from_statements([], read=READ, gold=READ + "!")


def test_every_annotator_stands_once_against_each_other() -> None:
    article = Article("a", "", "x", (MORA,), ((LOG,), (COLONEL,)))
    gold, predicted = human.pairs([article, ARTICLE])
    assert len(gold) == 6
    assert {(one.attributions, predicted[one.id]) for one in gold} == {
        ((one,), (other,)) for one in (MORA, LOG, COLONEL) for other in (MORA, LOG, COLONEL) if one is not other
    }
