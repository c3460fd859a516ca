"""What cannot hold together in Dutch, each with its sheet and cell. Knows the workbook, decides nothing."""

from __future__ import annotations

from collections.abc import Callable

from instances.domain.instance import Instance
from instances.domain.rulebook import RULES, Rule
from instances.dutch.lists import listed_at_most, opening
from instances.dutch.numbers import count
from instances.edits.wording import setting_row
from instances.tables.capacity import CapacityRule, Group, groups, line_about
from instances.tables.columns import EXCLUSIONS, PINS, STUDENTS
from instances.workbook.read import Reading
from models.infeasibility.core import Item


class ConflictWords:
    """Sentences for the items of a conflict about pinned places."""

    def __init__(self, instance: Instance, reading: Reading) -> None:
        """Keep where everything stands.

        Args:
            instance: The workbook.
            reading: The rows and columns of its cells.
        """
        self._instance, self._reading = instance, reading

    def sentence(self, item: Item) -> str:
        """Write one item of a conflict: where it stands, what it says, and the rule.

        Args:
            item: The rule, and the id or ids it is about.

        Returns:
            One Dutch sentence.
        """
        rule, about = item
        where, text = self._place_and_text(rule, about)
        return f"{where}: {text} ({rule})." if where else f"{opening(text)} ({rule})."

    def _place_and_text(self, rule: Rule, about: str) -> tuple[str, str]:
        if rule is Rule.P13:
            return self._pin(about)
        if rule is Rule.P9 and ";" in about:
            one, other = about.split(";")
            return self._excluded(one, other)
        if about in self._instance.students:
            return self._student(rule, about)
        line = line_about(self._instance, rule, about)
        if line is not None:
            return self._limit(line, about)
        school = self._instance.schools[about]
        return (
            "",
            f"van de andere studenten kan niemand op school {about} ({school.name}) door {RULES[rule].name.lower()}",
        )

    def _limit(self, line: CapacityRule, group: str) -> tuple[str, str]:
        """A row of the capacity table: the cell that holds its limit, and what it says."""
        tell = _TEXTS.get((line.rule, line.group))
        limit = line.limit(self._instance, group) or 0
        text = _lower(RULES[line.rule].name) if tell is None else tell(self._instance, group, limit)
        if not line.sheet:  # the limit is the rule's own
            return "", text
        if line.is_shared:
            row = setting_row(self._reading, line.column)
            return f"{line.sheet} rij {row}" if row is not None else line.sheet, text
        id = groups(self._instance, Group.PLG)[group][0] if line.group is Group.PLG else group
        return self._cell(line.sheet, id, line.column), text

    def _cell(self, sheet: str, id: str, column: str) -> str:
        return f"{sheet} {self._reading.where(sheet, id, column) or self._reading.where(sheet, id)}".strip()

    def _name(self, student: str) -> str:
        return f"student {student} ({self._instance.students[student].name})"

    def _pin(self, student: str) -> tuple[str, str]:
        pin = self._instance.pin_of[student]
        header, place = ("School", f"op school {pin.school}") if pin.mentor is None else ("Mentor", f"bij {pin.mentor}")
        return self._cell(PINS.name, student, header), f"{self._name(student)} staat vast {place}"

    def _student(self, rule: Rule, student: str) -> tuple[str, str]:
        column = {Rule.P5: "Stagedagen", Rule.P8: "Vereiste bouw", Rule.P10: "Max reistijd", Rule.P12: "Jaar"}
        text = f"voor {self._name(student)} geldt: {_lower(RULES[rule].name)}"
        return self._cell(STUDENTS.name, student, column.get(rule, "Student")), text

    def _excluded(self, one: str, other: str) -> tuple[str, str]:
        return EXCLUSIONS.name, f"{self._name(one)} en {self._name(other)} mogen niet op dezelfde school"


def _plg_text(instance: Instance, key: str, limit: int) -> str:
    return f"PLG {instance.plgs[key].name} heeft hoogstens {_students(limit)}"


def _mentor_text(instance: Instance, id: str, limit: int) -> str:
    return f"mentor {id} ({instance.mentors[id].name}) begeleidt hoogstens {_students(limit)}"


def _class_text(instance: Instance, key: str, limit: int) -> str:
    mentors = listed_at_most(groups(instance, Group.CLASS)[key])
    return f"de klas van {mentors} heeft op een dag hoogstens één student"


def _school_text(instance: Instance, id: str, limit: int) -> str:
    school = instance.schools[id]
    text = f"school {id} ({school.name}) heeft {count(limit, 'plaats', 'plaatsen')}"
    return f"{text} ({school.places} min {school.taken} bezet)" if school.taken else text


def _minimum_text(instance: Instance, id: str, limit: int) -> str:
    return f"school {id} ({instance.schools[id].name}) neemt minstens {_students(limit)} of geen"


def _board_text(instance: Instance, id: str, limit: int) -> str:
    return f"bestuur {id} ({instance.boards[id].name}) heeft hoogstens {_students(limit)}"


def _tandem_text(instance: Instance, id: str, limit: int) -> str:
    return f"tandem {id} begeleidt hoogstens {_students(limit)}"


def _care_text(instance: Instance, id: str, limit: int) -> str:
    return f"tandem {id} begeleidt hoogstens {count(limit, 'zorgstudent', 'zorgstudenten')}"


def _students(number: int) -> str:
    return count(number, "student", "studenten")


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


_TEXTS: dict[tuple[Rule, Group], Callable[[Instance, str, int], str]] = {
    (Rule.P2, Group.MENTOR): _mentor_text,
    (Rule.P2, Group.CLASS): _class_text,
    (Rule.P3, Group.SCHOOL): _school_text,
    (Rule.P4, Group.BOARD): _board_text,
    (Rule.P7, Group.TANDEM): _tandem_text,
    (Rule.P11, Group.PLG): _plg_text,
    (Rule.P11, Group.SCHOOL): _minimum_text,
    (Rule.P14, Group.TANDEM): _care_text,
}
"""What a row of the capacity table says: of a group, with its limit."""
