-- A statement's vector goes with the statement: what is shown anew is looked at anew.

CREATE TABLE vectors (
    statement BIGINT NOT NULL,
    model TEXT NOT NULL,
    vector BYTEA NOT NULL,
    PRIMARY KEY (statement),
    FOREIGN KEY(statement) REFERENCES statements (number) ON DELETE CASCADE
);
