"""A folder of files, written whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from re import Pattern

from caselint.cli.common import trouble


def write_folder(out: Path, files: Iterable[tuple[str, bytes]], ours: Pattern[str], *, overwrite: bool) -> int:
    """Put files into a new or empty folder, and say how many. They are written beside it first, and take its place together.

    With `overwrite`, a folder may be replaced that holds only files whose names are `ours`: what somebody else put there is never lost.
    """
    out = out.resolve()
    check(out, ours, overwrite=overwrite)
    count = 0
    try:
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.") as room:
            fresh, before = Path(room) / "fresh", Path(room) / "before"
            fresh.mkdir()
            for name, content in files:
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


def check(out: Path, ours: Pattern[str], *, overwrite: bool) -> None:
    """Raises `Trouble` where the folder cannot be taken."""
    if not out.exists():
        return
    if not out.is_dir():
        trouble(f"{out} is a file: give a folder with --out")
    try:
        names = sorted(path.name for path in out.iterdir())
    except OSError as error:
        trouble(f"cannot read the folder {out}: {error.strerror}")
    foreign = [name for name in names if not ours.fullmatch(name) or not (out / name).is_file()]
    if names and not overwrite:
        trouble(f"{out} is not empty: give another folder with --out, or --overwrite to replace the letters in it")
    if foreign:
        trouble(f"{out} holds something that is no letter ({foreign[0]!a}), and would be lost: give another folder with --out")
