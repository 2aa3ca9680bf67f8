"""Packs that build on packs: add, change and retire rules by code."""

from pathlib import Path

import pytest

from caselint.packs.cache import fingerprint
from caselint.packs.load import load_pack
from caselint.packs.problems import PackError
from tests.small_pack import dump, rule, write_pack

VISITS = {"meaning": "visits made", "expression": "list(v for v in home_visits if v.made)"}


def extending(folder: Path, base: str, *rules: dict[str, object], **manifest: object) -> Path:
    """A pack that holds nothing but its own rules and what its manifest says."""
    (folder / "topics").mkdir(parents=True)
    head = {"id": "ours", "version": "1.0.0", "title": "Ours", "default_framework": "omi2-2009", "extends": base}
    dump(folder / "pack.yaml", head | manifest)
    if rules:
        dump(folder / "topics" / "ours.yaml", {"topic": "Ours", "rules": list(rules)})
    return folder


def test_a_pack_adds_changes_and_retires(tmp_path: Path) -> None:
    write_pack(tmp_path / "base", rule("AAA001"), rule("AAB001"), rule("AAC001"), settings={"limit": "1 week"})
    own = [rule("AAB001", severity="low", replaces="test-pack"), rule("AAD001")]
    pack = load_pack(extending(tmp_path / "ours", "../base", *own, retired={"AAC001": "asked as AAD001 now"}))
    assert list(pack.rules) == ["AAA001", "AAB001", "AAD001"]
    assert (pack.rules["AAB001"].info.severity, pack.rules["AAB001"].info.topic) == ("low", "Ours")
    assert pack.rules["AAB001"].entry.replaces == "test-pack" and pack.rules["AAD001"].entry.replaces is None
    assert pack.retired == {"AAC001": "asked as AAD001 now"}
    assert (pack.id, set(pack.settings), len(pack.frameworks)) == ("ours", {"limit"}, 3)
    assert pack.base_case["case"]["id"] == "EXAMPLE-1"


def test_a_pack_changes_settings_and_definitions_of_the_one_that_it_builds_on(tmp_path: Path) -> None:
    entry = rule("AAA001", expect={"done": "visits", "within": "settings.limit", "of": "sentence.date"})
    write_pack(tmp_path / "base", entry, definitions={"visits": "list(v for v in home_visits)"}, settings={"limit": "1 week"})
    ours = extending(tmp_path / "ours", "../base")
    written = {"value": "2 weeks", "meaning": "ours", "printed": False, "source": "our trust"}
    dump(ours / "settings.yaml", {"settings": {"limit": written}})
    (ours / "definitions").mkdir()
    dump(
        ours / "definitions" / "ours.yaml",
        {"definitions": {"visits": VISITS | {"replaces": "test-pack"}}},
    )
    pack = load_pack(ours)
    assert str(pack.settings["limit"].value) == "2 weeks"
    assert pack.meanings["visits"] == "visits made"
    assert "home_visits.made" in pack.rules["AAA001"].logic.reads


def told(folder: Path) -> list[str]:
    """Every problem in words, with paths inside the folder."""
    with pytest.raises(PackError) as error:
        load_pack(folder)
    return [str(problem).replace(f"{folder}/", "") for problem in error.value.problems]


def test_nothing_is_replaced_without_a_word(tmp_path: Path) -> None:
    leaning = rule("AAB001", expect={"sufficient": "visits > 3", "otherwise": "not_done"}, requires={"AAA001": "above"})
    write_pack(tmp_path / "base", rule("AAA001"), leaning, definitions={"visits": "count(home_visits)"})
    ours = extending(tmp_path / "ours", "../base", rule("AAA001"))
    (ours / "definitions").mkdir()
    dump(ours / "definitions" / "ours.yaml", {"definitions": {"visits": VISITS}})
    definition, entry = told(ours)
    assert definition.splitlines() == [
        "definitions/ours.yaml:3:3: `visits` is a definition of test-pack already "
        "(give yours another name, or say `replaces: test-pack` if yours shall stand in its place)",
        '      "visits": {',
        "      ^",
    ]
    assert entry.splitlines() == [
        "topics/ours.yaml:5:12: AAA001 is a rule of test-pack already "
        "(give yours another code, or say `replaces: test-pack` if yours shall be asked in its place)",
        '       "code": "AAA001",',
        "               ^",
    ]


@pytest.mark.parametrize(
    ("code", "replaces", "problem"),
    [
        ("AAB001", "base", "base has no rule AAB001 that could be replaced (leave `replaces` out, or mend the code)"),
        ("AAA001", "bose", "this pack builds on no pack `bose` (did you mean `base`?)"),
        ("AAB001", "ours", "this pack builds on no pack `ours` (it builds on base, middle)"),
        ("AAA001", "base", "AAA001 is a rule of middle already (say `replaces: middle` if yours shall be asked in its place)"),
    ],
)
def test_what_is_replaced_must_be_there(tmp_path: Path, code: str, replaces: str, problem: str) -> None:
    write_pack(tmp_path / "base", rule("AAA001"), id="base")
    extending(tmp_path / "middle", "../base", rule("AAA001", replaces="base"), id="middle")
    (found,) = told(extending(tmp_path / "ours", "../middle", rule(code, replaces=replaces)))
    first, line, caret = found.splitlines()
    assert first.startswith("topics/ours.yaml:") and first.split(": ", 1)[1] == problem
    assert line[caret.index("^") :] == f'"{replaces}"'


def test_a_pack_that_builds_on_none_replaces_nothing(tmp_path: Path) -> None:
    definitions = {"visits": VISITS | {"replaces": "hmi-probation"}}
    (found,) = told(write_pack(tmp_path, definitions=definitions))
    assert "this pack builds on no pack `hmi-probation` (it builds on none: `extends` in pack.yaml names one)" in found


def test_a_rule_is_replaced_once_more_further_up(tmp_path: Path) -> None:
    write_pack(tmp_path / "base", rule("AAA001"), id="base")
    extending(tmp_path / "middle", "../base", rule("AAA001", replaces="base"), id="middle")
    pack = load_pack(extending(tmp_path / "ours", "../middle", rule("AAA001", replaces="middle", severity="low")))
    assert pack.rules["AAA001"].info.severity == "low"


def test_the_shipped_pack_can_be_built_on_by_its_id(tmp_path: Path) -> None:
    pack = load_pack(extending(tmp_path / "ours", "hmi-probation", retired={"VISIT002": "our trust asks VISIT004"}))
    assert "VISIT004" in pack.rules
    assert "VISIT002" not in pack.rules


def test_a_rule_that_requires_a_retired_one_is_told(tmp_path: Path) -> None:
    write_pack(tmp_path / "base", rule("AAA001"), rule("AAB001", requires={"AAA001": "above"}))
    with pytest.raises(PackError, match="AAB001 requires AAA001"):
        load_pack(extending(tmp_path / "ours", "../base", retired={"AAA001": "no longer asked"}))


def test_packs_cannot_build_on_one_another_or_on_nothing(tmp_path: Path) -> None:
    extending(tmp_path / "one", "../two")
    with pytest.raises(PackError, match="build on one another"):
        load_pack(extending(tmp_path / "two", "../one"))
    with pytest.raises(PackError, match="there is no pack nowhere"):
        load_pack(extending(tmp_path / "three", "nowhere"))


def test_a_change_below_is_a_change_of_the_whole(tmp_path: Path) -> None:
    write_pack(tmp_path / "base", rule("AAA001"))
    ours = extending(tmp_path / "ours", "../base")
    before = fingerprint(ours)
    write_pack(tmp_path / "base", rule("AAA001", severity="low"))
    assert fingerprint(ours) != before
