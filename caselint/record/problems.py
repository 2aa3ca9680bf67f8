"""A problem: a record, or a file of records, that cannot be read as it should be. The run goes on, and the problem is reported."""

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """What a problem means for the audit. Where an answer or an inconsistent record is meant, the cases are audited all the same."""

    UNREADABLE = "unreadable"
    """A file, or the rest of one, could not be read at all: an unknown number of cases may be missing."""
    MALFORMED = "malformed"
    """One record is not what the schema says. The case was not audited."""
    DUPLICATE = "duplicate"
    """A case id was read before in this run. The first record was audited, this one was not."""
    INCONSISTENT = "inconsistent"
    """The record contradicts itself (an end before its start). The case was audited, and its outcomes may mislead."""
    LOST_ANSWER = "lost_answer"
    """An assessor's answer, or a whole file of them, could not be read: what it says of a case is lost."""
    DOUBTFUL_ANSWER = "doubtful_answer"
    """An assessor's answer counts for nothing (no such rule or case, or given too late), or contradicts another one."""
    DOUBTFUL_EXCEPTION = "doubtful_exception"
    """An entry of the exceptions file has ended, or was agreed after the as-of date: it counts for nothing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a record: where, what, and what to try. Names fields and values of code lists, never free text."""

    pointer: str
    """JSON Pointer (RFC 6901) inside the record; the empty string is the record as a whole."""
    line: int
    """Line in the file, from 1; in a compressed file, line of the text inside."""
    column: int
    """Column in that line, from 1, in characters."""
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything that is wrong with one record or one file."""

    kind: ProblemKind
    source: str
    """Path as the user gave it or as a folder or glob gave it; `<stdin>` for standard input."""
    faults: tuple[Fault, ...]
    case_id: str | None = None
    """The case, where its id could still be read."""
    known: bool = False
    """Of a record that contradicts itself: the baseline knows that it does. It is told of all the same, and fails no run by itself."""

    @property
    def audited(self) -> bool:
        """Whether no record was left out for it."""
        return self.kind not in (ProblemKind.UNREADABLE, ProblemKind.MALFORMED, ProblemKind.DUPLICATE)


def one_fault(
    kind: ProblemKind,
    source: str,
    message: str,
    *,
    hint: str | None = None,
    line: int = 1,
    column: int = 1,
    pointer: str = "",
    case_id: str | None = None,
) -> Problem:
    """A problem that is a single fault."""
    return Problem(kind, source, (Fault(pointer, line, column, message, hint),), case_id)
