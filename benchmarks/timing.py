"""How long something takes: the median of several rounds, in turn with what it is compared with, so that a slow moment hits both."""

import statistics
from collections.abc import Callable, Mapping
from time import perf_counter


def in_turn(works: Mapping[str, Callable[[], object]], rounds: int = 7) -> dict[str, float]:
    """The median seconds of each work, the works run one after the other in every round."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(rounds):
        for name, work in works.items():
            start = perf_counter()
            work()
            times[name].append(perf_counter() - start)
    return {name: statistics.median(found) for name, found in times.items()}
