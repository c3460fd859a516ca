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


def shown_postcode(text: str) -> str:
    """Write a postcode as it stands on an envelope.

    Args:
        text: As it was read: ``1787WZ``.

    Returns:
        ``1787 WZ``; anything else as it is.
    """
    found = _POSTCODE.fullmatch(text.strip())
    return text if found is None else f"{found[1]} {found[2].upper()}"
