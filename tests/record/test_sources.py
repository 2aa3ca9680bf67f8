"""Files, folders, patterns and standard input: each gives its records, or the reason why not, and the run goes on."""

import gzip
import io
import os
from pathlib import Path
from typing import Any

import pytest

from caselint.record.problems import Problem, ProblemKind
from caselint.record.sources import STDIN_NAME, raw_records
from caselint.record.splitting import Raw

LINES = b'{"a": 1}\n{"a": 2}\n'


def summary(*paths: Any, stdin: bytes = b"") -> list[Any]:
    """The bytes of each record, and the message of each problem."""
    found = list(raw_records([str(path) for path in paths], io.BytesIO(stdin)))
    problems = [each for each in found if isinstance(each, Problem)]
    assert all(each.kind is ProblemKind.UNREADABLE and each.faults[0].hint for each in problems)
    return [each.data if isinstance(each, Raw) else each.faults[0].message for each in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "b.jsonl": LINES,
        "a.json": b'[{"a": 0}]',
        "c.NDJSON": b'{"a": 3}',
        "notes.txt": b"not for us",
        ".hidden.json": b"{}",
        ".git/x.json": b"{}",
        "deep/er/d.json": b'{"a": 5}',
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text)
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress(b'{"a": 4}'))
    return tmp_path


def test_a_folder_gives_its_files_in_order(folder: Path) -> None:
    assert summary(folder) == [b'{"a": 0}', b'{"a": 1}', b'{"a": 2}', b'{"a": 3}', b'{"a": 4}', b'{"a": 5}']


def test_a_pattern_gives_its_files_in_order(folder: Path) -> None:
    assert summary(folder / "[ab].json*") == [b'{"a": 0}', b'{"a": 1}', b'{"a": 2}']
    assert summary(folder / "**" / "d.json") == [b'{"a": 5}']
    assert summary(folder / "dee*") == [b'{"a": 5}']


def test_a_file_that_is_reached_twice_is_read_once(folder: Path) -> None:
    (folder / "link.json").symlink_to(folder / "a.json")
    assert summary(folder / "a.json", folder, folder / "*.json", folder / "deep" / ".." / "a.json") == summary(folder)


def test_a_file_is_a_file_though_it_looks_like_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "a[1].json").write_bytes(b'{"a": 1}')
    assert summary(tmp_path / "a[1].json") == [b'{"a": 1}']


def test_a_record_says_where_it_begins(folder: Path) -> None:
    path = str(folder / "b.jsonl")
    assert list(raw_records([path])) == [Raw(path, 1, 1, b'{"a": 1}'), Raw(path, 2, 1, b'{"a": 2}')]


def test_a_name_that_is_not_utf_8_can_still_be_printed(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.json"
    try:
        Path(os.fsdecode(name)).write_bytes(b'{"a": 1}')
    except OSError:
        pytest.skip("the file system takes no such name")
    (record,) = raw_records([os.fsdecode(name)])
    assert isinstance(record, Raw)
    assert record.source.endswith("\ufffd.json") and record.source.encode()


@pytest.mark.parametrize("text", [LINES, gzip.compress(LINES), b"\xef\xbb\xbf" + LINES], ids=["plain", "compressed", "with BOM"])
def test_standard_input_can_be_plain_or_compressed(text: bytes) -> None:
    first, second = raw_records(["-", "-"], io.BytesIO(text))
    assert isinstance(first, Raw) and isinstance(second, Raw)
    assert (first.source, first.data, first.column, second.line) == (STDIN_NAME, b'{"a": 1}', 1, 2)


def test_standard_input_is_the_programs_own_unless_another_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(LINES)))
    assert len(list(raw_records(["-"]))) == 2


def test_the_suffix_says_lines_though_the_content_says_array(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'[{"a": 1}]\n{"a": 2}')
    assert summary(tmp_path / "a.jsonl") == [b'[{"a": 1}]', b'{"a": 2}']


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.json", "no such file or folder"),
        ("nothing*.json", "no file matches this pattern"),
        ("empty folder", "no file of records in this folder"),
        ("empty.json", "the file is empty: it holds no record"),
        ("empty.json.gz", "the file is empty: it holds no record"),
        ("plain.json.gz", "the compressed file is damaged, or is no gzip file: nothing was read"),
        ("short.jsonl.gz", "the compressed file ends too early: nothing was read"),
        ("a\0b", "the file cannot be opened (not a path)"),
        ("broken link.json", "no such file or folder"),
    ],
)
def test_what_cannot_be_read_is_a_problem_and_the_run_goes_on(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "empty folder").mkdir()
    (tmp_path / "empty.json").touch()
    (tmp_path / "empty.json.gz").write_bytes(gzip.compress(b"", mtime=0))
    (tmp_path / "plain.json.gz").write_bytes(b'{"a": 1}')
    (tmp_path / "short.jsonl.gz").write_bytes(gzip.compress(LINES)[:-9])
    (tmp_path / "broken link.json").symlink_to(tmp_path / "gone.json")
    (tmp_path / "good.json").write_bytes(b'{"a": 1}')
    assert summary(tmp_path / name, tmp_path / "good.json") == [message, b'{"a": 1}']


def test_a_damaged_file_gives_what_comes_before_the_damage(tmp_path: Path) -> None:
    compressed = bytearray(gzip.compress(b"".join(b'{"a": "%s"}\n' % os.urandom(600).hex().encode() for _ in range(2000))))
    compressed[len(compressed) // 2] ^= 0xFF
    (tmp_path / "a.jsonl.gz").write_bytes(compressed)
    *records, problem = raw_records([str(tmp_path / "a.jsonl.gz")])
    assert isinstance(problem, Problem)
    assert f"nothing after the record in line {len(records)} was read" in problem.faults[0].message or not records


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.json").write_bytes(b'{"a": 1}')

    def refuse(self: Path, _mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    assert summary(tmp_path / "a.json", tmp_path / "a.json") == ["the file may not be read"]


def test_a_folder_that_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("os.scandir", refuse)
    assert summary(tmp_path) == ["the file may not be read"]


def test_a_disk_that_fails_on_the_way_is_a_problem() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() >= len(LINES):
                raise OSError(5, "Input/output error")
            return super().read(size)

    *records, problem = raw_records(["-"], Failing(LINES))
    assert isinstance(problem, Problem)
    assert len(records) == 2
    assert problem.faults[0].message == "the file cannot be read to its end: nothing after the record in line 2 was read"
