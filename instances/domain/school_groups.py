"""What the groups 1-8 of a primary school stand for. Knows no person and no school."""

from __future__ import annotations

from enum import StrEnum


class Bouw(StrEnum):
    """A band of groups: onderbouw 1-2, middenbouw 3-5, bovenbouw 6-8."""

    ONDER = "onder"
    MIDDEN = "midden"
    BOVEN = "boven"


class Specialisation(StrEnum):
    """Jonge kind (groups 1-4) or oudere kind (groups 5-8)."""

    JK = "JK"
    OK = "OK"


BOUW_OF_GROUP = {
    1: Bouw.ONDER, 2: Bouw.ONDER, 3: Bouw.MIDDEN, 4: Bouw.MIDDEN,
    5: Bouw.MIDDEN, 6: Bouw.BOVEN, 7: Bouw.BOVEN, 8: Bouw.BOVEN,
}  # fmt: skip


def bouwen(groups: frozenset[int]) -> frozenset[Bouw]:
    """Say in which bands groups fall.

    Args:
        groups: From 1 to 8, may be empty.

    Returns:
        The bands: onderbouw for 1-2, middenbouw for 3-5, bovenbouw for 6-8.
    """
    return frozenset(BOUW_OF_GROUP[group] for group in groups)


def specialisations(groups: frozenset[int]) -> frozenset[Specialisation]:
    """Say for which specialisations groups are fit.

    Args:
        groups: From 1 to 8, may be empty.

    Returns:
        JK for any of groups 1-4, OK for any of groups 5-8.
    """
    return frozenset(Specialisation.JK if group <= 4 else Specialisation.OK for group in groups)
