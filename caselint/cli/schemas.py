"""The published JSON Schemas, made from the models. `schemas/` holds them as files, and a test keeps the two in step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter

from caselint.audit.exceptions_file import ExceptionsFile
from caselint.audit.outcomes import CaseResult
from caselint.audit.results import SCHEMA_VERSION, End, Run
from caselint.cli.config import Config
from caselint.cli.field_words import describe
from caselint.packs.files import DefinitionFile, ManifestFile, RuleFile, SettingFile
from caselint.packs.framework import Framework
from caselint.record.problems import Problem
from caselint.record.record import Record
from caselint.reports.json_report import SHAPE
from caselint.reports.json_shape import Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def of_model(model: type[BaseModel]) -> Callable[[], dict[str, Any]]:
    return lambda: {"$schema": DIALECT, **described(model.model_json_schema(by_alias=True), model)}


def described(schema: dict[str, Any], *roots: Any) -> dict[str, Any]:
    describe(schema, *roots)
    return schema


def of_results() -> dict[str, Any]:
    """One line of stored results: of the run, of a case, of a problem, or of the end."""
    kinds = {"run": Run, "case": CaseResult, "problem": Problem, "end": End}
    lines: list[dict[str, Any]] = []
    parts: dict[str, Any] = {}
    for kind, found in kinds.items():
        schema = TypeAdapter(found).json_schema(ref_template="#/$defs/{model}")
        parts |= schema.pop("$defs", {})
        schema["properties"] = {"type": {"const": kind}, **schema["properties"]}
        schema["required"] = ["type", *schema.get("required", [])]
        lines.append(schema)
    schema = described({"oneOf": lines, "$defs": parts}, *kinds.values())
    return {"$schema": DIALECT, "title": f"Results, version {SCHEMA_VERSION}", **schema}


def of_report() -> dict[str, Any]:
    """The JSON report. A key that is not described here is no part of it."""
    schema = described(TypeAdapter(Report).json_schema(), Report)
    for part in (schema, *schema["$defs"].values()):
        if "properties" in part:
            part["additionalProperties"] = False
    return {"$schema": DIALECT, **schema, "title": f"Report, version {SHAPE}"}


SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "record": of_model(Record),
    "rules": of_model(RuleFile),
    "definitions": of_model(DefinitionFile),
    "settings": of_model(SettingFile),
    "framework": of_model(Framework),
    "pack": of_model(ManifestFile),
    "config": of_model(Config),
    "exceptions": of_model(ExceptionsFile),
    "results": of_results,
    "report": of_report,
}
