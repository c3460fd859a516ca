"""What cannot hold together in Dutch, each with its sheet and cell. Knows the workbook, decides nothing."""

from __future__ import annotations

from collections.abc import Callable

from instances.domain.instance import Instance
from instances.domain.rulebook import RULES, Rule
from instances.dutch.lists import listed_at_most
from instances.dutch.numbers import count
from instances.edits.wording import setting_row
from instances.tables.capacity import CLASS
from instances.tables.columns import BOARDS, EXCLUSIONS, MENTORS, PINS, SCHOOLS, SETTINGS_SHEET, STUDENTS, TANDEMS
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
        return f"{where}: {text} ({rule})." if where else f"{text[0].upper()}{text[1:]} ({rule})."

    def _place_and_text(self, rule: Rule, about: str) -> tuple[str, str]:
        tell = _ROWS.get(rule)
        if rule is Rule.P13:
            return self._pin(about)
        if rule is Rule.P9 and ";" in about:
            one, other = about.split(";")
            return self._excluded(one, other)
        if rule is Rule.P11 and about not in self._instance.schools:
            return self._plg(about)
        if about.startswith(CLASS):
            mentors = listed_at_most(about.removeprefix(CLASS).split(";"))
            row = setting_row(self._reading, "Eén student per mentor per dag")
            where = f"{SETTINGS_SHEET.name} rij {row}" if row is not None else SETTINGS_SHEET.name
            return where, f"de klas van {mentors} heeft op een dag hoogstens één student"
        if about in self._instance.students:
            return self._student(rule, about)
        if tell is not None:
            return tell(self, about)
        school = self._instance.schools[about]
        return (
            "",
            f"van de andere studenten kan niemand op school {about} ({school.name}) door {RULES[rule].name.lower()}",
        )

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

    def _plg(self, key: str) -> tuple[str, str]:
        plg, school = next((p, s) for s, p in self._instance.plg_by_school.items() if p.key == key)
        text = f"PLG {plg.name} heeft hoogstens {count(plg.maximum, 'student', 'studenten')}"
        return self._cell(SCHOOLS.name, school, "Max PLG"), text

    def _mentor(self, id: str) -> tuple[str, str]:
        mentor = self._instance.mentors[id]
        text = f"mentor {id} ({mentor.name}) begeleidt hoogstens {count(mentor.max_students, 'student', 'studenten')}"
        return self._cell(MENTORS.name, id, "Max studenten"), text

    def _school(self, id: str) -> tuple[str, str]:
        school = self._instance.schools[id]
        text = f"school {id} ({school.name}) heeft {count(school.net_places, 'plaats', 'plaatsen')}"
        text += f" ({school.places} min {school.taken} bezet)" if school.taken else ""
        return self._cell(SCHOOLS.name, id, "Plaatsen"), text

    def _minimum(self, id: str) -> tuple[str, str]:
        school = self._instance.schools[id]
        text = (
            f"school {id} ({school.name}) neemt minstens {count(school.min_students, 'student', 'studenten')} of geen"
        )
        return self._cell(SCHOOLS.name, id, "Min studenten"), text

    def _board(self, id: str) -> tuple[str, str]:
        board = self._instance.boards[id]
        text = f"bestuur {id} ({board.name}) heeft hoogstens {count(board.max_students or 0, 'student', 'studenten')}"
        return self._cell(BOARDS.name, id, "Max studenten"), text

    def _tandem(self, id: str) -> tuple[str, str]:
        most = self._instance.tandems[id].max_students
        text = f"tandem {id} begeleidt hoogstens {count(most, 'student', 'studenten')}"
        return self._cell(TANDEMS.name, id, "Max studenten"), text

    def _care(self, id: str) -> tuple[str, str]:
        most = self._instance.settings.max_care_per_tandem
        row = setting_row(self._reading, "Max zorgstudenten per tandem")
        where = f"{SETTINGS_SHEET.name} rij {row}" if row is not None else SETTINGS_SHEET.name
        return where, f"tandem {id} begeleidt hoogstens {count(most, 'zorgstudent', 'zorgstudenten')}"


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


_ROWS: dict[Rule, Callable[[ConflictWords, str], tuple[str, str]]] = {
    Rule.P2: ConflictWords._mentor,
    Rule.P3: ConflictWords._school,
    Rule.P4: ConflictWords._board,
    Rule.P7: ConflictWords._tandem,
    Rule.P11: ConflictWords._minimum,
    Rule.P14: ConflictWords._care,
}
