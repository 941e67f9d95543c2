"""Archives are looked into, within bounds."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from index.errors import UnreadableDocument
from index.reading import read_document, zips
from index.reading.sources import find_sources, read_source


def _zip(files: dict[str, bytes], pack: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", pack) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


TEXT = "Åen renses.".encode()


def test_the_documents_in_an_archive_go_by_their_path_through_it(tmp_path: Path) -> None:
    (tmp_path / "2019").mkdir()
    files = {"maj/referat.txt": TEXT, "__MACOSX/maj/referat.txt": b"x", ".DS_Store": b"x"}
    (tmp_path / "2019" / "alt.ZIP").write_bytes(_zip(files))
    (source,) = find_sources(tmp_path)
    assert source.name == "2019/alt.ZIP/maj/referat.txt"
    result = read_source(source)
    assert result.minutes is not None
    assert result.minutes.document.text == "Åen renses."
    assert result.sha256 is not None


def test_an_archive_in_an_archive_is_looked_into_and_no_deeper(tmp_path: Path) -> None:
    inner = _zip({"b.txt": TEXT, "dybere.zip": _zip({"c.txt": TEXT})})
    (tmp_path / "a.zip").write_bytes(_zip({"indre.zip": inner}))
    read = {source.name: read_source(source) for source in find_sources(tmp_path)}
    assert read["a.zip/indre.zip/b.txt"].minutes is not None
    assert "pak det ud" in (read["a.zip/indre.zip/dybere.zip"].rejected or "")


def test_only_what_changed_in_an_archive_looks_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(_zip({"1.txt": TEXT, "2.txt": TEXT}))
    before = find_sources(tmp_path)
    path.write_bytes(_zip({"1.txt": TEXT, "2.txt": b"Nyt referat", "3.txt": TEXT}))
    assert [s.name for s in find_sources(tmp_path) if s not in before] == [
        "a.zip/2.txt",
        "a.zip/3.txt",
    ]


def test_names_that_climb_out_of_the_archive_stay_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(_zip({"../../etc/x.txt": TEXT, "/y.txt": TEXT}))
    assert [s.name for s in find_sources(tmp_path)] == ["a.zip/etc/x.txt", "a.zip/y.txt"]
    assert read_document(tmp_path / "a.zip" / "etc" / "x.txt").text == "Åen renses."


def test_a_word_document_called_zip_is_read(tmp_path: Path) -> None:
    import docx  # noqa: PLC0415

    word = docx.Document()
    word.add_paragraph("Åen renses.")
    word.save(str(tmp_path / "referat.zip"))
    (source,) = find_sources(tmp_path)
    assert read_source(source).minutes is not None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 ikke et arkiv", "ufuldstændigt"),
        (_zip({"a.txt": TEXT})[:60], "ufuldstændigt"),
        (_zip({}), "ZIP-arkiv"),
    ],
    # The bytes hold the time of day, and the tests' processes must call the test the same.
    ids=["no archive", "cut off", "empty"],
)
def test_an_archive_that_cannot_be_looked_into_says_why(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    (source,) = find_sources(tmp_path)
    assert reason in (read_source(source).rejected or "")


def test_too_many_files_are_refused_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "MAX_MEMBERS", 3)
    (tmp_path / "a.zip").write_bytes(_zip({f"{n}.txt": TEXT for n in range(4)}))
    (source,) = find_sources(tmp_path)
    assert source.name == "a.zip"
    assert "mere end 3 filer" in (read_source(source).rejected or "")


def test_a_file_that_grows_beyond_reason_costs_itself_only(tmp_path: Path) -> None:
    bomb = _zip({"bombe.txt": b"0" * 50_000_000, "referat.txt": TEXT})
    assert len(bomb) < 100_000
    (tmp_path / "a.zip").write_bytes(bomb)
    read = {source.name: read_source(source) for source in find_sources(tmp_path)}
    assert "urimeligt" in (read["a.zip/bombe.txt"].rejected or "")
    assert read["a.zip/referat.txt"].minutes is not None


def test_a_size_that_lies_is_not_believed(tmp_path: Path) -> None:
    data = _zip({"a.txt": TEXT * 1000})
    size = (len(TEXT) * 1000).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(data.replace(size, (50).to_bytes(4, "little")))
    with pytest.raises(UnreadableDocument):
        read_document(tmp_path / "a.zip" / "a.txt")
