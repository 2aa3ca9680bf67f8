"""Splitting: a stream of bytes into the bytes of one record after another, each with its place, without reading what is inside."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from caselint.record.problems import Problem, ProblemKind, one_fault

MAX_RECORD_BYTES = 64 * 1024 * 1024
CHUNK_BYTES = 256 * 1024

_SPACE = b" \t\r\n"
_CONTINUATION_BYTES = bytes(range(0x80, 0xC0))
_OPENER_OF = {ord("}"): ord("{"), ord("]"): ord("[")}
_BOM = b"\xef\xbb\xbf"

# Each jumps over strings, lists that hold no others, and objects that hold at most such lists, so that Python only sees the few other
# brackets; the group is missing where the bytes end first. Nothing ever tracks back (the quantifiers are possessive): a hostile file
# costs no more than a long one.
_PLAIN = rb'[^"{}\[\]]*+'
_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_LIST = rb"\[" + _PLAIN + rb"(?:" + _STRING + _PLAIN + rb")*+\]"
_OBJECT = rb"\{" + _PLAIN + rb"(?:(?:" + _STRING + rb"|" + _LIST + rb")" + _PLAIN + rb")*+\}"
_ANY = rb"(?:" + _STRING + rb"|" + _OBJECT + rb"|" + _LIST + rb")"
_SPACES = re.compile(rb"[ \t\r\n]*+")
_TO_OPENING = re.compile(_PLAIN + rb"(?:" + _STRING + _PLAIN + rb")*+([{}\[\]])?+", re.DOTALL)
_TO_BRACKET = re.compile(_PLAIN + rb"(?:" + _ANY + _PLAIN + rb")*+([{}\[\]])?+", re.DOTALL)
_TO_COMMA_OR_BRACKET = re.compile(rb'[^"{}\[\],]*+(?:' + _ANY + rb'[^"{}\[\],]*+)*+([{}\[\],])?+', re.DOTALL)
_MAX_OPEN = 100_000  # beyond that no bytes are worth looking at


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one record, and the place (from 1, column in characters) at which they begin in their file."""

    source: str
    line: int
    column: int
    data: bytes


class Cursor:
    """The part of a stream that is in memory, a position in it, and the line and column of that position."""

    __slots__ = ("_chunk_bytes", "_ended", "_read", "at", "column", "data", "line")

    def __init__(self, read: Callable[[int], bytes], chunk_bytes: int = CHUNK_BYTES) -> None:
        self._read = read
        self._chunk_bytes = chunk_bytes
        self._ended = False
        self.data = b""
        self.at = 0
        self.line = 1
        self.column = 1

    def more(self) -> bool:
        """Drop what lies before the position and read on; False at the end of the stream."""
        if self._ended:
            return False
        kept = self.data[self.at :]
        fresh = self._read(max(self._chunk_bytes, len(kept)))  # as much again, so that a long record is looked at a few times only
        self._ended = not fresh
        self.data = kept + fresh
        self.at = 0
        return not self._ended

    def advance(self, to: int) -> None:
        newlines = self.data.count(b"\n", self.at, to)
        if newlines:
            self.line += newlines
            self.column = 1 + _characters(self.data[self.data.rfind(b"\n", self.at, to) + 1 : to])
        else:
            self.column += _characters(self.data[self.at : to])
        self.at = to

    def skip_space(self) -> bool:
        """Go to the next byte that is not white space; False if there is none."""
        while True:
            found = _SPACES.match(self.data, self.at)
            assert found is not None
            self.advance(found.end())
            if self.at < len(self.data):
                return True
            if not self.more():
                return False


class _LostError(Exception):
    """Nothing shows where the record ends."""


def split(
    read: Callable[[int], bytes],
    source: str,
    *,
    lines: bool = False,
    max_bytes: int = MAX_RECORD_BYTES,
    chunk_bytes: int = CHUNK_BYTES,
) -> Iterator[Raw | Problem]:
    """The records that `read(size)` gives: JSON Lines if `lines`, else whichever the content shows: an array, lines, or values in a row.

    Broken JSON whose brackets balance is passed on as it is: to say what is wrong with it takes a reader, not a splitter.
    Raises what `read` raises.
    """
    cursor = Cursor(read, chunk_bytes)
    while len(cursor.data) < len(_BOM) and cursor.more():
        pass
    if cursor.data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield one_fault(ProblemKind.UNREADABLE, source, "the file is in UTF-16: nothing was read", hint="save it as UTF-8")
        return
    if cursor.data.startswith(_BOM):
        cursor.at = len(_BOM)
    if not cursor.skip_space():
        yield one_fault(ProblemKind.UNREADABLE, source, "the file is empty: it holds no record", hint="check the export that wrote it")
    elif lines:
        yield from _split_lines(cursor, source, max_bytes)
    elif cursor.data.startswith(b"[", cursor.at):
        yield from _split_array(cursor, source, max_bytes)
    else:
        yield from _split_row(cursor, source, max_bytes)


def _split_lines(cursor: Cursor, source: str, max_bytes: int) -> Iterator[Raw | Problem]:
    while cursor.skip_space():
        line, column, too_large = cursor.line, cursor.column, False
        while (end := cursor.data.find(b"\n", cursor.at)) < 0:
            if len(cursor.data) - cursor.at > max_bytes:
                too_large = True
                cursor.advance(len(cursor.data))
            if not cursor.more():
                end = len(cursor.data)
                break
        data = cursor.data[cursor.at : end].rstrip(_SPACE)
        cursor.advance(end)
        yield _too_large(source, line, column, max_bytes) if too_large or len(data) > max_bytes else Raw(source, line, column, data)


def _split_row(cursor: Cursor, source: str, max_bytes: int) -> Iterator[Raw | Problem]:
    """Values one after the other. What stands between them and is no white space is passed on too, to be reported.

    Where the first line is an object by itself and there is more, the rest are lines: a broken one then costs no other.
    """
    first = True
    while cursor.skip_space():
        line, column = cursor.line, cursor.column
        try:
            end, too_large = _end_of_value(cursor, False, max_bytes)
        except _LostError as lost:
            yield _rest_lost(source, line, column, lost)
            return
        data = cursor.data[cursor.at : end].rstrip(_SPACE)
        cursor.advance(end)
        one_line = first and data.startswith(b"{") and cursor.line == line
        first = False
        yield _too_large(source, line, column, max_bytes) if too_large else Raw(source, line, column, data)
        if one_line and cursor.skip_space() and cursor.line > line:
            yield from _split_lines(cursor, source, max_bytes)


def _split_array(cursor: Cursor, source: str, max_bytes: int) -> Iterator[Raw | Problem]:
    start = cursor.line, cursor.column
    cursor.advance(cursor.at + 1)
    if cursor.skip_space() and cursor.data.startswith(b"]", cursor.at):
        cursor.advance(cursor.at + 1)
        yield one_fault(ProblemKind.UNREADABLE, source, "the list is empty: it holds no record", line=start[0], column=start[1])
    else:
        closed = False
        while not closed:
            cursor.skip_space()
            line, column = cursor.line, cursor.column
            try:
                end, too_large = _end_of_value(cursor, True, max_bytes)
            except _LostError as lost:
                yield _rest_lost(source, line, column, lost)
                return
            data = cursor.data[cursor.at : end].rstrip(_SPACE)
            closed = cursor.data.startswith(b"]", end)
            cursor.advance(end + 1)
            yield _too_large(source, line, column, max_bytes) if too_large else Raw(source, line, column, data)
    if cursor.skip_space():
        message = f"there is more after the end of the list: nothing from line {cursor.line} on was read"
        hint = "write one list, or one record to a line"
        yield one_fault(ProblemKind.UNREADABLE, source, message, hint=hint, line=cursor.line, column=cursor.column)


def _end_of_value(cursor: Cursor, in_array: bool, max_bytes: int) -> tuple[int, bool]:
    """Where the value at the position ends, and whether it is too large; if so, what it holds is dropped on the way.

    In an array it ends before its comma or the closing bracket. Raises _LostError where the brackets do not balance.
    """
    opened = bytearray()
    too_large = False
    at = cursor.at
    while True:
        pattern = _TO_BRACKET if opened else _TO_COMMA_OR_BRACKET if in_array else _TO_OPENING
        found = pattern.match(cursor.data, at)
        assert found is not None
        place = found.start(1)
        if place < 0:
            at = found.end()
            if at - cursor.at > max_bytes:
                too_large = True
            if too_large:
                cursor.advance(at)
            if len(cursor.data) - at > max_bytes:
                raise _LostError(f"a text there is longer than {_size(max_bytes)} or never closed")
            scanned = at - cursor.at
            if not cursor.more():
                if opened or in_array:
                    raise _LostError("the file ends before the record does")
                return len(cursor.data), too_large or len(cursor.data) - cursor.at > max_bytes
            at = cursor.at + scanned
            continue
        at = place + 1
        bracket = cursor.data[place]
        if bracket in b"{[":
            if not in_array and not opened and place > cursor.at:
                return place, too_large or place - cursor.at > max_bytes
            opened.append(bracket)
            if len(opened) > _MAX_OPEN:
                raise _LostError(f"there are more than {_MAX_OPEN} open")
        elif bracket == ord(",") or (bracket == ord("]") and in_array and not opened):
            return place, too_large or place - cursor.at > max_bytes
        elif not opened or opened.pop() != _OPENER_OF[bracket]:
            line = cursor.line + cursor.data.count(b"\n", cursor.at, place)
            raise _LostError(f"the `{chr(bracket)}` in line {line} closes nothing that is open there")
        elif not opened and not in_array:
            return at, too_large or at - cursor.at > max_bytes


def _characters(data: bytes) -> int:
    return len(data) if data.isascii() else len(data.translate(None, _CONTINUATION_BYTES))


def _size(count: int) -> str:
    return f"{count // (1024 * 1024)} MiB" if count >= 1024 * 1024 else f"{count} bytes"


def _too_large(source: str, line: int, column: int, max_bytes: int) -> Problem:
    message = f"the record is larger than {_size(max_bytes)}: it was not read"
    return one_fault(ProblemKind.MALFORMED, source, message, hint="one record is one case", line=line, column=column)


def _rest_lost(source: str, line: int, column: int, lost: _LostError) -> Problem:
    message = f"the brackets do not balance ({lost}): nothing from line {line} on was read"
    hint = "look for a missing bracket or quotation mark; in a file with one record to a line, the other lines would have been read"
    return one_fault(ProblemKind.UNREADABLE, source, message, hint=hint, line=line, column=column)
