"""Dictionary forms of the words that statements hang on."""

from __future__ import annotations

import pytest

from allegedly.language.lemmas import lemma

FORMS = [
    ("said", "VERB", "say"),
    ("told", "VERB", "tell"),
    ("Claims", "VERB", "claim"),
    ("claims", "NOUN", "claim"),
    ("dismissed", "VERB", "dismiss"),
    ("insinuates", "VERB", "insinuate"),
    ("denying", "VERB", "deny"),
    ("pooh-poohed", "VERB", "pooh-pooh"),
    ("met", "VERB", "meet"),
    ("lied", "VERB", "lie"),
    ("thought", "VERB", "think"),
    ("sought", "VERB", "seek"),
    ("held", "VERB", "hold"),
    ("wrote", "VERB", "write"),
    ("was", "AUX", "be"),
    ("might", "AUX", "may"),
    ("allegations", "NOUN", "allegation"),
    ("spokesmen", "NOUN", "spokesman"),
    ("likelier", "ADJ", "likely"),
    ("Pyongyang", "PROPN", "pyongyang"),
]


@pytest.mark.parametrize(("word", "upos", "form"), FORMS)
def test_a_word_has_its_dictionary_form(word: str, upos: str, form: str) -> None:
    assert lemma(word, upos) == form
