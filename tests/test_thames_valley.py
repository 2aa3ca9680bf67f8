"""A published report reproduced: the invented cohort of samples/thames-valley-2010 prints the report's figures, case for case."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from caselint.audit.case import audit_case
from caselint.audit.outcomes import CaseResult, Outcome
from caselint.audit.plan import make_plan
from caselint.demo.dice import Dice
from caselint.packs.find import shipped_folder
from caselint.packs.load import load_pack
from caselint.packs.pack import Pack
from caselint.record.reading import Reading, read
from caselint.scoring.score import score
from caselint.scoring.scorecard import Scorecard
from caselint.scoring.tally import Tally, tally_results

FOLDER = Path(__file__).parents[1] / "samples" / "thames-valley-2010"
sys.path.append(str(FOLDER))

from cohort.auditing import asker  # noqa: E402
from cohort.base import cohort  # noqa: E402
from cohort.figures import Figure, Figures, load, rounded  # noqa: E402
from cohort.page import mean_of, means, page, per_cent  # noqa: E402
from cohort.records import Changes, written  # noqa: E402
from cohort.search import Search  # noqa: E402

FIGURES: Figures = load()


@cache
def pack() -> Pack:
    return load_pack(shipped_folder())


@cache
def readings() -> tuple[Reading, ...]:
    return tuple(read([str(FOLDER / "cases.jsonl")]))


@cache
def results() -> tuple[CaseResult, ...]:
    plan = make_plan(pack(), [FIGURES.framework])
    return tuple(audit_case(plan, r.record, r.record.case.exported_on) for r in readings() if r.record and r.record.case.exported_on)


@cache
def counts() -> Tally:
    return tally_results(results(), FIGURES.framework)


@cache
def card() -> Scorecard:
    return score(pack().frameworks[FIGURES.framework], pack().infos.values(), counts())


def ruled() -> list[Figure]:
    return [figure for figure in FIGURES.questions.values() if figure.code in pack().rules]


def test_every_case_can_be_read_and_contradicts_itself_in_nothing() -> None:
    assert [reading.problem for reading in readings() if reading.problem] == []
    assert not [name for reading in readings() for name in reading.unknown_sections]
    assert len(results()) == FIGURES.cases == 171
    assert len({result.case_id for result in results()}) == FIGURES.cases
    assert not [result.case_id for result in results() if Outcome.ERROR in result.outcomes.values()]


def test_answers_are_given_where_only_an_assessor_can_answer() -> None:
    """An answer that decided what the facts decide, or a question that is not asked, would make the figures worthless."""
    answers = [(result.case_id, answer) for result in results() for answer in result.answered]
    assert answers
    judged = {code for code, rule in pack().rules.items() if rule.entry.expect == "answered"}
    assert [(case, answer.code) for case, answer in answers if answer.code not in judged] == []
    assert [(case, answer.code) for case, answer in answers if answer.record_outcome is not Outcome.NOT_ANSWERED] == []


def test_every_figure_whose_question_has_a_rule_is_reproduced() -> None:
    off = []
    for figure in ruled():
        found = counts().outcomes(figure.code)
        asked = sum(number for outcome, number in found.items() if outcome.counts)
        above = sum(number for outcome, number in found.items() if outcome.above)
        if (above, asked) != figure.aim or any(found.get(Outcome(state), 0) != number for state, number in figure.states.items()):
            off.append(f"{figure.code}: {above} of {asked} for {figure.aim[0]} of {figure.aim[1]} {dict(figure.states)}")
    assert not off, "the cohort has to be made anew: python samples/thames-valley-2010/make.py"


def test_other_cases_are_counted_only_where_that_is_said_and_print_the_same() -> None:
    for figure in FIGURES.questions.values():
        if figure.here:
            assert figure.here.why
            assert figure.prints is None or rounded(*figure.aim) == figure.prints, figure.code
            assert figure.aim != (figure.above, figure.asked), figure.code


def test_the_shares_print_the_figures_of_the_report() -> None:
    for figure in FIGURES.questions.values():
        if figure.prints is not None:
            assert rounded(figure.above, figure.asked) == figure.prints, figure.code


def test_levels_are_found_wrong_in_the_direction_that_the_report_names() -> None:
    given = Counter((a.question, a.direction) for r in readings() if r.record for a in r.record.answers or () if a.direction)
    for figure in ruled():
        assert {name: given[figure.code, name] for name in figure.directions} == dict(figure.directions)  # type: ignore[index]


def test_questions_stand_where_the_report_prints_them() -> None:
    framework = pack().frameworks[FIGURES.framework]
    for figure in ruled():
        info = pack().rules[figure.code].info
        assert framework.scores(info) == figure.scored, figure.code
        if figure.scored:
            assert sorted(framework.places(info)) == sorted(figure.criteria), figure.code


def test_no_question_is_scored_without_a_figure_and_no_figure_is_forgotten() -> None:
    """Every question that the programme scores and that has a rule is at stake; each figure is known to the pack, or waits for a rule."""
    framework = pack().frameworks[FIGURES.framework]
    scored = {code for code, rule in pack().rules.items() if framework.scores(rule.info) and framework.places(rule.info)}
    assert scored <= FIGURES.questions.keys()
    assert FIGURES.questions.keys() - pack().rules.keys() == FIGURES.no_rule_yet


def test_a_criterion_all_of_whose_questions_have_rules_is_the_mean_of_their_figures() -> None:
    for criterion in (criterion for section in card().sections for criterion in section.criteria):
        inside = [figure for figure in FIGURES.questions.values() if figure.scored and criterion.id in figure.criteria]
        if inside and all(figure.code in pack().rules for figure in inside):
            assert criterion.score == mean_of(inside), criterion.id


def test_printed_scores_come_out_where_they_can() -> None:
    """Where the figures that the report prints average what it prints for the whole, so must ours; the page says why the others cannot."""
    for mean in means(FIGURES, pack(), card()):
        if mean.complete and mean.expected == mean.printed and not any(figure.ours for figure in mean.figures):
            assert mean.here is not None and per_cent(mean.here) == mean.printed, mean.id


def test_the_page_says_what_is_so() -> None:
    """Set CASELINT_REGENERATE=1 to write the page anew."""
    written = page(FIGURES, pack(), counts())
    file = FOLDER / "README.md"
    if os.environ.get("CASELINT_REGENERATE"):
        file.write_text(written, encoding="utf-8")
    print("\n".join(table(written)))
    assert file.read_text(encoding="utf-8") == written, "run the tests with CASELINT_REGENERATE=1, and read what changed"


def table(text: str) -> Iterator[str]:
    """The rows of the page, in columns."""
    for line in text.splitlines():
        if line.startswith("|") and "---" not in line:
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            yield f"{cells[0]:<34} {cells[2]:>18} {cells[3]:>20}"


def test_the_cohort_is_made_alike_each_time() -> None:
    """The first steps, for a few cases: the whole search takes minutes."""
    first, second = (made(6) for _ in range(2))
    assert first == second
    assert any(changes for changes, _ in first)


def made(size: int) -> list[tuple[Changes, bytes]]:
    questions = asker(FIGURES, pack())
    cases, stock = cohort(questions, size, Dice("cohort"), number=12, swaps=50)
    search = Search(questions, cases, Dice("search"), stock)
    search.run(60)
    return [(case.changes, written(case.record())) for case in search.cases]
