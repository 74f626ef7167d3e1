"""Comparing what a ledger holds, document by document: each with what it could match, never everything with everything.

In:      a ledger.
Out:     its copies, claims and drifts brought up to date; and how far that is, step by step.
How:     `allegedly.compare` judges, the ledger keeps. What was compared stays so until its reading or the decisions
         about it change; then it and what hangs together with it are made anew. The result is the one that comparing
         everything at once would give, in whatever order documents came.
Cost:    docs/comparing.md; memory does not grow with the ledger.
Fails:   LedgerError. Ended at any moment, it goes on where it was.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from allegedly import compare
from allegedly.compare import Rulings, Sketch, Text, Verdict
from allegedly.ledger import comparing, settling
from allegedly.ledger.comparing import Matched, Moment, Pair, Sketched, Stale
from allegedly.ledger.settling import Made
from allegedly.records import Copy

if TYPE_CHECKING:
    from allegedly.ledger import Store
    from allegedly.ledger.writing import Writing

_AT_ONCE = 40  # Documents whose pairs are written together.
_SETTLED_AT_ONCE = 100
_KEPT_PAGES, _KEPT_TEXTS = 3_000, 500


class Step(NamedTuple):
    """How far it is: `done` of `total` documents compared, then settled."""

    what: str
    done: int
    total: int


class Comparer:
    """One run over a ledger."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._pages: OrderedDict[int, Sketch] = OrderedDict()
        self._texts: OrderedDict[int, Text] = OrderedDict()
        self._done: set[int] = set()
        self._rulings: Rulings | None = None

    def run(self) -> Iterator[Step]:
        """Bring everything up to date.

        Raises:
            LedgerBusy: somebody else is comparing.
        """
        with self.store.alone():
            yield from self._run()

    def _run(self) -> Iterator[Step]:
        with self.store.reading() as connection:
            waiting = comparing.stale(connection, compare.version())
        for at in range(0, len(waiting), _AT_ONCE):
            self._compare(waiting[at : at + _AT_ONCE])
            yield Step("compared", min(at + _AT_ONCE, len(waiting)), len(waiting))
        with self.store.reading() as connection:
            total = settling.count_unsettled(connection)
        self._choose()
        left = total
        while left:
            left = self._settle()
            yield Step("settled", total - left if left < total else 0, total)

    def _compare(self, some: Sequence[Stale]) -> None:
        made = [self._sketched(one) for one in some]
        self.store.write(lambda writing: comparing.keep_sketches(writing, made))
        with self.store.reading() as connection:
            items = set().union(*(comparing.near_items(connection, one.number, compare.WINDOW) for one in some))
            pages = self._near_pages(connection, some, items)
            matched = [found for pair in sorted(pages) if (found := self._match(connection, *pair)) is not None]
            alike = {(one.one, one.other) for one in matched} | {
                (one.one, one.other)
                for one in comparing.matches_of(connection, {n >> 20 for pair in items for n in pair})
            }
            judged = list(self._judged(connection, sorted(items), alike))
        self.store.write(lambda writing: comparing.keep_pairs(writing, some, judged, matched))

    def _sketched(self, one: Stale) -> Sketched:
        sketch = compare.sketch(self.store.whole(one.id).reading)
        self._pages.pop(one.number, None)
        self._texts.pop(one.number, None)
        keys = [
            (key.number, key.always, at) for at, said in enumerate(sketch.propositions) for key in compare.keys(said)
        ]
        return Sketched(one.number, sketch.day, len(sketch.propositions), sketch.model_dump_json(), sketch.bands, keys)

    def _near_pages(
        self, connection: Moment, some: Sequence[Stale], items: Iterable[tuple[int, int]]
    ) -> set[tuple[int, int]]:
        """Pairs of documents that may be copies."""
        found = {
            (min(one.number, other), max(one.number, other))
            for one in some
            for other in comparing.near_documents(connection, one.number)
        }
        shared: dict[tuple[int, int], int] = {}
        for a, b in items:
            if a >> 20 != b >> 20:
                shared[a >> 20, b >> 20] = shared.get((a >> 20, b >> 20), 0) + 1
        return found | {pair for pair, number in shared.items() if number >= compare.SHARED}

    def _match(self, connection: Moment, one: int, other: int) -> Matched | None:
        pages = self._pages_of(connection, (one, other))
        texts = self._texts_of(connection, (one, other))
        first, second = pages[one], pages[other]
        found = compare.match(first, second, {first.document: texts[one], second.document: texts[other]})
        if found is None:
            return None
        return Matched(one, other, found.kind, found.shares[0], found.shares[1], found.follows)

    def _judged(
        self, connection: Moment, items: Sequence[tuple[int, int]], alike: set[tuple[int, int]]
    ) -> Iterator[Pair]:
        pages = self._pages_of(connection, {item >> 20 for pair in items for item in pair})
        mask = (1 << 20) - 1
        for a, b in items:
            here, there = pages[a >> 20], pages[b >> 20]
            verdict = compare.judge(
                here.propositions[a & mask],
                there.propositions[b & mask],
                days=(here.day, there.day),
                texts_alike=(min(a >> 20, b >> 20), max(a >> 20, b >> 20)) in alike,
            )
            if verdict.chance >= compare.KEPT:
                yield Pair(a, b, verdict.chance, verdict.features)

    def _pages_of(self, connection: Moment, numbers: Iterable[int]) -> dict[int, Sketch]:
        wanted = set(numbers)
        missing = wanted - self._pages.keys()
        for number, body in comparing.sketch_bodies(connection, missing).items():
            self._pages[number] = Sketch.model_validate_json(body)
        found = {number: self._pages[number] for number in wanted}
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        return found

    def _texts_of(self, connection: Moment, numbers: Iterable[int]) -> dict[int, Text]:
        wanted = set(numbers)
        missing = wanted - self._texts.keys()
        for number, document in comparing.texts(connection, missing).items():
            self._texts[number] = compare.text_of(document)
        found = {number: self._texts[number] for number in wanted}
        while len(self._texts) > _KEPT_TEXTS:
            self._texts.popitem(last=False)
        return found

    def _choose(self) -> None:
        """Whose copies all unsettled documents are, before any of their claims is made."""
        reached: int | None = 0
        while reached is not None:
            reached = self.store.write(partial(self._choose_some, behind=reached))

    def _choose_some(self, writing: Writing, behind: int) -> int | None:
        numbers = settling.unsettled(writing.connection, limit=_SETTLED_AT_ONCE, behind=behind)
        self._choose_copies(writing, numbers)
        return numbers[-1] if numbers else None

    def _settle(self) -> int:
        """Make the claims of some documents anew, in one transaction; how many documents are left."""
        tried = False

        def work(writing: Writing) -> int:
            nonlocal tried
            if tried:  # Nothing is left of what the transaction before it did.
                self._done.clear()
            tried = True
            settling.hold_rulings(writing)
            numbers = settling.unsettled(writing.connection, limit=_SETTLED_AT_ONCE)
            self._settle_documents(writing, numbers)
            return settling.count_unsettled(writing.connection)

        return self.store.write(work)

    def _choose_copies(self, writing: Writing, numbers: Sequence[int]) -> None:
        """Whose copies these documents are; where that changed, the claims of their copies too are to be settled."""
        found = comparing.matches_of(writing.connection, numbers)
        concerned = {*numbers, *(number for one in found for number in (one.one, one.other))}
        every = comparing.matches_of(writing.connection, concerned)
        pages = self._pages_of(writing.connection, {number for one in every for number in one[:2]} | set(concerned))
        ids = {page.document: number for number, page in pages.items()}
        by_id = {page.document: page for page in pages.values()}
        made: dict[int, tuple[int, Copy] | None] = {}
        for number in sorted(concerned):
            ours = [_as_match(one, pages) for one in every if number in (one.one, one.other)]
            copy = compare.choose(pages[number], ours, by_id)
            made[number] = None if copy is None else (ids[copy.of], copy)
        settling.unsettle(writing, settling.keep_copies(writing, made))

    def _settle_documents(self, writing: Writing, numbers: Sequence[int]) -> None:
        connection = writing.connection
        pages = self._pages_of(connection, numbers)
        items = {(number << 20) | at for number, page in pages.items() for at in range(len(page.propositions))}
        rulings = rulings_of(self.store)
        if rulings != self._rulings:
            self._rulings, self._done = rulings, set()
        # A part that was made in this run, for another of its documents, is what it would be again.
        whole, pairs = self._hanging(connection, items - self._done, rulings)
        pages = self._pages_of(connection, {item >> 20 for item in whole})
        made = self._made(connection, whole, pairs, pages, rulings)
        settling.keep_claims(writing, numbers, whole, made)
        self._done |= whole

    def _hanging(
        self, connection: Moment, items: set[int], rulings: Rulings
    ) -> tuple[set[int], dict[tuple[int, int], Pair]]:
        """All items that hang together with these, by likely pairs, by leaning, by rulings; and the pairs among
        them."""
        whole: set[int] = set()
        pairs: dict[tuple[int, int], Pair] = {}
        wave = settling.items_with(connection, items)
        ruled = settling.items_of(connection, {one for pair in rulings.same for one in pair})
        while wave:
            whole |= wave
            found = comparing.pairs_of(connection, wave, least=compare.HANGING)
            pairs |= {(one.one, one.other): one for one in found}
            beyond = {item for one in found for item in (one.one, one.other)}
            beyond |= self._leaning(connection, wave) | self._ruled(connection, wave, rulings, ruled)
            wave = settling.items_with(connection, beyond - whole) - whole
        for one in comparing.pairs_of(connection, whole, least=0.0):
            if one.one in whole and one.other in whole:
                pairs[one.one, one.other] = one
        return whole, pairs

    def _leaning(self, connection: Moment, items: Iterable[int]) -> set[int]:
        wanted = set(items)
        found = set()
        for number, page in self._pages_of(connection, {item >> 20 for item in wanted}).items():
            places = {said.id: (number << 20) | at for at, said in enumerate(page.propositions)}
            for said in page.propositions:
                if said.leans_on in places and {places[said.id], places[said.leans_on]} & wanted:
                    found |= {places[said.id], places[said.leans_on]}
        return found

    def _ruled(self, connection: Moment, items: Iterable[int], rulings: Rulings, known: Mapping[str, int]) -> set[int]:
        wanted = set(items)
        return {
            known[one]
            for pair in rulings.same
            if any(known.get(one) in wanted for one in pair)
            for one in pair
            if one in known
        }

    def _made(
        self,
        connection: Moment,
        whole: set[int],
        pairs: Mapping[tuple[int, int], Pair],
        pages: Mapping[int, Sketch],
        rulings: Rulings,
    ) -> list[Made]:
        mask = (1 << 20) - 1
        ids = {item: pages[item >> 20].propositions[item & mask].id for item in whole}
        items = {identity: item for item, identity in ids.items()}
        verdicts = {frozenset((ids[a], ids[b])): Verdict(pair.chance, pair.features) for (a, b), pair in pairs.items()}
        copies = self._copies(connection, pages)
        inside = {item >> 20 for item in whole}
        shown = {pages[number].document: _only(pages[number], number, whole) for number in inside}
        made = []
        for part in compare.hanging(shown.values(), verdicts, rulings):
            documents = {items[one] >> 20 for one in part}
            ours = {pages[number].document: shown[pages[number].document] for number in documents}
            within = set(part)
            judged = {pair: verdict for pair, verdict in verdicts.items() if pair <= within}
            for settled in compare.settle(part, judged, ours, copies, rulings):
                own = {said.statement: items[said.statement] for said in settled.claim.statements}
                days = [day for item in own.values() if (day := pages[item >> 20].day)]
                made.append(Made(settled.claim, settled.drifts, own, (min(days, default=0), max(days, default=0))))
        return made

    def _copies(self, connection: Moment, pages: Mapping[int, Sketch]) -> dict[str, Copy]:
        found = settling.copies_of(connection, pages)
        originals = self._pages_of(connection, {of for of, _ in found.values()})
        return {
            pages[number].document: Copy(
                of=originals[of].document, by=pages[number].document, kind=row.kind, overlap=row.overlap,
                undecided=bool(row.undecided), why=tuple(json.loads(row.why)),
            )
            for number, (of, row) in found.items()
        }  # fmt: skip


def _only(page: Sketch, number: int, whole: set[int]) -> Sketch:
    kept = tuple(said for at, said in enumerate(page.propositions) if (number << 20) | at in whole)
    return page.model_copy(update={"propositions": kept})


def _as_match(one: Matched, pages: Mapping[int, Sketch]) -> compare.Match:
    return compare.Match(
        pages[one.one].document, pages[one.other].document, one.kind, (one.one_share, one.other_share), one.follows
    )


def rulings_of(store: Store) -> Rulings:
    """What people decided about claims."""
    return Rulings(*store.rulings())
