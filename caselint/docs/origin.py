"""Which pack a rule or a definition comes from, where packs build on one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from caselint.packs.cache import open_pack
from caselint.packs.load import MANIFEST, lineage
from caselint.packs.model import Place
from caselint.packs.pack import Pack
from caselint.packs.yaml_source import read_yaml


@dataclass(frozen=True, slots=True)
class Origin:
    """A pack and a file in it. Never a path of the machine on which the pages are made."""

    pack: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Origins:
    """The packs that make up a pack."""

    folders: Mapping[Path, str]
    """The id of the pack in each, the one that all others build on first."""
    replaced: Mapping[str, str]
    """Rules of the pack that take the place of one of the same code: by code, the id of the pack in which that one stands."""

    def of(self, place: Place) -> Origin:
        folder = self.folder_of(place)
        return Origin(self.folders[folder], Path(place.file).relative_to(folder).as_posix(), place.line)

    def folder_of(self, place: Place) -> Path:
        """The longest that the file lies in: `ours/../base` lies in `ours` too, as far as its name goes."""
        return max((each for each in self.folders if Path(place.file).is_relative_to(each)), key=lambda each: len(each.parts))


def setting_place(pack: Pack, name: str) -> Place:
    """Where the setting is written that counts: in the pack itself, or else in the nearest of those that it builds on."""
    documents = [read_yaml(folder / "settings.yaml") for folder in reversed(lineage(pack.folder)) if (folder / "settings.yaml").is_file()]
    home = next(document for document in documents if name in document.data["settings"])
    return home.place_of_key(("settings", name))


def origins_of(pack: Pack) -> Origins:
    folders = {folder: str(read_yaml(folder / MANIFEST).data["id"]) for folder in lineage(pack.folder)}
    *_, own = folders
    found = Origins(folders, {})
    if len(folders) == 1:
        return found
    base = open_pack(list(folders)[-2])
    ours = [code for code, rule in pack.rules.items() if found.folder_of(rule.place) == own]
    return Origins(folders, {code: base.id for code in ours if code in base.rules})
