-- The first schema; `allegedly.ledger.tables` says what the tables mean. A step that was released is never changed.

CREATE TABLE actors (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    made_by TEXT NOT NULL,
    identifiers TEXT NOT NULL,
    "into" INTEGER,
    PRIMARY KEY (number),
    UNIQUE (id),
    FOREIGN KEY("into") REFERENCES actors (number)
) STRICT;

CREATE INDEX actors_into ON actors ("into");

CREATE TABLE counts (
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (facet, value)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE imports (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    started TEXT NOT NULL,
    ended TEXT,
    who TEXT NOT NULL,
    asked TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (id)
) STRICT;

CREATE TABLE journal (
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    digest TEXT NOT NULL,
    details TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (number)
) STRICT;

CREATE INDEX journal_by_subject ON journal (subject);

CREATE TABLE ledger (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY ("key")
) STRICT;

CREATE TABLE outlets (
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (name)
) STRICT;

CREATE TABLE raws (
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    packing TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (sha256)
) STRICT;

CREATE TABLE documents (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    raw TEXT NOT NULL,
    name TEXT NOT NULL,
    outlet TEXT,
    published TEXT,
    day INTEGER NOT NULL,
    title TEXT,
    url TEXT,
    language TEXT,
    media_type TEXT NOT NULL,
    added TEXT NOT NULL,
    version INTEGER,
    reading INTEGER,
    state TEXT NOT NULL,
    problem TEXT,
    revision INTEGER NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (id),
    FOREIGN KEY(raw) REFERENCES raws (sha256)
) STRICT;

CREATE INDEX documents_by_day ON documents (day, number);

CREATE INDEX documents_by_outlet ON documents (outlet, day, number);

CREATE INDEX documents_by_raw ON documents (raw);

CREATE INDEX documents_by_state ON documents (state, number);

CREATE INDEX documents_by_url ON documents (url);

CREATE TABLE import_items (
    import INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    fingerprint TEXT,
    state TEXT NOT NULL,
    document TEXT,
    code TEXT,
    message TEXT,
    UNIQUE (import, position),
    FOREIGN KEY(import) REFERENCES imports (number)
) STRICT;

CREATE INDEX import_items_by_fingerprint ON import_items (fingerprint);

CREATE TABLE names (
    folded TEXT NOT NULL,
    actor INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (folded, actor),
    FOREIGN KEY(actor) REFERENCES actors (number)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX names_by_actor ON names (actor);

CREATE TABLE appearances (
    number INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    document INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    named INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    roles TEXT NOT NULL,
    PRIMARY KEY (number),
    FOREIGN KEY(actor) REFERENCES actors (number),
    FOREIGN KEY(document) REFERENCES documents (number)
) STRICT;

CREATE INDEX appearances_by_actor ON appearances (actor, number);

CREATE INDEX appearances_by_id ON appearances (id);

CREATE TABLE decisions (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    document INTEGER,
    payload TEXT NOT NULL,
    undoes INTEGER,
    PRIMARY KEY (number),
    UNIQUE (id),
    FOREIGN KEY(document) REFERENCES documents (number),
    FOREIGN KEY(undoes) REFERENCES decisions (number)
) STRICT;

CREATE INDEX decisions_by_document ON decisions (document);

CREATE INDEX decisions_by_kind ON decisions (kind, number);

CREATE INDEX decisions_by_target ON decisions (target);

CREATE UNIQUE INDEX decisions_undone ON decisions (undoes);

CREATE TABLE evidence (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    document INTEGER NOT NULL,
    kind TEXT NOT NULL,
    "for" TEXT NOT NULL,
    polarity TEXT NOT NULL,
    certainty TEXT NOT NULL,
    quote TEXT NOT NULL,
    start INTEGER NOT NULL,
    PRIMARY KEY (number),
    FOREIGN KEY(document) REFERENCES documents (number)
) STRICT;

CREATE INDEX evidence_by_id ON evidence (id);

CREATE INDEX evidence_by_target ON evidence ("for");

CREATE TABLE links (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    document INTEGER NOT NULL,
    kind TEXT NOT NULL,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    confidence REAL NOT NULL,
    why TEXT NOT NULL,
    made_by TEXT NOT NULL,
    status TEXT NOT NULL,
    orphaned INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (number),
    FOREIGN KEY(document) REFERENCES documents (number)
) STRICT;

CREATE INDEX links_by_a ON links (a);

CREATE INDEX links_by_b ON links (b);

CREATE INDEX links_by_id ON links (id);

CREATE TABLE versions (
    number INTEGER NOT NULL,
    document INTEGER NOT NULL,
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    exact BLOB,
    text_sha256 TEXT NOT NULL,
    facts TEXT NOT NULL,
    made TEXT NOT NULL,
    maker TEXT NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (document, id),
    FOREIGN KEY(document) REFERENCES documents (number)
) STRICT;

CREATE TABLE readings (
    number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    reader TEXT NOT NULL,
    settings TEXT NOT NULL,
    at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    statements INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (version, reader, settings),
    FOREIGN KEY(version) REFERENCES versions (number)
) STRICT;

CREATE TABLE statements (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    document INTEGER NOT NULL,
    reading INTEGER NOT NULL,
    day INTEGER NOT NULL,
    outlet INTEGER,
    speaker INTEGER,
    speaker_kind TEXT NOT NULL,
    said_by TEXT,
    cue TEXT,
    quote TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    block TEXT,
    form TEXT NOT NULL,
    act TEXT,
    certainty TEXT NOT NULL,
    polarity TEXT,
    distance TEXT,
    outcome TEXT,
    channel TEXT,
    said TEXT,
    nested_in TEXT,
    confidence REAL NOT NULL,
    least REAL NOT NULL,
    status TEXT NOT NULL,
    orphaned INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (id),
    FOREIGN KEY(document) REFERENCES documents (number),
    FOREIGN KEY(reading) REFERENCES readings (number),
    FOREIGN KEY(outlet) REFERENCES outlets (number),
    FOREIGN KEY(speaker) REFERENCES actors (number)
) STRICT;

CREATE INDEX statements_by_act ON statements (act, day, number);

CREATE INDEX statements_by_channel ON statements (channel, day, number);

CREATE INDEX statements_by_day ON statements (day, number);

CREATE INDEX statements_by_outlet ON statements (outlet, day, number);

CREATE INDEX statements_by_speaker ON statements (speaker, day, number);

CREATE INDEX statements_decided ON statements (status, day, number) WHERE status <> 'machine';

CREATE INDEX statements_orphaned ON statements (number) WHERE orphaned = 1;

CREATE INDEX statements_to_review ON statements (status, least, number);

CREATE TABLE about (
    actor INTEGER NOT NULL,
    day INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    PRIMARY KEY (actor, day, statement),
    FOREIGN KEY(actor) REFERENCES actors (number),
    FOREIGN KEY(statement) REFERENCES statements (number)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX about_by_statement ON about (statement);

CREATE TABLE hops (
    statement INTEGER NOT NULL,
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    actor INTEGER,
    day INTEGER NOT NULL,
    PRIMARY KEY (statement, position),
    FOREIGN KEY(statement) REFERENCES statements (number),
    FOREIGN KEY(actor) REFERENCES actors (number)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX hops_by_actor ON hops (actor, day, statement);

CREATE TABLE relations (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    document INTEGER NOT NULL,
    statement INTEGER,
    day INTEGER NOT NULL,
    relation TEXT NOT NULL,
    subjects TEXT NOT NULL,
    objects TEXT NOT NULL,
    mode TEXT,
    context TEXT NOT NULL,
    cameo TEXT,
    happened TEXT,
    place TEXT,
    polarity TEXT NOT NULL,
    certainty TEXT NOT NULL,
    modality TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    start INTEGER NOT NULL,
    confidence REAL NOT NULL,
    status TEXT NOT NULL,
    orphaned INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (id),
    FOREIGN KEY(document) REFERENCES documents (number),
    FOREIGN KEY(statement) REFERENCES statements (number)
) STRICT;

CREATE INDEX relations_by_day ON relations (day, number);

CREATE INDEX relations_by_kind ON relations (relation, day, number);

CREATE INDEX relations_to_review ON relations (status, confidence, number);

CREATE TABLE parties (
    actor INTEGER NOT NULL,
    day INTEGER NOT NULL,
    relation INTEGER NOT NULL,
    side TEXT NOT NULL,
    PRIMARY KEY (actor, day, relation, side),
    FOREIGN KEY(actor) REFERENCES actors (number),
    FOREIGN KEY(relation) REFERENCES relations (number)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX parties_by_relation ON parties (relation);

CREATE VIRTUAL TABLE statements_search USING fts5(quote, content='statements', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2');

CREATE TRIGGER statements_search_added AFTER INSERT ON statements BEGIN
    INSERT INTO statements_search (rowid, quote) VALUES (new.number, new.quote);
END;

CREATE TRIGGER statements_search_removed AFTER DELETE ON statements BEGIN
    INSERT INTO statements_search (statements_search, rowid, quote) VALUES ('delete', old.number, old.quote);
END;

CREATE TRIGGER statements_search_changed AFTER UPDATE OF quote ON statements BEGIN
    INSERT INTO statements_search (statements_search, rowid, quote) VALUES ('delete', old.number, old.quote);
    INSERT INTO statements_search (rowid, quote) VALUES (new.number, new.quote);
END;

CREATE VIRTUAL TABLE versions_search USING fts5(text, content='versions', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2');

CREATE TRIGGER versions_search_added AFTER INSERT ON versions BEGIN
    INSERT INTO versions_search (rowid, text) VALUES (new.number, new.text);
END;

-- What was written into the journal stays; only a program that is not ours would try.

CREATE TRIGGER journal_stays BEFORE UPDATE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is only added to');
END;

CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is only added to');
END;

CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN
    SELECT RAISE(ABORT, 'decisions are only added to');
END;

CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decisions BEGIN
    SELECT RAISE(ABORT, 'decisions are only added to');
END;

-- Views for people who open the ledger with another program.

CREATE VIEW v_statements AS
SELECT statements.id, documents.id AS document, coalesce(outlets.name, documents.outlet) AS outlet, documents.published, documents.title,
    coalesce(kept.name, actors.name) AS speaker, statements.speaker_kind, statements.said_by AS source, statements.cue,
    statements.quote AS content, statements.act, statements.certainty, statements.polarity, statements.channel, statements.said,
    statements.confidence, statements.status, statements.orphaned, statements.start, statements."end"
FROM statements
JOIN documents ON documents.number = statements.document
LEFT JOIN outlets ON outlets.number = statements.outlet
LEFT JOIN actors ON actors.number = statements.speaker
LEFT JOIN actors AS kept ON kept.number = actors."into";

CREATE VIEW v_chains AS
SELECT statements.id AS statement, hops.position, hops.role, hops.name, actors.id AS actor
FROM hops
JOIN statements ON statements.number = hops.statement
LEFT JOIN actors ON actors.number = hops.actor;

CREATE VIEW v_relations AS
SELECT relations.id, documents.id AS document, statements.id AS statement, relations.subjects, relations.relation, relations.objects,
    relations.mode, relations.happened, relations.place, relations.polarity, relations.certainty, relations.modality,
    relations.trigger, relations.status
FROM relations
JOIN documents ON documents.number = relations.document
LEFT JOIN statements ON statements.number = relations.statement;

CREATE VIEW v_actors AS
SELECT coalesce(kept.id, actors.id) AS actor, coalesce(kept.name, actors.name) AS name, appearances.name AS called, appearances.kind,
    appearances.mentions, documents.id AS document, documents.outlet, documents.published
FROM appearances
JOIN actors ON actors.number = appearances.actor
LEFT JOIN actors AS kept ON kept.number = actors."into"
JOIN documents ON documents.number = appearances.document;

CREATE VIEW v_documents AS
SELECT documents.id, documents.outlet, documents.published, documents.title, documents.url, documents.language, documents.state,
    documents.added, documents.name, versions.text
FROM documents
LEFT JOIN versions ON versions.number = documents.version;
