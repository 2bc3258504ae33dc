"""Suspects of a project: learnt confusions kept up to date, the project's words, the command line."""

import json
import os
import subprocess
import sys

import pytest

from editor.assist.suspects.lexicon import Abandoned
from editor.model import edit as e
from editor.model.page import Share, Word
from editor.store import readers
from editor.store.project import Project
from editor.work.learning import Learning
from editor.work.suspects import judge_page, keep_edit, own_words, propose, settled, suspects, task_of, teach, text_line

pytest.importorskip("hunspell", reason="the extra spell is not installed")


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.muniment", {"title": "P"}, user="a") as project:
        document = project.apply(e.AddDocument("D")).id
        for texts in (["the secretery was here", "with Mr. Dobrynin and others"], ["nothing odd here"]):
            page = project.apply(e.AddPage(document, "", "p")).id
            region = project.apply(e.AddRegion(page, "paragraph")).id
            for text in texts:
                project.apply(e.AddLine(region, text, ocr_text=text))
        yield project


def lines(project):
    pages = list(readers.all_pages(project))
    return [line for page in pages for _, line in readers.content(project, page.id).lines()]


def words(project, **asked):
    return [one.suspect.word for one in suspects(project, **asked)]


def test_pages_are_walked_in_order(project):
    found = list(suspects(project))
    assert [(one.number, one.suspect.word) for one in found] == [(1, "secretery"), (1, "Dobrynin")]
    record = found[0].record()
    assert record["start"] == 4 and record["end"] == 13 and record["proposals"][0] == "secretary" and record["reasons"]
    assert words(project, numbers={2}) == []
    assert words(project, band="probable") == ["secretery"]


def test_a_word_that_is_taught_is_right_and_undo_takes_it_back(project):
    project.apply(teach("Dobrynin's"))
    assert own_words(readers.project_values(project)) == {"dobrynin"}
    assert words(project) == ["secretery"]
    project.undo()
    assert words(project) == ["secretery", "Dobrynin"]
    assert teach("...") is None


def test_a_name_on_many_lines_is_quieted(project):
    region = lines(project)[0].region
    for _ in range(3):
        project.apply(e.AddLine(region, "so said Mr. Dobrynin to us"))
    assert words(project) == ["secretery"]


def test_confusions_follow_corrections_and_undo(project):
    learning = Learning()
    assert learning.whole(project) == {}
    line = lines(project)[0]
    project.apply(e.SetLineText(line.id, "the secretary was here"))
    assert learning.step(project) and learning.counts == {("e", "a"): 1}
    assert Learning().whole(project) == learning.counts
    project.undo()
    assert learning.step(project) and learning.counts == {}


def test_only_words_that_nobody_changed_keep_their_confidence(project):
    line = lines(project)[0]
    share = Share(1, (), (Word(0, 3, 0.9), Word(4, 13, 0.4), Word(14, 17, 0.8)))
    from dataclasses import replace

    changed = replace(line, text="so the secretary was here", share=share)
    assert text_line(changed).sure == ((3, 6, 0.9), (17, 20, 0.8))


def test_only_the_lines_asked_for_are_judged(project):
    content = readers.content(project, readers.first_page(project))
    second = lines(project)[1].id
    whole = judge_page(task_of(project, content, {}))
    task = task_of(project, content, {}, {second}, whole)
    judged = judge_page(task)
    assert [len(lines) for _, lines in task.lines] == [2]
    assert {one.line for one in settled(project, judged.found)} == {second} and judged.missing == ""
    assert judged.found == [one for one in whole.found if one.line == second]


def test_judging_ends_at_the_next_word_when_nobody_wants_it(project):
    asked = []

    def stop():
        asked.append(True)
        return len(asked) == 3

    with pytest.raises(Abandoned):
        judge_page(task_of(project, readers.content(project, readers.first_page(project)), {}), stop)
    assert len(asked) == 3


def test_what_is_wanted_first_is_proposed_for_until_the_time_is_up(project):
    task = task_of(project, readers.content(project, readers.first_page(project)), {})
    found = settled(project, judge_page(task).found)
    assert len(found) > 1 and not any(one.proposals for one in found)
    backwards = list(reversed(found))
    every = propose(task, backwards)
    assert [one.word for one in every] == [one.word for one in backwards] and any(one.proposals for one in every)
    assert propose(task, backwards, seconds=0.0) == every[:1]
    assert propose(task, backwards, stop=lambda: True) == []


def test_tagged_as_in_the_original_it_is_silent(project):
    project.apply(e.TagSpan(lines(project)[0].id, 4, 13, "sic"))
    assert words(project) == ["Dobrynin"]


def test_kept_as_in_the_original_only_that_place_is_silent(project):
    first = lines(project)[0]
    project.apply(e.AddLine(first.region, "or the secretery of"))
    project.apply(keep_edit(first.id, 4, 13))
    left = [one.suspect for one in suspects(project) if one.suspect.word == "secretery"]
    assert [one.line for one in left] == [lines(project)[2].id]
    project.undo()
    assert words(project).count("secretery") == 2


def test_marks_of_a_record_are_a_group_of_their_own(project):
    from editor.work.new_project import tagset_text

    project.apply(e.SetProject({"tagset": tagset_text("us-government-records")}))
    page = readers.first_page(project)
    for kind, hand in (("routing", None), ("paragraph", "pencil"), ("paragraph", "typescript")):
        region = project.apply(e.AddRegion(page, kind, hand=hand)).id
        project.apply(e.AddLine(region, f"Krudak{len(kind)}sh zzgtr"))
    found = {(one.suspect.word, one.suspect.group) for one in suspects(project)}
    assert ("secretery", "") in found and ("zzgtr", "marks") in found and ("zzgtr", "") in found


def test_the_language_of_a_record_holds_for_its_regions(project):
    document = readers.documents(project)[0].id
    project.apply(e.SetMetadata(document, {"language": "English; Russian"}))
    content = readers.content(project, readers.first_page(project))
    assert [code for code, _ in task_of(project, content, {}).lines] == ["en"]
    project.apply(e.SetMetadata(document, {"language": "fra"}))
    assert [code for code, _ in task_of(project, content, {}).lines] == ["fr"]


def test_the_command_line(project):
    path = project.path
    project.close()
    call = [sys.executable, "-m", "editor", "suspects", str(path), "--json", "--pages", "1"]
    done = subprocess.run(call, env={**os.environ, "MUNIMENT_USER": "a"}, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["word"] for one in records] == ["secretery", "Dobrynin"]
    assert set(records[0]) >= {"page", "line", "start", "end", "word", "probability", "reasons", "proposals"}


def test_a_language_wrongly_named_is_judged_by_the_usual_one_and_a_foreign_one_is_not(project):
    region = lines(project)[0].region
    project.apply(e.SetRegionAttributes(region, {"language": "deu"}))
    assert words(project) == ["secretery", "Dobrynin"]
    foreign = project.apply(e.AddRegion(list(readers.all_pages(project))[1].id, "paragraph")).id
    project.apply(e.SetRegionAttributes(foreign, {"language": "deu"}))
    project.apply(e.AddLine(foreign, "der Brief wurde gestern geschrieben"))
    told = []
    assert [one.suspect.word for one in suspects(project, missing=told.append)] == ["secretery", "Dobrynin"]
    assert "“de”" in told[0]
