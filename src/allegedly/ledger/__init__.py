"""The archive: keeps what it is given, answers questions about it, never judges.

In:      documents with their bytes, readings, people's decisions; questions.
Out:     `Store`: what is there, seen through the decisions; nothing that came in is ever changed or lost.
Cost:    storing a page 5 ms; `make bench` measures questions on a million statements.
Fails:   with a `LedgerError` (A6xx). A transaction is whole or absent.

`tables` draws the layers, `projection` makes the shown one, `journal` seals every write, `question` says what can be
asked. Only this room knows SQL.
"""

from allegedly.ledger.answers import ActorRow, Counted, DocumentRow, Hit, Page, RelationRow, StatementRow
from allegedly.ledger.cast_list import ActorFile, Appearance
from allegedly.ledger.deciding import Decision
from allegedly.ledger.facets import Facet
from allegedly.ledger.keeping import Kept, Read
from allegedly.ledger.question import Question
from allegedly.ledger.store import Store, Told, make, open, upgrade  # noqa: A004 - the room's verb

__all__ = [
    "ActorFile",
    "ActorRow",
    "Appearance",
    "Counted",
    "Decision",
    "DocumentRow",
    "Facet",
    "Hit",
    "Kept",
    "Page",
    "Question",
    "Read",
    "RelationRow",
    "StatementRow",
    "Store",
    "Told",
    "make",
    "open",
    "upgrade",
]
