"""The SQLite file itself: opening it, its schema, transactions, and what statements have in common."""

from __future__ import annotations

import sqlite3
import threading
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from importlib.resources import files
from pathlib import Path

from index.errors import ArchiveError, ArchiveMismatch, ArchiveMissing
from index.types import Filters

SCHEMA_VERSION = 5
FILE_NAME = "archive.sqlite3"
# What makes each version of the schema of the one before, the oldest that can be read first.
_OLDEST = 2
_SCRIPTS = ("schema.sql", "shown_once.sql", "item_words.sql", "texts_apart.sql")
# SQLite allows 32,766 variables in a statement.
_MAX_VARIABLES = 30_000


class Connection:
    """One SQLite file in WAL mode; a connection for each thread."""

    def __init__(self, folder: Path, create: bool = False) -> None:
        """Open the archive in `folder`.

        Raises:
            ArchiveMissing: there is none and `create` is false.
            ArchiveMismatch: it was made by a newer version.
            ArchiveError: the file is not an archive, or cannot be opened.
        """
        self.folder = folder
        self._path = folder / FILE_NAME
        self._local = threading.local()
        self._watching: sqlite3.Connection | None = None
        self._watching_lock = threading.Lock()
        if not self._path.exists():
            if not create:
                raise ArchiveMissing(folder)
            folder.mkdir(parents=True, exist_ok=True)
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            raise ArchiveError(
                f"{self._path} cannot be used as an archive ({error}). "
                "If it is damaged, move it away and index again."
            ) from error

    def _prepare(self) -> None:
        db = self._connection
        held = db.execute("PRAGMA user_version").fetchone()[0]
        if held not in (0, *range(_OLDEST, SCHEMA_VERSION + 1)):
            raise ArchiveMismatch(
                f"The archive in {self.folder} has format {held}; this version reads "
                f"{SCHEMA_VERSION}. Index the documents again into a new folder."
            )
        if held != SCHEMA_VERSION:
            _run(db, *_SCRIPTS[held - _OLDEST + 1 if held else 0 :])
        if held == 0:
            db.execute("INSERT INTO meta VALUES ('archive', ?)", (uuid.uuid4().hex[:12],))

    @property
    def _connection(self) -> sqlite3.Connection:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            # autocommit: transactions are begun by name in `transaction`.
            connection = sqlite3.connect(self._path, timeout=30, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._local.connection = connection
        return connection

    def close(self) -> None:
        """Close this thread's connection."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None
        with self._watching_lock:
            if self._watching is not None:
                self._watching.close()
                self._watching = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, also when the process is killed."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def execute(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        return self._connection.execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for each row."""
        self._connection.executemany(sql, rows)

    def all(self, sql: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        """Every row."""
        return self._connection.execute(sql, values).fetchall()

    def one(self, sql: str, values: Sequence[object] = ()) -> tuple | None:  # type: ignore[type-arg]
        """The first row, None when there is none."""
        return self._connection.execute(sql, values).fetchone()  # type: ignore[no-any-return]

    def scalar(self, sql: str, values: Sequence[object] = ()) -> int:
        """The first value as a number, 0 when there is none."""
        row = self.one(sql, values)
        return int(row[0]) if row and row[0] is not None else 0

    @property
    def archive_id(self) -> str:
        """A name for this archive that no other has."""
        row = self.one("SELECT value FROM meta WHERE key = 'archive'")
        return str(row[0]) if row else ""

    def data_version(self) -> int:
        """Changes with every commit, of whichever thread or process.

        SQLite counts for each connection what others have committed, and two
        connections' counts cannot be compared: so one that never writes is asked.
        """
        with self._watching_lock:
            if self._watching is None:
                self._watching = sqlite3.connect(self._path, timeout=30, check_same_thread=False)
            return int(self._watching.execute("PRAGMA data_version").fetchone()[0])


def _run(connection: sqlite3.Connection, *names: str) -> None:
    """Bring the file to this version's schema with these scripts, all or nothing."""
    scripts = "".join((files("index.store") / name).read_text("utf-8") for name in names)
    connection.executescript(f"BEGIN; {scripts} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")


def within(
    db: Connection, filters: Filters, held: str = "c.id", column: str = "content_id"
) -> tuple[str, list[object]]:
    """The condition that the meeting is within the filters.

    Where no meeting is, what prints a decision that was made there: `held`,
    by `column` of sections. On contents `c`.
    """
    if not filters:
        return "1", []
    of_meeting, values = _conditions(filters, "c")
    if db.one(f"SELECT 1 FROM contents c WHERE {of_meeting} LIMIT 1", values):  # noqa: S608
        return of_meeting, values
    of_section, values = _conditions(filters, "s")
    named = f"s.kind = 'decision' AND {of_section}"
    return f"{held} IN (SELECT s.{column} FROM sections s WHERE {named})", values  # noqa: S608


def _conditions(filters: Filters, table: str) -> tuple[str, list[object]]:
    conditions, values = [], list[object]()
    if filters.bodies:
        conditions.append(f"{table}.body IN ({','.join('?' * len(filters.bodies))})")
        values += filters.bodies
    for sign, day in ((">=", filters.from_date), ("<=", filters.to_date)):
        if day:
            conditions.append(f"{table}.date {sign} ?")
            values.append(day.isoformat())
    return " AND ".join(conditions), values


def chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    """The ids in parts that a statement can take."""
    return (ids[i : i + _MAX_VARIABLES] for i in range(0, len(ids), _MAX_VARIABLES))


def marks(values: Sequence[object]) -> str:
    """A question mark for each value."""
    return ",".join("?" * len(values))


def iso(value: date | None) -> str | None:
    """A day as it is stored."""
    return value.isoformat() if value else None


def as_date(value: str | None) -> date | None:
    """A stored day."""
    return date.fromisoformat(value) if value else None
