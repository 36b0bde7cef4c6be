from types import SimpleNamespace

from plugins.stylesheet import stylesheet, write


def test_the_style_files_become_one_without_comments_and_tokens_first(tmp_path):
    (tmp_path / "base.css").write_text("/* why */ @layer base { a { color: red; } }")
    (tmp_path / "tokens.css").write_text("@layer tokens, base; /* the order */")
    joined = stylesheet([tmp_path])
    assert joined.startswith("@layer tokens,base")
    assert "a{color:red}" in joined
    assert "/*" not in joined


def test_no_colour_is_written_outside_of_the_tokens():
    import re
    from pathlib import Path

    root = Path(__file__).parents[2]
    files = [*root.glob("theme/static/css/**/*.css"), *root.glob("plugins/guidance/static/guidance/*.css")]
    found = {
        file.name: re.findall(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", file.read_text())
        for file in files
        if file.name != "tokens.css"
    }
    assert {name: colours for name, colours in found.items() if colours} == {}


def test_a_folder_of_the_theme_is_a_sheet_of_its_own(tmp_path):
    styles = tmp_path / "static/css"
    styles.joinpath("service").mkdir(parents=True)
    styles.joinpath("tokens.css").write_text("@layer base;")
    styles.joinpath("service/desk.css").write_text("@layer base { .desk { color: red; } }")
    write(SimpleNamespace(theme=tmp_path, output_path=tmp_path / "out", settings={"THEME_STATIC_DIR": "static"}))
    assert ".desk" in tmp_path.joinpath("out/static/service.css").read_text()
    assert ".desk" not in tmp_path.joinpath("out/static/site.css").read_text()
