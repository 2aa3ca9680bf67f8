"""The command line: one module per command, each a thin function over the rooms below."""

from caselint.cli.main import main

__all__ = ["main"]
