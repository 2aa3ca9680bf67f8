"""Score cards of stored results, whole or by group, with the configuration's own variants and bands."""

from __future__ import annotations

from caselint.audit.outcomes import CaseResult
from caselint.audit.results import Results
from caselint.cli.common import Setup
from caselint.packs.framework import Bands
from caselint.scoring.bands import with_cutoffs
from caselint.scoring.score import score
from caselint.scoring.scorecard import Scorecard
from caselint.scoring.tally import tally_groups, tally_results


def scorecards(
    results: Results, setup: Setup, wanted: tuple[str, ...], variant: str | None, by: str | None
) -> list[tuple[str | None, Scorecard]]:
    """The score cards of the audited programmes, or of those that are wanted; the title of each is its group.

    Raises `ValueError` for a programme that was not audited, a variant or cut-offs that do not exist.
    """
    for name in wanted:
        if name not in results.run.frameworks:
            raise ValueError(f"these results were not audited for {name}, but for {', '.join(results.run.frameworks)}")
    found: list[tuple[str | None, Scorecard]] = []
    bands = own_bands(setup)
    for name in wanted or results.run.frameworks:
        framework = setup.pack.frameworks.get(name)
        if framework is None:
            raise ValueError(f"these results were audited for {name}, which this pack does not have")
        tallies = {None: tally_results(results.cases(), name)} if by is None else dict(tally_groups(results.cases(), name, GROUPS[by]))
        for title, counted in tallies.items():
            chosen = variant or setup.config.variants.get(name)
            card = score(framework, results.run.rules.values(), counted, variant=chosen, bands=bands.get(name))
            found.append((title, card))
    return found


def own_bands(setup: Setup) -> dict[str, Bands]:
    """By programme: its bands with the configuration's own cut-offs. Raises `ValueError` for a band that it does not have."""
    found = {}
    for name, cutoffs in setup.config.bands.items():
        bands = setup.pack.frameworks[name].bands
        if bands is None:
            raise ValueError(f"{name} prints no bands, so it has no cut-offs to set")
        found[name] = with_cutoffs(bands, cutoffs)
    return found


def team(result: CaseResult) -> str:
    return result.held_by.team or "no team recorded"


def unit(result: CaseResult) -> str:
    return result.held_by.local_delivery_unit or "no unit recorded"


def manager(result: CaseResult) -> str:
    return result.held_by.officer_id or "no manager recorded"


GROUPS = {"team": team, "unit": unit, "manager": manager}
