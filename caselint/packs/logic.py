"""The logic of a rule, compiled: whom it asks, what it expects and what it says. Checked when the pack is loaded."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import CodeType
from typing import Any, Literal

from caselint.language.calls import listed
from caselint.language.checker import Checker, Names, Typed
from caselint.language.errors import ExpressionError, Fault
from caselint.language.expression import Expression, compile_written, is_expression
from caselint.language.functions import time_field
from caselint.language.nodes import nothing_called
from caselint.language.periods import no_period, parse_period
from caselint.language.statements import Written
from caselint.language.templates import Template, compile_template
from caselint.language.types import DATE, Type, list_of, sections
from caselint.packs.files import Condition, Deadline, Ladder, RuleEntry
from caselint.packs.judging import by_a_day, by_rungs, function_of_rule, only_an_assessor

Report = Callable[[tuple[str | int, ...], ExpressionError], None]
"""Takes the faults of the expression at a path inside the rule's entry."""

STATES = ("sufficient", "insufficient", "too_late", "not_done", "not_applicable", "excepted", "not_answered")
OWN_NAMES = ("done", "done_on", "deadline")
"""What messages and `good_enough` call what was done, the day on which it was done, and the day by which it should have been."""
FOR = "`for` is written `name in list`, as in `start in case.starts`"
WORDS = re.compile(r"[\w\s,-]+")
SUBJECT = re.compile(r"\s*([A-Za-z_]\w*)\s+in\s+", re.ASCII)


@dataclass(frozen=True, slots=True)
class DeadlineLogic:
    done: Expression
    when: str | None
    """The field that dates an entry; None where `done` gives dates."""
    good_enough: Expression | None
    within: Expression | None
    of: Expression | None
    by: Expression | None


@dataclass(frozen=True, slots=True)
class LadderLogic:
    rungs: tuple[tuple[str, Expression], ...]
    otherwise: str
    deadline: Expression | None


@dataclass(frozen=True, slots=True)
class EvidenceLogic:
    """What the record can say against a case whose question only an assessor can answer."""

    when: Expression
    says: Template
    reads: frozenset[str]
    """Apart from what the rule reads: evidence that an export does not carry is not proposed, and the question stays the assessor's."""


@dataclass(frozen=True, slots=True)
class Logic:
    """A rule's expressions, checked. Each is a function of the facts of a case and, where there is one, of the subject."""

    subject: str | None
    subject_type: Type | None
    subjects: Expression | None
    none_listed: Expression | None
    """Whether something should be listed where there is no subject."""
    asked_of: Expression | None
    """None: every case is asked."""
    excepted: Expression | None
    expect: DeadlineLogic | LadderLogic | None
    """None: only an assessor can answer."""
    verdict: CodeType
    """`asked_of`, `excepted` and `expect` as one function."""
    evidence_against: tuple[EvidenceLogic, ...]
    finding: Mapping[str, Template]
    """By outcome below the line."""
    anchor: str
    """The part of the record that a finding about something absent points at."""
    reads: frozenset[str]
    settings: frozenset[str]


def compile_logic(entry: RuleEntry, rungs: Sequence[str], names: Names, report: Report) -> Logic | None:
    """Compile a rule's expressions; every fault goes to `report`. None where there was one.

    `rungs` are the keys of a ladder in the order in which they are written, which a model does not keep.
    """
    work = Work(names, report)
    subject = work.subject(entry.for_)
    if subject is None and entry.for_ is not None:
        return None  # without its subject, nothing else of the rule can be checked
    variables = {} if subject is None else {subject[0]: subject[1]}
    none_listed = None if entry.none_listed is None else work.condition(("none_listed",), entry.none_listed, {})
    if none_listed is not None and subject is None:
        message = "`none_listed` tells what an empty list means: only a rule with `for` has one"
        work.fail(("none_listed",), ExpressionError([Fault(0, 1, message)]))
    asked_of = None if entry.asked_of is True else work.condition(("asked_of",), entry.asked_of, variables)
    excepted = None if entry.excepted is None else work.condition(("excepted",), entry.excepted, variables)
    expect: DeadlineLogic | LadderLogic | None = None
    if isinstance(entry.expect, Deadline):
        expect = work.deadline(entry.expect, variables)
    elif isinstance(entry.expect, Ladder):
        expect = work.ladder(entry.expect, rungs, variables)
    finding = work.messages(entry, variables)
    reads = frozenset(work.reads)
    evidence = tuple(work.evidence(entry, variables))
    if work.failed:
        return None
    judged = only_an_assessor()
    if isinstance(expect, DeadlineLogic):
        judged = by_a_day(work.written, subject[0] if subject else None, expect.when)
    elif isinstance(expect, LadderLogic):
        judged = by_rungs(work.written, [state for state, _ in expect.rungs], expect.otherwise)
    first_asked = entry.expect.done if isinstance(entry.expect, Deadline) else str(getattr(entry.expect, "sufficient", ""))
    return Logic(
        subject=subject[0] if subject else None,
        subject_type=subject[1] if subject else None,
        subjects=subject[2] if subject else None,
        none_listed=none_listed,
        asked_of=asked_of,
        excepted=excepted,
        expect=expect,
        verdict=function_of_rule(work.written, subject[0] if subject else None, judged),
        evidence_against=evidence,
        finding=finding,
        anchor=anchor_of(first_asked, work.anchor),
        reads=reads,
        settings=frozenset(work.settings),
    )


def anchor_of(text: str, path: str | None) -> str:
    """Where a finding about something absent points: the list that was searched, or the first section that is named."""
    if path and not path.startswith("$"):
        return path
    named = (word for word in re.findall(r"[a-z_]+", text) if word in sections())
    return next(named, "case")


@dataclass
class Work:
    """The compiling of one rule: what its expressions read, and whether any of them failed."""

    names: Names
    report: Report
    failed: bool = False
    anchor: str | None = None

    def __post_init__(self) -> None:
        self.reads: set[str] = set()
        self.settings: set[str] = set()
        self.written: dict[tuple[str | int, ...], Written] = {}
        """By the path of an expression: its statements."""

    def compile(
        self,
        path: tuple[str | int, ...],
        text: str,
        variables: Mapping[str, Type],
        wanted: Callable[[Checker, ast.expr], Typed],
        offset: int = 0,
    ) -> Expression | None:
        try:
            found, self.written[path] = compile_written(text, self.names, variables, wanted, offset=offset)
        except ExpressionError as error:
            self.fail(path, error)
            return None
        self.reads |= found.reads
        self.settings |= found.settings
        return found

    def fail(self, path: tuple[str | int, ...], error: ExpressionError) -> None:
        self.failed = True
        self.report(path, error)

    def subject(self, text: str | None) -> tuple[str, Type, Expression] | None:
        """`name in list`, perhaps with `if`: the name, its type and the list."""
        if text is None:
            return None
        found = SUBJECT.match(text)
        if found is None:
            self.fail(("for",), ExpressionError([Fault(0, len(text), FOR)]))
            return None
        name = found[1]
        if name in OWN_NAMES:
            message = f"`{name}` has a meaning of its own in a rule: give the subject another name"
            self.fail(("for",), ExpressionError([Fault(found.start(1), len(name), message)]))
            return None
        # The words of the rule stand where Python's own generator has them; the fault's place counts from the rule's.
        prefix = f"{name} for "
        expression = self.compile(("for",), prefix + text, {}, one_generator, -len(prefix))
        if expression is None or expression.type.item is None:
            return None
        return name, expression.type.item, expression

    def condition(self, path: tuple[str | int, ...], text: Condition, variables: Mapping[str, Type]) -> Expression | None:
        return self.compile(path, str(text), variables, truth)

    def day(self, path: tuple[str | int, ...], text: str | None, variables: Mapping[str, Type]) -> Expression | None:
        return None if text is None else self.compile(path, text, variables, a_day)

    def deadline(self, entry: Deadline, variables: Mapping[str, Type]) -> DeadlineLogic | None:
        if (entry.by is None) == (entry.within is None and entry.of is None) or (entry.within is None) != (entry.of is None):
            message = "a deadline is either `within` a period `of` a day, or `by` a day"
            self.fail(("expect",), ExpressionError([Fault(0, 1, message)]))
            return None
        done, element, name = self.done(entry.done, variables)
        good = None
        if entry.good_enough is not None and element is not None:
            good = self.condition(("expect", "good_enough"), entry.good_enough, {**variables, name: element})
        within = self.period(entry.within)
        of, by = self.day(("expect", "of"), entry.of, variables), self.day(("expect", "by"), entry.by, variables)
        if done is None or element is None:
            return None
        when = None if element.kind == "date" else time_field(element.model) if element.model else None
        return DeadlineLogic(done, when, good, within, of, by)

    def done(self, text: str, variables: Mapping[str, Type]) -> tuple[Expression | None, Type | None, str]:
        """What counts as done, as a list: the expression, the type of an entry, and the name that `good_enough` calls it by."""
        name = "done"

        def entries(checker: Checker, node: ast.expr) -> Typed:
            nonlocal name
            if isinstance(node, ast.GeneratorExp):
                name = variable_of(node) or name
            return one_or_many(checker, node)

        found = self.compile(("expect", "done"), text, variables, entries)
        if found is None:
            return None, None, name
        element = found.type.item
        if element is None or not (element.kind == "date" or (element.model is not None and time_field(element.model))) or element.maybe:
            message = f"what is done is a list of dates or of dated entries, not {found.type}"
            self.fail(("expect", "done"), ExpressionError([Fault(0, 1, message)]))
            return None, None, name
        if element.path and element.kind == "entity":
            self.anchor = element.path
            self.reads |= {f"{path}.{time_field(element.model)}" for path in element.paths} if element.model else set()
        return found, replace(element, maybe=False), name

    def period(self, text: str | None) -> Expression | None:
        if text is None:
            return None
        written = parse_period(text)
        if written is None and not is_expression(text) and WORDS.fullmatch(text):
            message, hint = no_period(text, "a setting, as in `settings.name`")
            self.fail(("expect", "within"), ExpressionError([Fault(0, len(text), message, hint)]))
            return None
        source = f"{written.unit}({written.number})" if written else text
        return self.compile(("expect", "within"), source, {}, a_period)

    def ladder(self, entry: Ladder, rungs: Sequence[str], variables: Mapping[str, Type]) -> LadderLogic:
        found = []
        for state in rungs:
            if state in STATES:
                rung = self.condition(("expect", state), getattr(entry, state), variables)
                if rung is not None:
                    found.append((state, rung))
        deadline = self.day(("expect", "deadline"), entry.deadline, variables)
        return LadderLogic(tuple(found), entry.otherwise, deadline)

    def messages(self, entry: RuleEntry, variables: Mapping[str, Type]) -> Mapping[str, Template]:
        """The message of each outcome below the line. It can name the subject, and the days that the shape of `expect` knows."""
        below = ("insufficient", "too_late", "not_done")
        if entry.finding is None:
            return {}
        shared = isinstance(entry.finding, str)
        texts = dict.fromkeys(below, entry.finding) if isinstance(entry.finding, str) else {**entry.finding}
        extra = dict.fromkeys(days_known(entry.expect), DATE.or_missing())
        found: dict[str, Template] = {}
        for state, text in texts.items():
            if shared and found:
                found[state] = next(iter(found.values()))
                continue
            try:
                found[state] = compile_template(text, self.names, {**variables, **extra})
            except ExpressionError as error:
                told = ExpressionError(own_name(fault, text, entry.expect) for fault in error.faults)
                self.fail(("finding",) if shared else ("finding", state), told)
                if shared:
                    break
                continue
            self.reads |= found[state].reads
            self.settings |= found[state].settings
        return found

    def evidence(self, entry: RuleEntry, variables: Mapping[str, Type]) -> Iterator[EvidenceLogic]:
        if entry.evidence_against and entry.expect != "answered":
            message = "evidence is proposed to an assessor: only a rule that expects an answer (`expect: answered`) has any"
            self.fail(("evidence_against",), ExpressionError([Fault(0, 1, message)]))
        for index, each in enumerate(entry.evidence_against):
            path = ("evidence_against", index)
            when = self.condition((*path, "when"), each.when, variables)
            try:
                says = compile_template(each.says, self.names, variables)
            except ExpressionError as error:
                self.fail((*path, "says"), error)
                continue
            self.settings |= says.settings
            if when is not None:
                yield EvidenceLogic(when, says, when.reads | says.reads)


def days_known(expect: Deadline | Ladder | Literal["answered"]) -> tuple[str, ...]:
    """The days that messages can name: the `deadline`, and `done_on`, the first day on which it was done."""
    if isinstance(expect, Deadline):
        return "deadline", "done_on"
    return ("deadline",) if isinstance(expect, Ladder) and expect.deadline is not None else ()


def own_name(fault: Fault, text: str, expect: Deadline | Ladder | Literal["answered"]) -> Fault:
    """The fault; of a name that only some messages know, why this one does not."""
    word = text[fault.offset : fault.offset + fault.length]
    if word not in OWN_NAMES or fault.message != nothing_called(word):
        return fault
    if word == "done":
        hint = "`done_on` is the first day on which it was done" if isinstance(expect, Deadline) else None
        return replace(fault, message="`done` is known in `good_enough` alone", hint=hint)
    shape = "a ladder" if isinstance(expect, Ladder) else "a rule that only an assessor answers"
    if word == "done_on":
        message = f"{shape} has no `done_on`: only where `expect` has `done` is the day known on which something was done"
        return replace(fault, message=message, hint="name a day of the record in the braces")
    if isinstance(expect, Ladder):
        return replace(
            fault, message="this ladder has no `deadline`", hint="give it one under `expect`, or name the day itself in the braces"
        )
    return replace(fault, message=f"{shape} has no `deadline`", hint=None)


def truth(checker: Checker, node: ast.expr) -> Typed:
    """True, false, or missing: then the record cannot decide, and an assessor must."""
    found = checker.check(node)
    if found.type.kind != "bool":
        raise checker.fail(node, f"this must be true or false, not {found.type}")
    return found


def a_day(checker: Checker, node: ast.expr) -> Typed:
    """A date, or missing: then the record does not say when the time begins or ends."""
    found = checker.check(node)
    if found.type.kind != "date":
        raise checker.fail(node, f"this must be a date, not {found.type}")
    return found


def a_period(checker: Checker, node: ast.expr) -> Typed:
    found = checker.check(node)
    if found.type.kind != "period" or found.type.maybe:
        raise checker.fail(node, f"this must be a period, as in `10 working days` or `settings.name`, not {found.type}")
    return found


def one_generator(checker: Checker, node: ast.expr) -> Typed:
    """`name for name in list`, perhaps with `if`, as a list."""
    if not isinstance(node, ast.GeneratorExp) or len(node.generators) > 1:
        raise checker.fail(node, FOR)
    return one_or_many(checker, node)


def one_or_many(checker: Checker, node: ast.expr) -> Typed:
    """A list as it is, or as a generator gives it; a single value as a list of one, or of none where it is missing."""
    if isinstance(node, ast.GeneratorExp):
        element, generator = checker.comprehension(node)
        return Typed(list_of(element), listed(generator))
    found = checker.check(node)
    if found.type.kind == "list":
        return checker.there(node, found, "this")
    item = found.type.sure()

    def listed_if_there(code: ast.expr) -> ast.expr:
        single = ast.Tuple([code], ast.Load())
        test = ast.Compare(code, [ast.Is()], [ast.Constant(None)])
        return ast.IfExp(test, ast.Tuple([], ast.Load()), single) if found.type.maybe else single

    return Typed(list_of(item), checker.once(found.code, listed_if_there))


def variable_of(node: ast.GeneratorExp) -> str | None:
    """The variable that a generator gives as it is: `v` of `v for v in home_visits`."""
    targets = [part.target.id for part in node.generators if isinstance(part.target, ast.Name)]
    return node.elt.id if isinstance(node.elt, ast.Name) and node.elt.id in targets else None


def bind(expression: Expression | None, namespace: dict[str, Any]) -> Callable[..., Any] | None:
    return None if expression is None else expression.bind(namespace)
