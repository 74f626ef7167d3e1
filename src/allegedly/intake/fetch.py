"""A news page from its address: asked for once, politely, and only where anybody may ask.

In:      a URL of http or https.
Out:     `Fetched`: the bytes as they were sent, for `intake.read`, and where they came from in the end.
Polite:  robots.txt is obeyed; a second between two pages of one host, or what its `Crawl-delay` or `Retry-After` says;
         nothing is asked for twice.
Safe:    no private addresses; redirects, time and size are limited; no cookies, passwords or proxies.
Fails:   with a `FetchError` (A21x), TooLarge or UnsupportedMedia. A `FetchLater` may succeed another time.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from allegedly.errors import FetchError, FetchFailed, FetchLater, FetchRefused, UnsupportedMedia
from allegedly.intake import robots
from allegedly.intake.limits import Limits

if TYPE_CHECKING:
    import httpx2

    from allegedly.intake.wire import Answer

T = TypeVar("T")

OFFLINE = "ALLEGEDLY_OFFLINE"

_AGENT = "allegedly"
#: A robots.txt may ask for more than this between two pages; nobody waits longer for the next one. Chosen.
_LONGEST_PAUSE = 10.0
_REDIRECTS = (301, 302, 303, 307, 308)
_PAGES = (200, 203)
_TEMPORARY = (408, 425, 429)
_TEXT = re.compile(r"text/.+|(?:application|binary)/(?:[\w.-]+\+)?(?:xml|xhtml|html|json|octet-stream)")
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.I)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came.

    `url` is what was asked for, `final_url` where the redirects ended; `media_type` and `charset` are what the server
    declared, None where it declared nothing; `fetched_at` is RFC 3339 in UTC.
    """

    url: str
    final_url: str
    content: bytes
    media_type: str | None
    charset: str | None
    fetched_at: str
    status: int


def fetch(url: str, *, allow_private: bool = False, limits: Limits = Limits()) -> Fetched:  # noqa: B008 (frozen)
    """One page. For several, a `Fetcher` reads each robots.txt once and keeps the pauses.

    Raises:
        FetchRefused: the address may not be asked, or `ALLEGEDLY_OFFLINE` is set.
        FetchFailed: there is no such page; as FetchLater, where another time may be better.
        TooLarge: more than `limits.bytes`.
        UnsupportedMedia: an image, a recording, an archive or another kind that is no text.
    """
    with Fetcher(allow_private=allow_private, limits=limits) as fetcher:
        return fetcher.fetch(url)


class Fetcher:
    """Fetches many pages one after another, as a context manager; belongs to one thread.

    Connections, robots.txt files and the time of the last request to each host are kept until it is closed.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        limits: Limits = Limits(),  # noqa: B008 (frozen)
        pause_seconds: float = 1.0,
    ) -> None:
        # The HTTP library takes a tenth of a second, which those who read files need not wait for.
        from allegedly.intake.wire import Wire

        self._wire = Wire(allow_private=allow_private, limits=limits)
        self._limits = limits
        self._pause_seconds = pause_seconds
        self._rules: dict[str, robots.Rules | FetchError] = {}
        self._free_at: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._wire.close()

    def fetch(self, url: str) -> Fetched:
        """One page; raises what `allegedly.intake.fetch` does."""
        from allegedly.intake.wire import parse

        if os.environ.get(OFFLINE, "0") not in ("", "0"):
            raise FetchRefused(f"nothing is fetched while {OFFLINE} is set; unset it, or save the page to a file.")
        start = parse(url.strip())
        self._wire.clock.start(self._limits.whole_seconds)
        visited: list[httpx2.URL] = []

        def obey(hop: httpx2.URL) -> None:
            self._wait(hop.host)
            visited.append(hop)
            self._obey(hop)

        try:
            return self._follow(start, lambda answer: self._page(url, answer), before=obey)
        finally:
            for hop in visited:
                self._rest(hop.host, self._pause(hop))

    def _follow(
        self, url: httpx2.URL, read: Callable[[Answer], T], *, before: Callable[[httpx2.URL], None] | None = None
    ) -> T:
        """What `read` makes of the answer at the end of the redirects; each hop is checked as the first one was."""
        from allegedly.intake.wire import parse, shown

        hop, seen = url, {url}
        for _ in range(self._limits.redirects + 1):
            if before is not None:
                before(hop)
            with self._wire.ask(hop) as answer:
                if answer.status not in _REDIRECTS or "location" not in answer.headers:
                    return read(answer)
                target = answer.headers["location"]
            hop = parse(target, base=hop)
            if hop in seen:
                raise FetchRefused(f"{shown(url)} leads in a circle, by {shown(hop)}; it may want a cookie.")
            seen.add(hop)
        raise FetchRefused(f"{shown(url)} is redirected more than {self._limits.redirects} times.")

    def _page(self, url: str, answer: Answer) -> Fetched:
        from allegedly.intake.wire import shown

        if answer.status not in _PAGES:
            raise self._no_page(answer)
        declared = answer.headers.get("content-type", "")
        media_type = declared.partition(";")[0].strip().lower()
        if media_type and not _TEXT.fullmatch(media_type):
            raise UnsupportedMedia(f"{shown(answer.url)} should be a text or an HTML page, but is {media_type[:80]!r}.")
        charset = _CHARSET.search(declared)
        return Fetched(
            url=url,
            final_url=str(answer.url),
            content=answer.body(self._limits.bytes),
            media_type=media_type or None,
            charset=charset[1].lower() if charset else None,
            fetched_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            status=answer.status,
        )

    def _no_page(self, answer: Answer) -> FetchFailed:
        """The refusal for a status that brings no page; `Retry-After` holds for the whole host."""
        from allegedly.intake.wire import shown

        told = f"{shown(answer.url)} answered {_named(answer.status)}"
        if not _is_temporary(answer.status):
            return FetchFailed(f"{told}; there is no page to read.")
        seconds = _retry_after(answer.headers.get("retry-after", ""))
        if seconds is None:
            return FetchLater(f"{told}; try later.")
        self._rest(answer.url.host, seconds)
        return FetchLater(f"{told}; it asks to be tried again in {seconds:.0f} s.")

    def _obey(self, url: httpx2.URL) -> None:
        """Read the origin's robots.txt, once, and raise where it forbids the page or cannot be read."""
        from allegedly.intake.wire import shown

        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if origin not in self._rules:
            try:
                self._rules[origin] = self._follow(url.join("/robots.txt"), self._robots)
            except FetchRefused:
                raise
            except FetchError as error:
                self._rules[origin] = error
        rules = self._rules[origin]
        if isinstance(rules, FetchError):
            raise rules.with_traceback(None)
        if not rules.allows(url.raw_path.decode("ascii")):
            raise FetchRefused(
                f"robots.txt of {url.host} asks programs not to fetch {shown(url)}; save it from a browser."
            )

    def _robots(self, answer: Answer) -> robots.Rules:
        """RFC 9309: no file forbids nothing; one that may exist and cannot be had forbids everything."""
        if answer.status in _PAGES:
            return robots.read(answer.beginning(robots.MAXIMUM_BYTES), agent=_AGENT)
        if not _is_temporary(answer.status):
            return robots.Rules()
        told = f"robots.txt of {answer.url.host} answered {_named(answer.status)}"
        raise FetchLater(f"{told}, so what it allows is not known; try later.")

    def _pause(self, url: httpx2.URL) -> float:
        rules = self._rules.get(f"{url.scheme}://{url.netloc.decode('ascii')}")
        wanted = rules.crawl_delay if isinstance(rules, robots.Rules) else 0.0
        return max(self._pause_seconds, min(wanted, _LONGEST_PAUSE))

    def _rest(self, host: str, seconds: float) -> None:
        self._free_at[host] = max(self._free_at.get(host, 0.0), time.monotonic() + seconds)

    def _wait(self, host: str) -> None:
        """Let the host rest; the time does not count against the page."""
        seconds = self._free_at.get(host, 0.0) - time.monotonic()
        if seconds > _LONGEST_PAUSE:
            raise FetchLater(f"{host} asked to be left alone for {seconds:.0f} s more; try later.")
        if seconds > 0:
            time.sleep(seconds)
            self._wire.clock.extend(seconds)


def _is_temporary(status: int) -> bool:
    return status in _TEMPORARY or status >= 500


def _named(status: int) -> str:
    """`404 Not Found`, in the words of the standard and not of the server."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _retry_after(value: str) -> float | None:
    """The seconds in a `Retry-After`, which gives seconds or a date; None where it gives neither."""
    if re.fullmatch(r"\d{1,9}", value.strip(), re.ASCII):
        return float(value)
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (date.replace(tzinfo=date.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
