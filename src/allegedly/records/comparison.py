"""What several readings say together: copies, claims with their origins, and what changed on the way."""

from __future__ import annotations

from typing import Literal

from allegedly.records.anchor import Anchor
from allegedly.records.base import Record

CopyKind = Literal["verbatim", "light-edit", "rewrite"]
Stance = Literal["asserts", "denies", "questions", "reports", "retracts", "declines"]
DriftKind = Literal[
    "attribution-dropped", "certainty-raised", "certainty-lowered", "number-changed", "negation-lost", "quote-altered"
]


class Copy(Record):
    """Document `by` has its text from document `of`; both are ids.

    `overlap` is the share of the words of `by` that stand in `of` in the same order. `undecided`: nothing on the pages
    says which was first, and the two are in the order of their ids. `why` gives the reasons, the strongest first.
    """

    of: str
    by: str
    kind: CopyKind
    overlap: float
    undecided: bool = False
    why: tuple[str, ...] = ()


class ClaimStatement(Record):
    """One statement's place in a claim: what it does to the proposition, and whom it goes back to.

    `origin` is the id of one of the claim's origins; None where it goes back to none that counts. `why` says how the
    statement came into the claim, and by which way it goes back.
    """

    statement: str
    document: str
    stance: Stance
    origin: str | None = None
    why: tuple[str, ...] = ()


class Origin(Record):
    """A person or body with knowledge of their own behind a claim, or, with `denies`, against it.

    `likely`: the text names nobody, and its words point here. `statements` are in order of publication.
    """

    id: str
    name: str
    denies: bool = False
    likely: bool = False
    statements: tuple[str, ...]
    documents: tuple[str, ...]
    why: tuple[str, ...] = ()


class Counts(Record):
    """The numbers that always stand together. `origins` stand behind the claim now; those who deny it are apart."""

    documents: int
    outlets: int
    origins: int
    denying_origins: int


class Claim(Record):
    """A proposition that statements of one or many documents assert, deny, question, report, retract.

    `text` is the content of one of the statements, never made. `statements` are in order of publication, the
    undated last. `first` is the document in which the claim stands first, None where no document has a date. The id
    follows from the statement that stands first, so an earlier report that arrives later changes it; a ledger
    remembers every id that a claim has had. `values` are the different figures that are given for one thing.
    """

    id: str
    text: str
    statements: tuple[ClaimStatement, ...]
    counts: Counts
    origins: tuple[Origin, ...] = ()
    first: str | None = None
    values: tuple[str, ...] = ()


class Drift(Record):
    """What a relay made of the statement it goes back to, with the words on both sides.

    `from_` and `to` are ids of statements; both spans are in the texts of their documents, and `to_span` may be None
    where something is gone, as an attribution is.
    """

    kind: DriftKind
    claim: str
    from_: str
    to: str
    from_document: str
    to_document: str
    from_span: Anchor
    to_span: Anchor | None = None
    why: str


class Comparison(Record):
    """Everything that comparing gave. `unread` are documents that had nothing to compare, and why."""

    copies: tuple[Copy, ...] = ()
    claims: tuple[Claim, ...] = ()
    drifts: tuple[Drift, ...] = ()
    unread: dict[str, str] = {}
