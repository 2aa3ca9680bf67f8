"""A rule as one function: whom it asks, what excuses a case, and what it says of one that is asked.

The function takes the facts, the subject where the rule has one, whether the question was switched on (then it is asked whatever the
record says), and the function of `good_enough`. It gives one of the verdicts that the audit puts into its namespace.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from types import CodeType

from caselint.language.checker import call, fact, variable
from caselint.language.statements import Written, function_of

Path = tuple[str | int, ...]
Steps = list[ast.stmt]
Say = Callable[[str], Steps]

PARAMETERS = ("switched_on", "good")
"""After the facts and the subject; the audit gives both a value of their own."""


def load(name: str) -> ast.expr:
    return ast.Name(name, ast.Load())


def assign(name: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(name, ast.Store())], value)


def missing(name: str) -> ast.expr:
    return ast.Compare(load(name), [ast.Is()], [ast.Constant(None)])


def only_an_assessor() -> Steps:
    return [ast.Return(load("_only_an_assessor"))]


def by_rungs(written: Mapping[Path, Written], rungs: Sequence[str], otherwise: str) -> Steps:
    """Conditions from the top: the first that holds is the outcome. One that is missing leaves the answer to an assessor."""
    deadline = written.get(("expect", "deadline"))
    if deadline is None:
        return ladder(written, rungs, otherwise, lambda state: [ast.Return(load(f"_said_{state}"))])
    steps = ladder(written, rungs, otherwise, lambda state: [assign("r_verdict", load(f"_said_{state}"))])
    dated = call("_dated", load("r_verdict"), deadline.value, fact("as_of"))
    return [*steps, *deadline.body, ast.Return(dated)]


def ladder(written: Mapping[Path, Written], rungs: Sequence[str], otherwise: str, say: Say) -> Steps:
    if not rungs:
        return say(otherwise)
    state, *rest = rungs
    rung, below = written["expect", state], ladder(written, rest, otherwise, say)
    if not rung.maybe:
        return [*rung.body, ast.If(rung.value, say(state), below)]
    undecided = ast.If(missing("r_holds"), say("not_answered"), below)
    return [*rung.body, assign("r_holds", rung.value), ast.If(load("r_holds"), say(state), [undecided])]


def by_a_day(written: Mapping[Path, Written], subject: str | None, when: str | None) -> Steps:
    """Something done by a day. Without that day nothing can be said."""
    by, done = written.get(("expect", "by")), written["expect", "done"]
    if by is not None:
        steps = [*by.body, assign("r_deadline", by.value)]
    else:
        start, within = written["expect", "of"], written["expect", "within"]
        period = ast.Tuple([load("r_start"), within.value], ast.Load())
        moved = assign("r_deadline", ast.Subscript(load("_after"), period, ast.Load()))
        nothing = assign("r_deadline", ast.Constant(None))
        steps = [*start.body, assign("r_start", start.value), ast.If(missing("r_start"), [nothing], [*within.body, moved])]
    subjects = ast.Tuple([] if subject is None else [load(variable(subject))], ast.Load())
    timely = call("_timely", load("facts"), subjects, done.value, ast.Constant(when), load("good"), load("r_deadline"))
    return [*steps, ast.If(missing("r_deadline"), [ast.Return(load("_no_start"))], []), *done.body, ast.Return(timely)]


def function_of_rule(written: Mapping[Path, Written], subject: str | None, judged: Steps) -> CodeType:
    steps: Steps = []
    asked, excepted = written.get(("asked_of",)), written.get(("excepted",))
    if asked is not None:
        test, answer = asked.value, load("_not_asked")
        body = [*asked.body]
        if asked.maybe:
            body.append(assign("r_asked", test))
            test, answer = load("r_asked"), ast.IfExp(missing("r_asked"), load("_unaskable"), answer)
        body.append(ast.If(ast.UnaryOp(ast.Not(), test), [ast.Return(answer)], []))
        steps.append(ast.If(ast.UnaryOp(ast.Not(), load("switched_on")), body, []))
    if excepted is not None:
        steps += [*excepted.body, ast.If(excepted.value, [ast.Return(load("_excepted"))], [])]
    variables = [] if subject is None else [variable(subject)]
    return function_of([*steps, *judged], ["facts", *variables, *PARAMETERS])
