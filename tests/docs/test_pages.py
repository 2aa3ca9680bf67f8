"""The references as a whole: whole, in step with the source, linked, and the same every time."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from caselint.cli import main
from caselint.docs.pages import OURS
from caselint.packs.yaml_source import parse_yaml
from tests.docs.reading import anchors, headings, links, shipped, shipped_pages
from tests.packs.test_extending import extending
from tests.small_pack import rule, write_pack

ROOT = Path(__file__).parents[2]


def test_every_link_leads_to_a_page_and_an_anchor_that_is_made() -> None:
    pages = shipped_pages()
    there = {path: anchors(page) for path, page in pages.items()}
    broken = [
        f"{path}: {target}#{anchor}"
        for path, page in pages.items()
        for target, anchor in links(path, page)
        if target not in there or (anchor and anchor not in there[target])
    ]
    assert broken == []
    assert sum(1 for path, page in pages.items() for _ in links(path, page)) > 5_000, "the links were not found"


def test_every_page_has_one_title_and_is_reached_from_another() -> None:
    pages = shipped_pages()
    reached = {target for path, page in pages.items() for target, _ in links(path, page) if target != path}
    for path, page in pages.items():
        assert len(headings(page, 1)) == 1, path
        assert path in reached or path == "index.md", f"no link leads to {path}"
        assert OURS.fullmatch(path), f"`docs --overwrite` would not know {path} as its own"


def test_the_same_pages_come_out_twice_and_in_another_process(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "caselint", "docs", "--out", str(tmp_path / "pages")]
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=tmp_path)
    written = {path.relative_to(tmp_path / "pages").as_posix(): path for path in (tmp_path / "pages").rglob("*.md")}
    assert written.keys() == shipped_pages().keys()
    assert [path for path, file in written.items() if file.read_bytes() != shipped_pages()[path].encode()] == []


def test_no_page_names_the_machine_that_it_was_made_on() -> None:
    assert [path for path, page in shipped_pages().items() if str(ROOT) in page or str(shipped().folder) in page] == []


def call(*arguments: Any) -> Any:
    return CliRunner().invoke(main, list(map(str, arguments)), prog_name="caselint")


def test_pages_of_a_pack_of_ones_own_are_written_and_replaced(tmp_path: Path) -> None:
    write_pack(tmp_path / "base", rule("AAA001"))
    ours = extending(tmp_path / "ours", "../base", rule("AAB001"))
    out = tmp_path / "pages"
    first = call("docs", "--out", out, "--pack", ours)
    assert (first.exit_code, f"pages in {out}" in first.stderr) == (0, True), first.output
    assert {path.name for path in (out / "rules").iterdir()} == {"AAA001.md", "AAB001.md", "index.md"}
    again = call("docs", "--out", out, "--pack", tmp_path / "base")
    assert (again.exit_code, "--overwrite to replace the pages in it" in again.stderr) == (2, True)
    assert call("docs", "--out", out, "--pack", tmp_path / "base", "--overwrite").exit_code == 0
    assert {path.name for path in (out / "rules").iterdir()} == {"AAA001.md", "index.md"}, "a page of an earlier run was left"


@pytest.mark.parametrize("name", ["notes.md", "rules/notes.md", "more/index.md", "empty/"])
def test_what_is_no_page_is_never_replaced(tmp_path: Path, name: str) -> None:
    pack = write_pack(tmp_path / "base", rule("AAA001"))
    out = tmp_path / "pages"
    (out / "rules").mkdir(parents=True)
    (out / "rules" / "AAA001.md").write_text("of an earlier run", encoding="utf-8")
    if name.endswith("/"):
        (out / name).mkdir()
    else:
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_text("mine", encoding="utf-8")
    result = call("docs", "--out", out, "--pack", pack, "--overwrite")
    assert (result.exit_code, "is no page" in result.stderr) == (2, True), result.stderr
    assert (out / name).exists()


def test_every_entry_of_the_sites_menu_is_a_page_and_every_page_by_hand_is_in_it() -> None:
    menu: list[str] = []

    def gather(entry: Any) -> None:
        if isinstance(entry, str):
            menu.append(entry)
        for inner in entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else ():
            gather(inner)

    site = parse_yaml((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), "mkdocs.yml").data
    gather(site["nav"])
    by_hand = {path.name for path in (ROOT / "docs").glob("*.md")}
    assert {path for path in menu if not path.startswith("reference/")} == by_hand
    generated = {path.removeprefix("reference/") for path in menu if path.startswith("reference/")}
    assert generated <= shipped_pages().keys()
    assert {path for path in shipped_pages() if "/" not in path or path.endswith("/index.md")} == generated, (
        "a reference is not in the menu"
    )
    assert (site["strict"], site["theme"]["font"]) == (True, False)
