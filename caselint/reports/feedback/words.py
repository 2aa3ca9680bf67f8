"""What the letters say in words: second person, nothing that blames, and no count that is not in the letter."""

from __future__ import annotations

from collections.abc import Sequence

from caselint.audit.results import End
from caselint.reports.feedback.letters import Letter, Point
from caselint.reports.listed import SEVERITIES
from caselint.reports.safe_text import listing, many

NOTHING_ABOVE = (
    "No question is above the line yet. That need not mean that nothing was done: it can be that a question could not be asked, or that it "
    "waits for an assessor."
)
KIND = {"manager": "officer", "team": "team"}


def opening(letter: Letter) -> str:
    if letter.to is None:
        return f"These cases or findings have no {KIND[letter.by]} on record. Somebody should take on each of them."
    whom = "your senior" if letter.by == "manager" else "your officers"
    return (
        "Thank you for the work behind these cases. This letter says what went well, what would make the cases safer and stronger, and "
        "what comes next. It knows only what is on record: where more was done than the record shows, please put it there, or talk it "
        "over with "
        f"{whom}."
    )


def nothing_found(letter: Letter) -> str:
    held = "without one on record" if letter.to is None else "that you held" if letter.by == "manager" else "of your team"
    open_questions = " Some questions are open: they stand below." if letter.waiting or letter.unasked else ""
    return f"Nothing: no case {held} is below the line in a question that could be decided.{open_questions}"


def taken_over_means(letter: Letter) -> str:
    means = "These fell due while somebody else held the case, or nobody on record did."
    if letter.to is None:
        return f"{means} Nobody on record holds it now."
    whose = "yours" if letter.by == "manager" else "your team's"
    return f"{means} They are not {whose} to answer for, and now they are {whose} to put right."


def caution(end: End) -> str:
    parts = []
    if end.not_audited:
        parts.append(many(end.not_audited, "record or file was not audited", "records or files were not audited"))
    if end.errors:
        parts.append(many(end.errors, "question could not be worked out", "questions could not be worked out"))
    return f"This audit is not whole: {' and '.join(parts)}. Cases and findings may be missing here." if parts else ""


def in_short(letter: Letter, above: int, window: str) -> list[str]:
    """The counts of the letter, each a line."""
    found = [f"{many(above, 'answer')} above the line, to {many(len(letter.above), 'question')}"]
    if letter.own:
        cases = len({point.case_id for point in letter.own})
        found.append(f"{many(len(letter.own), 'finding')} to learn from, in {many(cases, 'case')}: {severities(letter.own)}")
    else:
        found.append("no finding of yours" if letter.to is not None else "no finding")
    if letter.taken_over:
        found.append(f"{many(len(letter.taken_over), 'finding')} in cases that were taken over: {severities(letter.taken_over)}")
    found.append(f"{many(len(letter.due), 'thing')} due {window}" + (f", and {letter.later:,} later" if letter.later else ""))
    if letter.waiting:
        found.append(f"{many(len(letter.waiting), 'question')} waiting for an assessor's view")
    if letter.unasked:
        found.append(f"{many(len(letter.unasked), 'question')} that could not be asked of every case")
    if letter.excepted:
        found.append(f"{many(letter.excepted, 'answer')} left out for a professional reason on record")
    return found


def severities(points: Sequence[Point]) -> str:
    counted = [(severity, sum(point.rule.severity == severity for point in points)) for severity in SEVERITIES]
    return listing([f"{n:,} {severity}" for severity, n in counted if n])
