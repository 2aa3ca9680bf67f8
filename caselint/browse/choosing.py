"""Small windows over a list: one value to choose, or a text to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from caselint.browse.columns import Column
from caselint.browse.page import Page, Writer
from caselint.browse.table import Table


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that can be chosen, in words, and how many entries have it."""

    words: str
    value: Any
    n: int | None = None


def columns_of(counted: str) -> list[Column]:
    count = Column(counted, 9, lambda choice: "" if choice.n is None else f"{choice.n:,}", right=True)
    return [Column("", 0, lambda choice: choice.words), count]


FEW = 12
"""Up to so many choices nobody needs to type a part of one."""


class Chooser(ModalScreen[Any]):
    """Gives the row that was chosen; None where none was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back"),
        Binding("up", "move(-1)", "up", show=False),
        Binding("down", "move(1)", "down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
    ]

    def __init__(self, title: str, rows: Sequence[Any], columns: list[Column] | None = None, cursor: int = 0, counted: str = "") -> None:
        super().__init__()
        self.heading = title
        self.rows = list(rows)
        self.columns = columns or columns_of(counted)
        self.cursor = cursor
        self.typed = columns is None and len(rows) > FEW

    def compose(self) -> ComposeResult:
        with Vertical(id="window"):
            yield Static(self.heading, markup=False, classes="heading")
            if self.typed:
                yield Input(placeholder="type a part of it", compact=True)
            yield Table()
            yield Static("Enter chooses   Esc goes back", markup=False, classes="keys")

    def on_mount(self) -> None:
        self.table.put(self.columns, self.rows, self.cursor)
        self.query_one(Input if self.typed else Table).focus()

    @property
    def table(self) -> Table:
        return self.query_one(Table)

    def on_input_changed(self, event: Input.Changed) -> None:
        wanted = event.value.casefold()
        self.table.put(self.columns, [row for row in self.rows if wanted in row.words.casefold()])

    def on_input_submitted(self) -> None:
        self.table.action_choose()

    def on_table_chosen(self, event: Table.Chosen) -> None:
        event.stop()
        self.dismiss(event.row)

    def action_leave(self) -> None:
        self.dismiss(None)

    def action_move(self, by: int) -> None:
        self.table.action_move(by)

    def action_page(self, by: int) -> None:
        self.table.action_page(by)


class Reader(ModalScreen[None]):
    """A text to read: the help, or all that is wrong with a record."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter,question_mark", "leave", "back")]

    def __init__(self, title: str, writer: Writer) -> None:
        super().__init__()
        self.heading = title
        self.writer: Callable[..., None] = writer

    def compose(self) -> ComposeResult:
        with Vertical(id="window"):
            yield Static(self.heading, markup=False, classes="heading")
            yield Page()
            yield Static("Esc goes back", markup=False, classes="keys")

    def on_mount(self) -> None:
        page = self.query_one(Page)
        page.put(self.writer)
        page.focus()

    def action_leave(self) -> None:
        self.dismiss(None)
