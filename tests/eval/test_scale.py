"""Minutes of any number are the same each time, and the table says what was measured."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from eval.scale.minutes import Words, Writer
from eval.scale.page import block
from eval.scale.setups import embedded

TEXTS = (
    "Byrådet godkender bevillingen til broen over Lilleåen og tager orienteringen til efterretning.",
    "Udvalget drøfter åbningstiden på biblioteket og oversender sagen til Økonomiudvalget.",
    "Kommunen renoverer svømmehallen i Strandlev for otte millioner kroner i foråret.",
)


def test_the_same_seed_writes_the_same_minutes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        Writer(Words.of(TEXTS), seed=3).write(tmp_path / name, passages=120)
    first, second = (sorted((tmp_path / name).iterdir()) for name in ("a", "b"))
    assert [f.read_text("utf-8") for f in first] == [f.read_text("utf-8") for f in second]
    assert len(first) == 2


def test_a_slow_encoder_embeds_a_few_and_the_time_of_all_is_told() -> None:
    asked: list[str] = []

    def embed(texts: object) -> np.ndarray:
        asked.extend(texts)  # type: ignore[arg-type]
        return np.eye(128, 16, dtype=np.float32) + 0.1

    vectors, more_s = embedded([f"tekst {i}" for i in range(1_000)], embed)
    assert len(asked) == 128
    assert vectors.shape == (1_000, 16)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert more_s > 0


def test_the_table_tells_clock_and_processor_time() -> None:
    timed = {"p50_ms": 12.34, "p95_ms": 99.6, "cpu_p50_ms": 3.21, "cpu_p95_ms": 20.4}
    row = {
        "system": "Referatsvar", "size": 10_000, "passages": 9_592, "index": {"per_s": 1_234.5},
        "search": timed, "ask": timed, "memory_mb": 486, "disk_mb": 26.7,
        "encoder": {"passages_per_cpu_s": 4_826},
    }  # fmt: skip
    told = block({"cores": 2, "rows": [row]})
    assert "| 9,592 | Referatsvar | 1,234 | 12 (3.2) | 100 (20) | 486 | 27 |" in told
    assert "9,592 passages 12 (3.2) and 100 (20) ms" in told
    assert "4,826 passages in a second" in told
