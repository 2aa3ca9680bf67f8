"""The first screen: the score card, and one of the lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from caselint.browse.card import CardRow, card_columns, card_of, card_rows
from caselint.browse.case_screen import CaseScreen
from caselint.browse.caseload import Case, Caseload, Entry
from caselint.browse.choosing import Choice, Chooser, Reader
from caselint.browse.filters import FACETS, Filter
from caselint.browse.help import write_problem
from caselint.browse.lists import LISTS, List, count_words, counted_values, empty_words, select
from caselint.browse.page import Page
from caselint.browse.sheet import Place, Sheet
from caselint.browse.table import Table, sortable, sorted_rows
from caselint.browse.words import counted_words, doubt_words, made_words, open_words, run_words
from caselint.record.problems import Problem
from caselint.reports.safe_text import visible
from caselint.reports.scorecard_view import band_words
from caselint.reports.verdict import verdict

KEYS = "Enter opens  / search  c criterion  s o t m n filter  x all  ? help  q quit"


class ListScreen(Screen[None]):
    """What is shown is a caseload, a list of it, a filter and an order; every key changes one of them."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (130, "-wide"), (170, "-widest")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"show('{key}')", shown.title) for key, shown in LISTS.items()),
        *(Binding(facet.key, f"facet('{name}')", name) for name, facet in FACETS.items()),
        Binding("c", "criterion", "criterion"),
        Binding("f", "framework", "programme"),
        Binding("slash", "search", "search"),
        Binding("x", "clear", "all"),
        Binding("b", "sort", "sort"),
        Binding("B", "other_way", "other way"),
        Binding("i", "about", "this run"),
        Binding("escape", "leave_search", "back", show=False),
        Binding("q", "app.quit", "quit"),
    ]

    def __init__(self, load: Caseload, records: Path | None) -> None:
        super().__init__()
        self.load = load
        self.records = records
        self.framework = load.run.frameworks[0]
        self.key = "1"
        self.filter = Filter()
        self.order: tuple[int, bool] | None = None
        self.news = ""
        self.text_before = ""

    @property
    def shown(self) -> List:
        return LISTS[self.key]

    @property
    def table(self) -> Table:
        return self.query_one("#list", Table)

    def compose(self) -> ComposeResult:
        for name in ("run", "doubt", "counted", "open"):
            yield Static(markup=False, id=name)
        with Horizontal(id="body"):
            yield Table(id="card")
            with Vertical(id="right"):
                yield Static(markup=False, id="tabs")
                yield Static(markup=False, id="count")
                yield Table(id="list")
                yield Page(id="empty")
        yield Static(markup=False, id="news")
        yield Input(id="search", placeholder="a part of a case id, or of a question's code or name", compact=True)
        yield Static(KEYS, markup=False, id="keys", classes="keys")

    def on_mount(self) -> None:
        self.put_run()
        self.table.focus()

    def change(self, load: Caseload) -> None:
        """Show another state of the results, by the same filter as far as it fits."""
        self.load = load
        if self.framework not in load.run.frameworks:
            self.framework = load.run.frameworks[0]
            self.filter = replace(self.filter, criterion=None)
        self.put_run()

    def put_run(self) -> None:
        self.query_one("#run", Static).update(run_words(self.load, self.framework))
        self.say("#doubt", doubt_words(self.load))
        self.query_one("#counted", Static).update(counted_words(self.load))
        self.query_one("#open", Static).update(open_words(self.load))
        card = self.query_one("#card", Table)
        rows = card_rows(self.load, self.framework)
        card.put(card_columns(card_of(self.load, self.framework)), rows, self.card_cursor(rows))
        self.put_list()

    def card_cursor(self, rows: Sequence[CardRow]) -> int:
        return next((at for at, row in enumerate(rows) if row.criterion == self.filter.criterion), 0)

    def put_list(self, cursor: int = 0) -> None:
        rows, sieve = select(self.shown, self.load, self.filter)
        columns = self.shown.columns(self.load, sieve)
        order = "" if self.order is None else f"by {columns[self.order[0]].title}"
        if self.order is not None:
            rows = sorted_rows(rows, columns[self.order[0]], self.order[1])
        self.table.put(columns, rows, cursor, self.order)
        self.table.display = bool(rows)
        empty = self.query_one("#empty", Page)
        empty.display = not rows
        if not rows:
            says = empty_words(self.shown, self.load, self.filter)
            empty.put(lambda sheet: write_all(sheet, says))
        self.query_one("#tabs", Static).update(tabs(self.key))
        count = self.query_one("#count", Static)
        count.update(count_words(self.shown, rows, self.load, self.filter, order))
        count.set_class(bool(self.filter), "filtered")

    def tell(self, news: str) -> None:
        """What became of the results. It stays until something else is said of them."""
        self.news = news
        self.say("#news", news)

    def say(self, where: str, words: str) -> None:
        self.query_one(where, Static).update(words)
        self.query_one(where).display = bool(words)

    # -- what the keys do

    def action_show(self, key: str) -> None:
        self.key, self.order = key, None
        self.put_list()
        self.table.focus()

    def action_facet(self, name: str) -> None:
        facet = FACETS[name]
        if name not in self.shown.facets:
            self.read(self.shown.title, [f"There is nothing to filter by {name} in this list."])
            return
        what, counts = counted_values(self.key, facet, self.load, self.filter)
        choices = [Choice(f"any {name}", None, counts.total())]
        choices += [Choice(visible(value), value, counts[value]) for value in facet.sorted(counts)]
        chosen = self.filter.facets.get(name)
        cursor = next((at for at, choice in enumerate(choices) if choice.value == chosen), 0)

        def apply(choice: Choice | None) -> None:
            if choice is not None:
                self.narrow(self.filter.having(name, choice.value))

        self.app.push_screen(Chooser(f"Which {name}? With the {what} of each, by the other filters", choices, None, cursor, what), apply)

    def narrow(self, wanted: Filter) -> None:
        self.filter = wanted
        self.put_list()

    def action_criterion(self) -> None:
        card = self.query_one("#card", Table)
        if card.display and card.size.width:
            card.focus()
            return
        rows = card_rows(self.load, self.framework)
        columns = card_columns(card_of(self.load, self.framework))
        self.app.push_screen(Chooser(f"Score card: {self.title_of(self.framework)}", rows, columns, self.card_cursor(rows)), self.choose)

    def choose(self, row: CardRow | None) -> None:
        if row is not None:
            self.narrow(replace(self.filter, criterion=row.criterion))

    def title_of(self, framework: str) -> str:
        return card_of(self.load, framework).title

    def action_framework(self) -> None:
        names = self.load.run.frameworks
        if len(names) == 1:
            self.read("Programmes", [f"This run was made for one programme: {self.title_of(names[0])}."])
            return

        def apply(choice: Choice | None) -> None:
            if choice is not None:
                self.framework = choice.value
                self.filter = replace(self.filter, criterion=None)
                self.put_run()

        choices = [Choice(self.title_of(name), name) for name in names]
        self.app.push_screen(Chooser("The score card of which programme?", choices, None, names.index(self.framework)), apply)

    def action_search(self) -> None:
        search = self.query_one("#search", Input)
        search.display = True
        self.text_before = self.filter.text
        search.value = self.filter.text
        search.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.value != self.filter.text:
            self.narrow(replace(self.filter, text=event.value))

    def on_input_submitted(self) -> None:
        self.end_search()

    def action_leave_search(self) -> None:
        """As if nothing had been typed."""
        search = self.query_one("#search", Input)
        if search.display:
            search.value = self.text_before
            self.narrow(replace(self.filter, text=self.text_before))
            self.end_search()

    def end_search(self) -> None:
        self.query_one("#search").display = False
        (self.table if self.table.display else self.query_one("#empty")).focus()

    def action_clear(self) -> None:
        self.query_one("#search", Input).value = ""
        self.narrow(Filter())
        self.query_one("#card", Table).go(0)
        self.end_search()

    def action_sort(self) -> None:
        at = sortable(self.table.columns)
        here = -1 if self.order is None else at.index(self.order[0])
        self.order = (at[here + 1], False) if here + 1 < len(at) else None
        self.put_list()

    def action_other_way(self) -> None:
        at, other_way = self.order or (sortable(self.table.columns)[0], False)
        self.order = (at, not other_way)
        self.put_list()

    def action_about(self) -> None:
        says = [run_words(self.load, self.title_of(self.framework)), made_words(self.load), counted_words(self.load)]
        says += verdict(self.load.summary)
        card = card_of(self.load, self.framework)
        says += [card.variant, *(f"{band_words(band)} from {band.starts}%." for band in card.bands)]
        says += ["Before you use the figures of the score card:", *card.warnings, *card.cautions]
        self.read("This run", says)

    def read(self, title: str, says: Sequence[str]) -> None:
        self.app.push_screen(Reader(title, lambda sheet: write_all(sheet, says)))

    def on_table_chosen(self, event: Table.Chosen) -> None:
        row = event.row
        if event.table.id == "card":
            self.choose(row)
            self.table.focus()
        elif isinstance(row, Problem):
            self.app.push_screen(Reader("Problem", lambda sheet: write_problem(sheet, row)))
        else:
            self.app.push_screen(CaseScreen(self))

    # -- what an open case asks

    def chosen(self) -> tuple[Case, Place | None]:
        """The case at the cursor, and what of it the reader comes for."""
        row: Any = self.table.row
        if isinstance(row, Entry):
            return row.case, Place("finding" if self.key == "1" else "due", row.place)
        return row, Place("waits") if self.key == "4" else None

    def step(self, by: int) -> bool:
        """Go on in the list; False at its end."""
        before = self.table.cursor
        self.table.go(before + by)
        return self.table.cursor != before

    def place(self) -> str:
        return f"{self.table.cursor + 1:,} of {len(self.table.rows):,} in the list"


def tabs(key: str) -> str:
    return "  ".join(f"[{at}] {shown.title}" if at == key else f" {at}  {shown.title}" for at, shown in LISTS.items())


def write_all(sheet: Sheet, says: Sequence[str]) -> None:
    for line in says:
        sheet.text(line)
        sheet.blank()
