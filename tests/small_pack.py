"""A pack of a test's own: small, whole, and written where the test says."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from caselint.packs.find import shipped_folder
from caselint.packs.load import example_case, load_pack
from caselint.packs.pack import Pack
from caselint.packs.yaml_source import read_yaml
from caselint.record.reading import read_record
from caselint.record.record import Record
from caselint.record.splitting import Raw

FRAMEWORKS = ("omi-2007", "omi2-2009", "iaow-2013")


@cache
def base_case() -> dict[str, Any]:
    """The shipped pack's base case: a medium-risk community order since 1 February 2010, exported on 30 June 2010."""
    found: dict[str, Any] = read_yaml(shipped_folder() / "pack.yaml").data["base_case"]
    return found


def rule(code: str = "VISIT901", **parts: Any) -> dict[str, Any]:
    """A rule's entry, whole but for what the test is about."""
    entry: dict[str, Any] = {
        "code": code,
        "name": f"test-rule-{code.lower()}",
        "question": "Was the thing of this test done?",
        "why": "Nothing goes wrong for anybody here, since it is a test.",
        "who": "Every case.",
        "expectation": "The thing was done in time.",
        "remedy": "Do the thing now.",
        "severity": "high",
        "expect": {"sufficient": "count(home_visits) > 0", "otherwise": "not_done"},
        "finding": "The thing was not done.",
        "criteria": {"omi2-2009": ["2.2"]},
        "sources": ["TEST-1"],
        "examples": [
            {"name": "one above", "case": {}, "outcome": "sufficient"},
            {"name": "one below", "case": {}, "outcome": "not_done"},
        ],
    }
    return {name: value for name, value in (entry | parts).items() if value is not None}


def write_pack(
    folder: Path,
    *rules: dict[str, Any],
    definitions: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
    frameworks: Mapping[str, Mapping[str, Any]] | None = None,
    **manifest: Any,
) -> Path:
    """Write a pack (JSON is YAML too). `frameworks` changes keys of the shipped programmes' files."""
    for name in ("topics", "definitions", "frameworks"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    head = {"id": "test-pack", "version": "1.0.0", "title": "A test's pack", "default_framework": "omi2-2009", "base_case": base_case()}
    dump(folder / "pack.yaml", head | manifest)
    dump(folder / "topics" / "all.yaml", {"topic": "Tests", "rules": list(rules) or [rule()]})
    if definitions:
        entries = {
            name: {"meaning": "of this test", "expression": text} if isinstance(text, str) else text for name, text in definitions.items()
        }
        dump(folder / "definitions" / "all.yaml", {"definitions": entries})
    if settings:
        entries = {
            name: {"value": value, "meaning": "of this test", "printed": False, "source": "a test"} for name, value in settings.items()
        }
        dump(folder / "settings.yaml", {"settings": entries})
    for framework in FRAMEWORKS:
        data = read_yaml(shipped_folder() / "frameworks" / f"{framework}.yaml").data
        data = data | {"narrow": {}, "settings": {}} | dict((frameworks or {}).get(framework, {}))
        dump(folder / "frameworks" / f"{framework}.yaml", data)
    return folder


def make_pack(folder: Path, *rules: dict[str, Any], **parts: Any) -> Pack:
    return load_pack(write_pack(folder, *rules, **parts))


def dump(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, indent=1, default=str), encoding="utf-8")


def case(**laid_over: Any) -> dict[str, Any]:
    """A record as plain data: the base case with sections laid over it; None takes a section away."""
    return example_case(base_case(), laid_over)


def record(**laid_over: Any) -> Record:
    reading = read_record(Raw("test.json", 1, 1, json.dumps(case(**laid_over)).encode()))
    assert reading.record is not None, reading.problem
    return reading.record


def visit(day: str, **parts: Any) -> dict[str, Any]:
    return {"date": day, "made": True, "purposes": ["risk"], "visitors": [], "persons_seen": ["person"]} | parts
