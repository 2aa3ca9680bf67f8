"""What the page's script needs, as a JSON block. Of each case the outcomes stand by one letter each, so that the page stays small."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from caselint.audit.agreed import ends_soon
from caselint.audit.outcomes import CaseResult, Finding, Holder, Outcome, Standing
from caselint.reports.findings_view import outcome_word
from caselint.reports.gathering import in_words
from caselint.reports.html.gather import Gathered
from caselint.reports.model import Summary
from caselint.reports.safe_text import visible
from caselint.reports.standing_words import aside_words, entry_words, gone_words
from caselint.reports.standings import Gone, InForce

LETTERS = {
    Outcome.SUFFICIENT: "S",
    Outcome.INSUFFICIENT: "I",
    Outcome.TOO_LATE: "L",
    Outcome.NOT_DONE: "N",
    Outcome.NOT_APPLICABLE: "-",
    Outcome.NOT_YET_DUE: "Y",
    Outcome.EXCEPTED: "X",
    Outcome.NOT_EXPORTED: "M",
    Outcome.NOT_ANSWERED: "A",
    Outcome.ERROR: "E",
}


def anchor(case_id: str) -> str:
    """The address of a case within the page, as JavaScript's `encodeURIComponent` writes it."""
    return "case-" + quote(case_id.encode("utf-8", "surrogatepass"), safe="!'()*")


def rule_anchor(code: str) -> str:
    return "rule-" + quote(code, safe="!'()*")


class Places:
    """Whatever occurs often is written once, and named by its place."""

    def __init__(self) -> None:
        self.places: dict[Any, int] = {}

    def of(self, value: Any) -> int:
        return self.places.setdefault(value, len(self.places))

    def all(self) -> list[Any]:
        return list(self.places)


class Packer:
    """Packs one case after another. The keys are short because each occurs in every case; `templates/case.js` reads them."""

    def __init__(self, summary: Summary, gathered: Gathered) -> None:
        self.rules = {code: place for place, code in enumerate(summary.rules)}
        self.frameworks = {programme.id: place for place, programme in enumerate(summary.programmes)}
        self.holders, self.reasons, self.paths, self.asides = Places(), Places(), Places(), Places()
        self.infos = summary.rules
        self.ranks: defaultdict[tuple[str, Finding], list[int]] = defaultdict(list)
        for rank, found in enumerate(gathered.listed):
            self.ranks[found.case_id, found.finding].append(rank)

    def case(self, result: CaseResult) -> dict[str, Any]:
        data: dict[str, Any] = {"id": result.case_id, "d": result.as_of.isoformat(), "h": self.holder(result.held_by)}
        if visible(result.case_id) != result.case_id:
            data["at"] = anchor(result.case_id)
        data["o"] = "".join(LETTERS[result.outcomes[code]] if code in result.outcomes else "?" for code in self.rules)
        lists: Mapping[str, list[Any]] = {
            "x": [
                [self.frameworks[name], self.rules[code], LETTERS[outcome]]
                for name, outcomes in result.framework_outcomes.items()
                for code, outcome in outcomes.items()
                if outcome is not result.outcomes[code]
            ],
            "f": [self.finding(result, finding) for finding in result.findings],
            "g": [entry_words(self.infos, InForce(result.case_id, e, ends_soon(e, result.as_of))) for e in result.agreed],
            "s": [gone_words(self.infos, Gone(result.case_id, stale.code, stale.subject)) for stale in result.stale],
            "u": [[self.rules[due.code], due.deadline.isoformat(), self.holder(due.held_by), due.subject] for due in result.due],
            "w": [
                [self.rules[a.code], LETTERS[a.outcome], LETTERS[a.record_outcome], a.on and a.on.isoformat(), a.subject, int(a.disagrees)]
                for a in result.answered
            ],
            "e": [[self.rules[piece.code], piece.message] for piece in result.evidence_against],
            "m": [[self.rules[code], self.paths.of(paths)] for code, paths in result.missing.items()],
            "r": [[self.rules[code], self.reasons.of(in_words(reason))] for code, reason in result.reasons.items()],
        }
        return data | {key: entries for key, entries in lists.items() if entries}

    def finding(self, result: CaseResult, finding: Finding) -> list[Any]:
        """The place in the list of the page is -1 where it did not fit in. What is not new says so at the end."""
        ranks = self.ranks.get((result.case_id, finding))
        under = [self.frameworks[name] for name in finding.frameworks]
        return [
            self.rules[finding.code],
            LETTERS[finding.outcome],
            finding.message,
            finding.deadline and finding.deadline.isoformat(),
            self.holder(finding.held_by),
            finding.subject,
            ranks.pop(0) if ranks else -1,
            under if len(under) < len(self.frameworks) else None,
            *([self.asides.of((finding.standing.value, aside_words(result, finding)))] if finding.standing is not Standing.NEW else []),
        ]

    def holder(self, holder: Holder) -> int:
        return self.holders.of((holder.officer_id, holder.team, holder.local_delivery_unit))


def data_block(summary: Summary, gathered: Gathered, cases: Iterable[CaseResult]) -> str:
    """The whole block, safe inside a script element."""
    packer = Packer(summary, gathered)
    parts = {
        "cases": "[" + ",\n".join(dumps(packer.case(result)) for result in cases) + "]",
        "rules": dumps([rule_data(summary, code) for code in summary.rules]),
        "frameworks": dumps([framework_data(summary, place) for place in range(len(summary.programmes))]),
        "outcomes": dumps({letter: [outcome_word(outcome), side(outcome)] for outcome, letter in LETTERS.items()}),
        "total": dumps(gathered.total),
        "asides": dumps(packer.asides.all()),
        "holders": dumps(packer.holders.all()),
        "reasons": dumps(packer.reasons.all()),
        "paths": dumps(packer.paths.all()),
    }
    return "{" + ",\n".join(f'"{key}":{value}' for key, value in parts.items()) + "}"


def side(outcome: Outcome) -> str:
    return "above" if outcome.above else "below" if outcome.below else ""


def rule_data(summary: Summary, code: str) -> dict[str, Any]:
    info = summary.rules[code]
    kept = {name: getattr(info, name) for name in ("code", "name", "severity", "norm", "question", "expectation", "remedy")}
    return kept | {"criteria": [list(by_rule.get(code, ())) for by_rule in summary.criteria.values()]}


def framework_data(summary: Summary, place: int) -> dict[str, Any]:
    programme = summary.programmes[place]
    return {"id": programme.id, "criteria": {criterion.id: criterion.name for criterion in programme.criteria.values()}}


def dumps(value: Any) -> str:
    """JSON in ASCII in which nothing ends a script element or begins a comment, and in which no text hides a mark."""
    text = json.dumps(shown(value), separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def shown(value: Any) -> Any:
    """The same with every text made visible; addresses, which a reader never sees, are in ASCII already."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {shown(key): shown(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [shown(entry) for entry in value]
    return value
