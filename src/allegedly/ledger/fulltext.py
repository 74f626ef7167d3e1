"""Searching by words: what a person types, as the query of either database, and the words found marked in a snippet.

In:      words as in any search box: `harbour fire`, `"port authority"`, `ferry OR boat`, `strike -hunger`.
Out:     conditions on statements and on versions; snippets in which `BEGIN` and `END` stand around what was found.
How:     FTS5 of SQLite with Porter's stems, `tsvector` of PostgreSQL with its English ones; accents are ignored by the
         first. Nothing that is typed is an error: signs that mean nothing are left out.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Select, bindparam, column, func, literal_column, select, table, text

from allegedly.ledger.tables import statements, versions

#: Private-use characters, so that no text is taken for a mark.
BEGIN, END = "\ue000", "\ue001"
_TERM = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')
_WORD = re.compile(r"\w+")
_WORDS_AROUND = 24


def sqlite_query(words: str) -> str:
    """The words as a query of FTS5; empty where nothing is left to look for.

    >>> sqlite_query('ferry OR boat "port authority" -strike')
    '("ferry" OR "boat") AND "port authority" NOT "strike"'
    """
    wanted: list[list[str]] = []
    unwanted: list[str] = []
    alternative = False
    for match in _TERM.finditer(words):
        minus, phrase = (match[1], match[2]) if match[2] is not None else (match[3], match[4])
        if match[4] == "OR":
            alternative = bool(wanted)
            continue
        quoted = _quoted(phrase)
        if not quoted:
            continue
        if minus:
            unwanted.append(quoted)
        elif alternative:
            wanted[-1].append(quoted)
        else:
            wanted.append([quoted])
        alternative = False
    groups = [f"({' OR '.join(group)})" if len(group) > 1 else group[0] for group in wanted]
    return "".join([" AND ".join(groups), *(f" NOT {one}" for one in unwanted)]) if groups else ""


def _quoted(phrase: str) -> str:
    found = _WORD.findall(phrase)
    return f'"{" ".join(found)}"' if found else ""


def holds_words(dialect: Dialect, words: str) -> ColumnElement[bool]:
    """Whether a statement's quote has the words."""
    if dialect.name == "postgresql":
        return literal_column("statements.search").op("@@")(func.websearch_to_tsquery("english", words))
    return statements.c.number.in_(_rows("statements_search", words))


def text_holds_words(dialect: Dialect, words: str) -> ColumnElement[bool]:
    """Whether a version's text has the words."""
    if dialect.name == "postgresql":
        return literal_column("versions.search").op("@@")(func.websearch_to_tsquery("english", words))
    return versions.c.number.in_(_rows("versions_search", words))


def _rows(name: str, words: str) -> Select[Any]:
    query = sqlite_query(words) or '""'
    found = table(name, column("rowid"))
    # The parameter has a name of its own, because a question may search twice.
    return select(found.c.rowid).where(
        text(f"{name} MATCH :{name}_words").bindparams(bindparam(f"{name}_words", query))
    )


def snippet(dialect: Dialect, words: str, *, of: str) -> tuple[str, dict[str, Any]]:
    """SQL that gives, for the row `:row` of "statements" or "versions", the passage with the words marked."""
    if dialect.name == "postgresql":
        field = "quote" if of == "statements" else "text"
        options = f"StartSel={BEGIN}, StopSel={END}, MaxWords={_WORDS_AROUND + 6}, MinWords={_WORDS_AROUND // 2}"
        marked = f"ts_headline('english', {field}, websearch_to_tsquery('english', :words), :options)"
        sql = f"SELECT {marked} FROM {of} WHERE number = :row"  # noqa: S608 - our own names
        return sql, {"words": words, "options": options}
    marked = f"snippet({of}_search, 0, :begin, :end, '…', {_WORDS_AROUND})"
    sql = f"SELECT {marked} FROM {of}_search WHERE {of}_search MATCH :words AND rowid = :row"  # noqa: S608 - our own names
    return sql, {"words": sqlite_query(words), "begin": BEGIN, "end": END}
