"""A case in words: every finding with what mends it, what falls due, and what was said of every other question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caselint.audit.outcomes import CaseResult, Finding, Holder, Outcome, Standing
from caselint.browse.sheet import MUTED, Place, Sheet
from caselint.packs.framework import Framework
from caselint.packs.model import RuleInfo
from caselint.reports.findings_view import held_by, outcome_word
from caselint.reports.gathering import in_words
from caselint.reports.listed import SEVERITIES
from caselint.reports.page import STYLES
from caselint.reports.safe_text import day, listing, many
from caselint.scoring.tally import outcomes_under

LABEL = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What a case is shown by: the questions of the run, and the programme that is looked at."""

    rules: Mapping[str, RuleInfo]
    framework: Framework

    def title(self, code: str) -> str:
        info = self.rules.get(code)
        return f"{code} {info.name}" if info else code

    def severity(self, code: str) -> int:
        return SEVERITIES.index(self.rules[code].severity)


def write_case(sheet: Sheet, result: CaseResult, asked: Asked, chosen: Place | None) -> None:
    """The whole case. `chosen` is what the reader came for."""
    sheet.text(f"Held by {held_by(result.held_by)}{unit(result.held_by)}. As of {day(result.as_of, long=True)}.")
    if result.silent:
        sheet.text("Too little was exported: no question could be decided for this case.", "bold red")
    write_findings(sheet, result, asked, chosen)
    write_due(sheet, result, asked, chosen)
    outcomes = outcomes_under(result, asked.framework.id)
    write_broken(sheet, outcomes, result, asked)
    write_waiting(sheet, outcomes, result, asked)
    write_not_exported(sheet, outcomes, result, asked)
    write_excepted(sheet, outcomes, result, asked)
    write_answered(sheet, result, asked)
    write_agreed(sheet, result, asked)
    write_rest(sheet, outcomes, asked)


def unit(holder: Holder) -> str:
    return f", {holder.local_delivery_unit}" if holder.local_delivery_unit else ""


def in_order(result: CaseResult, asked: Asked) -> list[tuple[int, Finding]]:
    """The findings with their places, the most severe first, as in every list."""
    return sorted(
        enumerate(result.findings), key=lambda one: (asked.severity(one[1].code), str(one[1].deadline or "9999"), one[1].code, one[0])
    )


def write_findings(sheet: Sheet, result: CaseResult, asked: Asked, chosen: Place | None) -> None:
    sheet.heading("Findings", f"{len(result.findings):,}")
    if not result.findings:
        sheet.text("No question that was asked of this case and could be decided is below the line. See below what was not decided.")
    for place, finding in in_order(result, asked):
        info = asked.rules[finding.code]
        sheet.blank()
        mine = Place("finding", place) == chosen
        sheet.mark(Place("finding", place))
        sign = "▶ " if mine else "  "
        aside = "" if finding.standing is Standing.NEW else f"{finding.standing.value}: "
        title = f"{aside}{asked.title(finding.code)}: {outcome_word(finding.outcome)}"
        if finding.deadline:
            title += f", was due {day(finding.deadline)}"
        said = "bold reverse" if mine else "bold"
        sheet.labelled(f"{sign}{info.severity.upper()}", title, style=STYLES[info.severity], indent=0, to=LABEL, said=said)
        sheet.labelled("Found", finding.message, indent=2, to=LABEL)
        sheet.labelled("Expected", info.expectation, indent=2, to=LABEL)
        sheet.labelled("To do", info.remedy, indent=2, to=LABEL)
        criteria = asked.framework.places(info)
        sheet.labelled("Criteria", listing(criteria) if criteria else "none of this programme", indent=2, to=LABEL)
        if finding.held_by != result.held_by:
            sheet.labelled("Held by", f"{held_by(finding.held_by)} at the time", indent=2, to=LABEL)


def write_due(sheet: Sheet, result: CaseResult, asked: Asked, chosen: Place | None) -> None:
    sheet.heading("Falls due", f"{len(result.due):,}")
    if not result.due:
        sheet.text("Nothing on record falls due after the as-of date.", indent=2)
    for place, due in sorted(enumerate(result.due), key=lambda one: (one[1].deadline, one[1].code)):
        mine = Place("due", place) == chosen
        sheet.mark(Place("due", place))
        sheet.labelled(
            f"{'▶' if mine else ' '} {day(due.deadline):>11}", asked.title(due.code), indent=0, said="bold reverse" if mine else ""
        )


def write_broken(sheet: Sheet, outcomes: Mapping[str, Outcome], result: CaseResult, asked: Asked) -> None:
    codes = having(outcomes, Outcome.ERROR)
    if codes:
        sheet.heading("Broke", many(len(codes), "question"))
        sheet.text("The fault is in caselint or in the pack. Nothing is known of these.", "bold red", 2)
        write_reasons(sheet, codes, result, asked)


def write_waiting(sheet: Sheet, outcomes: Mapping[str, Outcome], result: CaseResult, asked: Asked) -> None:
    codes = having(outcomes, Outcome.NOT_ANSWERED)
    if not codes:
        return
    sheet.mark(Place("waits"))
    sheet.heading("Waits for an assessor", many(len(codes), "question"))
    against = {code: [piece.message for piece in result.evidence_against if piece.code == code] for code in codes}
    for code in sorted(codes, key=lambda code: (not against[code], asked.severity(code), code)):
        sheet.text(asked.title(code), indent=2)
        for message in against[code]:
            sheet.labelled("evidence against:", message, indent=4)


def write_not_exported(sheet: Sheet, outcomes: Mapping[str, Outcome], result: CaseResult, asked: Asked) -> None:
    codes = having(outcomes, Outcome.NOT_EXPORTED)
    if codes:
        sheet.heading("Could not be asked: not exported", many(len(codes), "question"))
        for code in codes:
            sheet.text(asked.title(code), indent=2)
            sheet.labelled("not carried:", ", ".join(result.missing.get(code, ("not known",))), indent=4)


def write_excepted(sheet: Sheet, outcomes: Mapping[str, Outcome], result: CaseResult, asked: Asked) -> None:
    codes = having(outcomes, Outcome.EXCEPTED)
    if codes:
        sheet.heading("Left out for a professional reason", many(len(codes), "question"))
        write_reasons(sheet, codes, result, asked)


def write_reasons(sheet: Sheet, codes: Sequence[str], result: CaseResult, asked: Asked) -> None:
    for code in codes:
        reason = result.reasons.get(code)
        sheet.text(asked.title(code) + (f": {in_words(reason)}" if reason else ""), indent=2)


def write_answered(sheet: Sheet, result: CaseResult, asked: Asked) -> None:
    if result.answered:
        sheet.heading("Answered by an assessor", many(len(result.answered), "answer"))
        for answer in result.answered:
            record = f"; the record says {outcome_word(answer.record_outcome)}" if answer.disagrees else ""
            sheet.text(f"{asked.title(answer.code)}: {outcome_word(answer.outcome)}{record}", indent=2)


def write_agreed(sheet: Sheet, result: CaseResult, asked: Asked) -> None:
    """What the exceptions file and the baseline say of the case."""
    if result.agreed:
        sheet.heading("Agreed on by two people", many(len(result.agreed), "entry", "entries"))
        for entry in result.agreed:
            idle = "" if entry.applied else "; it takes nothing out"
            sheet.text(f"{entry.kind} until {day(entry.until)}: {asked.title(entry.code)}{idle}", indent=2)
    if result.stale:
        sheet.heading("Known from the baseline, and there no more", many(len(result.stale), "finding"))
        sheet.text(", ".join(stale.code for stale in result.stale), MUTED, 2)


def write_rest(sheet: Sheet, outcomes: Mapping[str, Outcome], asked: Asked) -> None:
    """Every other outcome, by code alone: `caselint explain CODE` tells the rest."""
    praised = [code for code, outcome in outcomes.items() if outcome.below and asked.rules[code].norm == "enhanced"]
    groups = [
        ("Below the line", [code for code, outcome in outcomes.items() if outcome.below and code not in praised]),
        ("Above the line", [code for code, outcome in outcomes.items() if outcome.above]),
        ("Not yet due", having(outcomes, Outcome.NOT_YET_DUE)),
        ("Not asked of this case", having(outcomes, Outcome.NOT_APPLICABLE)),
        ("Praised practice that is not on record, no finding", praised),
    ]
    for title, codes in groups:
        if codes:
            sheet.heading(title, many(len(codes), "question"))
            sheet.text(", ".join(codes), MUTED, 2)


def having(outcomes: Mapping[str, Outcome], wanted: Outcome) -> list[str]:
    return [code for code, outcome in outcomes.items() if outcome is wanted]
