"""What falls due: deadlines that have not passed yet, from the same outcomes as every report. It tells of a failing before it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from caselint.audit.outcomes import CaseResult, Holder
from caselint.audit.results import Results
from caselint.packs.model import RuleInfo
from caselint.reports.listed import SEVERITIES, Duty


@dataclass(frozen=True, slots=True)
class Duties:
    """Everything that falls due within some days of the as-of date, the earliest first."""

    within: timedelta
    first_as_of: date | None
    last_as_of: date | None
    """The earliest and the latest as-of date of the cases."""
    cases: int
    """Cases audited."""
    listed: tuple[Duty, ...]
    later: int
    """Duties whose day comes after those days."""
    rules: Mapping[str, RuleInfo]
    not_audited: int
    """Records that were met and not audited: what falls due in them nobody knows."""
    unknown: int
    """Answers that the export could not give: duties of theirs are not in the list."""

    @property
    def cases_concerned(self) -> int:
        return len({duty.case_id for duty in self.listed})


def gather_duties(results: Results, within: timedelta) -> Duties:
    """Go through stored results once. Raises `ResultsError` where they are damaged."""
    rules = results.run.rules
    found: list[Duty] = []
    cases = later = unknown = 0
    days: list[date] = []
    for result in results.cases():
        cases += 1
        days.append(result.as_of)
        unknown += len(result.missing)
        soon = [due for due in result.due if due.deadline - result.as_of <= within]
        later += len(result.due) - len(soon)
        found += (duty_of(result, rules, due.code, due.deadline, due.subject, due.held_by) for due in soon)
    found.sort(key=lambda duty: (duty.deadline, SEVERITIES.index(duty.severity), duty.case_id, duty.code, duty.subject or ""))
    first, last = (min(days), max(days)) if days else (None, None)
    return Duties(within, first, last, cases, tuple(found), later, rules, results.end.not_audited, unknown)


def duty_of(result: CaseResult, rules: Mapping[str, RuleInfo], code: str, deadline: date, subject: str | None, holder: Holder) -> Duty:
    return Duty(result.case_id, code, rules[code].severity, deadline, subject, holder)


def grouped(duties: Iterable[Duty], key: Callable[[Duty], str]) -> dict[str, list[Duty]]:
    """The duties by group, the groups in the order of their names."""
    found: dict[str, list[Duty]] = {}
    for duty in duties:
        found.setdefault(key(duty), []).append(duty)
    return dict(sorted(found.items()))


GROUPS: Mapping[str, Callable[[Duty], str]] = {
    "manager": lambda duty: duty.held_by.officer_id or "no manager recorded",
    "team": lambda duty: duty.held_by.team or "no team recorded",
    "unit": lambda duty: duty.held_by.local_delivery_unit or "no unit recorded",
    "case": lambda duty: duty.case_id,
}
