"""A ledger as everybody uses it: the command line, pages, other programs.

    with Ledger.open("desk.allegedly.db") as ledger:
        for outcome in ledger.add("archive/"):
            print(outcome.name, outcome.state)
        for row in ledger.statements(speaker="Ali Barakeh", since="2023-10"):
            print(row.quote)

In:      an address; files, directories, bytes; filters; people's decisions.
Out:     what `allegedly.ledger` keeps, and records.
Cost:    opening 0.1 s; the language model is loaded when the first document is read.
Fails:   with an AllegedlyError.
"""

from __future__ import annotations

import getpass
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypedDict, Unpack

from allegedly import ledger as archive
from allegedly.desk import adding, rereading
from allegedly.desk.adding import Manner
from allegedly.desk.claims import Claims
from allegedly.desk.items import Failure, Item, gather
from allegedly.errors import UnknownItem
from allegedly.ledger import ActorRow, DocumentRow, Hit, Question, RelationRow, StatementRow
from allegedly.records import Statement

if TYPE_CHECKING:
    from allegedly.desk.reading import Reader
    from allegedly.intake import Facts
    from allegedly.ledger.importing import ImportItem
    from allegedly.ledger.sight import Seen

Words = str | Sequence[str]
_WEIGHED = 200  # Statements whose vectors are stored together: less than a second's work is lost by an interruption.


class How(TypedDict, total=False):
    """How items are read and stored; `Ledger.add` says what each means."""

    facts: Facts | None
    lists: Sequence[Path]
    least: float
    unread: bool
    jobs: int | None
    reader: Reader | None
    processes: bool


class Filters(TypedDict, total=False):
    """Filters as keywords; `allegedly.ledger.question.Question` says what each means."""

    q: str
    speaker: Words
    about: Words
    via: Words
    subject: Words
    object: Words
    relation: Words
    outlet: Words
    document: Words
    language: Words
    act: Words
    certainty: Words
    polarity: Words
    channel: Words
    form: Words
    speaker_kind: Words
    kind: Words
    modality: Words
    status: Words
    state: Words
    since: str
    until: str
    below: float
    orphaned: bool


def myself() -> str:
    """In whose name things are done: ALLEGEDLY_USER, else the name one is logged in with."""
    try:
        return os.environ.get("ALLEGEDLY_USER") or getpass.getuser()
    except (KeyError, OSError):  # A user without a name, as in some containers.
        return f"user-{os.getuid()}" if hasattr(os, "getuid") else "somebody"


def question(filters: Filters) -> Question:
    """The question that keywords ask.

    Raises:
        BadQuestion: it cannot be meant.
    """
    pairs: list[tuple[str, Any]] = []
    for name, value in filters.items():
        values = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
        pairs += [(name, one) for one in values]
    return Question.of(pairs)


def _hit(kind: str, row: StatementRow | DocumentRow, passage: str) -> Hit:
    told = {"id": row.id, "outlet": row.outlet, "published": row.published, "title": row.title, "passage": passage}
    if isinstance(row, StatementRow):
        place = {"document": row.document, "speaker": row.speaker, "start": row.start, "end": row.end}
        return Hit(kind="statement", **told, **place)
    return Hit(kind="document", **told, document=row.id, speaker=None, start=None, end=None)


class Ledger(Claims):
    """One ledger, open."""

    def __init__(self, address: str | os.PathLike[str], *, who: str | None = None, durable: bool = True) -> None:
        super().__init__(address, who=who or myself(), durable=durable)
        self._folder: Path | None = None

    @classmethod
    def open(cls, address: str | os.PathLike[str], *, who: str | None = None) -> Self:
        """The ledger at a path or a postgresql:// address.

        Args:
            who: In whose name; `myself()` unless given.

        Raises:
            NoLedger, ForeignLedger, NewerLedger, OlderLedger, LedgerUnavailable: it cannot be used.
        """
        return cls(address, who=who)

    @classmethod
    def make(cls, address: str | os.PathLike[str], *, who: str | None = None) -> Self:
        """A new ledger there, opened.

        Raises:
            LedgerExists: something is there already.
        """
        archive.make(address, who=who or myself())
        return cls(address, who=who)

    def add(self, *asked: str | os.PathLike[str] | Item | Failure, **manner: Unpack[How]) -> list[ImportItem]:
        """Store and read files, the files of directories, or items; nothing is read twice.

        Args:
            manner: `facts`, what the caller knows better than the pages; `lists` of known actors, beside those that the
                ledger keeps; `least`, below which fields stay open; `unread`, to store only; `jobs`, `reader` and
                `processes` as in `desk.read`.

        Returns:
            What became of each item, in order; a failed one says why, and the others are stored.
        """
        return list(self.add_each(*asked, **manner))

    def add_each(
        self,
        *asked: str | os.PathLike[str] | Item | Failure,
        **how: Unpack[How],
    ) -> Iterator[ImportItem]:
        """The same, item by item, for who wants to show how far it is: nothing is done before it is asked for."""
        facts, least, unread = how.get("facts"), how.get("least", 0.0), how.get("unread", False)
        manner = self.manner(facts=facts, lists=how.get("lists", ()), least=least, unread=unread)
        jobs, reader, processes = how.get("jobs"), how.get("reader"), how.get("processes", False)
        manner = replace(manner, jobs=jobs, reader=reader, processes=processes)
        given = [one if isinstance(one, Item | Failure) else Path(one) for one in asked]
        # Together: a file that describes another one beside it is no item of its own.
        items: list[Item | Failure] = list(gather([one for one in given if not isinstance(one, Failure)]))
        items += [one for one in given if isinstance(one, Failure)]
        told: dict[str, object] = {"items": [str(one) if isinstance(one, Path) else one.name for one in given]}
        told |= {"folder": str(Path.cwd()), "least": least, "unread": unread}
        if facts is not None:
            told["facts"] = facts.model_dump(exclude_none=True)
        return adding.add(self, items, manner, asked=told)

    def retry_each(
        self, identity: str = "last", *, reader: Reader | None = None, processes: bool = False
    ) -> Iterator[ImportItem]:
        """The failed and waiting items of an import, once more, as they were asked for; item by item."""
        asked = self.import_of(identity).asked
        facts = None
        if "facts" in asked:
            from allegedly.intake import Facts

            facts = Facts(**asked["facts"])
        manner = self.manner(facts=facts, least=asked.get("least", 0.0), unread=asked.get("unread", False))
        return adding.again(self, identity, replace(manner, reader=reader, processes=processes))

    def read(self, *, again: bool = False, **how: Any) -> list[rereading.Reread]:
        """Read what is unread; with `again`, also what this reader has not read with these settings.

        Args:
            how: `lists`, `least`, `reader`, `processes`, as for `add`.

        Returns:
            For each text how many statements were found, or why it failed.
        """
        return list(self.read_each(again=again, **how))

    def read_each(
        self,
        *,
        again: bool = False,
        lists: Sequence[Path] = (),
        least: float = 0.0,
        reader: Reader | None = None,
        processes: bool = False,
    ) -> Iterator[rereading.Reread]:
        """The same, text by text, for who wants to show how far it is."""
        manner = replace(self.manner(lists=lists, least=least), reader=reader, processes=processes)
        return rereading.read(self, manner, again=again)

    def waiting(self, *, again: bool = False, lists: Sequence[Path] = (), least: float = 0.0) -> int:
        """How many texts `read` would read."""
        return len(rereading.waiting(self, self.manner(lists=lists, least=least), again=again))

    def manner(
        self, *, facts: Facts | None = None, lists: Sequence[Path] = (), least: float = 0.0, unread: bool = False
    ) -> Manner:
        """How things are read, with the lists that the ledger keeps."""
        return Manner(facts=facts, lists=tuple(lists), least=least, unread=unread, kept_lists=self._kept_lists())

    def _kept_lists(self) -> tuple[Path, ...]:
        """The ledger's own lists as files, which readers in other processes can open."""
        kept = self.lists()
        if not kept:
            return ()
        if self._folder is None:
            self._folder = Path(self._closing.enter_context(tempfile.TemporaryDirectory(prefix="allegedly-")))
        paths = []
        for name, rows in kept.items():
            path = self._folder / Path(name).name
            path.write_text(rows, "utf-8")
            paths.append(path)
        return tuple(paths)

    def statements(self, *, order: str = "newest", **filters: Unpack[Filters]) -> Iterator[StatementRow]:
        """Every statement that the filters find."""
        return self.every("statements", question(filters), order=order)

    def relations(self, *, order: str = "newest", **filters: Unpack[Filters]) -> Iterator[RelationRow]:
        """Every relation that the filters find."""
        return self.every("relations", question(filters), order=order)

    def documents(self, *, order: str = "newest", **filters: Unpack[Filters]) -> Iterator[DocumentRow]:
        """Every document that the filters find."""
        return self.every("documents", question(filters), order=order)

    def cast(self, *, limit: int = 50, **filters: Unpack[Filters]) -> list[ActorRow]:
        """Those actors who say most and of whom most is said; with filters on statements, who makes them."""
        return self.actors(question(filters), limit=limit)

    def search(
        self, words: str, *, order: str = "relevance", limit: int = 50, **filters: Unpack[Filters]
    ) -> Iterator[Hit]:
        """Statements, then documents, in which the words stand.

        Args:
            limit: At most so many of each.
        """
        asked = question(filters).model_copy(update={"q": words})
        for kind in ("statements", "documents"):
            rows = self.page(kind, asked, order=order, limit=limit).rows
            passages = self.passages(kind, words, rows)
            for row in rows:
                yield _hit(kind, row, passages.get(row.id, ""))

    def weigh(self) -> Iterator[int]:
        """Make what searching by meaning still lacks, some statements at a time; yields how many were done."""
        from allegedly import language

        model = language.version()
        while some := self.without_meaning(model, limit=_WEIGHED):
            made = language.meanings(quote for _, quote in some)
            self.keep_meanings(model, list(zip((number for number, _ in some), made, strict=True)))
            yield len(some)

    def unweighed(self) -> int:
        """How many statements searching by meaning has not seen yet."""
        from allegedly import language

        return self.count_without_meaning(language.version())

    def similar(
        self, words: str, *, limit: int = 50, **filters: Unpack[Filters]
    ) -> Iterator[tuple[StatementRow, float]]:
        """Statements that mean most nearly what the words say, with their cosines; `weigh` comes first."""
        from platformdirs import user_cache_path

        from allegedly import language

        (wanted,) = language.meanings([words])
        index = user_cache_path("allegedly") / self.facts()["id"] / f"{language.version()}.voyager"
        yield from self.nearest(wanted, question(filters), limit=limit, index=index)

    def statement(self, identity: str) -> tuple[Statement, Seen]:
        """A statement as it is shown, and the document it is in.

        Raises:
            UnknownItem: there is none.
        """
        seen = self.whole(identity, rejected=True)
        for one in (*seen.reading.statements, *(gone for gone, _ in seen.orphaned)):
            if one.id == identity:
                return one, seen
        raise UnknownItem(f"no statement of the ledger has the id {identity!r}.")
