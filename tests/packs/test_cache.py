"""A pack is checked again whenever anything of it changed, and never needs its cache."""

from pathlib import Path
from typing import Any

import pytest

from caselint.audit.examples import run_examples
from caselint.packs import cache
from caselint.packs.cache import open_pack
from caselint.packs.problems import PackError
from tests.small_pack import dump, rule, write_pack


@pytest.fixture
def loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The packs that were loaded in full, in a cache of the test's own."""
    found: list[Path] = []
    load = cache.load_pack

    def counting(folder: Path) -> Any:
        found.append(folder)
        return load(folder)

    monkeypatch.setenv("CASELINT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "load_pack", counting)
    return found


def test_a_second_start_finds_the_pack_as_it_was(tmp_path: Path, loads: list[Path]) -> None:
    folder = write_pack(tmp_path / "pack", rule(), definitions={"visits": "count(home_visits)"})
    first, second = open_pack(folder), open_pack(folder)
    assert loads == [folder]
    assert (first.digest, first.infos, first.settings) == (second.digest, second.infos, second.settings)
    assert [result.outcome for result in run_examples(first)] == [result.outcome for result in run_examples(second)]


def test_a_pack_that_changed_is_loaded_again(tmp_path: Path, loads: list[Path]) -> None:
    folder = write_pack(tmp_path / "pack", rule())
    open_pack(folder)
    dump(folder / "topics" / "all.yaml", {"topic": "Tests", "rules": [rule(severity="low")]})
    assert open_pack(folder).infos["VISIT901"].severity == "low"
    assert len(loads) == 2


def test_a_broken_pack_is_told_each_time(tmp_path: Path, loads: list[Path]) -> None:
    folder = write_pack(tmp_path / "pack", rule(asked_of="nowhere"))
    for _ in range(2):
        with pytest.raises(PackError):
            open_pack(folder)
    assert len(loads) == 2


def test_a_cache_that_cannot_be_read_or_written_is_no_matter(tmp_path: Path, loads: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_pack(tmp_path / "pack", rule())
    open_pack(folder)
    for kept in (tmp_path / "cache").iterdir():
        kept.write_bytes(b"nonsense")
    assert open_pack(folder).id == "test-pack"
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("CASELINT_CACHE", str(tmp_path / "file"))
    assert open_pack(folder).id == "test-pack"
    assert len(loads) == 3


def test_there_need_be_no_cache(tmp_path: Path, loads: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASELINT_CACHE", "off")
    folder = write_pack(tmp_path / "pack", rule())
    open_pack(folder)
    open_pack(folder)
    assert len(loads) == 2


def test_only_a_few_packs_are_kept(tmp_path: Path, loads: list[Path]) -> None:
    for number in range(cache.KEPT + 3):
        open_pack(write_pack(tmp_path / "pack", rule(question=f"Was thing number {number} done?")))
    assert len(list((tmp_path / "cache").iterdir())) == cache.KEPT
    assert len(loads) == cache.KEPT + 3
