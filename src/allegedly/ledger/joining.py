"""Taking the lines of one ledger's export over into another that holds something already.

In:      a transaction, and lines from `archive.lines`.
Out:     what was new: documents, texts, readings, decisions; each in this ledger's journal. What is there stays.
Fails:   BadImport; nothing is written then.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, insert, select, text, update

from allegedly.ledger import ruling
from allegedly.ledger.acting import recast, seal
from allegedly.ledger.archive import parsed, row_of, taking
from allegedly.ledger.deciding import Decision
from allegedly.ledger.journal import digest
from allegedly.ledger.settling import unsettle_statements
from allegedly.ledger.showing import show
from allegedly.ledger.tables import decisions, documents, ledger, raws, readings, versions
from allegedly.ledger.writing import Writing

_LIST = "list/"
_SKIPPED = frozenset(("ledger", "journal", "import", "import-item"))


def take_over(writing: Writing, written: Iterable[str]) -> Counter[str]:
    """How many documents, readings and decisions were new."""
    joining = _Joining(writing)
    for number, (kind, fields) in enumerate(parsed(written), 1):
        if kind in _SKIPPED:
            continue
        with taking(number, kind):
            joining.take(kind, row_of(kind, fields))
    joining.end()
    return joining.new


class _Joining:
    def __init__(self, writing: Writing) -> None:
        self.writing, self.connection = writing, writing.connection
        self.new: Counter[str] = Counter()
        self.numbers: dict[tuple[str, int], int] = {}  # (kind, number in the file) → number here
        self.fresh: dict[int, tuple[int | None, int | None]] = {}  # new document → its version and reading in the file
        self.touched: set[int] = set()

    def take(self, kind: str, row: dict[str, Any]) -> None:
        {
            "fact": self._fact, "raw": self._raw, "document": self._document, "version": self._version,
            "reading": self._reading, "decision": self._decision,
        }[kind](row)  # fmt: skip

    def end(self) -> None:
        """Point new documents to their texts and readings, and show what was touched."""
        for document, (version, reading) in self.fresh.items():
            fields = {
                "version": self.numbers.get(("version", version or 0)),
                "reading": self.numbers.get(("reading", reading or 0)),
            }
            self.connection.execute(update(documents).where(documents.c.number == document).values(fields))
        for document in sorted(self.touched | self.fresh.keys()):
            show(self.writing, document)
        recast(self.writing, {})

    def _there(self, table: Table, **fields: Any) -> int | None:
        question = select(table.c.number).where(*(table.c[name] == value for name, value in fields.items()))
        found = self.connection.execute(question).scalar()
        return None if found is None else int(found)

    def _insert(self, table: Table, row: dict[str, Any], **changed: Any) -> int:
        fields = {**{name: value for name, value in row.items() if name != "number"}, **changed}
        made = self.connection.execute(insert(table).values(fields).returning(table.c.number)).scalar_one()
        return int(made)

    def _fact(self, row: dict[str, Any]) -> None:
        there = self.connection.execute(select(ledger.c.key).where(ledger.c.key == row["key"])).scalar()
        if row["key"].startswith(_LIST) and there is None:
            self.connection.execute(insert(ledger).values(row))
            self.writing.note("list", row["key"].removeprefix(_LIST), digest(row["value"]))

    def _raw(self, row: dict[str, Any]) -> None:
        there = select(raws.c.sha256).where(raws.c.sha256 == row["sha256"])
        if self.connection.execute(there).scalar() is None:
            self.connection.execute(
                text("INSERT INTO raws (sha256, size, packing, bytes) VALUES (:sha256, :size, :packing, :bytes)"), row
            )

    def _document(self, row: dict[str, Any]) -> None:
        number = self._there(documents, id=row["id"])
        if number is None:
            number = self._insert(documents, row, version=None, reading=None)
            self.fresh[number] = row["version"], row["reading"]
            self.new["documents"] += 1
            self.writing.counted["documents", "all"] += 1
        self.numbers["document", row["number"]] = number

    def _version(self, row: dict[str, Any]) -> None:
        document = self.numbers["document", row["document"]]
        number = self._there(versions, document=document, id=row["id"])
        if number is None:
            number = self._insert(versions, row, document=document)
            facts = json.loads(row["facts"])
            sealed = digest(facts["raw_sha256"], facts["text_sha256"], row["facts"])
            self.writing.note("add", str(facts["id"]), sealed, version=row["id"], imported=True)
        self.numbers["version", row["number"]] = number

    def _reading(self, row: dict[str, Any]) -> None:
        version = self.numbers["version", row["version"]]
        number = self._there(readings, version=version, reader=row["reader"], settings=row["settings"])
        if number is None:
            number = self._insert(readings, row, version=version)
            question = select(documents.c.id).join(versions, versions.c.document == documents.c.number)
            document = self.connection.execute(question.where(versions.c.number == version)).scalar_one()
            self.writing.note("read", document, row["sha256"], reader=row["reader"], imported=True)
            self.new["readings"] += 1
        self.numbers["reading", row["number"]] = number

    def _decision(self, row: dict[str, Any]) -> None:
        number = self._there(decisions, id=row["id"])
        undoes = None if row["undoes"] is None else self.numbers.get(("decision", row["undoes"]))
        lost = row["undoes"] is not None and (undoes is None or self._there(decisions, undoes=undoes) is not None)
        if number is None and not lost:
            document = None if row["document"] is None else self.numbers["document", row["document"]]
            number = self._insert(decisions, row, document=document, undoes=undoes)
            made = Decision(**{**row, "number": number, "document": document, "undoes": undoes,
                               "payload": json.loads(row["payload"])})  # fmt: skip
            self.writing.note(
                row["action"], row["target"], seal(made), decision=row["id"], by=row["who"], imported=True
            )
            self.new["decisions"] += 1
            self.touched |= {document} if document is not None else self._parted(made)
            if made.kind == ruling.KIND:
                unsettle_statements(self.writing, ruling.statements_of(made.payload))
        if number is not None:
            self.numbers["decision", row["number"]] = number

    def _parted(self, made: Decision) -> set[int]:
        """The documents of which a decision splits an actor off."""
        ids = [one["document"] for one in made.payload.get("appearances", ())]
        return set(self.connection.execute(select(documents.c.number).where(documents.c.id.in_(ids))).scalars())
