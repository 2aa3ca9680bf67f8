"""One case: what was found and what mends it, and beside it the timeline of its record."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Static

from caselint.audit.outcomes import CaseResult
from caselint.audit.results import ResultsError
from caselint.browse.case_sheet import Asked, write_case
from caselint.browse.held import OverwrittenError
from caselint.browse.page import Page
from caselint.browse.records import Found, find_record
from caselint.browse.sheet import Place, Sheet
from caselint.browse.timeline import events_of
from caselint.browse.timeline_sheet import write_timeline
from caselint.reports.findings_view import held_by
from caselint.reports.safe_text import visible

if TYPE_CHECKING:
    from caselint.browse.list_screen import ListScreen

KEYS = "Esc back  Tab case/timeline  f fold  n next  p previous  ? help"
GONE = "The results file was written over since it was read, and this case can no longer be read from it. r reads the new results."


class CaseScreen(Screen[None]):
    """The case at the cursor of the list from which it was opened."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (130, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,backspace", "leave", "back"),
        Binding("tab,shift+tab", "other_page", "case/timeline", priority=True),
        Binding("f", "fold", "fold"),
        Binding("n", "step(1)", "next"),
        Binding("p", "step(-1)", "previous"),
    ]

    def __init__(self, source: ListScreen) -> None:
        super().__init__()
        self.source = source
        self.load = source.load
        self.asked = Asked(self.load.run.rules, next(one for one in self.load.summary.programmes if one.id == source.framework))
        self.folded = True
        self.result: CaseResult | None = None
        self.chosen: Place | None = None
        self.found: Found | None = None

    def compose(self) -> ComposeResult:
        yield Static(markup=False, id="title")
        with Horizontal(id="pages"):
            yield Page(id="case")
            yield Page(id="timeline")
        yield Static(markup=False, id="doubt")
        yield Static(markup=False, id="news")
        yield Static(KEYS, markup=False, classes="keys")

    def on_mount(self) -> None:
        self.put_case()
        self.tell(self.source.news)
        self.query_one("#case").focus()

    def put_case(self) -> None:
        case, self.chosen = self.source.chosen()
        self.found = None
        self.say("#doubt", "")
        self.query_one("#title", Static).update(f"{visible(case.id)}   {visible(held_by(case.held_by))}   {self.source.place()}")
        try:
            self.result = self.load.results.case_at(case.offset)
        except OverwrittenError:
            self.give_up(GONE)
            return
        except ResultsError as error:
            self.give_up(str(error))
            return
        self.query_one("#case", Page).put(self.write_case, self.chosen)
        self.query_one("#timeline", Page).put(lambda sheet: sheet.text("Reading the record..."))
        self.read_record(self.result)

    def give_up(self, why: str) -> None:
        self.result = None
        self.query_one("#case", Page).put(lambda sheet: sheet.text(why, "bold red"))
        self.query_one("#timeline", Page).put(Sheet.blank)

    def write_case(self, sheet: Sheet) -> None:
        assert self.result is not None
        write_case(sheet, self.result, self.asked, self.chosen)

    @work(thread=True, exclusive=True)
    def read_record(self, result: CaseResult) -> None:
        """Off the screen's own thread: a record can stand at the end of a large file."""
        results = self.load.results
        found = find_record(result, results.path, results.stamp.changed, self.source.records)
        self.app.call_from_thread(self.put_record, result, found)

    def put_record(self, result: CaseResult, found: Found) -> None:
        if result is self.result and self.is_mounted:
            self.found = found
            self.put_timeline()

    def put_timeline(self) -> None:
        assert self.result is not None and self.found is not None
        result, found = self.result, self.found
        self.say("#doubt", found.says or "")
        events = None if found.record is None else events_of(found.record)

        def write(sheet: Sheet) -> None:
            write_timeline(sheet, result, self.asked, events, found.says, self.folded, self.chosen)

        on_timeline = self.chosen is not None and self.chosen.kind != "waits"
        place = None if events is None else self.chosen if on_timeline else Place("as_of")
        self.query_one("#timeline", Page).put(write, place)

    def tell(self, news: str) -> None:
        self.say("#news", news)

    def say(self, where: str, words: str) -> None:
        self.query_one(where, Static).update(words)
        self.query_one(where).display = bool(words)

    def action_leave(self) -> None:
        self.dismiss(None)

    def action_other_page(self) -> None:
        """Where there is room for one alone, the other takes its place."""
        other = "timeline" if not self.has_class("timeline") else "case"
        self.set_class(other == "timeline", "timeline")
        self.query_one(f"#{other}").focus()

    def action_fold(self) -> None:
        self.folded = not self.folded
        if self.found is not None:
            self.put_timeline()

    def action_step(self, by: int) -> None:
        if self.source.step(by):
            self.put_case()
