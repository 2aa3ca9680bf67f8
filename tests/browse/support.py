"""Results to browse, and a screen to look at."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from textual.pilot import Pilot

from caselint.audit.outcomes import CaseResult, Evidence, Holder, Outcome
from caselint.browse.app import BrowseApp
from caselint.browse.caseload import load
from caselint.record.problems import Fault, Problem, ProblemKind
from tests.reports.support import FRAMEWORKS, case, stored

NARROW, WIDE = (80, 24), (200, 50)
SOUTH = Holder("OM-2", "South")
TWISTED = Problem(ProblemKind.INCONSISTENT, "cases.jsonl", (Fault("/sentence", 3, 1, "the end lies before the start"),), "C-003")
BROKEN = Problem(ProblemKind.MALFORMED, "cases.jsonl", (Fault("/case/id", 9, 4, "a case without an id", "give it one"),), None)


def few_cases() -> list[CaseResult]:
    """Five findings: two high, two medium and one low, of North and South; one question that waits, with evidence against."""
    waiting = case("C-004", SOUTH, ROSH001="not_answered", reasons={"ROSH001": "the record cannot decide"})
    return [
        case("C-001", ROSH001="not_done", VISIT002="too_late"),
        case("C-002", SOUTH, ROSH001="insufficient", PLAN003="not_done", deadline=date(2010, 1, 8)),
        case("C-003", Holder(), VISIT002="not_done"),
        replace(waiting, evidence_against=(Evidence("ROSH001", "Nothing since 3 March 2010."),)),
        case("C-005", VISIT002=Outcome.NOT_YET_DUE.value, due={"VISIT002": date(2010, 7, 9)}),
    ]


def app_for(path: Path, records: Path | None = None, watch: float = 3600.0) -> BrowseApp:
    again = partial(load, path, FRAMEWORKS)
    return BrowseApp(again(), again, records, watch)


def few(folder: Path, problems: tuple[Problem, ...] = ()) -> BrowseApp:
    return app_for(stored(folder, few_cases(), problems).path)


def screen(app: BrowseApp) -> str:
    """What stands on the screen, line by line."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


async def settle(pilot: Pilot[None]) -> None:
    """Until everything that a key set off is done: a record is read, put on the screen, and gone to."""
    await pilot.app.workers.wait_for_complete()
    for _ in range(3):
        await pilot.pause()


def drive(app: BrowseApp, steps: Callable[[Pilot[None]], Awaitable[None]], size: tuple[int, int] = NARROW) -> None:
    """Run the application without a terminal, and do the steps in it."""

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            await steps(pilot)
        app.load.results.close()

    asyncio.run(run())


def after(app: BrowseApp, *keys: str, size: tuple[int, int] = NARROW) -> str:
    """The screen after these keys."""
    seen: list[str] = []

    async def steps(pilot: Pilot[None]) -> None:
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        seen.append(screen(app))

    drive(app, steps, size)
    return seen[0]
