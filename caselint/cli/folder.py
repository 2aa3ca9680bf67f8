"""A folder of files, written whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from re import Pattern

from caselint.cli.common import trouble


def write_folder(out: Path, files: Iterable[tuple[str, bytes]], ours: Pattern[str], *, overwrite: bool, noun: str = "letter") -> int:
    """Put files into a new or empty folder, and say how many. They are written beside it first, and take its place together.

    The name of a file can have folders in it. With `overwrite`, a folder may be replaced that holds only files whose names are `ours`:
    what somebody else put there is never lost.
    """
    out = out.resolve()
    check(out, ours, overwrite=overwrite, noun=noun)
    count = 0
    try:
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.") as room:
            fresh, before = Path(room) / "fresh", Path(room) / "before"
            fresh.mkdir()
            for name, content in files:
                (fresh / name).parent.mkdir(parents=True, exist_ok=True)
                (fresh / name).write_bytes(content)
                count += 1
            if out.exists():
                out.rename(before)
            try:
                fresh.rename(out)
            except OSError:
                if before.exists():
                    before.rename(out)
                raise
    except OSError as error:
        trouble(f"cannot write to the folder {out}: {error.strerror}; nothing was written")
    return count


def all_inside(folder: Path) -> Iterator[Path]:
    """Every file, and every folder that holds nothing. Raises `OSError` where one cannot be read."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink() and any(path.iterdir()):
            yield from all_inside(path)
        else:
            yield path


def check(out: Path, ours: Pattern[str], *, overwrite: bool, noun: str) -> None:
    """Raises `Trouble` where the folder cannot be taken."""
    if not out.exists():
        return
    if not out.is_dir():
        trouble(f"{out} is a file: give a folder with --out")
    try:
        found = sorted(all_inside(out))
    except OSError as error:
        trouble(f"cannot read the folder {out}: {error.strerror}")
    names = {path.relative_to(out).as_posix(): path for path in found}
    foreign = [name for name, path in names.items() if not ours.fullmatch(name) or not path.is_file()]
    if names and not overwrite:
        trouble(f"{out} is not empty: give another folder with --out, or --overwrite to replace the {noun}s in it")
    if foreign:
        trouble(f"{out} holds something that is no {noun} ({foreign[0]!a}), and would be lost: give another folder with --out")
