"""Whole processes: seconds and peak memory of a command."""

import statistics
import subprocess
import sys
from time import perf_counter

PEAK = """
import resource
peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(max(peaks), file=sys.stderr)
"""


def seconds(arguments: list[str]) -> float:
    """The wall-clock seconds of a Python command. A command that fails is no measurement."""
    start = perf_counter()
    done = subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    taken = perf_counter() - start
    if done.returncode not in (0, 1):  # 1: findings
        raise RuntimeError(f"{arguments} ended with status {done.returncode}: {done.stderr.decode()}")
    return taken


def seconds_in_turn(commands: dict[str, list[str]], rounds: int = 5) -> dict[str, float]:
    """The median seconds of each command, run one after the other in every round."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, arguments in commands.items():
            times[name].append(seconds(arguments))
    return {name: statistics.median(found) for name, found in times.items()}


def peak_megabytes(arguments: list[str]) -> float:
    """The peak resident memory of `python -m caselint ARGUMENTS`, in MiB: of the process itself, or of its largest worker."""
    script = f"import sys\nfrom caselint.cli import main\ntry:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n{PEAK}"
    done = subprocess.run([sys.executable, "-c", script], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True, text=True)
    return int(done.stderr.split()[-1]) / 1024
