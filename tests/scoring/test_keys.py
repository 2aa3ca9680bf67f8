"""Every key of a framework that the arithmetic reads: change it, and see the score card change."""

from collections.abc import Callable
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from caselint.packs.framework import Framework, parse_framework
from caselint.scoring.score import score
from caselint.scoring.scorecard import Scorecard
from tests.scoring.support import IDS, counted, criterion, data, headline, rule, section

RULES = [
    rule("ROSH031", {**dict.fromkeys(IDS, ("1.1",)), "omi-2007": ("1.2",)}, measures=("roh",)),
    rule("A1", {**dict.fromkeys(IDS, ("1.1",)), "omi-2007": ("1.2",)}, measures=("roh",)),
    rule("A2", {**dict.fromkeys(IDS, ("1.1",)), "omi-2007": ("1.2",)}, measures=("lor",)),
    rule("B1", dict.fromkeys(IDS, ("2.1",)), measures=("roh",)),
    rule("B2", dict.fromkeys(IDS, ("2.2",)), measures=("roh",)),
    rule("C1", dict.fromkeys(IDS, ("3.1",)), measures=("roh",)),
]
TALLY = counted(100, {"ROSH031": (10, 100), "A1": (90, 100), "A2": (80, 100), "B1": (70, 100), "B2": (31, 100), "C1": (50, 100)})


def card(value: Any) -> Scorecard:
    return score(parse_framework(value), RULES, TALLY)


def summary(value: Any) -> Any:
    return value["averages"]["summary"]


# key, framework, change, what to look at, before, after
EFFECTS: list[tuple[str, str, Callable[[Any], Any], Callable[[Scorecard], Any], Any, Any]] = [
    (
        "id",
        "omi-2007",
        lambda v: v.update(id="other"),
        lambda c: (c.framework, criterion(c, "1.2").score),
        ("omi-2007", 0.7),
        ("other", None),
    ),
    ("title", "omi-2007", lambda v: v.update(title="T"), lambda c: c.title == "T", False, True),
    ("cautions", "omi-2007", lambda v: v.update(cautions=["Mind."]), lambda c: c.cautions == ("Mind.",), False, True),
    (
        "sections.name",
        "omi-2007",
        lambda v: v["sections"][0].update(name="N"),
        lambda c: section(c, "1").name,
        "Assessment and sentence planning",
        "N",
    ),
    ("sections.id", "omi-2007", lambda v: v["sections"][0].update(id="A"), lambda c: c.sections[0].id, "1", "A"),
    ("sections.criteria", "omi-2007", lambda v: v["sections"][1]["criteria"].pop(0), lambda c: section(c, "2").score, 0.505, 0.31),
    (
        "criteria.id",
        "omi-2007",
        lambda v: v["sections"][1]["criteria"][0].update(id="2.9"),
        lambda c: criterion(c, "2.2") and section(c, "2").score,
        0.505,
        0.31,
    ),
    (
        "criteria.name",
        "omi-2007",
        lambda v: v["sections"][0]["criteria"][0].update(name="N"),
        lambda c: criterion(c, "1.1").name,
        "Preparing for sentence",
        "N",
    ),
    (
        "criteria.scored_from",
        "omi-2007",
        lambda v: v["sections"][1]["criteria"][0].update(scored_from="organisation"),
        lambda c: (section(c, "2").score, criterion(c, "2.1").organisational),
        (0.505, False),
        (0.31, True),
    ),
    (
        "criteria.process",
        "iaow-2013",
        lambda v: v["sections"][0]["criteria"][0].update(process="P2"),
        lambda c: criterion(c, "1.1").process,
        "P1",
        "P2",
    ),
    (
        "averages.default",
        "iaow-2013",
        lambda v: v["averages"].update(default="mean_of_criteria"),
        lambda c: c.variant_id,
        "mean_of_questions",
        "mean_of_criteria",
    ),
    (
        "averages.default_is",
        "iaow-2013",
        lambda v: v["averages"].update(default_is="report"),
        lambda c: "own choice" in c.variant,
        True,
        False,
    ),
    (
        "variants.id",
        "omi2-2009",
        lambda v: (v["averages"].update(default="mean"), v["averages"]["variants"][0].update(id="mean")),
        lambda c: c.variant_id,
        "mean_of_criteria",
        "mean",
    ),
    ("variants.says", "omi2-2009", lambda v: v["averages"]["variants"][0].update(says="S"), lambda c: c.variant == "S", False, True),
    # 1.2: 10, 90 and 80, the first of them its summary question: 0.8 x 85 + 0.2 x 10 = 70; the plain mean is 60
    ("summary.questions", "omi-2007", lambda v: summary(v)["questions"].pop("1.2"), lambda c: criterion(c, "1.2").score, 0.7, 0.6),
    (
        "variants.criterion",
        "omi-2007",
        lambda v: v["averages"]["variants"][0].update(criterion="plain_mean"),
        lambda c: (criterion(c, "1.2").score, criterion(c, "1.2").summary),
        (0.7, "ROSH031"),
        (0.6, None),
    ),
    # 0.6 x 85 + 0.4 x 10 = 55
    (
        "summary.weights",
        "omi-2007",
        lambda v: summary(v)["weights"].update(others=0.6, summary=0.4),
        lambda c: criterion(c, "1.2").score,
        0.7,
        0.55,
    ),
    # section 3 with C1 (50) in 3.1, A1 (90) and A2 (80) in 3.2: criteria (50 + 85) / 2 = 67.5, questions 220 / 3
    (
        "variants.section",
        "omi-2007",
        lambda v: (
            v.update(placements={"questions": {"A1": ["3.2"], "A2": ["3.2"]}}),
            v["averages"]["variants"][0].update(section="mean_of_questions"),
        ),
        lambda c: section(c, "3").score,
        0.5,
        220 / 300,
    ),
    (
        "placements.questions",
        "omi-2007",
        lambda v: v.update(placements={"questions": {"A1": ["3.2"]}}),
        lambda c: (criterion(c, "1.2").score, section(c, "3").score),
        (0.7, 0.5),
        (0.66, 0.7),
    ),
    (
        "counted_twice.questions",
        "iaow-2013",
        lambda v: v["counted_twice"]["questions"].update(A1=["1.1", "3.1"]),
        lambda c: (criterion(c, "1.1").score, section(c, "3").score),
        (0.6, 0.5),
        (0.6, 0.7),
    ),
    ("headlines.id", "omi2-2009", lambda v: v["headlines"][0].update(id="harm"), lambda c: c.headlines[0].id, "roh", "harm"),
    ("headlines.name", "omi2-2009", lambda v: v["headlines"][0].update(name="N"), lambda c: headline(c, "roh").name == "N", False, True),
    # roh over 1 and 2: 10, 90, 70, 31; lor over them: 80
    ("headlines.measure", "omi2-2009", lambda v: v["headlines"][0].update(measure="lor"), lambda c: headline(c, "roh").score, 0.5025, 0.8),
    (
        "headlines.over",
        "omi2-2009",
        lambda v: v["headlines"][0].update(over=["1", "2.1"]),
        lambda c: headline(c, "roh").score,
        0.5025,
        170 / 300,
    ),
    (
        "headlines.programme_so_far",
        "omi2-2009",
        lambda v: v["headlines"][0]["programme_so_far"].update(mean=1, low=0, high=2),
        lambda c: (s := headline(c, "roh").programme_so_far) and (s.mean, s.low, s.high),
        (68, 65, 72),
        (1, 0, 2),
    ),
    (
        "bands.given_to",
        "omi2-2009",
        lambda v: v["bands"].update(given_to=["sections"]),
        lambda c: (criterion(c, "2.1").band, section(c, "1").band, headline(c, "roh").band),
        ("MODERATE", None, "SUBSTANTIAL"),
        (None, "SUBSTANTIAL", None),
    ),
    ("bands.levels", "omi2-2009", lambda v: v["bands"]["levels"].pop(1), lambda c: criterion(c, "2.1").band, "MODERATE", "SUBSTANTIAL"),
    ("levels.id", "omi2-2009", lambda v: v["bands"]["levels"][1].update(id="SOME"), lambda c: criterion(c, "2.1").band, "MODERATE", "SOME"),
    (
        "levels.starts",
        "omi2-2009",
        lambda v: v["bands"]["levels"][0].update(starts=70),
        lambda c: criterion(c, "2.1").band,
        "MODERATE",
        "MINIMUM",
    ),
    ("levels.says", "omi2-2009", lambda v: v["bands"]["levels"][0].update(says="S"), lambda c: c.bands[0].says == "S", False, True),
]


def exact(value: Any) -> Any:
    """Fractions as floats, for comparing."""
    if isinstance(value, tuple):
        return tuple(exact(part) for part in value)
    return pytest.approx(value) if isinstance(value, float) else value


@pytest.mark.parametrize(
    ("name", "change", "look", "before", "after"), [effect[1:] for effect in EFFECTS], ids=[effect[0] for effect in EFFECTS]
)
def test_a_key_has_its_effect(name: str, change: Callable[[Any], Any], look: Callable[[Scorecard], Any], before: Any, after: Any) -> None:
    value = data(name)
    assert _plain(look(card(value))) == exact(before)
    change(value)
    assert _plain(look(card(value))) == exact(after)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_plain(part) for part in value)
    return float(value) if hasattr(value, "numerator") and not isinstance(value, bool | int) else value


READ_BY_THE_AUDIT = {"Framework.narrow", "Framework.settings"}
FOR_THE_READER = {
    "Framework": {"inspectorate", "years", "reports", "sample", "processes", "leadership_scale", "notes"},
    "Section": {"source"},
    "Criterion": {"aim", "purpose", "also_called", "specific", "note", "source"},
    "Averages": {"in_words"},
    "Variant": {"note", "source"},
    "Summary": {"set_by", "note", "source"},
    "CountedTwice": {"never", "set_by", "note", "source"},  # `never` is checked when the file is
    "Placements": {"note", "source"},
    "Headline": {"purpose", "use", "note", "source"},
    "SoFar": {"source"},
    "Bands": {"note", "source"},
    "Band": {"set_by", "observed", "starts_above", "starts_at_most"},  # checked when the file is
}
WHOLLY_FOR_THE_READER = {"Report", "Years", "Sample", "Statement", "Specific", "Process", "LeadershipScale"}
UNDER = {
    "Framework": "",
    "Section": "sections.",
    "Criterion": "criteria.",
    "Averages": "averages.",
    "Variant": "variants.",
    "Summary": "summary.",
    "CountedTwice": "counted_twice.",
    "Placements": "placements.",
    "Headline": "headlines.",
    "Bands": "bands.",
    "Band": "levels.",
}
SEEN_THROUGH = {"Weights": "summary.weights", "SoFar": "headlines.programme_so_far"}


def _models(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    seen.add(model)
    for field in model.model_fields.values():
        for inner in _inside(field.annotation):
            if inner not in seen:
                _models(inner, seen)
    return seen


def _inside(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _inside(part)]


def test_every_key_of_the_schema_is_tried_or_is_for_the_reader() -> None:
    """A new key of the framework must either come with an effect above or be named here as words for the reader."""
    tried = {effect[0] for effect in EFFECTS}
    containers = {
        "Framework": {"sections", "averages", "headlines", "bands", "counted_twice", "placements"},
        "Averages": {"variants", "summary"},
    }
    for model in _models(Framework, set()):
        name = model.__name__
        if name in WHOLLY_FOR_THE_READER:
            continue
        if name in SEEN_THROUGH:
            assert SEEN_THROUGH[name] in tried
            continue
        for key in set(model.model_fields) - FOR_THE_READER.get(name, set()) - containers.get(name, set()):
            assert f"{UNDER[name]}{key}" in tried or f"{name}.{key}" in READ_BY_THE_AUDIT, f"{name}.{key}"
