"""What a school promised, and which school came in the place of another, such as after a merger. Knows no rule."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from instances.domain.entities import School

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


def school_of_now(schools: Mapping[str, School], id: str) -> str:
    """Follow a school to the one that is there in its place now.

    Args:
        schools: Those of the semester by id.
        id: The id of a school of any semester.

    Returns:
        The id of the last successor; the id itself of a school without one, or that is not in the semester. Of schools
        that succeed each other in a circle, which the reader refuses, the one where the circle closes.
    """
    seen: set[str] = set()
    while id in schools and id not in seen:
        seen.add(id)
        successor = schools[id].successor
        if successor is None:
            return id
        id = successor
    return id
