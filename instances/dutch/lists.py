"""Words one after the other in a Dutch sentence, and ja or nee. Knows nothing else."""

from __future__ import annotations

from collections.abc import Iterable


def listed(words: Iterable[str]) -> str:
    """Join words as a Dutch sentence does: ``a, b en c``.

    Args:
        words: The words, in the order in which they are to be read; may be empty.

    Returns:
        The words in one text, ``''`` without words.
    """
    return _joined(words, "en")


def opening(text: str) -> str:
    """Write a text as the beginning of a sentence.

    Args:
        text: Any text; may be empty.

    Returns:
        It with a capital; ``één`` becomes ``Eén``, as Dutch spells it.
    """
    capital = text[:1].upper()
    if capital == "É" and text.startswith(("één", "éen")):
        capital = "E"
    return capital + text[1:]


def alternatives(words: Iterable[str]) -> str:
    """Join words of which one is meant: ``a, b of c``.

    Args:
        words: The words, in the order in which they are to be read; may be empty.

    Returns:
        The words in one text, ``''`` without words.
    """
    return _joined(words, "of")


def listed_at_most(words: Iterable[str], most: int = 5) -> str:
    """Join words, counting those past the first few: ``a, b en 3 andere``.

    Args:
        words: The words, in the order in which they are to be read; may be empty.
        most: How many words are named; with one more than that the rest is counted.

    Returns:
        The words in one text, ``''`` without words.
    """
    found = list(words)
    if len(found) > most:
        return ", ".join(found[:most]) + f" en {len(found) - most} andere"
    return listed(found)


def yes_no(value: bool) -> str:
    """Say ``ja`` or ``nee``, as in a cell of the workbook.

    Args:
        value: Whether it is so.

    Returns:
        ``ja`` or ``nee``.
    """
    return "ja" if value else "nee"


def _joined(words: Iterable[str], last_word: str) -> str:
    *first, last = [*words] or [""]
    return f"{', '.join(first)} {last_word} {last}" if first else last
