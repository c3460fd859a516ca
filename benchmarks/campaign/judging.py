"""What is asked of every answer, whatever the file: a code, a sentence, limits, and nothing touched. Knows no file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from benchmarks.campaign.settings import CAMPAIGN
from benchmarks.campaign.trial import Outcome

ANY_END = frozenset(range(5))
"""Every documented exit code but that of a defect."""
FAULTS = 2
NO_WORDS = re.compile(r"Traceback|\b[A-Z]\w*(Error|Exception|Warning)\b|NoneType|object at 0x|<class |BadZipFile")
"""What no office may have to read."""
_SENTENCE = re.compile(r"[A-Z“‘][^\n]*[a-z][^\n]*[.:]")
PRIVATE = "."


def complaints(
    outcome: Outcome, ends: Iterable[int] = ANY_END, named: Iterable[str] = (), made: Iterable[str] = ()
) -> Iterator[str]:
    """Say what is wrong with how a command ended.

    Args:
        outcome: What came of it.
        ends: Exit codes that are right.
        named: One of these must be read on the screen when the input is refused, such as the name of the file.
        made: Patterns of the names of files that it may make.

    Yields:
        Complaints, for a maintainer.
    """
    if outcome.code not in set(ends):
        yield f"ended with {outcome.code}: {outcome.said[-CAMPAIGN.shown :]}"
    if (strange := NO_WORDS.search(outcome.said)) is not None:
        yield f"said “{strange[0]}”: {outcome.said[max(0, strange.start() - 200) :][: CAMPAIGN.shown]}"
    if not _SENTENCE.search(outcome.said):
        yield f"said no sentence: {outcome.said[: CAMPAIGN.shown]!r}"
    names = ["".join(name.split()) for name in named]
    if outcome.code == FAULTS and not any(name in "".join(outcome.said.split()) for name in names):
        yield f"did not name {names}: {outcome.said[-CAMPAIGN.shown :]}"
    if outcome.cpu > CAMPAIGN.cpu_seconds:
        yield f"took {outcome.cpu:.1f} s of the processor"
    if outcome.memory > CAMPAIGN.memory:
        yield f"took {outcome.memory / 1e6:.0f} MB"
    yield from _touched(outcome, tuple(made))


def _touched(outcome: Outcome, made: tuple[str, ...]) -> Iterator[str]:
    for name, known in outcome.before.items():
        if outcome.after.get(name) != known:
            yield f"touched {name}"
    for name in sorted(set(outcome.after) - set(outcome.before)):
        if not any(re.fullmatch(pattern, name) for pattern in made):
            yield f"left {name}"
    if outcome.scratch:
        yield f"left in the folder for temporary files: {', '.join(outcome.scratch[:5])}"
