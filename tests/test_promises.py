"""Promises that no single room keeps: no network, no clock, nothing written beside what was asked for."""

import socket
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from caselint.cli import main

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "cases" / "07-new-partner.json"


def check(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["check", str(SAMPLE), *arguments], prog_name="caselint")
    assert result.exit_code == 1, result.output
    return result.stdout


def test_no_network_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("caselint opened a connection")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    check()


def test_nothing_depends_on_what_day_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    now = check("--output", "jsonl")
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)  # the year 2096
    assert check("--output", "jsonl") == now


def test_the_as_of_date_is_printed_and_changes_what_is_found() -> None:
    assert "30 June 2010" in check()
    later = check("--as-of", "2010-09-30")
    assert "30 September 2010" in later


def test_an_audit_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CASELINT_CACHE", "off")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    check()
    assert list(tmp_path.iterdir()) == []
