"""The arrows point one way, and a library is known in one place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("assistant", "eval", "index", "ui")
ALLOWED = {
    "index": set(),
    "assistant": {"index"},
    "eval": {"assistant", "index"},
    "ui": {"eval", "assistant", "index"},
}
# The stages from a question to its answer, and from lines to minutes: each knows those before it.
STAGES = {
    "assistant": (
        "wording",
        "question",
        "retrieval",
        "evidence",
        "cases",
        "language_model",
        "answers",
    ),
    "index.parsing": ("text", "meeting", "sections", "items"),
}
# Libraries that someone may want to change, and the one file that knows each.
KNOWN_IN = {
    "bm25s": ("eval/rivals/bm25.py", "eval/scale/bm25.py"),
    "bs4": "index/reading/html/",
    "chromadb": "index/search/dense.py",
    "click": ("ui/command_line.py", "ui/commands/"),
    "docx": (
        "index/reading/docx/",
        "ui/export_docx.py",
        "eval/reading/printing.py",
    ),
    "fpdf": "eval/reading/layouts/",
    "gradio": "ui/app.py",
    "lxml": "index/reading/",
    "llama_index": ("eval/rivals/llamaindex.py", "eval/scale/llamaindex_chroma.py"),
    "onnxruntime": ("assistant/evidence/reader.py", "eval/reader/export.py"),
    "openai": "assistant/language_model/client.py",
    "pebble": "index/reading/sources.py",
    "pypdfium2": ("index/reading/pdf/reader.py", "ui/page_images.py"),
    "reportlab": ("eval/municipality/layouts/", "eval/reading/layouts/"),
    "rich": (
        "ui/commands/",
        "index/encoder/",
        "eval/telling.py",
        "eval/selection.py",
        "eval/kernel_pooling.py",
        "eval/reader/",
    ),
    "simplemma": "index/danish/words.py",
    "sqlite3": ("index/store/", "index/encoder/teacher.py"),
    "Stemmer": ("index/danish/words.py", "eval/rivals/bm25.py", "eval/scale/bm25.py"),
    "tantivy": "index/search/lexical.py",
    "torch": (
        "index/encoder/",
        "eval/fitting.py",
        "eval/teaching.py",
        "eval/telling.py",
        "eval/selection.py",
        "eval/kernel_pooling.py",
        "eval/reader/",
    ),
    "txtai": ("eval/rivals/txtai_embeddings.py", "eval/scale/txtai_faiss.py"),
    "uvicorn": "ui/server.py",
    "watchfiles": "index/watching.py",
    "yaml": "eval/",
}


def _sources() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module or ""


def test_the_arrows_point_one_way() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in _sources()
        for name in _imports(path)
        if name.split(".")[0] in PACKAGES
        and name.split(".")[0] not in ALLOWED[path.relative_to(ROOT).parts[0]]
        and name.split(".")[0] != path.relative_to(ROOT).parts[0]
    ]
    assert wrong == []


@pytest.mark.parametrize(("package", "stages"), STAGES.items())
def test_a_stage_knows_none_after_it(package: str, stages: tuple[str, ...]) -> None:
    folder = ROOT / package.replace(".", "/")
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in folder.rglob("*.py")
        for name in _imports(path)
        if path.parent.name in stages and name.startswith(f"{package}.")
        for other in [name.removeprefix(f"{package}.").split(".")[0]]
        if other in stages and stages.index(other) > stages.index(path.parent.name)
    ]
    assert wrong == []
    assert {path.parent.name for path in folder.glob("*/__init__.py")} == set(stages)


@pytest.mark.parametrize(("library", "place"), KNOWN_IN.items())
def test_a_library_is_known_in_one_place(library: str, place: str | tuple[str, ...]) -> None:
    users = {
        str(path.relative_to(ROOT))
        for path in _sources()
        if any(name.split(".")[0] == library for name in _imports(path))
    }
    assert users, f"{library} is used nowhere; take it out of the list and of pyproject.toml"
    assert all(user.startswith(place) for user in users), users


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _imported_modules(path: Path, modules: set[str]) -> set[str]:
    """The modules of ours that a file imports; `from package import module` is the module."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in modules else str(node.module))
    return found & modules


def test_there_is_no_import_cycle() -> None:
    modules = {_module(path) for path in _sources()}
    graph = {_module(path): _imported_modules(path, modules) for path in _sources()}
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " → ".join((*trail, module))
        if module in done:
            return
        for following in graph.get(module, ()):
            visit(following, (*trail, module))
        done.add(module)

    for module in graph:
        visit(module, ())
