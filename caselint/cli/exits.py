"""Exit statuses. One place says what they mean.

0  clean: nothing at or above `--fail-on`, and every record was read and every rule held
1  findings at or above `--fail-on`, or a record that contradicts itself
2  the run is not to be trusted: unreadable input, a record that was not audited, a case of which nothing could be decided for want
   of what was not exported, a broken pack or rule, a run that was broken off
"""

from __future__ import annotations

from enum import IntEnum
from typing import Literal

from caselint.audit.run import SEVERITIES, Totals

FailOn = Literal["high", "medium", "low", "never"]


class Exit(IntEnum):
    CLEAN = 0
    FINDINGS = 1
    NOT_TRUSTED = 2


def status_of(totals: Totals, fail_on: FailOn) -> Exit:
    """The exit status of a run."""
    if totals.errors or totals.not_audited or totals.silent or not totals.cases or not totals.decided:
        return Exit.NOT_TRUSTED
    if fail_on == "never":
        return Exit.CLEAN
    if totals.inconsistent:
        return Exit.FINDINGS
    bad = totals.worst is not None and SEVERITIES.index(totals.worst) <= SEVERITIES.index(fail_on)
    return Exit.FINDINGS if bad else Exit.CLEAN
