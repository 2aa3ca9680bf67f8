"""What a run's exit status is."""

from typing import Any

import pytest

from caselint.audit.run import Totals
from caselint.cli.exits import Exit, status_of


@pytest.mark.parametrize(
    ("totals", "fail_on", "status"),
    [
        ({}, "high", Exit.CLEAN),
        ({"worst": "medium"}, "high", Exit.CLEAN),
        ({"worst": "medium"}, "medium", Exit.FINDINGS),
        ({"worst": "high"}, "low", Exit.FINDINGS),
        ({"worst": "high"}, "never", Exit.CLEAN),
        ({"inconsistent": 1}, "high", Exit.FINDINGS),
        ({"unasked": "high"}, "high", Exit.FINDINGS),  # what was not asked is no pass
        ({"unasked": "medium"}, "high", Exit.CLEAN),
        ({"unasked": "medium"}, "low", Exit.FINDINGS),
        ({"unasked": "high"}, "never", Exit.CLEAN),
        ({"not_audited": 1}, "never", Exit.NOT_TRUSTED),
        ({"errors": 1}, "never", Exit.NOT_TRUSTED),
        ({"cases": 0}, "never", Exit.NOT_TRUSTED),
        ({"silent": 1}, "never", Exit.NOT_TRUSTED),  # one case of which nothing was exported is none among the others either
        ({"decided": 0}, "never", Exit.NOT_TRUSTED),  # nothing could be asked: that is no all-clear
        ({"worst": "high", "not_audited": 1}, "high", Exit.NOT_TRUSTED),
    ],
)
def test_table(totals: dict[str, Any], fail_on: Any, status: Exit) -> None:
    assert status_of(Totals(**{"cases": 3, "decided": 9, **totals}), fail_on) is status
