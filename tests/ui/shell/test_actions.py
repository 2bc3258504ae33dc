import re

import pytest
from PySide6.QtGui import QKeySequence

from editor.model.tagset import read_tagset
from editor.shipped import resource, resource_names
from editor.ui.actions import ENTRIES, MENUS, NEEDS, SUBMENUS, Entry, entries_of
from editor.ui.shell_actionset import ActionSet

SETS = [name for name in resource_names("tagsets") if name.endswith(".toml")]


def tagset(name):
    return read_tagset(resource(name).read_text(encoding="utf-8"))


def test_every_entry_is_whole():
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES)
    for entry in ENTRIES:
        assert entry.levels[0] in MENUS and set(entry.levels[1:]) <= set(SUBMENUS)
        assert entry.needs in NEEDS
        assert re.fullmatch(r"\w+\.\w+(\([\w+]+\))?", entry.calls), entry.calls
        if entry.icon:
            resource(f"icons/{entry.icon}.svg")


@pytest.mark.parametrize("name", SETS)
def test_no_two_actions_share_a_key(name, qapp):
    every = (*ENTRIES, *entries_of(tagset(name)))
    actions = ActionSet(lambda entry, on: None, qapp)
    actions.add(every, {})
    for entry in every:
        for key in entry.keys:
            assert not QKeySequence(key).isEmpty()
            assert QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText) == key
            assert actions.holders(key, entry.name) == [], key


def test_the_keys_the_interface_promises_are_there(qapp):
    actions = ActionSet(lambda entry, on: None, qapp)
    actions.add((*ENTRIES, *entries_of(tagset("tagsets/us-government-records.toml"))), {})
    promised = {
        "Ctrl+Return": "line.split",
        "Alt+Up": "line.up",
        "Alt+Down": "line.down",
        "Ctrl+M": "kind.marginalia",
        "Ctrl+T": "tag.choose",
        "Ctrl+U": "tag.unclear",
        "F3": "find.next",
        "F8": "problem.next",
        "Ctrl+PgUp": "page.previous",
        "Ctrl+PgDown": "page.next",
        "Ctrl+K": "palette",
        "F1": "keys",
        "Ctrl+Z": "undo",
        "Ctrl+Shift+Z": "redo",
        "Alt+Shift+Up": "region.up",
        "Alt+Right": "line.next_region",
        "Ctrl+Shift+R": "region.from_line",
        "F9": "line.verify",
        "Ctrl+Shift+F": "find",
    }
    assert {key: [e.name for e in actions.holders(key)] for key in promised} == {k: [v] for k, v in promised.items()}


def test_an_action_calls_what_its_entry_says(qapp):
    done = []
    actions = ActionSet(lambda entry, on: done.append((entry.part, entry.method, entry.arguments, on)), qapp)
    actions.add(ENTRIES, {})
    actions.set_there("line")
    actions["tool.polygon"].trigger()
    actions["pane.pages"].trigger()
    actions["undo"].trigger()
    assert done == [
        ("view", "set_tool", ("polygon",), True),
        ("panes", "show_pages", (), False),
        ("project", "undo", (), False),
    ]


def test_what_needs_more_than_is_there_cannot_be_chosen(qapp):
    actions = ActionSet(lambda entry, on: None, qapp)
    actions.add(ENTRIES, {})
    able = {}
    for there in NEEDS:
        actions.set_there(there)
        able[there] = {entry.name for entry in ENTRIES if actions[entry.name].isEnabled()}
    assert "quit" in able[""] and "undo" not in able[""]
    assert "undo" in able["project"] and "page.next" not in able["project"]
    assert "line.new" in able["page"] and "line.split" not in able["page"]
    assert able["line"] == {entry.name for entry in ENTRIES}
    assert able[""] < able["project"] < able["page"] < able["region"] < able["line"]


def test_of_a_group_one_is_on(qapp):
    actions = ActionSet(lambda entry, on: None, qapp)
    actions.add(ENTRIES, {})
    actions.check("tool.line")
    tools = [entry.name for entry in ENTRIES if entry.check == "tool" and actions[entry.name].isChecked()]
    assert tools == ["tool.line"]


def test_a_key_collides_with_the_start_of_another(qapp):
    actions = ActionSet(lambda entry, on: None, qapp)
    actions.add([Entry("a", "A", "x.y", "Edit", "Ctrl+Shift+K, P")], {})
    assert actions.holders("Ctrl+Shift+K") and actions.holders("Ctrl+Shift+K, P")
    assert not actions.holders("Ctrl+K") and not actions.holders("")


def test_the_users_keys_come_first(qapp):
    actions = ActionSet(lambda entry, on: None, qapp)
    actions.add(ENTRIES, {"undo": ("F5",), "redo": ()})
    assert actions["undo"].shortcuts() == [QKeySequence("F5")]
    assert actions["redo"].shortcuts() == []
    assert actions["undo"].toolTip() == "Undo (F5)"


def test_the_words_of_a_tag_set_are_never_markup(qapp):
    actions = ActionSet(lambda entry, on: None, qapp)
    actions.add([Entry("a", "<img src=x> & more", "x.y", "Edit")], {})
    assert actions["a"].text() == "<img src=x> && more"
    assert "<" not in actions["a"].toolTip()
