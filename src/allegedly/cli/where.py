"""Which ledger is meant: the one that was named, else the one of the environment, else the only one here."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from allegedly.errors import NoLedger

if TYPE_CHECKING:
    from allegedly.desk.ledger import Ledger

SUFFIX = ".allegedly.db"
USUAL = f"desk{SUFFIX}"
_VARIABLE = "ALLEGEDLY_DB"
Command = TypeVar("Command", bound=Callable[..., Any])


def about_ledger(command: Command) -> Command:
    """The options that say which ledger, and in whose name."""
    named = click.option(
        "-d",
        "--db",
        metavar="LEDGER",
        help=f"A file, or postgresql://…. Unless given: {_VARIABLE}, else the only *{SUFFIX} in this folder.",
    )
    who = click.option("--by", metavar="NAME", help="In whose name; unless given ALLEGEDLY_USER, else your login.")
    return named(who(command))


def address(named: str | None) -> str:
    """Where the ledger is.

    Raises:
        NoLedger: none was named and there is none here, or several.
    """
    if found := named or os.environ.get(_VARIABLE):
        return found
    here = sorted(Path().glob(f"*{SUFFIX}"))
    if len(here) == 1:
        return str(here[0])
    if not here:
        raise NoLedger(
            "no ledger was named and there is none in this folder; make one with `allegedly init`, or name it with "
            f"--db or {_VARIABLE}."
        )
    raise NoLedger(
        f"there are {len(here)} ledgers in this folder ({', '.join(map(str, here[:4]))}…); name one with --db."
    )


def opened(named: str | None, who: str | None) -> Ledger:
    """The ledger that is meant, open."""
    from allegedly.desk.ledger import Ledger

    return Ledger.open(address(named), who=who)
