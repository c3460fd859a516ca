"""What the form of a board changes of its mentors, and who comes new. Knows rows, no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from instances.domain.entities import Day, Mentor, MentorTraining
from instances.domain.school_facts import NAME_TO_COME
from instances.dutch.nearest import alike as are_alike
from instances.dutch.nearest import did_you_mean, folded, nearest
from instances.edits.fields import FieldValue
from instances.supply.board_form import BoardForm
from instances.supply.form import MENTOR_FIELDS, MENTOR_FORM, NEW, MentorForm, in_words
from instances.supply.form_rows import RowMerge, RowName, as_fields, by_code, emptied
from instances.supply.new_codes import NewCodes
from instances.supply.outcome import AddedMentor, NewsKind
from instances.tables.columns import MENTORS
from instances.tables.records import Record

_ALL_DAYS = tuple(day.code for day in Day)


@dataclass(frozen=True)
class MentorsMerge:
    """Takes over what a board said of its mentors.

    Attributes:
        of: The form beside the workbook.
        codes: For new mentors.
    """

    of: BoardForm
    codes: NewCodes

    def run(self) -> None:
        """Take over what was said of each mentor; what is wrong becomes a fault of the form."""
        known = self.of.known(MENTOR_FORM, MentorForm.NAME)
        rows, new = by_code(self.of.form, MENTOR_FORM, MentorForm.CODE, known, ("", NEW))
        rows = {id: record for id, record in rows.items() if not emptied(record, MENTOR_FIELDS)}
        self.of.tell_gone(MENTOR_FORM, MENTORS.name, known, rows)
        for id, record in rows.items():
            row = self.of.row(MENTOR_FORM, MENTORS.name, id, known[id])
            if self._is_another(row, record, known):
                continue
            fields = self._mentor_fields(record, known[id])
            if id not in self.of.asked.instance.mentors:
                text = "Deze mentor staat niet meer in het werkboek; het antwoord telt niet."
                row.tell(NewsKind.REMARK, "", record.cell(MentorForm.CODE), "", "", text)
            elif fields is not None:
                self._known_mentor(row, record, fields)
        self._new_mentors([record for record in new if not emptied(record, MENTOR_FIELDS)], known)

    def _is_another(self, row: RowMerge, record: Record, known: Mapping[str, str]) -> bool:
        """Note a fault where the code is of one person and the name of another; tell where that may be so."""
        now = self.of.asked.instance.mentors.get(row.id)
        own = tuple(dict.fromkeys([known[row.id], *([] if now is None else [now.name])]))
        others = {code: name for code, name in known.items() if code != row.id}
        typed = RowName(self.of.form, record, MentorForm.NAME, row.id, own, others)
        if typed.is_of_another_row():
            return True
        if not typed.changed or any(NAME_TO_COME in name.casefold() for name in (typed.name, *own)):
            return False
        if typed.shares_a_word:
            text = f"Is dit dezelfde persoon? De code {row.id} blijft, met alles wat daarbij hoort."
            row.tell(NewsKind.REMARK, MentorForm.NAME.header, record.cell(MentorForm.NAME), own[-1], typed.name, text)
            return False
        expected = (
            f"{own[0]}, van wie de code {row.id} in deze rij is. Is het iemand anders: zet de naam terug, kies bij "
            f"{MentorForm.AVAILABLE} nee en vul de nieuwe mentor in een vrije rij in. Heet dezelfde persoon nu anders: "
            "wijzig de naam in het werkboek"
        )
        self.of.form.fault(record, MentorForm.NAME, typed.name, expected)
        return True

    def _mentor_fields(self, record: Record, asked_name: str = "") -> dict[str, FieldValue] | None:
        """The cells of a row as the workbook writes them, the promises filled in; None with a fault among them."""
        fields = dict(as_fields(record, MENTOR_FIELDS))
        name, to_come = record.text(MentorForm.NAME), record.yes(MentorForm.TO_COME)
        if to_come and name and NAME_TO_COME not in name.casefold() and NAME_TO_COME in asked_name.casefold():
            to_come = False  # the name came
        if to_come:
            fields[MentorForm.NAME.header] = name or NAME_TO_COME
            fields[MentorForm.DAYS.header] = fields[MentorForm.DAYS.header] or _ALL_DAYS
            if not record.is_filled(MentorForm.TRAINING):
                fields[MentorForm.TRAINING.header] = MentorTraining.WILLING.value
        fields[MentorForm.TO_COME.header] = to_come
        school = self._school_of(record)
        sound = not record.faulty and school is not None
        if not to_come and NAME_TO_COME in name.casefold():
            self.of.form.fault(record, MentorForm.NAME, name, f"een naam, of {_TO_COME}")
            sound = False
        for column in (MentorForm.NAME, MentorForm.GROUPS, MentorForm.DAYS):
            if fields[column.header] in (None, "") and not record.is_faulty(column):
                extra = f", of {_TO_COME}" if column is not MentorForm.GROUPS else ""
                self.of.form.fault(record, column, "leeg", f"{_WANTED[column.header]}{extra}")
                sound = False
        fields[MentorForm.SCHOOL.header] = school
        return fields if sound else None

    def _school_of(self, record: Record) -> str | None:
        """The code of the school in a row: by label, code or name; a fault where it is none of the board's."""
        labels = self.of.asked.labels(self.of.board)
        typed = record.text(MentorForm.SCHOOL)
        if not typed and len(labels) == 1:
            return next(iter(labels))
        schools = self.of.asked.instance.schools
        for id, label in labels.items():
            if folded(typed) in (folded(label), folded(id), folded(schools[id].name)) or typed.endswith(f"({id})"):
                return id
        if not record.is_faulty(MentorForm.SCHOOL):
            expected = f"een van uw scholen, uit de lijst.{did_you_mean(typed, list(labels.values()))}"
            self.of.form.fault(record, MentorForm.SCHOOL, typed or "leeg", expected)
        return None

    def _known_mentor(self, row: RowMerge, record: Record, fields: Mapping[str, FieldValue]) -> None:
        now = {**self.of.asked.mentor(row.id), MentorForm.SCHOOL.header: self.of.asked.instance.mentors[row.id].school}
        for column in MENTOR_FIELDS:
            shown = self._label if column is MentorForm.SCHOOL else None
            row.take(column.header, record.cell(column), fields[column.header], now[column.header], shown)

    def _label(self, school: FieldValue) -> str:
        return self.of.asked.label(str(school))

    def _new_mentors(self, records: list[Record], known: Mapping[str, str]) -> None:
        """Rows without a code; one that an earlier reading of this form added already is that mentor."""
        claimed: set[str] = set()
        seen: dict[tuple[str, str], Record] = {}
        added: list[tuple[tuple[str, ...], Record, dict[str, FieldValue]]] = []
        for record in records:
            fields = self._mentor_fields(record)
            if fields is None:
                continue
            name, school = str(fields[MentorForm.NAME.header]), str(fields[MentorForm.SCHOOL.header])
            earlier = self._added_before(fields, known, claimed)
            if earlier is not None:
                claimed.add(earlier)
                self._known_mentor(self.of.row(MENTOR_FORM, MENTORS.name, earlier, name), record, fields)
                continue
            key = (folded(name), school)
            if not fields[MentorForm.TO_COME.header] and record.text(MentorForm.CODE).casefold() != NEW:
                if self._stands_there(record, name, school, known, seen.get(key)):
                    continue
                seen[key] = record
            added.append(((school, name, *map(in_words, fields.values())), record, fields))
        for _, record, fields in sorted(added, key=lambda one: one[0]):
            self._add(record, fields)

    def _added_before(
        self, fields: Mapping[str, FieldValue], known: Mapping[str, str], claimed: set[str]
    ) -> str | None:
        """The mentor of the workbook who came from this row before: not in the form, same school and name."""
        for mentor in self.of.asked.instance.mentors.values():
            free = mentor.id not in known and mentor.id not in claimed
            if free and mentor.school == fields[MentorForm.SCHOOL.header] and self._is_same(mentor, fields):
                return mentor.id
        return None

    def _is_same(self, mentor: Mentor, fields: Mapping[str, FieldValue]) -> bool:
        if not fields[MentorForm.TO_COME.header]:
            return folded(mentor.name) == folded(str(fields[MentorForm.NAME.header]))
        return mentor.to_come and mentor.groups == fields[MentorForm.GROUPS.header]

    def _stands_there(
        self, record: Record, name: str, school: str, known: Mapping[str, str], twice: Record | None
    ) -> bool:
        """Notes a fault where a new row seems to be somebody of the form."""
        mentors = self.of.asked.instance.mentors
        there = next(
            (id for id, other in known.items()
             if folded(other) == folded(name) and id in mentors and mentors[id].school == school),
            None,
        )  # fmt: skip
        if there is None and twice is None:
            return False
        where = f"de rij met code {there}" if there is not None else f"rij {twice.number}" if twice else ""
        expected = f"één rij voor elke mentor; zie {where}. Is het iemand anders, vul dan bij Code in: {NEW}"
        self.of.form.fault(record, MentorForm.NAME, name, expected)
        return True

    def _add(self, record: Record, fields: Mapping[str, FieldValue]) -> None:
        id, name = self.codes.next(), str(fields[MentorForm.NAME.header])
        self.of.merged.mentors.append(AddedMentor(id, {MENTORS.MENTOR.header: id, **fields}))
        row = self.of.row(MENTOR_FORM, MENTORS.name, id, name)
        told = f"{self._label(fields[MentorForm.SCHOOL.header])}, groep {in_words(fields[MentorForm.GROUPS.header])}"
        row.tell(NewsKind.ADDED, MentorForm.NAME.header, record.cell(MentorForm.NAME), "", f"{name}, {told}")
        if fields[MentorForm.TO_COME.header]:
            return
        if not record.is_filled(MentorForm.TRAINING):
            text = "Mentortraining is leeg, dat telt als nee: deze mentor krijgt zo geen student (P6)."
            row.tell(NewsKind.REMARK, MentorForm.TRAINING.header, record.cell(MentorForm.TRAINING), "", "", text)
        names = {mentor.name: mentor.id for mentor in self.of.asked.instance.mentors.values()}
        alike = nearest(name, list(names))
        if alike is not None and are_alike(name, alike):
            text = f"Lijkt op {alike} ({names[alike]}). Is dit dezelfde persoon? Nu telt ieder apart."
            row.tell(NewsKind.REMARK, MentorForm.NAME.header, record.cell(MentorForm.NAME), alike, name, text)


_WANTED: Mapping[str, str] = {
    MentorForm.NAME.header: "de naam van de mentor",
    MentorForm.GROUPS.header: "een groep van 1 tot en met 8, of een combinatie: 1;2",
    MentorForm.DAYS.header: "de dagen waarop de mentor werkt: ma;di;wo",
}
_TO_COME = f"{MentorForm.TO_COME}: ja"
