"""A page for each rule: the fixed headings, all that `explain` says, and the examples as one writes them."""

import re
from pathlib import Path

import pytest

from caselint.cli import explain as told
from caselint.docs.origin import origins_of
from caselint.docs.rule_index import rule_index
from caselint.docs.rule_page import FURTHER, HEADINGS, rule_page
from caselint.docs.usage import usage_of
from caselint.packs.load import load_pack
from caselint.packs.pack import Pack
from caselint.packs.yaml_source import parse_yaml
from caselint.reports import rule_facts as facts
from tests.docs.reading import headings, part, plain, shipped, shipped_pages, without_fences
from tests.packs.test_extending import extending
from tests.small_pack import rule, write_pack

BRIEF = ("Question", "Why it matters", "Who is asked", "Above the line", "Below the line", "Period and source", "Criteria", "Examples")


def page_of(pack: Pack, code: str) -> str:
    return rule_page(pack, pack.rules[code], usage_of(pack), origins_of(pack))


def test_every_rule_has_a_page_with_the_fixed_headings_in_order() -> None:
    assert HEADINGS == BRIEF
    for code in shipped().rules:
        page = shipped_pages()[f"rules/{code}.md"]
        found = headings(page, 2)
        assert tuple(found[:8]) == BRIEF, code
        assert found[8:] == [heading for heading in FURTHER if heading in found], code
        assert all(part(page, heading).strip() for heading in found), code


def test_a_page_says_everything_that_explain_says() -> None:
    pack = shipped()
    for code, each in pack.rules.items():
        page = plain(without_fences(shipped_pages()[f"rules/{code}.md"]))
        info = each.info
        said = [
            info.name,
            info.topic,
            info.question,
            info.why,
            info.who,
            info.expectation,
            info.remedy,
            facts.severity(each),
            info.note or "",
        ]
        said += [facts.who_answers(each), *facts.evidence(each), *told.requirements(pack, each), ", ".join(info.sources)]
        for period in facts.periods(pack, facts.own_settings(each)):
            said += [period.says, period.source, period.name, *period.otherwise.values()]
        said += [words for period in facts.periods(pack, each.logic.settings) for words in (period.says, period.name)]
        for programme in facts.criteria(pack, each):
            said += [
                words for each_ in programme.criteria for words in (f"{each_.id} {each_.name}", each_.framework, each_.not_scored or "")
            ]
            said.append(programme.narrow or "")
        said += [words for _, found in facts.examples(each) for fact in found for words in (f"{fact.name}: {fact.says}",)]
        said += [path.partition(".")[0] for path in each.logic.reads]
        missing = [words for words in said if plain(words) not in page]
        assert missing == [], code


def test_the_logic_stands_in_a_page_as_it_stands_in_the_file_of_the_rule() -> None:
    logic = {"for", "none_listed", "asked_of", "excepted", "requires", "expect", "evidence_against", "finding"}
    found = 0
    for file in (shipped().folder / "topics").glob("*.yaml"):
        for entry in parse_yaml(file.read_text(encoding="utf-8"), file.name).data["rules"]:
            code = entry["code"]
            written = part(shipped_pages()[f"rules/{code}.md"], "In the rule language")
            block = re.search(r"```yaml\n(.*?)```", written, re.DOTALL)
            assert block, code
            data = parse_yaml(block[1], "page").data
            assert data == {key: on_one_line(value) for key, value in entry.items() if key in logic}, code
            if isinstance(data["expect"], dict) and "otherwise" in data["expect"]:
                rungs = [[key for key in each if key != "deadline"] for each in (data["expect"], entry["expect"])]
                assert rungs[0][:-1] == [key for key in rungs[1] if key != "otherwise"], f"{code}: the rungs are in another order"
            assert not re.search(r"^(requires|expect|evidence_against|finding): [{\[]", block[1], re.MULTILINE), (
                f"{code}: keys stand in braces"
            )
            found += 1
    assert found == len(shipped().rules)


def test_what_is_not_asked_of_anybody_is_not_left_out(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path / "pack", rule("AAA001", asked_of=False), rule("AAB001")))
    assert "asked_of: false\n" in page_of(pack, "AAA001")
    assert "asked_of" not in part(page_of(pack, "AAB001"), "In the rule language")


def on_one_line(value: object) -> object:
    if isinstance(value, dict):
        return {key: on_one_line(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [on_one_line(inner) for inner in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def test_an_example_on_a_page_is_the_case_that_the_rule_has() -> None:
    found = 0
    for code, each in shipped().rules.items():
        blocks = re.findall(r"```yaml\n(.*?)```", part(shipped_pages()[f"rules/{code}.md"], "Examples"), re.DOTALL)
        cases = [fact.example.case for _, facts_ in facts.examples(each) for fact in facts_]
        assert [parse_yaml(block, "page").data for block in blocks] == [{"case": dict(case)} for case in cases], code
        found += len(blocks)
    assert found > 1_500


def test_the_index_has_every_rule_with_its_question_and_who_decides() -> None:
    index = shipped_pages()["rules/index.md"]
    for code, each in shipped().rules.items():
        row = next(line for line in index.splitlines() if line.startswith(f"| [{code}]"))
        cells = [plain(cell) for cell in row.strip("| ").split(" | ")]
        decides = "assessor" if each.logic.expect is None else "record"
        assert (cells[0], cells[1], cells[2], cells[4]) == (code, each.info.name, plain(each.info.question), decides)


def test_a_retired_rule_is_listed_with_its_reason(tmp_path: Path) -> None:
    write_pack(tmp_path / "base", rule("AAA001"), rule("AAB001"))
    pack = load_pack(extending(tmp_path / "ours", "../base", retired={"AAB001": "asked as AAA001 now"}))
    retired = part(rule_index(pack, origins_of(pack)), "Retired rules")
    assert "`AAB001`: asked as AAA001 now" in retired
    assert "None" in part(shipped_pages()["rules/index.md"], "Retired rules")


def test_a_pack_that_builds_on_another_gets_pages_that_say_where_each_rule_is_from(tmp_path: Path) -> None:
    write_pack(tmp_path / "base", rule("AAA001"), rule("AAB001"))
    pack = load_pack(
        extending(tmp_path / "ours", "../base", rule("AAB001", question="Was it done as we do it?", replaces="test-pack"), rule("AAC001"))
    )
    assert "pack `test-pack`, `topics/all.yaml`" in page_of(pack, "AAA001")
    replaced = page_of(pack, "AAB001")
    assert "Was it done as we do it?" in replaced
    assert re.search(r"pack `ours`, `topics/ours.yaml`, line \d+; it takes the place of the rule of that code in `test-pack`", replaced)
    new = page_of(pack, "AAC001")
    assert "pack `ours`" in new
    assert "takes the place" not in new
    index = rule_index(pack, origins_of(pack))
    assert [line.rsplit("| ", 1)[1] for line in index.splitlines() if line.startswith("| [AA")] == ["`test-pack` |", "`ours` |", "`ours` |"]


def test_a_pack_that_builds_on_the_shipped_one_gets_a_page_for_its_own_rule(tmp_path: Path) -> None:
    pack = load_pack(extending(tmp_path / "ours", "hmi-probation", rule("OURS001")))
    origins = origins_of(pack)
    page = rule_page(pack, pack.rules["OURS001"], usage_of(pack), origins)
    assert tuple(headings(page, 2)[:8]) == BRIEF
    assert "pack `ours`" in page
    assert "[OURS001](OURS001.md)" in rule_index(pack, origins)


def test_what_a_rule_can_come_to_below_the_line(tmp_path: Path) -> None:
    deadline = {"done": "home_visits", "good_enough": "any(done.purposes)", "within": "2 weeks", "of": "sentence.date"}
    entries = [
        rule("AAA001", expect=deadline, finding={"not_done": "Not done by {deadline}.", "too_late": "Late."}),
        rule("AAB001", expect="answered", finding=None),
        rule("AAC001", norm="enhanced", finding=None, scored_in=[]),
    ]
    pack = load_pack(write_pack(tmp_path / "pack", *entries))
    assert part(page_of(pack, "AAA001"), "Below the line").split("\n") == [
        "",
        "",
        "- **insufficient**",
        "- **too late**: Late.",
        r"- **not done**: Not done by \[deadline\].",
        "",
        "",
    ]
    assert "What an assessor says: insufficient, too late, not done." in part(page_of(pack, "AAB001"), "Below the line")
    assert "praised practice" in part(page_of(pack, "AAC001"), "Below the line")


@pytest.mark.parametrize("key", ["as_of", "framework", "evidence_against"])
def test_what_an_example_sets_besides_its_case_is_said(tmp_path: Path, key: str) -> None:
    value = {"as_of": "2010-05-01", "framework": "omi-2007", "evidence_against": True}[key]
    words = {"as_of": "as of 2010-05-01", "framework": "under `omi-2007`", "evidence_against": "evidence against the case is put"}[key]
    examples = [
        {"name": "one above", "case": {}, "outcome": "sufficient", key: value},
        {"name": "one below", "case": {}, "outcome": "not_done"},
    ]
    pack = load_pack(write_pack(tmp_path / "pack", rule("AAA001", examples=examples)))
    assert words in part(page_of(pack, "AAA001"), "Examples")


def test_a_definition_and_a_setting_lead_to_the_rules_that_name_them(tmp_path: Path) -> None:
    from caselint.docs.definition_pages import definition_pages
    from caselint.docs.setting_page import setting_page

    entries = [
        rule("AAA001", expect={"done": "visits", "within": "settings.limit", "of": "sentence.date"}),
        rule("AAB001", asked_of="late", finding="Only on {start_day}."),
    ]
    definitions = {
        "visits": "list(v for v in home_visits)",
        "late": "start_day is not None and as_of > start_day + settings.limit",
        "start_day": "sentence.expected_end_on",
    }
    folder = write_pack(tmp_path / "pack", *entries, definitions=definitions, settings={"limit": "1 week", "unused": 3})
    pack = load_pack(folder)
    settings = setting_page(pack, usage_of(pack))
    rows = {line.split("`")[1]: line for line in settings.splitlines() if line.startswith('| <a id="')}
    assert "[AAA001](rules/AAA001.md); through a definition: [AAB001](rules/AAB001.md)" in rows["limit"]
    assert rows["unused"].endswith("| no rule |")
    pages = dict(definition_pages(pack, usage_of(pack), origins_of(pack)))
    start_day = part(pages["definitions/all.md"], "`start_day`")
    assert "**Rules that name it**: [AAB001](../rules/AAB001.md)" in start_day, "a message names it too"
    assert "**Definitions that name it**: [`late`](../definitions/all.md#late)" in start_day
    assert "a date that can be missing" in start_day
