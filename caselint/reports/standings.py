"""What a report says of the baseline and of the exceptions file: what is known, put aside or taken out, and what of it is not needed."""

from __future__ import annotations

from dataclasses import dataclass

from caselint.audit.outcomes import Agreed
from caselint.audit.results import BaselineUsed, ExceptionsUsed
from caselint.reports.listed import RuleCases
from caselint.reports.safe_text import many


@dataclass(frozen=True, slots=True)
class InForce:
    """An entry of the exceptions file that holds for a case."""

    case_id: str
    entry: Agreed
    ends_soon: bool
    """It ends within four weeks of the case's as-of date."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A finding that the baseline knows and that is there no more."""

    case_id: str
    code: str
    subject: str | None


@dataclass(frozen=True, slots=True)
class PutAside:
    """Findings that are not new."""

    total: int
    cases: int
    rules: tuple[RuleCases, ...]
    """In the order of the rules."""


@dataclass(frozen=True, slots=True)
class Standings:
    baseline: BaselineUsed | None
    """None where the run was held against none: then every finding is new."""
    exceptions: ExceptionsUsed | None
    known: PutAside
    suppressed: PutAside
    in_force: tuple[InForce, ...]
    """The first to end come first."""
    in_force_total: int
    ending_soon: int
    not_needed: int
    """Entries that hold and take nothing out."""
    stale: tuple[Gone, ...]
    stale_total: int
    baseline_elsewhere: int
    """Findings of the baseline on cases that the run did not audit."""
    exceptions_elsewhere: tuple[str, ...]
    """Cases that the exceptions file names and the run did not audit."""


def new_finding(standings: Standings) -> str:
    """What a counted finding is called: a new one, where others may be put aside."""
    return "new finding" if standings.baseline or standings.suppressed.total else "finding"


def not_new(standings: Standings) -> str:
    """The findings that are not new, in words; empty where every finding is."""
    known, suppressed = standings.known.total, standings.suppressed.total
    return " and ".join([f"{known:,} known"] * bool(known) + [f"{suppressed:,} suppressed"] * bool(suppressed))


def put_aside(standings: Standings) -> list[str]:
    """For the close of every report: what a baseline or an exceptions file keeps from failing a run."""
    said: list[str] = []
    known, suppressed = standings.known, standings.suppressed
    if known.total:
        verb = "is" if known.total == 1 else "are"
        said.append(
            f"{many(known.total, 'finding')} in {many(known.cases, 'case')} {verb} known from the baseline, and still to be mended."
        )
    if suppressed.total:
        verb = "is" if suppressed.total == 1 else "are"
        said.append(f"{many(suppressed.total, 'finding')} in {many(suppressed.cases, 'case')} {verb} suppressed by the exceptions file.")
    if n := standings.ending_soon:
        said.append(f"{many(n, 'entry', 'entries')} of the exceptions file {'ends' if n == 1 else 'end'} within four weeks.")
    if n := standings.not_needed:
        said.append(f"{many(n, 'entry', 'entries')} of the exceptions file {'changes' if n == 1 else 'change'} nothing any more.")
    if n := standings.stale_total:
        said.append(f"{many(n, 'entry', 'entries')} of the baseline {'is' if n == 1 else 'are'} there no more: prune it.")
    return said
