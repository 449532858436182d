"""How the benchmark measures: medians of interleaved rounds, so that ratios hold on any machine."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_ROUNDS = 25


@dataclass(frozen=True)
class Measured:
    """The median time of one call, in seconds."""

    seconds: float

    @property
    def per_second(self) -> float:
        return 1 / self.seconds


def measure(
    calls: Mapping[str, Callable[[], object]], *, repeat: int, rounds: int = _ROUNDS
) -> dict[str, Measured]:
    """The median of ``rounds`` per call, each the mean of ``repeat`` calls, taken in turns."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        call()
    gc.collect()
    for _ in range(rounds):
        for name, call in calls.items():
            start = time.perf_counter()
            for _ in range(repeat):
                call()
            times[name].append((time.perf_counter() - start) / repeat)
    return {name: Measured(statistics.median(taken)) for name, taken in times.items()}
