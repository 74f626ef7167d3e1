"""Attribution as a spaCy component, for somebody's own pipeline.

`allegedly_attribution` assigns `doc._.statements`; it requires the scores of `allegedly_encoder` and, for sentences in
outlet voice, sentence starts, dependencies and entities of any UD pipeline.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from allegedly.attribution.statements import statements
from allegedly.records import Block, Document
from allegedly.spans import Span, trim


class AttributionComponent:
    """Writes `doc._.statements`: a list of `allegedly.records.Statement`."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.statements = statements(doc, _document(doc))
        return doc


def _document(doc: Doc) -> Document:
    """A Document for a Doc that came without one: every paragraph is a paragraph."""
    text = doc.text
    blocks, start = [], 0
    for paragraph in text.split("\n"):
        span = trim(text, Span(start, start + len(paragraph)))
        if span.length:
            blocks.append(Block(kind="paragraph", start=span.start, end=span.end))
        start += len(paragraph) + 1
    raw = text.encode("utf-8", "surrogatepass")
    return Document.make(text, tuple(blocks), raw=raw, media_type="text/plain", encoding="utf-8")


@Language.factory(
    "allegedly_attribution",
    requires=["doc._.allegedly_encoding", "doc.sents", "token.dep", "doc.ents"],
    assigns=["doc._.statements"],
)
def make_attribution(nlp: Language, name: str) -> AttributionComponent:
    """No settings: what a statement is does not depend on the pipeline."""
    if not Doc.has_extension("statements"):
        Doc.set_extension("statements", default=())
    return AttributionComponent()
