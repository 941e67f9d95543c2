"""Teaches the reader and measures it: `python -m eval.reader --parallel FILE`; see `READER.md`."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import torch

from assistant.evidence import reader
from assistant.evidence.reader import Reader
from eval.intervals import interval
from eval.judging import FOLDER as JUDGING
from eval.reader import questions, translations
from eval.reader.export import write
from eval.reader.network import English, Layers, ReaderNetwork
from eval.reader.transplant import piece_vectors
from eval.teaching import SEED, fingerprint, parted
from index.encoder.corpus import AskedPassage, read_asked_passages
from index.encoder.encoder import shipped_encoder
from index.encoder.files import folder_fingerprint
from index.encoder.teacher import Teacher, default_teacher

_FILE = Path(reader.__file__).with_name(reader.FILE)
# Of six these are kept: with them least was lost (.663 of the best sentences of 1,063
# questions of the corpus before it was taught any; all six .693, 0, 1, 2 and 4 .630, 0, 2 and 4 .626).
KEPT_LAYERS = (1, 2, 4, 5)
_MEASURED = 300


def main() -> None:
    """Learn, measure and write the files that ship."""
    options = _parser().parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    encoder, passages = shipped_encoder(), read_asked_passages()
    learnt, held_out = parted(passages)
    folder = options.teacher or default_teacher()
    made_of = f"{encoder.fingerprint}{folder_fingerprint(folder)}{options.translations}"
    name = hashlib.sha256(made_of.encode()).hexdigest()[:16]
    after_translations = options.cache / f"reader-{name}.pt"
    english, teacher = English.read(folder), Teacher(folder, options.cache)
    read = translations.read_material(options.parallel)
    pieces = piece_vectors(folder, english, teacher, encoder, read)
    layers = Layers(torch.from_numpy(pieces), english)
    if after_translations.exists():
        layers.load_state_dict(torch.load(after_translations))
    else:
        material = translations.Material.of(read, teacher, encoder)
        seen = translations.Material(
            material.danish[translations.MEASURED :], material.targets[translations.MEASURED :]
        )
        _say("translations, before", translations.measure(layers, material, encoder))
        translations.learn(layers, seen, options.translations, encoder)
        _say("translations, after", translations.measure(layers, material, encoder))
        torch.save(layers.state_dict(), after_translations)
    teacher.close()
    layers.keep(KEPT_LAYERS)
    network = ReaderNetwork(layers)
    questions.learn(network, learnt, options.questions, encoder)
    write(network, options.out, fingerprint(passages, encoder))
    taught = Reader.load(options.out, encoder)
    for name, asked in (("held-out topics", held_out), ("eval/judging", _judging())):
        firsts, area = questions.measure(taught, asked[:: max(1, len(asked) // _MEASURED)])
        _say(f"best sentence right, {name}, {len(firsts):,} questions", interval(firsts))
        _say("answered told from not answered, area under the curve", round(area, 3))


def _judging() -> list[AskedPassage]:
    return read_asked_passages(JUDGING)


def _say(what: str, figure: object) -> None:
    sys.stdout.write(f"{what}: {figure}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval.reader",
        description="Teach the reader of items that Referatsvar ships.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument
    add("--parallel", type=Path, required=True, help="source, Danish, English (.tsv, .tsv.gz)")
    add("--out", type=Path, default=_FILE, help="the file that ships")
    add("--teacher", type=Path, help="folder of the English model; all-MiniLM-L6-v2 if not given")
    add("--cache", type=Path, default=Path(".cache/encoder"), help="what is kept between two runs")
    add("--translations", type=int, default=904, help="steps over translations")
    add("--questions", type=int, default=3_600, help="steps over marked questions")
    add("--threads", type=int, default=2)
    return parser


if __name__ == "__main__":
    main()
