"""Hypothesis without chance or haste: the same examples on every run, however slow the machine."""

from hypothesis import HealthCheck, settings

settings.register_profile("ci", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci")
