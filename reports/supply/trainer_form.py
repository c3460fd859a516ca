"""The form of one trainer: when that trainer can take WPAs. Knows the workbook by what is asked of it."""

from __future__ import annotations

from pathlib import Path

from instances.domain.entities import DayPart, Willingness
from instances.dutch.dates import long_date
from instances.supply.asked import PART_COLUMN, RowsAsked
from instances.supply.form import PERIOD_FORM, FormKind, Identity, PeriodForm, Question
from reports.excel.book import Book
from reports.supply.board_form import send_back
from reports.supply.form_book import BAD, DOUBT, AnswerSheet, hidden_sheets, start_sheet

_WIDTHS = {PeriodForm.DATE: 24.0, PeriodForm.MORNING: 18.0, PeriodForm.AFTERNOON: 18.0}
_STEPS = (
    f"Blad {PERIOD_FORM.name}: bij ieder dagdeel staat wat het stagebureau nu weet. Verander wat niet klopt: ja, "
    "liever niet of nee. Een grijs vak hoeft niet: dan zijn er geen WPA's.",
    "Staat uw agenda in een computer? Stuur dan ook een bestand van uw agenda mee (.ics). Waar iets in staat, wordt "
    "dat nee; alleen de tijden worden gelezen. Laat de naam van dat bestand beginnen met {}.",
    "Klopt het? Kies hieronder ja, ook als u niets hoefde te veranderen.",
)


def write_trainer_form(asked: RowsAsked, trainer: str, path: Path) -> None:
    """Write the form of a trainer, prefilled with what the workbook knows of the WPA period.

    Args:
        asked: The workbook; it has times for WPAs.
        trainer: The id of the trainer.
        path: Where the file goes; the folder must exist.

    Raises:
        OSError: The disk refuses the file.
        XlsxWriterException: XlsxWriter says so in its own words.
    """
    settings, who = asked.instance.settings, asked.instance.trainers[trainer]
    first, last = asked.period[0][0], asked.period[-1][0]
    with Book(path, f"WPA's: {who.name}", settings.semester) as book:
        facts = [
            ("Voor", f"{who.name} ({trainer})"),
            ("Semester", settings.semester or "niet genoemd"),
            ("WPA's", f"van {long_date(first)} tot en met {long_date(last)}"),
        ]
        steps = [*(step.format(trainer) for step in _STEPS), send_back(settings.answers_to)]
        questions = (Question.BY, Question.COMPLETE, Question.REMARK)
        start_sheet(book, "Wanneer kunt u WPA's afnemen?", facts, steps, questions)
        _days(book, asked, trainer)
        hidden_sheets(book, Identity(FormKind.TRAINER, trainer, settings.semester), asked.of_trainer(trainer))


def _days(book: Book, asked: RowsAsked, trainer: str) -> None:
    todo = "Verander wat niet klopt: ja, liever niet of nee."
    sheet = AnswerSheet(book, PERIOD_FORM, _WIDTHS, todo)
    answers = asked.trainer(trainer)
    days = dict.fromkeys(day for day, _ in asked.period)
    week = asked.period[0][0].isocalendar()[:2]
    for day in days:
        asked_of = [part for part in DayPart if (day, part) in answers]
        cells = {PART_COLUMN[part].header: answers[day, part] for part in asked_of}
        open_ = [PART_COLUMN[part] for part in asked_of]
        sheet.row({PeriodForm.DATE.header: day, **cells}, open_, begins=day.isocalendar()[:2] != week)
        week = day.isocalendar()[:2]
    for column in (PeriodForm.MORNING, PeriodForm.AFTERNOON):
        sheet.check(column)
        sheet.tint(column, {Willingness.NO: BAD, Willingness.RATHER_NOT: DOUBT})
    sheet.done()
