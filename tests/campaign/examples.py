"""How many examples a property is tried on: few in `make test`, as many as asked in `make campaign`. Counts them."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any

from hypothesis import HealthCheck, settings

ASKED = os.environ.get("CAMPAIGN")  # examples for each property; not set in `make test`
TRIED: Counter[str] = Counter()
SECONDS: Counter[str] = Counter()


def counted(test: Callable[..., None]) -> Callable[..., None]:
    """Below ``given``: keeps the number of examples and the seconds that they took."""

    @wraps(test)
    def tried(*given: Any, **named: Any) -> None:
        began = time.monotonic()
        try:
            test(*given, **named)
        finally:
            TRIED[test.__name__] += 1
            SECONDS[test.__name__] += time.monotonic() - began

    return tried


def examples(few: int) -> settings:
    """``few`` in `make test`, always the same; in the campaign as many as asked, others for each seed."""
    return settings(
        max_examples=few if ASKED is None else int(ASKED),
        derandomize=ASKED is None,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
