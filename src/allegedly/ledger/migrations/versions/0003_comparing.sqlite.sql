-- What comparing gave. All of it but the watches can be made again from readings and decisions.

CREATE TABLE sketches (
    document INTEGER NOT NULL,
    token TEXT NOT NULL,
    day INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    settled INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (document),
    FOREIGN KEY(document) REFERENCES documents (number)
)
 STRICT;

CREATE INDEX sketches_unsettled ON sketches (settled, document);

CREATE TABLE sketch_bands (
    band INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (band, document),
    FOREIGN KEY(document) REFERENCES sketches (document)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX sketch_bands_by_document ON sketch_bands (document);

CREATE TABLE sketch_keys (
    "key" INTEGER NOT NULL,
    day INTEGER NOT NULL,
    item INTEGER NOT NULL,
    PRIMARY KEY ("key", day, item)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX sketch_keys_by_item ON sketch_keys (item);

CREATE TABLE matches (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    kind TEXT NOT NULL,
    one_share REAL NOT NULL,
    other_share REAL NOT NULL,
    follows REAL NOT NULL,
    PRIMARY KEY (one, other),
    FOREIGN KEY(one) REFERENCES sketches (document),
    FOREIGN KEY(other) REFERENCES sketches (document)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX matches_by_other ON matches (other);

CREATE TABLE pairs (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    chance REAL NOT NULL,
    features TEXT NOT NULL,
    PRIMARY KEY (one, other)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX pairs_by_other ON pairs (other);

CREATE TABLE copies (
    document INTEGER NOT NULL,
    "of" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    overlap REAL NOT NULL,
    undecided INTEGER NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (document),
    FOREIGN KEY(document) REFERENCES sketches (document),
    FOREIGN KEY("of") REFERENCES sketches (document)
)
 STRICT;

CREATE INDEX copies_of ON copies ("of");

CREATE TABLE claims (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    denying_origins INTEGER NOT NULL,
    drifts INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (id)
)
 STRICT;

CREATE INDEX claims_by_day ON claims (last_day, number);

CREATE INDEX claims_by_documents ON claims (documents, number);

CREATE TABLE claim_statements (
    claim INTEGER NOT NULL,
    item INTEGER NOT NULL,
    statement TEXT NOT NULL,
    stance TEXT NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (claim, item),
    FOREIGN KEY(claim) REFERENCES claims (number) ON DELETE CASCADE,
    FOREIGN KEY(document) REFERENCES sketches (document)
)
 WITHOUT ROWID,
 STRICT;

CREATE UNIQUE INDEX claim_statements_by_item ON claim_statements (item);

CREATE INDEX claim_statements_by_statement ON claim_statements (statement);

CREATE TABLE claim_names (
    id TEXT NOT NULL,
    statement TEXT NOT NULL,
    PRIMARY KEY (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE drifts (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    claim INTEGER NOT NULL,
    kind TEXT NOT NULL,
    day INTEGER NOT NULL,
    from_document TEXT NOT NULL,
    to_document TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (id),
    FOREIGN KEY(claim) REFERENCES claims (number) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX drifts_by_claim ON drifts (claim);

CREATE INDEX drifts_by_day ON drifts (day, number);

CREATE INDEX drifts_by_kind ON drifts (kind, day);

CREATE TABLE watches (
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    asked TEXT NOT NULL,
    seen TEXT NOT NULL,
    made TEXT NOT NULL,
    maker TEXT NOT NULL,
    looked TEXT,
    PRIMARY KEY (number),
    UNIQUE (name)
)
 STRICT;
