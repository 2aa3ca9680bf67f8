"""One case: every rule asked of it, and what is kept of the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from caselint.audit.answers import Answers, answers_of
from caselint.audit.facts import Facts
from caselint.audit.logic import NOT_APPLICABLE as NOT_ASKED
from caselint.audit.logic import NOTHING_LISTED, ONLY_AN_ASSESSOR, UNDECIDED, BoundRule, Verdict
from caselint.audit.outcomes import BELOW, Answered, CaseResult, Due, Evidence, Finding, Holder, Outcome
from caselint.audit.places import holder_on, identity_of, nearest, pointer_to, subject_of
from caselint.audit.plan import Plan, View, lacking_paths
from caselint.language.functions import NotExported
from caselint.language.templates import say
from caselint.record.as_it_stood import as_it_stood
from caselint.record.base import Entry
from caselint.record.record import Record
from caselint.record.sections.outcomes import Answer

# The worst first: a case counts once, with the worst outcome of its subjects. What cannot be told is worse than a pass.
WORST = (
    Outcome.ERROR,
    Outcome.NOT_DONE,
    Outcome.TOO_LATE,
    Outcome.INSUFFICIENT,
    Outcome.NOT_EXPORTED,
    Outcome.NOT_ANSWERED,
    Outcome.SUFFICIENT,
    Outcome.NOT_YET_DUE,
    Outcome.EXCEPTED,
    Outcome.NOT_APPLICABLE,
)
RANK = {outcome: rank for rank, outcome in enumerate(WORST)}
UNKNOWN = frozenset({Outcome.ERROR, Outcome.NOT_EXPORTED, Outcome.NOT_ANSWERED})
ABOVE = frozenset({Outcome.SUFFICIENT})
NOT_APPLICABLE, NOT_YET_DUE = Outcome.NOT_APPLICABLE, Outcome.NOT_YET_DUE  # by name: Python 3.11 is slow to look up a member
Subjects = Set[tuple[str, str | None]]
"""Subjects of rules: the code, and what identifies the subject."""
NOTABLE = frozenset({*BELOW, NOT_YET_DUE})
"""Outcomes of which more is kept than their name and a reason."""


@dataclass(slots=True)
class Kept:
    """What one view of one case leaves behind."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    verdicts: dict[str, list[tuple[object | None, Verdict]]] = field(default_factory=dict)
    """By rule: the subjects, and the verdicts on them, that are worth keeping."""
    missing: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    answered: list[Answered] = field(default_factory=list)
    open_subjects: dict[str, list[object | None]] = field(default_factory=dict)
    """By rule with evidence to propose: the subjects that only an assessor can judge; None for the case as a whole."""


def audit_case(
    plan: Plan,
    record: Record,
    as_of: date,
    source: str = "",
    line: int = 1,
    answers_given: Sequence[Answer] = (),
    left_out: Subjects = frozenset(),
) -> CaseResult:
    """Ask every rule of the plan of one record, as things stood on the as-of date. Never raises: a rule that breaks is an `error`.

    `answers_given` are assessors' answers that came beside the record. Of the subjects that are `left_out` nothing is asked.
    """
    carried: Record = record
    origins: Mapping[int, Entry] = {}
    if record.case.exported_on is None or record.case.exported_on > as_of:
        record, origins = as_it_stood(record, as_of)
    absent = absent_of(plan, record)
    entries = (*(record.answers or ()), *answers_given)
    answers = answers_of(entries, plan.names, as_of) if entries else None
    first: Kept | None = None
    evidence: tuple[Evidence, ...] = ()
    others: dict[str, Mapping[str, Outcome]] = {}
    keeping: Keeping | None = None
    selected = plan.selected_set
    for view in plan.views:
        facts = Facts(record, as_of, view.settings, plan.definitions)
        keeping = Keeping(facts, carried, origins) if keeping is None else replace(keeping, facts=facts)
        kept = ask(plan, view, facts, absent, answers, first, left_out)
        if first is None:
            first = kept
            evidence = tuple(evidence_in(plan, kept, facts, absent)) if kept.open_subjects else ()
        else:
            before = first.outcomes
            others[view.framework] = {
                code: outcome for code, outcome in kept.outcomes.items() if code in selected and outcome is not before[code]
            }
        for code, verdicts in kept.verdicts.items():
            if code in selected:
                frameworks = plan.shared[code] if kept is first else (view.framework,)
                keep(plan.bound[code], verdicts, keeping, frameworks, kept is first)
        facts.clear()  # its definitions hold on to it: without this, each record would wait for the garbage collector
    assert first is not None and keeping is not None
    return CaseResult(
        case_id=record.case.id,
        source=source,
        line=line,
        as_of=as_of,
        held_by=keeping.holder(as_of),
        outcomes=first.outcomes if len(plan.selected) == len(first.outcomes) else {code: first.outcomes[code] for code in plan.selected},
        framework_outcomes={framework: found for framework, found in others.items() if found},
        findings=tuple([finding for code in sorted(keeping.findings, key=plan.place.__getitem__) for finding in keeping.findings[code]]),
        due=tuple(sorted(keeping.due, key=lambda d: (d.deadline, d.code, d.subject or ""))),
        answered=tuple([answer for answer in first.answered if answer.code in selected]),
        evidence_against=evidence,
        missing={code: paths for code, paths in first.missing.items() if code in selected},
        reasons={code: reason for code, reason in first.reasons.items() if code in selected},
    )


def absent_of(plan: Plan, record: Record) -> tuple[str, ...]:
    """The sections that the record lacks, and the paths that its export says it does not carry."""
    values = record.__dict__
    absent = [name for name in plan.section_names if values[name] is None]
    return (*absent, *sorted(record.case.not_carried)) if record.case.not_carried else tuple(absent)


def ask(
    plan: Plan, view: View, facts: Facts, absent: tuple[str, ...], answers: Answers | None, first: Kept | None, left_out: Subjects
) -> Kept:
    """Ask the rules of one view, in their order. `first` holds what the first view said of the rules that this one leaves alone."""
    kept = Kept()
    outcomes = kept.outcomes
    if first is not None:
        outcomes.update(first.outcomes)
    missing = plan.missing(view, absent) if absent else {}
    alone = view.alone.difference(missing, answers.codes if answers is not None else ())
    for rule in view.rules:
        code = rule.code
        try:
            if code in alone:
                verdict_of = rule.verdict
                verdict: Verdict = verdict_of(facts)
                if verdict is NOT_ASKED:
                    outcomes[code] = NOT_APPLICABLE
                    continue
                outcome = note(rule, verdict, kept)
            elif code in missing:
                outcome = Outcome.NOT_EXPORTED
                kept.missing[code] = missing[code]
            else:
                outcome = ask_one(rule, view, facts, kept, answers, left_out)
        except NotExported as error:
            outcome = Outcome.NOT_EXPORTED
            kept.missing[code] = (error.path,)
        except Exception as error:  # a rule that was checked cannot fail; should one do so, the run says so and goes on
            outcome = Outcome.ERROR
            kept.reasons[code] = f"the rule broke ({type(error).__name__})"
        if answers is not None and code in answers.whole:
            outcome = answered(rule, outcome, answers, kept)
        outcomes[code] = outcome
    return kept


def note(rule: BoundRule, verdict: Verdict, kept: Kept) -> Outcome:
    """Keep what is worth keeping of the verdict on a case as a whole."""
    code, outcome = rule.code, verdict.outcome
    if verdict is ONLY_AN_ASSESSOR and rule.evidence_against:
        kept.open_subjects[code] = [None]
    if outcome in NOTABLE:
        kept.verdicts[code] = [(None, verdict)]
    if verdict.reason is not None:
        kept.reasons[code] = verdict.reason
    return outcome


def ask_one(rule: BoundRule, view: View, facts: Facts, kept: Kept, answers: Answers | None, left_out: Subjects) -> Outcome:
    """One rule of one case, from the record and from the answers on single subjects."""
    code = rule.code
    switched_on = answers is not None and code in answers.asked
    if not switched_on and (rule.required or code in view.narrow):
        shut = shut_by(rule, view, facts, kept)
        if shut is not None:
            return shut
    if rule.subjects is None:
        return note(rule, rule.verdict(facts, switched_on), kept)
    worst, reason = NOT_APPLICABLE, None
    subjects = rule.subjects(facts)
    if not subjects and rule.none_listed is not None and rule.none_listed(facts) is not False:
        worst, reason = Outcome.NOT_ANSWERED, NOTHING_LISTED
    for subject in subjects:
        if left_out and (code, subject_of(subject)) in left_out:
            continue
        try:
            verdict: Verdict = rule.verdict(facts, subject, switched_on)
        except NotExported as error:  # the other subjects can be judged all the same, and one below the line must not be lost
            verdict = Verdict(Outcome.NOT_EXPORTED)
            kept.missing[code] = (error.path,)
        if verdict is NOT_ASKED and answers is None:
            continue
        if verdict is ONLY_AN_ASSESSOR and rule.evidence_against:
            kept.open_subjects.setdefault(code, []).append(subject)
        if answers is not None:
            own = answers.single.get((code, subject_of(subject)))
            if own is not None:
                kept.answered.append(Answered(code, own.outcome, verdict.outcome, own.on, subject_of(subject)))
                verdict = Verdict(own.outcome, verdict.deadline, verdict.done_on)
        outcome = verdict.outcome
        if outcome in NOTABLE:
            kept.verdicts.setdefault(code, []).append((subject, verdict))
        if RANK[outcome] < RANK[worst]:
            worst, reason = outcome, verdict.reason
    if reason is not None:
        kept.reasons[code] = reason
    if code in kept.missing and worst is not Outcome.NOT_EXPORTED:
        del kept.missing[code]
    return worst


def shut_by(rule: BoundRule, view: View, facts: Facts, kept: Kept) -> Outcome | None:
    """What a rule comes to that another rule, or the framework's narrower denominator, keeps from being asked; None: it is asked."""
    code = rule.code
    for other, above in rule.required:
        opened = kept.outcomes[other]
        if opened in UNKNOWN:
            kept.reasons[code] = f"{other} is {opened.value}"
            if opened is Outcome.NOT_EXPORTED:
                kept.missing[code] = kept.missing.get(other, ())
            return opened
        if opened not in (ABOVE if above else BELOW):
            return NOT_APPLICABLE
    narrow = view.narrow.get(code)
    if narrow is not None:
        inside = narrow(facts)
        if inside is None:
            kept.reasons[code] = UNDECIDED
            return Outcome.NOT_ANSWERED
        if not inside:
            return NOT_APPLICABLE
    return None


def answered(rule: BoundRule, recorded: Outcome, answers: Answers, kept: Kept) -> Outcome:
    """An assessor's answer on the case wins over the record, and over what the export does not carry."""
    answer = answers.whole[rule.code]
    kept.answered.append(Answered(rule.code, answer.outcome, recorded, answer.on))
    kept.missing.pop(rule.code, None)
    kept.reasons.pop(rule.code, None)
    if answer.outcome is not recorded:
        kept.verdicts.pop(rule.code, None)
        if answer.outcome in BELOW:
            kept.verdicts[rule.code] = [(None, Verdict(answer.outcome, reason=answer.words()))]
    return answer.outcome


def evidence_in(plan: Plan, kept: Kept, facts: Facts, absent: tuple[str, ...]) -> Iterator[Evidence]:
    """What the record says against the case where only an assessor can judge it, as far as this export carries it."""
    for code, subjects in kept.open_subjects.items():
        rule = plan.bound[code]
        for piece in rule.evidence_against if code in plan.selected_set else ():
            if absent and lacking_paths(piece.reads, absent):
                continue
            for subject in subjects:
                given = () if rule.subjects is None else (subject,)
                try:
                    if piece.when(facts, *given):
                        yield Evidence(code, str(piece.says(facts, *given)), subject_of(subject))
                except NotExported:
                    continue


@dataclass(frozen=True, slots=True)
class Keeping:
    """What turning verdicts into findings needs to know of the case."""

    facts: Facts
    record: Record
    """As it was carried, with what happened after the as-of date."""
    origins: Mapping[int, Entry]
    """For entries that were audited as they stood on an earlier day: what they are in the record."""
    holders: dict[date, Holder] = field(default_factory=dict)
    findings: dict[str, list[Finding]] = field(default_factory=dict)
    due: list[Due] = field(default_factory=list)

    def holder(self, day: date) -> Holder:
        if day not in self.holders:
            self.holders[day] = holder_on(self.record, day)
        return self.holders[day]


def keep(
    rule: BoundRule, verdicts: list[tuple[object | None, Verdict]], keeping: Keeping, frameworks: tuple[str, ...], first: bool
) -> None:
    """Turn verdicts into findings and duties to come. Praised practice that is absent is no finding."""
    for subject, verdict in verdicts:
        name = subject_of(subject)
        if verdict.outcome is NOT_YET_DUE:
            if verdict.deadline is not None and first:
                keeping.due.append(Due(rule.code, verdict.deadline, name, keeping.holder(keeping.facts["as_of"])))
        elif verdict.outcome in BELOW and rule.rule.info.norm == "expected":
            found = keeping.findings.setdefault(rule.code, [])
            finding = finding_of(rule, subject, name, verdict, keeping, frameworks)
            what = (name, finding.outcome, finding.deadline, finding.pointer)
            same = next((f for f in found if (f.subject, f.outcome, f.deadline, f.pointer) == what), None) if found else None
            if same is None:
                found.append(finding)
            else:  # another framework says the same of the same subject
                found[found.index(same)] = replace(same, frameworks=(*same.frameworks, *frameworks))


def finding_of(
    rule: BoundRule,
    subject: object | None,
    name: str | None,
    verdict: Verdict,
    keeping: Keeping,
    frameworks: tuple[str, ...],
) -> Finding:
    logic, facts, record = rule.rule.logic, keeping.facts, keeping.record
    entry_pointer = pointer_to(record, logic.anchor, keeping.origins.get(id(verdict.entry), verdict.entry))
    subject_pointer = pointer_to(record, logic.subject_type.path if logic.subject_type else None, keeping.origins.get(id(subject), subject))
    day = verdict.deadline if verdict.deadline is not None and verdict.deadline < facts["as_of"] else facts["as_of"]
    return Finding(
        code=rule.code,
        outcome=verdict.outcome,
        message=message_of(rule, verdict, facts, subject),
        pointer=entry_pointer or subject_pointer or nearest(record, logic.anchor),
        subject=name,
        deadline=verdict.deadline,
        held_by=keeping.holder(day),
        frameworks=frameworks,
        identity=identity_of(rule.code, record.case.id, name),
    )


def message_of(rule: BoundRule, verdict: Verdict, facts: Facts, subject: object | None) -> str:
    """What was found, in the rule's own words with real dates; of an assessor's answer, that it is one."""
    if verdict.reason is not None:
        return verdict.reason
    template = rule.messages.get(verdict.outcome)
    subjects: tuple[Any, ...] = () if rule.subjects is None else (subject,)
    if template is not None and (rule.subjects is None or subject is not None):
        try:
            return str(template(facts, *subjects, *(verdict.deadline, verdict.done_on)[: rule.days]))
        except NotExported:
            pass  # the message names a list that this export lacks; the finding itself does not rest on it
    return f"{say(verdict.outcome).capitalize()}: {rule.rule.info.expectation}"
