"""The report as an Excel workbook: all findings, cases and open questions, whatever the limit, to filter and to work on.

The sheets, whose names and columns are stable (`caselint check PATH --output xlsx:FILE`):

- `Summary`: what was audited, whether it is to be trusted, what to act on, and counts that add up
- `Score card`: headlines, sections and criteria of each programme
- `Findings`: all of them, the most severe first, each with a link to its case
- `Cases`: a row for each, with a link to its first finding
- `Due next`: what falls due in the weeks after the as-of date
- `For an assessor`: a row for each case and open question. Its first columns are those of `check --answers` (see `assessor.py`)
- `Exceptions`, `Not exported`, `Problems`, `Rules`
- `Agreed on` and `No longer there`, where the run heeded an exceptions file or a baseline

What Excel has no room for is said on the sheet and in the Summary. The same results give the same bytes.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import IO

from caselint.audit.results import Results
from caselint.reports.listed import SEVERITIES
from caselint.reports.model import Summary
from caselint.reports.workbook import overview, small_sheets
from caselint.reports.workbook.archive import save
from caselint.reports.workbook.assessor import Assessor
from caselint.reports.workbook.cases import Cases, Findings
from caselint.reports.workbook.review import Review
from caselint.reports.workbook.scores import put_scores
from caselint.reports.workbook.sheet import Book

WITHOUT_CASES = date(2000, 1, 1)
"""The day that a workbook about no case bears."""


def write_xlsx(summary: Summary, results: Results, stream: IO[bytes]) -> None:
    """Write the workbook. Reads the results once for each severity, so that the most severe findings stand first."""
    with Book() as book:
        front = book.sheet("Summary", overview.COLUMNS, colour="C00000")
        scores = put_scores(book, summary)
        findings = Findings(book, summary)
        cases = Cases(book, summary, findings)
        due = small_sheets.Due(book, summary)
        assessor = Assessor(book, summary)
        exceptions = small_sheets.Exceptions(book, summary)
        review = Review(book, summary)
        for severity in SEVERITIES:
            for place, result in enumerate(results.cases()):
                findings.add(severity, place, result)
                if severity == SEVERITIES[0]:
                    due.add(result)
                    assessor.add(place, result)
                    exceptions.add(place, result)
                    review.add(place, result)
                if severity == SEVERITIES[-1]:
                    cases.add(place, result)
        due.close()
        assessor.close()
        others = [exceptions.sheet, *review.sheets, *small_sheets.put_all(book, summary, results)]
        for sheet in (findings.sheet, cases.sheet, *others):
            sheet.close()
        overview.put_summary(front, summary, [scores, findings.sheet, cases.sheet, due.sheet, assessor.sheet, *others])
        save(book, datetime.combine(summary.head.last_as_of or WITHOUT_CASES, time()), stream)
