"""The annotated passages: their markup reads back exactly, and every passage in the repository is sound."""

from __future__ import annotations

import pytest

from allegedly.spans import Span
from training.passages import PassageError, nested, parse, read


def test_nested_attributions_become_spans_of_the_plain_text() -> None:
    [passage] = parse("[s1 Ines] [c1 said] [t1 [s2 the envoy] [c2 had told] her [t2 Oslo would wait]].")
    assert passage.text == "Ines said the envoy had told her Oslo would wait."
    outer, inner = passage.attributions
    assert [span.of(passage.text) for span in outer.content] == ["the envoy had told her Oslo would wait"]
    assert inner.source == [Span(10, 19)]
    assert inner.cue.of(passage.text) == "had told"
    assert nested(passage) == 1


def test_kind_paragraphs_own_brackets_and_split_content() -> None:
    marked = "# kind: caption\n[t1 “\\[We\\] wait,”] [s1 he] [c1 said].\n\n[t1 “Still.”]\n---\nNothing is said.\n"
    passages = parse(marked)
    assert [passage.kind for passage in passages] == ["caption", None]
    assert passages[0].text == "“[We] wait,” he said.\n\n“Still.”"
    assert len(passages[0].attributions[0].content) == 2
    assert passages[1].attributions == []


def test_one_source_may_serve_two_attributions_and_a_source_may_be_absent() -> None:
    [passage] = parse("[s1 [s2 Abel]] [c1 left] [t1 it] and [c2 said] [t2 so]; [t3 he] [c3 is believed] [t3 to rest].")
    assert passage.attributions[0].source == passage.attributions[1].source
    assert passage.attributions[2].source == []


@pytest.mark.parametrize(
    ("marked", "wrong"),
    [
        ("[s1 He] [t1 left].", "exactly one cue"),
        ("[s1 He] [c1 said].", "no content"),
        ("[s1 He] [c1 said] [t1 so.", "never closed"),
        ("He said] so.", "closes nothing"),
        ("[He] said so.", "without a role"),
        ("[s2 He] [c2 said] [t2 so].", "without a gap"),
        ("[s1 He ][c1 said] [t1 so].", "white space"),
        ("[t1 [c1 said] so].", "overlaps its own"),
        ("# kind: song\nLa.", "unknown kind"),
        ("One.\n---\n", "no text"),
    ],
)
def test_an_error_names_the_file_the_passage_and_the_fault(marked: str, wrong: str) -> None:
    with pytest.raises(PassageError, match=wrong) as caught:
        parse(marked, name="x.txt")
    assert str(caught.value).startswith("x.txt, passage ")


def test_every_passage_of_the_repository_is_sound() -> None:
    texts = [passage.text for _, passage in read()]
    assert texts
    assert len(texts) == len(set(texts))
