"""The generated pages, made once, and what a test needs to read them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import cache
from posixpath import dirname, join, normpath

from caselint.cli.docs import reference_pages
from caselint.docs.markdown import slug
from caselint.packs.cache import open_pack
from caselint.packs.find import shipped_folder
from caselint.packs.pack import Pack

FENCE = re.compile(r"^(`{3,})\w*\n.*?^\1$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)


@cache
def shipped() -> Pack:
    return open_pack(shipped_folder())


@cache
def shipped_pages() -> Mapping[str, str]:
    return dict(reference_pages(shipped()))


def without_fences(page: str) -> str:
    return FENCE.sub("", page)


def plain(markdown: str) -> str:
    """What a reader sees of the running text, in one line."""
    words = re.sub(r"</?(code|a)\b[^>]*>|\*\*|`", "", LINK.sub("]", markdown))
    return " ".join(html.unescape(re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", words)).replace("[", "").replace("]", "").split())


def headings(page: str, level: int) -> list[str]:
    return [words for marks, words in HEADING.findall(without_fences(page)) if len(marks) == level]


def part(page: str, heading: str) -> str:
    """What stands under a heading, down to the next of its level or above."""
    found = re.search(rf"^(#+) {re.escape(heading)}$", page, re.MULTILINE)
    assert found, f"there is no heading {heading}"
    rest = page[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def links(path: str, page: str) -> Iterator[tuple[str, str]]:
    """The page and the anchor that each link leads to."""
    for target in LINK.findall(without_fences(page)):
        file, _, anchor = target.partition("#")
        yield normpath(join(dirname(path), file)) if file else path, anchor


def anchors(page: str) -> set[str]:
    found = {slug(plain(words)) for _, words in HEADING.findall(without_fences(page))}
    return found | set(re.findall(r'<a id="([^"]+)">', page))
