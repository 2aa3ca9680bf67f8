"""Definitions: what they give, what they read through their parameters, and what none of them can be called."""

from random import Random
from types import SimpleNamespace

import pytest

from caselint.language.definitions import MAX_DEPTH, Definitions, Source
from caselint.language.errors import ExpressionError
from caselint.language.functions import NotExported
from caselint.language.types import named_type, paths_ending_in
from caselint.packs.find import shipped_folder
from caselint.packs.load import load_pack
from tests.language.support import TYPES, Watched, WatchedFacts, checked, conforms, definitions, fault_of, parts_of, unread, value
from tests.small_pack import visit
from tests.strategies import record_of


def refused(**written: str | Source) -> dict[str, str]:
    found = Definitions({name: text if isinstance(text, Source) else Source(text) for name, text in written.items()}, TYPES)
    return {name: str(error) for name, error in found.check_all().items()}


def test_they_stand_in_any_order_and_build_on_one_another() -> None:
    assert value("second", {"second": "first_ + 1", "first_": "count(home_visits)"}, home_visits=[visit("2010-03-01")]) == 2


def test_one_that_is_wrong_is_told_once() -> None:
    assert refused(wrong="case.nothing", user="wrong and True", other="user or True") == {
        "wrong": "`case` has no field `nothing`",
        "user": "",
        "other": "",
    }


def test_a_circle() -> None:
    found = refused(a="b + 1", b="c + 1", c="a + 1")
    assert found["c"] == "these definitions need one another: a -> b -> c -> a"
    assert refused(a="a") == {"a": "these definitions need one another: a -> a"}


@pytest.mark.parametrize("order", [1, -1])
def test_how_many_lean_on_one_another(order: int) -> None:
    names = range(MAX_DEPTH + 1)
    chain = {f"d{number}": f"d{number - 1}" if number else "True" for number in names[::order]}
    assert any("more than 30 definitions lean on one another" in message for message in refused(**chain).values())
    del chain[f"d{MAX_DEPTH}"]
    assert refused(**chain) == {}
    assert value(f"d{MAX_DEPTH - 1}", chain) is True


@pytest.mark.parametrize("name", ["__class__", "_definitions", "__setattr__", "Level", "two words", "é", "x.y", ""])
def test_names(name: str) -> None:
    """A definition is a name on the facts of a case: none may be one of Python's own."""
    assert refused(**{name: "True"}) == {name: f"`{name}` is no name"}
    assert refused(**{name: Source("True", {"x": "date"})}) == {name: f"`{name}` is no name"}
    assert refused(good=Source("True", {name: "date"})) == {"good": f"`{name}` is no name"}


@pytest.mark.parametrize("name", ["case", "count", "settings", "as_of"])
def test_taken_names(name: str) -> None:
    assert "already a word of the language or a section" in refused(**{name: "True"})[name]
    assert "is a definition, a section or a word" in refused(good=Source("True", {name: "date"}))["good"]


def test_what_a_parameter_takes() -> None:
    names = {
        "age": Source("days_between(day, as_of)", {"day": "date"}),
        "of_kind": Source("any(r.of == kind for r in reviews)", {"kind": "reviews.of"}),
        "half": Source("number / 2", {"number": "number"}),
        "whole": Source("number + 1", {"number": "int"}),
        "dated": Source("document.date is not None", {"document": "Document"}),
    }
    assert value("age(as_of - days(3))", names) == 3
    assert value("half(count(home_visits))", names) == 0
    assert value("any(dated(s) for s in rosh.screenings)", names) is True
    assert value("of_kind('roh')", names) is False
    assert "`day` of `age` must be a date, not a whole number" in fault_of("age(3)", **names)
    assert "`number` of `whole` must be a whole number, not a number" in fault_of("whole(1.5)", **names)
    assert "`kind` of `of_kind` must be" in fault_of("of_kind('nothing')", **names)
    assert "`document` of `dated` must be an entry of kind Document" in fault_of("any(dated(v) for v in home_visits)", **names)
    assert "can be missing here, and `age` needs it" in fault_of("age(case.exported_on)", **names)
    assert "`age` is asked as `age(day)`" in fault_of("age(as_of, as_of)", **names)
    assert "`age` is asked with 1 value: `age(day)`" in fault_of("age", **names)
    assert "`high` is asked as `high`" in fault_of("high(1)", high="True")
    assert "is no type, section path or shape" in refused(wrong=Source("True", {"x": "rosh.level"}))["wrong"]


def test_a_parameter_reads_what_is_given_for_it() -> None:
    names = {
        "author": Source("document.author_id", {"document": "Document"}),
        "same": Source("document", {"document": "Document"}),
        "sources": Source("document.sources", {"document": "Document"}),
        "outer": Source("two(second, document)", {"document": "Document", "second": "Document"}),
        "two": Source("document.author_id is not None or second.date is not None", {"document": "Document", "second": "Document"}),
    }
    screening = "first(s for s in rosh.screenings)"
    analysis = "first(a for a in rosh.analyses)"

    def reads(text: str) -> set[str]:
        return {
            path for path in checked(f"{screening} is not None and {analysis} is not None and {text}", **names).reads if path.count(".") > 1
        }

    dates = {"rosh.screenings.date", "rosh.analyses.date"}
    assert reads(f"author({screening}) is not None") == {"rosh.screenings.author_id", *dates}
    assert reads(f"same({screening}).author_id is not None") == {"rosh.screenings.author_id", *dates}
    assert reads(f"any(sources({analysis}))") == {"rosh.analyses.sources", *dates}
    # One parameter's name is the other's here: each must keep to its own part of the record.
    assert reads(f"outer({analysis}, {screening})") == {"rosh.screenings.author_id", *dates}
    assert reads(f"outer({screening}, {analysis})") == {"rosh.analyses.author_id", *dates}
    assert reads("any(d.author_id is not None for d in rosh.screenings + rosh.analyses)") == {
        "rosh.screenings.author_id",
        "rosh.analyses.author_id",
        *dates,
    }
    assert reads(f"(same({screening}) if True else {analysis}).author_id is not None") >= {
        "rosh.screenings.author_id",
        "rosh.analyses.author_id",
    }


def test_nothing_that_is_read_is_a_parameter() -> None:
    for expression in load_pack(shipped_folder()).definitions.expressions.values():
        if not expression.parameters:
            assert not any(path.startswith("$") for path in expression.reads)
            assert not any(path.startswith("$") for part in parts_of(expression.type) for path in part.paths)


def test_the_shipped_definitions_hold_on_any_record() -> None:
    """Each gives a value of its type from what it reads, or comes to a list that the export does not carry."""
    pack = load_pack(shipped_folder())
    settings = SimpleNamespace(**{name: setting.value for name, setting in pack.settings.items()})
    for seed in range(60):
        chance = Random(seed)
        found = record_of(
            chance, *chance.sample(["rosh", "risk_management_plans", "sentence_plans", "reviews", "safeguarding", "mappa"], 3)
        )
        for name, expression in pack.definitions.expressions.items():
            if expression.parameters:
                continue
            facts = WatchedFacts(found, pack.definitions, settings)
            try:
                given = facts[name]
            except NotExported:
                continue
            assert conforms(given, expression.type), (name, seed)
            assert not unread(facts.seen, expression.reads), (name, seed)
            assert not isinstance(given, Watched) or given._path in expression.reads


def test_every_fault_of_a_definition_is_told() -> None:
    with pytest.raises(ExpressionError) as error:
        definitions(high="True")
        checked("case.nothing and home_visit and high", high="True")
    assert [fault.hint for fault in error.value.faults] == [
        "`caselint docs --out FOLDER` lists its fields, under `record`",
        "did you mean `home_visits`?",
    ]


def test_a_list_that_is_not_exported_is_named_by_its_path() -> None:
    with pytest.raises(NotExported) as error:
        value("count(rosh.levels)", rosh={"levels": None})
    assert error.value.path == "rosh.levels"
    names = {"sources": Source("document.sources", {"document": "Document"})}
    with pytest.raises(NotExported) as error:
        value("any(any(sources(s)) for s in rosh.screenings)", names, rosh={"screenings": [{"date": "2010-02-03", "status": "completed"}]})
    assert error.value.path == "Document.sources"


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("starts", "did you mean `case.starts`?"),
        ("levels", "did you mean `rosh.levels` or `mappa.levels`?"),
        ("dat", "did you mean `date`?"),
        ("CaseStarts", "did you mean `CaseStart`?"),
        (
            "wherever",
            "one of date, number, text, id, bool, int, period; "
            "the path of a list or a field, as in `case.starts`; or a shape, as in `Document`",
        ),
    ],
)
def test_a_type_that_is_none(words: str, hint: str) -> None:
    found = Definitions({"d": Source("True", {"p": words})}, TYPES)
    (fault,) = found.check_all()["d"].faults
    assert (fault.message, fault.hint) == (f"`p: {words}` is no type, section path or shape", hint)


def test_the_paths_of_entries_can_be_types_of_parameters() -> None:
    assert paths_ending_in("starts") == ["case.starts"] and paths_ending_in("home_visits") == ["home_visits"]
    for name in ("starts", "levels", "people", "actions"):
        for path in paths_ending_in(name):
            assert checked("as_of", d=Source("True", {"p": path})) and named_type(path) is not None


def test_a_parameter_is_called_by_its_name() -> None:
    found = Definitions({"d": Source("c.nothing", {"c": "case.starts"}), "e": Source("c.kind == 'zzz'", {"c": "contacts"})}, TYPES)
    assert [error.faults[0].message for error in found.check_all().values()] == ["`c` has no field `nothing`", "`c.kind` is never `zzz`"]
