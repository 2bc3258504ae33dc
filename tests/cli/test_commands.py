"""The command line as a script sees it: exit codes, JSON on stdout, sentences on stderr."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image, ImageDraw, ImageFont

from editor import start
from editor.cli.commands import program


@pytest.fixture
def run(tmp_path):
    def run(*words, stdin=None, check=0):
        environment = {**os.environ, "MUNIMENT_USER": "archivist"}
        done = subprocess.run(
            [sys.executable, "-m", "editor", *map(str, words)],
            cwd=tmp_path, env=environment, input=stdin, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == check, done.stderr
        assert "Traceback" not in done.stderr
        return done

    return run


def records(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def project(run, tmp_path):
    run("new", "p.muniment", "--title", "Harbour")
    text = "CONFIDENTIAL\n\nThe harbour was c1osed\nby order of the Boarcl.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    run("import", "p.muniment", "a.txt", "--document", "Memo")
    return tmp_path / "p.muniment"


def lines(run, project):
    return [r for r in records(run("dump", project)) if r["type"] == "line"]


def test_the_front_door_knows_every_command():
    assert set(program.commands) == start.COMMANDS


def test_every_command_explains_itself(run):
    listed = run("--help").stdout
    assert "PROJECT" in listed
    told = listed.partition("Commands:\n")[2].splitlines()
    assert len(told) == len(program.commands)
    assert [line for line in told if not line.endswith(".") or line.endswith("...")] == []
    for command in program.commands.values():  # in this process: two dozen interpreters take longer than they tell
        said = CliRunner().invoke(command, ["--help"])
        assert said.exit_code == 0 and said.output.startswith("Usage:")
    assert run("--version").stdout.startswith("muniment, version")


def test_every_command_and_option_is_in_the_manual(repository):
    told = (repository / "resources/manual/02-the-command-line.md").read_text(encoding="utf-8")
    for name, command in program.commands.items():
        parts = [part for part in told.split("\n## ") if f"muniment {name}" in part]
        assert parts, f"the manual does not tell of muniment {name}"
        options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
        missing = {option for option in options if not any(option in part for part in parts)}
        assert missing <= {"--json", "--user"}, f"the manual does not tell of {sorted(missing)} of muniment {name}"


def test_wrong_usage_is_two_and_faults_are_one(run, project, tmp_path):
    run("dump", check=2)
    run("export", project, "out", "--format", "nothing", check=2)
    (tmp_path / "junk").write_text("junk" * 300)
    for words in (("dump", "nowhere.muniment"), ("dump", "junk"), ("new", project), ("log", project, "--page", "9")):
        done = run(*words, check=1)
        assert done.stdout == ""
        assert len(done.stderr.strip().splitlines()) == 1


def test_import_tells_each_page_and_a_summary(run, tmp_path):
    run("new", "p.muniment")
    (tmp_path / "a.txt").write_text("one\ntwo\f three", encoding="utf-8")
    *pages, summary = records(run("import", "p.muniment", "a.txt", "--json"))
    assert [page["lines"] for page in pages] == [2, 1]
    assert (summary["pages"], summary["lines"]) == (2, 3)


def test_import_tells_in_words_what_was_left_out_and_what_is_odd(run, tmp_path):
    run("new", "p.muniment")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("one", encoding="utf-8")
    (tmp_path / "in" / "run.exe").write_bytes(b"MZ" + bytes(range(256)))
    (tmp_path / "in" / "bad.zip").write_bytes(b"PK\x03\x04 and no more")
    done = run("import", "p.muniment", "in", check=1)
    assert "run.exe was left out" in done.stderr and "bad.zip cannot be read" in done.stderr
    assert done.stdout.splitlines()[-1] == "1 pages, 1 lines, 0 kept as versions to compare."


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to another process")
def test_ctrl_c_stops_an_import_between_two_pages(run, tmp_path):
    run("new", "p.muniment")
    (tmp_path / "a.txt").write_text("\f".join(f"page {n}" for n in range(3000)), encoding="utf-8")
    command = [sys.executable, "-m", "editor", "import", "p.muniment", "a.txt", "--json"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as importing:
        first = importing.stdout.readline()
        importing.send_signal(signal.SIGINT)
        rest, said = importing.communicate(timeout=120)
    assert importing.returncode == 1 and "Traceback" not in said
    *pages, summary = [json.loads(line) for line in (first + rest).splitlines()]
    assert 1 <= len(pages) < 3000 and summary["pages"] == len(pages)
    assert f"Stopped after {len(pages)} of 3000 pages" in said
    inside = [record for record in records(run("dump", "p.muniment")) if record["type"] == "page"]
    assert [page["id"] for page in inside] == [page["page"] for page in pages]
    run("check", "p.muniment")


def test_images_that_moved_are_found_again(run, repository, tmp_path):
    run("new", "p.muniment")
    (tmp_path / "old").mkdir()
    for name in ("memo-1.jpg", "report-1.jpg"):
        shutil.copy(repository / "resources" / "sample" / name, tmp_path / "old" / name)
    run("import", "p.muniment", "old")
    (tmp_path / "old").rename(tmp_path / "new")
    (tmp_path / "new" / "report-1.jpg").unlink()
    one, two, summary = records(run("relink", "p.muniment", "new", "--dry-run", "--json", check=1))
    assert (one["found_by"], two["image"], summary["found"], summary["missing"]) == ("digest", None, 1, 1)
    done = run("relink", "p.muniment", "new", check=1)
    assert "memo-1: new/memo-1.jpg (found by digest)." in done.stdout
    assert "report-1: old/report-1.jpg is missing." in done.stdout
    images = [record["image"] for record in records(run("dump", "p.muniment")) if record["type"] == "page"]
    assert images == ["new/memo-1.jpg", "old/report-1.jpg"]
    run("undo", "p.muniment")
    images = [record["image"] for record in records(run("dump", "p.muniment")) if record["type"] == "page"]
    assert images == ["old/memo-1.jpg", "old/report-1.jpg"]


def test_a_version_is_held_against_the_text(run, project, tmp_path):
    edit = {"edit": "set_line_text", "line": lines(run, project)[1]["id"], "text": "The harbour was closed"}
    run("apply", project, "-", stdin=json.dumps(edit))
    changed, summary = records(run("compare", project, "--page", 1, "--json"))
    assert (changed["kind"], changed["left"], changed["right"]) == (
        "changed", "The harbour was closed", "The harbour was c1osed",
    )  # fmt: skip
    assert (summary["rows"], summary["differing"], summary["right"]["file"]) == (3, 1, "a.txt")
    assert summary["cer"] == pytest.approx(1 / 57)
    told = run("compare", project, "--page", 1).stdout.splitlines()
    assert told == ["- The harbour was closed", "+ The harbour was c1osed", "1 of 3 lines differ."]
    assert "There is no page 2" in run("compare", project, "--page", 2, check=1).stderr
    assert "has no reading 7" in run("compare", project, "--page", 1, "--with", 7, check=1).stderr


def test_apply_acknowledges_each_edit_and_stops_at_the_first_that_fails(run, project):
    first = lines(run, project)[0]
    edits = [
        {"edit": "set_line_text", "line": first["id"], "text": "SECRET"},
        {"edit": "add_region", "page": records(run("dump", project))[1]["id"], "kind": "stamp"},
        {"edit": "remove_line", "line": 7},
        {"edit": "set_line_text", "line": first["id"], "text": "never"},
    ]
    done = run("apply", project, "-", "--json", stdin="\n".join(map(json.dumps, edits)), check=1)
    one, two, three = records(done)
    assert one["rev"] + 1 == two["rev"]
    assert isinstance(two["id"], int)
    assert "no line 7" in three["error"]
    assert lines(run, project)[0]["text"] == "SECRET"


def test_a_batch_is_all_or_none(run, project):
    before = run("dump", project).stdout
    first = lines(run, project)[0]
    edits = [{"edit": "set_line_text", "line": first["id"], "text": "SECRET"}, {"edit": "remove_line", "line": 7}]
    run("apply", project, "-", "--batch", stdin="\n".join(map(json.dumps, edits)), check=1)
    assert run("dump", project).stdout == before


def test_the_log_replays(run, project, tmp_path):
    first = lines(run, project)[0]
    run("apply", project, "-", stdin=json.dumps({"edit": "split_line", "line": first["id"], "at": 3}))
    log = records(run("log", project))
    assert {"rev", "when", "user", "edit", "inverse", "digest"} == set(log[0])
    assert {entry["user"] for entry in log} == {"archivist"}
    run("new", "copy.muniment")
    edits = "\n".join(json.dumps(entry["edit"]) for entry in log)
    run("apply", "copy.muniment", "-", stdin=edits)
    assert run("dump", "copy.muniment").stdout == run("dump", project).stdout


def test_undo_one_and_back_to_a_rev(run, project):
    before = run("dump", project).stdout
    rev = records(run("log", project))[-1]["rev"]
    first = lines(run, project)[0]
    for text in ("a", "b"):
        edit = {"edit": "set_line_text", "line": first["id"], "text": text}
        run("apply", project, "-", stdin=json.dumps(edit))
    run("undo", project)
    assert lines(run, project)[0]["text"] == "a"
    run("undo", project, "--to", rev)
    assert run("dump", project).stdout == before


def test_search(run, project):
    (hit,) = records(run("search", project, "HARBOUR", "--json"))
    assert hit["text"][hit["start"] : hit["end"]] == "harbour"
    assert len(records(run("search", project, r"\b[A-Z]\w+", "--regex", "--case", "--json"))) == 3
    run("search", project, "(", "--regex", check=1)
    run("search", project, "quarantine", check=1)


def test_check_and_stats(run, project):
    done = run("check", project)
    assert "is sound" in done.stdout
    (stats,) = records(run("stats", project, "--json"))
    assert (stats["documents"], stats["pages"], stats["lines"], stats["cer"]) == (1, 1, 3, 0)
    first, second = lines(run, project)[1:]
    for line, text in ((first, "The harbour was closed"), (second, "by order of the Board.")):
        edit = {"edit": "set_line_text", "line": line["id"], "text": text}
        run("apply", project, "-", stdin=json.dumps(edit))
    (stats,) = records(run("stats", project, "--json"))
    characters = len("CONFIDENTIAL" + "The harbour was closed" + "by order of the Board.")
    assert stats["cer"] == pytest.approx(3 / characters)
    assert stats["corrected_lines"] == 2
    assert (stats["checked_pages"], stats["checked_cer"], stats["checked_readings"]) == (0, None, {})
    page = next(record["id"] for record in records(run("dump", project)) if record["type"] == "page")
    run("apply", project, "-", stdin=json.dumps({"edit": "set_page_status", "page": page, "status": "checked"}))
    (stats,) = records(run("stats", project, "--json"))
    assert (stats["checked_pages"], stats["checked_cer"], stats["checked_wer"]) == (1, stats["cer"], stats["wer"])
    ((name, machine),) = stats["checked_readings"].items()
    assert machine["pages"] == 1 and machine["cer"] == pytest.approx(stats["cer"], abs=0.01)
    assert f"checked readings: {name} (CER " in run("stats", project).stdout


def test_export_and_check_what_was_written(run, project, tmp_path):
    run("export", project, "out", "--format", "tei")
    run("export", project, "out", "--format", "text")
    run("export", project, "out", "--format", "text", "--text", "raw")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["01-Memo.raw.txt", "01-Memo.txt", "01-Memo.xml"]
    assert "valid" in run("check", tmp_path / "out" / "01-Memo.xml").stdout
    assert (tmp_path / "out" / "01-Memo.txt").read_text(encoding="utf-8").startswith("CONFIDENTIAL\n")
    run("export", project, "out", "--format", "tei", "--document", "9", check=1)


def test_export_of_chosen_pages_under_chosen_names(run, project, tmp_path):
    (tmp_path / "b.txt").write_text("two\n\f\nthree", encoding="utf-8")
    run("import", "p.muniment", "b.txt", "--document", "Letter")
    words = ("export", project, "out", "--format", "text", "--name", "{document}/{title}", "--json")
    assert records(run(*words, "--dry-run")) == [
        {"file": "01/Memo.txt", "format": "text"},
        {"file": "02/Letter.txt", "format": "text"},
    ]
    assert not (tmp_path / "out").exists()
    (written,) = records(run(*words, "--document", "2", "--pages", "2"))
    assert written == {"file": str(Path("out/02/Letter.txt")), "format": "text"}
    assert (tmp_path / written["file"]).read_text(encoding="utf-8") == "three\n"
    assert len(records(run(*words, "--document", "1", "--document", "2", "--manifest"))) == 3
    for line in (tmp_path / "out" / "manifest-sha256.txt").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == digest
    run(*words, "--status", "checked", check=1)
    run(*words, "--status", "nothing", check=2)
    assert "fields are" in run(*words[:-3], "--name", "{what}", check=1).stderr


def test_export_to_one_file_and_as_a_table(run, project, tmp_path):
    run("export", project, "memo.csv", "--format", "csv", "--table", "lines", "--bom")
    assert (tmp_path / "memo.csv").read_bytes().startswith(b"\xef\xbb\xbfdocument,page")
    run("export", project, "memo.html", "--format", "html")
    assert "The harbour was c1osed" in (tmp_path / "memo.html").read_text(encoding="utf-8")
    run("export", project, "memo.md", "--format", "markdown")
    assert (tmp_path / "memo.md").read_text(encoding="utf-8").startswith("# Memo\n")


@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C is a signal")
def test_export_stopped_by_the_keyboard_leaves_nothing_half_done(run, project, tmp_path):
    (tmp_path / "b.txt").write_text("\f".join(f"page {n}\n" * 40 for n in range(600)), encoding="utf-8")
    run("import", "p.muniment", "b.txt", "--document", "Long")
    child = subprocess.Popen(
        [sys.executable, "-m", "editor", "export", str(project), "out", "--format", "tei"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        # A shell lets what it starts in the background ignore the signal, and its children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert child.stdout.readline().strip() == str(Path("out/01-Memo.xml"))
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert child.returncode == 1 and "Stopped" in said and "Traceback" not in said
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["01-Memo.xml"]


def test_inspect(run, project, tmp_path):
    (text,) = records(run("inspect", tmp_path / "a.txt", "--json"))
    assert (text["verdict"], text["format"], text["lines"]) == ("accept", "text", 3)
    (own,) = records(run("inspect", project, "--json"))
    assert (own["verdict"], own["format"]) == ("accept", "muniment")
    (tmp_path / "x.xml").write_text("<a><b></a>")
    (bad,) = records(run("inspect", tmp_path / "x.xml", "--json", check=1))
    assert bad["verdict"] == "reject"
    assert "x.xml" in bad["messages"][0]


def test_inspect_compares_the_declared_size_with_the_image(run, tmp_path, repository):
    for name in ("memo-1.jpg", "memo-1.xml"):
        shutil.copy(repository / "resources" / "sample" / name, tmp_path)
    (same,) = records(run("inspect", "memo-1.xml", "--json"))
    assert (same["verdict"], same["messages"]) == ("accept", [])
    text = (tmp_path / "memo-1.xml").read_text(encoding="utf-8")
    (tmp_path / "memo-1.xml").write_text(text.replace('imageWidth="1700"', 'imageWidth="1800"'), encoding="utf-8")
    (other,) = records(run("inspect", "memo-1.xml", "--json"))
    assert other["verdict"] == "accept-warn"
    assert any("1800" in message and "1700" in message for message in other["messages"])


def test_demo_headless_writes_the_sample(run, tmp_path):
    run("demo", "--headless", "out")
    exported = sorted(path.name for path in (tmp_path / "out").iterdir() if path.is_file())
    documents = [f"{name}{ending}" for name in ("01-Memorandum", "02-Report") for ending in (".txt", ".xml")]
    assert exported == [*documents, "memo-1.xml", "report-1.xml", "report-2.xml"]
    (project,) = (tmp_path / "out" / "project").glob("*.muniment")
    (stats,) = records(run("stats", project, "--json"))
    assert (stats["documents"], stats["pages"]) == (2, 3)
    assert stats["lines"] > 80


def test_a_project_is_made_again_of_its_backup(run, project, tmp_path):
    assert "and whole" in run("backup", project).stderr
    kept = next((tmp_path / "p backups").iterdir())
    assert "every edit already" in run("backup", project).stderr
    run("undo", project)
    run("restore", kept, "again.muniment")
    assert len(lines(run, tmp_path / "again.muniment")) == 3
    assert len(lines(run, project)) == 0
    run("restore", kept, "again.muniment", check=1)
    run("backup", project, "elsewhere.muniment")
    run("check", "elsewhere.muniment")


def test_replace(run, project):
    before = run("dump", project).stdout
    told = run("replace", project, "the", "a", "--words", "--dry-run").stdout.splitlines()
    assert told[0].endswith(": The → a") and told[-1] == "2 places would be replaced, changing 2 texts."
    assert run("dump", project).stdout == before
    found = records(
        run("replace", project, r"(\w)1(\w)", r"\1l\2", "--regex", "--pages", "1", "--document", "1", "--json")
    )
    assert [(hit["old"], hit["new"]) for hit in found[:-1]] == [("c1o", "clo")]
    assert found[-1] == {"places": 1, "changed": 1, "verified": 0, "same": 0}
    assert lines(run, project)[1]["text"] == "The harbour was closed"
    run("undo", project)
    assert run("dump", project).stdout == before


def test_replace_says_in_a_sentence_what_it_cannot_do(run, project):
    run("replace", project, "quarantine", "x", check=1)
    assert "not a regular expression" in run("replace", project, "(", "x", "--regex", check=1).stderr
    assert "too complex" in run("replace", project, "((((((a{9}){9}){9}){9}){9}){9})", "x", "--regex", check=1).stderr
    assert "no group 2" in run("replace", project, "(a)", r"\2", "--regex", check=1).stderr
    assert "no document 2" in run("replace", project, "a", "b", "--document", "2", check=1).stderr
    run("replace", project, "a", "b", "--in", "margins", check=2)


def test_replace_leaves_verified_lines_alone_unless_told(run, project):
    line = lines(run, project)[1]["id"]
    run("apply", project, "-", stdin=json.dumps({"edit": "set_line_verified", "line": line, "verified": True}))
    done = run("replace", project, "c1osed", "closed", "--json", check=1)
    assert records(done) == [{"places": 0, "changed": 0, "verified": 1, "same": 0}]
    run("replace", project, "c1osed", "closed", "--verified")
    after = lines(run, project)[1]
    assert after["text"] == "The harbour was closed" and not after["verified"]


def read_page(texts):
    """Return as JSON what an engine read: a line each 120 pixels, a word each blank, 20 pixels a letter."""
    lines = []
    for row, text in enumerate(texts):
        words, at = [], 0
        for word in text.split():
            left, at = 120 + 20 * at, at + len(word) + 1
            box = [left, 150 + 120 * row, left + 20 * len(word), 190 + 120 * row]
            words.append({"start": at - len(word) - 1, "end": at - 1, "box": box})
        lines.append({"text": text, "number": row, "words": words})
    return json.dumps({"width": 1200, "height": 800, "regions": [{"kind": "paragraph", "lines": lines}]})


@pytest.fixture
def scanned(run, project, tmp_path):
    """Return the project with a scan of its text, and what an engine read there, and no places yet."""
    pytest.importorskip("cv2")
    texts = [line["text"] for line in lines(run, project)]
    drawn = Image.new("L", (1200, 800), 250)
    for row, text in enumerate(texts):
        ImageDraw.Draw(drawn).text((120, 150 + 120 * row), text, 20, ImageFont.load_default(40))
    drawn.save(tmp_path / "scan.png")
    page = next(record for record in records(run("dump", project)) if record["type"] == "page")["id"]
    edits = [
        {"edit": "set_page_image", "page": page, "image": "scan.png", "width": 1200, "height": 800},
        {"edit": "add_reading", "page": page, "source": {"format": "OCR"}, "content": read_page(texts)},
    ]
    run("apply", project, "-", stdin="\n".join(map(json.dumps, edits)))
    return project


def test_text_is_linked_to_the_scan_and_a_second_run_has_nothing_left(run, scanned):
    texts = [line["text"] for line in lines(run, scanned)]
    dry = records(run("link", scanned, "--dry-run", "--json"))
    assert [(one["text"], one["taken"]) for one in dry[0]["links"]] == [(text, True) for text in texts]
    assert not any(line["outline"] for line in lines(run, scanned))
    done = run("link", scanned)
    assert done.stdout.startswith("Page 1: 3 linked, 0 suggested, 0 without a place")
    linked = lines(run, scanned)
    assert [line["text"] for line in linked] == texts
    assert [abs(line["outline"][0][1] - 150 - 120 * row) < 40 for row, line in enumerate(linked)] == [True] * 3
    assert records(run("link", scanned, "--json"))[-1]["passed_over"] == 1
    run("undo", scanned)
    assert not any(line["outline"] for line in lines(run, scanned))


def test_an_engine_that_is_not_there_and_a_page_without_a_scan_are_told(run, project):
    pytest.importorskip("cv2")
    assert "no such" in run("link", project, "--engine", "no such", check=1).stderr
    done = run("link", project, "--no-ocr", "--json", check=1)
    assert "has no scan" in records(done)[0]["fault"]
    assert records(done)[-1]["failed"] == 1


def test_the_text_of_a_page_is_divided_among_the_scans_where_it_is_said_to_begin(run, scanned):
    document = next(record for record in records(run("dump", scanned)) if record["type"] == "document")["id"]
    second = {"edit": "add_page", "document": document, "image": "scan.png", "label": "b"}
    run("apply", scanned, "-", stdin=json.dumps({**second, "width": 1200, "height": 800}))
    line = lines(run, scanned)[-1]
    words = ("divide", scanned, 1, "--no-ocr", "--begin", f"2={line['id']}:{line['text'].index('order')}")
    (told,) = records(run(*words, "--dry-run", "--json"))
    assert (told["page"], told["text"]) == (2, "order of the Boarcl.")
    assert [one["text"] for one in lines(run, scanned)][-1] == "by order of the Boarcl."
    assert "Page 2 begins at" in run(*words).stdout
    assert [one["text"] for one in lines(run, scanned)][-2:] == ["by", "order of the Boarcl."]
    run("undo", scanned)
    assert [one["text"] for one in lines(run, scanned)][-1] == "by order of the Boarcl."
    assert "no place of the text" in run(*words[:-1], "2=7:1", check=1).stderr
    assert "names no place" in run(*words[:-1], "2:7", check=2).stderr
    assert "There is no page 9" in run("divide", scanned, 9, check=1).stderr
