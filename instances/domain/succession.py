"""Schools that came in the place of others, such as after a merger. Knows no rule."""

from __future__ import annotations

from collections.abc import Mapping

from instances.domain.entities import School


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
