"""A list on the screen. Only the lines in view are ever made, so that a hundred thousand entries cost no more than twenty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from caselint.browse.columns import WIDE, Column
from caselint.reports.safe_text import visible

GAP = 1


def fitted(text: str, width: int, right: bool = False) -> str:
    """The text in exactly so many cells. What is cut off shows that it is."""
    text = visible(text)
    if (length := cell_len(text)) > width:
        return set_cell_size(text, max(0, width - 1)) + "…" if width else ""
    return " " * (width - length) + text if right else text + " " * (width - length)


class Table(ScrollView, can_focus=True):
    """Rows in columns under a heading that stays, with a cursor. Texts are never read as markup."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "up", show=False),
        Binding("down,j", "move(1)", "down", show=False),
        Binding("pageup,ctrl+b", "page(-1)", "page up", show=False),
        Binding("pagedown,space,ctrl+f", "page(1)", "page down", show=False),
        Binding("home,g", "to_end(-1)", "first", show=False),
        Binding("end,G", "to_end(1)", "last", show=False),
        Binding("enter", "choose", "choose", show=False),
    ]

    class Chosen(Message):
        """A row was chosen."""

        def __init__(self, table: Table, row: Any) -> None:
            super().__init__()
            self.table = table
            self.row = row

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.columns: list[Column] = []
        self.rows: Sequence[Any] = ()
        self.cursor = 0
        self.sign: tuple[int, bool] | None = None

    def put(self, columns: list[Column], rows: Sequence[Any], cursor: int = 0, sorted_by: tuple[int, bool] | None = None) -> None:
        """Show these. `sorted_by` is the column that the rows are sorted by, and whether the other way round."""
        self.columns, self.rows, self.sign = columns, rows, sorted_by
        self.virtual_size = Size(0, len(rows) + 1)
        self.cursor = -1
        self.go(cursor)

    def go(self, cursor: int) -> None:
        self.cursor = max(0, min(cursor, len(self.rows) - 1))
        top, height = round(self.scroll_y), max(1, self.size.height - 1)
        wanted = min(max(top, self.cursor - height + 1), self.cursor)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, immediate=True)
        self.refresh()

    @property
    def row(self) -> Any:
        """The row at the cursor; None in an empty list."""
        return self.rows[self.cursor] if self.rows else None

    def widths(self) -> list[tuple[Column, int]]:
        """The columns that there is room for. What is left goes to the one that takes what it gets."""
        width = self.scrollable_content_region.width
        shown = [column for column in self.columns if width >= WIDE or not column.wide]
        rest = width - sum(column.width for column in shown) - GAP * (len(shown) - 1)
        while rest < 12 and len(shown) > 3 and any(not column.width for column in shown):
            dropped = shown.pop(-1 if shown[-1].width else -2)
            rest += dropped.width + GAP
        return [(column, column.width or max(1, rest)) for column in shown]

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        place = y - 1 + round(self.scroll_y)
        if y == 0:
            pieces = [self.piece(self.title_of(column), cells, column, "bold underline") for column, cells in self.widths()]
        elif place < len(self.rows):
            row = self.rows[place]
            over = ("reverse" if self.has_focus else "bold") if place == self.cursor else ""
            pieces = [
                self.piece(column.text(row), cells, column, f"{column.style(row) if column.style else ''} {over}".strip())
                for column, cells in self.widths()
            ]
        else:
            return Strip.blank(width, self.rich_style)
        gap = Segment(" " * GAP, pieces[0].style if y and place == self.cursor and self.has_focus else None)
        parts = [part for piece in pieces for part in (piece, gap)][:-1]
        return Strip(parts).apply_style(self.rich_style).adjust_cell_length(width, self.rich_style)

    def piece(self, text: str, width: int, column: Column, style: str) -> Segment:
        return Segment(fitted(text, width, column.right), Style.parse(style))

    def title_of(self, column: Column) -> str:
        if self.sign is None or self.columns[self.sign[0]] is not column:
            return column.title
        return column.title[: max(1, column.width - 1) if column.width else None] + ("▲" if self.sign[1] else "▼")

    def action_move(self, by: int) -> None:
        self.go(self.cursor + by)

    def action_page(self, by: int) -> None:
        self.go(self.cursor + by * max(1, self.size.height - 2))

    def action_to_end(self, by: int) -> None:
        self.go(0 if by < 0 else len(self.rows) - 1)

    def action_choose(self) -> None:
        if self.rows:
            self.post_message(self.Chosen(self, self.row))

    def on_click(self, event: events.Click) -> None:
        place = event.y - 1 + round(self.scroll_y)
        if event.y and place < len(self.rows):
            again = place == self.cursor
            self.go(place)
            if again:
                self.action_choose()

    def on_resize(self) -> None:
        self.go(self.cursor)


def sorted_rows(rows: Sequence[Any], column: Column, other_way: bool) -> list[Any]:
    assert column.order is not None
    return sorted(rows, key=column.order, reverse=other_way)


def sortable(columns: Sequence[Column]) -> list[int]:
    return [at for at, column in enumerate(columns) if column.order is not None]
