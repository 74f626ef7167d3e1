"""Read news items: bytes or files in, one reading each out.

In:      items from `allegedly.desk.items`, in the order they should be read.
Out:     one `Reading` or one `Failure` for each, in the same order, as soon as it is there.
Cost:    the reader's, on all cores; no more than a few items are held at a time, so a large archive streams.
Fails:   IntakeError and AnchorError concern one item and become its `Failure`; every other error is raised.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from allegedly.desk.items import Failure, Item
from allegedly.desk.workers import WORTH_IT, in_processes
from allegedly.errors import AnchorError, IntakeError
from allegedly.records import Document, Reading

if TYPE_CHECKING:
    from allegedly.intake import Facts

Reader = Callable[[Document], Reading]


def read(
    items: Sequence[Item | Failure],
    *,
    facts: Facts | None = None,
    reader: Reader | None = None,
    jobs: int | None = None,
    least: float = 0.0,
    lists: tuple[Path, ...] = (),
    processes: bool = False,
) -> Iterator[Reading | Failure]:
    """Read the items, several at a time.

    Args:
        items: What to read. A `Failure` among them is passed on in its place.
        facts: What the caller knows better than the pages: it holds for every item.
        reader: Turns a document into a reading; the embedded one unless given.
        least: Fields that are less sure than this stay open; 0 keeps all.
        lists: Lists of known actors of one's own, the one that wins first; for the embedded reader.
        jobs: How many items are read at a time; None takes one a core. A single item has all cores to itself.
        processes: Many items may be read in processes of their own, about twice as fast. Only for programs that may
            be imported again, as `multiprocessing` asks of its callers; for the embedded reader alone.

    Raises:
        ModelError: the reader's model cannot be used, at the first item that is readable.
        ActorListError: a list of actors cannot be read or meant.
    """
    _check(lists)
    if len(items) == 1:
        yield _outcome(items[0], facts=facts, reader=_abstaining(reader or _embedded(threads=0, lists=lists), least))
        return
    jobs = jobs or os.cpu_count() or 1
    if processes and reader is None and jobs > 1 and len(items) >= WORTH_IT:
        yield from in_processes(partial(_embedded_outcome, facts=facts, least=least, lists=lists), items, jobs=jobs)
        return
    # The encoder leaves Python free while it computes: one core an item is faster than all cores on each in turn.
    one = partial(_outcome, facts=facts, reader=_abstaining(reader or _embedded(threads=1, lists=lists), least))
    pool = ThreadPoolExecutor(jobs)
    try:
        waiting: deque[Future[Reading | Failure]] = deque()
        for item in items:
            if len(waiting) > jobs:
                yield waiting.popleft().result()
            waiting.append(pool.submit(one, item))
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _check(lists: tuple[Path, ...]) -> None:
    """Read the lists before anything else, so that a fault in one is told once."""
    if lists:
        from allegedly import actors

        actors.gazetteer(*lists)


def _embedded_outcome(
    item: Item | Failure, *, facts: Facts | None, least: float, lists: tuple[Path, ...]
) -> Reading | Failure:
    """One item by the embedded reader on one core; what a process is given."""
    return _outcome(item, facts=facts, reader=_abstaining(_embedded(threads=1, lists=lists), least))


def _outcome(item: Item | Failure, *, facts: Facts | None, reader: Reader) -> Reading | Failure:
    if isinstance(item, Failure):
        return item
    try:
        return reader(item.document or document_of(item, facts))
    except (IntakeError, AnchorError) as error:
        return Failure.of(item.name, error)


def document_of(item: Item, facts: Facts | None = None) -> Document:
    """The document that the item holds.

    Raises:
        IntakeError: it cannot become one.
    """
    from allegedly import intake  # Its HTML parsers cost more to import than asking for help may take.

    if item.url is not None:
        facts = facts.over(intake.Facts(url=item.url)) if facts else intake.Facts(url=item.url)
    source = item.content or b"" if item.path is None else item.path
    return intake.read(source, name=item.name, facts=facts)


def _abstaining(reader: Reader, least: float) -> Reader:
    """The reader, leaving open what is less sure than `least`."""
    if not least:
        return reader

    def read_document(document: Document) -> Reading:
        from allegedly import reading

        return reading.abstain(reader(document), least)

    return read_document


def _embedded(*, threads: int, lists: tuple[Path, ...] = ()) -> Reader:
    """The reader that comes with the package, on so many cores (0: all); its libraries are loaded when it is used."""

    def read_document(document: Document) -> Reading:
        from allegedly import actors, reading

        return reading.read(document, threads=threads, known=actors.gazetteer(*lists))

    return read_document
