-- The words of items and of documents' fronts, as the second look wants them
-- (index/search/forward.py). Derived from the passages.
CREATE TABLE item_words (
    item_id     INTEGER PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
    made_by     TEXT NOT NULL,              -- fingerprint of what made it
    words       BLOB NOT NULL
);
CREATE TABLE front_words (
    content_id  INTEGER PRIMARY KEY REFERENCES contents (id) ON DELETE CASCADE,
    made_by     TEXT NOT NULL,
    words       BLOB NOT NULL
);

-- Whether there is text behind the heading.
ALTER TABLE sections ADD COLUMN filled INTEGER NOT NULL DEFAULT 1;
UPDATE sections SET filled = (
    SELECT trim(substr(c.text, text_start + 1, end - text_start),
        ' .:-' || char(10, 9, 12, 13, 160)) <> ''
    FROM contents c WHERE c.id = content_id
);
