"""A case without defects keeps the inspectors' limits. The dates are checked here by hand, without any rule."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import pytest

from caselint.demo import days
from caselint.demo.caseload import well_run
from caselint.demo.facts import Facts
from caselint.demo.shape import Draft, in_order

Case = tuple[Facts, Draft]


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    made = [well_run(number, 7) for number in range(1, 501)]
    for _, draft in made:
        in_order(draft)
    return made


def never_apart(dates: Iterable[date], start: date, end: date, most: int) -> bool:
    points = [start, *sorted(day for day in dates if start < day <= end), end]
    return all((later - earlier).days <= most for earlier, later in pairwise(points))


def of(facts: Facts, documents: list[Draft]) -> Draft | None:
    return next((document for document in documents if document["start_id"] == facts.start_id), None)


def test_assessments_are_made_in_time(cases: list[Case]) -> None:
    for facts, draft in cases:
        limit = days.after(facts.start, 15)
        screening, analysis = of(facts, draft["rosh"]["screenings"]), of(facts, draft["rosh"]["analyses"])
        assert screening is not None
        assert screening["date"] <= limit
        assert (analysis is not None) == facts.analysed
        assert analysis is None or analysis["date"] <= limit
        assert [level["level"] for level in draft["rosh"]["levels"] if level["date"] <= facts.start][-1] == facts.level


def test_risk_is_planned_for_at_once(cases: list[Case]) -> None:
    for facts, draft in cases:
        assert bool(draft["risk_management_plans"]) == facts.managed
        for plan in draft["risk_management_plans"][:1]:
            analysis = of(facts, draft["rosh"]["analyses"])
            assert analysis is not None
            assert analysis["date"] <= plan["date"] <= (facts.start if facts.licence else days.after(facts.start, 5))
            assert set(analysis["factors"]) <= {action["factor"] for action in plan["actions"]}
            assert all(action["owner"] and action["due_on"] for action in plan["actions"])
            assert all(action["done_on"] for action in plan["actions"] if action["due_on"] <= facts.exported_on)


def test_plans_say_what_they_must(cases: list[Case]) -> None:
    for facts, draft in cases:
        assert bool(draft["sentence_plans"]) != facts.standalone
        for plan in draft["sentence_plans"][:1]:
            tags = {tag for objective in plan["objectives"] for tag in objective["tags"]}
            assert plan["date"] <= days.after(facts.start, 15)
            assert facts.child_concern <= ("child_protection" in tags)
            assert facts.managed <= ("roh" in tags)


def test_reviews_keep_their_intervals(cases: list[Case]) -> None:
    for facts, draft in cases:
        kinds = ["roh"] + ["risk_management_plan"] * facts.managed + ["sentence_plan"] * (not facts.standalone)
        for kind in kinds:
            done = [review["date"] for review in draft["reviews"] if review["of"] == kind]
            assert never_apart(done, facts.start, facts.until, 112)
        again = {"sentence_plan", "reoffending"} & {review["of"] for review in draft["reviews"]}
        assert len(again) == (0 if facts.standalone or not facts.reviews else 2)
        assert all(review["date"] <= review["due_on"] for review in draft["reviews"])
        for change in facts.changes:
            assert change.reviewed_on <= days.after(change.identified_on, 5)


def test_homes_are_visited(cases: list[Case]) -> None:
    for facts, draft in cases:
        visits = [visit["date"] for visit in draft["home_visits"] if visit.get("made")]
        if not facts.custody and (facts.high or facts.child_concern or facts.abuse or facts.prolific):
            assert facts.start <= visits[0] <= days.after(facts.start, 10)
            assert never_apart(visits, facts.start, facts.until, 112)


def test_agencies_are_asked_early_and_again(cases: list[Case]) -> None:
    for facts, draft in cases:
        assessed = (of(facts, draft["rosh"]["analyses"]) or draft["rosh"]["screenings"][-1])["date"]
        needed = ["childrens_services"] * facts.child_concern + ["police_domestic_abuse"] * (facts.abuse or facts.child_concern)
        for agency in needed:
            sent = [entry["sent_on"] for entry in draft["enquiries"] if entry["agency"] == agency]
            assert facts.start - timedelta(30) <= sent[0] <= assessed
            assert facts.custody or never_apart(sent, sent[0], facts.until, 112)
        for entry in draft["enquiries"]:
            limit = days.after(entry["sent_on"], 10)
            assert entry["chasers"] or limit > facts.exported_on or entry["replied_on"] <= limit


def test_managers_are_involved(cases: list[Case]) -> None:
    for facts, draft in cases:
        dates = [entry["date"] for entry in draft["oversight"]]
        if facts.high or facts.child_concern:
            assert never_apart(dates, facts.start, facts.until, 112)
        if facts.high_from or facts.mappa_managed:
            talks = [entry["date"] for entry in draft["oversight"] if entry["kind"] == "discussion"]
            assert never_apart(talks, facts.start, facts.until, 56)
        assert facts.high <= any(entry["kind"] == "countersignature" for entry in draft["oversight"])
        assert not facts.mappa_eligible or all(draft["mappa"][name] for name in ("categories", "levels", "notified_on"))


def test_absences_are_answered(cases: list[Case]) -> None:
    for facts, draft in cases:
        for missed in (contact for contact in draft["contacts"] if contact.get("outcome") == "absent"):
            asked = [contact["date"] for contact in draft["contacts"] if contact.get("follows_up_id") == missed["id"]]
            assert asked[0] <= days.after(missed["date"], 2)
            assert missed["absence_reason"]
            if missed["absence_decision"] == "unacceptable":
                steps = [step for step in draft["enforcement"] if missed["id"] in step["triggered_by_ids"]]
                assert steps[0]["started_on"] <= days.after(missed["date"], 7)
        failures = [contact for contact in draft["contacts"] if contact.get("absence_decision") == "unacceptable"]
        assert not facts.order or len(failures) < 2 or draft["enforcement"][-1]["kind"] == "breach"


def test_appointments_are_regular(cases: list[Case]) -> None:
    for facts, draft in cases:
        if facts.custody:
            continue
        dates = [contact["date"] for contact in draft["contacts"] if contact.get("planned") and contact["date"] >= facts.start]
        assert dates[0] <= days.after(facts.start, 5)
        assert never_apart(dates, facts.start, facts.until, 66 if facts.standalone else 36)
