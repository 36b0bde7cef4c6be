"""Minified scripts do what they did. The calculator's own tests run minified scripts too, in a browser."""

import re

import pytest

from plugins.guidance import assets, bundle, minify

# a script that gives a value by `export default`, which its minified form must give too
SCRIPTS = {
    "a call after void": "let n = 0; [1, 2].forEach((one) => void (one > 1 && (n += one))); export default n;",
    "a name of an outer block is not that of an inner one": """\
function f(value) { const seen = [value]; { const value = 2; seen.push(value); } return [...seen, value]; }
export default f(1);""",
    "a name of the page is not that of a block": """\
const kinds = []; { const JSON = 1; kinds.push(JSON); } kinds.push(typeof JSON); export default kinds;""",
    "properties keep their names": """\
function f(first) {
  const made = { first, second: first }; const { second, first: third = 0 } = made; return [made, second, third];
}
export default f(3);""",
    "defaults see the names before them": """\
const f = ({ a = 1, b = a + 1 } = {}, [c, ...rest] = [b, a, 9], d = c + rest[0]) => ({ a, b, c, rest, d });
export default f();""",
    "a function may have the name of its parameter": """\
function outer(x) { function inner(inner) { return inner + x; } return inner(1); } export default outer(2);""",
    "a function that calls itself": """\
const f = function again(n) { return n ? n * again(n - 1) : 1; }; export default f(5);""",
    "loops and catches have names of their own": """\
function f(list) {
  let all = 0; for (const list of [1, 2]) all += list;
  for (let i = 0; i < list.length; i++) { const k = i; all += k; }
  try { throw { message: "x" }; } catch ({ message }) { all += message; } return [all, list]; }
export default f([7, 8, 9]);""",
    "a statement before a loop does not meet the loop's own name": """\
function f(one) {
  const seen = []; const note = (other) => other; seen.push(one.a); for (const key in one) note(key); return seen;
}
export default f({ a: 1 });""",
    "a switch is a block": """\
function f(kind) {
  const word = "out"; switch (kind) { case 1: { const word = "one"; return word; } default: return word; }
}
export default [f(1), f(2)];""",
    "templates, optional chains and regular expressions": """\
const f = (name, other) => `${name ?? "none"}: ${other?.name?.[0]} ${/na(m)e/u.exec("name")[1]}`;
export default [f(null, { name: ["x"] }), f("a")];""",
    "classes": """\
class Box {
  #held; static made = 0; constructor(held) { this.#held = held; Box.made += 1; } get held() { return this.#held; }
}
const f = (held) => new Box(held).held; export default [f(4), Box.made];""",
    "more names than letters": "export default ((o) => { "
    + "".join(f"const name{n} = o + {n}; " for n in range(120))
    + "return ["
    + ", ".join(f"name{n}" for n in range(120))
    + "]; })(1);",
    "generators and async": """\
function* count(to) { for (let at = 0; at < to; at += 1) yield at; }
const late = async (value) => { for await (const one of [value]) return one; };
export default [[...count(3)], await late(5)];""",
}


REFUSED = {
    "a slip": ("const a = 1;\nconst b = ;\n", "line 2"),
    "var": ("const a = 1;\nvar b = 2;\n", "line 2: write const or let, not var"),
    "the end of a script's own tag": ("export const end = '</script>';\n", "</script>"),
}
GIVE = """async (scripts) => Promise.all(scripts.map(async (text) =>
  JSON.stringify((await import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })))).default)))"""


@pytest.fixture(scope="module")
def values(browser):
    """What each script gives, and what it gives minified: ``{name: (JSON, JSON)}``."""
    page = browser.new_page()
    plain = page.evaluate(GIVE, list(SCRIPTS.values()))
    minified = page.evaluate(GIVE, [minify.script(text) for text in SCRIPTS.values()])
    page.close()
    return dict(zip(SCRIPTS, zip(plain, minified, strict=True), strict=True))


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_minified_script_gives_what_it_gave(values, name):
    plain, minified = values[name]
    assert plain == minified
    assert len(minify.script(SCRIPTS[name])) < len(SCRIPTS[name])


@pytest.mark.parametrize("name", REFUSED)
def test_a_script_that_cannot_be_read_is_refused_with_its_place(name):
    text, words = REFUSED[name]
    with pytest.raises(ValueError, match=re.escape(words)):
        minify.script(text)


def test_a_style_sheet_that_cannot_be_read_is_refused():
    with pytest.raises(ValueError, match="cannot be read"):
        minify.style("a { color: }\n} b\n{ x\n")


def test_what_other_files_know_keeps_its_name():
    small = minify.script("const own = [1];\nconst $7 = (start) => own + start;\nexport { $7, $7 as week };\n")
    assert small == "const e=[1],$7=t=>e+t;export{$7,$7 as week};"


def test_no_comment_is_served():
    scripts = bundle.join(assets.STATIC, assets.SCRIPTS).values()
    assert not [text for text in scripts if re.search(r"/\*\*|^\s*//", minify.script(text), re.MULTILINE)]
