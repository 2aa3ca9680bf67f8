"""caselint: checks probation case records against what inspectors ask of a case."""

__version__ = "0.1.0"
