"""Codes in the sentences of the checks replaced by names, for who reads a page. Knows the workbook, no rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from instances.domain.instance import Instance
from scheduler.checks.words import moment

WORD = re.compile(r"[^\s,;:()]+")


class NamesOfWorkbook:
    """The names of one workbook."""

    def __init__(self, instance: Instance) -> None:
        """Collect them.

        Args:
            instance: The workbook; a code of two people stays a code.
        """
        names: dict[str, str] = {}
        twice: set[str] = set()
        for rows in (instance.students, instance.mentors, instance.trainers, instance.schools, instance.boards):
            rows_by_id: Mapping[str, object] = rows
            for id, row in rows_by_id.items():
                if id in names:
                    twice.add(id)
                names[id] = getattr(row, "name", "") or id
        self._names = {id: name for id, name in names.items() if id not in twice}
        self._moments = {
            id: (moment(slot), moment(slot).partition(" (")[2][:-1]) for id, slot in instance.slots.items()
        }

    def in_text(self, text: str) -> str:
        """Write a sentence with names and times in place of codes.

        Args:
            text: A Dutch sentence of the checks.

        Returns:
            The same, said in names; what is no code of the workbook stays as it is.
        """
        for whole, short in (self._moments[word] for word in set(WORD.findall(text)) & self._moments.keys()):
            text = text.replace(f"slot {whole}", whole).replace(whole, short)
        return WORD.sub(self._named, text)

    def _named(self, found: re.Match[str]) -> str:
        word = found[0]
        bare = word.rstrip(".")
        return self._names.get(bare, bare) + word[len(bare) :]


class _OfInstance:
    """A workbook as a key: it is frozen, and too large to compare."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance

    def __hash__(self) -> int:
        return id(self.instance)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _OfInstance) and other.instance is self.instance


@lru_cache(maxsize=4)
def _names(key: _OfInstance) -> NamesOfWorkbook:
    return NamesOfWorkbook(key.instance)


def with_names(instance: Instance, text: str) -> str:
    """Write a sentence with names and times in place of codes.

    Args:
        instance: The workbook.
        text: A Dutch sentence of the checks.

    Returns:
        The same, said in names.
    """
    return _names(_OfInstance(instance)).in_text(text)
