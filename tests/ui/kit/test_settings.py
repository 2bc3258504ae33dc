from pathlib import Path

from PySide6.QtCore import QByteArray

from editor.ui.kit.settings import Settings, data_folder


def test_settings_lie_in_the_users_own_folder_and_stay(home):
    settings = Settings()
    assert settings.file.is_relative_to(home)
    settings.put("theme", "dark")
    settings.put("desk/pages", False)
    settings.put("window/geometry", QByteArray(b"\x01\x00\xff"))
    settings.sync()
    again = Settings()
    assert again.text("theme") == "dark"
    assert again.flag("desk/pages", True) is False
    assert again.blob("window/geometry") == QByteArray(b"\x01\x00\xff")
    assert data_folder().is_relative_to(home)


def test_the_default_stands_where_nothing_was_set():
    settings = Settings()
    assert settings.text("theme", "system") == "system"
    assert settings.flag("desk/pages", True) is True
    assert settings.blob("window/geometry").isEmpty()


def test_recent_projects_are_the_newest_first_and_each_once(tmp_path):
    settings = Settings()
    for name in ("a", "b", "a", "ü, with comma"):
        settings.remember(tmp_path / f"{name}.muniment")
    assert [path.stem for path in Settings().recent()] == ["ü, with comma", "a", "b"]
    for number in range(30):
        settings.remember(Path(tmp_path / f"{number}.muniment"))
    assert len(settings.recent()) == 12


def test_keys_of_the_user_stay_even_where_they_are_none():
    settings = Settings()
    settings.put_keys("undo", ("F5", "Ctrl+,"))
    settings.put_keys("redo", ())
    settings.sync()
    assert Settings().keys() == {"undo": ("F5", "Ctrl+,"), "redo": ()}
    settings.forget("keys/undo")
    assert settings.keys() == {"redo": ()}


def test_who_signs(monkeypatch):
    settings = Settings()
    monkeypatch.setenv("LOGNAME", "login")
    assert settings.user() == "login"
    settings.put("user", "Set Here")
    assert settings.user() == "Set Here"
    monkeypatch.setenv("MUNIMENT_USER", "Environment")
    assert settings.user() == "Environment"
    assert settings.user("Asked") == "Asked"
