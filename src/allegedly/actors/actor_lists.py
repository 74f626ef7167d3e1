"""Lists of actors as CSV, ours and a user's: docs/gazetteer.md has the columns.

In:      a CSV file, UTF-8, with a header row; several values in a cell are parted by "|".
Out:     one `Entry` a row.
Fails:   ActorListError, which names file, row and column, what was wanted there and what came.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

from allegedly.actors.entries import Code, Entry, parse_code
from allegedly.errors import ActorListError
from allegedly.folding import fold
from allegedly.records.actor import ActorKind

COLUMNS = tuple(field for field in Entry._fields if field != "source")
_KINDS = get_args(ActorKind)
_SEVERAL = ("aliases", "demonyms", "seats", "cameo")
_SCHEMATA = ("Company", "Country", "LegalEntity", "Organization", "Person", "PublicBody")
_SHAPES: dict[str, tuple[re.Pattern[str], str]] = {
    "key": (re.compile(r"[a-z0-9][a-z0-9.:_-]*"), "small letters, digits, '-', '.', ':' and '_'"),
    "country": (re.compile(r"[A-Z]{3}"), "an ISO 3166 code of three capitals"),
    "iso3": (re.compile(r"[A-Z]{3}"), "an ISO 3166 code of three capitals"),
    "iso2": (re.compile(r"[A-Z]{2}"), "an ISO 3166 code of two capitals"),
    "wikidata": (re.compile(r"Q[1-9]\d*"), "a Wikidata id like Q42"),
    "kind": (re.compile("|".join(_KINDS)), f"one of {', '.join(_KINDS)}"),
    "schema": (re.compile("|".join(_SCHEMATA)), f"one of {', '.join(_SCHEMATA)}"),
}


def read_list(path: Path) -> tuple[Entry, ...]:
    """The entries of a list.

    Raises:
        ActorListError: the file cannot be read, a column is unknown, or a cell cannot be meant.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ActorListError(
            f"{path}: a list of actors in UTF-8 was wanted, and it cannot be read: {error}."
        ) from error
    return tuple(_unique(path, _rows(path, text)))


def _rows(path: Path, text: str) -> Iterator[tuple[int, Entry]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(path, header)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, _entry(path, reader.line_num, header, cells)
    except csv.Error as error:
        raise ActorListError(f"{path}, row {reader.line_num}: this is no CSV: {error}.") from error


def _check_header(path: Path, header: list[str]) -> None:
    for name in header:
        if name not in COLUMNS or header.count(name) > 1:
            what = "comes twice" if name in COLUMNS else "is unknown"
            raise ActorListError(f"{path}, row 1: the column {name!r} {what}; there are {', '.join(COLUMNS)}.")
    if "name" not in header:
        raise ActorListError(
            f"{path}, row 1: the column 'name' was wanted; there came {', '.join(header) or 'nothing'}."
        )


def _entry(path: Path, row: int, header: list[str], cells: list[str]) -> Entry:
    if len(cells) > len(header):
        raise ActorListError(f"{path}, row {row}: {len(header)} cells were wanted, as in row 1; {len(cells)} came.")
    values: dict[str, Any] = {"kind": "other", "source": path.name}
    for column, cell in zip(header, cells, strict=False):
        if cell.strip():
            values[column] = _value(f"{path}, row {row}, column {column!r}", column, cell.strip())
    if not fold(values.get("name", "")):
        raise ActorListError(f"{path}, row {row}, column 'name': a name was wanted; it is empty.")
    values.setdefault("key", make_key(values["name"]))
    return Entry(**values)


def _value(place: str, column: str, cell: str) -> str | tuple[str | Code, ...]:
    if column in _SEVERAL:
        make: Callable[[str], str | Code] = parse_code if column == "cameo" else str
        try:
            return tuple(make(one.strip()) for one in cell.split("|") if one.strip())
        except ValueError as error:
            raise ActorListError(
                f"{place}: CAMEO codes were wanted, each with a time where it is dated "
                f"('USAGOV 2009-01-20/2017-01-20|USAELI'); {str(error)!r} came."
            ) from error
    if column in _SHAPES and not _SHAPES[column][0].fullmatch(cell):
        raise ActorListError(f"{place}: {_SHAPES[column][1]} was wanted; {cell!r} came.")
    return cell


def _unique(path: Path, rows: Iterator[tuple[int, Entry]]) -> Iterator[Entry]:
    """The entries, keys made from names told apart by a number; two rows that state one key are an error."""
    seen: dict[str, int] = {}
    for row, entry in rows:
        key, made = entry.key, entry.key == make_key(entry.name)
        if key in seen and not made:
            raise ActorListError(f"{path}, row {row}, column 'key': {key!r} came in row {seen[key]} already.")
        number = 2
        while key in seen:
            key, number = f"{entry.key}-{number}", number + 1
        seen[key] = row
        yield entry._replace(key=key)


def make_key(name: str) -> str:
    """The key of somebody whose list states none: "north-korea" of "North Korea".

    >>> make_key("Côte d'Ivoire")
    'cote-divoire'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "-".join(f"{ord(one):x}" for one in fold(name))
