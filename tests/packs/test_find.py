"""Where packs are found."""

from pathlib import Path

import pytest

from caselint.packs.find import SHIPPED, PackNotFound, find_pack, shipped_folder


def test_the_shipped_pack() -> None:
    assert find_pack(None) == find_pack(SHIPPED) == shipped_folder()
    assert (shipped_folder() / "pack.yaml").is_file()


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("id: x")
    assert find_pack(str(tmp_path)) == tmp_path


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("hmi-probatoin", "there is no pack hmi-probatoin: did you mean `hmi-probation`?"),
        ("zzz", "there is no pack zzz: known packs: hmi-probation; or name a folder"),
    ],
)
def test_no_pack(name: str, message: str) -> None:
    with pytest.raises(PackNotFound) as error:
        find_pack(name)
    assert str(error.value) == message


def test_a_folder_that_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(PackNotFound, match=r"is no pack: it has no pack\.yaml"):
        find_pack(str(tmp_path))
