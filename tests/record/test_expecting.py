"""What the models expect at a place, and what a name was most likely meant to be."""

import pytest

from caselint.record.expecting import expected_at, leads_somewhere, suggest_section
from caselint.record.locating import Path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ((), "object"),
        (("case",), "object"),
        (("case", "id"), "id"),
        (("case", "team"), "text"),
        (("case", "exported_on"), "date"),
        (("case", "starts"), "list"),
        (("case", "starts", 3), "object"),
        (("case", "starts", 3, "date"), "date"),
        (("case", "starts", 3, "event"), "value"),
        (("case", "not_carried", 0), "text"),
        (("case", "tiers", 0, "allocated"), "integer"),
        (("sentence", "custodial_months"), "number"),
        (("home_visits", 0, "made"), "boolean"),
        (("home_visits", 0, "purposes", 1), "value"),
        (("interventions", 0, "preparations", 1), "date"),
    ],
)
def test_the_models_say_what_stands_there(path: Path, kind: str) -> None:
    expected = expected_at(path)
    assert expected is not None and expected.kind == kind


@pytest.mark.parametrize("path", [("weather",), ("case", 3), ("case", "id", "x"), ("case", "starts", "x"), ("case", "starts", 0, "x")])
def test_elsewhere_the_models_say_nothing(path: Path) -> None:
    assert expected_at(path) is None


@pytest.mark.parametrize(
    ("name", "section"),
    [("home_vists", "home_visits"), ("Contacts", "contacts"), ("contacts", None), ("weather", None), ("", None), ("x" * 9999, None)],
)
def test_only_near_misses_are_suggested(name: str, section: str | None) -> None:
    assert suggest_section(name) == section


@pytest.mark.parametrize("path", ["rosh", "case.offender_managers.grade", "sentence_plans.objectives", "person.gender"])
def test_a_path_of_the_record(path: str) -> None:
    assert leads_somewhere(path)


@pytest.mark.parametrize("path", ["", "home_visit", "case.ofender_managers", "person.gender.x", "case..id", "case.model_fields"])
def test_a_path_that_leads_nowhere(path: str) -> None:
    assert not leads_somewhere(path)
