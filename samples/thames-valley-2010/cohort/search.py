"""The search: propose a fact that is otherwise in one case, ask that case again, and keep it where the cohort comes no further from
the figures."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from caselint.audit.outcomes import Outcome
from caselint.demo.dice import Dice
from caselint.record.record import Record
from cohort.auditing import ABOVE, BELOW, OPEN, OUT, STANDING, Asker, Outcomes, with_section
from cohort.edits import Edit, Kind, edits, together
from cohort.figures import Figure
from cohort.records import Case, Changes, dotted
from cohort.records import Path as Place
from cohort.stock import Stock

Move = tuple[str, str, str]
"""A question, where a case stood in it, and where it stands after an edit."""

LINE = (ABOVE, BELOW)

COMPOUND = Path(__file__).with_name("compound.yaml")
"""Kinds of edit that make a difference only together."""


CHAIN = 4
"""How many cases one step may change."""

ANEW = 2
"""How many cases are begun anew at a time."""

STRAY = 0.02
"""How often a step backwards is kept, so that the search does not stay where it is."""

RISK = 4
"""How much further from the figures a step may lead on its way."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One case with other changes, read and asked."""

    place: int
    changes: Changes
    record: Record
    outcomes: Outcomes


@dataclass(slots=True)
class Learned:
    """What kinds of edit were seen to do. One audit teaches something about every question at once."""

    tried: Counter[Kind] = field(default_factory=Counter)
    made: dict[Move, dict[Kind, float]] = field(default_factory=lambda: defaultdict(dict))

    def note(self, kind: Kind, before: Outcomes, after: Outcomes | None) -> None:
        self.tried[kind] += 1
        if after is None:
            return
        changed = [code for code, outcome in before.items() if after[code] is not outcome]
        for code in changed:
            move = code, STANDING[before[code]], STANDING[after[code]]
            self.made[move][kind] = self.made[move].get(kind, 0.0) + 1 / len(changed)  # an edit that moves little else is worth more

    def likely(self, move: Move) -> dict[Kind, float]:
        return {kind: made / (self.tried[kind] + 2) for kind, made in self.made[move].items()}


@dataclass(slots=True)
class Search:
    asker: Asker
    cases: list[Case]
    dice: Dice
    stock: Stock
    records: list[Record] = field(default_factory=list)
    """Each case as it is now."""
    found: list[Outcomes] = field(default_factory=list)
    """The outcomes of each case as it is now."""
    counts: dict[str, Counter[Outcome]] = field(default_factory=dict)
    learned: Learned = field(default_factory=Learned)
    failed: Counter[str] = field(default_factory=Counter)
    """Steps in vain since a question last came nearer: the search turns to others first."""
    audits: int = 0

    def __post_init__(self) -> None:
        for case in self.cases:
            record, outcomes = self.asker.must(case.record())
            self.records.append(record)
            self.found.append(outcomes)
        self.counts = {code: Counter(outcomes[code] for outcomes in self.found) for code in self.asker.figures}

    # -- how far off

    def distance(self) -> int:
        return sum(self.off(code) for code in self.asker.figures)

    def off(self, code: str) -> int:
        """How many cases a question is off. Where assessors answer, there only have to be enough cases for them."""
        figure, counts = self.asker.figures[code], self.counts[code]
        if code in self.asker.judged:
            return max(0, figure.aim[1] - counts[Outcome.NOT_ANSWERED])
        return off(figure, counts)

    def gain(self, before: Outcomes, after: Outcomes) -> int:
        """By how many cases the cohort comes nearer when one case's outcomes change."""
        gained = 0
        for code, outcome in after.items():
            if outcome is not before[code]:
                gained += self.off(code)
                self.shift(code, before[code], outcome)
                gained -= self.off(code)
                self.shift(code, outcome, before[code])
        return gained

    def shift(self, code: str, old: Outcome, new: Outcome) -> None:
        self.counts[code][old] -= 1
        self.counts[code][new] += 1

    # -- learning and searching

    def learn(self, cases: int, times: int = 2) -> None:
        """Try every kind of edit a few times, on as many cases, and note what it moves."""
        paths = sorted({path for code in self.asker.figures for path in self.asker.reads(code)})
        for _ in range(cases):
            place = self.dice.between(0, len(self.cases) - 1)
            case, done = self.cases[place], set[Kind]()
            found = [edit for path in paths for edit in edits(case, path, self.stock)]
            found += [edit for kind in compound() if (edit := together(case, kind, self.stock, self.dice))]
            for edit in found:
                if self.learned.tried[edit.kind] < times and edit.kind not in done:
                    done.add(edit.kind)
                    self.audit(place, case.changes | edit.changes, list(edit.changes), edit.kind)

    def audit(self, place: int, changes: Changes, paths: list[Place], kind: Kind | None = None) -> Proposal | None:
        """What a case comes to with other changes, which differ from its present ones at some paths."""
        self.audits += 1
        record: Record | None = self.records[place]
        for name in sorted({str(path[0]) for path in paths}):
            record = record and with_section(record, name, self.cases[place].section(name, changes))
        wheres = frozenset(dotted(path) for path in paths)
        after = None if record is None else self.asker.changed(record, wheres, self.found[place])
        if kind:
            self.learned.note(kind, self.found[place], after)
        return Proposal(place, changes, record, after) if record and after else None

    def run(self, audits: int, chain: int = 1) -> None:
        """So many audits, or until every figure comes out. A step may change so many cases."""
        until = self.audits + audits
        while self.audits < until:
            wrong = {code: self.off(code) / (1 + self.failed[code] / 100) for code in self.asker.figures}
            if not any(wrong.values()):
                return
            self.step(self.dice.weighted({code: weight for code, weight in wrong.items() if weight}), chain)

    def step(self, code: str, chain: int) -> None:
        """Try to move one case in one question the right way; where that sets others back, try to make up for it in other cases."""
        self.failed[code] += 1
        wanted, total, undo = code, 0, list[Proposal]()
        for _ in range(chain):
            proposal = self.attempt(wanted)
            if proposal is None:
                break
            before = self.found[proposal.place]
            total += self.gain(before, proposal.outcomes)
            if total < -RISK:
                break
            undo.append(self.accept(proposal))
            if total >= 0 or (total == -1 and self.dice.chance(STRAY)):
                self.failed[code] *= total <= 0
                return
            harmed = [name for name, outcome in proposal.outcomes.items() if outcome is not before[name] and self.off(name)]
            if not harmed:
                break
            wanted = self.dice.pick(harmed)
        for proposal in reversed(undo):
            self.accept(proposal)

    def attempt(self, code: str) -> Proposal | None:
        """One edit of one case that should move it the right way in a question."""
        start, end = self.wanted_move(code)
        places = [place for place, outcomes in enumerate(self.found) if STANDING[outcomes[code]] == start]
        if not places:
            return None
        place = self.dice.pick(places)
        case = self.cases[place]
        if case.changes and self.dice.chance(0.2):
            reads = self.asker.reads(code)
            bearing = [path for path in case.changes if dotted(path) in reads] or list(case.changes)
            back = self.dice.pick(bearing)
            whole = self.dice.chance(0.2)
            paths = [path for path in case.changes if path == back or (whole and path[0] == back[0])]
            return self.audit(place, {path: value for path, value in case.changes.items() if path not in paths}, paths)
        edit = self.propose(case, (code, start, end))
        return edit and self.audit(place, case.changes | edit.changes, list(edit.changes), edit.kind)

    def accept(self, new: Proposal) -> Proposal:
        """Let a case be as proposed; what it was is given back."""
        place = new.place
        old = Proposal(place, self.cases[place].changes, self.records[place], self.found[place])
        for code, outcome in new.outcomes.items():
            self.shift(code, old.outcomes[code], outcome)
        self.cases[place].changes, self.records[place], self.found[place] = new.changes, new.record, new.outcomes
        return old

    def tidy(self) -> None:
        """Take back every change that is not needed."""
        for place, case in enumerate(self.cases):
            for back in sorted(case.changes, key=str):
                changes = {path: value for path, value in case.changes.items() if path != back}
                proposal = self.audit(place, changes, [back])
                if proposal and self.gain(self.found[place], proposal.outcomes) >= 0:
                    self.accept(proposal)

    def polish(self, rounds: int, audits: int) -> None:
        """The last figures: begin a few cases anew, search on, and go back where that led further away."""
        for _ in range(rounds):
            distance = self.distance()
            if not distance:
                return
            kept = [Proposal(place, case.changes, self.records[place], self.found[place]) for place, case in enumerate(self.cases)]
            for place in self.dice.some(range(len(self.cases)), ANEW):
                proposal = self.audit(place, {}, list(self.cases[place].changes))
                if proposal:
                    self.accept(proposal)
            self.run(audits, CHAIN)
            if self.distance() > distance:
                for proposal in kept:
                    self.accept(proposal)

    def wanted_move(self, code: str) -> tuple[str, str]:
        """From where to where a case should go to bring a question nearer."""
        if code in self.asker.judged:
            return OUT, OPEN
        standing = Counter(dict.fromkeys((ABOVE, BELOW, OPEN, OUT), 0))
        for outcome, number in self.counts[code].items():
            standing[STANDING[outcome]] += number
        above, asked = self.asker.figures[code].aim
        more_above, more_asked = above - standing[ABOVE], asked - standing[ABOVE] - standing[BELOW]
        moves = {
            (start, end)
            for start, number in standing.items()
            for end in (ABOVE, BELOW, OUT)
            if number
            and start != end
            and nearer(more_above, (end == ABOVE) - (start == ABOVE)) + nearer(more_asked, (end in LINE) - (start in LINE)) > 0
        }
        return self.dice.pick(sorted(moves)) if moves else (BELOW, BELOW)  # nothing else is off than the outcomes below the line

    def propose(self, case: Case, move: Move) -> Edit | None:
        likely = self.learned.likely(move)
        if likely and self.dice.chance(0.9):
            return together(case, self.dice.weighted(likely), self.stock, self.dice)
        options = list(edits(case, self.dice.pick(self.asker.reads(move[0])), self.stock))
        return self.dice.pick(options) if options else None


def off(figure: Figure, counts: Mapping[Outcome, int]) -> int:
    above, asked = figure.aim
    found = counts[Outcome.SUFFICIENT]
    below = counts[Outcome.INSUFFICIENT] + counts[Outcome.TOO_LATE] + counts[Outcome.NOT_DONE]
    apart = sum(abs(counts[Outcome(state)] - number) for state, number in figure.states.items())
    return abs(found - above) + abs(found + below - asked) + apart


@cache
def compound() -> tuple[Kind, ...]:
    entries = yaml.safe_load(COMPOUND.read_text(encoding="utf-8"))
    return tuple(tuple((where, what) for where, what in entry["edits"]) for entry in entries)


def nearer(wanted: int, step: int) -> int:
    """By how much a number comes nearer that is to grow by so many, and grows by a step."""
    return abs(wanted) - abs(wanted - step)
