"""What the baseline and the exceptions file say of the cases, gathered case by case."""

from __future__ import annotations

from dataclasses import dataclass, field

from caselint.audit.agreed import ends_soon
from caselint.audit.outcomes import CaseResult, Standing
from caselint.audit.results import Results
from caselint.reports.bounded import First
from caselint.reports.gathering import NAMED, RuleCounter
from caselint.reports.standings import Gone, InForce, PutAside, Standings


@dataclass(slots=True)
class Reviewed:
    """Takes one case after another."""

    limit: int
    known: RuleCounter = field(init=False)
    suppressed: RuleCounter = field(init=False)
    in_force: First[InForce] = field(init=False)
    stale: First[Gone] = field(init=False)
    findings_known: int = 0
    findings_suppressed: int = 0
    ending_soon: int = 0
    not_needed: int = 0

    def __post_init__(self) -> None:
        named = min(self.limit, NAMED) if self.limit else -1
        self.known, self.suppressed = RuleCounter(named), RuleCounter(named)
        self.in_force = First(self.limit, lambda e: (e.entry.until, e.case_id, e.entry.code, e.entry.subject or "", e.entry.line))
        self.stale = First(self.limit, lambda g: (g.case_id, g.code, g.subject or ""))

    def add(self, result: CaseResult) -> None:
        known = [finding.code for finding in result.findings if finding.standing is Standing.KNOWN]
        suppressed = [finding.code for finding in result.findings if finding.standing is Standing.SUPPRESSED]
        self.findings_known += len(known)
        self.findings_suppressed += len(suppressed)
        self.known.add(result, dict.fromkeys(known))
        self.suppressed.add(result, dict.fromkeys(suppressed))
        for entry in result.agreed:
            soon = ends_soon(entry, result.as_of)
            self.in_force.offer(InForce(result.case_id, entry, soon))
            self.ending_soon += soon
            self.not_needed += not entry.applied
        for gone in result.stale:
            self.stale.offer(Gone(result.case_id, gone.code, gone.subject))

    def result(self, results: Results) -> Standings:
        run, end = results.run, results.end
        return Standings(
            baseline=run.baseline,
            exceptions=run.exceptions,
            known=PutAside(self.findings_known, self.known.touched, self.known.result(run.rules)),
            suppressed=PutAside(self.findings_suppressed, self.suppressed.touched, self.suppressed.result(run.rules)),
            in_force=self.in_force.result(),
            in_force_total=self.in_force.seen,
            ending_soon=self.ending_soon,
            not_needed=self.not_needed,
            stale=self.stale.result(),
            stale_total=self.stale.seen,
            baseline_elsewhere=end.baseline_elsewhere,
            exceptions_elsewhere=end.exceptions_elsewhere,
        )
