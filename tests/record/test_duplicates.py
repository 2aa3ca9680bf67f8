"""The first record of a case stands; a later one says where the first was."""

from caselint.record.duplicates import Seen
from caselint.record.problems import ProblemKind


def test_the_first_record_of_a_case_stands() -> None:
    seen = Seen()
    assert seen.again("X1", "a.json", 4) is None
    assert seen.again("X2", "a.json", 5) is None
    for source, line, where in [("a.json", 9, "in line 4"), ("b.json", 4, "in line 4 of a.json"), ("a.json", 4, "in line 4")]:
        problem = seen.again("X1", source, line, 7)
        assert problem is not None
        assert (problem.kind, problem.source, problem.case_id) == (ProblemKind.DUPLICATE, source, "X1")
        assert (problem.faults[0].line, problem.faults[0].column) == (line, 7)
        assert problem.faults[0].message == f"this case was read before, {where}"
        assert not problem.audited
