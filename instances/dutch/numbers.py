"""Numbers as a Dutch reader writes them: points, commas, percents and counted things. Knows nothing else."""

from __future__ import annotations

import math

_PARTS = {0.5: "de helft", 0.25: "een kwart", 0.2: "een vijfde", 0.1: "een tiende"}
_ROUNDING = 1e-9  # what floating point may add to an exact number of tenths of a percent


def thousands(value: int) -> str:
    """Write an integer with points.

    Args:
        value: Any integer.

    Returns:
        For instance ``1.234.567``.
    """
    return f"{value:,}".replace(",", ".")


def signed(value: int) -> str:
    """Write a difference with its sign and with points.

    Args:
        value: Any integer.

    Returns:
        For instance ``+1.200``, ``-3`` or ``0``.
    """
    return f"+{thousands(value)}" if value > 0 else thousands(value)


def count(amount: int, one: str, many: str, points: bool = True) -> str:
    """Write how many there are of something: ``1 student``, ``2 studenten``.

    Args:
        amount: How many, at least 0.
        one: The word for one of them.
        many: The word for none or several of them.
        points: Whether a point marks the thousands.

    Returns:
        The number and the word that goes with it.
    """
    return f"{thousands(amount) if points else amount} {one if amount == 1 else many}"


def in_points(value: int) -> str:
    """Write what wishes cost: in points, the sum over the wishes of amount times weight.

    Args:
        value: Any cost.

    Returns:
        For instance ``5.276 punten`` or ``1 punt``.
    """
    return count(value, "punt", "punten")


def signed_in_points(value: int) -> str:
    """Write a difference in cost, with its sign.

    Args:
        value: More than now is above 0.

    Returns:
        For instance ``+12 punten``.
    """
    return f"{signed(value)} {'punt' if abs(value) == 1 else 'punten'}"


def decimal(value: float, digits: int = 1) -> str:
    """Write a number with a comma and a fixed number of digits behind it.

    Args:
        value: Any finite number.
        digits: Digits behind the comma, rounded to the nearest; with 0 there is no comma.

    Returns:
        For instance ``2,5``.
    """
    return f"{value:.{digits}f}".replace(".", ",")


def figure(value: float) -> str:
    """Write a number with a comma only where there is a fraction.

    Args:
        value: A finite number of at most six digits; more are rounded.

    Returns:
        For instance ``22,5``, or ``3`` for 3.0.
    """
    return f"{value:g}".replace(".", ",")


def percent_up(part: float) -> str:
    """Write a gap in percent with one digit, rounded upwards so that it is never said to be smaller than it is.

    Args:
        part: The gap as a part of 1, at least 0.

    Returns:
        For instance ``6,6 %`` for 0.0656.
    """
    tenths = math.ceil(part * 1000 - _ROUNDING)
    return f"{tenths // 10},{tenths % 10} %"


def percent_of(some: int, total: int) -> str:
    """Write a share in percent for the eye, never 100 while something is missing.

    Args:
        some: The part, from 0 to ``total``.
        total: What the part is taken of; 0 where there is nothing.

    Returns:
        For instance ``83 %`` with a space that does not break, or a dash where ``total`` is 0.
    """
    if not total:
        return "–"
    rounded = round(100 * some / total)
    return f"{min(rounded, 99) if some < total else rounded}\u00a0%"


def percent(value: float, digits: int = 0) -> str:
    """Write a percentage, rounded to the nearest.

    Args:
        value: The percentage itself: 83 for 83 of a hundred.
        digits: Digits behind the comma.

    Returns:
        For instance ``83 %`` or ``2,5 %``, with a usual space.
    """
    return f"{decimal(value, digits)} %"


def part_in_words(part: float) -> str:
    """Write a part of a whole in words where there is a short one for it.

    Args:
        part: From 0 to 1.

    Returns:
        For instance ``een tiende`` for 0.1, or ``15 %`` for 0.15.
    """
    return _PARTS.get(part) or percent(100 * part)


def duration(seconds: float) -> str:
    """Write a time span in integer seconds, in minutes and seconds from two minutes up.

    Args:
        seconds: At least 0.

    Returns:
        For instance ``119 s`` or ``2 min 0 s``.
    """
    rounded = round(seconds)
    return f"{rounded} s" if rounded < 120 else f"{rounded // 60} min {rounded % 60} s"
