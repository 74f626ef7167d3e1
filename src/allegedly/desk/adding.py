"""Adding to a ledger: whatever is asked for is taken in, read and stored, each item for itself.

In:      a ledger that is open, and items from `items.gather`.
Out:     for each item, in order, what became of it: stored, a duplicate, or failed with its reason.
Cost:    the reader's; what is there already costs one look at its bytes.
Fails:   a failed item is a recorded outcome. What concerns all (no model, a full disk) raises; what was stored stays,
         the import is marked as interrupted, and its other items wait.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from allegedly.desk.addresses import fetched
from allegedly.desk.items import Failure, Item
from allegedly.desk.reading import Reader, document_of, read
from allegedly.errors import AllegedlyError, LedgerError, UnreadableFile
from allegedly.ids import sha256
from allegedly.ledger import Kept, Store, Told, importing
from allegedly.ledger.importing import ImportItem
from allegedly.ledger.writing import Writing
from allegedly.records import Document, Reading
from allegedly.version import VERSION

if TYPE_CHECKING:
    from allegedly.intake import Facts

_UNCOVERED = "P301"  # The reader does not cover the document's language.


@dataclass(frozen=True)
class Manner:
    """How items are read and stored.

    `lists` are lists of known actors beside those that the ledger keeps; `least` leaves open what is less sure; with
    `unread` the items are stored only.
    """

    facts: Facts | None = None
    lists: tuple[Path, ...] = ()
    least: float = 0.0
    unread: bool = False
    jobs: int | None = None
    reader: Reader | None = None
    processes: bool = False
    kept_lists: tuple[Path, ...] = field(default=())

    @property
    def all_lists(self) -> tuple[Path, ...]:
        """The lists, the one that wins first."""
        return (*self.lists, *self.kept_lists)

    @property
    def settings(self) -> str:
        """What besides the reader's version decides what a reading says."""
        said: dict[str, object] = {"version": VERSION}
        if self.least:
            said["least"] = self.least
        if self.all_lists:
            said["lists"] = [sha256(path.read_bytes()) for path in self.all_lists]
        return json.dumps(said)


def add(
    store: Store, items: Sequence[Item | Failure], manner: Manner, *, asked: dict[str, object]
) -> Iterator[ImportItem]:
    """Store the items as a new import."""
    identity = store.write(lambda writing: importing.begin(writing, [item.name for item in items], asked))
    yield from go_on(store, identity, list(enumerate(items)), manner)


def go_on(
    store: Store, identity: str, items: Sequence[tuple[int, Item | Failure]], manner: Manner
) -> Iterator[ImportItem]:
    """Store items of an import that was begun; `items` are their positions and themselves."""
    over = "interrupted"
    try:
        yield from _Adding(store, identity, manner).outcomes(items)
        over = "done"
    finally:
        # An import that the ledger itself refuses cannot be marked in it either.
        with contextlib.suppress(LedgerError):
            store.write(lambda writing: importing.end(writing, identity, over))


class _Adding:
    """One import under way."""

    def __init__(self, store: Store, identity: str, manner: Manner) -> None:
        self.store, self.identity, self.manner = store, identity, manner
        self.settings = manner.settings

    def outcomes(self, items: Sequence[tuple[int, Item | Failure]]) -> Iterator[ImportItem]:
        fingerprints = {position: self._fingerprint(item) for position, item in items}
        known = self.store.known([one for one in fingerprints.values() if one])
        fresh: list[tuple[int, Item | Failure]] = []
        for position, item in items:
            document = known.get(fingerprints[position] or "")
            if document is None:
                fresh.append((position, item))
            else:
                yield self._settled(ImportItem(position=position, name=item.name, state="duplicate", document=document))
        asked = [item for _, item in fresh]
        for (position, item), outcome in zip(fresh, self._read(asked), strict=True):
            yield self._stored(position, item, outcome, fingerprints[position])

    def _read(self, items: Sequence[Item | Failure]) -> Iterator[Document | Reading | Failure]:
        manner = self.manner
        if not items:
            return iter(())
        if manner.unread:
            return (_taken_in(item, manner.facts) for item in items)
        return read(
            items,
            facts=manner.facts,
            reader=manner.reader,
            jobs=manner.jobs,
            least=manner.least,
            lists=manner.all_lists,
            processes=manner.processes,
        )

    def _stored(
        self, position: int, item: Item | Failure, outcome: Document | Reading | Failure, fingerprint: str | None
    ) -> ImportItem:
        if isinstance(outcome, Failure) or isinstance(item, Failure):
            failure = outcome if isinstance(outcome, Failure) else item
            assert isinstance(failure, Failure)  # noqa: S101 - for the type checker
            return self._failed(position, failure)
        document = outcome if isinstance(outcome, Document) else outcome.document
        try:
            content = _content(item)
            if sha256(content) != document.raw_sha256:
                raise UnreadableFile(f"{item.name} was changed while it was read; add it once more.")
        except UnreadableFile as error:
            return self._failed(position, Failure.of(item.name, error))
        settled: list[ImportItem] = []

        def settle(writing: Writing, kept: Kept) -> None:
            """In the same transaction: what is stored is never taken for waiting."""
            state = "stored" if kept.new else "duplicate"
            made = ImportItem(position=position, name=item.name, state=state, document=kept.id)
            importing.settle(writing, self.identity, made, fingerprint)
            settled.append(made)

        if isinstance(outcome, Document):
            self.store.keep(content, outcome, name=item.name, then=settle)
        else:
            told = Told(item.name, self.settings, unread_because(outcome))
            self.store.put(content, outcome, told, then=settle)
        return settled[-1]

    def _failed(self, position: int, failure: Failure) -> ImportItem:
        fields = {"code": failure.code, "message": failure.message}
        return self._settled(ImportItem(position=position, name=failure.name, state="failed", **fields))

    def _settled(self, item: ImportItem, fingerprint: str | None = None) -> ImportItem:
        self.store.write(lambda writing: importing.settle(writing, self.identity, item, fingerprint))
        return item

    def _fingerprint(self, item: Item | Failure) -> str | None:
        """What makes an item the same as one that was stored before: its bytes and all that is said about it."""
        if isinstance(item, Failure):
            return None
        try:
            content = _content(item)
        except UnreadableFile:
            return None  # Reading it will say why.
        beside = _beside(item)
        said = self.manner.facts.model_dump_json() if self.manner.facts else ""
        parts = (content, beside, said.encode(), (item.url or "").encode())
        digest = hashlib.sha256()
        for part in parts:
            digest.update(b"%d:" % len(part))
            digest.update(part)
        return digest.hexdigest()


def _content(item: Item) -> bytes:
    """The item's bytes.

    Raises:
        UnreadableFile: its file is gone or may not be read.
    """
    if item.path is None:
        return item.content or b""
    try:
        return item.path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{item.path} cannot be read: {error.strerror or error}.") from error


def _beside(item: Item) -> bytes:
    """The file that says more about the item, where there is one."""
    if item.path is None:
        return b""
    try:
        return item.path.with_suffix(".meta.json").read_bytes()
    except OSError:
        return b""


def _taken_in(item: Item | Failure, facts: Facts | None) -> Document | Failure:
    if isinstance(item, Failure):
        return item
    try:
        return document_of(item, facts)
    except AllegedlyError as error:
        return Failure.of(item.name, error)


def unread_because(reading: Reading) -> str | None:
    """Why nothing was found where nothing was looked for; None where the document was read."""
    return next((problem.message for problem in reading.problems if problem.code == _UNCOVERED), None)


def again(store: Store, identity: str, manner: Manner, *, allow_private: bool = False) -> Iterator[ImportItem]:
    """The items of an import that failed or still wait, tried once more.

    Items that came from standard input cannot be had again; they fail with the reason.
    """
    asked = store.import_of(identity)
    folder = str(asked.asked.get("folder", ""))
    store.write(lambda writing: importing.reopen(writing, asked.id))
    waiting = store.import_items(asked.id, ("waiting",))
    pages = fetched([one.name for one in waiting if "://" in one.name], allow_private=allow_private)
    items = [(one.position, next(pages) if "://" in one.name else _item(one.name, folder)) for one in waiting]
    yield from go_on(store, asked.id, items, manner)


def _item(name: str, folder: str) -> Item | Failure:
    if name == "standard input":
        return Failure.of(name, UnreadableFile("what came from standard input cannot be had again; add it once more."))
    return Item(name=name, path=Path(folder, name))
