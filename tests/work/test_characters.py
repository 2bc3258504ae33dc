import unicodedata

import pytest

from editor.model import unseen
from editor.store import readers
from editor.work import characters
from tests.ui.shell.harbour import make_project

AT_HAND = [one for block in characters.blocks() for one in block.characters]


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("e acute", "é"),
        ("E ACUTE", "É"),
        ("section", "§"),
        ("U+2013", "–"),
        ("2014", "—"),
        ("en dash", "–"),
        ("thorn", "þ"),
        ("long s", "ſ"),
        ("pound", "£"),
        ("o slash", "ø"),
        ("u umlaut", "ü"),
        ("zero width joiner", "\u200d"),
        ("é", "é"),
        ("𝔞", "𝔞"),
    ],
)
def test_a_character_is_found_by_its_name_its_code_or_itself(wanted, first):
    assert characters.find(wanted, AT_HAND)[0] == first


def test_what_looks_like_a_latin_letter_is_not_found_before_it():
    found = characters.find("a", AT_HAND)
    assert unicodedata.name(found[0]).startswith("LATIN") and characters.find("no such thing at all") == []
    assert characters.find("  ") == [] and characters.find("d800") == characters.find("U+110000") == []


def test_every_block_has_a_name_and_characters_that_have_one():
    names = [block.name for block in characters.blocks()]
    assert len(set(names)) == len(names) >= 11
    for block in characters.blocks():
        assert len(block.characters) == len(set(block.characters)) > 10, block.name
        assert [one for one in block.characters if not unseen.name(one)] == []


def test_every_sequence_writes_one_character_and_can_be_typed():
    known = characters.sequences()
    assert len(known.writes) > 350
    for keys, written in known.writes.items():
        assert len(written) == 1 and len(keys) >= 2 and keys.isprintable(), keys
        assert unicodedata.normalize("NFC", written) == written
    expected = {"'e": "é", "ae": "æ", "--": "–", "---": "—", "ss": "ß", '"<': "“", "12": "½", "  ": "\u00a0"}
    assert {keys: known.writes[keys] for keys in expected} == expected
    assert known.keys_for("é") == "'e" and known.keys_for("\u4e00") == ""
    assert ("e", "é") in known.continuations("'")


def test_a_mark_that_combines_stands_on_a_circle_and_what_has_no_ink_on_its_name():
    assert characters.shown("\u0301") == "\u25cc\u0301" and characters.shown("é") == "é"
    assert characters.inkless("\u00a0") == "NBSP" and characters.inkless("\u2003") == "EM"
    assert characters.inkless("\u2004") == "2004"
    assert characters.inkless("e") == characters.inkless("\u0301") == ""


def test_the_characters_of_a_project_are_gathered_a_slice_at_a_time(tmp_path, monkeypatch):
    from editor.model import edit as e
    from editor.store.project import Project

    with Project.open(make_project(tmp_path / "a.muniment")) as project:
        lines = [line.id for p in readers.all_pages(project) for _, line in readers.content(project, p.id).lines()]
        project.apply(e.SetLineText(lines[0], "§ 1 — é\u0301 §"))
        project.apply(e.SetLineText(lines[4], "§ \U0001f600"))
        monkeypatch.setattr(characters, "_SLICE", 2)
        gathering, steps = characters.Gathering(project), 0
        while not gathering.done:
            gathering.step()
            steps += 1
        assert steps > 2
        assert gathering.counts == {"§": 3, "—": 1, "é": 1, "\u0301": 1, "\U0001f600": 1}
        assert gathering.most_used()[0] == "§"
        project.apply(characters.pin("ſ"))
        project.apply(characters.pin("\U0001f600"))
        assert characters.pinned(readers.project_values(project)) == ["ſ", "\U0001f600"]
        project.apply(characters.unpin("ſ"))
        assert characters.pinned(readers.project_values(project)) == ["\U0001f600"]
        project.undo()
        assert characters.pinned(readers.project_values(project)) == ["ſ", "\U0001f600"]


def test_sequences_of_ones_own_come_with_the_shipped_ones(tmp_path):
    file = tmp_path / "compose.toml"
    assert characters.with_own(file) == (characters.sequences(), "")
    file.write_text('[sequences]\n"p t" = "per telegram"\n"a e" = "x"\n"space p" = "y"\n', encoding="utf-8")
    known, trouble = characters.with_own(file)
    assert trouble == "" and known.writes["pt"] == "per telegram" and known.writes["ae"] == "x"
    assert known.writes[" p"] == "y" and known.writes["'e"] == "é" and "p" in known.starts
    file.write_text('[sequences]\n"p" = "one key"\n"q q" = "a\\nb"\n"r r" = 1\n"t t" = "fits"\n', encoding="utf-8")
    known, trouble = characters.with_own(file)
    assert "left out" in trouble and known.writes["tt"] == "fits" and not {"p", "qq", "rr"} & known.writes.keys()
    for bad in (b"[sequences", b"\xff", b'sequences = "x"', b"sequences = 3"):
        file.write_bytes(bad)
        known, trouble = characters.with_own(file)
        assert known.writes == characters.sequences().writes and "left out" in trouble
