"""Quotations that go on after the paragraph in which their speaker is named.

Two conventions of newspapers: a speech over several paragraphs opens each with a mark and closes only the last; and a
paragraph that is nothing but a quotation belongs to whoever was quoted right before it.
"""

from __future__ import annotations

from allegedly.attribution.draft import Draft
from allegedly.language import Quotation
from allegedly.records import Block
from allegedly.spans import Span, merge, trim


def continue_quotations(drafts: list[Draft], blocks: list[Block], quotations: list[Quotation], text: str) -> None:
    """Add quoted paragraphs that nobody claims to the statement whose quotation they carry on; changes `drafts`."""
    taken = merge([span for draft in drafts for span in (*draft.contents, draft.cue)])
    speaking: Draft | None = None
    for block in blocks:
        if block.kind != "paragraph":
            continue
        own = [draft for draft in drafts if block.start <= draft.cue.start < block.end]
        if own:
            speaking = _last_quoted(own, quotations)
            continue
        whole = _quoted_whole(block.span, quotations, text)
        if whole is None or speaking is None:
            speaking = None
            continue
        if not any(span.overlaps(whole) for span in taken):
            speaking.contents.append(whole)


def _last_quoted(own: list[Draft], quotations: list[Quotation]) -> Draft | None:
    """Of a paragraph's drafts the one whose content ends last, if quoted words are in it."""
    last = max(own, key=lambda draft: (draft.contents[-1].end, draft.length))
    while last.parent is not None and last.parent in own:
        last = last.parent
    quoted = any(
        quotation.outer.overlaps(content) and quotation.inner.length > 10
        for quotation in quotations
        for content in last.contents
    )
    return last if quoted else None


def _quoted_whole(block: Span, quotations: list[Quotation], text: str) -> Span | None:
    """The block's text where quotations make up all of it."""
    whole = trim(text, block)
    inside = [quotation.outer for quotation in quotations if whole.contains(quotation.outer)]
    if not inside or inside[0].start != whole.start:
        return None
    covered = merge(inside, gap=1)
    return whole if len(covered) == 1 and covered[0] == whole else None
