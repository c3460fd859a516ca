"""Names and postcodes as a Dutch office writes them in a letter. Knows no person."""

from __future__ import annotations

import re

_POSTCODE = re.compile(r"([1-9]\d{3})\s*([A-Za-z]{2})")


def called(name: str) -> str:
    """Write a name as somebody is called.

    Args:
        name: As a list has it: ``Jansen, Piet``, ``Vries, Piet de`` or ``Piet Jansen``.

    Returns:
        ``Piet Jansen``, ``Piet de Vries``; a name without a comma, or with more of them, as it is.
    """
    last, comma, first = (part.strip() for part in name.partition(","))
    if not comma or not last or not first or "," in first:
        return name
    return f"{first} {last}"


def spoken_to(name: str, call_name: str) -> str:
    """Say how somebody is spoken to, as after ``Beste``.

    Args:
        name: As a list has it.
        call_name: By which others speak to the person (Roepnaam); '' when unknown.

    Returns:
        The call name; without one the whole name as somebody is called.
    """
    return call_name or called(name)


def shown_postcode(text: str) -> str:
    """Write a postcode as it stands on an envelope.

    Args:
        text: As it was read: ``1787WZ``.

    Returns:
        ``1787 WZ``; anything else as it is.
    """
    found = _POSTCODE.fullmatch(text.strip())
    return text if found is None else f"{found[1]} {found[2].upper()}"


def full_address(street: str, postcode: str, place: str) -> str:
    """Write an address on one line.

    Args:
        street: Street and number; '' when unknown.
        postcode: As it was read; '' when unknown.
        place: The town; '' when unknown.

    Returns:
        ``Dorpsstraat 1, 1787 WZ Julianadorp``, without what is unknown.
    """
    town = " ".join(part for part in (shown_postcode(postcode), place) if part)
    return ", ".join(part for part in (street, town) if part)
