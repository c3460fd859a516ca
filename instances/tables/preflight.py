"""Is this file safe to open and a workbook? Knows bytes and zip parts; knows no sheet or column."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from instances.tables.settings import READER

_SAVE_AS = "Open het bestand in Excel en kies Opslaan als, type “Excel-werkmap (.xlsx)”."
_DAMAGED = (
    "een heel bestand. Dit bestand is beschadigd of niet helemaal binnengehaald. "
    "Haal het opnieuw op, of open het in Excel en sla het op als .xlsx."
)
_TOO_LARGE = (
    "een bestand van normale grootte. Uitgepakt is dit bestand te groot om veilig te openen. "
    "Kopieer de ingevulde cellen naar een nieuw leeg sjabloon."
)
_DTD = re.compile(rb"<!(DOCTYPE|ENTITY)|<\x00!\x00(D|E)\x00|\x00<\x00!\x00(D|E)")


@dataclass(frozen=True, slots=True)
class Refusal:
    """The file cannot be read; ``found`` and ``expected`` are Dutch."""

    found: str  # what the file is, as the office reads it
    expected: str  # what should be given instead


@dataclass(frozen=True, slots=True)
class Package:
    """A file that may be opened.

    Attributes:
        data: The bytes.
        macros: Whether it has macros.
        name: Of the file.
    """

    data: bytes
    macros: bool
    name: str = ""


def inspect(path: Path) -> Package | Refusal:
    """Say whether a file is a workbook that is safe to open.

    Args:
        path: Of the file; it need not be there.

    Returns:
        The bytes of the workbook, or why the file is refused and what to do about it.
    """
    try:
        if path.is_dir():
            return Refusal("een map", "een bestand. Geef de naam van het Excel-bestand in deze map.")
        if not path.exists():
            return Refusal("geen bestand", "een bestaand bestand. Kijk of de naam en de map kloppen.")
        if not path.is_file():  # a pipe or device: reading it would never end
            return Refusal("geen gewoon bestand", "een Excel-bestand op schijf.")
        if path.stat().st_size > READER.max_file:
            return Refusal("een bestand van meer dan 100 MB", _TOO_LARGE)
        data = path.read_bytes()
    except OSError:
        return Refusal(
            "een bestand dat niet gelezen kan worden",
            "een leesbaar bestand. Sluit het in Excel en kijk of u het mag openen.",
        )
    if not data:
        return Refusal("een leeg bestand (0 bytes)", "een Excel-bestand. Haal het bestand opnieuw op.")
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(data)
    if not data.startswith(b"PK"):
        return _other(data)
    return _zip(data, path.name)


def _ole(data: bytes) -> Refusal:
    """An OLE container: an encrypted workbook or a format from before 2007. Names in it are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Refusal(
            "een bestand met een wachtwoord",
            "een bestand zonder wachtwoord. Open het in Excel, haal bij Bestand > Info > "
            "Werkmap beveiligen het wachtwoord weg en sla het op.",
        )
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return Refusal("een oud Excel-bestand (.xls)", "een .xlsx-bestand. " + _SAVE_AS)
    return Refusal("een oud Office-bestand dat geen werkmap is", "een Excel-bestand (.xlsx).")


def _other(data: bytes) -> Refusal:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"%pdf"):
        return Refusal("een pdf", "een Excel-bestand (.xlsx).")
    if head.startswith((b"<html", b"<!doctype html", b"<table")):
        return Refusal("een webpagina die zich voordoet als Excel", "een .xlsx-bestand. " + _SAVE_AS)
    if head.startswith(b"<?xml"):
        return Refusal("een xml-bestand", "een .xlsx-bestand. " + _SAVE_AS)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or (b"\x00" not in data[:4096] and _is_text(data[:4096])):
        return Refusal(
            "een tekstbestand (csv)",
            "een .xlsx-bestand; alleen de naam veranderen is niet genoeg. " + _SAVE_AS,
        )
    return Refusal("geen Excel-bestand", "een Excel-bestand (.xlsx). " + _SAVE_AS)


def _is_text(head: bytes) -> bool:
    return sum(byte < 32 and byte not in b"\t\r\n\x1a" for byte in head) == 0


def _zip(data: bytes, name: str) -> Package | Refusal:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _archive(archive, data, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        # RuntimeError: a zip with a password; NotImplementedError: a packing method Excel never uses
        return Refusal("een beschadigd bestand", _DAMAGED)


def _archive(archive: zipfile.ZipFile, data: bytes, name: str) -> Package | Refusal:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    padded = unpacked > READER.suspect_unpacked and unpacked > READER.suspect_ratio * len(data)
    if unpacked > READER.max_unpacked or padded:
        return Refusal(f"een bestand dat uitgepakt {unpacked // 1_000_000} MB is", _TOO_LARGE)
    kind = archive.read("mimetype") if "mimetype" in names else b""
    if b"opendocument" in kind:
        return Refusal("een OpenDocument-bestand (.ods)", "een .xlsx-bestand. " + _SAVE_AS)
    if "xl/workbook.bin" in names:
        return Refusal("een binaire werkmap (.xlsb)", "een .xlsx-bestand. " + _SAVE_AS)
    types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if b"sheet.main+xml" not in types and b"macroEnabled.main+xml" not in types and b"template.main+xml" not in types:
        return Refusal("een zip-bestand zonder werkmap", "een Excel-bestand (.xlsx). " + _SAVE_AS)
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            content = archive.read(part)  # reads at most file_size bytes and checks the CRC
            if b"!" in content and _DTD.search(content):  # one sign is found far sooner than a pattern
                return Refusal(
                    "een bestand met een verboden onderdeel (entiteiten)",
                    "een bestand dat door Excel zelf is opgeslagen. " + _SAVE_AS,
                )
            if part.filename == "xl/workbook.xml" and b"purl.oclc.org/ooxml" in content:
                return Refusal("een werkmap in “strikte” opmaak", "een gewone .xlsx-werkmap. " + _SAVE_AS)
    return Package(data, b"macroEnabled" in types or any(part.endswith("vbaProject.bin") for part in names), name)
