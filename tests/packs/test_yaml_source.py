"""YAML as data: words stay words, nothing runs, nothing grows, and every character has its place."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from caselint.packs.yaml_source import parse_yaml, read_yaml


def problems(text: str) -> list[str]:
    return [str(problem).splitlines()[0] for problem in parse_yaml(text, "f.yaml").problems]


def test_words_and_numbers() -> None:
    text = "[no, on, yes, y, 2010-02-03, 1_000, 0o17, 12:30, .inf, .5, 1e3, -7, +7, 007, true, False, null, ~, '', 'true', \"1\", 1.0.0]"
    assert parse_yaml(text, "f").data == [
        *("no", "on", "yes", "y", "2010-02-03", "1_000", "0o17", "12:30", ".inf"),
        *(0.5, 1000.0, -7, 7, 7, True, False, None, None),
        *("", "true", "1", "1.0.0"),
    ]
    assert parse_yaml("no: on", "f").data == {"no": "on"}
    assert parse_yaml("a:", "f").data == {"a": None}
    assert parse_yaml("x: " + "9" * 5000, "f").data == {"x": "9" * 5000}
    assert parse_yaml("x: 1e999", "f").data == {"x": "1e999"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb: {c: 1, d: 2, c: 3}", "f.yaml:2:17: `c` stands here twice (merge the two)"),
        ("", "f.yaml:1:1: is empty"),
        ("# nothing\n", "f.yaml:1:1: is empty"),
        ("a: [1", "f.yaml:2:1: is not YAML: did not find expected ',' or ']'"),
        ("a: b: c", "f.yaml:1:5: is not YAML: this text has a colon in it (put the text in quotes)"),
        ("a: one\n  two words: three", "f.yaml:2:12: is not YAML: this text has a colon in it (put the text in quotes)"),
        (
            "a:\n  - b: 1\n     c: 2",
            "f.yaml:3:7: is not YAML: this is indented by 5, the line above by 4 "
            "(the keys of one entry stand under one another; put a text with a colon in it in quotes)",
        ),
        (
            "a: one\n  two\n  c: 2",
            "f.yaml:3:4: is not YAML: mapping values are not allowed in this context "
            "(the keys of one entry stand under one another; put a text with a colon in it in quotes)",
        ),
        (
            "a:\n  - b: 1\n\n# here\n   c: 2",
            "f.yaml:5:4: is not YAML: this is indented by 3, the line above by 4 (the keys of one entry stand under one another)",
        ),
        (
            "a:\n  - b: 1\n    c: 2\n - b: 3",
            "f.yaml:4:2: is not YAML: this is indented by 1, the `- ` above by 2 (the keys of one entry stand under one another)",
        ),
        (
            "a:\n - 1\n- 2",
            "f.yaml:3:1: is not YAML: this is indented by 0, the `- ` above by 1 (the keys of one entry stand under one another)",
        ),
        ("a: 1\n- 2", "f.yaml:2:1: is not YAML: did not find expected key"),
        ("a: 1\n\tb: 2", "f.yaml:2:1: is not YAML: found a tab character that violates indentation"),
        ("a:\n\tb: 2", "f.yaml:2:1: is not YAML: a tab (indent with spaces)"),
        ("a: @b", "f.yaml:1:4: is not YAML: a text cannot begin with @ (put the text in quotes)"),
        (
            "a: 'it's'",
            "f.yaml:1:8: is not YAML: the quotes end here, and the text goes on (use the other kind of quotes around the whole text)",
        ),
        ('a: 1\nb: "x\nc: 2\n', "f.yaml:4:1: is not YAML: the quotes that open in line 2 never close"),
        ("a: *x y: b", "f.yaml:1:7: is not YAML: did not find expected key"),
        ("a: *b", "f.yaml:1:4: is not YAML: found undefined alias"),
        ("a: 1\n---\nb: 2", "f.yaml:2:1: is not YAML: but found another document"),
        ("? [a]\n: b", "f.yaml:1:1: a key is a plain word"),
        ("a: &x [1]\nb: *x", "f.yaml:1:4: an alias (`*name`) stands for this: it is written out each time"),
        (
            "a: !!python/object/apply:os.system [ls]",
            "f.yaml:1:4: `tag:yaml.org,2002:python/object/apply:os.system` is a tag, and a pack has none",
        ),
        ("a: !!python/name:os.system ''", "f.yaml:1:4: `tag:yaml.org,2002:python/name:os.system` is a tag, and a pack has none"),
        ("a: !mine x", "f.yaml:1:4: `!mine` is a tag, and a pack has none"),
        ("[" * 100_000, "f.yaml:1:101: nests deeper than 100 levels"),
        ("- " * 5_000 + "x", "f.yaml:1:201: nests deeper than 100 levels"),
    ],
)
def test_what_is_wrong(text: str, problem: str) -> None:
    assert problems(text)[0] == problem


def test_no_alias_grows() -> None:
    """Nine lines that would stand for a thousand million words."""
    lines = ["a0: &a0 [lol]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10))]
    assert len(problems("\n".join(lines))) == 90
    assert len(problems("a: &x [*x, *x]")) == 2


def test_all_problems_of_a_file_are_told() -> None:
    assert len(problems("a: {b: 1, b: 2}\na: !x 1\nc: [!y 2]")) == 4


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert [problem.message for problem in read_yaml(tmp_path / "nothing.yaml").problems] == ["cannot be read: No such file or directory"]
    (tmp_path / "latin.yaml").write_bytes(b"a: caf\xe9")
    assert [problem.message for problem in read_yaml(tmp_path / "latin.yaml").problems] == ["is not UTF-8: byte 6"]
    (tmp_path / "marked.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    document = read_yaml(tmp_path / "marked.yaml")
    assert document.data == {"a": 1, "b": 2} and document.place(("b",)).line == 2


def test_the_place_of_a_part() -> None:
    document = parse_yaml("é: x\nrules:\n  - code: A\n    for: [1, 2]\n", "f.yaml")
    assert [(p.line, p.column) for p in (document.place(("rules", 0, "for", 1)), document.place_of_key(("rules", 0, "for")))] == [
        (4, 14),
        (4, 5),
    ]
    assert document.place(("rules", 3, "x")) == document.place(("rules",))
    assert document.line(3) == "  - code: A" and document.line(99) == ""


@pytest.mark.parametrize(
    "written",
    [
        "any(x for y in z) and Q",
        "any(x for y\n   in z)\n   and Q",
        "'any(\"a\" for it''s in ''z'') and Q'",
        '"any(\\"a\\" for x in z) \\x61nd\\tttt \\u0061 and Q"',
        '"any(a\n   for x \\\n   in z) and Q"',
        "|\n  any(a\n    for x in z)\n  and Q\n",
        "> # a remark with a Q and any\n  any(a\n\n  for x in z)\n  and Q\n",
        ">-\n  'quoted' and \"quoted\"\n  and Q\n",
        "|2-\n    any(a) and Q",
        "é and ü and Q",
        "Q",
        "'Q'",
    ],
)
def test_every_character_has_its_place(written: str) -> None:
    """However YAML folds or quotes a text: the caret stands under the very character."""
    indented = written.replace("\n", "\n    ")
    document = parse_yaml(f"é: ü\na:\n  - key: {indented}", "f.yaml")
    value = document.data["a"][0]["key"]
    for offset, character in enumerate(value):
        place = document.place_inside(("a", 0, "key"), offset)
        here = document.line(place.line)[place.column - 1 :]
        if not character.isspace():
            assert here.startswith((character, f"\\{character}", "\\x", "\\u")), (offset, character, here)
    place = document.place_inside(("a", 0, "key"), value.index("Q"))
    assert document.line(place.line)[place.column - 1] == "Q"
    after = document.place_inside(("a", 0, "key"), len(value.rstrip()))
    assert (after.line, after.column) == (place.line, place.column + 1)


@given(st.text(st.sampled_from("ab'\"\\ \n#:x(){}é"), min_size=1, max_size=30), st.sampled_from(["'", '"', "|", None]))
def test_the_place_in_any_text(value: str, style: str | None) -> None:
    text = yaml.dump({"a": [{"key": value}]}, default_style=style, allow_unicode=True, width=20)
    document = parse_yaml(text.replace("!!str ", ""), "f.yaml")
    if document.problems or document.data["a"][0]["key"] != value:
        return  # written with a tag, or as something that this reader takes for no text
    for offset, character in enumerate(value):
        place = document.place_inside(("a", 0, "key"), offset)
        here = document.line(place.line)[place.column - 1 :]
        if not character.isspace():
            assert here.startswith((character, f"\\{character}", "\\x", "\\u")), (text, offset)


@given(st.text(max_size=80))
def test_any_text_is_data_or_a_problem(text: str) -> None:
    if text.isprintable():
        parse_yaml(text, "f.yaml")
