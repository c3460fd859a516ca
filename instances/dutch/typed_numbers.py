"""Numbers as people type them in a text: 1.000, 2,5, 1.250,50. Knows no column."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PLAIN = re.compile(r"-?[0-9]{1,9}(?:[.,][0-9]{1,15})?")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]{1,15})?")
_SPACED = re.compile(r"-?[1-9][0-9]{0,2}(?:[ \u00a0\u202f\u2009'’][0-9]{3})+(?:,[0-9]{1,15})?")
_ENGLISH = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]{1,15})?")
_NOT_DIGITS = re.compile(r"[^0-9.-]")


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number that was read from a text.

    Attributes:
        value: The number.
        thousands: Points, spaces or commas in it were read as marks of thousands.
        either: It reads as a fraction in Dutch and as thousands in English, such as ``1,250``; ``value`` is the latter.
    """

    value: float
    thousands: bool = False
    either: bool = False


def typed_number(text: str, degrees: bool = False) -> TypedNumber | None:
    """Read a number as Dutch people type it: the point marks thousands where three digits follow it.

    Args:
        text: Of a cell, without spaces around it.
        degrees: It is a number of degrees, which has no thousands: ``52.379`` is 52 degrees.

    Returns:
        The number; None where the text is none.
    """
    if not degrees:
        if _THOUSANDS.fullmatch(text) or _SPACED.fullmatch(text):
            whole, _, part = text.partition(",")
            digits = _NOT_DIGITS.sub("", whole.replace(".", ""))
            return TypedNumber(float(f"{digits}.{part or 0}"), thousands=True)
        if _ENGLISH.fullmatch(text):
            is_sure = text.count(",") > 1 or "." in text
            return TypedNumber(float(text.replace(",", "")), thousands=True, either=not is_sure)
    if _PLAIN.fullmatch(text):
        return TypedNumber(float(text.replace(",", ".")))
    return None
