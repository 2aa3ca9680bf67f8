"""What a framework may not say: of itself, and of the rules that exist."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from caselint.packs.framework import Band, Criterion, Framework
from caselint.packs.model import RuleInfo

Path = tuple[str | int, ...]
Fault = tuple[Path, str]
"""Where in the framework's data, and what is wrong there."""


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
