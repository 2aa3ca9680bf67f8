"""Configuration: `caselint.toml`, or `[tool.caselint]` in `pyproject.toml`; the nearest file, and no merging in silence."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from caselint.language.errors import did_you_mean


class ConfigError(Exception):
    """A configuration that cannot be used, with everything that is wrong in it, one line each."""


class Config(BaseModel):
    """What a configuration file can set. What is given on the command line wins."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pack: str | None = Field(None, description="A folder (from the configuration file's own), or the name of an installed pack.")
    frameworks: list[str] = Field(default_factory=list, description="Inspection programmes to audit for.")
    select: list[str] = Field(default_factory=list, description="Rules to ask: codes, names, or prefixes with `*`.")
    ignore: list[str] = Field(default_factory=list, description="Rules not to ask.")
    fail_on: Literal["high", "medium", "low", "never"] | None = Field(None, description="Severity from which findings give exit status 1.")
    group_by: Literal["case", "rule", "criterion", "team", "manager"] | None = Field(None, description="How findings are grouped.")
    limit: int | None = Field(None, ge=0, description="Findings that a report lists; 0 lists all.")
    jobs: int | None = Field(None, ge=1, description="Processes.")
    baseline: str | None = Field(None, description="A baseline, whose findings are known (from the configuration file's own folder).")
    exceptions: str | None = Field(None, description="A file of exceptions and suppressions (from the configuration file's own folder).")
    variants: dict[str, str] = Field(default_factory=dict, description="By programme: which of its definitions of the averages is used.")
    settings: dict[str, str | bool | int | float] = Field(default_factory=dict, description="Periods and numbers of your own.")
    bands: dict[str, dict[str, int]] = Field(default_factory=dict, description="By programme and band: the per cent at which it starts.")


def find_config(start: Path) -> Path | None:
    """The nearest configuration file, in the folder or one above it."""
    for folder in (start, *start.parents):
        if (folder / "caselint.toml").is_file():
            return folder / "caselint.toml"
        if (folder / "pyproject.toml").is_file() and "caselint" in read_toml(folder / "pyproject.toml").get("tool", {}):
            return folder / "pyproject.toml"
    return None


def load_config(path: Path | None) -> Config:
    """The configuration in a file; the defaults where there is none. Raises `ConfigError` with everything that is wrong."""
    if path is None:
        return Config()
    from jsonschema import Draft202012Validator  # not for those who have no configuration

    data = read_toml(path)
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("caselint", {})
    text = path.read_text(encoding="utf-8")
    faults = [fault_of(path, text, error) for error in Draft202012Validator(Config.model_json_schema()).iter_errors(data)]
    if faults:
        raise ConfigError("\n".join(sorted(faults)))
    config = Config.model_validate(data)
    if config.pack is not None and (path.parent / config.pack).is_dir():
        config = config.model_copy(update={"pack": str(path.parent / config.pack)})
    beside = {name: str(path.parent / written) for name in ("baseline", "exceptions") if (written := getattr(config, name)) is not None}
    return config.model_copy(update=beside) if beside else config


def read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from None


def fault_of(path: Path, text: str, error: Any) -> str:
    """One fault in words, with the line on which its key stands."""
    keys = [str(step) for step in error.absolute_path]
    if error.validator == "additionalProperties":
        known = list(error.schema["properties"])
        strange = next(key for key in error.instance if key not in known)
        hint = did_you_mean(strange, known) or f"known keys: {', '.join(known)}"
        return f"{path}:{line_of_key(text, strange)}: unknown key `{strange}` ({hint})"
    key = next((step for step in reversed(keys) if not step.isdigit()), "")
    message = error.message
    if error.validator == "anyOf" and error.context:
        enum = next((inner for inner in error.context if inner.validator == "enum"), None)
        if enum is not None:
            message = f"`{error.instance}` is none of {', '.join(map(str, enum.validator_value))}"
    return f"{path}:{line_of_key(text, key)}: `{'.'.join(keys)}`: {message}"


def place_of_key(file: Path | None, key: str) -> str:
    """The file and the line on which a key stands, to put before a message."""
    return f"{file}:{line_of_key(file.read_text(encoding='utf-8'), key)}: " if file is not None else ""


def line_of_key(text: str, key: str) -> int:
    found = re.search(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*=|^\s*\[.*\b{re.escape(key)}\b.*\]", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 + found[0].count("\n", 0, len(found[0]) - len(found[0].lstrip())) if found else 1
