"""The random source. Only `Random.random` is drawn on: the one method whose sequence Python promises to keep from version to version."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of decisions that depends on its seed alone."""

    __slots__ = ("_draw",)

    def __init__(self, seed: str) -> None:
        self._draw = Random(seed).random

    def share(self) -> float:
        """A number from 0 up to, and not including, 1."""
        return self._draw()

    def chance(self, probability: float) -> bool:
        return self._draw() < probability

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._draw() * (high - low + 1))

    def pick(self, values: Sequence[T]) -> T:
        return values[int(self._draw() * len(values))]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One of the keys, as often as its weight says."""
        left = self._draw() * sum(weights.values())
        for value, weight in weights.items():
            left -= weight
            if left < 0:
                return value
        return next(reversed(list(weights)))

    def some(self, values: Sequence[T], count: int) -> list[T]:
        """So many different values, in their own order."""
        places = list(range(len(values)))
        chosen = [places.pop(int(self._draw() * len(places))) for _ in range(min(count, len(values)))]
        return [values[place] for place in sorted(chosen)]
