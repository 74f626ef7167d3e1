"""Who is who against a corpus: loading, matching by head, and what pronouns refer to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation import coreference, predict
from evaluation.coreference import Item, Place, Read

TREEBANK = """# newdoc id = letter
# sent_id = 1
# text = Ida Moravec left.
1\tIda\tIda\tPROPN\t_\t_\t3\tnsubj\t_\t_
2\tMoravec\tMoravec\tPROPN\t_\t_\t1\tflat\t_\t_
3\tleft\tleave\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

# sent_id = 2
# text = She laughed.
1\tShe\tshe\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tlaughed\tlaugh\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""
IDA, SHE = Place(0, 2, 0), Place(4, 5, 4)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tiny-ud-dev.conllu").write_text(TREEBANK, "utf-8")
    mentions = [
        {"start": 0, "end": 2, "entity": "e1", "type": "person", "minspan": "1"},
        {"start": 4, "end": 5, "entity": "e1", "type": "person", "minspan": "1"},
    ]
    row = {
        "id": "letter",
        "genre": "letter",
        "tokens": ["Ida", "Moravec", "left", ".", "She", "laughed", "."],
        "mentions": mentions,
    }
    (tmp_path / "coref_dev.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    return tmp_path


@pytest.fixture
def item(folder: Path) -> Item:
    return coreference.load(folder / "coref_dev.jsonl")[0]


def test_gold_clusters_come_with_their_words(item: Item) -> None:
    assert item.clusters() == [frozenset((IDA, SHE))]
    assert item.clusters(kinds=frozenset(("organization",))) == []


def test_other_words_are_refused(folder: Path) -> None:
    path = folder / "coref_dev.jsonl"
    path.write_text(path.read_text("utf-8").replace("laughed", "wept"), "utf-8")
    with pytest.raises(ValueError, match="letter: the treebank has other words"):
        coreference.load(path)


def test_without_its_treebank_nothing_is_loaded(folder: Path) -> None:
    (folder / "tiny-ud-dev.conllu").unlink()
    with pytest.raises(ValueError, match="there should be one"):
        coreference.load(folder / "coref_dev.jsonl")


def test_the_reader_s_mentions_come_as_gold_words(folder: Path) -> None:
    # A paragraph break is a token of the reader's and no word of the corpus.
    path = folder / "tiny-ud-dev.conllu"
    path.write_text(path.read_text("utf-8").replace("# sent_id = 2", "# newpar\n# sent_id = 2"), "utf-8")
    (item,) = coreference.load(folder / "coref_dev.jsonl")
    (read,) = predict.clusters(item)
    found = {place for cluster in read.clusters for place in cluster}
    assert {(place.start, place.end) for place in found} == {(0, 2), (4, 5)}
    assert _value(item, read, "conll") == 1


def _value(item: Item, read: Read, name: str) -> float | None:
    return {one.name: one.value for one in coreference.score([item], [read], name="g")}[f"g.coreference.{name}"]


def test_a_mention_is_matched_by_its_head_whatever_its_edges(item: Item) -> None:
    surname_missing = Read((frozenset((Place(0, 1, 0), SHE)),))
    assert _value(item, surname_missing, "conll") == 1
    assert _value(item, surname_missing, "conll.exact") == pytest.approx(0.25), "one of two mentions, no link"


def test_a_pronoun_wants_a_name_before_it(item: Item) -> None:
    assert _value(item, Read((frozenset((IDA, SHE)),)), "pronouns.persons") == 1
    assert _value(item, Read((frozenset((IDA,)), frozenset((SHE,)))), "pronouns.persons") == 0


def test_the_head_is_the_tree_s(folder: Path) -> None:
    # "Tarn Institute" as an object: its last word is the head, whatever `minspan` begins with.
    rows = ["1\tGo\tgo\tVERB\t_\t_\t0\troot\t_\t_", "2\tTarn\tTarn\tPROPN\t_\t_\t3\tcompound\t_\t_"]
    rows.append("3\tInstitute\tInstitute\tPROPN\t_\t_\t1\tobj\t_\t_")
    path = folder / "tiny-ud-dev.conllu"
    path.write_text(path.read_text("utf-8") + "\n".join(rows) + "\n\n", "utf-8")
    gold = folder / "coref_dev.jsonl"
    row = json.loads(gold.read_text("utf-8"))
    row["tokens"] += ["Go", "Tarn", "Institute"]
    row["mentions"].append({"start": 8, "end": 10, "entity": "e2", "type": "organization", "minspan": "1,2"})
    gold.write_text(json.dumps(row) + "\n", "utf-8")
    (item,) = coreference.load(gold)
    assert Place(8, 10, 9) in item.entities


def test_a_pronoun_without_an_antecedent_in_gold_costs_precision(item: Item) -> None:
    apart = Item(item.treebank, item.genre, {IDA: "e1", SHE: "e2"}, {"e1": "person", "e2": "person"})
    tied = Read((frozenset((IDA, SHE)),))
    counts = coreference.pronouns(apart, tied, frozenset(("she",)))
    assert (counts.right, counts.predicted, counts.gold) == (0, 1, 0)
    assert _value(item, tied, "pronouns.persons.letter") == 1


def test_a_pronoun_left_open_is_not_decided(item: Item) -> None:
    counts = coreference.pronouns(item, Read((), frozenset((4,))), frozenset(("she",)))
    assert (counts.right, counts.predicted, counts.gold) == (0, 0, 1)
