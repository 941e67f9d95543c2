from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np

from eval import ablation
from eval.retrieval import STEPS, Bm25, Ranker, lemma_terms, measure, raw_terms, squad_questions
from index.archive import Archive

SQUAD = {
    "data": [
        {
            "title": "Søer_i_Danmark",
            "paragraphs": [
                {
                    "context": "Arresø er Danmarks største sø. Den ligger i Nordsjælland.",
                    "qas": [
                        {"id": "1", "question": "Hvad er Danmarks største sø?", "answers": [{}]},
                        {"id": "2", "question": "Hvem gravede søen?", "answers": []},
                    ],
                },
                {
                    "context": "Furesøen er landets dybeste sø med 37 meter vand.",
                    "qas": [{"id": "3", "question": "Hvor dyb er søen?", "answers": [{}]}],
                },
            ],
        }
    ]
}


def test_bm25_ranks_the_rare_word_over_the_common_one() -> None:
    bm25 = Bm25(["sø sø sø", "sø å", "sø fjord"], raw_terms)
    assert np.argmax(bm25.scores("sø å")) == 1
    assert not bm25.scores("bjerg").any()


def test_raw_words_do_not_meet_in_another_form_and_lemmas_do() -> None:
    texts = ["Der blev vedtaget et budget."]
    assert not Bm25(texts, raw_terms).scores("budgetterne").any()
    assert Bm25(texts, lemma_terms).scores("budgettet").any()


def test_a_squad_file_is_ranked_by_every_step(tmp_path: Path) -> None:
    file = tmp_path / "squad.json.gz"
    with gzip.open(file, "wt", encoding="utf-8") as stream:
        json.dump(SQUAD, stream)
    documents = tmp_path / "documents"
    documents.mkdir()
    questions = squad_questions(file, documents, limit=10)
    assert [q.id for q in questions] == ["1", "3"]
    with Archive(tmp_path / "archive", create=True) as archive:
        archive.index([documents])
        scores = measure(Ranker.of(archive), questions, lambda done: None)
    assert tuple(scores) == STEPS
    assert scores["raw"]["recall@5"] == {"1": 1.0, "3": 1.0}
    assert scores["reranker"]["MRR"]["1"] == 1.0


def test_the_table_shows_every_step_of_both_halves_with_its_interval() -> None:
    record = ablation.load_record()
    record["test"]["own"]["lemma"]["nDCG@10"].update(mean=0.1234, low=0.1, high=0.2)
    told = ablation.block(record)
    assert "0.123 [0.100–0.200]" in told
    assert told.count("Words as written (BM25)") == 3
    assert set(record["dev"]["all"]) == set(STEPS)
