"""The cohort before anything goes wrong: well-run cases, chosen so that each question is asked of as many as the report says."""

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from caselint.demo import shape
from caselint.demo.caseload import well_run
from caselint.demo.dice import Dice
from caselint.demo.facts import Facts
from caselint.demo.shape import Draft
from cohort.auditing import BELOW, OUT, STANDING, Asker
from cohort.edits import type_at
from cohort.records import Case, carry, case_of, written
from cohort.stock import Stock, add

SEED = 2010
POOL = 2000
SWAPS = 400_000
FOR_STOCK = 150


@dataclass(frozen=True, slots=True)
class Candidate:
    """A well-run case, and the questions that are asked of it."""

    draft: Draft
    asked: frozenset[str]
    below: frozenset[str]
    """Where the case falls below the line although it was well run: what the person did can do that."""
    size: int
    """In bytes: of two cases that do equally well the smaller is taken."""


def rare(facts: Facts) -> bool:
    """Whether the case has something of which the report has many: of such cases every one is looked at, of others one in four."""
    protected = facts.child_status != "none" or facts.mappa_eligible or facts.vulnerable
    return protected or facts.prolific or facts.custody or "accredited_programme" in facts.requirements


def candidates(asker: Asker, number: int) -> Iterator[Candidate]:
    lists = [path.split(".") for path in lists_read(asker)]
    by_hand = Stock().written()
    for place in range(1, number + 1):
        facts, draft = well_run(place, SEED)
        if facts.standalone or (place % 4 and not rare(facts)):
            continue
        for record in variants(facts, shape.record(draft), place, by_hand):
            carry(record, lists)
            found = asker.outcomes(record)
            if found is not None:
                standing = {code: STANDING[outcome] for code, outcome in found[1].items()}
                asked = frozenset(code for code, name in standing.items() if name != OUT)
                below = frozenset(code for code, name in standing.items() if name == BELOW)
                yield Candidate(record, asked, below, len(written(record)))


def variants(facts: Facts, record: Draft, place: int, by_hand: list[tuple[str, str]]) -> Iterator[Draft]:
    """The case; the case with something that the caseload does not have; and a case about children for which no plan was asked."""
    more: Draft = deepcopy(record)
    add(more, *by_hand[place % len(by_hand)])
    yield more
    if facts.child_concern:
        without: Draft = deepcopy(record)
        without["case"]["plan_required"] = False
        yield without
    yield record


def lists_read(asker: Asker) -> list[str]:
    """The nested lists that rules read."""
    paths = {path for rule in asker.plan.pack.rules.values() for path in rule.logic.reads if "." in path}
    return [path for path in sorted(paths) if (found := type_at(path)) is not None and found.kind == "list"]


def choose(asker: Asker, pool: list[Candidate], size: int, dice: Dice, swaps: int) -> list[Candidate]:
    """Swap cases for others as long as that brings the number of cases asked nearer, and does not take too many below the line.

    A question that another one opens is left aside: it follows that one.
    """
    aims = {code: figure.aim for code, figure in asker.figures.items() if not asker.plan.pack.rules[code].requires}
    chosen, rest = pool[:size], pool[size:]
    asked = Counter(code for candidate in chosen for code in candidate.asked)
    below = Counter(code for candidate in chosen for code in candidate.below)

    def off(code: str, more: int = 0, worse: int = 0) -> int:
        above, wanted = aims[code]
        short = wanted - asked[code] - more
        return max(short, 0) if code in asker.judged else abs(short) + max(below[code] + worse - (wanted - above), 0)

    for _ in range(swaps):
        out, into = dice.between(0, size - 1), dice.between(0, len(rest) - 1)
        leaving, coming = chosen[out], rest[into]
        gained = 0
        for code in (leaving.asked ^ coming.asked) | (leaving.below ^ coming.below):
            if code in aims:
                more = (code in coming.asked) - (code in leaving.asked)
                gained += off(code) - off(code, more, (code in coming.below) - (code in leaving.below))
        if gained > 0 or (gained == 0 and (coming.size < leaving.size or dice.chance(0.1))):
            asked.update(coming.asked)
            asked.subtract(leaving.asked)
            below.update(coming.below)
            below.subtract(leaving.below)
            chosen[out], rest[into] = coming, leaving
    return chosen


def cohort(asker: Asker, size: int, dice: Dice, number: int = POOL, swaps: int = SWAPS) -> tuple[list[Case], Stock]:
    """The chosen cases, and what they and the others have in stock."""
    pool = list(candidates(asker, number))
    stock = Stock()
    for candidate in pool[:FOR_STOCK]:
        stock.learn(candidate.draft)
    stock.complete(lists_read(asker))
    chosen = choose(asker, pool, size, dice, swaps)
    for place, candidate in enumerate(chosen, 1):
        candidate.draft["case"]["id"] = f"TV-{place:03d}"
    return [case_of(candidate.draft) for candidate in chosen], stock
