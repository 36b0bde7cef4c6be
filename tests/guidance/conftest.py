import pytest


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty working folder, from which paths in messages are told."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
