"""Sentences by addressee: one row for each, with name and address. Knows no roster and no layout."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from instances.domain.instance import Instance
from instances.rosters.columns import Head
from reports.excel.book import Row
from reports.run.named import GONE, NamesShown


class To(StrEnum):
    """Kinds of addressees, in the order of the sheet."""

    STUDENT = "student"
    MENTOR = "mentor"
    SCHOOL = "school"
    BOARD = "bestuur"
    TRAINER = "opleider"
    ASSESSOR = "beoordelaar"


class Outbox:
    """The same sentence to the same addressee once."""

    def __init__(self, instance: Instance, names: NamesShown) -> None:
        self._instance = instance
        self._names = names
        self._sentences: dict[tuple[To, str], dict[str, None]] = {}

    def add(self, to: To, who: str | None, sentence: str) -> None:
        mentor = self._instance.mentors.get(who or "") if to is To.MENTOR else None
        if mentor is not None and mentor.to_come:
            to, who = To.SCHOOL, mentor.school  # nobody has the name yet: the school must know
        if who is not None:
            self._sentences.setdefault((to, who), {})[sentence] = None

    def rows(self) -> Iterator[Row]:
        order = {kind: place for place, kind in enumerate(To)}
        for to, who in sorted(self._sentences, key=lambda key: (order[key[0]], key[1])):
            name, email = self._address(to, who)
            yield {
                Head.TO: str(to),
                Head.CODE: who,
                Head.NAME: name,
                Head.EMAIL: email,
                Head.MESSAGE: "\n".join(self._sentences[to, who]),
            }

    def _address(self, to: To, who: str) -> tuple[str, str]:
        instance = self._instance
        if to is To.STUDENT:
            return instance.students[who].name, instance.students[who].email
        if to is To.BOARD:
            board = instance.boards.get(who)
            return (GONE, "") if board is None else (board.name, board.email)
        if to is To.SCHOOL:
            school = instance.schools.get(who)
            return _or_gone(who, self._names.school(who), school is not None), "" if school is None else school.email
        if to is To.MENTOR:
            mentor = instance.mentors.get(who)
            return _or_gone(who, self._names.mentor(who), mentor is not None), "" if mentor is None else mentor.email
        known = instance.trainers.get(who)
        return _or_gone(who, self._names.trainer(who), known is not None), "" if known is None else known.email


def _or_gone(who: str, name: str, here: bool) -> str:
    if here:
        return name
    return GONE if name == who else f"{name} ({GONE})"
