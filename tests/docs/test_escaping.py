"""A pack's words are words: nothing in them becomes HTML, a link, an image or a table of its own, whatever reads the page."""

import re
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from caselint.docs.definition_pages import definition_pages
from caselint.docs.markdown import code, fenced, prose, table, text
from caselint.docs.origin import origins_of
from caselint.docs.rule_index import rule_index
from caselint.docs.rule_page import rule_page
from caselint.docs.setting_page import setting_page
from caselint.docs.usage import usage_of
from caselint.packs.load import load_pack
from tests.small_pack import dump, rule, write_pack

HOSTILE = (
    "- <script>alert(1)</script> | a cell | [a link](http://evil.example) ![i](x.png) `` `tick` **bold** &copy; <b>x</b> "
    "{: .cls onclick=evil } {#id} # no heading ~~~ ``` http://evil.example <http://evil.example> <!-- gone --> \\| ~x~ \u202eoverturned"
)
EXTENSIONS = ["admonition", "attr_list", "def_list", "fenced_code", "tables", "toc"]


def as_mkdocs(page: str) -> str:
    return markdown.markdown(page, extensions=EXTENSIONS)


def as_commonmark(page: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(page))


READERS = pytest.mark.parametrize("read", [as_mkdocs, as_commonmark])


def harmless(found: str) -> None:
    assert not re.search(r"<(script|img|b|del|iframe)\b", found)
    assert not re.search(r'href="(?!#|[\w./-]+\.md)', found)
    assert not re.search(r"<[^>]*\sonclick\b", found)
    assert "<!--" not in found
    assert "\u202e" not in found


@READERS
def test_hostile_words_of_a_pack_stay_words(tmp_path: Path, read: object) -> None:
    assert callable(read)
    texts = dict.fromkeys(("question", "why", "who", "expectation", "remedy", "note"), HOSTILE)
    examples = [
        {"name": HOSTILE, "case": {"home_visits": [{"date": "2010-03-01", "outcome": f"```\n{HOSTILE}\n~~~~"}]}, "outcome": "sufficient"},
        {"name": "one below", "case": {}, "outcome": "not_done"},
    ]
    entry = rule("AAA001", **texts, sources=[HOSTILE], finding=re.sub(r"[{}]", "", HOSTILE), examples=examples)
    definitions = {"level_words": {"meaning": HOSTILE, "expression": '"<script>" if as_of > as_of else "|`"'}}
    folder = write_pack(
        tmp_path / "pack", entry, definitions=definitions, settings={"limit": "1 week"}, title=HOSTILE, retired={"AAB001": HOSTILE}
    )
    dump(folder / "topics" / "all.yaml", {"topic": HOSTILE, "rules": [entry]})
    hostile = {"value": "1 week", "meaning": HOSTILE, "counted_from": HOSTILE, "printed": False, "source": HOSTILE}
    dump(folder / "settings.yaml", {"settings": {"limit": hostile}})
    pack = load_pack(folder)
    usage, origins = usage_of(pack), origins_of(pack)
    pages = [rule_page(pack, pack.rules["AAA001"], usage, origins), rule_index(pack, origins), setting_page(pack, usage)]
    pages += [page for _, page in definition_pages(pack, usage, origins)]
    for page in pages:
        found = read(page)
        harmless(found)
        assert "&lt;script&gt;" in found, "the words are gone"
        assert "no heading" not in "".join(re.findall(r"<h[1-6].*?</h[1-6]>", found)) or "<h2" in found
    rows = re.findall(r"<tr>(.*?)</tr>", read(pages[1]), re.DOTALL)
    assert {len(re.findall("<t[dh]", row)) for row in rows} == {5}, "a bar in a text made a cell"
    assert read(pages[0]).count("<h2") == len(re.findall("^## ", pages[0], re.MULTILINE))


def shown(found: str) -> str:
    """The text of a page, without its tags."""
    import html

    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", found)).split())


WORDS = st.text(
    st.sampled_from(list("ab1 .-+=:|`*_~#!<>[](){}\\&@\"'/\n\t")) | st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=40
)


@READERS
@given(words=WORDS)
def test_any_words_read_as_they_are(words: str, read: object) -> None:
    assert callable(read)
    wanted = " ".join(words.split())
    assert shown(read(text(words))) == wanted
    assert shown(read(f"x {code(words)} x")).removeprefix("x").removesuffix("x").strip() == wanted
    found = read(table(("a", "b"), [(text(words), code(words))]))
    assert len(re.findall("<td", found)) == 2
    harmless_tags = set(re.findall(r"</?([a-z0-9]+)", found))
    assert harmless_tags <= {"table", "thead", "tbody", "tr", "th", "td", "code"}


@READERS
@given(words=WORDS)
def test_a_block_holds_what_was_put_into_it(words: str, read: object) -> None:
    assert callable(read)
    found = read(fenced(f"a{words}"))
    assert found.count("<pre>") == 1
    assert set(re.findall(r"</?([a-z0-9]+)", found)) == {"pre", "code"}


def test_code_in_our_own_descriptions_stays_code() -> None:
    assert prose("Only `--select X|Y`, and `a` [b].") == r"Only <code>--select X&#124;Y</code>, and `a` \[b\]."
    assert prose("one ` alone") == r"one \` alone"
