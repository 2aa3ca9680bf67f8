"""The coverage matrix as it is printed, at any width, and as the page that is kept."""

import io
import os
from pathlib import Path

import pytest

from caselint.packs.catalogue import read_catalogue
from caselint.packs.coverage import Coverage, CriterionCoverage, FrameworkCoverage, TierCoverage, coverage_of
from caselint.packs.find import shipped_folder
from caselint.packs.load import load_pack
from caselint.reports.coverage_view import markdown, put_coverage
from caselint.reports.terminal import report_console

PAGE = Path(__file__).parent.parent.parent / "docs" / "coverage.md"
SMALL = Coverage(
    pack="small",
    version="1.0.0",
    frameworks=(
        FrameworkCoverage(
            "omi-0",
            "A programme",
            (
                CriterionCoverage("1.1", "Harm to others", False, ("ROSH001", "ROSH002"), ("ROSH003",), 2, ()),
                CriterionCoverage("1.2", "Planning", False, (), (), 0, ("PLAN001",)),
                CriterionCoverage("4.1", "Leadership", True, (), (), 0, ()),
            ),
        ),
    ),
    tiers=(TierCoverage("core", 4, 2, 1), TierCoverage("full", 0, 0, 0)),
    uncovered={"PLAN001": read_catalogue(shipped_folder())["PLAN001"]},
    own=(),
)


def printed(width: int) -> str:
    stream = io.StringIO()
    put_coverage(SMALL, report_console(stream, width=width), everything=False)
    return stream.getvalue()


def test_the_matrix() -> None:
    assert printed(80).splitlines()[:14] == [
        "COVERAGE  small 1.0.0",
        "─" * 80,
        "Core: 4 questions: 2 decided from the record, 1 by an assessor, 1 without a",
        "rule.",
        "",
        "A PROGRAMME  omi-0",
        "─" * 80,
        "                                           record  assessor  scored  no rule yet",
        "1.1  Harm to others                             2         1       2            0",
        "1.2  Planning                                   0         0       0            1",
        "4.1  Leadership: organisational",
        "",
        "Record: questions that the record decides. Assessor: questions that only",
        "somebody who has read the case can answer. Scored: how many of these two count",
    ]


@pytest.mark.parametrize("width", [40, 60, 72, 200])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, printed(width).splitlines())) <= width
    assert "rule yet" in printed(width)


def test_the_page_is_in_step_with_the_pack() -> None:
    page = markdown(coverage_of(load_pack(shipped_folder()), read_catalogue(shipped_folder())))
    if os.environ.get("CASELINT_REGENERATE"):
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page, "CASELINT_REGENERATE=1 pytest tests/reports/test_coverage_view.py"
