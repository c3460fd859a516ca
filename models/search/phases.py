"""What a search is doing, in a few Dutch words for the screen. Knows no screen and no solver."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """The ``phase`` of a progress line: every member is a part of a search that the office sees go by."""

    MORE_PLACED = "Meer studenten een plek geven"
    LESS_SHORT = "Tekorten van besturen kleiner maken"
    PLACEMENT = "De plaatsing verbeteren"
    FIRST_WPA = "Een eerste WPA-rooster, school voor school"
    MORE_WPAS = "Meer WPA's inplannen"
    EXACT_WPA = "Alle WPA's in één keer, tot het bewezen beste"
    PLAN_WPA = "Een plan voor alle scholen samen"
    IMPROVE_WPA = "Het WPA-rooster verbeteren, een paar scholen tegelijk"
    BOUND_WPA = "Berekenen hoeveel beter het WPA-rooster nog kan"
    VISITS = "Bezoeken en bijeenkomsten plannen, opleider voor opleider"


def placing(unplaced: int, short: int) -> Phase:
    """What a placement search works on: students that may still get a place, then shortage, then the wishes."""
    if unplaced > 0:
        return Phase.MORE_PLACED
    return Phase.LESS_SHORT if short > 0 else Phase.PLACEMENT
