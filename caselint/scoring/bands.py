"""Bands: the verdict that a programme gives to a rounded score. Where a band starts is a setting; the reports print no cut-off."""

from collections.abc import Mapping
from fractions import Fraction

from caselint.packs.framework import Bands
from caselint.packs.framework_checks import check_cutoffs
from caselint.scoring.scorecard import percent


def band_of(score: Fraction | None, bands: Bands) -> str | None:
    """Id of the first band, from the best, whose start the rounded score reaches. No score, no band."""
    if score is None:
        return None
    return next((band.id for band in bands.levels if percent(score) >= band.starts), None)


def with_cutoffs(bands: Bands, cutoffs: Mapping[str, int]) -> Bands:
    """The same bands, some of them starting elsewhere, in whole per cent.

    Raises `ValueError` with every fault: an unknown band, an order that does not descend, a score left without a band.
    """
    known = {band.id for band in bands.levels}
    faults = [
        f"no band {name!r}; there are {', '.join(band.id for band in bands.levels) or 'none'}" for name in cutoffs if name not in known
    ]
    faults += [f"{name} starts at {start}, which is no whole per cent" for name, start in cutoffs.items() if not 0 <= start <= 100]
    levels = tuple(band.model_copy(update={"starts": cutoffs.get(band.id, band.starts)}) for band in bands.levels)
    faults += [message for _, message in check_cutoffs(levels)]
    if faults:
        raise ValueError("; ".join(faults))
    return bands.model_copy(update={"levels": levels})
