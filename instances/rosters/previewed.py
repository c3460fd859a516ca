"""The rows of a preview: which code stands for which student at which school. Knows no file.

A code is a keyed hash. The key is the print of the workbook, so that it tells nothing to who does not hold the
office's files, and the same roster of the same workbook gives the same codes.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ2345679"  # nothing that reads as something else
LENGTH = 8  # 29 ** 8: among a thousand codes two alike are one chance in a million


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One student at one school.

    Attributes:
        student: The id of the student.
        school: The id of the school.
    """

    student: str
    school: str


PreviewKey = Mapping[str, PreviewRow]
"""Code to row."""


def row_code(fingerprint: str, row: PreviewRow) -> str:
    """Make the code of a row of a preview.

    Args:
        fingerprint: Of the workbook: the key of the hash.
        row: The student and the school.

    Returns:
        A code such as ``K7Q2-MXTB``, the same for the same workbook, student and school.
    """
    digest = hmac.new(fingerprint.encode(), f"{row.student}\0{row.school}".encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest, "big")
    signs = []
    for _ in range(LENGTH):
        number, sign = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return f"{''.join(signs[:4])}-{''.join(signs[4:])}"
