"""E-mail addresses as an office writes them: whether they can be, and which one counts. Knows no page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

_ONE = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_BETWEEN = re.compile(r"[;,]\s*")
MOST = 254  # characters of an address, as the standard of the internet has it


class Reached(Protocol):
    """A row with an e-mail address."""

    @property
    def email(self) -> str:
        """As the office wrote it; '' when unknown."""


@dataclass(frozen=True, slots=True)
class EmailAddress:
    """Where something for somebody is sent.

    Attributes:
        text: The addresses with a comma between them, as a mail program reads them; '' for none that can be.
        fault: Why there can be none, a Dutch sentence; '' where nothing is wrong.
    """

    text: str = ""
    fault: str = ""


def email_address(typed: str) -> EmailAddress:
    """Read what an office wrote as an address.

    Args:
        typed: One address, or a few with a semicolon or comma between them; may be empty.

    Returns:
        The address, or what is wrong with it.
    """
    each = [part for part in _BETWEEN.split(typed.strip()) if part]
    wrong = next((part for part in each if len(part) > MOST or not _ONE.fullmatch(part) or ".." in part), None)
    if wrong is not None:
        return EmailAddress(fault=f"“{wrong}” is geen e-mailadres. Verbeter het in het werkboek.")
    return EmailAddress(", ".join(each))


def address_of(id: str, made_from: Mapping[str, Reached], now: Mapping[str, Reached]) -> EmailAddress:
    """Say where something for somebody is sent.

    A corrected address counts at once, also for rosters that were made before it: who receives what follows the
    rosters, where it is sent follows the workbook that is worked in. Who is not in that any more keeps the old address.

    Args:
        id: The code.
        made_from: The rows of the workbook that the rosters were made from.
        now: Those of the workbook that is worked in.

    Returns:
        The address, or what is wrong with it.
    """
    found = now.get(id) or made_from.get(id)
    return EmailAddress() if found is None else email_address(found.email)
