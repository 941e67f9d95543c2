-- What the contents say, apart from what they are: SQLite reads through a long text to
-- come to the columns behind it, which took most of the time of a search within a period.
CREATE TABLE texts (
    content_id  INTEGER PRIMARY KEY REFERENCES contents (id) ON DELETE CASCADE,
    text        TEXT NOT NULL               -- pages joined by form feeds
);
INSERT INTO texts SELECT id, text FROM contents;
ALTER TABLE contents DROP COLUMN text;
CREATE INDEX contents_meeting ON contents (date, body);
