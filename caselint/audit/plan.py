"""An audit prepared: the rules to ask, in order, under the frameworks that were asked for. Made once, used for every case."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from caselint.audit.facts import Bound
from caselint.audit.logic import VERDICTS, BoundRule, bind_rule
from caselint.language.functions import runtime
from caselint.language.types import sections
from caselint.language.working_days import WorkingDays
from caselint.packs.pack import Pack, SettingValue


@dataclass(frozen=True, slots=True)
class View:
    """How the rules stand under one framework: its periods, its narrower denominators, and which rules that concerns."""

    framework: str
    settings: SimpleNamespace
    narrow: Mapping[str, Callable[..., Any]]
    rules: tuple[BoundRule, ...]
    """For the first framework every rule; for another only those that it asks otherwise."""
    reads: Mapping[str, frozenset[str]]
    alone: frozenset[str]
    """The rules that are asked of the case as a whole, and opened by nothing else: most of them, and the quickest to ask."""


@dataclass(frozen=True)
class Plan:
    """Everything that an audit of one case needs besides the case and the as-of date."""

    pack: Pack
    selected: tuple[str, ...]
    """Codes to report, in order. Rules that these require are asked too, and not reported."""
    views: tuple[View, ...]
    definitions: Bound
    names: Mapping[str, str]
    """Code by code and by name."""
    _missing: dict[Any, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    @property
    def frameworks(self) -> tuple[str, ...]:
        return tuple(view.framework for view in self.views)

    @cached_property
    def selected_set(self) -> frozenset[str]:
        return frozenset(self.selected)

    @cached_property
    def place(self) -> Mapping[str, int]:
        """By selected rule: its place in the order of the pack."""
        return {code: place for place, code in enumerate(self.selected)}

    @cached_property
    def bound(self) -> Mapping[str, BoundRule]:
        """Every rule that is asked, by code."""
        return {rule.code: rule for rule in self.views[0].rules}

    @cached_property
    def shared(self) -> Mapping[str, tuple[str, ...]]:
        """By rule: the frameworks under which it stands as under the first."""
        return {
            rule.code: tuple(view.framework for view in self.views if view is self.views[0] or rule.code not in view.reads)
            for rule in self.views[0].rules
        }

    @cached_property
    def section_names(self) -> tuple[str, ...]:
        return tuple(sections())

    def missing(self, view: View, absent: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
        """By rule: which of the absent sections and paths it reads. The same export asks this of every case, so it is kept."""
        key = (view.framework, absent)
        found = self._missing.get(key)
        if found is None:
            found = {code: lacking for code, reads in view.reads.items() if (lacking := lacking_paths(reads, absent))}
            self._missing[key] = found
        return found


def lacking_paths(reads: Iterable[str], absent: Collection[str]) -> tuple[str, ...]:
    """The absent paths on which something that is read depends."""
    reads = tuple(reads)
    return tuple(path for path in absent if any(read == path or read.startswith(f"{path}.") for read in reads))


def make_plan(
    pack: Pack,
    frameworks: Iterable[str] = (),
    selected: Iterable[str] | None = None,
    settings: Mapping[str, SettingValue] | None = None,
) -> Plan:
    """Prepare an audit: of all rules or the selected codes, for the named frameworks or the pack's own choice.

    `settings` are the user's own periods, which win over a framework's. Raises `KeyError` for a framework or a code that the pack lacks.
    """
    wanted = tuple(dict.fromkeys(frameworks)) or (pack.default_framework,)
    codes = tuple(pack.rules) if selected is None else tuple(code for code in pack.rules if code in set(selected))
    needed = with_required(pack, codes)
    namespace = {**runtime(WorkingDays(pack.calendar)), **VERDICTS}
    bound = {code: bind_rule(pack.rules[code], namespace) for code in pack.rules if code in needed}
    views: list[View] = []
    values: list[dict[str, SettingValue]] = []
    for name in wanted:
        chosen = {key: setting.value for key, setting in pack.settings.items()}
        chosen |= pack.framework_settings[name]
        chosen |= settings or {}
        values.append(chosen)
        own = [code for code in bound if not views or differs(pack, code, wanted[0], name, values[0], chosen)]
        own_set = with_dependants(pack, bound, own)
        narrow = pack.narrow[name]
        rules = tuple(rule for code, rule in bound.items() if code in own_set)
        views.append(
            View(
                framework=name,
                settings=SimpleNamespace(**chosen),
                narrow={code: expression.bind(namespace) for code, expression in narrow.items() if code in own_set},
                rules=rules,
                reads={code: pack.rules[code].logic.reads | (narrow[code].reads if code in narrow else frozenset()) for code in own_set},
                alone=frozenset(r.code for r in rules if r.subjects is None and not r.required and r.code not in narrow),
            )
        )
    return Plan(pack, codes, tuple(views), pack.definitions.bind(namespace), pack.names)


def with_required(pack: Pack, codes: Iterable[str]) -> set[str]:
    """The codes, and those of every rule that opens one of them."""
    needed: set[str] = set()
    pending = list(codes)
    while pending:
        code = pending.pop()
        if code not in needed:
            needed.add(code)
            pending.extend(pack.rules[code].requires)
    return needed


def with_dependants(pack: Pack, among: Iterable[str], codes: Iterable[str]) -> set[str]:
    """The codes, and those among the others that one of them opens."""
    found = set(codes)
    for code in among:  # in the pack's order each rule follows those it requires
        if found & set(pack.rules[code].requires):
            found.add(code)
    return found


def differs(pack: Pack, code: str, first: str, other: str, ours: Mapping[str, SettingValue], theirs: Mapping[str, SettingValue]) -> bool:
    """Whether a rule can come out otherwise under another framework than under the first."""
    if pack.narrow[first].get(code) is not pack.narrow[other].get(code):
        return True
    return any(ours[name] != theirs[name] for name in pack.rules[code].logic.settings)
