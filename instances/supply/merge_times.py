"""What the form and the calendar of a trainer change of when that trainer can assess. Knows rows, no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from instances.domain.entities import Trainer, Willingness
from instances.dutch.dates import day_code, numeric_date
from instances.dutch.nearest import folded
from instances.supply.asked import PART_COLUMN, RowsAsked
from instances.supply.busy import BusyTime
from instances.supply.form import PERIOD_FORM, START, PeriodForm, Question, StartSheet
from instances.supply.form_rows import signed
from instances.supply.half_days import HalfDay, rows_for
from instances.supply.outcome import FormPlace, Merged, News, NewsKind, TimesOf
from instances.supply.read_forms import Form
from instances.tables.columns import AVAILABILITY
from instances.tables.records import Record

_YES, _NO = "ja", "nee"


def half_day_name(half: HalfDay) -> str:
    """Name a half-day: ``di 01-06-2027 ochtend``."""
    day, part = half
    return f"{day_code(day)} {numeric_date(day)} {part}"


@dataclass
class TimesMerge:
    """Takes over when one trainer can assess.

    Attributes:
        asked: The workbook as it is now.
        merged: Gathers what changes.
        trainer: Whose times they are.
        form: The form of the trainer; None where only a calendar came.
        busy: By half-day what the calendar has there.
        answered: Whether the trainer said that it is complete, changed a half-day or sent a calendar.
        unfinished: Whether the trainer said that it is not complete yet.
    """

    asked: RowsAsked
    merged: Merged
    trainer: Trainer
    form: Form | None
    busy: Mapping[HalfDay, BusyTime]
    answered: bool = False
    unfinished: bool = False

    def run(self) -> None:
        """Take over the answers; what is wrong becomes a fault of the form."""
        now = self.asked.trainer(self.trainer.id)
        wanted = {half: Willingness(answer) for half, answer in now.items()}
        if self.form is not None:
            self._form(self.form, now, wanted)
        first: FormPlace | None = None
        for half, time in self.busy.items():
            self.answered = True
            if half in wanted and wanted[half] is not Willingness.NO:
                said = f"In de agenda staat dan iets ({time.shown}); daarom nee."
                place = FormPlace(time.file, "")
                self._tell(NewsKind.CHANGED, half_day_name(half), wanted[half], _NO, place, said)
                wanted[half], first = Willingness.NO, first or place
        changed = {half for half, answer in wanted.items() if answer != now[half]}
        if changed:
            rows = rows_for(wanted, self.asked.instance.availability_of.get(self.trainer.id, ()), self.trainer)
            file = self.form.file if self.form is not None else first.file if first is not None else ""
            by = signed(self.form) if self.form is not None else ""
            self.merged.times.append(TimesOf(self.trainer.id, rows.gone, rows.added, FormPlace(file, ""), by))

    def _tell(self, kind: NewsKind, field: str, old: str, new: str, place: FormPlace, text: str = "") -> None:
        by = signed(self.form) if self.form is not None and self.form.file == place.file else ""
        news = News(kind, AVAILABILITY.name, self.trainer.id, self.trainer.name, field, old, new, place, by, text)
        self.merged.news.append(news)

    def _form(self, form: Form, now: Mapping[HalfDay, str], wanted: dict[HalfDay, Willingness]) -> None:
        self._start(form)
        asked = {(code, header): answer for (_, code, header), answer in form.asked.items()}
        days = {code for code, _ in asked}
        rows: dict[str, Record] = {}
        for record in form.records.of(PERIOD_FORM):
            day = record.optional_day(PeriodForm.DATE)
            code = "" if day is None else day.isoformat()
            if code in rows:
                expected = f"elke dag één keer; deze staat ook in {rows[code].cell(PeriodForm.DATE)}"
                form.fault(record, PeriodForm.DATE, numeric_date(day) if day else "", expected)
            elif code in days:
                rows[code] = record
            elif not record.is_faulty(PeriodForm.DATE):
                found = numeric_date(day) if day else "leeg"
                form.fault(record, PeriodForm.DATE, found, "een dag van dit formulier")
        for code in sorted(days - set(rows)):
            text = "De rij is weggehaald; voor deze dag blijft wat er stond."
            self._tell(NewsKind.REMARK, code, "", "", FormPlace(form.file, PERIOD_FORM.name), text)
        for half in self.asked.period:
            code, header = half[0].isoformat(), PART_COLUMN[half[1]].header
            if code in rows and (code, header) in asked and header not in rows[code].faulty:
                self._half_day(form, half, rows[code], asked[code, header], now[half], wanted)

    def _half_day(
        self,
        form: Form,
        half: HalfDay,
        record: Record,
        asked: str,
        now: str,
        wanted: dict[HalfDay, Willingness],
    ) -> None:
        column = PART_COLUMN[half[1]]
        answer = record.text(column)
        place = FormPlace(form.file, PERIOD_FORM.name, record.cell(column))
        if not answer:
            self._tell(NewsKind.REMARK, half_day_name(half), now, "", place, "Leeggemaakt; er blijft wat er stond.")
        elif answer != asked:
            self.answered = True
            if answer == now:
                return
            if now != asked:
                text = f"Het werkboek is gewijzigd sinds de uitvraag (toen: {asked}); die waarde is gebleven."
                self._tell(NewsKind.CONFLICT, half_day_name(half), now, answer, place, text)
                return
            wanted[half] = Willingness(answer)
            self._tell(NewsKind.CHANGED, half_day_name(half), now, answer, place)

    def _start(self, form: Form) -> None:
        for record in form.records.of(START):
            said = record.text(StartSheet.ANSWER)
            if record.text(StartSheet.QUESTION) != Question.COMPLETE or not said:
                continue
            if folded(said) == _YES:
                self.answered = True
            elif folded(said) == _NO:
                self.unfinished = True
            else:
                form.fault(record, StartSheet.ANSWER, said, "ja of nee")
        if remark := form.answer(Question.REMARK):
            self._tell(NewsKind.REMARK, str(Question.REMARK), "", remark, FormPlace(form.file, START.name))
