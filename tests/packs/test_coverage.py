"""Coverage: what the reports ask, held against what the rules ask. Nothing that is missing may look covered."""

from pathlib import Path
from typing import Any

import pytest

from caselint.packs.catalogue import read_catalogue
from caselint.packs.coverage import coverage_of
from caselint.packs.find import shipped_folder
from caselint.packs.load import load_pack
from caselint.packs.problems import PackError
from tests.small_pack import dump, make_pack, rule, write_pack


def question(code: str, **parts: Any) -> dict[str, Any]:
    entry = {"code": code, "name": f"question-{code.lower()}", "tier": "core", "decided_by": "record", "criteria": {"omi2-2009": ["2.2"]}}
    return entry | parts


def write_catalogue(folder: Path, *questions: dict[str, Any]) -> None:
    dump(folder / "catalogue.yaml", {"topics": [{"topic": "Tests", "questions": list(questions)}]})


def test_every_question_is_counted_once_for_its_criterion(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, rule("VISIT901"), rule("VISIT902", expect="answered", scored_in=[]))
    write_catalogue(
        tmp_path, question("VISIT901"), question("VISIT903"), question("VISIT904", tier="full", criteria={"omi2-2009": ["1.2", "2.2"]})
    )
    found = coverage_of(pack, read_catalogue(tmp_path))
    (programme,) = (f for f in found.frameworks if f.id == "omi2-2009")
    rows = {c.id: (c.record, c.assessor, c.scored, c.uncovered) for c in programme.criteria if not c.organisational}
    assert rows["2.2"] == (("VISIT901",), ("VISIT902",), 1, ("VISIT903", "VISIT904"))
    assert rows["1.2"] == ((), (), 0, ("VISIT904",))
    assert [(t.tier, t.questions, t.record, t.assessor, t.uncovered) for t in found.tiers] == [("core", 2, 1, 0, 1), ("full", 1, 0, 0, 1)]
    assert found.own == ("VISIT902",)
    assert {c.id for c in programme.criteria if c.organisational} == {"4.1", "4.2", "4.3", "4.4", "4.5"}


def test_a_pack_without_a_catalogue_claims_nothing(tmp_path: Path) -> None:
    found = coverage_of(make_pack(tmp_path), read_catalogue(tmp_path))
    assert [tier.questions for tier in found.tiers] == [0, 0]
    assert found.own == ("VISIT901",)


def test_a_pack_that_builds_on_another_has_its_catalogue(tmp_path: Path) -> None:
    base = write_pack(tmp_path / "base")
    write_catalogue(base, question("VISIT901"), question("VISIT905"))
    own = tmp_path / "own"
    own.mkdir()
    dump(own / "pack.yaml", {"id": "own", "version": "1.0.0", "title": "Own", "default_framework": "omi2-2009", "extends": "../base"})
    assert list(coverage_of(load_pack(own), read_catalogue(own)).uncovered) == ["VISIT905"]


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        ((question("VISIT901"), question("VISIT901")), "VISIT901 stands in the catalogue twice"),
        ((question("VISIT901", tier="most"),), "tier"),
        ((question("VISIT901", teir="core"),), "teir"),
    ],
)
def test_a_catalogue_that_is_not_as_it_should_be(tmp_path: Path, questions: tuple[dict[str, Any], ...], words: str) -> None:
    write_catalogue(tmp_path, *questions)
    dump(tmp_path / "pack.yaml", {})
    with pytest.raises(PackError, match=words):
        read_catalogue(tmp_path)


# -- the shipped pack


def test_every_core_question_has_a_rule() -> None:
    pack, catalogue = load_pack(shipped_folder()), read_catalogue(shipped_folder())
    found = coverage_of(pack, catalogue)
    assert [code for code, q in found.uncovered.items() if q.tier == "core"] == []
    assert found.own == ()


def test_rules_keep_to_the_catalogue() -> None:
    """A rule has its question's name and its programmes, and is an assessor's where the catalogue says so.

    Its criteria are the question's, but for those that a programme places elsewhere or counts once.
    """
    pack, catalogue = load_pack(shipped_folder()), read_catalogue(shipped_folder())
    for code, found in pack.rules.items():
        asked = catalogue[code]
        assert (found.info.name, found.info.norm) == (asked.name, asked.norm), code
        for framework, criteria in asked.criteria.items():
            placements = pack.frameworks[framework].placements
            assert set(found.info.criteria[framework]) <= {*criteria, *(placements.questions.get(code, ()) if placements else ())}, code
        assert (found.logic.expect is None) == (asked.decided_by == "assessor"), code
        for framework in asked.criteria:
            assert (framework in found.info.scored_in) == (framework in asked.scored_in), (code, framework)
