"""How ``--tijd`` is divided: reading, searching, answers about the roster, files. The one place that knows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimeSettings:
    """The parts of ``--tijd``. All chosen by hand (decision 0036).

    Attributes:
        answers_part: Part (0-1) that is kept from searching for answers about the roster: why somebody is left out,
            what would help, who is worst off. What searching leaves is for them too.
        answers_most: Seconds that are kept for them at most; more would bring little.
        answer_part: Part (0-1) of what is then left that one of these answers may take.
        answer_least: Seconds that each of them has, also where time is up: enough for a few students.
        before_most: Part (0-1) that reading and checks before the search may take from searching.
        reasons_most: Seconds for why students are left out of one roster.
        reasons_stopped: The same after Ctrl-C, on a thread that does not hear it again.
    """

    answers_part: float = 0.2
    answers_most: float = 60.0
    answer_part: float = 0.5
    answer_least: float = 0.5
    before_most: float = 0.5
    reasons_most: float = 5.0
    reasons_stopped: float = 0.5


TIME = TimeSettings()


@dataclass(frozen=True, slots=True)
class TimePlan:
    """What one command may spend.

    Attributes:
        seconds: From the start of the search to the last file.
        searching: Of those for searching; the rest is kept for answers.
    """

    seconds: float
    searching: float

    @classmethod
    def of(cls, seconds: float, before: float, reproducible: bool, answers: float = TIME.answers_most) -> TimePlan:
        """Divide ``--tijd``.

        In reproducible mode the seconds are of work, which no clock may cut short: answers come on top.

        Args:
            seconds: ``--tijd``.
            before: Seconds that reading and checks took already.
            reproducible: Whether the seconds are of work.
            answers: Seconds that are kept for answers at most.

        Returns:
            The plan.
        """
        if reproducible:
            return cls(seconds, seconds)
        left = seconds - min(before, seconds * TIME.before_most)
        return cls(left, left - min(seconds * TIME.answers_part, answers))

    def answer(self, most: float, remaining: float) -> float:
        """Say how long one answer about the roster may take.

        Args:
            most: Seconds after which more brings little.
            remaining: Seconds left of all.

        Returns:
            Seconds.
        """
        return min(most, max(remaining * TIME.answer_part, TIME.answer_least))
