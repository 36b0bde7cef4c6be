from plugins.stylesheet import stylesheet


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
    files = [*root.glob("theme/static/css/*.css"), *root.glob("plugins/guidance/static/guidance/*.css")]
    found = {
        file.name: re.findall(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", file.read_text())
        for file in files
        if file.name != "tokens.css"
    }
    assert {name: colours for name, colours in found.items() if colours} == {}
