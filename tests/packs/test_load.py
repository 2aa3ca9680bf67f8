"""A pack with a mistake: each is told with its file, line, column, a caret and what to try; and all at once."""

from pathlib import Path
from typing import Any

import pytest

from caselint.packs.load import load_pack
from caselint.packs.problems import PackError
from tests.small_pack import dump, rule, write_pack


def told(folder: Path) -> list[str]:
    """Every problem in words, with paths inside the pack."""
    with pytest.raises(PackError) as error:
        load_pack(folder)
    return [str(problem).replace(f"{folder}/", "") for problem in error.value.problems]


def problems(folder: Path, *rules: dict[str, Any], **parts: Any) -> list[str]:
    """The first line of each problem, without its place."""
    return [text.splitlines()[0].split(": ", 1)[1] for text in told(write_pack(folder, *rules, **parts))]


def written(folder: Path, name: str, text: str) -> list[str]:
    """The problems of a pack in which one file is written as given."""
    write_pack(folder)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return told(folder)


def test_a_whole_pack(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path, rule(), definitions={"made": "count(home_visits)"}, settings={"limit": "10 working days"}))
    assert list(pack.rules) == ["VISIT901"] and pack.id == "test-pack"
    assert list(pack.definitions.expressions) == ["made"] and list(pack.settings) == ["limit"]


def test_the_digest_is_of_the_text(tmp_path: Path) -> None:
    one, same, other = (
        load_pack(write_pack(tmp_path / name, rule(severity=grade))).digest for name, grade in (("a", "high"), ("b", "high"), ("c", "low"))
    )
    assert one == same != other


def test_an_empty_folder(tmp_path: Path) -> None:
    assert told(tmp_path) == ["pack.yaml:1:1: cannot be read: No such file or directory"]


def test_a_pack_without_topics_definitions_and_settings(tmp_path: Path) -> None:
    write_pack(tmp_path)
    (tmp_path / "topics" / "all.yaml").unlink()
    assert load_pack(tmp_path).rules == {}


RULES = """\
topic: Tests
rules:
  - code: VISIT901
    name: test-rule
    question: Was the thing of this test done?
    why: Nothing goes wrong for anybody here, since it is a test.
    who: Every case.
    expectation: The thing was done in time.
    remedy: Do the thing now.
    severity: high
    asked_of: >-
      case.order_type == "licence"
      or case.order_typ == "custody"
    expect:
      done: v for v in home_visits if v.made and v.dat >= as_of
      within: 10 wroking days
      of: 'sentence.date + "a"'
    finding: "No visit by {deadline}; \\"{nothing}\\"."
    criteria: {omi2-2009: ["2.2", "9.9"], omi-2008: ["1.1"]}
    sources: [TEST-1]
    examples:
      - {name: one, case: {}, outcome: sufficient}
      - {name: two, case: {}, outcome: sufficient}
"""


def test_the_faults_of_expressions_have_a_caret_each(tmp_path: Path) -> None:
    assert written(tmp_path, "topics/all.yaml", RULES) == [
        """\
topics/all.yaml:13:10: `case` has no field `order_typ` (did you mean `order_type`?)
          or case.order_typ == "custody"
             ^^^^^^^^^^^^^^""",
        """\
topics/all.yaml:15:50: `home_visits` has no field `dat` (did you mean `date`?)
          done: v for v in home_visits if v.made and v.dat >= as_of
                                                     ^^^^^""",
        """\
topics/all.yaml:16:15: `10 wroking days` is no period (write `10 working days`, `16 weeks`, `6 months` or a setting, as in `settings.name`)
          within: 10 wroking days
                  ^^^^^^^^^^^^^^^""",
        """\
topics/all.yaml:17:12: `+` does not go with a date and a text
          of: 'sentence.date + "a"'
               ^^^^^^^^^^^^^^^^^^^""",
        """\
topics/all.yaml:18:42: nothing is called `nothing` here
        finding: "No visit by {deadline}; \\"{nothing}\\"."
                                             ^^^^^^^""",
        """\
topics/all.yaml:22:7: VISIT901: no example comes out below the line
          - {name: one, case: {}, outcome: sufficient}
          ^""",
    ]


def test_what_rules_say_of_frameworks_is_told_once_they_hold(tmp_path: Path) -> None:
    sound = rule(criteria={"omi2-2009": ["2.2", "9.9"], "omi2-2008": ["1.1"]}, scored_in=["omi2-2009"])
    found = problems(tmp_path, sound)
    assert "VISIT901: omi2-2009 has no criterion 9.9" in found
    assert "VISIT901: there is no framework `omi2-2008` (did you mean `omi2-2009`?)" in found


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"severty": "high"}, "unknown key `severty` (did you mean `severity`?)"),
        ({"severity": "hihg"}, "this must be one of high, medium, low (did you mean `high`?)"),
        ({"severity": None}, "`severity` must be given"),
        ({"why": 3}, "this must be a text"),
        ({"question": "Short?"}, "there must be more of this: at least 10"),
        ({"code": "visit1"}, "`visit1` is not written as it must be (^[A-Z]{2,8}[0-9]{3}$)"),
        ({"sources": []}, "there must be more of this: at least 1"),
        ({"sources": "DE-1"}, "this must be a list"),
        ({"expect": {"done": "home_visits", "witin": "3 days", "of": "as_of"}}, "unknown key `witin` (did you mean `within`?)"),
        ({"expect": {"sufficient": "True", "otherwise": "not_don"}}, "did you mean `not_done`?"),
        ({"expect": {"done": "home_visits", "within": "3 days"}}, "a deadline is either `within` a period `of` a day, or `by` a day"),
        ({"finding": None}, "VISIT901: `finding` must say what was found, for outcomes below the line"),
        (
            {"finding": {"insufficient": "Not well enough."}},
            "VISIT901: `finding` has no text for `not_done`, which the ladder can give (write one, or one text for all)",
        ),
        (
            {"expect": {"too_late": "as_of > as_of", "otherwise": "sufficient"}, "finding": {"not_done": "Not done."}},
            "VISIT901: `finding` has no text for `too_late`, which the ladder can give (write one, or one text for all)",
        ),
        ({"finding": "{case.id"}, "this `{` stands alone (write `{{` for a plain brace)"),
        ({"scored_in": ["omi-2007"]}, "VISIT901: there are no criteria for `omi-2007`"),
        ({"requires": {"VISIT902": "above"}}, "VISIT901 requires VISIT902, and there is no such rule"),
        ({"requires": {"VISIT901": "above"}}, "VISIT901 names itself"),
        ({"requires": {"VISIT902": "beside"}}, "this must be one of above, below"),
        ({"asked_of": "as_of"}, "this must be true or false, not a date"),
        ({"for": "home_visits"}, "`for` is written `name in list`, as in `start in case.starts`"),
    ],
)
def test_a_rule_with_a_mistake(tmp_path: Path, parts: dict[str, Any], problem: str) -> None:
    broken = {name: value for name, value in (rule() | parts).items() if value is not None}
    found = problems(tmp_path, broken)
    assert any(problem in text for text in found), found


def test_what_a_ladder_cannot_give_needs_no_text(tmp_path: Path) -> None:
    expect = {"sufficient": "any(home_visits)", "not_applicable": "True", "otherwise": "not_done"}
    write_pack(tmp_path, rule(expect=expect, finding={"not_done": "Nobody went."}))
    assert list(load_pack(tmp_path).rules) == ["VISIT901"]


def test_examples_need_both_sides(tmp_path: Path) -> None:
    one_side = [{"name": "one", "case": {}, "outcome": outcome} for outcome in ("not_done", "not_applicable")]
    assert problems(tmp_path, rule(examples=one_side)) == ["VISIT901: no example comes out above the line"]
    assert "there must be more of this: at least 2" in problems(tmp_path / "b", rule(examples=one_side[:1]))[0]


def test_codes_and_names_are_one_rule_s_own(tmp_path: Path) -> None:
    assert problems(tmp_path, rule("VISIT901"), rule("VISIT901", name="another-name")) == [
        "VISIT901 stands in topics/all.yaml, line 4, already"
    ]
    assert problems(tmp_path / "b", rule("VISIT901", name="one-name"), rule("VISIT902", name="one-name")) == [
        "VISIT902: VISIT901 is called `one-name` too"
    ]


def test_rules_that_require_one_another(tmp_path: Path) -> None:
    circle = [rule(f"VISIT90{n}", requires={f"VISIT90{n % 3 + 1}": "above"}) for n in (1, 2, 3)]
    assert problems(tmp_path, *circle) == ["these rules require one another: VISIT901 -> VISIT902 -> VISIT903 -> VISIT901"]


def test_each_rule_comes_after_those_it_requires(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path, rule("VISIT901", requires={"VISIT903": "below"}), rule("VISIT902"), rule("VISIT903")))
    assert list(pack.rules) == ["VISIT903", "VISIT901", "VISIT902"]


def test_retired_codes(tmp_path: Path) -> None:
    assert problems(tmp_path, rule(), retired={"VISIT901": "asked no more"}) == ["VISIT901 is retired, and there is a rule of that code"]
    found = problems(tmp_path / "b", rule(requires={"VISIT800": "above"}), retired={"VISIT800": "see VISIT901"})
    assert found == ["VISIT901 requires VISIT800, and there is no such rule (it is retired: see VISIT901)"]


def test_settings_of_a_wrong_kind(tmp_path: Path) -> None:
    assert problems(tmp_path, settings={"limit": "ten days"}) == [
        "`ten days` is no period (write `10 working days`, `16 weeks`, `6 months` or a number)"
    ]
    assert problems(tmp_path / "b", settings={"__class__": 3}) == [
        "`__class__` is no name (a name is written in small letters, digits and `_`)"
    ]
    frameworks = {"omi-2007": {"settings": {"limit": 3, "other": 4, "share": "2 days"}}}
    assert problems(tmp_path / "c", settings={"limit": "3 days", "share": 0.5}, frameworks=frameworks) == [
        "`3` is not what `limit` is: 3 days",
        "this pack has no setting `other`",
        "`2 days` is not what `share` is: 0.5",
    ]


@pytest.mark.parametrize(
    ("within", "problem"),
    [
        ("ten days", "`ten days` is no period"),
        ("5 workdays", "`5 workdays` is no period"),
        ("10days", "`10days` is no period"),
        (" 5 working-days ", "`5 working-days` is no period"),
    ],
)
def test_a_text_that_is_no_period(tmp_path: Path, within: str, problem: str) -> None:
    expect = {"done": "home_visits", "within": within, "of": "as_of"}
    hint = "write `10 working days`, `16 weeks`, `6 months` or a setting, as in `settings.name`"
    assert problems(tmp_path, rule(expect=expect)) == [f"{problem} ({hint})"]


def test_a_period_in_capitals(tmp_path: Path) -> None:
    expect = {"done": "home_visits", "within": "5 Working Days", "of": "as_of"}
    hint = "(did you mean `5 working days`?)"
    assert problems(tmp_path, rule(expect=expect), settings={"limit": "1 Month"}) == [
        "`1 Month` is no period (did you mean `1 month`?)",
        f"`5 Working Days` is no period {hint}",
    ]


def test_what_follows_from_a_broken_setting_is_not_told(tmp_path: Path) -> None:
    frameworks = {"omi-2007": {"settings": {"limit": "3 days"}}}
    parts: dict[str, Any] = {
        "definitions": {"late": "as_of + settings.limit > as_of"},
        "settings": {"limit": "ten days"},
        "frameworks": frameworks,
    }
    entry = rule(expect={"done": "home_visits", "within": "settings.limit", "of": "as_of"}, asked_of="late")
    assert problems(tmp_path, entry, **parts) == ["`ten days` is no period (write `10 working days`, `16 weeks`, `6 months` or a number)"]
    (tmp_path / "settings.yaml").write_text("settings:\n  limit: {value: 3 days, meening: x}\n")
    assert {line.split(":")[0] for line in told(tmp_path)} == {"settings.yaml"}
    (tmp_path / "settings.yaml").write_text("settings:\n  limit: {value: a: b}\n")
    assert [line.split(":")[0] for line in told(tmp_path)] == ["settings.yaml"]
    (tmp_path / "settings.yaml").write_text("settings:\n  other: {value: 3 days, meaning: xyz, printed: false, source: xyz}\n")
    assert {line.splitlines()[0].split(": ", 1)[1] for line in told(tmp_path)} == {
        "there is no setting `limit`",
        "this pack has no setting `limit`",
    }


def test_what_follows_from_a_broken_definition_is_not_told(tmp_path: Path) -> None:
    write_pack(tmp_path, rule(asked_of="late(as_of) and early"), definitions={"late": "True"})
    (tmp_path / "definitions" / "all.yaml").write_text("definitions:\n  late: {meaning: xyz xyz}\n  early: {meaning: xyz xyz}\n")
    assert {line.split(":")[0] for line in told(tmp_path)} == {"definitions/all.yaml"}
    (tmp_path / "definitions" / "all.yaml").write_text("definitions: {late: {meaning: x: y}}\n")
    assert {line.split(":")[0] for line in told(tmp_path)} == {"definitions/all.yaml"}


def test_what_follows_from_a_broken_rule_is_not_told(tmp_path: Path) -> None:
    leaning = rule("VISIT902", requires={"VISIT901": "above"})
    assert problems(tmp_path, rule(asked_of="nothing"), leaning) == ["nothing is called `nothing` here"]
    (tmp_path / "topics" / "more.yaml").write_text("topic: [a: b\n")
    dump(tmp_path / "topics" / "all.yaml", {"topic": "Tests", "rules": [leaning]})
    assert [line.split(":")[0] for line in told(tmp_path)] == ["topics/more.yaml"]


def test_without_its_subject_nothing_else_of_a_rule_is_told(tmp_path: Path) -> None:
    parts: dict[str, Any] = {"asked_of": "start.date > as_of", "finding": "Since {start.date}.", "excepted": "start.event is None"}
    assert problems(tmp_path, rule(**{"for": "start of case.starts"}, **parts)) == [
        "`for` is written `name in list`, as in `start in case.starts`"
    ]
    assert problems(tmp_path / "b", rule(**{"for": "start in case.nothing"}, **parts)) == [
        "`case` has no field `nothing` (`caselint docs --out FOLDER` lists its fields, under `record`)"
    ]


def test_a_pack_that_forgot_what_it_builds_on(tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    dump(tmp_path / "topics" / "all.yaml", {"topic": "Tests", "rules": [rule(asked_of="start_day is None")]})
    (tmp_path / "pack.yaml").write_text("id: ours\nversion: 1.0.0\ntitle: Ours\ndefault_framework: omi2-2009\n")
    (problem,) = told(tmp_path)
    assert problem.splitlines()[0] == (
        "pack.yaml:1:1: this pack has no inspection programme of its own (`frameworks/`), and builds on no other pack "
        "(write `extends: hmi-probation` to build on the one that comes with caselint)"
    )
    (tmp_path / "pack.yaml").write_text("id: ours\nversion: 1.0.0\ntitle: Ours\ndefault_framework: omi2-2009\nextend: hmi-probation\n")
    (problem,) = told(tmp_path)
    assert problem.startswith("pack.yaml:5:1: unknown key `extend` (did you mean `extends`?)")


def test_definitions_with_mistakes(tmp_path: Path) -> None:
    definitions: dict[str, Any] = {
        "one": "case.nothing",
        "two": "one and True",
        "count": "True",
        "Upper": "True",
        "a": "b",
        "b": "a",
        "three": {"meaning": "of this test", "parameters": {"day": "dat"}, "expression": "True"},
    }
    found = problems(tmp_path, rule(asked_of="two"), definitions=definitions)
    assert found == [
        "`case` has no field `nothing` (`caselint docs --out FOLDER` lists its fields, under `record`)",
        "`count` is already a word of the language or a section of the record",
        "`Upper` is no name (a name is written in small letters, digits and `_`)",
        "these definitions need one another: a -> b -> a",
        "`day: dat` is no type, section path or shape (did you mean `date`?)",
    ]


def test_a_parameter_with_a_mistake_is_told_at_the_parameter(tmp_path: Path) -> None:
    text = "definitions:\n  made:\n    meaning: of this test\n    expression: 'True'\n    parameters: {day: date, start: starts}\n"
    assert written(tmp_path, "definitions/all.yaml", text) == [
        """\
definitions/all.yaml:5:29: `start: starts` is no type, section path or shape (did you mean `case.starts`?)
        parameters: {day: date, start: starts}
                                ^^^^^"""
    ]
    (found,) = written(tmp_path, "definitions/all.yaml", text.replace("start: starts", "contacts: contacts"))
    assert found.startswith(
        "definitions/all.yaml:5:29: `contacts` is a definition, a section or a word of the language (give this parameter"
    )


def test_a_definition_twice(tmp_path: Path) -> None:
    again = 'definitions:\n  made: {meaning: "of this test", expression: "False"}\n'
    write_pack(tmp_path, definitions={"made": "True"})
    (tmp_path / "definitions" / "more.yaml").write_text(again)
    (problem,) = told(tmp_path)
    assert problem.startswith("definitions/more.yaml:2:9: `made` is defined in definitions/all.yaml already")


def test_frameworks_with_mistakes(tmp_path: Path) -> None:
    found = told(
        write_pack(
            tmp_path,
            default_framework="omi3-2012",
            frameworks={
                "omi-2007": {"narrow": {"VISIT901": "case.order_typ == 'licence'"}},
                "omi2-2009": {"titel": "x"},
                "iaow-2013": {"id": "omi-2007"},
            },
        )
    )
    assert any("`case` has no field `order_typ` (did you mean `order_type`?)" in text and "^^^^^^^^^^^^^^" in text for text in found)
    assert any("titel: Extra inputs are not permitted" in text for text in found)
    assert any("this pack has no framework `omi3-2012`" in text for text in found)
    assert any("there are two frameworks `omi-2007`" in text for text in found)


def test_a_pack_runs_nothing_of_its_author(tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    text = f'definitions:\n  made: {{meaning: "of this test", expression: !!python/object/apply:os.system ["touch {trap}"]}}\n'
    (problem,) = written(tmp_path / "pack", "definitions/all.yaml", text)
    assert "is a tag, and a pack has none" in problem and not trap.exists()


def test_everything_is_told_at_once(tmp_path: Path) -> None:
    write_pack(tmp_path, rule(asked_of="nothing"), rule("VISIT902", severty="x"), definitions={"d": "nothing"}, settings={"s": "x y"})
    (tmp_path / "topics" / "more.yaml").write_text("topic: [")
    (tmp_path / "topics" / "some.yaml").write_text("[]")
    files = [text.split(":")[0] for text in told(tmp_path)]
    assert files == ["definitions/all.yaml", "settings.yaml", "topics/all.yaml", "topics/more.yaml", "topics/some.yaml"]
