"""Files that are not a readable workbook: each is told apart and the fault says what to do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from instances.tables import preflight
from instances.tables.settings import READER
from instances.workbook.read import read
from tests.instances.workbooks import Draft, notices, the_fault

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def _zip(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


REFUSED = [
    ("csv renamed", b"Student;Naam\r\n1;Jan\r\n", "een tekstbestand (csv)", "Opslaan als"),
    ("utf-16 text", "Student\tNaam\r\n1\tJan".encode("utf-16"), "een tekstbestand (csv)", "Opslaan als"),
    ("old xls", OLE + "Workbook".encode("utf-16-le"), "een oud Excel-bestand (.xls)", "Opslaan als"),
    ("encrypted", OLE + "EncryptedPackage".encode("utf-16-le"), "een bestand met een wachtwoord", "wachtwoord weg"),
    ("word of 2003", OLE + "WordDocument".encode("utf-16-le"), "een oud Office-bestand", "Excel-bestand"),
    ("no bytes", b"", "een leeg bestand (0 bytes)", "opnieuw op"),
    ("pdf", b"%PDF-1.7\n%\xe2\xe3", "een pdf", "Excel-bestand"),
    ("html as xls", b"<html><table><tr><td>1</td></tr></table></html>", "een webpagina", "Opslaan als"),
    ("binary", bytes(range(256)), "geen Excel-bestand", "Excel-bestand"),
    ("zip of text", _zip(**{"notes.txt": "hello"}), "een zip-bestand zonder werkmap", "Excel-bestand"),
    ("empty zip", _zip(), "een zip-bestand zonder werkmap", "Excel-bestand"),
    (
        "ods",
        _zip(mimetype="application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": "<x/>"}),
        "een OpenDocument-bestand (.ods)",
        "Opslaan als",
    ),
    ("xlsb", _zip(**{"xl/workbook.bin": "x", "[Content_Types].xml": "<x/>"}), "een binaire werkmap", "Opslaan als"),
]


@pytest.mark.parametrize(("content", "found", "advice"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED])
def test_a_file_that_is_no_workbook_is_told_apart(tmp_path: Path, content: bytes, found: str, advice: str) -> None:
    path = tmp_path / "semester.xlsx"
    path.write_bytes(content)
    line = the_fault(read(path))
    assert f"semester.xlsx: {found}" in line
    assert advice in line


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    assert "weg.xlsx: geen bestand | een bestaand bestand" in the_fault(read(tmp_path / "weg.xlsx"))


def test_a_folder_is_a_fault(tmp_path: Path) -> None:
    assert "een map | een bestand. Geef de naam" in the_fault(read(tmp_path))


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_a_fault(draft: Draft, part: float) -> None:
    whole = draft.write().read_bytes()
    draft.path.write_bytes(whole[: int(len(whole) * part)])
    assert "een beschadigd bestand | een heel bestand" in the_fault(read(draft.path))


def _rewritten(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """The same zip with every part passed through ``change``."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(name, content))


def test_damaged_xml_is_a_fault(draft: Draft) -> None:
    _rewritten(draft.write(), lambda name, content: content[:200] if "sheet3" in name else content)
    assert "een beschadigde werkmap" in the_fault(read(draft.path))


def test_a_flipped_byte_inside_the_zip_is_a_fault(draft: Draft) -> None:
    content = bytearray(draft.write().read_bytes())
    content[600] ^= 0xFF
    draft.path.write_bytes(bytes(content))
    assert read(draft.path).instance is None


def test_an_entity_bomb_is_refused(draft: Draft) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    _rewritten(
        draft.write(),
        lambda name, content: bomb + content.split(b"?>", 1)[1] if name.endswith("sheet1.xml") else content,
    )
    assert "een bestand met een verboden onderdeel" in the_fault(read(draft.path))


def test_a_zip_bomb_is_refused_without_unpacking(draft: Draft) -> None:
    draft.write()
    with zipfile.ZipFile(draft.path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet99.xml", b" " * 60_000_000)
    assert "een bestand dat uitgepakt 60 MB is | een bestand van normale grootte" in the_fault(read(draft.path))


def test_a_very_large_workbook_is_refused(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "READER", replace(READER, max_unpacked=1000))
    assert "een bestand van normale grootte" in the_fault(draft.read())


def test_a_workbook_with_macros_is_read_with_a_notice(draft: Draft) -> None:
    _rewritten(
        draft.write(),
        lambda name, content: content.replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    )
    macro_path = draft.path.rename(draft.path.with_suffix(".xlsm"))
    reading = read(macro_path)
    assert reading.instance is not None
    assert any("De macro’s in semester.xlsm zijn niet gebruikt" in line for line in notices(reading))


def test_a_name_that_ends_in_xls_does_not_matter(draft: Draft) -> None:
    assert read(draft.write().rename(draft.path.with_suffix(".xls"))).faults == ()


def test_a_sheet_that_is_a_chart_is_ignored(draft: Draft) -> None:
    draft.chart_title = "Mooie grafiek"
    assert draft.read().faults == ()
