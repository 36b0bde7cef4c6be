"""What an author hears of a build that Pelican ran."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from service.publishing import watch
from service.publishing.build import BuildError, build

MISTAKE = '1 mark could not be read:\n  content/posts/one.md:8: "soonish" is not a time phrase'
DONE = (
    "Done: Processed 5 articles, 1 draft, 0 hidden articles, 3 pages, 0 hidden pages\nand 0 draft pages in 1 second.\n"
)


def pelican(said, status):
    """A run of Pelican that says this, writes a page and exits so."""

    def run(command, **_):
        folder = Path(command[command.index("-o") + 1])
        folder.mkdir()
        (folder / "index.html").write_text(said)
        return SimpleNamespace(communicate=lambda: (said, None), returncode=status)

    return run


@pytest.fixture
def configuration(tmp_path):
    return SimpleNamespace(data=tmp_path, siteurl="http://127.0.0.1:8000")


def test_what_pelican_warns_of_is_passed_on_without_its_summary(configuration, capsys):
    build(configuration, run=pelican(f"{MISTAKE}\n{DONE}", 0))
    build(configuration, run=pelican(DONE, 0))
    assert capsys.readouterr().out == f"{MISTAKE}\n"
    assert (configuration.data / "output/index.html").read_text() == DONE


@pytest.mark.django_db  # a watch lets its connection go
def test_a_mistake_is_told_to_whoever_watches_and_the_site_and_the_watch_stay(configuration, monkeypatch):
    build(configuration, run=pelican(DONE, 0))
    monkeypatch.setattr(watch, "build", lambda configuration: build(configuration, run=pelican(MISTAKE, 1)))
    told = []
    assert watch.rebuild(configuration, ["content/posts/one.md"], told.append) is False
    assert told == ["content/posts/one.md changed; building ...", f"{MISTAKE}\nThe site stays as it was."]
    assert (configuration.data / "output/index.html").read_text() == DONE
    with pytest.raises(BuildError):
        build(configuration, run=pelican(MISTAKE, 1))
