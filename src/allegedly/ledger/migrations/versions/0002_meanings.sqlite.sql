-- A statement's vector goes with the statement: what is shown anew is looked at anew, and gets a number of its own.

CREATE TABLE vectors (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    statement INTEGER NOT NULL,
    model TEXT NOT NULL,
    vector BLOB NOT NULL,
    UNIQUE (statement),
    FOREIGN KEY(statement) REFERENCES statements (number) ON DELETE CASCADE
) STRICT;
