"""What several reports say together, as everybody asks a ledger for it.

    with Ledger.open("desk.allegedly.db") as ledger:
        ledger.compare()
        for row in ledger.claims(about="Hamas"):
            told = ledger.claim(row.id)
            print(told.claim.text, told.claim.counts.origins)

In:      an open ledger; ids and filters.
Out:     `Story`, `Difference`, news of watched questions; comparing itself is `desk.comparing`.
Cost:    a claim is told in some 10 ms a document that it stands in.
Fails:   with a LedgerError.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from allegedly.errors import BadDecision
from allegedly.ledger import Question, Store
from allegedly.ledger import claims as kept
from allegedly.ledger.claims import ClaimRow, News, State, Watch
from allegedly.ledger.journal import now
from allegedly.records import Claim, Copy, Drift

if TYPE_CHECKING:
    from allegedly.compare import Difference, Story
    from allegedly.desk.comparing import Step

ORDERS = ("newest", "documents")


class Claims(Store):
    """The part of a ledger that is about claims."""

    def compare(self) -> State:
        """Bring copies, claims and drifts up to date with what was read and decided; how much was compared in all.

        Raises:
            LedgerBusy: somebody else is comparing this ledger.
        """
        for _ in self.compare_each():
            pass
        return self.compared()

    def compare_each(self) -> Iterator[Step]:
        """The same, step by step, for who wants to show how far it is."""
        from allegedly.desk.comparing import Comparer

        yield from Comparer(self).run()

    def compared(self) -> State:
        """How far comparing is."""
        from allegedly import compare

        with self.reading() as connection:
            return kept.state(connection, compare.version())

    def claims(self, asked: Question | None = None, *, order: str = "newest", size: int = 200) -> Iterator[ClaimRow]:
        """Every claim in which a statement is that the question finds."""
        after = None
        while True:
            with self.reading() as connection:
                rows = kept.claim_rows(connection, asked or Question(), order=order, limit=size, after=after)
            yield from rows
            if len(rows) < size:
                return
            after = kept.mark_of(rows[-1], order)

    def count_claims(self, asked: Question | None = None) -> int:
        """How many these are."""
        with self.reading() as connection:
            return kept.count_claims(connection, asked or Question())

    def claim(self, identity: str) -> Story:
        """Everything about one claim; by its id, by one it had before, or by the id of a statement in it.

        Raises:
            UnknownItem: there is none.
        """
        from allegedly import compare

        with self.reading() as connection:
            claim = kept.claim_of(connection, identity)
            drifts = kept.drifts_of(connection, claim.id)
        wanted = list(dict.fromkeys(one.document for one in claim.statements))
        copies = [one for document in wanted for one in self.copies(document)]
        return compare.tell(claim, {one: self.whole(one).reading for one in wanted}, drifts, copies)

    def copies(self, document: str | None = None) -> list[Copy]:
        """All copies, or those that have to do with one document."""
        with self.reading() as connection:
            return list(kept.copy_rows(connection, document))

    def drifts(self, asked: Question | None = None, kinds: Sequence[str] = ()) -> list[Drift]:
        """All drifts, newest first; of some kinds, of claims that a question finds."""
        with self.reading() as connection:
            return list(kept.drift_rows(connection, asked or Question(), kinds))

    def every_claim(self) -> Iterator[Claim]:
        """All claims."""
        with self.reading() as connection:
            yield from kept.every_claim(connection)

    def outlets_of(self, documents: Sequence[str]) -> dict[str, Any]:
        """Outlet, day and title of documents, by id."""
        with self.reading() as connection:
            return kept.document_rows(connection, documents)

    def diff(self, one: str, other: str, claim: str | None = None) -> Difference:
        """Two documents side by side.

        Args:
            claim: Only what both say of this claim.

        Raises:
            UnknownItem: one of the documents, or the claim, is not there.
        """
        from allegedly import compare

        first, second = self.whole(one).reading, self.whole(other).reading
        copy = next((found for found in self.copies(one) if {found.of, found.by} == {one, other}), None)
        with self.reading() as connection:
            wanted = None if claim is None else kept.claim_of(connection, claim).id
            ours, theirs = (
                [
                    found
                    for found in kept.claims_with(connection, [said.id for said in reading.statements])
                    if wanted in (None, found.id)
                ]
                for reading in (first, second)
            )
        return compare.differ(first, second, copy, (ours, theirs))

    def watches(self) -> list[Watch]:
        """The saved questions."""
        with self.reading() as connection:
            return kept.watches_of(connection)

    def watch(self, name: str, asked: Question) -> Watch:
        """Save a question; what it finds now is no news.

        Raises:
            BadDecision: it has no name.
        """
        if not name.strip():
            raise BadDecision("a watch needs a name.")
        moment = now()
        made = Watch(name, asked.written(), self._seen(asked), moment, self.who, moment)
        self.write(lambda writing: kept.keep_watch(writing, made))
        return made

    def unwatch(self, name: str) -> None:
        """Forget a saved question.

        Raises:
            UnknownItem: there is none of this name.
        """
        self.write(lambda writing: kept.drop_watch(writing, name))

    def look(self, names: Sequence[str] = (), *, keep: bool = True) -> list[News]:
        """What is new since the watches looked last.

        Args:
            names: Which of them; all unless named.
            keep: Remember that it was seen.

        Raises:
            UnknownItem: there is none of a name.
        """
        known = {one.name: one for one in self.watches()}
        news: list[News] = []
        for name in names or known:
            if name not in known:
                self.unwatch(name)  # Refuses, and says what there is.
            watch = known[name]
            seen = self._seen(Question.parse([watch.asked]) if watch.asked else Question())
            news += _news(watch, seen)
            if keep:
                self.write(partial(kept.keep_watch, watch=watch._replace(seen=seen, looked=now())))
        return news

    def _seen(self, asked: Question) -> dict[str, Any]:
        """What there is to see: of each claim its statements, origins, denials, retractions and drifts."""
        seen: dict[str, Any] = {}
        for row in self.claims(asked):
            with self.reading() as connection:
                claim, drifts = kept.claim_of(connection, row.id), kept.drifts_of(connection, row.id)
            seen[claim.id] = {
                "text": claim.text,
                "statements": [one.statement for one in claim.statements],
                "origins": {one.id: one.name for one in claim.origins if not one.denies},
                "denials": {one.id: one.name for one in claim.origins if one.denies},
                "retractions": [one.statement for one in claim.statements if one.stance == "retracts"],
                "drifts": {f"{one.kind} {one.to}": one.why for one in drifts},
            }
        return seen


def _news(watch: Watch, seen: Mapping[str, Any]) -> Iterator[News]:
    """What `seen` has that the watch had not seen: a claim is known again by any of its statements."""
    homes = {said: before for before in watch.seen.values() for said in before["statements"]}
    for identity, claim in seen.items():
        before = next((homes[said] for said in claim["statements"] if said in homes), None)
        if before is None:
            yield News(watch.name, "claim", identity, claim["text"], "a claim that was not there")
            before = {"origins": {}, "denials": {}, "retractions": [], "drifts": {}}
        for kind, field in (("origin", "origins"), ("denial", "denials"), ("drift", "drifts")):
            for key in claim[field].keys() - before[field].keys():
                yield News(watch.name, kind, identity, claim["text"], claim[field][key])
        for said in sorted(set(claim["retractions"]) - set(before["retractions"])):
            yield News(watch.name, "retraction", identity, claim["text"], said)
