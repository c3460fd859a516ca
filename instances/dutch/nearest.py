"""The nearest known name to a misspelt one. Knows words only."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from difflib import SequenceMatcher, get_close_matches

_APOSTROPHES = str.maketrans("‘’ʼ´`", "'''''")
_MANY = 2000  # above this difflib takes seconds per word


def folded(text: str) -> str:
    """Case, spacing and kinds of apostrophe removed: what two spellings of one name have in common."""
    plain = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    return " ".join(plain.split()).casefold()


def nearest(found: str, known: Collection[str]) -> str | None:
    """The known name that is most like ``found``, or None when nothing is near."""
    plain = _plain(found)
    for name in known:
        if plain and _plain(name) == plain:
            return name
    if len(known) > _MANY:
        known = [name for name in known if name[:1].casefold() == found[:1].casefold()][:_MANY]
    by_fold = {name.casefold(): name for name in known}
    close = get_close_matches(found.casefold(), list(by_fold), n=1, cutoff=0.6)
    if not close or (_is_code(found) and not _one_slip(found.casefold(), close[0])):
        return None
    return by_fold[close[0]]


def _is_code(text: str) -> bool:
    return any(char.isdigit() for char in text) and " " not in text


def _one_slip(a: str, b: str) -> bool:
    """One sign more, less or other, or two neighbours swapped: two numbers that differ more are two numbers."""
    if len(a) > len(b):
        a, b = b, a
    same = next((at for at, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), len(a))
    rest_a, rest_b = a[same:], b[same:]
    if len(a) < len(b):
        return len(b) - len(a) == 1 and rest_a == rest_b[1:]
    return rest_a[1:] == rest_b[1:] or (rest_a[:2] == rest_b[:2][::-1] and rest_a[2:] == rest_b[2:])


def did_you_mean(found: str, known: Collection[str]) -> str:
    """' Bedoelt u “…”?' or an empty text."""
    name = nearest(found, known)
    return f" Bedoelt u “{name}”?" if name is not None else ""


def alike(a: str, b: str) -> bool:
    """So near that one is probably a slip of the other."""
    return SequenceMatcher(None, a.casefold(), b.casefold()).ratio() >= 0.75


def _plain(text: str) -> str:
    """Letters and digits only, without leading zeros: Excel drops those of an id typed as a number."""
    return "".join(char for char in text.casefold() if char.isalnum()).lstrip("0")
