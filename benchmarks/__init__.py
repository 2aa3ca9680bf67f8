"""Benchmarks: ratios of one run, never a timed test. `python -m benchmarks` prints them."""
