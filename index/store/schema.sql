-- The archive's truth. Everything else in the folder is derived from it and
-- may be deleted. `PRAGMA user_version` is the version of this schema.

-- What a file says, once for each text: copies under other names share it.
CREATE TABLE contents (
    id          INTEGER PRIMARY KEY,
    sha256      TEXT NOT NULL UNIQUE,       -- of the file's bytes
    parser      TEXT NOT NULL,              -- fingerprint of the code that read it
    text        TEXT NOT NULL,              -- pages joined by form feeds
    page_starts TEXT NOT NULL,              -- JSON: offset of each page
    unreadable_pages TEXT NOT NULL,         -- JSON: numbers of pages that are images without text
    recognised_pages TEXT NOT NULL,         -- JSON: numbers of pages whose text was read from an image
    kind        TEXT NOT NULL,
    body        TEXT,
    date        TEXT                        -- ISO
);

-- The files, by their path relative to the folder (root) that was indexed.
CREATE TABLE documents (
    name        TEXT PRIMARY KEY,
    root        TEXT NOT NULL,              -- absolute path that was given to `index`
    path        TEXT NOT NULL,              -- absolute path of the file
    size        INTEGER NOT NULL,
    mtime_ns    INTEGER NOT NULL,
    sha256      TEXT,                       -- NULL when the file could not be opened
    content_id  INTEGER REFERENCES contents (id),
    parser      TEXT,                       -- fingerprint of the code that read it, or could not
    rejected    TEXT                        -- why it is not held, in Danish
);
CREATE INDEX documents_content ON documents (content_id);
CREATE INDEX documents_root ON documents (root);

CREATE TABLE redactions (
    content_id  INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
    page        INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    count       INTEGER NOT NULL
);

CREATE TABLE items (
    id          INTEGER PRIMARY KEY,
    content_id  INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
    ordinal     INTEGER NOT NULL,
    number      TEXT,
    title       TEXT,
    case_number TEXT,
    public      INTEGER NOT NULL,
    start       INTEGER NOT NULL,
    end         INTEGER NOT NULL,
    title_start INTEGER,
    title_end   INTEGER
);
CREATE INDEX items_content ON items (content_id);
CREATE INDEX items_case ON items (case_number);

CREATE TABLE sections (
    id          INTEGER PRIMARY KEY,
    content_id  INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
    item_id     INTEGER REFERENCES items (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL,
    heading     TEXT,
    body        TEXT,
    date        TEXT,
    start       INTEGER NOT NULL,           -- of the heading
    text_start  INTEGER NOT NULL,           -- of the text behind it
    end         INTEGER NOT NULL
);
CREATE INDEX sections_item ON sections (item_id);

-- Ids are never used again (AUTOINCREMENT): an index that still holds an old
-- one cannot show another passage for it.
CREATE TABLE passages (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    content_id  INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
    item_id     INTEGER REFERENCES items (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL,
    heading     TEXT,
    body        TEXT,
    date        TEXT,
    page        INTEGER NOT NULL,
    start       INTEGER NOT NULL,
    end         INTEGER NOT NULL
);
CREATE INDEX passages_content ON passages (content_id);
CREATE INDEX passages_item ON passages (item_id);

-- A generation is one pair of encoder and text analysis. Vectors belong to the
-- encoder, so that a new analysis need not embed again.
CREATE TABLE generations (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    encoder     TEXT NOT NULL,              -- fingerprint
    model       TEXT NOT NULL,              -- name or path it is loaded by, '' for the one that ships
    dimension   INTEGER NOT NULL,
    analysis    TEXT NOT NULL,              -- fingerprint
    active      INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE vectors (
    passage_id  INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
    encoder     TEXT NOT NULL,
    vector      BLOB NOT NULL,              -- float16, little endian
    PRIMARY KEY (passage_id, encoder)
) WITHOUT ROWID;

-- Changes that the derived indexes have not yet been told. Applied in order,
-- any number of times.
CREATE TABLE outbox (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    passage_id  INTEGER NOT NULL,
    deleted     INTEGER NOT NULL
);

-- Abbreviations of bodies, as documents explain them.
CREATE TABLE abbreviations (
    content_id  INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
    short       TEXT NOT NULL,
    body        TEXT NOT NULL
);

CREATE TABLE meta (
    key         TEXT PRIMARY KEY,
    value       TEXT NOT NULL
);
