"""The configuration: the nearest file, no merging, and every mistake with its line."""

from pathlib import Path

import pytest

from caselint.cli.config import Config, ConfigError, find_config, load_config


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_file_counts_and_nothing_is_merged(tmp_path: Path) -> None:
    write(tmp_path / "caselint.toml", 'select = ["ROSH*"]\nlimit = 5\n')
    near = write(tmp_path / "team" / "pyproject.toml", "[tool.caselint]\njobs = 2\n")
    write(tmp_path / "team" / "deep" / "pyproject.toml", "[tool.other]\n")
    (tmp_path / "team" / "deep" / "deeper").mkdir()
    assert find_config(tmp_path / "team" / "deep" / "deeper") == near
    assert load_config(near) == Config(jobs=2)


def test_without_a_file_the_defaults_hold() -> None:
    assert load_config(None) == Config()


def test_a_pack_is_named_from_the_folder_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    path = write(tmp_path / "caselint.toml", 'pack = "ours"\n')
    assert load_config(path).pack == str(tmp_path / "ours")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("limit = 5\nframework = []\n", "2: unknown key `framework` (did you mean `frameworks`?)"),
        ('\nfail_on = "medum"\n', "2: `fail_on`: `medum` is none of high, medium, low, never"),
        ("limit = -1\n", "1: `limit`: "),
        ("[settings]\nx = []\n", "2: `settings.x`: "),
        ("limit = \n", "is not TOML: "),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path / "caselint.toml", text)
    with pytest.raises(ConfigError) as error:
        load_config(path)
    assert message in str(error.value)
    assert str(path) in str(error.value)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    path = write(tmp_path / "caselint.toml", 'limit = "many"\njob = 2\n')
    with pytest.raises(ConfigError) as error:
        load_config(path)
    assert len(str(error.value).splitlines()) == 2
