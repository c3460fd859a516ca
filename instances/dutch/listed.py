"""Words one after the other in a Dutch sentence. Knows nothing else."""

from __future__ import annotations

from collections.abc import Iterable


def listed(words: Iterable[str]) -> str:
    """a, b en c; '' without words."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} en {last}" if first else last
