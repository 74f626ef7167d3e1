"""Something that went wrong in a part of a document, kept beside what went well."""

from __future__ import annotations

from allegedly.records.anchor import Anchor
from allegedly.records.base import Record


class Problem(Record):
    """A local failure: a stable `code` (docs/problems.md), one sentence, and where, if it is a place in the text."""

    code: str
    message: str
    span: Anchor | None = None
