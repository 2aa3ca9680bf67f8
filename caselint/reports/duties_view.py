"""What falls due, for a terminal, as a table and as a calendar."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import timedelta
from io import TextIOWrapper
from typing import IO

from rich.console import Console

from caselint import __version__
from caselint.audit.places import identity_of
from caselint.reports.duties import GROUPS, Duties, grouped
from caselint.reports.findings_view import held_by
from caselint.reports.listed import Duty
from caselint.reports.page import MUTED, STYLES, Cell, Page
from caselint.reports.safe_text import day, many, visible
from caselint.reports.tables import as_text

COLUMNS = ("deadline", "case_id", "code", "name", "severity", "subject", "officer_id", "team", "local_delivery_unit", "expectation")


def put_duties(duties: Duties, console: Console, by: str | None = None) -> None:
    """Put the list on a console, in groups or in order of time."""
    page = Page(console)
    page.put(("WHAT FALLS DUE", "bold"))
    page.put((page.ruled * page.prose, MUTED))
    page.text(opening(duties))
    for line in doubts(duties):
        page.text(line, style="bold red")
    if by is None:
        put_rows(page, duties, duties.listed)
    else:
        for title, listed in grouped(duties.listed, GROUPS[by]).items():
            page.heading(title, many(len(listed), "thing to be done", "things to be done"))
            put_rows(page, duties, listed)
    if duties.later:
        page.blank()
        page.text(f"{duties.later:,} more {'falls' if duties.later == 1 else 'fall'} due later.", style=MUTED)


def opening(duties: Duties) -> str:
    if duties.first_as_of is None or duties.last_as_of is None:
        return "No case was audited, so nothing can be said of what falls due."
    days = many(duties.within // timedelta(days=1), "day")
    if duties.first_as_of == duties.last_as_of:
        window = f"from {day(duties.first_as_of, long=True)} to {day(duties.first_as_of + duties.within, long=True)} ({days})"
    else:
        window = f"in the {days} after each record's own as-of date ({day(duties.first_as_of)} to {day(duties.last_as_of)})"
    if not duties.listed:
        return f"Nothing on record falls due {window}, in {many(duties.cases, 'case')}."
    things = many(len(duties.listed), "thing", "things")
    return f"{things} to be done in {duties.cases_concerned:,} of {many(duties.cases, 'case')}, {window}. Nothing of it is late yet."


def doubts(duties: Duties) -> list[str]:
    """What the list cannot hold, so that a short list is no all-clear."""
    found = []
    if duties.not_audited:
        records = many(duties.not_audited, "record or file was", "records or files were")
        found.append(f"{records} not audited: what falls due in them is not known.")
    if duties.unknown:
        answers = many(duties.unknown, "answer")
        found.append(f"{answers} could not be given, since the export lacks what the questions read: their deadlines are not known.")
    return found


def put_rows(page: Page, duties: Duties, listed: Sequence[Duty]) -> None:
    ids = page.widest([duty.case_id for duty in duties.listed], 24, 4)
    holders = page.widest([held_by(duty.held_by) for duty in duties.listed], 28 if page.width < 100 else 36)
    room = page.width - 11 - ids - holders - 8 - 8
    stacked = room < 24
    for duty in listed:
        name = f"{duty.code} {duties.rules[duty.code].name}" + (
            f" ({duty.subject})" if duty.subject not in (None, duty.deadline.isoformat()) else ""
        )
        first = [Cell(day(duty.deadline), 11, right=True), Cell(duty.case_id, ids, "bold"), Cell(duty.severity, 6, STYLES[duty.severity])]
        if stacked:
            page.row(first)
            page.text(f"{name}; {held_by(duty.held_by)}", indent=13)
        else:
            page.row([*first, Cell(held_by(duty.held_by), holders), Cell(name, room)])


def write_csv(duties: Duties, stream: IO[bytes]) -> None:
    """A table of all of them (columns: `COLUMNS`). Nothing in a cell is taken for a formula."""
    page = TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(page)
        writer.writerow(COLUMNS)
        for duty in duties.listed:
            info, holder = duties.rules[duty.code], duty.held_by
            where = (holder.officer_id, holder.team, holder.local_delivery_unit)
            cells = (duty.deadline.isoformat(), duty.case_id, duty.code, info.name, duty.severity, duty.subject, *where, info.expectation)
            writer.writerow([as_text(cell) for cell in cells])
    finally:
        page.detach()


def write_ical(duties: Duties, stream: IO[bytes]) -> None:
    """An iCalendar file: a whole-day event for each. Case ids only, since calendars are shared."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", f"-//caselint//{__version__}//EN")
    calendar.add("version", "2.0")
    for duty in duties.listed:
        info = duties.rules[duty.code]
        event = Event()
        event.add("uid", f"{identity_of(duty.code, duty.case_id, duty.subject)}-{duty.deadline:%Y%m%d}@caselint")
        event.add("dtstamp", duties.last_as_of)
        event.add("dtstart", duty.deadline)
        event.add("summary", visible(f"{duty.case_id}: {duty.code} {info.name}"))
        event.add("description", visible(f"{info.expectation} Held by: {held_by(duty.held_by)}."))
        event.add("categories", [duty.severity])
        calendar.add_component(event)
    stream.write(calendar.to_ical())
