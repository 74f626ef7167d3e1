"""A quoted piece of a text together with where it stands."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from allegedly.errors import AnchorError
from allegedly.records.base import Record
from allegedly.spans import Span


class Anchor(Record):
    """`text` stands at `[start, end)`, in code points, of one version's text; JSON `{"text", "start", "end"}`."""

    text: str
    start: int
    end: int

    @model_validator(mode="after")
    def _spans_its_text(self) -> Self:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise AnchorError(
                f"an anchor of {len(self.text)} code points cannot stand at [{self.start}, {self.end}): "
                f"{self.text[:60]!r}."
            )
        return self

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @classmethod
    def at(cls, text: str, span: Span) -> Anchor:
        """The anchor of `span` in `text`.

        Raises:
            AnchorError: the span is empty or lies outside the text.
        """
        if not 0 <= span.start < span.end <= len(text):
            raise AnchorError(f"span [{span.start}, {span.end}) is empty or outside a text of {len(text)} code points.")
        return cls(text=text[span.start : span.end], start=span.start, end=span.end)

    def check(self, text: str) -> None:
        """Compare the quoted text with `text` where the anchor points.

        Raises:
            AnchorError: the text there is another one.
        """
        there = text[self.start : self.end]
        if there != self.text:
            raise AnchorError(
                f"anchor lost: [{self.start}, {self.end}) should read {self.text[:60]!r}, "
                f"but the text there reads {there[:60]!r}; the text was changed after it was read."
            )
