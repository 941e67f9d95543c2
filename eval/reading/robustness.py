"""Reads thousands of damaged and hostile files: python -m eval.reading.robustness [--files 2000].

Every file must end in its text or in a reason. The exit code is 1 when a
process died (though `index` survives that too), or when a damaged file took
all the time that a file may have. Files made to take all time may do so.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from eval.municipality import documents_folder
from eval.reading.build import HOME
from eval.reading.page import record_costs
from index.reading.sources import DIED, TOO_SLOW, find_sources, read_sources

Bytes = bytes | bytearray
_ENDINGS = ("pdf", "docx", "html", "md", "txt", "xml", "zip", "odt", "doc", "")


def mutants(documents: Sequence[Path], count: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of `count` files, each a document changed in one of nine ways."""
    chance = random.Random(seed)
    originals = [(path.suffix.lstrip("."), path.read_bytes()) for path in documents]
    for number in range(count):
        ending, data = chance.choice(originals)
        change = chance.choice(_CHANGES)
        changed = change(chance, data)
        if change is _as_it_is:
            ending = chance.choice(_ENDINGS)
        yield f"{number:05}-{change.__name__.strip('_')}.{ending}", changed


def _flip_bits(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 8, 64, 512))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut_end(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(1, len(data))]


def _cut_start(chance: random.Random, data: bytes) -> bytes:
    return data[chance.randrange(1, len(data)) :]


def _cut_middle(chance: random.Random, data: bytes) -> bytes:
    start, end = sorted(chance.sample(range(len(data)), 2))
    return data[:start] + data[end:]


def _zero_stretch(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data))
    length = min(len(data) - start, chance.randrange(1, 5_000))
    return data[:start] + bytes(length) + data[start + length :]


def _repeat_stretch(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data))
    part = data[start : start + chance.randrange(1, 5_000)]
    return data[:start] + part * chance.randrange(2, 40) + data[start:]


def _insert_noise(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.randrange(1, 2_000)) + data[at:]


def _change_numbers(chance: random.Random, data: bytes) -> bytes:
    """Other digits: lengths, offsets, counts and references that no longer hold."""
    places = [i for i, byte in enumerate(data[:200_000]) if 48 <= byte < 58]
    changed = bytearray(data)
    for place in chance.sample(places, min(len(places), 20)):
        changed[place] = chance.randrange(48, 58)
    return bytes(changed)


def _as_it_is(chance: random.Random, data: bytes) -> bytes:
    """Nothing changed but the file's name."""
    return data


_CHANGES: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    _flip_bits, _cut_end, _cut_start, _cut_middle, _zero_stretch, _repeat_stretch,
    _insert_noise, _change_numbers, _as_it_is,
)  # fmt: skip


# Files made to take all time or memory


def attacks(named: tuple[str, ...] = ("",)) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of files that are each made for one weakness; those whose names begin so."""
    for name, data in (*_nested(), *_entities(), *_slow_texts(), *_odd_pdfs()):
        if name.startswith(named):
            yield name, data
    # To make one of these takes a second.
    for name, make in _BOMBS.items():
        if name.startswith(named):
            yield name, make()


def _nested() -> Iterator[tuple[str, bytes]]:
    for depth in (500, 100_000):
        for tag in ("div", "table><tr><td", "ul><li", "b", "font"):
            opened, closed = f"<{tag}>" * depth, "".join(f"</{t}>" for t in tag.split("><")[::-1])
            page = f"<!doctype html><html><body>{opened}tekst{closed * depth}"
            yield f"nested-{tag[:4].strip('>')}-{depth}.html", page.encode()
        yield f"nested-{depth}.xml", f"<Agenda>{'<Item>' * depth}<Caption>x</Caption>".encode()
        tables = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
        yield f"nested-{depth}.docx", _word(tables)
        yield (
            f"nested-{depth}.pdf",
            b"%PDF-1.7\n1 0 obj " + b"[" * depth + b"]" * depth + b" endobj",
        )
    inner = b"Referat"
    for level in range(30):
        inner = _zip({f"{level}.zip" if level else "referat.txt": inner})
    yield "nested.zip", inner


def _entities() -> Iterator[tuple[str, bytes]]:
    laughs = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 20))
    doctype = f'<!DOCTYPE x [<!ENTITY b0 "ha">{laughs}]>'
    yield "laughs.xml", f"<?xml version='1.0'?>{doctype}<x>&b19;</x>".encode()
    yield "laughs.docx", _word("<w:p><w:r><w:t>&b19;</w:t></w:r></w:p>", doctype)
    quadratic = f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]><x>{"&a;" * 100_000}</x>'
    yield "quadratic.xml", quadratic.encode()


def _zeros() -> bytes:
    return bytes(300_000_000)


def _packed_twice() -> bytes:
    return zlib.compress(zlib.compress(b"BT (x) Tj ET " * 20_000_000))


_BOMBS: Mapping[str, Callable[[], bytes]] = {
    "bomb.zip": lambda: _zip({"referat.txt": _zeros()}),
    "bomb-many.zip": lambda: _zip({f"{n}.txt": b"x" for n in range(30_000)}),
    "bomb.docx": lambda: _zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": _zeros()}),
    "bomb.odt": lambda: _zip({"mimetype": b"x", "content.xml": _zeros()}),
    "bomb.pdf": lambda: _pdf(b"/Filter [/FlateDecode /FlateDecode]", _packed_twice()),
}


def _slow_texts() -> Iterator[tuple[str, bytes]]:
    """Text that makes careless patterns try everything."""
    for name, part in {
        "letters": "a", "digits": "1", "digits-spaced": "1 ", "digits-hyphen": "01-",
        "dates": "01.02.03 ", "blanks": " ", "lines": "\n", "tabs": "\t", "dots": ". ", "leaders": "....",
        "brackets": "((", "links": "[a](", "stars": "**", "marks": "# ", "quotes": "»\"",
        "upper": "A.", "at": "at ", "cases": "22/1 ", "words": "udvalget ", "numbered": "1. Punkt\n",
        "items": "Punkt 1\nBeslutning\n", "closed": "Lukket punkt\n", "bodies": "Byrådet den ",
        "votes": "For stemte A, B. Imod ", "amounts": "1.000 kr. ", "tags": "<p>", "open-tags": "<",
        "ampersands": "&", "entities": "&a;", "combining": "o\u0308", "cpr": "cpr cpr-nr. ",
        "underscores": "_", "at-lines": "at\n", "colons": "Dato: ", "abbreviations": "(AB) udvalg ",
    }.items():  # fmt: skip
        for size in (100_000, 1_000_000):
            yield f"slow-{name}-{size}.txt", (part * (size // len(part))).encode()


def _odd_pdfs() -> Iterator[tuple[str, bytes]]:
    yield (
        "loop.pdf",
        (
            b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            b"2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>endobj\ntrailer<</Root 1 0 R>>"
        ),
    )
    yield (
        "many-pages.pdf",
        (
            b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            b"2 0 obj<</Type/Pages/Count 2000000000/Kids[3 0 R]>>endobj\n"
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>"
        ),
    )
    yield "wide.pdf", _pdf(b"", b"BT /F 9 Tf (x) Tj ET", b"[0 0 99999999 99999999]")
    yield "letters.pdf", _pdf(b"", b"BT /F 9 Tf " + b"1 1 Td (a b) Tj " * 300_000 + b"ET")
    yield "lines.pdf", _pdf(b"", b"0 0 m 9 9 l S " * 500_000)
    yield "saves.pdf", _pdf(b"", b"q " * 1_000_000)


def _pdf(filters: bytes, stream: bytes, box: bytes = b"[0 0 595 842]") -> bytes:
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox" + box + b"/Contents 4 0 R/Resources<</Font<</F"
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<<"
        + filters + b"/Length " + str(len(stream)).encode() + b">>stream\n" + stream
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>"
    )  # fmt: skip


def _zip(files: dict[str, Bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, bytes(data))
    return stream.getvalue()


def _word(body: str, doctype: str = "") -> bytes:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r" Type="{kind}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<?xml version='1.0'?>{doctype}"
        f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
    }
    return _zip({name: text.encode() for name, text in parts.items()})


# Reading them


@dataclass(slots=True)
class Endings:
    """How files ended: the reasons of those without text, and the names of those that were lost."""

    reasons: Counter[str] = field(default_factory=Counter)
    texts: int = 0
    died: list[str] = field(default_factory=list)
    too_slow: list[str] = field(default_factory=list)


def read_all(folder: Path) -> Endings:
    """Read every file in the folder as `index` does."""
    endings = Endings()
    for result in read_sources(find_sources(folder)):
        if result.rejected is None:
            endings.texts += 1
        else:
            endings.reasons[result.rejected] += 1
        if result.rejected == DIED:
            endings.died.append(result.source.name)
        if result.rejected == TOO_SLOW:
            endings.too_slow.append(result.source.name)
    return endings


def originals(sample: Path) -> list[Path]:
    """The documents that are damaged: those of the sample municipality and the golden ones."""
    folders = [sample, *HOME.glob("*/documents")]
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


def main(arguments: list[str] | None = None) -> int:
    """Make the files, read them, tell; returns the exit code."""
    parser = argparse.ArgumentParser(prog="eval.reading.robustness", description=__doc__)
    parser.add_argument("--files", type=int, default=2_000, help="how many damaged files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--record", action="store_true", help="keep what is told for the README")
    options = parser.parse_args(arguments)
    with documents_folder() as sample:
        damaged = list(mutants(originals(sample), options.files, options.seed))
    bad, summary = False, list[str]()
    for name, files in (("damaged", damaged), ("hostile", list(attacks()))):
        with tempfile.TemporaryDirectory() as folder:
            for file_name, data in files:
                (Path(folder) / file_name).write_bytes(data)
            started = time.perf_counter()
            endings = read_all(Path(folder))
            seconds = time.perf_counter() - started
        told = list(_told(name, endings, seconds))
        sys.stdout.writelines(told)
        summary.append(told[0])
        bad = bad or bool(endings.died) or (name == "damaged" and bool(endings.too_slow))
    if options.record:
        sizes = f"--files {options.files} --seed {options.seed}"
        record_costs(f"python -m eval.reading.robustness {sizes}", summary)
    return 1 if bad else 0


def _told(name: str, endings: Endings, seconds: float) -> Iterator[str]:
    yield (
        f"{name}: {endings.texts} files gave text, {endings.reasons.total()} a reason, "
        f"{len(endings.died)} died, {len(endings.too_slow)} were stopped for their time; {seconds:.0f} s\n"
    )
    for reason, count in endings.reasons.most_common():
        yield f"  {count:5} {reason}\n"
    for file_name in (*endings.died, *endings.too_slow):
        yield f"  lost: {file_name}\n"


if __name__ == "__main__":
    sys.exit(main())
