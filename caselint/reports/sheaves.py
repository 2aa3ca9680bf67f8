"""Pieces of text gathered under keys while cases go by, and read key by key: what comes by case leaves by rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

ROOM = 1 << 22
"""Bytes that wait in memory before they go to the file."""


@dataclass(slots=True)
class Sheaves:
    """Keeps at most `room` bytes in memory; the rest waits in a file that the caller opens and closes."""

    file: IO[bytes]
    room: int = ROOM
    waiting: defaultdict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    stored: defaultdict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    """By key: where its pieces begin in the file, and how long they are."""
    size: int = 0

    def add(self, key: str, piece: bytes) -> None:
        self.waiting[key].append(piece)
        self.size += len(piece)
        if self.size > self.room:
            self.put_away()

    def put_away(self) -> None:
        place = self.file.seek(0, 2)
        for key, pieces in self.waiting.items():
            length = self.file.write(b"".join(pieces))
            self.stored[key].append((place, length))
            place += length
        self.waiting.clear()
        self.size = 0

    def read(self, key: str) -> Iterator[bytes]:
        """The pieces of a key, in the order in which they were added."""
        for place, length in self.stored.get(key, ()):
            self.file.seek(place)
            yield self.file.read(length)
        yield from self.waiting.get(key, ())
