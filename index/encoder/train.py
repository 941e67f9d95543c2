"""Train the encoder that ships: `python -m index.encoder.train --help`.

A static encoder after the idea of WordLlama and model2vec, taught across languages
(Reimers & Gurevych, 2020): the student must put a Danish text where an English
teacher puts its translation.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from index.encoder.corpus import (
    HELD_OUT_PERCENT,
    HELD_OUT_TRANSLATIONS_PERCENT,
    AskedPassage,
    Frames,
    Synonym,
    TitledText,
    Translation,
    is_held_out,
    read_asked_passages,
    read_frames,
    read_sentences,
    read_synonyms,
    read_terms,
    read_titled_texts,
    read_translations,
)
from index.encoder.student import (
    Material,
    Schedule,
    Student,
    Told,
    Translated,
    finish,
    pair,
    teach,
    tokenize,
)
from index.encoder.teacher import Teacher, default_teacher
from index.encoder.vocabulary import UNKNOWN, forced_words, train_tokenizer

# Sentences of a passage that is learnt from; more are beyond what a text is read of (MAX_TOKENS).
_PASSAGE = 4

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class Sources:
    """The texts that are trained on."""

    translations: list[Translation]
    terms: list[Translation]
    titled: list[TitledText]
    synonyms: list[Synonym]
    sentences: list[Translation]
    frames: Frames
    asked: list[AskedPassage]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What can be varied. The defaults are what won; MODEL_CARD.md has the figures."""

    pieces: int
    dimensions: int
    force_terms: bool
    term_repeats: int
    framed: int
    schedule: Schedule


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the corpora, train and write the model folder."""
    options = _parser().parse_args(arguments)
    torch.set_num_threads(options.threads)
    sources = Sources(
        [
            translation
            for translation in read_translations(options.parallel)
            if len(translation.english) <= options.longest
            and not is_held_out(translation.danish, HELD_OUT_TRANSLATIONS_PERCENT)
        ],
        read_terms(),
        read_titled_texts(options.titles),
        [s for s in read_synonyms() if not is_held_out(s.lay, options.hold_out)],
        read_sentences(),
        read_frames(),
        [a for a in read_asked_passages() if not is_held_out(a.topic, options.hold_out)],
    )
    recipe = _recipe(options)
    teacher = Teacher(options.teacher or default_teacher(), options.cache)
    tokenizer, vectors = train(sources, teacher, recipe)
    teacher.close()
    save(tokenizer, vectors, options.out)
    notes = {"held_out_percent": options.hold_out, **asdict(recipe)}
    (options.out / "training.json").write_text(json.dumps(notes, indent=1) + "\n", encoding="utf-8")


def train(
    sources: Sources, teacher: Teacher, recipe: Recipe
) -> tuple[Tokenizer, NDArray[np.float32]]:
    """Make the tokenizer and the vector of each of its tokens."""
    forced = forced_words(term.danish for term in sources.terms) if recipe.force_terms else []
    tokenizer = train_tokenizer(_vocabulary_texts(sources), forced, recipe.pieces)
    material = _material(sources, teacher, tokenizer, recipe)
    dimensions = material.translated.targets.shape[1]
    student = Student(tokenizer.get_vocab_size(), dimensions, recipe.schedule.seed)
    teach(student, material, recipe.schedule)
    finish(student, material.told, recipe.schedule)
    vectors = student.vectors()
    vectors[tokenizer.token_to_id(UNKNOWN)] = 0
    return tokenizer, vectors


def _material(sources: Sources, teacher: Teacher, tokenizer: Tokenizer, recipe: Recipe) -> Material:
    """Tokenize everything and have the English texts labelled."""
    rng = random.Random(recipe.schedule.seed)
    translations = [
        *sources.translations,
        *((sources.terms + sources.sentences) * recipe.term_repeats),
        *framed_terms(sources.terms, sources.frames, recipe.framed, rng),
    ]
    titled = [(text.title, text.body) for text in sources.titled]
    synonyms, same = _framed_synonyms(sources, recipe.framed, rng)
    asked, answered, topics = _asked(sources, rng)
    targets = teacher.label([t.english for t in translations])
    return Material(
        Translated(
            tokenize(tokenizer, [t.danish for t in translations]),
            tokenize(tokenizer, [t.english for t in translations]),
            _reduced(targets, recipe.dimensions),
        ),
        pair(tokenizer, titled, titled),
        pair(tokenizer, synonyms, same),
        pair(tokenizer, list(zip(asked, answered, strict=True)), topics),
        np.unique([topic for topic, _ in topics], return_inverse=True)[1],
        _told(sources.asked, tokenizer),
    )


def _told(passages: Sequence[AskedPassage], tokenizer: Tokenizer) -> Told:
    """The questions that are marked, and all sentences of their passages."""
    topics = {passage.topic: number for number, passage in enumerate(passages)}
    questions: list[tuple[str, int]] = []
    sentences: list[tuple[str, str]] = []
    pairs: list[tuple[int, int]] = []
    for passage in passages:
        first = len(sentences)
        sentences += [(passage.topic, sentence) for sentence in passage.sentences]
        for question, answers in passage.asked:
            if answers:
                pairs += [(len(questions), first + number - 1) for number in answers]
                questions.append((question, topics[passage.topic]))
    return Told(
        tokenize(tokenizer, [question for question, _ in questions]),
        tokenize(tokenizer, [sentence for _, sentence in sentences]),
        tokenize(tokenizer, [f"{topic}. {sentence}" for topic, sentence in sentences]),
        np.array([question for question, _ in pairs], dtype=np.int64),
        np.array([sentence for _, sentence in pairs], dtype=np.int64),
        np.array([topic for _, topic in questions], dtype=np.int64),
        np.array([topics[topic] for topic, _ in sentences], dtype=np.int64),
    )


def _asked(
    sources: Sources, rng: random.Random
) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """Pair each question with its passage and with one sentence of it under the topic.

    Search reads both: whole passages, and sentences behind the item's title. Of a long passage
    it is the part that answers, as an archive keeps it in several. The third list gives topic
    and passage of each row; rows of one topic are not set apart, which is left to `finish`.
    """
    questions: list[str] = []
    answers: list[str] = []
    about: list[tuple[str, str]] = []
    for passage in sources.asked:
        sentences = passage.sentences
        for question, marks in passage.asked:
            at = marks[0] - 1 if marks else rng.randrange(len(sentences))
            questions += [question, question]
            answers += [_around(sentences, at), f"{passage.topic}. {rng.choice(sentences)}"]
            about += [(passage.topic, passage.text)] * 2
    return questions, answers, about


def _around(sentences: Sequence[str], at: int) -> str:
    """So many sentences as a passage has, that with this number among them."""
    first = max(0, min(at - _PASSAGE // 2, len(sentences) - _PASSAGE))
    return " ".join(sentences[first : first + _PASSAGE])


def framed_terms(
    terms: Sequence[Translation], frames: Frames, times: int, rng: random.Random
) -> list[Translation]:
    """Put each term into `times` questions and as many sentences of minutes."""
    return [
        _framed(term, frame)
        for term in terms
        for kind in (frames.questions, frames.minutes)
        for frame in rng.sample(kind, times)
    ]


def _framed(term: Translation, frame: Translation) -> Translation:
    """Put a term into a frame; of its English only the first sense, as the rest explains it."""
    return Translation(
        frame.danish.format(term.danish), frame.english.format(term.english.split(",")[0])
    )


def _framed_synonyms(
    sources: Sources, times: int, rng: random.Random
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Pair everyday words with the official ones, bare and in `times` questions and sentences.

    Also returns what each pair is about, without its frame.
    """
    bare = [(synonym.lay, synonym.official) for synonym in sources.synonyms]
    framed = [
        (asked.danish.format(lay), worded.danish.format(official))
        for lay, official in bare
        for asked, worded in zip(
            rng.sample(sources.frames.questions, times),
            rng.sample(sources.frames.minutes, times),
            strict=True,
        )
    ]
    return bare + framed, bare + [about for about in bare for _ in range(times)]


def save(tokenizer: Tokenizer, vectors: NDArray[np.float32], folder: Path) -> None:
    """Write a sentence-transformers folder; vectors as float16, which costs nothing measurable."""
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds
    from sentence_transformers.sentence_transformer.modules import (  # noqa: PLC0415
        Normalize,
        StaticEmbedding,
    )

    static = StaticEmbedding(tokenizer, embedding_weights=vectors.astype(np.float16))
    model = SentenceTransformer(modules=[static, Normalize()], device="cpu")
    model.save(str(folder), create_model_card=False)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)  # a third of the size
    (folder / "model.safetensors").chmod(0o644)
    _write_modules(folder)


def _write_modules(folder: Path) -> None:
    """Name the modules as sentence-transformers 5 did; 6 knows the old names, but not the reverse."""
    file = folder / "modules.json"
    modules = json.loads(file.read_text(encoding="utf-8"))
    for module in modules:
        module["type"] = f"sentence_transformers.models.{module['type'].rsplit('.', 1)[-1]}"
    file.write_text(json.dumps(modules, indent=1) + "\n", encoding="utf-8")


def _vocabulary_texts(sources: Sources) -> list[str]:
    """Collect what the tokenizer is trained on; the municipal lists count five times."""
    municipal = [t.danish for t in sources.terms + sources.sentences]
    municipal += [text for s in sources.synonyms for text in (s.lay, s.official)]
    municipal += [text for a in sources.asked for text in (a.text, *a.questions)]
    return [
        *(t.danish for t in sources.translations),
        *(t.english for t in sources.translations),
        *(t.english for t in sources.terms + sources.sentences),
        *(f.danish for f in (*sources.frames.questions, *sources.frames.minutes)),
        *(municipal * 5),
    ]


def _reduced(targets: NDArray[np.float32], dimensions: int) -> NDArray[np.float32]:
    """Keep the directions in which the teacher's vectors differ most, at unit length."""
    if dimensions >= targets.shape[1]:
        return targets
    _, directions = np.linalg.eigh(targets.T @ targets)
    kept = targets @ directions[:, ::-1][:, :dimensions]
    reduced: NDArray[np.float32] = kept / np.linalg.norm(kept, axis=1, keepdims=True)
    return reduced


def _recipe(options: argparse.Namespace) -> Recipe:
    schedule = Schedule(
        steps=options.steps,
        batch=options.batch,
        learning_rate=options.learning_rate,
        english_weight=options.english_weight,
        title_weight=options.title_weight,
        synonym_weight=options.synonym_weight,
        question_weight=options.question_weight,
        finishing_steps=options.finishing_steps,
        finishing_rate=options.finishing_rate,
        seed=options.seed,
    )
    return Recipe(
        pieces=options.pieces,
        dimensions=options.dimensions,
        force_terms=options.force_terms,
        term_repeats=options.term_repeats,
        framed=options.framed,
        schedule=schedule,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m index.encoder.train",
        description="Train the static Danish encoder that Referatsvar ships.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument
    add("--parallel", type=Path, required=True, help="source, Danish, English (.tsv, .tsv.gz)")
    add("--titles", type=Path, required=True, help="source, title, body in Danish")
    add("--out", type=Path, required=True, help="folder of the model")
    add("--teacher", type=Path, help="folder of the English teacher; all-MiniLM-L6-v2 if not given")
    add("--cache", type=Path, default=Path(".cache/encoder"), help="where labels are kept")
    add("--longest", type=int, default=57, help="characters of a translation; labelling is slow")
    add("--hold-out", type=int, default=HELD_OUT_PERCENT, help="percent of synonyms not learnt")
    add("--threads", type=int, default=2)
    add("--seed", type=int, default=1)
    add("--pieces", type=int, default=31_000, help="tokens")
    add("--dimensions", type=int, default=256)
    add("--force-terms", action=argparse.BooleanOptionalAction, default=True)
    add("--term-repeats", type=int, default=10, help="how often terms count beside sentences")
    add("--framed", type=int, default=4, help="how many frames each term is put into")
    add("--steps", type=int, default=1200)
    add("--batch", type=int, default=768)
    add("--learning-rate", type=float, default=0.01)
    add("--english-weight", type=float, default=0.5)
    add("--title-weight", type=float, default=1.0)
    add("--synonym-weight", type=float, default=0.5)
    add("--question-weight", type=float, default=2.0)
    add("--finishing-steps", type=int, default=600, help="on which sentence answers; 0 for none")
    add("--finishing-rate", type=float, default=0.006, help="learning rate of these")
    return parser


if __name__ == "__main__":
    main()
