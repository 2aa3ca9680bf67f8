"""Lists that keep the first of very many, in an order of their own, with memory that does not grow with the number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class First(Generic[T]):
    """The first `limit` of all that is offered, by key; all of them where the limit is 0. The order of offering does not matter."""

    limit: int
    key: Callable[[T], Any]
    seen: int = 0
    kept: list[T] = field(default_factory=list)

    def offer(self, item: T) -> None:
        self.seen += 1
        self.kept.append(item)
        if self.limit and len(self.kept) >= 2 * self.limit + 100:  # sorting now and then costs less than a heap
            self.kept.sort(key=self.key)
            del self.kept[self.limit :]

    def result(self) -> tuple[T, ...]:
        self.kept.sort(key=self.key)
        return tuple(self.kept[: self.limit] if self.limit else self.kept)
