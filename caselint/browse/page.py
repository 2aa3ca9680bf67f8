"""A text on the screen that is scrolled through. It is broken anew for each width."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from caselint.browse.sheet import Place, Sheet

Writer = Callable[[Sheet], None]


class Page(ScrollView, can_focus=True):
    """Shows what a function writes on a sheet. Texts are never read as markup."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "up", show=False),
        Binding("down,j", "move(1)", "down", show=False),
        Binding("pageup,ctrl+b", "page(-1)", "page up", show=False),
        Binding("pagedown,space,ctrl+f", "page(1)", "page down", show=False),
        Binding("home,g", "to_end(-1)", "top", show=False),
        Binding("end,G", "to_end(1)", "bottom", show=False),
    ]

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.writer: Writer | None = None
        self.sheet = Sheet(80)
        self.wanted: Place | None = None

    def put(self, writer: Writer, place: Place | None = None) -> None:
        """Show what it writes, from a place in it on."""
        self.writer, self.wanted = writer, place
        self.lay_out()

    def lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if self.writer is None or not width:
            return
        self.sheet = Sheet(width)
        self.writer(self.sheet)
        self.virtual_size = Size(0, len(self.sheet.rows))
        if self.wanted and self.wanted in self.sheet.places:
            # A few lines from before it, so that it does not stand without its month.
            self.call_after_refresh(self.scroll_to, y=max(0, self.sheet.places[self.wanted] - 3), animate=False, immediate=True)
        self.refresh()

    def on_resize(self) -> None:
        if self.sheet.width != self.scrollable_content_region.width or not self.sheet.rows:
            self.lay_out()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        place = y + round(self.scroll_y)
        row = self.sheet.rows[place] if place < len(self.sheet.rows) else ()
        parts = [Segment(text, Style.parse(style)) for text, style in row]
        return Strip(parts).apply_style(self.rich_style).adjust_cell_length(width, self.rich_style)

    def action_move(self, by: int) -> None:
        self.scroll_relative(y=by, animate=False, immediate=True)

    def action_page(self, by: int) -> None:
        self.scroll_relative(y=by * max(1, self.size.height - 1), animate=False, immediate=True)

    def action_to_end(self, by: int) -> None:
        self.scroll_to(y=0 if by < 0 else len(self.sheet.rows), animate=False, immediate=True)
