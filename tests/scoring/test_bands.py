from fractions import Fraction as F

import pytest

from caselint.scoring.bands import band_of, with_cutoffs
from caselint.scoring.score import score
from tests.scoring.support import IDS, counted, criterion, headline, rule, section, shipped

BANDS = shipped("omi2-2009").bands


@pytest.mark.parametrize(
    ("score", "band"),
    [(F(1), "MINIMUM"), (F(795, 1000), "MINIMUM"), (F(794, 1000), "MODERATE"), (F(645, 1000), "MODERATE"), (F(0), "DRASTIC"), (None, None)],
)
def test_the_rounded_score_is_compared(score: F | None, band: str | None) -> None:
    assert band_of(score, BANDS) == band


@pytest.mark.parametrize("framework", IDS)
def test_every_observed_score_gets_its_printed_band(framework: str) -> None:
    bands = shipped(framework).bands
    for band in bands.levels:
        assert {band_of(F(observed, 100), bands) for observed in band.observed} <= {band.id}


def test_cutoffs_are_settings() -> None:
    lower = with_cutoffs(BANDS, {"SUBSTANTIAL": 40})
    assert (band_of(F(42, 100), BANDS), band_of(F(42, 100), lower)) == ("DRASTIC", "SUBSTANTIAL")
    assert [band.starts for band in BANDS.levels] == [80, 65, 45, 0]
    assert [band.starts for band in lower.levels] == [80, 65, 40, 0]


@pytest.mark.parametrize(
    ("cutoffs", "says"),
    [
        ({"GREAT": 90}, "no band 'GREAT'"),
        ({"MODERATE": 80}, "MODERATE starts at 80: not below MINIMUM"),
        ({"DRASTIC": 5}, "scores below 5 have no band"),
        ({"MINIMUM": 101}, "no whole per cent"),
    ],
)
def test_cutoffs_that_leave_a_gap_are_refused(cutoffs: dict[str, int], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        with_cutoffs(BANDS, cutoffs)


def test_bands_go_where_the_report_has_them() -> None:
    rules = [rule("A1", dict.fromkeys(IDS, ("1.1",)), measures=("roh",))]
    tally = counted(20, {"A1": (20, 20)})
    omi, omi2, iaow = (score(shipped(name), rules, tally) for name in ("omi-2007", "omi2-2009", "iaow-2013"))
    assert (criterion(omi, "1.1").band, section(omi, "1").band, headline(omi, "risk-of-harm-thread").band) == ("good", None, None)
    assert (criterion(omi2, "1.1").band, section(omi2, "1").band, headline(omi2, "roh").band) == ("MINIMUM", None, "MINIMUM")
    assert (criterion(iaow, "1.1").band, section(iaow, "1").band, iaow.bands) == (None, None, ())


def test_another_programmes_bands_are_named_as_such() -> None:
    rules, tally = [rule("A1", {"iaow-2013": ("1.1",)})], counted(20, {"A1": (20, 20)})
    card = score(shipped("iaow-2013"), rules, tally, bands=BANDS)
    assert criterion(card, "1.1").band == "MINIMUM"
    assert "The bands are not those of iaow-2013, which has none." in card.warnings


def test_the_card_holds_the_cutoffs_that_were_used() -> None:
    card = score(shipped("omi2-2009"), [], counted(0, {}), bands=with_cutoffs(BANDS, {"SUBSTANTIAL": 40}))
    assert [(band.id, band.starts) for band in card.bands] == [("MINIMUM", 80), ("MODERATE", 65), ("SUBSTANTIAL", 40), ("DRASTIC", 0)]
    assert not any("bands" in warning for warning in card.warnings)
