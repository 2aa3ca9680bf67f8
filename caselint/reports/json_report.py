"""The report as one JSON document, and as the stored lines themselves.

The document is an object with these keys, in this order:

- `caselint_report`: version of this shape, 1
- `head`: caselint, pack and its version, frameworks, as-of date or range, cases, not audited, unknown sections, settings
- `verdict`: `trusted`, `doubts` (why not), and `says`: the closing sentences of the terminal report
- `scorecards`: one for each framework: variant, headlines, sections and their criteria and questions, bands, warnings, cautions. Every
  figure has `score` (a share between 0 and 1, rounded to 4 places; null where there is none: never 0), `percent`, `n` and `interval`
- `counts`: one for each framework: `asked` = `rules` x `cases`, which all `outcomes` add up to
- `rules`: name, question, expectation, remedy, severity, norm and criteria, by code
- `not_exported`, `not_answered`, `exceptions`, `commendations`, `assessed`, `errors`: as in the terminal report. Their totals are whole;
  their lists are as long as the summary's limit allows
- `findings`: totals and groups, and in `list` ALL findings, whatever the limit, in the order of the input
- `due`: totals, and in `list` all duties within the window
- `problems`: totals, and in `list` all problems with all their faults

The long lists are streamed: one entry on a line, never all in memory.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import IO, Any

from caselint.audit.outcomes import CaseResult
from caselint.audit.results import Results, finding_data, holder_data
from caselint.packs.model import RuleInfo
from caselint.reports.model import Counts, Summary
from caselint.reports.verdict import doubts, verdict
from caselint.scoring.scorecard import (
    CriterionScore,
    HeadlineScore,
    Interval,
    QuestionScore,
    Scorecard,
    SectionScore,
    percent,
)

SHAPE = 1
SPOOL = 1 << 20
"""Bytes of duties that are kept in memory before they go to a temporary file."""


def write_json(summary: Summary, results: Results, stream: IO[bytes]) -> None:
    """Write the whole report as one JSON document. Reads the results once more for the lists that no summary holds whole."""
    stream.write(b"{\n")
    for key, value in parts(summary).items():
        stream.write(f"{dumps(key)}: {dumps(value)},\n".encode())
    with tempfile.SpooledTemporaryFile(SPOOL) as duties:
        write_list(stream, "findings", findings_head(summary), with_duties(summary, results.cases(), duties))
        stream.write(b",\n")
        duties.seek(0)
        write_list(stream, "due", due_head(summary), (line.decode().rstrip("\n") for line in duties))
    stream.write(b",\n")
    problems = results.problems() if results.end.problems else iter(())
    write_list(stream, "problems", problems_head(summary), (dumps(asdict(problem)) for problem in problems))
    stream.write(b"\n}\n")


def write_jsonl(results: Results, stream: IO[bytes]) -> None:
    """The stored lines as they are: the format that caselint itself reads."""
    with results.path.open("rb") as stored:
        shutil.copyfileobj(stored, stream)


def dumps(value: object) -> str:
    return json.dumps(value, default=plain, separators=(", ", ": "))


def plain(value: object) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a report holds no {type(value).__name__}")


def write_list(stream: IO[bytes], key: str, head: Mapping[str, Any], entries: Iterable[str]) -> None:
    """An object whose last key is a list, of entries that are JSON already."""
    stream.write(f'{dumps(key)}: {dumps(head)[:-1]}, "list": ['.encode())
    between = "\n"
    for entry in entries:
        stream.write((between + entry).encode())
        between = ",\n"
    stream.write(b"\n]}")


def with_duties(summary: Summary, cases: Iterable[CaseResult], duties: IO[bytes]) -> Iterator[str]:
    """Every finding; the duties that fall due soon are written aside on the way."""
    for result in cases:
        for due in result.due:
            if due.deadline - result.as_of <= summary.due.within:
                data = {"case_id": result.case_id, "code": due.code, "deadline": due.deadline, "subject": due.subject}
                duties.write((dumps({**data, "held_by": holder_data(due.held_by)}) + "\n").encode())
        for finding in result.findings:
            place = {"case_id": result.case_id, "source": result.source, "line": result.line}
            yield dumps({**place, "severity": summary.rules[finding.code].severity, **finding_data(finding)})


def parts(summary: Summary) -> dict[str, Any]:
    """All that is short."""
    doubtful = doubts(summary)
    return {
        "caselint_report": SHAPE,
        "head": asdict(summary.head),
        "verdict": {"trusted": not doubtful, "doubts": doubtful, "says": verdict(summary)},
        "scorecards": [card_data(card) for card in summary.scorecards],
        "counts": [counts_data(counts) for counts in summary.counts],
        "rules": {code: rule_data(summary, info) for code, info in summary.rules.items()},
        "not_exported": asdict(summary.not_exported),
        "not_answered": asdict(summary.not_answered),
        "exceptions": asdict(summary.exceptions),
        "commendations": [asdict(rule) for rule in summary.commendations],
        "assessed": asdict(summary.assessed),
        "errors": [asdict(rule) for rule in summary.errors],
    }


def counts_data(counts: Counts) -> dict[str, Any]:
    return {
        "framework": counts.framework,
        "rules": counts.rules,
        "cases": counts.cases,
        "asked": counts.asked,
        "outcomes": dict(counts.outcomes),
        "above": counts.above,
        "below": counts.below,
        "praise_absent": counts.praise_absent,
        "unaccounted": counts.unaccounted,
    }


def rule_data(summary: Summary, info: RuleInfo) -> dict[str, Any]:
    kept = ("name", "question", "expectation", "remedy", "severity", "norm")
    criteria = {framework: by_rule[info.code] for framework, by_rule in summary.criteria.items() if by_rule[info.code]}
    return {**{name: getattr(info, name) for name in kept}, "criteria": criteria}


def findings_head(summary: Summary) -> dict[str, Any]:
    findings = summary.findings
    groups = [
        {"key": group.key, "title": group.title, "total": group.total, "severities": group.severities, "cases": group.cases}
        for group in findings.groups
    ]
    return {
        "total": findings.total,
        "cases": findings.cases,
        "severities": findings.severities,
        "cases_by_severity": findings.cases_by_severity,
        "grouped_by": summary.group_by,
        "groups_in_all": findings.groups_in_all,
        "groups": groups,
    }


def due_head(summary: Summary) -> dict[str, Any]:
    due = summary.due
    return {"within_days": due.within.days, "total": due.total, "cases": due.cases, "later": due.later}


def problems_head(summary: Summary) -> dict[str, Any]:
    problems = summary.problems
    return {"total": problems.total, "faults": problems.faults, "by_kind": dict(problems.by_kind)}


# -- scores


def card_data(card: Scorecard) -> dict[str, Any]:
    return {
        "framework": card.framework,
        "title": card.title,
        "variant": card.variant_id,
        "variant_says": card.variant,
        "cases": card.cases,
        "headlines": [headline_data(headline) for headline in card.headlines],
        "sections": [section_data(section) for section in card.sections],
        "bands": [asdict(band) for band in card.bands],
        "warnings": card.warnings,
        "cautions": card.cautions,
    }


def figure(mean: HeadlineScore | SectionScore | CriterionScore) -> dict[str, Any]:
    """What every average has."""
    return {"id": mean.id, "name": mean.name, **share(mean.score, mean.interval), "n": mean.n, "band": mean.band, "small": mean.small}


def share(score: Any, interval: Interval | None) -> dict[str, Any]:
    return {
        "score": None if score is None else round(float(score), 4),
        "percent": None if score is None else percent(score),
        "interval": None if interval is None else [round(interval.low, 4), round(interval.high, 4)],
    }


def headline_data(headline: HeadlineScore) -> dict[str, Any]:
    so_far = headline.programme_so_far
    return {**figure(headline), "questions": headline.questions, "programme_so_far": asdict(so_far) if so_far else None}


def section_data(section: SectionScore) -> dict[str, Any]:
    criteria = [criterion_data(criterion) for criterion in section.criteria]
    return {**figure(section), "organisational": section.organisational, "criteria": criteria}


def criterion_data(criterion: CriterionScore) -> dict[str, Any]:
    return {
        **figure(criterion),
        "organisational": criterion.organisational,
        "summary_question": criterion.summary,
        "process": criterion.process,
        "questions": [question_data(question) for question in criterion.questions],
    }


def question_data(question: QuestionScore) -> dict[str, Any]:
    return {
        "code": question.code,
        "name": question.name,
        **share(question.score, question.interval),
        "above": question.above,
        "n": question.counted,
        "small": question.small,
        "outcomes": dict(question.outcomes),
    }
