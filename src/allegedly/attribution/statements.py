"""From a Doc to its statements, in reading order."""

from __future__ import annotations

import math
from collections.abc import Sequence

from spacy.tokens import Doc

from allegedly.attribution import form, outlet_voice
from allegedly.attribution.answers import answers
from allegedly.attribution.boundaries import tidy
from allegedly.attribution.continuation import continue_quotations
from allegedly.attribution.coordination import give_back, part
from allegedly.attribution.dismissals import split
from allegedly.attribution.draft import Draft, depth, drafts
from allegedly.attribution.estimates import estimates
from allegedly.attribution.floating import floating
from allegedly.attribution.headlines import PROBABILITY, colons, quoted_claims
from allegedly.attribution.meaning.grammar import text_of
from allegedly.attribution.meaning.understand import understand
from allegedly.attribution.nesting import nest
from allegedly.attribution.sources import complete, cue_lists
from allegedly.attribution.unmade import made as was_made
from allegedly.ids import STATEMENT, identify
from allegedly.language import Encoding, Quotation, encoding_of, version
from allegedly.records import Anchor, Block, Document, Speaker, Statement
from allegedly.spans import Span, merge

# Blocks that name people and agencies without quoting anybody: "Jane Roe is the Arab affairs reporter for …".
_SILENT = frozenset(("byline", "dateline", "credit", "boilerplate"))

# Of outlet-voice sentences on dev pages; a chosen value until a gold set says more.
_OUTLET_CONFIDENCE = 0.5


def statements(doc: Doc, document: Document) -> list[Statement]:
    """Every attribution of the document, then what the outlet asserts itself, both in one reading order.

    Args:
        doc: From `allegedly.language`; its text is the document's.
        document: For blocks, ids and the outlet's name.

    Returns:
        Statements sorted by where they begin, an outer one before those nested in it. Empty where nobody is quoted
        and nothing is asserted of anybody.

    Raises:
        ValueError: no encoder ran over `doc`.
    """
    encoding = encoding_of(doc)
    if encoding is None:
        raise ValueError("attribution needs a Doc that the encoder has read: add `allegedly_encoder` before it.")
    found = attributions(doc, encoding, document.blocks)
    taken = merge([span for draft in found for span in (draft.source, draft.cue, *draft.contents) if span])
    writer = _Writer(document, encoding.quotations)
    attributed = writer.write(found)
    alone = floating(doc, document.blocks, encoding.quotations, found)
    taken = merge([*taken, *(content for _, content in alone)])
    alone += [(None, span) for span in quoted_claims(document.blocks, encoding.quotations, taken, text_of(doc))]
    uncued = [writer.uncued(source, content) for source, content in alone]
    taken = merge([*taken, *(span for pair in alone for span in pair if span is not None)])
    own = [_outlet(document, span) for span in outlet_voice.sentences(doc, document.blocks, taken)]
    # Sorting is stable, and these touch no attribution: nothing else changes its place.
    understood = understand(doc, document, sorted((*attributed, *uncued, *own), key=_begin))
    return [one for one in understood if not _is_reason(one, understood)]


def _is_reason(statement: Statement, others: Sequence[Statement]) -> bool:
    """True inside the clause that says why somebody is unnamed: "because he feared arrest" tells of nothing else."""
    reasons = [one.speaker.anonymity for one in others if one.speaker.anonymity is not None]
    return statement.cue is not None and any(reason.span.contains(statement.cue.span) for reason in reasons)


def attributions(doc: Doc, encoding: Encoding, blocks: tuple[Block, ...]) -> list[Draft]:
    """The drafts of a Doc: decoded, tidied, continued over paragraphs, nested; in reading order."""
    names = encoding.model.names
    text = text_of(doc)
    tidied = (tidy(draft, encoding.quotations, blocks, text) for draft in drafts(doc, encoding.cues()))
    made = [draft for draft in tidied if draft is not None]
    made += estimates(doc, made)
    made = split(answers(doc, blocks, [draft for draft in made if was_made(draft, doc)]), doc)
    complete(made, doc)
    part(made, doc)
    give_back(made, doc)
    nest(made, text)
    silent = [block for block in blocks if block.kind in _SILENT]
    kept = [
        draft
        for draft in made
        if draft.probability >= (names.cue_threshold if draft.parent is None else names.nested_threshold)
        and not any(block.start <= draft.cue.start < block.end for block in silent)
        and not _describes_picture(draft, blocks, text)
    ]
    for draft in kept:
        while draft.parent is not None and not any(draft.parent is other for other in kept):
            draft.parent = draft.parent.parent
    touched = [span for draft in kept for span in (draft.cue, *draft.contents)]
    kept += colons(doc, blocks, touched)
    continue_quotations(kept, list(blocks), encoding.quotations, text)
    return kept


def _describes_picture(draft: Draft, blocks: tuple[Block, ...], text: str) -> bool:
    """True for "are seen at a base" in a caption: a way to describe, not to report."""
    if draft.cue.of(text).casefold() not in cue_lists()["caption_formulas"]:
        return False
    return any(block.kind == "caption" and block.start <= draft.cue.start < block.end for block in blocks)


def _begin(statement: Statement) -> int:
    """Where the statement's first part begins."""
    return min(anchor.start for anchor in (statement.source, statement.cue, *statement.content) if anchor is not None)


def _order(draft: Draft) -> tuple[int, int, Span]:
    """Reading order: by where it begins, an outer one before what is nested in it, then by cue."""
    begins = [span.start for span in (draft.source, draft.cue, *draft.contents) if span is not None]
    return min(begins), depth(draft), draft.cue


class _Writer:
    """Turns drafts into records of one document."""

    def __init__(self, document: Document, quotations: list[Quotation]) -> None:
        self.document, self.quotations = document, quotations
        self.reader = version()

    def write(self, made: list[Draft]) -> list[Statement]:
        ids = {id(draft): self._id(draft) for draft in made}
        written: list[Statement] = []
        seen: set[str] = set()
        for draft in sorted(made, key=_order):
            if ids[id(draft)] in seen:
                continue
            seen.add(ids[id(draft)])
            written.append(self._statement(draft, ids))
        return written

    def _id(self, draft: Draft) -> str:
        spans = (draft.cue, *draft.contents) if draft.source is None else (draft.cue, draft.source, *draft.contents)
        return identify(STATEMENT, self.document.id, *(place for span in spans for place in span))

    def uncued(self, source: Span | None, content: Span) -> Statement:
        """A quotation that no cue introduces; its speaker is the source, or nobody is named."""
        text = self.document.text
        return Statement(
            id=identify(STATEMENT, self.document.id, "uncued", *content),
            document=self.document.id,
            source=None if source is None else Anchor.at(text, source),
            cue=None,
            content=(Anchor.at(text, content),),
            verbatim=tuple(Anchor.at(text, span) for span in form.verbatim([content], self.quotations, text)),
            form="direct",
            block=block_at(self.document.blocks, content.start),
            confidence=PROBABILITY,
            reader=self.reader,
        )

    def _statement(self, draft: Draft, ids: dict[int, str]) -> Statement:
        text = self.document.text
        quoted = form.verbatim(draft.contents, self.quotations, text)
        return Statement(
            id=ids[id(draft)],
            document=self.document.id,
            source=None if draft.source is None else Anchor.at(text, draft.source),
            cue=Anchor.at(text, draft.cue),
            content=tuple(Anchor.at(text, span) for span in draft.contents),
            verbatim=tuple(Anchor.at(text, span) for span in quoted),
            form=form.form(draft.contents, quoted, text),
            nested_in=None if draft.parent is None else ids[id(draft.parent)],
            block=block_at(self.document.blocks, draft.contents[0].start),
            confidence=confidence(draft),
            reader=self.reader,
        )


def confidence(draft: Draft) -> float:
    """How sure the reader is of the whole statement, in [0, 1]: of the cue, and of its parts.

    The square root keeps a long content, whose edges are seldom certain, from looking like a wrong one.
    """
    return round(draft.probability * math.sqrt(draft.sequence), 4)


def block_at(blocks: tuple[Block, ...], at: int) -> int | None:
    """The index of the block around code point `at`; None between blocks."""
    return next((number for number, block in enumerate(blocks) if block.start <= at < block.end), None)


def outlet_statements(doc: Doc, document: Document, spans: Sequence[Span]) -> list[Statement]:
    """What the outlet asserts in each of the spans, in their order, where the words quote somebody else as well."""
    return understand(doc, document, [_outlet(document, span) for span in spans])


def _outlet(document: Document, span: Span) -> Statement:
    return Statement(
        id=identify(STATEMENT, document.id, "outlet", *span),
        document=document.id,
        source=None,
        cue=None,
        content=(Anchor.at(document.text, span),),
        speaker=Speaker(name=document.outlet, kind="outlet"),
        block=block_at(document.blocks, span.start),
        confidence=_OUTLET_CONFIDENCE,
        reader=version(),
    )
