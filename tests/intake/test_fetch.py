"""Pages come over a real connection from a small server that lies, stalls and misleads on demand."""

from __future__ import annotations

import gzip
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from allegedly import intake
from allegedly.errors import FetchError, FetchFailed, FetchLater, FetchRefused, TooLarge, UnsupportedMedia
from allegedly.intake import Facts, Fetched, Fetcher, Limits, fetch
from tests.intake.site import Site, answer, bomb, redirect

PAGE = "<html><head><title>Harbour shut</title></head><body><p>The harbour is shut, the mayor said.</p></body></html>"
QUICK = Limits(connect_seconds=0.5, read_seconds=0.3, whole_seconds=0.6, bytes=100_000)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.delenv("ALLEGEDLY_OFFLINE", raising=False)
    with Site() as site:
        site.pages["/page"] = answer(PAGE)
        yield site


def get(site: Site, path: str = "/page") -> Fetched:
    return fetch(site.url(path), allow_private=True, limits=QUICK)


def resolving(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> list[str]:
    """Let names stand for addresses, each time the next one of the list; what was asked for is in the list returned."""
    real, asked = socket.getaddrinfo, []

    def lookup(host: str, port: int, *rest: Any, **more: Any) -> Any:
        if host not in names:
            return real(host, port, *rest, **more)
        asked.append(host)
        address = names[host].pop(0) if len(names[host]) > 1 else names[host][0]
        return [entry for one in address.split() for entry in real(one, port, *rest, **more)]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    return asked


def test_a_page_comes_as_it_was_sent_and_can_be_read(site: Site) -> None:
    fetched = get(site)
    assert fetched.content == PAGE.encode()
    assert (fetched.url, fetched.final_url, fetched.status) == (site.url(), site.url(), 200)
    assert (fetched.media_type, fetched.charset) == ("text/html", "utf-8")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", fetched.fetched_at)
    document = intake.read(fetched.content, name=fetched.url, facts=Facts(url=fetched.final_url))
    assert "The harbour is shut" in document.text
    assert document.url == site.url()


def test_the_request_says_who_asks_and_keeps_no_secret_of_the_computer(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    site.pages["/page"] = answer(PAGE, set_cookie="who=you")
    with Fetcher(allow_private=True, pause_seconds=0) as fetcher:
        fetcher.fetch(site.url())
        fetcher.fetch(site.url())
    request = site.heads[-1]
    assert f"Host: 127.0.0.1:{site.port}\r\n" in request
    assert re.search(r"User-Agent: allegedly/\S+ \(\+news reader of a person; [^)]*\)\r\n", request)
    assert socket.gethostname() not in request.replace("127.0.0.1", "")
    assert not re.search("cookie|authorization|referer", request, re.I)


@pytest.mark.parametrize("declared", ["text/html; charset=windows-1251", 'TEXT/HTML;Charset="Windows-1251"'])
def test_bytes_stay_in_the_encoding_the_server_names(site: Site, declared: str) -> None:
    page = "<p>Порт закрыт, сказал мэр.</p>".encode("cp1251")
    site.pages["/page"] = answer(page, content_type=declared)
    fetched = get(site)
    assert (fetched.content, fetched.media_type, fetched.charset) == (page, "text/html", "windows-1251")


def test_a_page_without_a_media_type_is_taken(site: Site) -> None:
    site.pages["/page"] = answer(PAGE, content_type="")
    assert (get(site).media_type, get(site).charset) == (None, None)


@pytest.mark.parametrize("kind", ["image/jpeg", "video/mp4", "application/zip", "application/pdf", "audio/mpeg"])
def test_what_is_no_text_is_refused_before_its_body(site: Site, kind: str) -> None:
    def endless() -> Iterator[bytes | float]:
        yield f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode()
        yield 30.0

    site.pages["/page"] = endless
    with pytest.raises(UnsupportedMedia, match=kind):
        get(site)


# Redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_the_last_address_is_told(site: Site, status: int) -> None:
    site.pages |= {"/old": redirect("/newer#part", status), "/newer": redirect(site.url("/page?from=old"), status)}
    site.pages["/page?from=old"] = answer(PAGE)
    fetched = get(site, "/old#top")
    assert fetched.content == PAGE.encode()
    assert (fetched.url, fetched.final_url) == (site.url("/old#top"), site.url("/page?from=old"))


def test_five_redirects_are_followed_and_six_are_not(site: Site) -> None:
    site.pages |= {f"/{n}": redirect(f"/{n - 1}") for n in range(1, 7)} | {"/0": answer(PAGE)}
    assert get(site, "/5").final_url == site.url("/0")
    with pytest.raises(FetchRefused, match="more than 5 times"):
        get(site, "/6")


def test_a_circle_is_told_and_left(site: Site) -> None:
    site.pages |= {"/a": redirect("/b"), "/b": redirect("/a#again")}
    with pytest.raises(FetchRefused, match="in a circle"):
        get(site, "/a")
    assert site.asked == ["/robots.txt", "/a", "/b"]


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:alert(1)", "http://u:p@127.0.0.1/", "http://[::1"]
)
def test_a_redirect_leads_nowhere_but_to_pages(site: Site, target: str) -> None:
    site.pages["/page"] = redirect(target)
    with pytest.raises(FetchRefused):
        get(site)


# What may be asked


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.example/page",
        "file:///etc/passwd",
        "news.example/page",
        "http://",
        "http:///page",
        "http://news.example:0/",
        "http://news.example:70000/",
        "http://new\x00s.example/",
        "http://xn--xaa1.-b!/",
        "http://news.example/\ud800",
        "",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(FetchRefused):
        fetch(url, allow_private=True)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(FetchRefused, match="password") as refused:
        fetch("http://ada:swordfish@news.example/page")
    assert "swordfish" not in str(refused.value)


def test_nothing_is_fetched_while_offline(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLEGEDLY_OFFLINE", "1")
    with pytest.raises(FetchRefused, match="ALLEGEDLY_OFFLINE"):
        get(site)
    assert site.connections == 0


PRIVATE = [
    "127.0.0.1",
    "127.1",
    "localhost",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0.0.0.0",  # noqa: S104 (asked, not bound)
    "10.0.0.5",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[fe80::1]",
    "[fc00::1]",
    "[ff02::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:169.254.169.254]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
]


def test_private_addresses_are_refused_however_they_are_written(site: Site) -> None:
    with Fetcher(limits=QUICK) as fetcher:
        for host in PRIVATE:
            # A machine without IPv6 need not know how to resolve one of its addresses.
            with pytest.raises(FetchRefused if "[" not in host else FetchError):
                fetcher.fetch(site.url(host=host))
    assert site.connections == 0


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.5", "1.1.1.1 10.0.0.5"])
def test_a_name_that_stands_for_a_private_address_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    resolving(monkeypatch, {"news.example": [address]})
    with pytest.raises(FetchRefused, match=r"news\.example stands for 1"):
        fetch(site.url(host="news.example"), limits=QUICK)
    assert site.connections == 0


def test_a_redirect_to_a_private_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    # The site itself passes for a public one here: its address counts as such until it redirects.
    resolving(monkeypatch, {"news.example": ["1.1.1.1"]})
    dial = socket.create_connection
    monkeypatch.setattr(
        socket, "create_connection", lambda _, *rest, **more: dial(("127.0.0.1", site.port), *rest, **more)
    )
    site.pages["/page"] = redirect("http://169.254.169.254/latest/meta-data/")
    with pytest.raises(FetchRefused, match=r"169\.254\.169\.254 is no public address"):
        fetch(site.url(host="news.example"), limits=QUICK)
    assert site.asked == ["/robots.txt", "/page"]


def test_the_address_that_was_checked_is_the_one_that_is_dialled(monkeypatch: pytest.MonkeyPatch) -> None:
    dialled: list[str] = []

    def dial(address: tuple[str, int], *_: Any, **__: Any) -> socket.socket:
        dialled.append(address[0])
        raise ConnectionRefusedError

    asked = resolving(monkeypatch, {"news.example": ["1.1.1.1 1.0.0.1", "127.0.0.1"]})
    monkeypatch.setattr(socket, "create_connection", dial)
    with pytest.raises(FetchLater, match=r"news\.example takes no connection"):
        fetch("http://news.example/page")
    assert asked == ["news.example"]
    assert dialled == ["1.1.1.1", "1.0.0.1"]


def test_another_address_of_the_name_is_tried(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, {"news.example": ["127.0.0.2 127.0.0.1"]})
    assert fetch(site.url(host="news.example"), allow_private=True, limits=QUICK).status == 200
    assert f"Host: news.example:{site.port}" in site.heads[-1]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate of news.example that only vouches for itself, and its key, in one file."""
    if not shutil.which("openssl"):
        pytest.skip("openssl, which makes the certificate for this test, is not installed")
    file = tmp_path / "news.pem"
    wanted = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=news.example"
    named = ["-addext", "subjectAltName=DNS:news.example", "-keyout", str(file), "-out", str(tmp_path / "public.pem")]
    subprocess.run(["openssl", *wanted.split(), *named], check=True, capture_output=True)
    file.write_text(file.read_text() + (tmp_path / "public.pem").read_text())
    return file


def test_tls_asks_for_the_name_and_believes_no_certificate_that_the_system_does_not(
    site: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolving(monkeypatch, {"news.example": ["127.0.0.1"], "other.example": ["127.0.0.1"]})
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    site.encrypt(certificate)
    secure = f"https://news.example:{site.port}/page"
    with pytest.raises(FetchFailed, match=r"news\.example could not prove") as failed:
        fetch(secure, allow_private=True, limits=QUICK)
    assert failed.value.exit_status == 69
    known = ssl.get_default_verify_paths()._replace(openssl_cafile=str(certificate))
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: known)
    assert fetch(secure, allow_private=True, limits=QUICK).content == PAGE.encode()
    with pytest.raises(FetchFailed, match=r"other\.example could not prove"):
        fetch(secure.replace("news", "other"), allow_private=True, limits=QUICK)


def test_a_name_nobody_has_is_no_temporary_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def lookup(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    with pytest.raises(FetchFailed, match=r"no machine is called news\.example") as failed:
        fetch("http://news.example/page")
    assert failed.value.exit_status == 69


def test_a_name_server_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    hung = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [hung.wait(3)][:0])
    began = time.monotonic()
    with pytest.raises(FetchLater, match="name server"):
        fetch("http://news.example/page", limits=QUICK)
    assert time.monotonic() - began < 2
    hung.set()


# robots.txt


def test_robots_txt_is_obeyed_by_the_longest_rule_and_by_every_hop(site: Site) -> None:
    site.pages["/robots.txt"] = answer(
        "# keep out\nUser-agent: other\nDisallow: /page\n\nUser-Agent: *\nAllow: /desk/open\nDisallow: /desk\n"
        "Disallow: /*?print=\nDisallow: /*.txt$\nDisallow: /%C3%A9lan\nDisallow:\n",
        content_type="text/plain",
    )
    site.pages |= {"/desk/open/1": answer(PAGE), "/a.txt.html": answer(PAGE), "/jump": redirect("/desk/closed")}
    with Fetcher(allow_private=True, pause_seconds=0) as fetcher:
        for path in ("/page", "/desk/open/1", "/a.txt.html"):
            assert fetcher.fetch(site.url(path)).status == 200
        for path in ("/desk/closed", "/page?print=1", "/a.txt", "/élan", "/jump"):
            with pytest.raises(FetchRefused, match=r"robots\.txt"):
                fetcher.fetch(site.url(path))
    assert site.asked == ["/robots.txt", "/page", "/desk/open/1", "/a.txt.html", "/jump"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_robots_txt_all_is_allowed(site: Site, status: int) -> None:
    site.pages["/robots.txt"] = answer(status=status)
    assert get(site).status == 200


@pytest.mark.parametrize("status", [429, 500, 503])
def test_where_robots_txt_cannot_be_had_nothing_is_fetched(site: Site, status: int) -> None:
    site.pages["/robots.txt"] = answer(status=status)
    with Fetcher(allow_private=True, pause_seconds=0) as fetcher:
        for _ in range(2):
            with pytest.raises(FetchLater, match=rf"robots\.txt .* {status} .*not known"):
                fetcher.fetch(site.url())
    assert site.asked == ["/robots.txt"]


def test_a_bomb_for_a_robots_txt_is_read_no_further_than_it_need_be(site: Site) -> None:
    site.pages["/robots.txt"] = bomb(50_000_000)
    assert get(site).status == 200


# Size and time


def test_packed_pages_are_unpacked_all_members_of_them(site: Site) -> None:
    half = len(PAGE) // 2
    packed = gzip.compress(PAGE[:half].encode()) + gzip.compress(b"") + gzip.compress(PAGE[half:].encode()) + bytes(512)
    site.pages["/page"] = answer(packed, content_encoding="gzip")
    assert get(site).content == PAGE.encode()


def test_a_gzip_bomb_is_refused(site: Site) -> None:
    site.pages["/page"] = bomb(50_000_000)
    assert len(bomb(50_000_000)) < QUICK.bytes
    with pytest.raises(TooLarge):
        get(site)


@pytest.mark.parametrize(("packed", "error"), [(b"no gzip", FetchFailed), (gzip.compress(b"page")[:-9], FetchLater)])
def test_a_damaged_pack_is_no_page(site: Site, packed: bytes, error: type[FetchError]) -> None:
    site.pages["/page"] = answer(packed, content_encoding="gzip")
    with pytest.raises(error, match="gzip"):
        get(site)


def test_an_unknown_packing_is_no_page(site: Site) -> None:
    site.pages["/page"] = answer(b"...", content_encoding="br")
    with pytest.raises(FetchFailed, match="'br'"):
        get(site)


def test_an_endless_page_is_refused(site: Site) -> None:
    def endless() -> Iterator[bytes | float]:
        yield HEAD + b"\r\n"
        while True:
            yield b"<p>and on" * 1000

    site.pages["/page"] = endless
    with pytest.raises(TooLarge):
        get(site)


def test_a_page_that_says_it_is_too_large_is_not_begun(site: Site) -> None:
    def silent() -> Iterator[bytes | float]:
        yield HEAD + b"Content-Length: 100001\r\n\r\n"
        yield 30.0

    site.pages["/page"] = silent
    with pytest.raises(TooLarge):
        get(site)


def slow_head() -> Iterator[bytes | float]:
    yield 30.0
    yield answer(PAGE)


def dripping_head() -> Iterator[bytes | float]:
    for letter in HEAD * 10:
        yield bytes([letter])
        yield 0.05


def silent_body() -> Iterator[bytes | float]:
    yield HEAD + b"Content-Length: 1000\r\n\r\n<p>"
    yield 30.0


def dripping_body() -> Iterator[bytes | float]:
    yield HEAD + b"Content-Length: 1000\r\n\r\n"
    for _ in range(1000):
        yield b"x"
        yield 0.05


def before_the_answer() -> Iterator[bytes | float]:
    while True:
        yield b"HTTP/1.1 102 Processing\r\n\r\n"
        yield 0.05


@pytest.mark.parametrize("script", [slow_head, dripping_head, silent_body, dripping_body, before_the_answer])
def test_a_server_that_stalls_is_given_up(site: Site, script: Any) -> None:
    site.pages["/page"] = script
    began = time.monotonic()
    with pytest.raises(FetchLater, match="try later") as failed:
        get(site)
    assert time.monotonic() - began < 2
    assert failed.value.exit_status == 75


def cut_short() -> Iterator[bytes | float]:
    yield HEAD + b"Content-Length: 1000\r\n\r\n<p>The harbour"


def cut_in_a_chunk() -> Iterator[bytes | float]:
    yield HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n<p>The harbour"


def hung_up() -> Iterator[bytes | float]:
    yield b""


def no_http() -> Iterator[bytes | float]:
    yield b"SSH-2.0-harbour \x1b[31m\r\n\r\n"


def endless_head() -> Iterator[bytes | float]:
    yield HEAD
    while True:
        yield b"X-Harbour: shut\r\n" * 100


@pytest.mark.parametrize("script", [cut_short, cut_in_a_chunk, hung_up, no_http, endless_head])
def test_a_broken_answer_is_no_page(site: Site, script: Any) -> None:
    site.pages["/page"] = script
    with pytest.raises(FetchLater, match="broke off") as failed:
        get(site)
    assert "\x1b" not in str(failed.value)


def test_what_follows_the_stated_length_is_not_the_page(site: Site) -> None:
    site.pages["/page"] = answer(PAGE + "<p>smuggled", content_length=str(len(PAGE)))
    assert get(site).content == PAGE.encode()


def test_a_port_nobody_listens_on_is_a_temporary_failure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(FetchLater, match="takes no connection"):
        fetch(f"http://127.0.0.1:{port}/", allow_private=True, limits=QUICK)


# Statuses and politeness


@pytest.mark.parametrize(("status", "exit_status"), [(204, 69), (304, 69), (404, 69), (410, 69), (429, 75), (503, 75)])
def test_a_status_without_a_page_is_told_as_lasting_or_temporary(site: Site, status: int, exit_status: int) -> None:
    site.pages["/page"] = answer(status=status)
    with pytest.raises(FetchFailed, match=rf"answered {status} [A-Z]") as failed:
        get(site)
    assert failed.value.exit_status == exit_status
    assert site.asked == ["/robots.txt", "/page"]


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_host_that_asks_for_time_gets_it(site: Site, form: str) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    site.pages["/page"] = answer(status=503, retry_after="60" if form == "seconds" else later)
    with Fetcher(allow_private=True, pause_seconds=0) as fetcher:
        with pytest.raises(FetchLater, match=r"again in (60|59) s"):
            fetcher.fetch(site.url())
        with pytest.raises(FetchLater, match="left alone for"):
            fetcher.fetch(site.url("/other"))
    assert site.asked == ["/robots.txt", "/page"]


@pytest.mark.parametrize(("rules", "least"), [("", 0.2), ("User-agent: *\nCrawl-delay: 0.4\n", 0.4)])
def test_a_host_is_given_a_rest_between_two_pages(site: Site, rules: str, least: float) -> None:
    site.pages |= {"/robots.txt": answer(rules), "/old": redirect("/page")}
    with Fetcher(allow_private=True, limits=QUICK, pause_seconds=0.2) as fetcher:
        began = time.monotonic()
        fetcher.fetch(site.url("/old"))
        assert time.monotonic() - began < 0.2
        fetcher.fetch(site.url("/page"))
        assert least <= time.monotonic() - began < least + 0.3
    assert site.asked == ["/robots.txt", "/old", "/page", "/page"]


def test_connections_are_used_again(site: Site) -> None:
    site.pages["/robots.txt"] = answer()
    with Fetcher(allow_private=True, pause_seconds=0) as fetcher:
        for _ in range(5):
            fetcher.fetch(site.url())
    assert site.connections == 1


def test_whoever_reads_files_does_not_wait_for_the_http_library() -> None:
    code = "import sys, allegedly.intake; sys.exit(bool({'httpx2', 'httpcore2', 'ssl'} & sys.modules.keys()))"
    subprocess.run([sys.executable, "-c", code], check=True)
