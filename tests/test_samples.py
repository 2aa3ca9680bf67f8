"""Each sample shows what its README says that it shows."""

import re
from functools import cache
from pathlib import Path

import pytest

from caselint.audit.case import audit_case
from caselint.audit.outcomes import CaseResult
from caselint.audit.plan import make_plan
from caselint.packs.find import shipped_folder
from caselint.packs.load import load_pack
from caselint.record.reading import read

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
ROW = re.compile(r"^\| \[`(?P<file>[^`]+)`\]\([^)]*\) \| (?P<story>[^|]+) \| (?P<shows>[^|]*) \|$", re.MULTILINE)


def rows() -> dict[str, tuple[str, ...]]:
    """By file: the codes that the README says fall short, in its order."""
    text = (SAMPLES / "README.md").read_text(encoding="utf-8")
    return {row["file"]: tuple(re.findall(r"\b[A-Z]+\d{3}\b", row["shows"])) for row in ROW.finditer(text)}


@cache
def audited(file: str) -> tuple[CaseResult, ...]:
    plan = make_plan(load_pack(shipped_folder()), ["omi2-2009"])
    readings = list(read([str(SAMPLES / file)]))
    assert all(reading.problem is None for reading in readings), [reading.problem for reading in readings]
    return tuple(audit_case(plan, r.record, r.record.case.exported_on) for r in readings if r.record and r.record.case.exported_on)


def test_every_sample_is_described() -> None:
    files = {path.relative_to(SAMPLES).as_posix() for path in (SAMPLES / "cases").iterdir()}
    assert set(rows()) >= files
    assert len(files) >= 12


@pytest.mark.parametrize("file", sorted(rows()) if (SAMPLES / "README.md").exists() else [])
def test_a_sample_shows_what_is_said_of_it(file: str) -> None:
    found = sorted({finding.code for result in audited(file) for finding in result.findings})
    assert found == sorted(rows()[file])


def test_the_well_run_case_has_no_findings_and_the_samples_have_many() -> None:
    by_number = {file: len(codes) for file, codes in rows().items()}
    assert min(by_number.values()) == 0
    assert sum(number > 0 for number in by_number.values()) >= 9


def test_an_export_that_lacks_sections_is_never_clean() -> None:
    for result in audited("export-without-sections.jsonl"):
        assert "not_exported" in result.outcomes.values()
        assert result.missing


def test_no_names_and_no_two_cases_with_one_id() -> None:
    ids = [result.case_id for file in rows() for result in audited(file)]
    assert len(ids) == len(set(ids))
