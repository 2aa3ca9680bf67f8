"""`check --baseline` and `caselint baseline`: whoever starts on old data sees what is new, and never less than that."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from caselint.audit.baseline import contradictions_in
from caselint.record.problems import Problem, ProblemKind, one_fault
from tests.cli.test_trust import call, export
from tests.small_pack import case, rule, visit, write_pack

SEEN = [visit("2010-02-12")]
PLANNED = rule(
    "VISIT902",
    **{"for": "p in sentence_plans"},
    severity="medium",
    expect={"sufficient": "count(p.objectives) > 0", "otherwise": "not_done"},
    finding="Nothing is planned.",
)


def plans(*names: str) -> list[dict[str, Any]]:
    return [{"id": name, "date": "2010-02-10", "objectives": []} for name in names]


def record(name: str, **parts: Any) -> dict[str, Any]:
    return case(case={"id": name}, **{"sentence_plans": plans("P1"), **parts})


OLD = [record("C-1"), record("C-2"), record("C-3", sentence_plans=plans("P1", "P2"))]
"""Seven findings: three cases without a visit, four plans without an objective."""


class Provider:
    """Somebody who starts tomorrow, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pack = write_pack(folder / "pack", rule(), PLANNED)
        self.results, self.file = folder / "results.jsonl", folder / "caselint-baseline.jsonl"

    def check(self, records: list[dict[str, Any]], *options: object) -> Result:
        return call("check", export(self.folder, *records), "--pack", self.pack, *options)

    def store(self, records: list[dict[str, Any]], *options: object) -> Path:
        assert self.check(records, "--output", f"jsonl:{self.results}", *options).exit_code in (0, 1, 2)
        return self.results

    def against(self, records: list[dict[str, Any]], *options: object) -> Result:
        return self.check(records, "--baseline", self.file, "--fail-on", "low", *options)

    def baseline(self, verb: str, *options: object) -> Result:
        given = () if verb == "show" else (self.results,)
        return call("baseline", verb, *given, "--file", self.file, "--pack", self.pack, *options)

    def start(self, records: list[dict[str, Any]] = OLD) -> Result:
        self.store(records)
        return self.baseline("write")


@pytest.fixture
def provider(tmp_path: Path) -> Provider:
    return Provider(tmp_path)


def standing(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


# -- the story


def test_whoever_starts_on_old_data_is_clean_from_then_on(provider: Provider) -> None:
    assert provider.check(OLD).exit_code == 1
    result = provider.start()
    assert (result.exit_code, result.stdout) == (0, f"{provider.file}: 7 findings in 3 cases known from now on\n")
    again = provider.against(OLD)
    assert again.exit_code == 0
    said = " ".join(again.stdout.split())
    assert "No new findings. 7 findings in 3 cases are known from the baseline, and still to be mended." in said
    assert "None that is new. Below the line stand findings that are not: 7 known." in said
    assert "no case is below the line" not in said
    assert "7 findings known from the baseline, 0 suppressed: they count in the scores, and not in the exit status" in again.stderr


@pytest.mark.parametrize(
    ("records", "new", "stale"),
    [
        pytest.param([*OLD, record("C-4", sentence_plans=[])], 1, 0, id="a new case"),
        pytest.param([OLD[0], record("C-2", sentence_plans=plans("P1", "P9")), OLD[2]], 1, 0, id="another subject"),
        pytest.param([OLD[0], record("C-2", sentence_plans=plans("P9")), OLD[2]], 1, 1, id="a swapped one"),
        pytest.param([OLD[0], record("C-2", sentence_plans=plans("P1", "P1")), OLD[2]], 2, 0, id="the same identity twice"),
        pytest.param([OLD[0], OLD[1], record("C-3", home_visits=SEEN, sentence_plans=plans("P1", "P2", "P3"))], 1, 1, id="one for another"),
        pytest.param([record("C-1", home_visits=SEEN), *OLD[1:]], 0, 1, id="a mended one"),
        pytest.param(OLD[::-1], 0, 0, id="another order"),
    ],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_new_fails_the_run_and_what_is_mended_is_told(
    provider: Provider, records: list[dict[str, Any]], new: int, stale: int, jobs: int
) -> None:
    provider.start()
    result = provider.against(records, "--output", "json", "--jobs", jobs)
    report = standing(result)
    assert (report["findings"]["total"], report["standings"]["stale_total"]) == (new, stale)
    assert sum(one["standing"] == "new" for one in report["findings"]["list"]) == new
    assert result.exit_code == (1 if new else 0)
    assert ("prune" in result.stderr) is bool(stale)


def test_the_status_follows_new_findings_alone(provider: Provider) -> None:
    provider.start()
    new_medium = [*OLD, record("C-4", home_visits=SEEN)]
    assert provider.check(new_medium, "--baseline", provider.file, "--fail-on", "high").exit_code == 0
    assert provider.check(new_medium, "--baseline", provider.file, "--fail-on", "medium").exit_code == 1
    assert provider.check([*OLD, record("C-4")], "--baseline", provider.file, "--fail-on", "high").exit_code == 1


def test_a_baseline_keeps_nothing_else_from_failing_the_run(provider: Provider) -> None:
    provider.start()
    assert provider.against([*OLD, {"case": {}}]).exit_code == 2
    assert provider.against([*OLD, record("C-4", home_visits=None, sentence_plans=None)]).exit_code == 2
    assert provider.against([record("C-1", home_visits=None), *OLD[1:]]).exit_code == 1, (
        "a question that cannot be asked any more is no pass"
    )


def test_scores_are_the_same_with_and_without(provider: Provider) -> None:
    provider.start()
    without, held = (standing(provider.check(OLD, "--output", "json", *o)) for o in ((), ("--baseline", provider.file)))
    assert held["findings"]["total"] == 0
    for part in ("scorecards", "counts", "rules", "not_exported", "not_answered", "exceptions", "due"):
        assert held[part] == without[part]


def test_without_the_baseline_all_is_there_again(provider: Provider) -> None:
    provider.start()
    (provider.folder / "caselint.toml").write_text('baseline = "caselint-baseline.jsonl"\n', encoding="utf-8")
    config = ("--config", provider.folder / "caselint.toml")
    assert provider.check(OLD, *config).exit_code == 0
    assert provider.check(OLD, *config, "--no-baseline").exit_code == 1
    assert "Baseline" not in provider.check(OLD, *config, "--no-baseline").stdout


def test_the_file_that_the_configuration_names_is_written_pruned_and_heeded(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative to the configuration, wherever somebody works."""
    (provider.folder / "audit").mkdir()
    (provider.folder / "caselint.toml").write_text('pack = "pack"\nbaseline = "audit/known.jsonl"\n', encoding="utf-8")
    provider.store(OLD)
    monkeypatch.chdir(provider.folder / "audit")
    assert "audit/known.jsonl: 7 findings" in call("baseline", "write", provider.results).stdout
    assert sorted(path.name for path in (provider.folder / "audit").iterdir()) == ["known.jsonl"]
    result = call("check", export(provider.folder, *OLD))
    assert result.exit_code == 0
    assert "audit/known.jsonl: 7 findings as of 2010-06-30" in " ".join(result.stdout.split())
    assert call("baseline", "prune", provider.results).stdout.endswith("audit/known.jsonl: 0 entries taken out, 7 left\n")


def test_cases_that_were_not_audited_are_counted_and_kept(provider: Provider) -> None:
    provider.start()
    result = provider.against(OLD[:1], "--output", "json")
    assert standing(result)["standings"]["baseline_elsewhere"] == 5
    assert "5 entries of the baseline are on cases that this run did not audit." in provider.against(OLD[:1]).stdout
    provider.store(OLD[:1])
    pruned = provider.baseline("prune")
    assert pruned.stdout == f"{provider.file}: 0 entries taken out, 7 left\n"
    assert "5 entries on 2 cases that these results do not have stay: see --gone" in pruned.stderr
    assert provider.baseline("prune", "--gone").stdout.endswith("5 entries taken out, 2 left\n")
    assert provider.against(OLD).exit_code == 1


# -- writing


def test_a_baseline_is_not_overwritten_unasked_and_what_is_accepted_is_counted(provider: Provider) -> None:
    provider.start()
    before = provider.file.read_bytes()
    provider.store([*OLD[:2], record("C-4", sentence_plans=[])])
    refused = provider.baseline("write")
    assert (refused.exit_code, provider.file.read_bytes()) == (2, before)
    assert "is there already" in refused.stderr and "--overwrite" in refused.stderr
    _, *told = provider.baseline("write", "--overwrite").stdout.splitlines()
    assert told == ["1 of them were not in the baseline that was here; 3 that were in it are not known any more"]


def test_what_was_not_asked_is_not_in_it(provider: Provider) -> None:
    provider.store(OLD, "--select", "VISIT901")
    result = provider.baseline("write")
    assert "1 rule of the pack was not asked: what would be found by them is not in it" in result.stderr
    report = standing(provider.against(OLD, "--output", "json"))
    assert report["findings"]["total"] == 4


def cut(results: Path) -> None:
    results.write_bytes(results.read_bytes()[:-20])


def lost_line(results: Path) -> None:
    lines = results.read_bytes().splitlines(keepends=True)
    results.write_bytes(b"".join([*lines[:1], *lines[2:]]))


@pytest.mark.parametrize("verb", ["write", "prune"])
@pytest.mark.parametrize(
    ("damage", "words"), [(cut, "was cut short|is damaged"), (lost_line, "it holds 2 cases"), (Path.unlink, "cannot be read|No such")]
)
def test_results_that_are_damaged_are_refused(provider: Provider, verb: str, damage: Callable[[Path], None], words: str) -> None:
    provider.start()
    before = provider.file.read_bytes()
    damage(provider.results)
    result = provider.baseline(verb, *(["--overwrite"] if verb == "write" else []))
    assert result.exit_code == 2
    assert any(word in result.stderr for word in words.split("|")), result.stderr
    assert provider.file.read_bytes() == before


@pytest.mark.parametrize("verb", ["write", "prune"])
def test_results_of_a_run_that_is_not_to_be_trusted_are_refused(provider: Provider, verb: str) -> None:
    provider.start()
    before = provider.file.read_bytes()
    answers = provider.folder / "answers.csv"
    answers.write_text("case,rule,outcome,by,on\nC-1,VISIT901,well,QA-1,2010-06-01\n", encoding="utf-8")
    for records, options in (([OLD[0], {"case": {}}], ()), ([], ()), (OLD, ("--answers", answers))):
        provider.store(records, *options)
        result = provider.baseline(verb, *(["--overwrite"] if verb == "write" else []))
        assert (result.exit_code, provider.file.read_bytes()) == (2, before)
        assert "not to be trusted" in result.stderr


def test_results_of_another_pack_are_refused(provider: Provider) -> None:
    other = write_pack(provider.folder / "other", rule(), PLANNED, id="other-pack")
    provider.start()
    call("check", export(provider.folder, *OLD), "--pack", other, "--output", f"jsonl:{provider.results}")
    for verb in ("write", "prune"):
        result = provider.baseline(verb, *(["--overwrite"] if verb == "write" else []))
        assert (result.exit_code, "has results of the pack other-pack" in result.stderr) == (2, True)
    result = call("check", export(provider.folder, *OLD), "--pack", other, "--baseline", provider.file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{provider.file}:1: it was made with the pack test-pack, and this run asks the rules of other-pack" in result.stderr


# -- pruning


def test_what_is_mended_is_pruned_and_new_when_it_comes_back(provider: Provider) -> None:
    provider.start()
    mended = [record("C-1", home_visits=SEEN), *OLD[1:]]
    provider.store(mended)
    dry = provider.baseline("prune", "--dry-run")
    assert dry.stdout == f"C-1  VISIT901 test-rule-visit901\n{provider.file}: 1 entry would be taken out, 6 left\n"
    assert provider.against(OLD).exit_code == 0, "nothing was changed"
    assert provider.baseline("prune").stdout.endswith("1 entry taken out, 6 left\n")
    assert provider.against(mended).exit_code == 0
    assert provider.against(OLD).exit_code == 1
    assert provider.baseline("prune").stdout.endswith("0 entries taken out, 6 left\n")


@pytest.mark.parametrize(
    ("records", "options"),
    [
        ([record("C-1", home_visits=None), *OLD[1:]], ()),
        ([record("C-1", home_visits=SEEN), *OLD[1:]], ("--select", "VISIT902")),
    ],
)
def test_what_the_results_cannot_tell_stays(provider: Provider, records: list[dict[str, Any]], options: tuple[str, ...]) -> None:
    provider.start()
    before = provider.file.read_bytes()
    provider.store(records, *options)
    assert provider.baseline("prune").stdout.endswith("0 entries taken out, 7 left\n")
    assert provider.file.read_bytes() == before


def test_results_that_look_at_less_are_refused(provider: Provider) -> None:
    provider.start()
    provider.store(OLD, "--as-of", "2010-06-29")
    early = provider.baseline("prune")
    assert early.exit_code == 2
    assert "these results look at 2010-06-29, and the baseline was made as of 2010-06-30" in early.stderr
    provider.store(OLD, "--framework", "iaow-2013")
    other = provider.baseline("prune")
    assert other.exit_code == 2
    assert "these results are for iaow-2013, and the baseline was made for omi2-2009: audit for the same" in other.stderr


def test_rules_that_the_pack_lost_are_named_stale_and_pruned(provider: Provider) -> None:
    provider.start()
    provider.pack = write_pack(provider.folder / "pack", rule(), retired={"VISIT902": "VISIT901 asks it now"})
    shown = provider.baseline("show")
    assert "  VISIT902 (retired)" in shown.stdout
    assert "1 rule of it is not in this pack" in shown.stderr
    provider.store(OLD)
    pruned = provider.baseline("prune")
    assert "C-3  VISIT902 (retired)  P2" in pruned.stdout
    assert pruned.stdout.endswith("4 entries taken out, 3 left\n")


# -- files that cannot be used


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text[: text.rindex('{"type": "end"}')], ":9: the line that closes the file is missing"),
        (lambda text: text.replace('"version": 1', '"version": 7'), ":1: is a baseline of version 7"),
        (lambda text: text.replace('{"case": "C-2"', "<<<<<<< ours\n=======\n>>>>>>> theirs\n{", 1), "holds the marks of a merge"),
        (lambda text: text[:0], "is no baseline"),
    ],
)
def test_a_damaged_baseline_ends_the_run_before_anything_is_audited(provider: Provider, change: Callable[[str], str], words: str) -> None:
    provider.start()
    provider.file.write_text(change(provider.file.read_text(encoding="utf-8")), encoding="utf-8")
    for result in (provider.against(OLD), provider.baseline("prune"), provider.baseline("show")):
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"caselint: the baseline cannot be used\n{provider.file}" in result.stderr
        assert words in result.stderr


def test_a_baseline_that_is_absent_is_no_empty_one(provider: Provider) -> None:
    result = provider.against(OLD)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "cannot be read: No such file or directory" in result.stderr


def test_control_characters_of_ids_are_written_out(provider: Provider) -> None:
    provider.start()
    text = provider.file.read_text(encoding="utf-8")
    provider.file.write_text(text.replace('"case": "C-1"', '"case": "C\\u001b[31m\\u202e1"'), encoding="utf-8")
    listed = provider.baseline("show", "--list")
    assert "C\\x1b[31m\\u202e1  VISIT901" in listed.stdout
    assert "\x1b" not in listed.stdout
    provider.store(OLD)
    assert "\x1b" not in provider.baseline("prune", "--gone", "--dry-run").stdout
    provider.file.write_text(text.replace('"version": 1', '"version": "\\u001b[31m"'), encoding="utf-8")
    told = provider.against(OLD).stderr
    assert "of version \\x1b[31m" in told and "\x1b" not in told


def test_a_baseline_is_shown_by_rule(provider: Provider) -> None:
    provider.start()
    assert provider.baseline("show").stdout == (
        f"{provider.file}: 7 findings in 3 cases\n"
        "made with test-pack 1.0.0 for omi2-2009, as of 2010-06-30\n"
        "  VISIT901 test-rule-visit901  3 findings in 3 cases\n"
        "  VISIT902 test-rule-visit902  4 findings in 3 cases\n"
    )


# -- records that contradict themselves


def contradicting(name: str, **more: Any) -> dict[str, Any]:
    return case(home_visits=[], case={"id": name, "end": {"date": "2009-12-01", "reason": "expired"}, **more})


def test_a_record_that_contradicts_itself_is_known_and_told_of_all_the_same(provider: Provider) -> None:
    known = [*OLD, contradicting("C-8")]
    assert "and 1 contradiction in 4 cases known from now on" in provider.start(known).stdout
    assert '{"case": "C-8", "contradiction": "/case/end/date"}' in provider.file.read_text(encoding="utf-8")
    again = provider.against(known)
    assert again.exit_code == 0
    assert "C-8 contradicts itself; audited, and what is said of it may mislead (known from the baseline)" in " ".join(again.stdout.split())
    assert "1 record contradicts itself (1 known from the baseline)" in " ".join(again.stdout.split())
    assert "1 record contradicts itself as the baseline knows" in again.stderr
    assert "1 contradiction in 1 record" in provider.baseline("show").stdout


def test_a_new_contradiction_fails_the_run(provider: Provider) -> None:
    provider.start([*OLD, contradicting("C-8")])
    assert provider.against([*OLD, contradicting("C-8"), contradicting("C-9")]).exit_code == 1
    swapped = provider.against([*OLD, contradicting("C-9")])
    assert swapped.exit_code == 1, "as many as before, and another record"
    more = {"sentence": {"kind": "community_order", "date": "2010-03-01"}}
    assert provider.against([*OLD, contradicting("C-8") | more]).exit_code == 1, "another field of the same record"


def test_a_contradiction_that_was_mended_is_stale_pruned_and_new_again(provider: Provider) -> None:
    contradiction = contradicting("C-8")
    mended = case(home_visits=[], case={"id": "C-8"})
    provider.start([*OLD, contradiction])
    provider.store([*OLD, mended])
    assert "C-8 a contradiction at /case/end/date" in " ".join(provider.against([*OLD, mended]).stdout.split())
    assert "C-8  a contradiction at /case/end/date\n" in provider.baseline("prune").stdout
    assert provider.against([*OLD, contradiction]).exit_code == 1


def test_where_in_a_list_it_stands_does_not_matter() -> None:
    def problem(pointer: str) -> Problem:
        return one_fault(ProblemKind.INCONSISTENT, "x", "it ends before it begins", pointer=pointer, case_id="C-1")

    assert contradictions_in(problem("/reviews/3/plans/0/date")) == contradictions_in(problem("/reviews/12/plans/7/date"))
    assert contradictions_in(problem("/reviews/3/date")) != contradictions_in(problem("/reviews/3/kind"))
