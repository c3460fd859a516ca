"""The sheet with one password for each board, and locking a workbook with it. Knows no roster."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from msoffcrypto.format.ooxml import OOXMLFile

from instances.rosters.columns import PASSWORDS, Head
from reports.excel.book import Book

_CONSONANTS, _VOWELS, _DIGITS = "bdfghkmnprstvwz", "aeiou", "23456789"
_GROUPS, _SYLLABLES = 5, 2  # 75 syllables: 62 bits, and 6 more in the digits
SUBTITLE = "Vertrouwelijk: blijft bij het stagebureau"
_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an encrypted workbook is an OLE container, an open one a zip


def new_password() -> str:
    """Draw a password that is strong, and easy to read aloud over the phone.

    Returns:
        Five groups of two syllables and two figures, such as ``bofa-kuri-tede-nosa-wimi-47``: 68 bits of chance.
    """
    groups = ("".join(_syllable() for _ in range(_SYLLABLES)) for _ in range(_GROUPS))
    return "-".join([*groups, secrets.choice(_DIGITS) + secrets.choice(_DIGITS)])


def _syllable() -> str:
    return secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS)


def write_passwords(passwords: Mapping[str, str], names: Mapping[str, str], path: Path) -> None:
    """Write the sheet of passwords, one row for each board, for the office alone.

    Args:
        passwords: Board id to password.
        names: Board id to name; a board that left the workbook has none.
        path: Where the file goes; the folder must exist.

    Raises:
        OSError: The disk refuses the file.
        XlsxWriterException: XlsxWriter says so in its own words.
    """
    with Book(path, "Wachtwoorden van de bestuursbestanden", SUBTITLE) as book:
        rows = (
            {Head.BOARD: board, Head.NAME: names.get(board), Head.PASSWORD: password}
            for board, password in passwords.items()
        )
        book.table(PASSWORDS, rows)


def is_locked(path: Path) -> bool:
    """Say whether a file is encrypted as ``locked`` does it.

    Args:
        path: Of the file.

    Returns:
        Whether it is; False for one that cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(len(_CONTAINER)) == _CONTAINER
    except OSError:
        return False


def locked(plain: BytesIO, password: str) -> bytes:
    """Encrypt a workbook as Excel does it (AES-256).

    Args:
        plain: The workbook as a file in memory.
        password: What opens it.

    Returns:
        The bytes of the locked file; they differ every time, because the salt is drawn anew.
    """
    out = BytesIO()
    OOXMLFile(plain).encrypt(password, out)
    return out.getvalue()
