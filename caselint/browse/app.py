"""The application: it holds the results that are shown, and watches what becomes of their file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType

from caselint.audit.results import ResultsError
from caselint.browse.case_screen import CaseScreen
from caselint.browse.caseload import Caseload
from caselint.browse.choosing import Reader
from caselint.browse.held import stamp_now
from caselint.browse.help import write_help
from caselint.browse.list_screen import ListScreen
from caselint.browse.words import replaced_words

WATCH = 2.0
"""Seconds from one look at the file to the next."""


class BrowseApp(App[None]):
    """Stored results on a screen. `again` reads them anew; `records` is where the records are, if the reader said so."""

    CSS_PATH = "browse.tcss"
    TITLE = "caselint"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "help"),
        Binding("r", "read_again", "read again"),
        Binding("ctrl+c,ctrl+q", "quit", "quit", priority=True),
    ]

    def __init__(self, load: Caseload, again: Callable[[], Caseload], records: Path | None = None, watch: float = WATCH) -> None:
        super().__init__()
        self.load = load
        self.again = again
        self.watch_every = watch
        self.news = ""
        self.lists = ListScreen(load, records)

    def on_mount(self) -> None:
        self.push_screen(self.lists)
        self.set_interval(self.watch_every, self.look)

    def look(self) -> None:
        """Say so where the file is no longer the one that is shown."""
        news = replaced_words(self.load, stamp_now(self.load.results.path))
        if news != self.news:
            self.tell(news)
            self.news = news

    def tell(self, news: str) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, ListScreen | CaseScreen):
                screen.tell(news)

    def action_help(self) -> None:
        if not isinstance(self.screen, Reader):
            self.push_screen(Reader("Keys", write_help))

    def action_read_again(self) -> None:
        self.tell("Reading the results again...")
        self.read_again()

    @work(thread=True, exclusive=True)
    def read_again(self) -> None:
        try:
            load = self.again()
        except (ResultsError, ValueError) as error:
            self.call_from_thread(self.tell, f"{error}. What is shown is still of the earlier run; r tries again.")
        else:
            self.call_from_thread(self.change, load)

    def change(self, load: Caseload) -> None:
        while not isinstance(self.screen, ListScreen) and len(self.screen_stack) > 2:
            self.pop_screen()
        self.load.results.close()
        self.load, self.news = load, ""
        self.lists.change(load)
        self.tell("")

    def _fatal_error(self) -> None:
        """Textual would print a traceback with all its variables, which can be words of a record. `fault` is told by the command."""
        self._close_messages_no_wait()

    @property
    def fault(self) -> Exception | None:
        """What broke the application off, if anything did."""
        return self._exception
