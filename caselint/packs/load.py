"""Loads a pack: its files read, their shape checked, and then their meaning. All problems are told at once."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from caselint import __version__
from caselint.language.definitions import NAME, Definitions, Source, Unread
from caselint.language.errors import ExpressionError
from caselint.language.expression import Expression, compile_expression
from caselint.language.periods import Period, no_period, parse_period
from caselint.language.types import BOOL, INT, NUMBER, PERIOD, Type
from caselint.packs.files import DefinitionFile, ManifestFile, RuleFile, SettingFile
from caselint.packs.find import SHIPPED, PackNotFound, find_pack
from caselint.packs.framework import Framework, parse_framework
from caselint.packs.framework_checks import check_framework
from caselint.packs.logic import truth
from caselint.packs.model import Place
from caselint.packs.pack import Pack, Rule, Setting, SettingValue
from caselint.packs.problems import PackError, PackProblem
from caselint.packs.replacing import What, not_replaced
from caselint.packs.rules import check_together, expression_problems, load_rule
from caselint.packs.shape import shape_problems
from caselint.packs.yaml_source import Document, read_yaml

MANIFEST = "pack.yaml"
M = TypeVar("M", bound=BaseModel)
Step = str | int


@dataclass
class Loading:
    """A pack being loaded: what was read so far, and what is wrong with it."""

    folders: list[Path]
    """Of the packs that it builds on, and last its own. What stands in a later one takes the place of what stands in an earlier."""
    problems: list[PackProblem] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    """Every file's name and text, for the digest."""
    unread: dict[str, Unread] = field(default_factory=lambda: defaultdict(Unread))
    """By kind (`rules`, `definitions`, `settings`): what is written and could not be used."""
    ids: dict[Path, str] = field(default_factory=dict)
    """What each of the packs is called, as far as their manifests hold."""

    def read(self, path: Path) -> Document:
        document = read_yaml(path)
        inside = next(path.relative_to(folder) for folder in reversed(self.folders) if path.is_relative_to(folder))
        self.texts += [inside.as_posix(), document.text]
        self.problems += document.problems
        return document

    def shaped(self, document: Document, model: type[M]) -> M | None:
        """The file's data as a model, or None where its shape is wrong."""
        if document.problems:
            return None
        found = shape_problems(document, model)
        if not found:
            try:
                return model.model_validate(document.data)
            except ValidationError as error:  # what JSON Schema cannot say
                found = [self.fault(document, tuple(e["loc"]), e["msg"]) for e in error.errors()]
        self.problems += found
        return None

    def entries(self, document: Document, model: type[M], kind: str) -> M | None:
        """The same, of a file of rules, definitions or settings: where its shape is wrong, those that it names are unread."""
        found = self.shaped(document, model)
        if found is None:
            data = document.data.get(kind) if isinstance(document.data, dict) else None
            named = [each.get("code") for each in data if isinstance(each, dict)] if isinstance(data, list) else data
            if isinstance(named, list | dict):
                self.unread[kind].names.update(map(str, named))
            else:
                self.unread[kind].anything = True
        return found

    def fault(self, document: Document, path: Iterable[Step], message: str, hint: str | None = None) -> PackProblem:
        place = document.place(tuple(path))
        return PackProblem(place, message, hint, document.line(place.line))

    def complain(self, document: Document, path: Iterable[Step], message: str, hint: str | None = None) -> None:
        self.problems.append(self.fault(document, path, message, hint))

    def expression_faults(self, document: Document, path: tuple[Step, ...], error: ExpressionError) -> None:
        self.problems += expression_problems(document, path, error)

    def may_stand(
        self, document: Document, path: tuple[Step, ...], what: What, name: str, wanted: str | None, folder: Path, home: Path | None
    ) -> bool:
        """Whether the rule or definition at a path says what it replaces: the one of that name in another folder, its `home`."""
        if len(self.ids) < len(self.folders):
            return True  # a manifest does not hold, and that is told
        below = [self.ids[each] for each in self.folders[: self.folders.index(folder)]]
        wrong = not_replaced(what, name, wanted, None if home is None else self.ids[home], below)
        if wrong is not None:
            blamed = "replaces" if wanted is not None else "code" if what == "rule" else None
            place = document.place((*path, blamed)) if blamed else document.place_of_key(path)
            self.problems.append(PackProblem(place, *wrong, document.line(place.line)))
        return wrong is None


def load_pack(folder: Path) -> Pack:
    """Load the pack in a folder, and those that it builds on. Raises `PackError` with everything that is wrong in them."""
    loading = Loading(lineage(folder))
    manifests = [(document, loading.shaped(document, ManifestFile)) for document in map(loading.read, manifests_of(loading.folders))]
    loading.ids = {folder: each.id for folder, (_, each) in zip(loading.folders, manifests, strict=True) if each is not None}
    document, manifest = manifests[-1]
    if len(loading.folders) == 1 and not any((folder / "frameworks").glob("*.yaml")):
        if manifest is not None:
            message = "this pack has no inspection programme of its own (`frameworks/`), and builds on no other pack"
            loading.complain(document, (), message, f"write `extends: {SHIPPED}` to build on the one that comes with caselint")
        raise PackError(loading.problems)
    retired = {code: words for _, each in manifests if each is not None for code, words in each.retired.items()}
    settings = load_settings(loading)
    types = {name: setting_type(setting.value) for name, setting in settings.items()}
    definitions, meanings, homes = load_definitions(loading, types)
    rules = load_rules(loading, definitions, retired)
    frameworks: dict[str, Framework] = {}
    narrow: dict[str, Mapping[str, Expression]] = {}
    overrides: dict[str, Mapping[str, SettingValue]] = {}
    for framework, home in load_frameworks(loading):
        frameworks[framework.id] = framework
        narrow[framework.id] = load_narrow(loading, home, framework, definitions)
        overrides[framework.id] = load_overrides(loading, home, framework, settings)
    ordered = check_together(rules, frameworks, retired, loading.problems, loading.unread["rules"])
    if manifest is not None and frameworks and manifest.default_framework not in frameworks:
        loading.complain(document, ("default_framework",), f"this pack has no framework `{manifest.default_framework}`")
    if loading.problems or manifest is None:
        raise PackError(loading.problems)
    base_cases = [each.base_case for _, each in manifests if each is not None and each.base_case]
    return Pack(
        id=manifest.id,
        version=manifest.version,
        title=manifest.title,
        folder=folder,
        calendar=manifest.calendar,
        default_framework=manifest.default_framework,
        settings=settings,
        definitions=definitions,
        meanings=meanings,
        homes=homes,
        rules=ordered,
        frameworks=frameworks,
        framework_settings=overrides,
        narrow=narrow,
        base_case=base_cases[-1] if base_cases else {},
        retired=retired,
        digest=hashlib.sha256("\0".join([__version__, *loading.texts]).encode()).hexdigest()[:16],
    )


def lineage(folder: Path) -> list[Path]:
    """The folders of the packs that a pack builds on, the first of them first, and its own last.

    Raises `PackError` where one cannot be found, or where packs build on one another.
    """
    found = [folder]
    while True:
        document = read_yaml(found[0] / MANIFEST)
        wanted = document.data.get("extends") if isinstance(document.data, dict) else None
        if not isinstance(wanted, str):
            return found
        place = document.place(("extends",))
        beside = found[0] / wanted
        try:
            base = beside if (beside / MANIFEST).is_file() else find_pack(wanted)
        except PackNotFound as error:
            raise PackError([PackProblem(place, str(error), None, document.line(place.line))]) from None
        if base.resolve() in [each.resolve() for each in found]:
            message = f"these packs build on one another: {' -> '.join(map(str, [base, *found]))}"
            raise PackError([PackProblem(place, message, None, document.line(place.line))])
        found.insert(0, base)


def manifests_of(folders: list[Path]) -> list[Path]:
    return [folder / MANIFEST for folder in folders]


def documents(loading: Loading, name: str) -> list[tuple[Path, Document]]:
    """The YAML files of a folder of the pack, in the order of their names, those of the packs that it builds on first."""
    return [(folder, loading.read(path)) for folder in loading.folders for path in sorted((folder / name).glob("*.yaml"))]


# -- settings


def load_settings(loading: Loading) -> dict[str, Setting]:
    found: dict[str, Setting] = {}
    for path in (folder / "settings.yaml" for folder in loading.folders):
        if path.exists():
            load_setting_file(loading, loading.read(path), found)
    return found


def load_setting_file(loading: Loading, document: Document, found: dict[str, Setting]) -> None:
    file = loading.entries(document, SettingFile, "settings")
    for name, entry in file.settings.items() if file else ():
        value = setting_value(entry.value)
        if not NAME.fullmatch(name):
            loading.complain(document, ("settings", name), f"`{name}` is no name", "a name is written in small letters, digits and `_`")
        elif value is None:
            loading.unread["settings"].names.add(name)
            where = ("settings", name, "value")
            loading.complain(document, where, *no_period(str(entry.value), "a number"))
        else:
            found[name] = Setting(name, value, entry.meaning, entry.counted_from, entry.printed, entry.source)


def setting_value(written: str | bool | int | float) -> SettingValue | None:
    return parse_period(written) if isinstance(written, str) else written


def setting_type(value: SettingValue) -> Type:
    if isinstance(value, Period):
        return PERIOD
    return BOOL if isinstance(value, bool) else INT if isinstance(value, int) else NUMBER


# -- definitions


def load_definitions(loading: Loading, settings: Mapping[str, Type]) -> tuple[Definitions, dict[str, str], dict[str, Place]]:
    """The definitions, what each means, and where each is written."""
    sources: dict[str, Source] = {}
    meanings: dict[str, str] = {}
    home: dict[str, Document] = {}
    folders: dict[str, Path] = {}
    for folder, document in documents(loading, "definitions"):
        file = loading.entries(document, DefinitionFile, "definitions")
        for name, entry in file.definitions.items() if file else ():
            if folders.get(name) == folder:
                loading.complain(document, ("definitions", name), f"`{name}` is defined in {home[name].file} already")
            elif not loading.may_stand(document, ("definitions", name), "definition", name, entry.replaces, folder, folders.get(name)):
                continue  # and what leans on the one below is not told of this one
            sources[name] = Source(entry.expression, entry.parameters)
            meanings[name] = entry.meaning
            home[name] = document
            folders[name] = folder
    definitions = Definitions(sources, settings, loading.unread["definitions"], loading.unread["settings"])
    for name, error in definitions.check_all().items():
        loading.expression_faults(home[name], ("definitions", name, "expression"), error)
    return definitions, meanings, {name: document.place(("definitions", name)) for name, document in home.items()}


# -- rules


def load_rules(loading: Loading, definitions: Definitions, retired: Mapping[str, str]) -> dict[str, Rule]:
    """The rules by code. A pack's own rule can replace one of that code in a pack that it builds on; a pack can also retire one."""
    rules: dict[str, Rule] = {}
    folders: dict[str, Path] = {}
    places: dict[str, Place] = {}
    for folder, document in documents(loading, "topics"):
        file = loading.entries(document, RuleFile, "rules")
        for index, entry in enumerate(file.rules if file else ()):
            path: tuple[Step, ...] = ("rules", index)
            own = folder == loading.folders[-1]
            if entry.code in retired and not own:
                continue
            rule = load_rule(entry, file.topic if file else "", definitions, document, path, loading.problems)
            if entry.code in retired:
                loading.complain(document, (*path, "code"), f"{entry.code} is retired, and there is a rule of that code")
            elif folders.get(entry.code) == folder:
                other = places[entry.code]
                loading.complain(document, (*path, "code"), f"{entry.code} stands in {other.file}, line {other.line}, already")
            else:
                home = folders.get(entry.code)
                folders[entry.code], places[entry.code] = folder, document.place(path)
                if not loading.may_stand(document, path, "rule", entry.code, entry.replaces, folder, home):
                    continue
                if rule is not None:
                    rules[entry.code] = rule
                else:
                    loading.unread["rules"].names.add(entry.code)
    return rules


# -- frameworks


def load_frameworks(loading: Loading) -> list[tuple[Framework, Document]]:
    """The programmes, each with its file. A pack's own takes the place of one of that id in a pack that it builds on."""
    found: dict[str, tuple[Framework, Document]] = {}
    folders: dict[str, Path] = {}
    for folder, document in documents(loading, "frameworks"):
        framework = load_framework(loading, document)
        if framework is None:
            continue
        if folders.get(framework.id) == folder:
            loading.complain(document, ("id",), f"there are two frameworks `{framework.id}`")
        found[framework.id] = framework, document
        folders[framework.id] = folder
    return list(found.values())


def load_framework(loading: Loading, document: Document) -> Framework | None:
    if document.problems:
        return None
    try:
        framework = parse_framework(document.data)
    except ValidationError as error:
        for part in error.errors():
            path = tuple(step for step in part["loc"] if isinstance(step, str | int))
            loading.complain(document, path, ": ".join(filter(None, (".".join(map(str, path)), part["msg"]))))
        return None
    for path, message in check_framework(framework):
        loading.complain(document, path, message)
    return framework


def load_narrow(loading: Loading, document: Document, framework: Framework, definitions: Definitions) -> dict[str, Expression]:
    found: dict[str, Expression] = {}
    for code, text in framework.narrow.items():
        try:
            found[code] = compile_expression(text, definitions, {}, truth)
        except ExpressionError as error:
            loading.expression_faults(document, ("narrow", code), error)
    return found


def load_overrides(loading: Loading, document: Document, framework: Framework, settings: Mapping[str, Setting]) -> dict[str, SettingValue]:
    found: dict[str, SettingValue] = {}
    for name, written in framework.settings.items():
        value = setting_value(written) if isinstance(written, str | int | float) else None
        if name not in settings and name in loading.unread["settings"]:
            continue
        if name not in settings:
            loading.complain(document, ("settings", name), f"this pack has no setting `{name}`")
        elif value is None or setting_type(value) != setting_type(settings[name].value):
            loading.complain(document, ("settings", name), f"`{written}` is not what `{name}` is: {settings[name].value}")
        else:
            found[name] = value
    return found


def example_case(pack_base: Mapping[str, Any], laid_over: Mapping[str, Any]) -> dict[str, Any]:
    """A case laid over the base case: mappings are merged key by key, all else is replaced, and null takes a key away."""
    merged = dict(pack_base)
    for key, value in laid_over.items():
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(merged.get(key), Mapping):
            merged[key] = example_case(merged[key], value)
        else:
            merged[key] = value
    return merged
