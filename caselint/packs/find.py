"""Where packs are: the one shipped with caselint, those that installed packages offer, and folders that the user names."""

from __future__ import annotations

from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path

from caselint.language.errors import did_you_mean

GROUP = "caselint.packs"
SHIPPED = "hmi-probation"


class PackNotFound(Exception):
    """No pack is known by that name, and there is no folder of it."""


def shipped_folder(name: str = "rules") -> Path:
    """A folder of data that comes with caselint: in the wheel inside the package, in a checkout beside it."""
    inside = Path(str(files("caselint") / "shipped" / name))
    return inside if inside.is_dir() else Path(__file__).parents[2] / name


def find_pack(wanted: str | None) -> Path:
    """The folder of a pack: by its path, by the id of the shipped pack, or by the name under which a package offers one.

    Raises `PackNotFound`, with what there is.
    """
    if wanted is None or wanted == SHIPPED:
        return shipped_folder()
    folder = Path(wanted)
    if (folder / "pack.yaml").is_file():
        return folder
    offered = {point.name: point for point in entry_points(group=GROUP)}
    if wanted in offered:
        return Path(str(files(offered[wanted].module)))
    if folder.is_dir():
        raise PackNotFound(f"the folder {wanted} is no pack: it has no pack.yaml")
    known = [SHIPPED, *sorted(offered)]
    hint = did_you_mean(wanted, known) or f"known packs: {', '.join(known)}; or name a folder"
    raise PackNotFound(f"there is no pack {wanted}: {hint}")
