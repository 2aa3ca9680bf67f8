"""An inspection programme as data: its tree of criteria, and how outcomes become its percentages and bands.

A `source` cites the lines of a report's text: "DE 1051" is line 1051 of the report whose key is DE under `reports`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, Strict

from caselint.packs.model import RuleInfo

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Strict(False)]  # YAML has lists; a framework never changes
Words = Annotated[str, Field(min_length=1)]
Code = Annotated[str, Field(pattern=r"^[A-Z]+[0-9]+$")]
Percent = Annotated[int, Field(ge=0, le=100)]
Share = Annotated[float, Field(gt=0, lt=1)]
Setting = str | bool | int | float | Many[str | int]
SetBy = Literal["report", "ours"]
Path = tuple[str | int, ...]
Fault = tuple[Path, str]
"""Where in the framework's data, and what is wrong there."""


class Part(BaseModel):
    """Any part of a framework: strict about types, closed to unknown keys, never changed."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Report(Part):
    key: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    """What a `source` cites."""
    id: Words
    note: Words | None = None


class Years(Part):
    first: int = Field(alias="from")
    last: int = Field(alias="to")
    note: Words | None = None


class Sample(Part):
    """Which cases an inspection reads: for the reader. caselint scores the cases that it is given."""

    rule: Words
    kinds: Many[str] = ()
    order_types: Many[str]
    source: Words | None = None


class Statement(Part):
    """A definition in words. `printed: false` where no report prints it and it is ours."""

    says: Words
    printed: bool = True
    note: Words | None = None
    source: Words | None = None


class Specific(Part):
    """A specific criterion under a general one, as far as the reports print it."""

    id: Words
    title: Words
    cited_for: Words | None = None
    source: Words | None = None


class Criterion(Part):
    id: Words
    name: Words
    scored_from: Literal["cases", "organisation"] = "cases"
    """`organisation`: judged in interviews. It has no percentage and enters no mean."""
    aim: Words | None = None
    purpose: Words | None = None
    also_called: Words | None = None
    process: Words | None = None
    specific: Many[Specific] = ()
    note: Words | None = None
    source: Words | None = None

    @property
    def organisational(self) -> bool:
        return self.scored_from == "organisation"


class Section(Part):
    id: Words
    name: Words
    criteria: Annotated[tuple[Criterion, ...], Strict(False), Field(min_length=1)]
    source: Words | None = None

    @property
    def organisational(self) -> bool:
        return all(criterion.organisational for criterion in self.criteria)


class Process(Part):
    """A column of a programme's grid; each criterion may name one."""

    id: Words
    name: Words
    source: Words | None = None


class Variant(Part):
    """One way of averaging. Every question weighs the same, whatever its number of cases."""

    id: Words
    says: Words
    """The definition in words; printed with every score."""
    criterion: Literal["plain_mean", "with_summary"]
    """`with_summary`: the summary question weighs what `summary.weights` says, all the others together the rest."""
    section: Literal["mean_of_criteria", "mean_of_questions"]
    note: Words | None = None
    source: Words | None = None


class Weights(Part):
    others: Share
    summary: Share

    @property
    def exact(self) -> tuple[Fraction, Fraction]:
        """The two weights as written: 0.8 is four fifths, not the nearest binary number."""
        return Fraction(repr(self.others)), Fraction(repr(self.summary))


class Summary(Part):
    """Summary questions: one judgement of overall quality that weighs more than the other questions of its criterion."""

    weights: Weights
    questions: Mapping[str, Code]
    """By criterion. A criterion without one is a plain mean."""
    set_by: SetBy
    """Who says which questions they are."""
    note: Words | None = None
    source: Words | None = None


class Averages(Part):
    variants: Annotated[tuple[Variant, ...], Strict(False), Field(min_length=1)]
    default: Words
    default_is: SetBy
    summary: Summary | None = None
    in_words: Mapping[Literal["question", "criterion", "section", "headline", "rounding"], Statement]


class CountedTwice(Part):
    """Questions that enter two criteria, of two sections."""

    questions: Mapping[Code, Many[str]]
    never: Many[str] = ()
    """Criteria whose questions count nowhere else."""
    set_by: SetBy
    note: Words | None = None
    source: Words | None = None


class Placements(Part):
    """Where a question stands in this programme, in place of the criteria that the rule itself names."""

    questions: Mapping[Code, Many[str]]
    note: Words | None = None
    source: Words | None = None


class SoFar(Part):
    """Mean and range over the areas inspected before the report, in per cent: context, never a target."""

    mean: Percent
    low: Percent
    high: Percent
    source: Words | None = None


class Headline(Part):
    """The mean of all questions of one measure over some sections or criteria."""

    id: Words
    name: Words
    measure: Words
    over: Annotated[tuple[str, ...], Strict(False), Field(min_length=1)]
    """Ids of sections, or of single criteria."""
    purpose: Words | None = None
    use: Words | None = None
    programme_so_far: SoFar | None = None
    note: Words | None = None
    source: Words | None = None


class Band(Part):
    """One verdict. `starts` is the lowest rounded score, in per cent, that earns it."""

    id: Words
    says: Words
    starts: Percent
    set_by: SetBy
    observed: Many[Percent] = ()
    """Scores that the report prints with this verdict."""
    starts_above: Percent | None = None
    starts_at_most: Percent | None = None
    """What the observed scores leave open for `starts`: above the one, at most the other."""


class Bands(Part):
    """Verdicts from best to worst; the first whose start the rounded score reaches is given. No levels: no verdicts."""

    given_to: Many[Literal["criteria", "sections", "headlines"]] = ()
    levels: Many[Band] = ()
    note: Words | None = None
    source: Words | None = None


class LeadershipScale(Part):
    """The verdicts given to organisational criteria by inspectors: for the reader, never computed."""

    values: Many[str]
    note: Words | None = None
    source: Words | None = None


class Framework(Part):
    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Words
    inspectorate: Words
    years: Years
    reports: Many[Report]
    sample: Sample
    sections: Annotated[tuple[Section, ...], Strict(False), Field(min_length=1)]
    processes: Many[Process] = ()
    averages: Averages
    counted_twice: CountedTwice | None = None
    placements: Placements | None = None
    headlines: Many[Headline] = ()
    bands: Bands = Bands()
    leadership_scale: LeadershipScale | None = None
    narrow: Mapping[Code, Words] = {}
    """By rule: an expression. Under this programme the rule is asked only of the cases for which it holds."""
    settings: Mapping[str, Setting] = {}
    """Settings that this programme sets otherwise than the pack."""
    notes: Many[Statement] = ()
    cautions: Many[str] = ()
    """Printed with every score card."""

    @property
    def criteria(self) -> dict[str, Criterion]:
        return {criterion.id: criterion for section in self.sections for criterion in section.criteria}

    def scores(self, rule: RuleInfo) -> bool:
        """Whether the question enters this programme's scores at all. Praised practice (`enhanced`) never does."""
        return self.id in rule.scored_in and rule.norm == "expected"

    def places(self, rule: RuleInfo) -> tuple[str, ...]:
        """The criteria in which the question counts, each once."""
        for named in (self.placements, self.counted_twice):
            if named and rule.code in named.questions:
                return tuple(dict.fromkeys(named.questions[rule.code]))
        return tuple(dict.fromkeys(rule.criteria.get(self.id, ())))

    def criteria_over(self, headline: Headline) -> tuple[str, ...]:
        """The criteria of a headline: those it names, and those of the sections it names."""
        return tuple(c.id for s in self.sections for c in s.criteria if s.id in headline.over or c.id in headline.over)


def parse_framework(data: Mapping[str, Any]) -> Framework:
    """A framework from plain data. Raises pydantic's `ValidationError`, with the path of every fault."""
    return Framework.model_validate(data)


def check_framework(framework: Framework) -> list[Fault]:
    """Everything in a framework that contradicts itself."""
    checks = (_ids, _references, _averages, _places, _bands, _sources)
    return [fault for check in checks for fault in check(framework)]


def check_against_rules(framework: Framework, rules: Iterable[RuleInfo]) -> list[Fault]:
    """Where the framework and the rules that exist contradict each other. A path that begins with `rules` and a code is in the rule."""
    rules = sorted(rules, key=lambda rule: rule.code)
    faults = [*_named_rules(framework, rules)]
    for rule in rules:
        faults += _scored_rule(framework, rule)
    for code, other in both_scored(framework, rules):
        faults.append((("rules", code, "alternatives"), f"{framework.id} scores both {code} and its alternative {other}; it may score one"))
    return faults


def unruled(framework: Framework, codes: Collection[str]) -> list[str]:
    """Codes that the framework names and that have no rule yet. Not a fault: they count once they are ruled."""
    named = {code for _, code, _ in _named(framework)} | set(framework.narrow)
    return sorted(named - set(codes))


def both_scored(framework: Framework, rules: Iterable[RuleInfo]) -> list[tuple[str, str]]:
    """Alternatives of one another that the framework would score both, each pair once."""
    scored = {rule.code: rule for rule in rules if framework.scores(rule)}
    pairs = ((code, other) for code, rule in scored.items() for other in rule.alternatives if other in scored and other != code)
    return sorted({(min(pair), max(pair)) for pair in pairs})


def check_cutoffs(levels: Sequence[Band]) -> list[Fault]:
    """Bands lead from the best down to 0, or some score would have none."""
    faults: list[Fault] = []
    for i, (above, band) in enumerate(pairwise(levels), start=1):
        if band.starts >= above.starts:
            faults.append((("bands", "levels", i, "starts"), f"{band.id} starts at {band.starts}: not below {above.id} ({above.starts})"))
    if levels and levels[-1].starts != 0:
        faults.append(
            (("bands", "levels", len(levels) - 1, "starts"), f"scores below {levels[-1].starts} have no band; the last starts at 0")
        )
    return faults


def _ids(framework: Framework) -> Iterator[Fault]:
    sections = [(("sections", i), section.id) for i, section in enumerate(framework.sections)]
    criteria = [(path, criterion.id) for path, criterion in _tree(framework)]
    lists = {
        ("reports",): [report.key for report in framework.reports],
        ("processes",): [process.id for process in framework.processes],
        ("headlines",): [headline.id for headline in framework.headlines],
        ("bands", "levels"): [band.id for band in framework.bands.levels],
        ("averages", "variants"): [variant.id for variant in framework.averages.variants],
    }
    groups: list[list[tuple[Path, str]]] = [[*sections, *criteria]]
    groups += [[((*path, i), name) for i, name in enumerate(names)] for path, names in lists.items()]
    for group in groups:
        seen: set[str] = set()
        for place, name in group:
            if name in seen:
                yield place, f"{name!r} is used twice"
            seen.add(name)


def _references(framework: Framework) -> Iterator[Fault]:
    """Every criterion, section and process that something refers to exists; questions count only where cases are scored."""
    criteria = framework.criteria
    named: list[tuple[Path, str]] = [(path, name) for path, _, names in _named(framework) for name in names]
    if framework.counted_twice:
        named += [(("counted_twice", "never", i), name) for i, name in enumerate(framework.counted_twice.never)]
    for path, name in named:
        if name not in criteria:
            yield path, f"no criterion {name!r}; there are {', '.join(criteria)}"
        elif criteria[name].organisational:
            yield path, f"{name} is scored from the organisation: no question counts in it"
    known = {*criteria, *(section.id for section in framework.sections)}
    for i, headline in enumerate(framework.headlines):
        for j, name in enumerate(headline.over):
            if name not in known:
                yield ("headlines", i, "over", j), f"no section or criterion {name!r}"
    processes = {process.id for process in framework.processes}
    for path, criterion in _tree(framework):
        if criterion.process is not None and criterion.process not in processes:
            yield (*path, "process"), f"no process {criterion.process!r}"


def _averages(framework: Framework) -> Iterator[Fault]:
    averages = framework.averages
    if averages.default not in {variant.id for variant in averages.variants}:
        yield ("averages", "default"), f"no variant {averages.default!r}; there are {', '.join(v.id for v in averages.variants)}"
    weighted = [i for i, variant in enumerate(averages.variants) if variant.criterion == "with_summary"]
    if averages.summary is None:
        yield from ((("averages", "variants", i, "criterion"), "with_summary needs a `summary` beside the variants") for i in weighted)
    elif not weighted:
        yield ("averages", "summary"), "no variant weighs the summary questions"
    elif (total := sum(averages.summary.weights.exact)) != 1:
        yield ("averages", "summary", "weights"), f"the weights add up to {float(total):g}, not to 1"


def _places(framework: Framework) -> Iterator[Fault]:
    """A question that counts in several criteria counts in several sections: no section ever holds it twice."""
    placed = framework.placements.questions if framework.placements else {}
    for path, code, names in _named(framework):
        for section in framework.sections:
            inside = [criterion.id for criterion in section.criteria if criterion.id in names]
            if len(inside) > 1:
                yield path, f"{code} would count {len(inside)} times in section {section.id} ({', '.join(inside)})"
        if path[0] == "placements" and not names:
            yield path, f"{code} is placed nowhere"
        if framework.counted_twice and path[0] == "counted_twice":
            if len(set(names)) < 2:
                yield path, f"{code} is in fewer than two criteria"
            if code in placed:
                yield path, f"{code} stands under placements too"
            yield from ((path, f"questions of {name} count nowhere else") for name in names if name in framework.counted_twice.never)


def _bands(framework: Framework) -> Iterator[Fault]:
    bands = framework.bands
    yield from check_cutoffs(bands.levels)
    if bool(bands.levels) != bool(bands.given_to):
        yield ("bands", "given_to"), "bands need levels and something that they are given to"
    ceiling = 101
    for i, band in enumerate(bands.levels):
        path = ("bands", "levels", i)
        if band.starts_above is not None and band.starts <= band.starts_above:
            yield (*path, "starts"), f"{band.id} starts at {band.starts}; the report gives {band.starts_above} a lower band"
        if band.starts_at_most is not None and band.starts > band.starts_at_most:
            yield (*path, "starts"), f"{band.id} starts at {band.starts}; the report gives it to {band.starts_at_most}"
        if outside := [str(score) for score in band.observed if not band.starts <= score < ceiling]:
            yield (*path, "observed"), f"the report gives {band.id} to {', '.join(outside)}; these cut-offs would not"
        ceiling = band.starts


def _sources(framework: Framework) -> Iterator[Fault]:
    """Every source cites lines of a report that is named."""
    keys = {report.key for report in framework.reports}
    for path, text in _texts(framework.model_dump()):
        if path[-1] == "source":
            cited = set(re.findall(r"\b([A-Z]{2}) \d", text))
            if not cited or cited - keys:
                yield path, f"{text!r} cites no line of {', '.join(sorted(keys))}"


def _named_rules(framework: Framework, rules: Iterable[RuleInfo]) -> Iterator[Fault]:
    known = {rule.code: rule for rule in rules}
    for path, code, names in _named(framework):
        if code not in known:
            continue
        places = framework.places(known[code])
        if not framework.scores(known[code]):
            yield path, f"{code} does not enter the scores of {framework.id}: this has no effect"
        elif not set(names) <= set(places):
            yield path, f"{code} counts in {', '.join(places) or 'no criterion'}"


def _scored_rule(framework: Framework, rule: RuleInfo) -> Iterator[Fault]:
    """A question that is scored has a place; where it has several, the framework says so."""
    if framework.id in rule.scored_in and rule.norm == "enhanced":
        yield ("rules", rule.code, "scored_in"), f"{rule.code} is praised practice (enhanced), which never enters a score"
    if not framework.scores(rule):
        return
    path = ("rules", rule.code, "criteria", framework.id)
    criteria, places = framework.criteria, framework.places(rule)
    if not places:
        yield path, f"{rule.code} is scored in {framework.id} and names no criterion of it"
    for name in places:
        if name not in criteria or criteria[name].organisational:
            yield path, f"{framework.id} has no criterion {name!r} that is scored from cases"
    parts = (framework.placements, framework.counted_twice)
    if len(places) > 1 and not any(part and rule.code in part.questions for part in parts):
        yield path, f"{rule.code} counts in {' and '.join(places)}: {framework.id} must name it under counted_twice or placements"


def _tree(framework: Framework) -> Iterator[tuple[Path, Criterion]]:
    for i, section in enumerate(framework.sections):
        yield from ((("sections", i, "criteria", j), criterion) for j, criterion in enumerate(section.criteria))


def _named(framework: Framework) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Every question that the averages name, and its criteria there."""
    parts: dict[str, Mapping[str, tuple[str, ...]]] = {
        "placements": framework.placements.questions if framework.placements else {},
        "counted_twice": framework.counted_twice.questions if framework.counted_twice else {},
    }
    for part, questions in parts.items():
        yield from (((part, "questions", code), code, names) for code, names in questions.items())
    summary = framework.averages.summary
    for criterion, code in summary.questions.items() if summary else ():
        yield ("averages", "summary", "questions", criterion), code, (criterion,)


def _texts(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, tuple):
        for i, inner in enumerate(value):
            yield from _texts(inner, (*path, i))
