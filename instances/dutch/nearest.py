"""The nearest known name to a misspelt one. Knows words only."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import SequenceMatcher, get_close_matches

from instances.dutch.lists import alternatives
from instances.dutch.settings import SUGGESTIONS
from instances.dutch.spelling import one_spelling


def folded(text: str) -> str:
    """Say what two spellings of one name have in common.

    Args:
        text: A name as somebody typed it.

    Returns:
        The name without differences of case, spacing, kinds of apostrophe and dash, and signs that nobody sees.
    """
    return one_spelling(text).casefold()


def nearest(found: str, known: Collection[str]) -> str | None:
    """Find the known name that is most like a misspelt one.

    Args:
        found: The name as somebody typed it.
        known: The names that there are; of more than a few thousand only those with the same first letter are compared.

    Returns:
        The known name, None when nothing is near. Of ids, which have figures in them, only one slip away is near.
    """
    plain = _plain(found)
    for name in known:
        if plain and _plain(name) == plain:
            return name
    if len(known) > SUGGESTIONS.most_compared:
        known = [name for name in known if name[:1].casefold() == found[:1].casefold()][: SUGGESTIONS.most_compared]
    by_fold = {name.casefold(): name for name in known}
    close = get_close_matches(found.casefold(), list(by_fold), n=1, cutoff=SUGGESTIONS.near)
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
    """Suggest the nearest known name.

    Args:
        found: The name as somebody typed it.
        known: The names that there are.

    Returns:
        A sentence with a space before it, `` Bedoelt u “…”?``, or ``''`` when nothing is near.
    """
    name = nearest(found, known)
    return f" Bedoelt u “{name}”?" if name is not None else ""


def who_is_meant(typed: str, names: Mapping[str, str]) -> str:
    """Suggest who somebody meant by a part of a name, a misspelt name or a misspelt code.

    Args:
        typed: What somebody typed.
        names: Code to name.

    Returns:
        A sentence with a space before it, `` Bedoelt u Hanna IJsbrand (M8)?``, or ``''`` when nobody is near.
    """
    words = set(folded(typed).split())
    meant = [code for code, name in names.items() if words and words <= set(folded(name).split())]
    if not meant:
        name = nearest(typed, list(names.values()))
        meant = [code for code, other in names.items() if name is not None and other == name]
    if not meant or len(meant) > SUGGESTIONS.most_meant:
        return did_you_mean(typed, names)
    called = [code if names[code] == code else f"{names[code]} ({code})" for code in meant]
    return f" Bedoelt u {alternatives(called)}?"


def alike(a: str, b: str) -> bool:
    """So near that one is probably a slip of the other."""
    return SequenceMatcher(None, a.casefold(), b.casefold()).ratio() >= SUGGESTIONS.alike


def _plain(text: str) -> str:
    """Letters and digits only, without leading zeros: Excel drops those of an id typed as a number."""
    return "".join(char for char in text.casefold() if char.isalnum()).lstrip("0")
