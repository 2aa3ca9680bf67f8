"""Exit statuses. One place says what they mean.

0  clean: nothing new at or above `--fail-on`, and every record was read and every rule held
1  findings at or above `--fail-on` that no baseline knows, questions of that severity that the export cannot answer, a record that
   contradicts itself, an assessor's answer that counts for nothing or contradicts another, or an exception that has ended
2  the run is not to be trusted: unreadable input, a record that was not audited, an answer that could not be read, a case of which
   nothing could be decided for want of what was not exported, a broken pack or rule, a run that was broken off
"""

from __future__ import annotations

from enum import IntEnum
from typing import Literal

from caselint.audit.one_record import SEVERITIES
from caselint.audit.run import Totals

FailOn = Literal["high", "medium", "low", "never"]


class Exit(IntEnum):
    CLEAN = 0
    FINDINGS = 1
    NOT_TRUSTED = 2


def status_of(totals: Totals, fail_on: FailOn) -> Exit:
    """The exit status of a run."""
    if totals.errors or totals.not_audited or totals.lost_answers or totals.silent or not totals.cases or not totals.decided:
        return Exit.NOT_TRUSTED
    if fail_on == "never":
        return Exit.CLEAN
    if totals.inconsistent or totals.doubtful_answers or totals.doubtful_exceptions:
        return Exit.FINDINGS
    # A question that the export leaves unanswered is no pass. Who means to do without it says so with `ignore`.
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return Exit.FINDINGS if totals.worst in grave or totals.unasked in grave else Exit.CLEAN
