from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.conllu import load

TREEBANK = """\
# newdoc id = harbour-1
# newpar
# text = They don't sail.
1\tThey\tthey\tPRON\tPRP\tCase=Nom|Number=Plur\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\t_
4\tsail\tsail\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# text = Why?
1\tWhy\twhy\tADV\tWRB\t_\t0\troot\t_\tSpaceAfter=No
1.1\tsail\tsail\tVERB\tVB\t_\t_\t_\t_\t_
2\t?\t?\tPUNCT\t.\t_\t1\tpunct\t_\t_

# newpar
1\tIce\tice\tNOUN\tNN\tNumber=Sing\t0\troot:own\t_\tFoo=Bar|SpaceAfter=No
2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_

# newdoc id = harbour-2
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "harbour.conllu"
    file.write_text(TREEBANK, "utf-8")
    return file


def test_raw_text_is_rebuilt(path: Path) -> None:
    first, second = load(path)
    assert (first.id, second.id) == ("harbour-1", "harbour-2")
    assert first.text == "They don't sail. Why?\n\nIce."
    assert second.text == "Yes"


def test_words_stand_in_the_ink_and_name_their_heads_in_the_document(path: Path) -> None:
    words = load(path)[0].words
    ink = "".join(load(path)[0].text.split())
    assert [ink[word.start : word.end] for word in words] == [
        *("They", "don't", "don't", "sail", ".", "Why", "?", "Ice", ".")
    ]
    assert [word.head for word in words] == [3, 3, 3, None, 3, None, 5, None, 7]
    assert [word.sentence for word in words] == [0, 0, 0, 0, 0, 1, 1, 2, 2]
    assert [word.form for word in words if word.multiword] == ["do", "n't"]
    assert words[0].feats == {"Case=Nom", "Number=Plur"}
    assert words[1].feats == frozenset()


def test_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.conllu"
    path.write_text("1\tone\n", "utf-8")
    with pytest.raises(ValueError, match=r"words\.conllu, sentence 1"):
        load(path)
