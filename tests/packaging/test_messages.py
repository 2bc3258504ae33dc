"""The manual's list of messages about the safety of work: complete, and nothing in it that is never said.

Messages are found in the source by its syntax tree: every sentence in the modules that speak when something cannot be
saved, opened, read or trusted. What varies in one (a name, a number) is “…” in the list.
"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "resources" / "manual" / "16-messages.md"
MODULES = (
    "model/faults.py",
    "store/refusal.py",
    "store/gate.py",
    "store/file.py",
    "store/occupant.py",
    "store/legible.py",
    "store/replaying.py",
    "store/backups.py",
    "store/copies.py",
    "store/journal.py",
    "store/migration.py",
    "store/salvage.py",
    "work/whereabouts.py",
    "work/salvaging.py",
    "ui/rescuing.py",
    "ui/backing_up.py",
    "ui/dialogs/error_report.py",
    "ui/app.py",
    "imaging/aside.py",
    "imaging/facts.py",
    "imaging/opening.py",
    "imaging/pdf.py",
    "formats/xml.py",
    "formats/archive.py",
    "work/text_child.py",
    "work/spool.py",
    "work/texts.py",
)
VARIES = "…"


def sentences(source: str) -> set[str]:
    """Return the sentences that a module may say: text of several words that ends in a full stop, no docstring."""
    tree = ast.parse(source)
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    found = set()
    for node in ast.walk(tree):
        if id(node) in bare or id(node) in parts:
            continue
        text = _text(node)
        if text.count(" ") > 1 and text.endswith("."):
            found.add(text)
    return found


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        said = "".join(str(part.value) if isinstance(part, ast.Constant) else VARIES for part in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        said = re.sub(r"\{\w*\}", VARIES, node.value)
    else:
        return ""
    return re.sub(f"{VARIES}+", VARIES, " ".join(said.split()))


def in_source() -> set[str]:
    """Return every message of the modules."""
    return {text for name in MODULES for text in sentences((ROOT / "editor" / name).read_text("utf-8"))}


def in_list() -> list[str]:
    """Return the messages of the manual, the first cell of each row of its tables."""
    rows = [line.split(" | ") for line in LIST.read_text("utf-8").splitlines() if line.startswith("| ")]
    assert all(len(row) == 3 and all(cell.strip(" |") for cell in row) for row in rows)
    return [row[0].removeprefix("| ") for row in rows if row[0] != "| Message"]


def test_the_manual_lists_every_message_once_and_none_that_is_never_said():
    assert len(in_list()) > 50
    assert sorted(in_list()) == sorted(in_source())


def test_a_sentence_is_found_however_it_is_written():
    source = """def f(name):
    "A docstring is no message."
    raise Fault(f"{name} is " "in two parts.", {"x": "A table {name} counts too."})"""
    assert sentences(source) == {"… is in two parts.", "A table … counts too."}


def test_every_message_is_met_in_a_test():
    tests = [path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)]
    said = re.sub(r'"\s+f?"', "", "\n".join(tests))
    assert {message for message in in_source() if not _met(message, said)} == set()


def _met(message: str, said: str) -> bool:
    """Tell whether three words of it that stand side by side stand in a test, or else all that is fixed in it."""
    runs = [fixed.split() for fixed in re.split("[….;:(]", message)]
    if any(len(words) > 2 for words in runs):
        return any(" ".join(words[at : at + 3]) in said for words in runs for at in range(len(words) - 2))
    fixed = [re.escape(part) for part in message.split(VARIES) if part]
    return re.search("[^\n]{1,40}".join(fixed), said.replace("\\", "")) is not None
