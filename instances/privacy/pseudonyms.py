"""An instance with codes for people, and the key that leads back. Knows every place where a person is named, no rule.

Done once, right after reading: what comes later has no names to leak. A fresh key numbers people in the order of their
ids, so that whatever breaks ties by id finds the same roster as without codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from instances.domain.entities import Mentor, Student, Tandem, Trainer
from instances.domain.instance import Instance

T = TypeVar("T", Student, Mentor, Trainer, Tandem)
Code = Callable[[str], str]

KINDS = {"student": "ST", "mentor": "ME", "opleider": "OP", "tandem": "TA"}
"""The words of the key, and how their codes begin. The id of a tandem is often made of two names."""


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One person: the code, and who that is."""

    code: str
    kind: str
    id: str
    name: str = ""
    email: str = ""


@dataclass(frozen=True)
class PseudonymKey:
    """Which code stands for whom; a person keeps a code for ever.

    Attributes:
        entries: One for each person, in the order in which the codes were given.
    """

    entries: tuple[KeyEntry, ...] = ()

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """Id in the workbook to code."""
        return {entry.id: entry.code for entry in self.entries}

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """Code to id in the workbook."""
        return {entry.code: entry.id for entry in self.entries}

    def code(self, id: str) -> str:
        """Say by which code a person goes.

        Args:
            id: An id of the workbook.

        Returns:
            The code of a person; any other id, such as that of a school, as it is.
        """
        return self.codes.get(id, id)


def extended(known: PseudonymKey, instance: Instance) -> PseudonymKey:
    """Give everyone in a workbook a code.

    Args:
        known: The key so far.
        instance: The semester, with names.

    Returns:
        The key with everyone; who had a code has it still, also after leaving the workbook.
    """
    people: dict[str, Iterable[Student | Mentor | Trainer | Tandem]] = {
        "student": instance.students.values(),
        "mentor": instance.mentors.values(),
        "opleider": instance.trainers.values(),
        "tandem": instance.tandems.values(),
    }
    places = (instance.boards, instance.schools, instance.slots)
    taken = {id for kind in (*people.values(),) for id in (person.id for person in kind)}.union(*places)
    entries = list(known.entries)
    for kind, every in people.items():
        fresh = sorted((person for person in every if person.id not in known.codes), key=lambda person: person.id)
        codes = _free_codes(kind, len(fresh), taken, known)
        for person, code in zip(fresh, codes, strict=True):
            entries.append(KeyEntry(code, kind, person.id, getattr(person, "name", ""), getattr(person, "email", "")))
    return PseudonymKey(tuple(entries))


def _free_codes(kind: str, count: int, taken: set[str], known: PseudonymKey) -> list[str]:
    """The next numbers, in as many figures as sort them; no code is anybody's id or code already."""
    used = [entry.code for entry in known.entries if entry.kind == kind]
    if used:
        prefix = used[0].rstrip("0123456789")
        width, last = len(used[0]) - len(prefix), max(int(code[len(prefix) :]) for code in used)
    else:
        prefix, width, last = KINDS[kind], max(3, len(str(count))), 0
        while any(id.casefold().startswith(prefix.casefold()) for id in taken):
            prefix += "X"
    found: list[str] = []
    while len(found) < count:
        last += 1
        code = f"{prefix}{last:0{width}}"
        if code not in taken:
            found.append(code)
    return found


def pseudonymised(instance: Instance, key: PseudonymKey) -> Instance:
    """Replace every student, mentor, trainer and tandem by its code; names and e-mail go.

    Args:
        instance: The semester, with names.
        key: With everyone in it.

    Returns:
        The same semester. Homes still have their postcode and coordinates, on which travel times rest; no roster
        shows them.
    """
    code = key.code
    return replace(
        instance,
        boards={id: replace(board, email="") for id, board in instance.boards.items()},
        students=_coded(instance.students, code, lambda person: _student(person, code)),
        mentors=_coded(instance.mentors, code, lambda person: _mentor(person, code)),
        trainers=_coded(instance.trainers, code, lambda person: _trainer(person, code)),
        tandems=_coded(instance.tandems, code, lambda tandem: _tandem(tandem, code)),
        history=tuple(replace(past, student=code(past.student)) for past in instance.history),
        availability=tuple(replace(row, trainer=code(row.trainer)) for row in instance.availability),
        absences=tuple(replace(row, who=code(row.who)) for row in instance.absences),
        travel_rows=tuple(
            replace(row, origin=code(row.origin), destination=code(row.destination)) for row in instance.travel_rows
        ),
        exclusions=tuple(
            replace(row, who=code(row.who), other=code(row.other), reason="") for row in instance.exclusions
        ),
        pins=tuple(
            replace(
                pin,
                student=code(pin.student),
                mentor=_maybe(pin.mentor, code),
                field=_maybe(pin.field, code),
                institute=_maybe(pin.institute, code),
            )
            for pin in instance.pins
        ),
        given_placement=(
            None
            if instance.given_placement is None
            else {code(student): code(mentor) for student, mentor in instance.given_placement.items()}
        ),
    )


def _coded(records: Mapping[str, T], code: Code, change: Callable[[T], T]) -> dict[str, T]:
    return {code(id): change(record) for id, record in records.items()}


def _maybe(id: str | None, code: Code) -> str | None:
    return None if id is None else code(id)


def _student(person: Student, code: Code) -> Student:
    known = code(person.id)
    return replace(person, id=known, name=f"Student {known}", email="", slb=_maybe(person.slb, code), slb_text="")


def _mentor(person: Mentor, code: Code) -> Mentor:
    known = code(person.id)
    return replace(person, id=known, name=f"Mentor {known}", duo=_maybe(person.duo, code))


def _trainer(person: Trainer, code: Code) -> Trainer:
    known = code(person.id)
    return replace(person, id=known, name=f"Opleider {known}", email="", also_mentor=_maybe(person.also_mentor, code))


def _tandem(tandem: Tandem, code: Code) -> Tandem:
    return replace(tandem, id=code(tandem.id), so=code(tandem.so), io=code(tandem.io))
