"""One request over one connection, and nothing that was not asked for.

Below `fetch`, and imported by nobody else: it alone needs the HTTP library, which takes a tenth of a second.
There is no client here but only the connection pool, which knows no cookies, redirects, proxies, passwords or
environment (docs/decisions/0021-fetching.md).
"""

from __future__ import annotations

import contextlib
import re
import ssl
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import httpcore2
import httpx2

from allegedly.errors import FetchFailed, FetchLater, FetchRefused, TooLarge
from allegedly.intake.addresses import refuse_private, resolve
from allegedly.intake.limits import Limits

_AGENT = f"allegedly/{version('allegedly')} (+news reader of a person; asks for one page at a time, obeys robots.txt)"
_HEADERS: dict[bytes | str, bytes | str] = {
    "User-Agent": _AGENT,
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1",
    "Accept-Encoding": "gzip",
}
_GZIP = zlib.MAX_WBITS | 16
_PIECE = 65_536
_LONGEST_SHOWN = 200


class Clock:
    """When all has to be done."""

    def __init__(self) -> None:
        self._ends = 0.0

    def start(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def extend(self, seconds: float) -> None:
        self._ends += seconds

    @property
    def left(self) -> float:
        return self._ends - time.monotonic()

    def at_most(self, seconds: float | None) -> float:
        """The seconds an operation may take.

        Raises:
            httpcore2.ReadTimeout: none are left.
        """
        left = self.left
        if left <= 0:
            raise httpcore2.ReadTimeout("the time is up")
        return left if seconds is None else min(seconds, left)


class _Stream(httpcore2.NetworkStream):
    """A connection on which no operation outlasts the clock; the library's own limits begin anew with each byte."""

    def __init__(self, stream: httpcore2.NetworkStream, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clock.at_most(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.at_most(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        seconds = self._clock.at_most(timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, seconds), self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Dialler(httpcore2.NetworkBackend):
    """Resolves a name once, checks every address, and dials those it checked.

    A name server that gives a public address to the check and a private one to the connection finds no second
    question to answer. TLS still asks for the certificate of the name.
    """

    def __init__(self, clock: Clock, *, allow_private: bool) -> None:
        self._clock = clock
        self._allow_private = allow_private
        self._backend = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        addresses = resolve(host, port, seconds=self._clock.at_most(timeout))
        if not self._allow_private:
            refuse_private(host, addresses)
        for address in addresses[:-1]:
            with contextlib.suppress(httpcore2.ConnectError, httpcore2.ConnectTimeout):
                return self._dial(str(address), port, timeout)
        return self._dial(str(addresses[-1]), port, timeout)

    def _dial(self, address: str, port: int, timeout: float | None) -> httpcore2.NetworkStream:
        return _Stream(self._backend.connect_tcp(address, port, self._clock.at_most(timeout)), self._clock)


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of an answer; its body is read on demand and once."""

    url: httpx2.URL
    status: int
    headers: httpx2.Headers
    pieces: Iterable[bytes]

    def body(self, most: int) -> bytes:
        """The whole body, without compression.

        Raises:
            TooLarge: more than `most` bytes, packed or unpacked.
            FetchFailed: the body is packed in a way we did not offer, or damaged.
            FetchLater: it ends too early.
        """
        declared = self.headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > most:
            raise _too_large(self.url, most)
        return b"".join(_counted(self._unpacked(_counted(self.pieces, self.url, most)), self.url, most))

    def beginning(self, most: int) -> bytes:
        """The first `most` bytes of the body, or all of it."""
        begun = bytearray()
        for piece in self._unpacked(self.pieces):
            begun += piece
            if len(begun) >= most:
                break
        return bytes(begun[:most])

    def _unpacked(self, pieces: Iterable[bytes]) -> Iterable[bytes]:
        coding = self.headers.get("content-encoding", "").strip().lower()
        if coding in ("", "identity"):
            return pieces
        if coding in ("gzip", "x-gzip"):
            return _unzipped(pieces, self.url)
        raise FetchFailed(f"{shown(self.url)} sent its page packed as {coding!r}, which was not asked for.")


class Wire:
    """A pool of connections. Belongs to one thread; `close` it."""

    def __init__(self, *, allow_private: bool, limits: Limits) -> None:
        self.clock = Clock()
        self._limits = limits
        self._timeouts = {
            "connect": limits.connect_seconds,
            "read": limits.read_seconds,
            "write": limits.read_seconds,
            "pool": limits.read_seconds,
        }
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(trust_env=False),
            max_connections=8,
            keepalive_expiry=15.0,
            network_backend=_Dialler(self.clock, allow_private=allow_private),
        )

    def close(self) -> None:
        self._pool.close()

    @contextlib.contextmanager
    def ask(self, url: httpx2.URL) -> Iterator[Answer]:
        """The answer to one GET; within the block its body may be read.

        Raises:
            FetchRefused: the name stands for an address that is not public.
            FetchFailed: no such name, or no valid certificate.
            FetchLater: no connection, no answer in time, or a broken one.
        """
        address = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        headers = {"Host": url.netloc, **_HEADERS}
        try:
            with self._pool.stream("GET", address, headers=headers, extensions={"timeout": self._timeouts}) as response:
                yield Answer(url, response.status, httpx2.Headers(response.headers), response.iter_stream())
        except httpcore2.TimeoutException as error:
            raise self._timeout(url, error) from error
        except httpcore2.ConnectError as error:
            raise _no_connection(url, error) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            raise FetchLater(f"{shown(url)} broke off or sent no HTTP: {_clipped(str(error))}; try later.") from error

    def _timeout(self, url: httpx2.URL, error: httpcore2.TimeoutException) -> FetchLater:
        if self.clock.left <= 0:
            return FetchLater(f"{shown(url)} was not done after {self._limits.whole_seconds:g} s; try later.")
        if isinstance(error, httpcore2.ConnectTimeout):
            return FetchLater(f"{url.host} took no call within {self._limits.connect_seconds:g} s; try later.")
        return FetchLater(f"{shown(url)} was silent for {self._limits.read_seconds:g} s; try later.")


def parse(text: str, *, base: httpx2.URL | None = None) -> httpx2.URL:
    """The URL that stands in the text, or that it leads to from `base`; without its fragment.

    Raises:
        FetchRefused: it is none, or one that is not fetched: not http or https, with a user's name or password.
    """
    try:
        url = base.join(text) if base is not None else httpx2.URL(text)
        host = url.host
    except (httpx2.InvalidURL, UnicodeError) as error:  # a host that IDNA does not know is a UnicodeError
        raise FetchRefused(f"{_clipped(text)!r} is no address of a page: {_clipped(str(error))}") from error
    if url.scheme not in ("http", "https"):
        raise FetchRefused(f"{_clipped(text)!r} should begin with http:// or https://; nothing else is fetched.")
    if url.userinfo:
        raise FetchRefused(f"the address at {_clipped(host)} holds a user's name or password; leave it out.")
    if not host or not (url.port is None or 0 < url.port < 65_536):
        raise FetchRefused(f"{_clipped(text)!r} should name a host, and a port below 65536 if any.")
    return url.copy_with(fragment=None)


def shown(url: httpx2.URL) -> str:
    """The URL as messages print it."""
    return _clipped(str(url))


def _clipped(text: str) -> str:
    """At most 200 characters, and none that a terminal would obey: what servers say is printed in messages."""
    clean = re.sub(r"[^ -~\xa1-\U0010ffff]", "\ufffd", text)
    return clean if len(clean) <= _LONGEST_SHOWN else f"{clean[:_LONGEST_SHOWN]}…"


def _counted(pieces: Iterable[bytes], url: httpx2.URL, most: int) -> Iterator[bytes]:
    count = 0
    for piece in pieces:
        count += len(piece)
        if count > most:
            raise _too_large(url, most)
        yield piece


def _unzipped(pieces: Iterable[bytes], url: httpx2.URL) -> Iterator[bytes]:
    """Gzip undone in small pieces, so that a bomb is seen before it fills the memory; one member after another."""
    member = zlib.decompressobj(_GZIP)
    try:
        for packed in pieces:
            rest = packed
            while rest:
                if member.eof:
                    if not rest.startswith(b"\x1f"):  # padding; browsers leave it out too
                        return
                    member = zlib.decompressobj(_GZIP)
                while piece := member.decompress(rest, _PIECE):
                    yield piece
                    rest = member.unconsumed_tail
                rest = member.unused_data
    except zlib.error as error:
        raise FetchFailed(f"{shown(url)} sent a page whose gzip is damaged: {error}.") from error
    if not member.eof:
        raise FetchLater(f"{shown(url)} sent a page whose gzip ends too early; try later.")


def _too_large(url: httpx2.URL, most: int) -> TooLarge:
    return TooLarge(f"{shown(url)} has more than {most:,} bytes, which no news page has; nothing of it was kept.")


def _no_connection(url: httpx2.URL, error: httpcore2.ConnectError) -> FetchFailed:
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLCertVerificationError):
        cause = cause.__cause__ or cause.__context__
    if cause is not None:
        return FetchFailed(f"{url.host} could not prove that it is {url.host}: {cause.verify_message}.")
    return FetchLater(f"{url.host} takes no connection: {_clipped(str(error))}; try later.")
