"""Reviewing at a terminal: one statement after the other, decided by keys.

In:      a ledger, a question, a terminal.
Out:     decisions in the ledger, each written at once; so ending at any moment loses nothing.
Fails:   a statement that somebody else decided on meanwhile is shown again as it is now.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from allegedly.cli.keys import END_OF_INPUT, Keys
from allegedly.errors import BadDecision, LedgerError, StaleItem

if TYPE_CHECKING:
    from allegedly.cli.streams import Output
    from allegedly.desk.ledger import Ledger
    from allegedly.ledger import Question, StatementRow
    from allegedly.views.listing import Printed

_AT_ONCE = 50
_ACTIONS = {"y": "accept", "n": "reject", "h": "unsure"}
_KEYS = "y yes · n no · h hold · e correct · u undo · j next · k back · ? help · q end"
_HELP = """\
y  it is right as it stands            n  it is wrong
h  hold: somebody should look again    e  correct a field, then it counts as edited
u  undo your last decision             j  next, without deciding       k  back
?  these lines                         q  end; what was decided stays

Corrections are written FIELD=VALUE: act=denies, speaker=Ali Barakeh, certainty=possible,
said=2031-03-05, channel=none, content=the exact words … and the rest of them.
"""


class Queue:
    """The statements that wait, and where one is among them."""

    def __init__(self, ledger: Ledger, asked: Question, out: Printed, output: Output) -> None:
        self.ledger, self.asked, self.out, self.output = ledger, asked, out, output
        self.keys = Keys()
        self.rows: list[StatementRow] = []
        self.after: str | None = None
        self.whole = False
        self.at = 0
        self.decided = 0
        self.began = time.monotonic()
        self.message = ""

    def run(self) -> None:
        """Until nothing waits or the person ends it."""
        self._fill()
        with self.keys:
            while self.at < len(self.rows):
                self._show(self.rows[self.at])
                if self._key(self.keys.next(), self.rows[self.at]):
                    break
                self._fill()
            else:
                self.output.write("\nNothing more waits.\n")
        self._sum_up()

    def _fill(self) -> None:
        """Have some more ready before the last is reached."""
        if self.at < len(self.rows) or self.whole:
            return
        page = self.ledger.page("statements", self.asked, order="unsure", limit=_AT_ONCE, after=self.after)
        self.rows += page.rows
        self.after, self.whole = page.next, page.next is None

    def _show(self, row: StatementRow) -> None:
        from allegedly.views.card import card

        statement, seen = self.ledger.statement(row.id)
        orphan = next((document for gone, document in seen.orphaned if gone.id == row.id), None)
        document = orphan or seen.reading.document
        left = self.ledger.count("statements", self.asked)
        click.clear()
        count = f"{left.number}{'' if left.exact else '+'}"
        self.out.line((" · ".join(filter(None, (f"{self.decided} decided", f"{count} left", self._rate()))), "dim"))
        self.out.line(
            (row.title or "no title", "bold"), f" · {row.outlet or 'no outlet'} · {row.published or 'no date'}"
        )
        self.out.line()
        card(statement, document, self.out)
        now = seen.status.get(row.id, "machine")
        self.out.line()
        if now != "machine" or orphan:
            self.out.line((f"{now}{' · orphaned: the newest reading has it no longer' if orphan else ''}", "yellow"))
        self.out.line((_KEYS, "dim"))
        self.output.write(self.out.text() + (f"{self.message}\n" if self.message else ""))
        self.message = ""

    def _rate(self) -> str:
        minutes = (time.monotonic() - self.began) / 60
        return f"{self.decided / minutes:.0f} a minute" if self.decided > 4 else ""

    def _key(self, key: str, row: StatementRow) -> bool:
        """Do what a key says; True ends."""
        if key in ("q", "\x03", END_OF_INPUT, "\x1b"):
            return True
        try:
            self._act(key, row)
        except StaleItem:
            self.message = "Somebody else decided on it meanwhile; this is how it is now."
            self._reload(row)
        except (BadDecision, LedgerError) as error:
            self.message = str(error)
        return False

    def _act(self, key: str, row: StatementRow) -> None:
        if key in _ACTIONS:
            self.ledger.decide(row.id, _ACTIONS[key], seen_at=row.revision)
            self.decided += 1
            self.at += 1
        elif key == "j":
            self.at += 1
        elif key == "k":
            self.at = max(0, self.at - 1)
            self._reload(self.rows[self.at])
        elif key == "u":
            undone = self.ledger.undo()
            self.message = f"Undone: {undone.target}."
            places = [at for at, one in enumerate(self.rows) if one.id == undone.target]
            self.at = places[0] if places else self.at
            self.decided = max(0, self.decided - 1)
            self._reload(self.rows[self.at])
        elif key == "e":
            from allegedly.desk import correcting

            with self.keys.line():
                written = str(click.prompt("FIELD=VALUE", default="", show_default=False))
            if written:
                correcting.correct(self.ledger, row.id, written, seen_at=row.revision)
                self.decided += 1
                self._reload(row)
        elif key == "?":
            self.message = _HELP

    def _reload(self, row: StatementRow) -> None:
        """The row as it is now; it keeps its place."""
        from allegedly.ledger import Question

        asked = Question(document=(row.document,), status=("any",))
        for one in self.ledger.every("statements", asked):
            if one.id == row.id:
                self.rows[self.rows.index(row)] = one

    def _sum_up(self) -> None:
        self.output.write(f"\n{self.decided} decided.\n")
