"""What is wrong with a pack. All problems are gathered before any is shown, and one broken rule hides no other."""

from collections.abc import Iterable
from dataclasses import dataclass

from caselint.packs.model import Place


@dataclass(frozen=True, slots=True)
class PackProblem:
    """One thing that is wrong in a pack: where, what, what to try, and the line itself for the caret."""

    place: Place
    message: str
    hint: str | None = None
    source: str = ""
    width: int = 1

    def __str__(self) -> str:
        text = f"{self.place.file}:{self.place.line}:{self.place.column}: {self.message}"
        if self.hint:
            text += f" ({self.hint})"
        if self.source.strip():
            width = max(1, min(self.width, len(self.source) - self.place.column + 1))
            text += f"\n    {self.source}\n    {' ' * (self.place.column - 1)}{'^' * width}"
        return text


class PackError(Exception):
    """A pack that cannot be used, with every problem that was found in it."""

    def __init__(self, problems: Iterable[PackProblem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.place.file, p.place.line, p.place.column)))
        super().__init__("\n".join(map(str, self.problems)))
