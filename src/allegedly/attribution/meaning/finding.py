"""What one question about a statement came to."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from allegedly.spans import Span

Value = TypeVar("Value")


class Finding(NamedTuple, Generic[Value]):
    """A value, the words that carry it (None where it is the default), and how sure the rule is, in [0, 1]."""

    value: Value
    words: Span | None = None
    sure: float = 1.0
