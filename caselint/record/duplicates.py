"""Duplicates: case ids that a run meets more than once."""

from caselint.record.problems import Problem, ProblemKind, one_fault


class Seen:
    """The case ids of a run and where each was first read: the only thing that reading keeps."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[str, int]] = {}

    def again(self, case_id: str, source: str, line: int, column: int = 1) -> Problem | None:
        """Note a record that begins here; a problem if its case was read before, which then stands. Call it in the order of the input."""
        first_source, first_line = first = self._places.setdefault(case_id, (here := (source, line)))
        if first is here:
            return None
        message = f"this case was read before, in line {first_line}" + (f" of {first_source}" if first_source != source else "")
        hint = "the first record stands and this one was not audited: export each case once"
        return one_fault(ProblemKind.DUPLICATE, source, message, hint=hint, line=line, column=column, pointer="/case/id", case_id=case_id)
