"""How long and how much a page that is fetched may take."""

from __future__ import annotations

from dataclasses import dataclass

from allegedly.intake.document import MAXIMUM_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds, redirects and bytes of one page. Chosen; a slow page of a real outlet takes five seconds.

    `connect_seconds` is for each address that is tried, `read_seconds` for the silence between two pieces,
    `whole_seconds` for everything: robots.txt, redirects and body, without the polite pauses. `bytes` are counted
    before and after decompression.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    whole_seconds: float = 60.0
    redirects: int = 5
    bytes: int = MAXIMUM_BYTES
