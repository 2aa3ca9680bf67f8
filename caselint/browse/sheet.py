"""A page of text for a screen: lines broken to its width, with places in it that can be gone to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size

from caselint.reports.safe_text import visible, wrapped

Piece = tuple[str, str]
"""A text and its style."""
MUTED = "dim"
PROSE = 110
"""Cells that a line of running text has at most."""


class Place(NamedTuple):
    """Something in a case that can be gone to: a finding or a duty by its number, what waits, or the as-of date."""

    kind: Literal["finding", "due", "waits", "as_of"]
    number: int = 0


@dataclass(slots=True)
class Sheet:
    """Takes texts and breaks them. Whatever it is given is shown as text: no control characters, no markup."""

    width: int
    rows: list[tuple[Piece, ...]] = field(default_factory=list)
    places: dict[Place, int] = field(default_factory=dict)
    """The row at which something stands."""

    def blank(self) -> None:
        self.rows.append(())

    def heading(self, title: str, more: str = "") -> None:
        if self.rows:
            self.blank()
        self.labelled(title.upper(), more, style="bold", indent=0, gap=2) if more else self.text(title.upper(), "bold")

    def text(self, text: str, style: str = "", indent: int = 0) -> None:
        for line in self.broken(text, self.width - indent):
            self.rows.append(((" " * indent + line, style),))

    def labelled(self, label: str, text: str, *, style: str = MUTED, indent: int = 4, gap: int = 1, to: int = 0, said: str = "") -> None:
        """A label, and beside it a text that keeps to its own margin. `to` is the width of the label."""
        label = visible(label)
        margin = indent + max(to, cell_len(label)) + gap
        lines = self.broken(text, max(20, self.width - margin))
        head = set_cell_size(" " * indent + label, margin)
        self.rows.append(((head, style), (lines[0], said)))
        self.rows += [((" " * margin, ""), (line, said)) for line in lines[1:]]

    def mark(self, place: Place) -> None:
        """The next row is the place."""
        self.places.setdefault(place, len(self.rows))

    @staticmethod
    def broken(text: str, width: int) -> list[str]:
        """A word that is longer than a line is cut: nothing may be lost at the edge of a screen."""
        room = max(10, min(width, PROSE))
        return [part for line in wrapped(visible(text), room) for part in (chop_cells(line, room) if cell_len(line) > room else [line])]
