"""The tool of a SARIF run: its rules are the questions, its notifications the ways in which a run can fall short."""

from __future__ import annotations

from collections.abc import Mapping

from caselint.packs.model import RuleInfo
from caselint.record.problems import ProblemKind
from caselint.reports.markdown_text import prose
from caselint.reports.model import Summary
from caselint.reports.run_view import MEANS
from caselint.reports.sarif_parts import LEVELS, Json, braced, message

NOTIFICATIONS: Mapping[str, str] = {
    "not-trusted": "The run is not to be trusted.",
    "question-broke": "A question broke: the fault is in caselint or in the pack, not in the cases.",
    "not-exported": "A question could not be asked, since the export does not carry what it reads.",
    "not-answered": "A question waits for an assessor's answer.",
    "excepted": "A recorded professional reason takes cases out of a question.",
    "agreed-exception": "Two people agreed on a professional reason that takes a case out of a question.",
    "agreed-suppression": "Two people agreed that a question is wrong for a case.",
    "put-aside": "What a baseline or an exceptions file keeps from failing a run.",
    "no-longer-there": "The baseline knows a finding that is there no more.",
    "elsewhere": "The baseline or the exceptions file names cases that this run did not audit.",
    "unknown-section": "Parts of the records that caselint does not know and has not read.",
    "not-selected": "Questions of the pack that were not selected.",
    "own-setting": "A period or number of the user's own.",
    **{f"problem-{kind.value.replace('_', '-')}": f"{MEANS[kind].capitalize()}." for kind in ProblemKind},
}


def driver(summary: Summary) -> Json:
    head = summary.head
    return {
        "name": "caselint",
        "version": head.caselint,
        "fullName": f"caselint {head.caselint} with the pack {head.pack} {head.pack_version}",
        "rules": [rule(summary, info) for info in summary.rules.values()],
        "notifications": [{"id": name, "shortDescription": message(says)} for name, says in NOTIFICATIONS.items()],
    }


def rule(summary: Summary, info: RuleInfo) -> Json:
    criteria = {framework: list(by_rule[info.code]) for framework, by_rule in summary.criteria.items() if by_rule.get(info.code)}
    served = [f"{framework} {criterion}" for framework, ids in criteria.items() for criterion in ids]
    parts = {"Expected": info.expectation, "Why": info.why, "Asked of": info.who, "To do": info.remedy, "Criteria": ", ".join(served)}
    said = {name: says for name, says in parts.items() if says}
    return {
        "id": info.code,
        "name": info.name,
        "shortDescription": message(info.question),
        "fullDescription": message(info.expectation),
        "help": {
            **message(" ".join(f"{name}: {says}" for name, says in said.items())),
            "markdown": braced("\n\n".join(f"**{name}.** {prose(says)}" for name, says in said.items())),
        },
        "defaultConfiguration": {"level": LEVELS[info.severity]},
        "properties": {"tags": [info.topic, *served], "severity": info.severity, "norm": info.norm, "criteria": criteria},
    }
