"""One rule from its entry, and what rules owe one another: codes and names that are unique, criteria and rules that exist."""

from __future__ import annotations

from collections.abc import Container, Mapping

from caselint.language.definitions import Definitions
from caselint.language.errors import ExpressionError, did_you_mean
from caselint.packs.files import Ladder, RuleEntry
from caselint.packs.framework import Framework
from caselint.packs.framework_checks import check_against_rules
from caselint.packs.logic import compile_logic
from caselint.packs.model import Example, Place, RuleInfo
from caselint.packs.pack import Rule
from caselint.packs.problems import PackProblem
from caselint.packs.yaml_source import Document

Step = str | int
BELOW = ("insufficient", "too_late", "not_done")


def load_rule(
    entry: RuleEntry,
    topic: str,
    definitions: Definitions,
    document: Document,
    path: tuple[Step, ...],
    problems: list[PackProblem],
) -> Rule | None:
    """Compile a rule and check it by itself. None where its logic does not hold."""

    def complain(inner: tuple[Step, ...], message: str, hint: str | None = None) -> None:
        place = document.place((*path, *inner))
        problems.append(PackProblem(place, f"{entry.code}: {message}", hint, document.line(place.line)))

    def report(inner: tuple[Step, ...], error: ExpressionError) -> None:
        problems.extend(expression_problems(document, (*path, *inner), error))

    expect = document.data["rules"][path[-1]]["expect"]
    logic = compile_logic(entry, list(expect) if isinstance(expect, Mapping) else [], definitions, report)
    answered = entry.expect == "answered"
    outcomes = [example.outcome for example in entry.examples]
    if "sufficient" not in outcomes:
        complain(("examples",), "no example comes out above the line")
    if not any(outcome in BELOW for outcome in outcomes):
        complain(("examples",), "no example comes out below the line")
    if entry.finding is None and not answered and entry.norm == "expected":
        complain((), "`finding` must say what was found, for outcomes below the line")
    for state in silent(entry):
        complain(("finding",), f"`finding` has no text for `{state}`, which the ladder can give", "write one, or one text for all")
    for framework in (*(entry.scored_in or ()), *entry.not_scored_in):
        if framework not in entry.criteria:
            complain(("scored_in",), f"there are no criteria for `{framework}`")
    if logic is None:
        return None
    info = RuleInfo(
        code=entry.code,
        name=entry.name,
        topic=topic,
        question=flat(entry.question),
        why=flat(entry.why),
        who=flat(entry.who),
        expectation=flat(entry.expectation),
        remedy=flat(entry.remedy),
        severity=entry.severity,
        norm=entry.norm,
        criteria={framework: tuple(ids) for framework, ids in entry.criteria.items()},
        scored_in=tuple(entry.scored_in if entry.scored_in is not None else [f for f in entry.criteria if f not in entry.not_scored_in]),
        not_scored_in=entry.not_scored_in,
        measures=tuple(entry.measures),
        alternatives=tuple(entry.alternatives),
        sources=tuple(entry.sources),
        note=flat(entry.note) if entry.note else None,
    )
    examples = tuple(
        Example(
            each.name,
            each.case,
            each.outcome,
            each.as_of,
            each.framework,
            each.evidence_against,
            document.place((*path, "examples", index)),
        )
        for index, each in enumerate(entry.examples)
    )
    return Rule(info, entry, logic, entry.requires, examples, document.place(path))


def silent(entry: RuleEntry) -> list[str]:
    """The outcomes below the line that a ladder can give, and of which a `finding` by outcome says nothing."""
    if not isinstance(entry.expect, Ladder) or not isinstance(entry.finding, Mapping):
        return []
    rungs = [state for state in BELOW if entry.expect.otherwise == state or getattr(entry.expect, state) is not None]
    return [state for state in rungs if state not in entry.finding]


def expression_problems(document: Document, path: tuple[Step, ...], error: ExpressionError) -> list[PackProblem]:
    """The faults of the expression at a path, each at its place in the file."""
    found = []
    for fault in error.faults:
        if fault.parameter is not None:
            place = document.place_of_key((*path[:-1], "parameters", fault.parameter))
        else:
            place = document.place_inside(path, fault.offset)
        found.append(PackProblem(place, fault.message, fault.hint, document.line(place.line), fault.length))
    return found


def flat(text: str) -> str:
    return " ".join(text.split())


def check_together(
    rules: Mapping[str, Rule],
    frameworks: Mapping[str, Framework],
    retired: Mapping[str, str],
    problems: list[PackProblem],
    unread: Container[str] = (),
) -> dict[str, Rule]:
    """Check what rules say of one another and of frameworks; give them in an order in which each follows those it requires.

    `unread` are rules that do not hold by themselves, which is told already.
    """
    names: dict[str, str] = {}
    for code, rule in rules.items():
        if rule.info.name in names:
            problems.append(PackProblem(rule.place, f"{code}: {names[rule.info.name]} is called `{rule.info.name}` too"))
        names[rule.info.name] = code
        for other in (*rule.requires, *rule.info.alternatives):
            if other == code:
                problems.append(PackProblem(rule.place, f"{code} names itself"))
            elif other not in rules and other in rule.requires and other not in unread:
                hint = f"it is retired: {retired[other]}" if other in retired else did_you_mean(other, rules)
                problems.append(PackProblem(rule.place, f"{code} requires {other}, and there is no such rule", hint))
        for example in rule.examples:
            if example.framework is not None and example.framework not in frameworks:
                message = f"{code}: there is no framework `{example.framework}`"
                problems.append(PackProblem(example.place, message, did_you_mean(example.framework, frameworks)))
        for name, criteria in rule.info.criteria.items():
            if name not in frameworks:
                problems.append(PackProblem(rule.place, f"{code}: there is no framework `{name}`", did_you_mean(name, frameworks)))
                continue
            known = {c.id for section in frameworks[name].sections for c in section.criteria}
            for criterion in criteria:
                if criterion not in known:
                    problems.append(PackProblem(rule.place, f"{code}: {name} has no criterion {criterion}"))
    infos = [rule.info for rule in rules.values()]
    for framework_id, framework in frameworks.items():
        for path, message in check_against_rules(framework, infos):
            blamed = rules.get(str(path[1])) if len(path) > 1 and path[0] == "rules" else None
            place = blamed.place if blamed is not None else Place(f"frameworks/{framework_id}.yaml", 1, 1)
            problems.append(PackProblem(place, f"{framework_id}: {message}"))
    return in_order(rules, problems)


def in_order(rules: Mapping[str, Rule], problems: list[PackProblem]) -> dict[str, Rule]:
    """The rules by code, each moved behind those it requires. A circle is a problem."""
    ordered: dict[str, Rule] = {}
    way: list[str] = []

    def place(code: str) -> None:
        if code in ordered or code not in rules:
            return
        if code in way:
            circle = " -> ".join([*way[way.index(code) :], code])
            problems.append(PackProblem(rules[code].place, f"these rules require one another: {circle}"))
            return
        way.append(code)
        for other in rules[code].requires:
            place(other)
        way.pop()
        ordered[code] = rules[code]

    for code in sorted(rules):
        place(code)
    return ordered
