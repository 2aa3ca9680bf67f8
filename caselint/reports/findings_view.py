"""Findings in a terminal: what was expected and what to do once for each rule, and its cases below, a line or two each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caselint.audit.outcomes import Holder, Outcome
from caselint.packs.model import Severity
from caselint.reports.listed import SEVERITIES, Found, Group, GroupBy
from caselint.reports.model import Summary
from caselint.reports.page import MUTED, STYLES, Cell, Page
from caselint.reports.safe_text import day, listing, many
from caselint.reports.standings import new_finding, not_new

HOW_TO_SEE_ALL = "`--limit 0` lists them all; `--output jsonl:FILE` keeps the full list in a file."
SEVERITY = 8
"""Width of the word for a severity."""
GROUPED: dict[GroupBy, str] = {
    "case": "by case",
    "rule": "by question",
    "criterion": "by criterion",
    "team": "by team",
    "manager": "by officer",
}
OTHERS: dict[GroupBy, str] = {
    "case": "cases",
    "rule": "questions",
    "criterion": "criteria",
    "team": "teams",
    "manager": "officers",
}


def put_findings(page: Page, summary: Summary) -> None:
    findings = summary.findings
    if not findings.total:
        page.heading("Findings")
        page.text(nothing_found(summary))
        return
    page.heading(
        "Findings", f"{many(findings.total, new_finding(summary.standings))} in {many(findings.cases, 'case')}, {GROUPED[summary.group_by]}"
    )
    page.text(f"{by_severity(findings.severities)}.")
    columns = columns_for(page, [found for group in findings.groups for found in group.findings])
    for group in (group for group in findings.groups if group.findings):
        page.blank()
        if summary.group_by == "rule":
            put_rule(page, summary, columns, group.findings, 0, size_of(group))
        else:
            put_group(page, summary, columns, group)
        if group.more:
            page.text(f"and {group.more:,} more", indent=SEVERITY if summary.group_by == "rule" else 2, style=MUTED)
    put_others(page, summary)
    if findings.shown < findings.total:
        page.blank()
        page.text(f"{findings.shown:,} of {many(findings.total, 'finding')} listed, the most severe first. {HOW_TO_SEE_ALL}")


def nothing_found(summary: Summary) -> str:
    """What stands in the place of findings. Where some are known or suppressed, cases are below the line all the same."""
    if aside := not_new(summary.standings):
        return f"None that is new. Below the line stand findings that are not: {aside}."
    return "None: no case is below the line in a question that was asked of it and could be decided."


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide the parts of a finding's line are, all through the report."""

    id: int
    held: int
    due: int = 15
    outcome: int = 12


def columns_for(page: Page, listed: Sequence[Found]) -> Columns:
    return Columns(
        id=page.widest([found.case_id for found in listed], 24),
        held=page.widest([held_by(found.finding.held_by) for found in listed], 36),
    )


def put_group(page: Page, summary: Summary, columns: Columns, group: Group) -> None:
    """A case, criterion, team or officer, and below it rule by rule what was found there."""
    page.text(f"{group.title}: {size_of(group, summary.group_by)}, {by_severity(group.severities)}", style="bold")
    by_rule: dict[str, list[Found]] = {}
    for found in group.findings:
        by_rule.setdefault(found.finding.code, []).append(found)
    for place, listed in enumerate(by_rule.values()):
        if place:
            page.blank()
        put_rule(page, summary, columns, listed, 2, "")


def size_of(group: Group, group_by: GroupBy = "rule") -> str:
    """How much is in a group. A case is one case, and a rule has mostly one finding for each."""
    if group_by == "rule" and group.total == group.cases:
        return many(group.cases, "case")
    findings = many(group.total, "finding")
    return findings if group_by == "case" else f"{findings} in {many(group.cases, 'case')}"


def by_severity(severities: Mapping[Severity, int]) -> str:
    return listing([f"{severities[severity]:,} {severity}" for severity in SEVERITIES if severities[severity]])


def put_rule(page: Page, summary: Summary, columns: Columns, listed: Sequence[Found], indent: int, size: str) -> None:
    """A rule's own words once, then its cases."""
    info = summary.rules[listed[0].finding.code]
    style = STYLES[info.severity]
    head = f"{info.code} {info.name}" + (f": {size}" if size else "")
    page.row([Cell(info.severity.upper(), SEVERITY - 2, style), Cell(head, page.prose - indent - SEVERITY, "bold")], indent=indent)
    inner = indent + SEVERITY
    page.labelled("Expected", info.expectation, indent=inner)
    page.labelled("To do", info.remedy, indent=inner)
    if criteria := criteria_of(summary, info.code):
        page.labelled("Criteria", criteria, indent=inner)
    page.blank()
    put_cases(page, summary, columns, listed, inner)


def criteria_of(summary: Summary, code: str) -> str:
    parts = [(name, ", ".join(places)) for name, by_rule in summary.criteria.items() if (places := by_rule.get(code))]
    return "; ".join(f"{places} ({name})" for name, places in parts) if len(summary.criteria) > 1 else "".join(p for _, p in parts)


def put_cases(page: Page, summary: Summary, columns: Columns, listed: Sequence[Found], indent: int) -> None:
    """One line for each case where the page is wide; else what was found goes below."""
    alike = Counter((found.case_id, found.finding.message) for found in listed)
    for found in listed:
        finding = found.finding
        due = f"due {day(finding.deadline)}" if finding.deadline else ""
        cells = [
            Cell(found.case_id, columns.id, "bold"),
            Cell(outcome_word(finding.outcome), columns.outcome),
            Cell(due, columns.due),
            Cell(held_by(finding.held_by), columns.held),
        ]
        used = sum(cell.width + 2 for cell in cells) + indent
        entry = f" (entry {finding.subject})" if finding.subject and alike[found.case_id, finding.message] > 1 else ""
        message = finding.message + entry + only_under(summary, finding.frameworks)
        if page.wide:
            page.row([*cells, Cell(message, max(30, page.width - used))], indent=indent)
        else:
            if not due:
                cells.pop(2)
            if used > page.width + 2:  # who held it goes below what was found
                page.row(cells[:-1], indent=indent)
                message = f"{message} Held by {cells[-1].text}."
            else:
                page.row(cells, indent=indent)
            page.text(message, indent=indent + 2)


def only_under(summary: Summary, frameworks: Sequence[str]) -> str:
    """Where a case is below the line under some of the audited frameworks alone."""
    return f" (under {listing(list(frameworks))} only)" if len(frameworks) < len(summary.head.frameworks) else ""


def outcome_word(outcome: Outcome) -> str:
    return outcome.value.replace("_", " ")


def held_by(holder: Holder) -> str:
    officer = holder.officer_id or "no officer"
    return f"{officer}, {holder.team}" if holder.team else officer


def put_others(page: Page, summary: Summary) -> None:
    """Groups of which no finding is listed: how large each is."""
    findings = summary.findings
    others = [group for group in findings.groups if not group.findings]
    beyond = findings.groups_in_all - len(findings.groups)
    if others:
        page.blank()
        page.text(f"Other {OTHERS[summary.group_by]} with findings, not listed case by case", style="bold")
    for group in others:
        name = page.prose - SEVERITY - 30
        cells = [Cell(group.worst.upper(), SEVERITY - 2, STYLES[group.worst]), Cell(group.title, name)]
        page.row([*cells, Cell(size_of(group, summary.group_by), 28)])
    if beyond:
        page.blank()
        page.text(f"{beyond:,} other {OTHERS[summary.group_by]} have findings that are not listed here.")
