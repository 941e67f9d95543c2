"""A hostile file costs its own entry. `make measure-robustness` reads thousands."""

from __future__ import annotations

from pathlib import Path

from eval.municipality import documents_folder
from eval.reading.robustness import attacks, mutants, originals, read_all

# The quickest of each sort; the others take minutes.
ATTACKS = (
    "nested-",
    "bomb.zip",
    "bomb.odt",
    "laughs",
    "quadratic",
    "loop.pdf",
    "many-pages",
    "wide",
)


def test_damaged_and_hostile_files_end_in_text_or_in_a_reason(tmp_path: Path) -> None:
    with documents_folder() as sample:
        files = list(mutants(originals(sample), count=60, seed=7))
    files += [(name, data) for name, data in attacks(ATTACKS) if len(data) < 900_000]
    for name, data in files:
        (tmp_path / name).write_bytes(data)
    endings = read_all(tmp_path)
    assert (endings.died, endings.too_slow) == ([], [])
    assert endings.texts > 20
    assert endings.reasons.total() > 20
    # An exception that no reader expects would be named in the reason.
    assert not any("Error" in reason for reason in endings.reasons)


def test_the_same_seed_makes_the_same_files() -> None:
    with documents_folder() as sample:
        documents = originals(sample)
        assert list(mutants(documents, 5, seed=3)) == list(mutants(documents, 5, seed=3))
