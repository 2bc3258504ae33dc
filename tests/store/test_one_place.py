"""What nobody may do to a project file outside its one place, read off the syntax trees of the whole program."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

CONNECT = {"file", "gate", "copies", "salvage", "schema"}
"""Modules of the store that open a database: the lock, the gate's look, copies that are no open project."""
BEGIN = {"file"}
FORBIDDEN_CALLS = {"commit", "executescript", "insert_all", "upsert", "upsert_all"}
FORBIDDEN_OPTIONS = {"replace", "alter", "ignore"}
OPENERS = {
    "open",
    "read_bytes",
    "read_text",
    "write_bytes",
    "write_text",
    "copyfile",
    "copy",
    "copy2",
    "copytree",
    "ZipFile",
}


def breaches(module: str, tree: ast.AST) -> Iterator[str]:
    """Yield what a module does that it must not."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _call(module, node)


def _call(module: str, call: ast.Call) -> Iterator[str]:
    named = isinstance(call.func, ast.Attribute)
    name = call.func.attr if named else call.func.id if isinstance(call.func, ast.Name) else ""
    if named and name in FORBIDDEN_CALLS:
        yield f"{module}:{call.lineno} calls .{name}()"
    if name == "connect" and named and getattr(call.func.value, "id", "") == "sqlite3" and module not in CONNECT:
        yield f"{module}:{call.lineno} opens a database"
    if name == "Database" and (module != "schema" or not _careful(call)):
        yield f"{module}:{call.lineno} makes a Database otherwise than of a connection, strict and without plugins"
    if name in {"insert", "create", "create_table", "transform"} and module == "schema":
        yield from (
            f"{module}:{call.lineno} passes {key.arg}=" for key in call.keywords if key.arg in FORBIDDEN_OPTIONS
        )
    if name in {"execute", "executemany"} and module not in BEGIN and _says(call, ("BEGIN", "COMMIT", "ROLLBACK")):
        yield f"{module}:{call.lineno} begins or ends a transaction by hand"
    if name in OPENERS and _opens_a_project(call):
        yield f"{module}:{call.lineno} opens the open project by its path"


def _careful(call: ast.Call) -> bool:
    options = {key.arg: getattr(key.value, "value", None) for key in call.keywords}
    made_of = [getattr(one, "id", "") for one in call.args]
    return made_of == ["connection"] and options == {"execute_plugins": False, "strict": True}


def _says(call: ast.Call, words: tuple[str, ...]) -> bool:
    first = call.args[0] if call.args else None
    return isinstance(first, ast.Constant) and str(first.value).lstrip().upper().startswith(words)


def _opens_a_project(call: ast.Call) -> bool:
    """Tell whether ``project.path`` is what is opened: as an argument, or as what the method is of."""
    owners = [call.func.value] if isinstance(call.func, ast.Attribute) else []
    if isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "Project":
        return False
    return any(
        isinstance(one, ast.Attribute) and one.attr == "path" and "project" in ast.unparse(one.value).lower()
        for one in (*owners, *call.args[:1])
    )


def test_the_program_keeps_the_rules(repository):
    found = []
    for path in sorted((repository / "editor").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        module = path.stem if path.parent.name == "store" else str(path.relative_to(repository))
        found += breaches(module, tree)
    assert found == []


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("file", "connection.commit()"),
        ("journal", "connection.executescript(text)"),
        ("schema", "Database(path)"),
        ("schema", "Database(connection)"),
        ("schema", "Database(connection, execute_plugins=True, strict=True)"),
        ("pen", "Database(connection, execute_plugins=False, strict=True)"),
        ("schema", "table.insert(row, replace=True)"),
        ("schema", "table.insert(row, alter=True)"),
        ("pen", "table.insert_all(rows)"),
        ("readers", "sqlite3.connect(path)"),
        ("pen", "connection.execute('BEGIN')"),
        ("pen", "connection.execute('commit')"),
        ("work/export.py", "shutil.copyfile(project.path, out)"),
        ("work/export.py", "self._session.project.path.read_bytes()"),
        ("work/export.py", "open(project.path, 'rb')"),
    ],
)
def test_each_breach_is_seen(module, code):
    assert list(breaches(module, ast.parse(code))) != []
