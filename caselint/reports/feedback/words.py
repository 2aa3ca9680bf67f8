"""What the letters say in words: second person, nothing that blames, and no count that is not in the letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from caselint.audit.results import End
from caselint.packs.model import RuleInfo
from caselint.reports.feedback.letters import Letter, Point
from caselint.reports.feedback.questions import Question
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
    if letter.suppressed:
        return f"Nothing but what two people agreed to leave out.{open_questions}"
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


def done_well(letter: Letter, rules: Mapping[str, RuleInfo], best: Sequence[Question]) -> str:
    """How much was done well, in figures. Praised practice stands apart: nobody is expected to have it."""
    expected = [code for code in letter.decided if rules[code].norm != "enhanced"]
    above, of = (sum(n[code] for code in expected) for n in ({code: len(letter.above.get(code, ())) for code in expected}, letter.decided))
    praised = sum(len(cases) for code, cases in letter.above.items() if rules[code].norm == "enhanced")
    found = [f"{above:,} of {many(of, 'answer')} that could be decided {'is' if above == 1 else 'are'} above the line."]
    if best:
        always = listing([f'"{question.rule.question}" ({question.share})' for question in best])
        found.append(f"Always yes: {always}.")
    if praised:
        found.append(f"{many(praised, 'answer')} {'shows' if praised == 1 else 'show'} good practice worth sharing.")
    if letter.without_findings:
        found.append(f"In {many(len(letter.without_findings), 'case')} nothing was found among what could be decided.")
    return " ".join(found)


def follows(letter: Letter, window: str) -> list[str]:
    """What comes after the first page, under the titles that it has there."""
    found = []
    if letter.own:
        found.append(f"What to improve: {in_cases(letter.own)}, by question")
    if letter.taken_over:
        found.append(f"Taken over: {in_cases(letter.taken_over)}, by question")
    if letter.due or letter.later:
        later = f", and {letter.later:,} later" if letter.later else ""
        found.append(f"What falls due: {many(len(letter.due), 'thing')} {window}{later}")
    if letter.waiting:
        found.append(f"What waits for an assessor's view: {many(len(letter.waiting), 'question')}")
    if letter.unasked:
        found.append(f"What could not be asked: {many(len(letter.unasked), 'question')}")
    if letter.excepted:
        found.append(f"Left out for a professional reason on record or agreed on: {many(letter.excepted, 'answer')}")
    return found


def in_cases(points: Sequence[Point]) -> str:
    cases = len({point.case_id for point in points})
    counted = [(severity, sum(point.rule.severity == severity for point in points)) for severity in SEVERITIES]
    return f"{many(len(points), 'finding')} in {many(cases, 'case')} ({listing([f'{n:,} {severity}' for severity, n in counted if n])})"
