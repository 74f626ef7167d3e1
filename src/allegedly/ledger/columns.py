"""The columns and tables of a ledger, as both databases have them.

In:      names.
Out:     SQLAlchemy's columns and tables, all in one `metadata`: strict in SQLite, wide integers in PostgreSQL.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import REAL, BigInteger, Column, Double, ForeignKey, Identity, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

metadata = MetaData()

_BIG = BigInteger().with_variant(Integer(), "sqlite")
_REAL: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")

POSITIONS = 20  # Bits of a number that count the items of one document.


def first_number(document: int) -> int:
    """The number before those of all items of the document; `first_number(document + 1)` lies behind them."""
    return document << POSITIONS


def number(*, given: bool = True) -> Column[Any]:
    """A primary key that we choose, or that the database counts up."""
    if given:
        return Column("number", _BIG, primary_key=True, autoincrement=False)
    return Column("number", _BIG, Identity(), primary_key=True)


def words(name: str, *rest: Any, null: bool = False, **more: Any) -> Column[Any]:
    """A text."""
    return Column(name, Text(), *rest, nullable=null, **more)


def whole(name: str, *rest: Any, null: bool = False, **more: Any) -> Column[Any]:
    """A whole number of up to 63 bits."""
    return Column(name, _BIG, *rest, nullable=null, autoincrement=False, **more)


def share(name: str) -> Column[Any]:
    """A number between 0 and 1."""
    return Column(name, _REAL, nullable=False)


def table(name: str, *columns: Any, by_key: bool = False) -> Table:
    """`by_key`: SQLite keeps the rows in the order of their primary key, without a second index for it."""
    return Table(name, metadata, *columns, sqlite_strict=True, sqlite_with_rowid=not by_key)


def document() -> Column[Any]:
    """The number of the document that a row belongs to."""
    return whole("document", ForeignKey("documents.number"))
