"""The tables of what comparing documents gave; all of it can be made again from the readings and decisions.

    what is compared    sketches → sketch_bands, sketch_keys    a document as it is compared, and where others find it
    pairs               matches, pairs                          documents with text in common; statements of one claim
    what comes of it    copies, claims → claim_statements, claim_names, drifts
    people's            watches                                 saved questions about claims, and what they last saw

A statement's `item` is `document << 20 | position` among the statements that were compared. `day` counts from the
year 1; 0 where it is unknown, and in `sketch_keys` -1 for a key that holds at any distance in time. `settled` is 0
while the claims of a document's statements have to be made anew.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, LargeBinary

from allegedly.ledger.columns import number, share, table, whole, words

sketches = table(
    "sketches",
    whole("document", ForeignKey("documents.number"), primary_key=True),
    words("token"),
    whole("day"),
    whole("statements"),
    whole("settled"),
    Column("body", LargeBinary(), nullable=False),
    Index("sketches_unsettled", "settled", "document"),
)
sketch_bands = table(
    "sketch_bands",
    whole("band", primary_key=True),
    whole("document", ForeignKey("sketches.document"), primary_key=True),
    Index("sketch_bands_by_document", "document"),
    by_key=True,
)
sketch_keys = table(
    "sketch_keys",
    whole("key", primary_key=True),
    whole("day", primary_key=True),
    whole("item", primary_key=True),
    Index("sketch_keys_by_item", "item"),
    by_key=True,
)
matches = table(
    "matches",
    whole("one", ForeignKey("sketches.document"), primary_key=True),
    whole("other", ForeignKey("sketches.document"), primary_key=True),
    words("kind"),
    share("one_share"),
    share("other_share"),
    share("follows"),
    Index("matches_by_other", "other"),
    by_key=True,
)
pairs = table(
    "pairs",
    whole("one", primary_key=True),
    whole("other", primary_key=True),
    share("chance"),
    words("features"),
    Index("pairs_by_other", "other"),
    by_key=True,
)
copies = table(
    "copies",
    whole("document", ForeignKey("sketches.document"), primary_key=True),
    whole("of", ForeignKey("sketches.document")),
    words("kind"),
    share("overlap"),
    whole("undecided"),
    words("why"),
    Index("copies_of", "of"),
)
claims = table(
    "claims",
    number(given=False),
    words("id", unique=True),
    words("text"),
    whole("day"),
    whole("last_day"),
    whole("documents"),
    whole("outlets"),
    whole("origins"),
    whole("denying_origins"),
    whole("drifts"),
    Column("body", LargeBinary(), nullable=False),
    Index("claims_by_day", "last_day", "number"),
    Index("claims_by_documents", "documents", "number"),
)
claim_statements = table(
    "claim_statements",
    whole("claim", ForeignKey("claims.number", ondelete="CASCADE"), primary_key=True),
    whole("item", primary_key=True),
    words("statement"),
    words("stance"),
    whole("document", ForeignKey("sketches.document")),
    Index("claim_statements_by_item", "item", unique=True),
    Index("claim_statements_by_statement", "statement"),
    by_key=True,
)
claim_names = table("claim_names", words("id", primary_key=True), words("statement"), by_key=True)
drifts = table(
    "drifts",
    number(given=False),
    words("id", unique=True),
    whole("claim", ForeignKey("claims.number", ondelete="CASCADE")),
    words("kind"),
    whole("day"),
    words("from_document"),
    words("to_document"),
    Column("body", LargeBinary(), nullable=False),
    Index("drifts_by_claim", "claim"),
    Index("drifts_by_day", "day", "number"),
    Index("drifts_by_kind", "kind", "day"),
)
watches = table(
    "watches",
    number(given=False),
    words("name", unique=True),
    words("asked"),
    words("seen"),
    words("made"),
    words("maker"),
    words("looked", null=True),
)
