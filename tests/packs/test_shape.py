"""The shape of a pack's files: what is wrong with it, in words."""

import pytest

from caselint.packs.files import DefinitionFile, ManifestFile, RuleFile, SettingFile
from caselint.packs.shape import schema_of, shape_problems
from caselint.packs.yaml_source import parse_yaml

SETTING = "settings: {x: {value: 3, meaning: some words, printed: true, source: DE}}"


@pytest.mark.parametrize(
    ("model", "text", "problem"),
    [
        (SettingFile, "3", "f:1:1: this must be a mapping"),
        (SettingFile, "[]", "f:1:1: this must be a mapping"),
        (SettingFile, "settings: []", "f:1:11: this must be a mapping"),
        (SettingFile, "setings: {}", "f:1:1: unknown key `setings` (did you mean `settings`?)"),
        (SettingFile, "settings: {x: {value: 3}}", "f:1:15: `meaning`, `printed`, `source` must be given"),
        (SettingFile, SETTING.replace("true", "yes"), "this must be true or false"),
        (SettingFile, SETTING.replace("3", "[3]"), "f:1:23: this must be"),
        (DefinitionFile, "definitions: {x: {meaning: some words, expression: true}}", "f:1:52: this must be a text"),
        (
            DefinitionFile,
            "definitions: {x: {meaning: some words, expression: x, params: {}}}",
            "unknown key `params` (did you mean `parameters`?)",
        ),
        (ManifestFile, "{id: X, version: 1.0.0, title: t, default_framework: f}", "f:1:6: `X` is not written as it must be"),
        (ManifestFile, "{id: x, version: 1.0, title: t, default_framework: f}", "f:1:18: this must be a text"),
        (ManifestFile, "{id: x, version: 1.0.0, title: t, default_framework: f, calendar: wales}", "this must be one of england-and-wales"),
        (RuleFile, "{topic: Tests, rules: []}", "f:1:23: there must be more of this: at least 1"),
        (RuleFile, "{topic: Tests, rules: [3]}", "f:1:24: this must be a mapping"),
    ],
)
def test_shapes(model: type, text: str, problem: str) -> None:
    found = [str(part).splitlines()[0] for part in shape_problems(parse_yaml(text, "f"), model)]
    assert any(problem in part for part in found), found


def test_a_file_of_the_right_shape() -> None:
    assert shape_problems(parse_yaml(SETTING, "f"), SettingFile) == []
    assert schema_of(SettingFile)["$schema"].endswith("2020-12/schema")
