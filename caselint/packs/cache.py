"""A pack that was loaded and checked before, kept so that the next start need not check it again.

The cache stands to a pack as Python's `.pyc` files stand to its sources: in a folder of the user's own, found by everything
that went into it, and never needed. `CASELINT_CACHE` names another folder; `CASELINT_CACHE=off` does without.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import pickle
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import Any

import pydantic

from caselint import __version__
from caselint.packs.load import lineage, load_pack
from caselint.packs.pack import Pack

KEPT = 8
"""Packs that are kept; older ones are deleted."""


def open_pack(folder: Path) -> Pack:
    """The pack in a folder, from the cache where neither it nor caselint has changed. Raises `PackError` as `load_pack` does."""
    cache = cache_folder()
    if cache is None:
        return load_pack(folder)
    kept = cache / f"pack-{fingerprint(folder)}.pickle"
    pack = fetch(kept)
    if pack is None:
        pack = load_pack(folder)
        store(kept, pack)
    return pack


def cache_folder() -> Path | None:
    """The user's own folder for such things, or None where there is to be no cache."""
    named = os.environ.get("CASELINT_CACHE")
    if named == "off":
        return None
    if named:
        return Path(named)
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA")
    else:
        home = os.environ.get("XDG_CACHE_HOME") or (f"{os.environ['HOME']}/.cache" if os.environ.get("HOME") else None)
    return Path(home) / "caselint" if home else None


def fingerprint(folder: Path) -> str:
    """Of all that the loaded pack depends on: its files, caselint's own modules, Python and pydantic."""
    digest = hashlib.sha256()
    for words in (__version__, pydantic.VERSION, sys.implementation.cache_tag or "", str(folder)):
        digest.update(f"{words}\0".encode())
    for path in (path for each in lineage(folder) for path in sorted(each.rglob("*.yaml"))):
        with suppress(OSError):
            digest.update(str(path).encode() + b"\0" + path.read_bytes() + b"\0")
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        state = path.stat()
        digest.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    return digest.hexdigest()[:32]


def fetch(path: Path) -> Pack | None:
    """What is kept at a path. None where there is nothing, nothing that can be read, or something of another user."""
    try:
        if hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
            return None
        with path.open("rb") as stream:
            found = pickle.load(stream)
    except Exception:  # whatever is wrong with the cache, the pack itself is there
        return None
    return found if isinstance(found, Pack) else None


def store(path: Path, pack: Pack) -> None:
    """Keep a pack, whole or not at all. Where the folder cannot be written, nothing is kept."""
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as stream:
            Keeping(stream, pickle.HIGHEST_PROTOCOL).dump(pack)
        Path(stream.name).replace(path)
        kept = sorted(path.parent.glob("pack-*.pickle"), key=lambda each: each.stat().st_mtime, reverse=True)
        for old in kept[KEPT:]:
            old.unlink()


class Keeping(pickle.Pickler):
    """Pickles compiled expressions too."""

    def reducer_override(self, obj: Any) -> Any:
        return (marshal.loads, (marshal.dumps(obj),)) if isinstance(obj, CodeType) else NotImplemented
