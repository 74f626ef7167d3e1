"""The hard cases test nothing if the model was trained on them: they share no wording with the training passages."""

from __future__ import annotations

import re
from pathlib import Path

from tests.attribution.hard_cases import all_passages
from tests.examples.gold_pages import names, plain

_TRAINING = Path(__file__).resolve().parents[2] / "training" / "passages"
# Chosen: "did not immediately respond to a request for comment" and its like are stock, whole sentences are not.
_RUN = 10


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", re.sub(r"\\?\[(?:[sct]\d+ )?|\]", "", text).lower())
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)} or {tuple(words)}


def test_no_passage_and_no_gold_page_repeats_the_training_passages() -> None:
    trained = set().union(
        *(
            _runs(passage.replace("# kind:", ""))
            for path in _TRAINING.glob("*.txt")
            for passage in path.read_text(encoding="utf-8").split("\n---\n")
        )
    )
    texts = {passage.name: passage.text for passage in all_passages()} | {name: plain(name) for name in names()}
    assert [name for name, text in texts.items() if _runs(text) & trained] == []
