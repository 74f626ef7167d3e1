"""`allegedly actors` and `relations` without files: what a ledger has of them."""

from __future__ import annotations

from typing import Any

from allegedly.cli.filters import asked
from allegedly.cli.listing import Listing, listed
from allegedly.cli.streams import say
from allegedly.cli.where import opened

_ALL = 1_000_000
_OF_FILES = ("published", "url", "title", "language", "actors", "confidence", "cameo", "output", "no_color", "progress")


def relations_of(typed: dict[str, Any]) -> int:
    """Relations that a question finds; the exit status."""
    from allegedly.views import listing

    return listed("relations", _question(typed), listing.relations)


def actors_of(typed: dict[str, Any]) -> int:
    """Actors that a question finds, or everything about those who are called so; the exit status."""
    from allegedly.views import listing as views

    called = [one for one in typed["files"] if "=" not in one]
    typed = _question({**typed, "files": tuple(one for one in typed["files"] if "=" in one)})
    listing = Listing(typed)
    fail_empty = typed.pop("fail_empty")
    typed.pop("order")
    asked_for = asked(typed)
    with opened(typed["db"], typed["by"]) as ledger:
        if called:
            files = [file for one in called for file in ledger.actor(one)]
            return 0 if listing.write(files, views.files) else 1
        number = listing.write(ledger.actors(asked_for, limit=listing.limit or _ALL), views.actors)
        if listing.form == "text" and not number:
            say("nobody matches.")
        return 5 if fail_empty and not number else 0


def _question(typed: dict[str, Any]) -> dict[str, Any]:
    """The same words as a list command has them; `--outlet` is a filter here, the last one typed."""
    kept = {name: value for name, value in typed.items() if name not in (*_OF_FILES, "files")}
    outlet = typed.get("outlet")
    return {
        **kept,
        "outlet": (outlet,) if isinstance(outlet, str) else outlet,
        "filters": typed["files"],
        "order": "newest",
        "fields": None,
    }
