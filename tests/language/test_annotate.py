"""The senses on real text with the real model."""

from __future__ import annotations

import json
import shutil
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from allegedly import language
from allegedly.errors import ModelBroken, ModelMissing
from allegedly.language import model, windows
from allegedly.language.encoding import encoding_of

MODEL = Path(str(resources.files("allegedly.language").joinpath("model")))


def test_grammar_of_a_plain_sentence() -> None:
    doc = language.pipeline()("The minister told reporters that the bridge had been closed. Nobody was hurt.")
    assert [sentence.text for sentence in doc.sents] == [
        "The minister told reporters that the bridge had been closed.",
        "Nobody was hurt.",
    ]
    told = next(token for token in doc if token.text == "told")
    assert told.dep_ == "root"
    assert {child.text: child.dep_ for child in told.children}["minister"] == "nsubj"
    assert next(token for token in doc if token.text == "closed").morph.get("VerbForm") == ["Part"]
    assert next(token for token in doc if token.text == "bridge").dep_.startswith("nsubj")


def test_names_are_found_whatever_their_case_in_the_vocabulary() -> None:
    doc = language.pipeline()("Angela Merkel met the head of the United Nations in Geneva on Tuesday.")
    found = {(entity.text, entity.label_) for entity in doc.ents}
    assert ("Angela Merkel", "PERSON") in found
    assert ("Geneva", "LOC") in found


def test_given_sentences_and_words_are_kept() -> None:
    nlp = language.pipeline()
    doc = Doc(nlp.vocab, ["One", "two", ".", "three", "."], sent_starts=[True, False, False, False, False])
    assert len(list(nlp(doc).sents)) == 1


def test_the_same_text_reads_the_same_alone_and_after_another() -> None:
    nlp = language.pipeline()
    text = "The army denied the report, a spokesman said."
    first = encoding_of(nlp(text))
    nlp("Something else entirely, said no one. " * 40)
    second = encoding_of(nlp(text))
    assert first is not None
    assert second is not None
    assert np.array_equal(first.scores[0].arcs, second.scores[0].arcs)


def test_sentence_embeddings_tell_like_from_unlike() -> None:
    nlp = language.pipeline()

    def vector(text: str) -> np.ndarray:
        doc = nlp(text)
        found = encoding_of(doc)
        assert found is not None
        return found.embedding(0, len(doc))

    missile = vector("The country launched a missile into the sea.")
    assert missile @ vector("A rocket was fired towards the ocean by the state.") > missile @ vector(
        "The bakery sells bread with raisins."
    )


@pytest.mark.parametrize("text", ["", " \n\n ", "\u200b", "a", "?" * 3000, "x" * 40_000, "\x00\x01 word", "🜁 🜂 مرحبا"])
def test_strange_texts_are_read(text: str) -> None:
    doc = language.pipeline()(text)
    assert doc.text == text


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_any_text_keeps_its_characters_and_has_a_tree_per_sentence(text: str) -> None:
    doc = language.pipeline()(text)
    assert doc.text == text
    for sentence in doc.sents:
        assert sum(token.head.i == token.i for token in sentence if token.dep_) <= max(1, len(sentence))


def test_windows_cover_every_word_once_and_fit() -> None:
    nlp = language.pipeline()
    doc = nlp("The council met again. It decided nothing. " * 120)
    found = encoding_of(doc)
    assert found is not None
    covered = [word for window in found.windows for word in range(window.start, window.end)]
    assert covered == list(range(len(found.tokens)))
    pairs = zip(found.windows, found.scores, strict=True)
    assert all(len(scores.cues) == window.end - window.start for window, scores in pairs)
    assert windows.MAX_PIECES < 512


def test_our_components_say_what_they_need() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("allegedly_encoder")
    nlp.add_pipe("allegedly_grammar")
    nlp.add_pipe("allegedly_attribution")
    analysis = nlp.analyze_pipes()
    assert "doc.ents" in analysis["problems"]["allegedly_attribution"]


def test_a_missing_model_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"A301 .*card\.json.*Install allegedly again"):
        model.read_files(tmp_path)


def test_a_changed_model_file_is_refused(tmp_path: Path) -> None:
    shutil.copytree(MODEL, tmp_path / "model")
    damaged = tmp_path / "model" / "roles.onnx"
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"\x00\x00")
    with pytest.raises(ModelBroken, match=r"A302 .*roles\.onnx"):
        model.read_files(tmp_path / "model")


def test_the_card_names_licence_and_training() -> None:
    card = json.loads((MODEL / "card.json").read_text("utf-8"))
    assert card["weights_licence"] == "CC BY-SA 4.0"
    assert card["pieces"] > 1_000_000
    assert sum(card["bytes"][name] for name in model.GRAPHS) <= 25_000_000
