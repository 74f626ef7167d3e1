"""A news item, its text, and the parts of its page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Self

from pydantic import model_validator

from allegedly.errors import AnchorError
from allegedly.ids import DOCUMENT, VERSION, identify, sha256
from allegedly.records.base import Record
from allegedly.records.problem import Problem
from allegedly.spans import Span

BlockKind = Literal[
    "headline", "dek", "byline", "dateline", "paragraph", "caption", "credit", "correction", "boilerplate"
]


class Block(Record):
    """One part of a page: `kind` and where it stands, in code points of the document's text.

    `repeats` is the index of an earlier block with the same words (a caption printed twice), else None. A byline
    block holds the authors' names or their note ("… is the Arab affairs reporter"). Blocks are in reading order
    and do not overlap; what stands between two blocks is white space.
    """

    kind: BlockKind
    start: int
    end: int
    repeats: int | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


# What stands over the text proper.
HEAD: frozenset[str] = frozenset(("headline", "dek"))


def lede(blocks: Sequence[Block], *, paragraphs: int) -> frozenset[int]:
    """The numbers of the blocks that sum up what the others tell: headline, dek and the first `paragraphs`."""
    first = [number for number, block in enumerate(blocks) if block.kind == "paragraph"][:paragraphs]
    return frozenset([*first, *(number for number, block in enumerate(blocks) if block.kind in HEAD)])


class Document(Record):
    """One version of one news item.

    `text` is immutable; every offset in every other record counts its code points. `raw_sha256` names the bytes it
    was made from. `published` is a day (EDTF), `published_at` the hour too where it is stated. What the page does not
    say is None, an empty finding is an empty tuple.
    """

    id: str
    version: str
    text: str
    text_sha256: str
    raw_sha256: str
    media_type: str
    encoding: str | None
    blocks: tuple[Block, ...]
    outlet: str | None = None
    published: str | None = None
    published_at: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    problems: tuple[Problem, ...] = ()

    @model_validator(mode="after")
    def _blocks_lie_in_order(self) -> Self:
        end = 0
        for block in self.blocks:
            if not end <= block.start < block.end <= len(self.text):
                raise AnchorError(
                    f"block {block.kind} [{block.start}, {block.end}) overlaps the one before it or leaves the text "
                    f"of {len(self.text)} code points."
                )
            end = block.end
        return self

    @classmethod
    def make(
        cls,
        text: str,
        blocks: tuple[Block, ...],
        *,
        raw: bytes,
        media_type: str,
        encoding: str | None,
        **facts: object,
    ) -> Document:
        """A document whose ids and digests follow from `raw`, `text` and its outlet. `facts` are the remaining fields.

        The same bytes printed by two outlets are two documents.
        """
        raw_digest, text_digest = sha256(raw), sha256(text.encode("utf-8", "surrogatepass"))
        return cls.model_validate(
            {
                "id": identify(DOCUMENT, raw_digest, _text_or_none(facts.get("outlet"))),
                "version": identify(VERSION, text_digest),
                "text": text,
                "text_sha256": text_digest,
                "raw_sha256": raw_digest,
                "media_type": media_type,
                "encoding": encoding,
                "blocks": blocks,
                **facts,
            }
        )


def _text_or_none(value: object) -> str | None:
    return None if value is None else str(value)
