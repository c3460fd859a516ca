"""An instance with codes for people, and the key that leads back. Knows every place where a person is named, no rule.

Done once, right after reading: what comes later has no names to leak. Codes are dealt by chance and everything stands
in the order of the codes: in the order of ids or of the sheet, a list of names or numbers would lead back to people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from instances.domain.entities import Mentor, Student, Tandem, Trainer
from instances.domain.instance import Instance
from instances.privacy.keyed import keyed_print, new_print_key

T = TypeVar("T", Student, Mentor, Trainer, Tandem)
R = TypeVar("R")
Person = Student | Mentor | Trainer | Tandem
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
        secret: What codes are dealt by and prints are keyed with; '' in a key that knows nobody yet, and in one of an
            older version.
    """

    entries: tuple[KeyEntry, ...] = ()
    secret: str = ""

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
    people: dict[str, Iterable[Person]] = {
        "student": instance.students.values(),
        "mentor": instance.mentors.values(),
        "opleider": instance.trainers.values(),
        "tandem": instance.tandems.values(),
    }
    secret = known.secret or new_print_key()
    places = (instance.boards, instance.schools, instance.slots)
    taken = {id for kind in (*people.values(),) for id in (person.id for person in kind)}.union(*places)
    entries = list(known.entries)
    for kind, every in people.items():
        fresh = _dealt(secret, kind, (person for person in every if person.id not in known.codes))
        codes = _free_codes(kind, len(fresh), taken, known)
        for person, code in zip(fresh, codes, strict=True):
            entries.append(KeyEntry(code, kind, person.id, getattr(person, "name", ""), getattr(person, "email", "")))
    return PseudonymKey(tuple(entries), secret)


def agree(one: PseudonymKey, other: PseudonymKey) -> bool:
    """Say whether two keys can be of one run.

    Args:
        one: A key.
        other: Another key.

    Returns:
        Whether both give everyone they share the same code, and no code to two people.
    """
    same_codes = all(other.codes.get(id, code) == code for id, code in one.codes.items())
    return same_codes and all(other.ids.get(code, id) == id for code, id in one.ids.items())


def _dealt(secret: str, kind: str, people: Iterable[Person]) -> list[Person]:
    """In an order that follows neither ids nor names nor the sheet, the same for the same key."""
    return sorted(people, key=lambda person: keyed_print(secret, "code", kind, person.id))


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
        The same semester, everyone in the order of the codes, its fingerprint keyed. Homes still have their postcode
        and coordinates, on which travel times rest; no roster shows them.
    """
    code = key.code
    fingerprint = instance.fingerprint and keyed_print(key.secret, "werkboek", instance.fingerprint)
    return replace(
        instance,
        fingerprint=fingerprint,
        print_key=key.secret,
        boards={id: replace(board, email="") for id, board in instance.boards.items()},
        schools={id: replace(school, email="") for id, school in instance.schools.items()},
        students=_coded(instance.students, code, lambda person: _student(person, code)),
        mentors=_coded(instance.mentors, code, lambda person: _mentor(person, code)),
        trainers=_coded(instance.trainers, code, lambda person: _trainer(person, code)),
        tandems=_coded(instance.tandems, code, lambda tandem: _tandem(tandem, code)),
        history=_by(
            lambda row: (row.student,), (replace(past, student=code(past.student)) for past in instance.history)
        ),
        availability=_by(
            lambda row: (row.trainer,), (replace(row, trainer=code(row.trainer)) for row in instance.availability)
        ),
        absences=_by(lambda row: (row.who,), (replace(row, who=code(row.who)) for row in instance.absences)),
        travel_rows=_by(
            lambda row: (row.origin, row.destination),
            (replace(row, origin=code(row.origin), destination=code(row.destination)) for row in instance.travel_rows),
        ),
        exclusions=_by(
            lambda row: (row.who, row.other),
            (replace(row, who=code(row.who), other=code(row.other), reason="") for row in instance.exclusions),
        ),
        pins=_by(
            lambda pin: (pin.student,),
            (
                replace(
                    pin,
                    student=code(pin.student),
                    mentor=_maybe(pin.mentor, code),
                    field=_maybe(pin.field, code),
                    institute=_maybe(pin.institute, code),
                )
                for pin in instance.pins
            ),
        ),
        given_placement=(
            None
            if instance.given_placement is None
            else dict(sorted((code(student), code(mentor)) for student, mentor in instance.given_placement.items()))
        ),
    )


def _by(order: Callable[[R], tuple[str, ...]], rows: Iterable[R]) -> tuple[R, ...]:
    """In the order of the codes; rows about the same person keep theirs (Historie: oldest first)."""
    return tuple(sorted(rows, key=order))


def _coded(records: Mapping[str, T], code: Code, change: Callable[[T], T]) -> dict[str, T]:
    found = {code(id): change(record) for id, record in records.items()}
    return {id: found[id] for id in sorted(found)}


def _maybe(id: str | None, code: Code) -> str | None:
    return None if id is None else code(id)


def _student(person: Student, code: Code) -> Student:
    known = code(person.id)
    return replace(
        person, id=known, name=f"Student {known}", call_name="", email="", slb=_maybe(person.slb, code), slb_text=""
    )


def _mentor(person: Mentor, code: Code) -> Mentor:
    known = code(person.id)
    return replace(
        person, id=known, name=f"Mentor {known}", call_name="", email="", guided=None, duo=_maybe(person.duo, code)
    )


def _trainer(person: Trainer, code: Code) -> Trainer:
    known = code(person.id)
    return replace(
        person, id=known, name=f"Opleider {known}", call_name="", email="", also_mentor=_maybe(person.also_mentor, code)
    )


def _tandem(tandem: Tandem, code: Code) -> Tandem:
    return replace(tandem, id=code(tandem.id), so=code(tandem.so), io=code(tandem.io))
