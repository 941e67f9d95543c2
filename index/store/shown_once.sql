-- Passages that another document says in their place: a corrected edition, the
-- first of two copies, the minutes of a meeting whose agenda this is. Derived
-- from the contents; searches leave these passages out.
CREATE TABLE replaced (
    passage_id  INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
    content_id  INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE
);
CREATE INDEX replaced_by ON replaced (content_id);

-- The contents that have been compared with those of their day.
CREATE TABLE compared (
    content_id  INTEGER PRIMARY KEY REFERENCES contents (id) ON DELETE CASCADE
);

-- Decisions of other bodies that minutes print.
CREATE INDEX sections_body ON sections (body, date);
