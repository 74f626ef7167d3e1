"""A small real web server on loopback, with faults on demand.

A page is bytes, sent as they are, or a function that yields what to send: bytes, or seconds to be silent. After bytes
the connection is kept, after a function it is closed.
"""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from types import TracebackType

Script = Callable[[], Iterator[bytes | float]]


def answer(body: bytes | str = b"", *, status: int = 200, **headers: str) -> bytes:
    """A whole answer; `content_type="text/plain"` is a header, and an empty one leaves it out."""
    content = body.encode() if isinstance(body, str) else body
    lines = {"content-type": "text/html; charset=utf-8", "content-length": str(len(content))}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{head}\r\n".encode() + content


def redirect(target: str, status: int = 302) -> bytes:
    return answer(status=status, location=target)


def bomb(size: int) -> bytes:
    """A small answer that is `size` zeros when it is unpacked."""
    return answer(gzip.compress(bytes(size)), content_encoding="gzip")


class Site:
    """Serves `pages` by their path; what is not there is a 404. `asked` are the paths, `heads` the whole requests."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | Script] = {}
        self.asked: list[str] = []
        self.heads: list[str] = []
        self.connections = 0
        self._tls: ssl.SSLContext | None = None
        self._over = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads[0].start()

    def __enter__(self) -> Site:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for thread in self._threads:
            thread.join(timeout=5)

    def url(self, path: str = "/page", *, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def encrypt(self, certificate: Path) -> None:
        """From now on, speak https with this certificate and key."""
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(certificate)

    def _listen(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            self._threads.append(threading.Thread(target=self._serve, args=(connection,), daemon=True))
            self._threads[-1].start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(2)
        with contextlib.suppress(OSError), connection:
            if self._tls is None:
                self._converse(connection)
                return
            with self._tls.wrap_socket(connection, server_side=True) as secure:
                self._converse(secure)

    def _converse(self, connection: socket.socket) -> None:
        connection.settimeout(0.1)
        while head := self._request(connection):
            self.heads.append(head)
            self.asked.append(head.split(" ")[1])
            page = self.pages.get(self.asked[-1], answer("no such page", status=404))
            if not isinstance(page, bytes):
                self._play(connection, page)
                return
            connection.sendall(page)

    def _request(self, connection: socket.socket) -> str:
        """One request's head; empty where the other side, or the test, is done."""
        head = b""
        while b"\r\n\r\n" not in head and not self._over.is_set():
            try:
                received = connection.recv(65_536)
            except TimeoutError:
                continue
            if not received:
                return ""
            head += received
        return head.decode("latin-1")

    def _play(self, connection: socket.socket, script: Script) -> None:
        for step in script():
            if isinstance(step, float):
                self._over.wait(step)
            else:
                connection.sendall(step)
            if self._over.is_set():
                return
