"""A pack as loaded: rules with their logic compiled, definitions, settings and frameworks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caselint.language.definitions import Definitions
from caselint.language.expression import Expression
from caselint.language.periods import Period
from caselint.packs.files import RuleEntry
from caselint.packs.framework import Framework
from caselint.packs.logic import Logic
from caselint.packs.model import Example, Place, RuleInfo, Side

SettingValue = Period | bool | int | float


@dataclass(frozen=True, slots=True)
class Setting:
    """A period or a number, and where it comes from."""

    name: str
    value: SettingValue
    meaning: str
    counted_from: str | None
    printed: bool
    """Whether an inspection report prints the figure."""
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what is known of it, its entry as written, and its logic, compiled."""

    info: RuleInfo
    entry: RuleEntry
    logic: Logic
    requires: Mapping[str, Side]
    examples: tuple[Example, ...]
    place: Place

    @property
    def code(self) -> str:
        return self.info.code


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack, loaded and checked."""

    id: str
    version: str
    title: str
    folder: Path
    calendar: str
    default_framework: str
    settings: Mapping[str, Setting]
    definitions: Definitions
    meanings: Mapping[str, str]
    """What each definition means, in words."""
    homes: Mapping[str, Place]
    """Where each definition is written."""
    rules: Mapping[str, Rule]
    """By code, each after the rules that it requires."""
    frameworks: Mapping[str, Framework]
    framework_settings: Mapping[str, Mapping[str, SettingValue]]
    """What a framework sets otherwise."""
    narrow: Mapping[str, Mapping[str, Expression]]
    """By framework and rule: which of the cases that the rule asks are asked under that framework."""
    base_case: Mapping[str, Any]
    """What the examples of the rules are laid over."""
    retired: Mapping[str, str]
    digest: str
    """Of every file of the pack and of the version of caselint."""

    @property
    def names(self) -> Mapping[str, str]:
        """The code of each rule, by its code and by its name."""
        return {code: code for code in self.rules} | {rule.info.name: code for code, rule in self.rules.items()}

    @property
    def infos(self) -> Mapping[str, RuleInfo]:
        return {code: rule.info for code, rule in self.rules.items()}
