from __future__ import annotations

from pathlib import Path

from eval.judging import FOLDER, indexed, write_minutes
from index.encoder.corpus import CORPUS_FOLDER, read_asked_passages
from index.types import Filters

_ITEMS = """## Bænke i parken
= Forvaltningen har talt 14 bænke. En ny koster 4.000 kr. Forvaltningen foreslår tre nye. \
Udvalget besluttede at købe to.
?2 hvad koster en bænk
?4 hvor mange bliver der købt
?0 hvem skal male dem
"""


def test_items_become_minutes_with_sections_and_marked_questions(tmp_path: Path) -> None:
    (tmp_path / "items.txt").write_text(_ITEMS, "utf-8")
    documents = tmp_path / "documents"
    documents.mkdir()
    price, bought, painted = write_minutes(documents, tmp_path)
    text = (documents / "000.md").read_text("utf-8")
    assert "### Indstilling\n\nForvaltningen foreslår tre nye.\n\n### Beslutning" in text
    assert price.answers == ("En ny koster 4.000 kr.",)
    assert bought.answers == ("Udvalget besluttede at købe to.",)
    assert (painted.answers, painted.asked.answerable, painted.asked.gold) == ((), False, ())


def test_every_mark_is_of_a_sentence_of_its_passage() -> None:
    for folder in (FOLDER, CORPUS_FOLDER):
        for passage in read_asked_passages(folder):
            last = len(passage.sentences)
            assert len(passage.answers) == len(passage.questions)
            for answers in passage.answers:
                assert answers is not None
                assert all(1 <= number <= last for number in answers), passage.text


def test_nothing_judged_with_is_learnt_from() -> None:
    learnt = {passage.text for passage in read_asked_passages()}
    assert learnt.isdisjoint(passage.text for passage in read_asked_passages(FOLDER))


def test_the_items_are_an_archive_while_they_are_asked_about(tmp_path: Path) -> None:
    (tmp_path / "items.txt").write_text(_ITEMS, "utf-8")
    with indexed(2, seed=1, folder=tmp_path) as (archive, questions):
        held = {(item.document, item.number) for item in archive.items(Filters())}
        gold = {(g.document, g.item) for m in questions for g in m.asked.gold}
    assert len(questions) == 2
    assert gold
    assert gold <= held
