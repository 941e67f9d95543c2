"""ZIP archives of documents: what is in them, without unpacking anything to disk.

A document in an archive goes by a path through it ("2019/maj.zip/referat.pdf").
Everything is bounded before it is read, because sizes told by an archive may lie.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from index.errors import UnreadableDocument

# The largest minutes seen with all attachments bound in were about 90 MB.
MAX_BYTES = 200_000_000
# Fifteen years of a municipality's minutes in one archive are some thousand
# files; an archive in an archive is seen, deeper ones are attacks.
MAX_MEMBERS = 20_000
MAX_DEPTH = 2
MAX_UNPACKED_BYTES = 20_000_000_000
# Text packs to a tenth, at the very best to a fiftieth of its size.
MAX_RATIO = 250
_RATIO_COUNTS_FROM_BYTES = 1_000_000
_ENCRYPTED = 0x1
# What Windows in Denmark wrote names in before UTF-8 was told by a flag.
_NAMES = "cp850"


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its path from the archive on, its size in bytes and its checksum."""

    name: str
    size: int
    checksum: int


def is_zip_name(name: str) -> bool:
    """Whether the name is that of an archive; Word and the like are ZIP files too."""
    return name.lower().endswith(".zip")


def list_members(path: Path) -> list[Member]:
    """The files in the archive, those in archives within it too; [] for an empty one.

    Raises:
        UnreadableDocument: damaged, or beyond one of the bounds.
    """
    try:
        with path.open("rb") as stream:
            members = list(_members(stream, "", 1))
    except OSError as error:
        raise UnreadableDocument(f"filen kan ikke åbnes ({error.strerror})") from error
    return list({member.name: member for member in members}.values())


def _members(stream: IO[bytes], prefix: str, depth: int) -> Iterator[Member]:
    count, total = 0, 0
    with _open(stream) as archive:
        for entry in archive.infolist():
            name = _clean_name(entry.filename)
            if entry.is_dir() or not name:
                continue
            count, total = count + 1, total + entry.file_size
            if count > MAX_MEMBERS:
                raise UnreadableDocument(f"ZIP-arkivet har mere end {MAX_MEMBERS} filer")
            if total > MAX_UNPACKED_BYTES:
                raise UnreadableDocument("ZIP-arkivet fylder urimeligt meget udpakket")
            if is_zip_name(name) and depth < MAX_DEPTH:
                yield from _nested(archive, entry, f"{prefix}{name}", depth)
            else:
                yield Member(f"{prefix}{name}", entry.file_size, entry.CRC)


def _nested(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, depth: int
) -> Iterator[Member]:
    try:
        inner = list(_members(BytesIO(_unpacked(archive, entry)), f"{name}/", depth + 1))
    except UnreadableDocument:
        # Listed as a file, it gets its reason when it is read.
        inner = [Member(name, entry.file_size, entry.CRC)]
    yield from inner


def read_member(path: Path, inner: str) -> bytes:
    """The bytes of a file in an archive.

    Raises:
        UnreadableDocument: it is not there, is damaged, locked, or too large.
    """
    try:
        with path.open("rb") as stream:
            return _read(stream, inner, 1)
    except OSError as error:
        raise UnreadableDocument(f"filen kan ikke åbnes ({error.strerror})") from error


def _read(stream: IO[bytes], inner: str, depth: int) -> bytes:
    with _open(stream) as archive:
        for entry in reversed(archive.infolist()):
            name = _clean_name(entry.filename)
            if name == inner:
                return _unpacked(archive, entry)
            if depth < MAX_DEPTH and is_zip_name(name) and inner.startswith(f"{name}/"):
                nested = BytesIO(_unpacked(archive, entry))
                return _read(nested, inner.removeprefix(f"{name}/"), depth + 1)
    raise UnreadableDocument("filen findes ikke i ZIP-arkivet")


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.flag_bits & _ENCRYPTED:
        raise UnreadableDocument("beskyttet med adgangskode")
    if entry.file_size > MAX_BYTES:
        raise UnreadableDocument(f"filen er større end {MAX_BYTES // 1_000_000} MB")
    packed = max(1, entry.compress_size)
    if entry.file_size > _RATIO_COUNTS_FROM_BYTES and entry.file_size > MAX_RATIO * packed:
        raise UnreadableDocument("filen fylder urimeligt meget udpakket")
    try:
        with archive.open(entry) as stream:
            data = stream.read(entry.file_size + 1)
    except Exception as error:  # zlib, lzma and bz2 have errors of their own
        raise UnreadableDocument("filen er beskadiget (i ZIP-arkivet)") from error
    if len(data) > entry.file_size:
        raise UnreadableDocument("filen fylder urimeligt meget udpakket")
    return data


def _open(stream: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream, metadata_encoding=_NAMES)
    except Exception as error:  # struct.error, ValueError and others on hostile bytes
        raise UnreadableDocument("filen er beskadiget (ufuldstændigt ZIP-arkiv)") from error


def _clean_name(name: str) -> str:
    """The name with slashes, without steps up or a root: it is a label, never a place on disk."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "/".join(part for part in parts if part not in ("/", "..", "."))


def open_file(path: Path) -> IO[bytes]:
    """The file at `path`, also when the path goes through an archive.

    Raises:
        OSError: there is none.
        UnreadableDocument: it cannot be read from its archive.
    """
    place = None if path.exists() else archive_of(path)
    return path.open("rb") if place is None else BytesIO(read_member(*place))


def archive_of(path: Path) -> tuple[Path, str] | None:
    """The archive that a path goes through and the rest of it; None when it goes through none."""
    for parent in path.parents:
        if is_zip_name(parent.name) and parent.is_file():
            return parent, path.relative_to(parent).as_posix()
    return None
