"""What files that webmasters write allow us."""

from __future__ import annotations

import time

import pytest

from allegedly.intake import robots


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: # nothing", True),
        ("user-AGENT : *\r\nDISALLOW:/news # all of it", False),
        ("\ufeffUser-agent: *\rDisallow: /*", False),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Allegedly/2.0\nDisallow: /other", True),
        ("User-agent: allegedly\nUser-agent: other\nCrawl-delay: 1\nDisallow: /n", False),
        ("User-agent: other\nCrawl-delay: 1\nUser-agent: *\nDisallow: /other", True),
        ("User-agent: *\nDisallow: /news\n\nUser-agent: *\nDisallow: /other", False),
        ("User-agent: *\nDisallow: /\nAllow: /news", True),
        ("User-agent: *\nAllow: /\nDisallow: /news", False),
        ("User-agent: *\nDisallow: /news/1\nAllow: /news/1", True),
        ("User-agent: *\nDisallow: /NEWS", True),
        ("User-agent: *\nDisallow: /news/1?day=mon$", False),
        ("User-agent: *\nDisallow: /news/1$", True),
        ("User-agent: *\nDisallow: /*?", False),
        ("User-agent: *\nDisallow: /n*s*day", False),
        ("User-agent: *\nDisallow: /n*s*monday", True),
        ("User-agent: *\nDisallow: *mon$", False),
        ("User-agent: *\nDisallow: /news*mon*mon$", True),
        ("User-agent: *\nDisallow: /%6Eews", False),
        ("User-agent: *\nDisallow: /%2A", True),
        ("Disallow: /", True),
        ("<html>Welcome: to our site. Disallow: everything</html>", True),
        ("\x00\xff\n::::\nAllow", True),
        ("", True),
    ],
)
def test_whether_a_page_may_be_fetched(rules: str, allowed: bool) -> None:  # noqa: FBT001
    assert robots.read(rules.encode(), agent="allegedly").allows("/news/1?day=mon") is allowed


@pytest.mark.parametrize(("said", "seconds"), [("2", 2.0), ("0.5", 0.5), ("-1", 0.0), ("soon", 0.0), ("nan", 0.0)])
def test_the_pause_it_asks_for(said: str, seconds: float) -> None:
    assert robots.read(f"User-agent: *\nCrawl-delay: {said}".encode(), agent="allegedly").crawl_delay == seconds


def test_a_hostile_file_keeps_nobody_busy() -> None:
    hostile = b"User-agent: *\n" + b"Disallow: /" + b"*a" * 2_000 + b"b$\n"
    began = time.monotonic()
    assert robots.read(hostile * 100 + b"Disallow: /" + b"*a" * 100_000, agent="allegedly").allows("/" + "a" * 8_000)
    assert time.monotonic() - began < 2
