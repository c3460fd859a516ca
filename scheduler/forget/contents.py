"""One person out of the bytes of a file, whatever kind of file it is; and whether anything is left. Knows no folder."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import PurePosixPath

from scheduler.forget.traces import Traces
from scheduler.forget.xlsx_parts import without_person

_TEXT = (".json", ".jsonl", ".html", ".htm", ".csv", ".txt", ".tsv", ".md", ".xml", ".svg", ".log")
_CALENDAR, _MAIL = (".ics", ".vcs"), (".eml",)
_BOOKS = (".xlsx", ".xlsm")
_PACKAGE, _OLE, _PDF = b"PK\x03\x04", bytes.fromhex("d0cf11e0"), b"%PDF"
_DEPTH = 3  # of files in files
_FOLD, _LINE = re.compile(r"\r?\n[ \t]"), 75  # bytes of a line of a calendar (RFC 5545)
UNREADABLE = "hier kan Plaatswijzer niet in kijken (versleuteld, pdf of een ander soort bestand)"
LEFT = "hier staat de persoon nog in, en dit soort bestand kan Plaatswijzer niet herschrijven"


class NotRewritableError(Exception):
    """The file cannot be rewritten; the message says in Dutch why."""


def rewritten(name: str, data: bytes, traces: Traces, depth: int = 0) -> bytes:
    """Take one person out of a file.

    Args:
        name: The name of the file: its ending says what it is.
        data: Its bytes.
        traces: Of whom, and what comes in the place.
        depth: So many files it is in.

    Returns:
        The bytes without the person; the very bytes where nothing was found.

    Raises:
        NotRewritableError: The person is in it, or may be, and this kind of file cannot be rewritten.
    """
    ending = PurePosixPath(name.lower()).suffix
    if data.startswith((_OLE, _PDF)):
        raise NotRewritableError(LEFT if traces.in_bytes(data) else UNREADABLE)
    try:
        if ending in _BOOKS:
            return without_person(data, traces)
        if data.startswith(_PACKAGE) and ending == ".zip" and depth < _DEPTH:
            return _package(data, traces, depth)
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise NotRewritableError(UNREADABLE) from error
    if ending in _MAIL:
        return _mail(data, traces, depth)
    if ending in (*_TEXT, *_CALENDAR):
        return _text(data, traces, ending in _CALENDAR)
    if any(traces.in_bytes(part) for part in bytes_in(name, data)):
        raise NotRewritableError(LEFT)
    return data


def _package(data: bytes, traces: Traces, depth: int) -> bytes:
    stream, changed = io.BytesIO(), False
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in whole.infolist():
            name, content = traces.without(entry.filename), whole.read(entry)
            made = content if entry.is_dir() else rewritten(entry.filename, content, traces, depth + 1)
            changed = changed or name != entry.filename or made != content
            archive.writestr(name, made)
    return stream.getvalue() if changed else data


def _text(data: bytes, traces: Traces, calendar: bool) -> bytes:
    for encoding in ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not calendar:
            made = traces.without(text)
            return data if made == text else made.encode(encoding)
        whole = _FOLD.sub("", text)  # a name may be broken over two lines
        lines = [traces.without(line) for line in whole.splitlines()]
        if lines == whole.splitlines():
            return data
        return "".join(f"{_folded(line)}\r\n" for line in lines).encode(encoding)
    if traces.in_bytes(data):
        raise NotRewritableError(LEFT)
    return data


def _folded(line: str) -> str:
    """A line of a calendar in pieces of at most 75 bytes, a space before all but the first."""
    pieces: list[str] = []
    piece = ""
    for sign in line:
        if len((piece + sign).encode()) > _LINE - bool(pieces):
            pieces.append(piece)
            piece = ""
        piece += sign
    return "\r\n ".join([*pieces, piece])


def _mail(data: bytes, traces: Traces, depth: int) -> bytes:
    message = message_from_bytes(data, policy=policy.SMTP)
    changed = False
    for part in message.walk():
        for header, value in list(part.items()):
            made = traces.without(str(value))
            if made != str(value):
                part.replace_header(header, made)
                changed = True
        if part.is_multipart() or not isinstance(part, EmailMessage):
            continue
        name, content = part.get_filename() or "", part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        if part.get_content_maintype() == "text" and not name:
            text = str(part.get_content())
            made = traces.without(text)
            if changed or made != text:
                made = traces.without_salutation(made)
            if made != text:
                part.set_content(made, subtype=part.get_content_subtype())
                changed = True
            continue
        made_bytes = rewritten(name, content, traces, depth + 1)
        if made_bytes != content:
            kind, _, subtype = part.get_content_type().partition("/")
            part.set_content(made_bytes, kind, subtype, disposition="attachment", filename=traces.without(name))
            changed = True
    return message.as_bytes() if changed else data


def bytes_in(name: str, data: bytes, depth: int = 0) -> Iterator[bytes]:
    """Give the bytes of a file, and of every file in it.

    Args:
        name: The name of the file.
        data: Its bytes.
        depth: So many files it is in.

    Yields:
        The file itself, and its members where it is a package.
    """
    yield data
    if not data.startswith(_PACKAGE) or depth >= _DEPTH:
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as whole:
            for entry in whole.infolist():
                yield entry.filename.encode()
                yield from bytes_in(entry.filename, whole.read(entry), depth + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error):
        return
