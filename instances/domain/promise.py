"""What schools promise when they are asked for places: an answer, and mentors whose names come later. Knows no file."""

from __future__ import annotations

from enum import StrEnum

NAME_TO_COME = "mentor volgt"
"""What stands where the name of a mentor comes."""


class Promise(StrEnum):
    """What a school answered; after ``MAYBE`` its places count, and that is told."""

    YES = "ja"
    MAYBE = "misschien"
    NO = "nee"


def name_to_come(name: str) -> str:
    """Say that the name of a mentor must still come.

    Args:
        name: What the office wrote so far; may be empty.

    Returns:
        It with ``mentor volgt`` behind it, where that is not in it already.
    """
    if NAME_TO_COME in name.casefold():
        return name
    return f"{name} ({NAME_TO_COME})" if name else NAME_TO_COME
