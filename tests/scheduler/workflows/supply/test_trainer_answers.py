"""When trainers can assess: from the form, from a calendar, and what both mean in Beschikbaarheid."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from instances.domain.entities import Willingness
from instances.supply.half_days import grid_of, half_days
from instances.supply.outcome import NewsKind
from tests.scheduler.workflows.supply.asking import Filled, Round, draft, rows_of, the_faults

TUESDAY, THURSDAY = date(2027, 6, 1), date(2027, 6, 3)
YES, RATHER_NOT, NO = Willingness.YES, Willingness.RATHER_NOT, Willingness.NO


def busy(begin: str, end: str, more: str = "") -> bytes:
    event = f"BEGIN:VEVENT\nUID:1\nSUMMARY:Tandarts Bakker\nDTSTART:{begin}\nDTEND:{end}\n{more}END:VEVENT\n"
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//P//NL\n{event}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def grid(asked: Round, trainer: str = "SO1") -> list[Willingness]:
    """Tuesday morning, Tuesday afternoon and Thursday morning."""
    instance = asked.read().instance
    if instance is None:
        raise ValueError("the new workbook has faults")
    rows = instance.availability_of.get(trainer, ())
    return list(grid_of(rows, instance.trainers[trainer], half_days(instance)).values())


def test_the_form_shows_what_the_working_days_mean(asked: Round) -> None:
    with Filled(asked.trainer()) as form:
        rows = form.cells("Beschikbaarheid")
    assert [(row[0].date(), row[1], row[2]) for row in rows] == [
        (TUESDAY, "ja", "ja"), (THURSDAY, "nee", None),
    ]  # fmt: skip


def test_a_half_day_that_cannot_is_a_row_with_a_stamp(asked: Round) -> None:
    with Filled(asked.trainer()) as form:
        form.start("Ingevuld", "Otto")
        form.day(TUESDAY, "Middag", "nee")
    taken = asked.take_in()
    assert taken.faults == ()
    assert grid(asked) == [YES, NO, NO]
    (row,) = rows_of(asked.new(), "Beschikbaarheid")
    assert (row["Opleider"], row["Dagdeel"], row["Beschikbaar"]) == ("SO1", "middag", "nee")
    assert row["Bijgewerkt"].startswith("01-12-2026 09:15, Otto, ")
    assert "SO1" not in [who.id for who in taken.merged.unanswered]


def test_a_day_more_than_the_working_days_keeps_the_others(asked: Round) -> None:
    with Filled(asked.trainer()) as form:
        form.day(THURSDAY, "Ochtend", "liever niet")
    assert asked.take_in().faults == ()
    assert grid(asked) == [YES, YES, RATHER_NOT]


def test_the_rows_that_were_there_are_used_again(tmp_path: Path) -> None:
    made = draft(tmp_path)
    made.add("Beschikbaarheid",
             {"Opleider": "IO1", "Datum": TUESDAY, "Beschikbaar": "ja"},
             {"Opleider": "SO1", "Datum": TUESDAY, "Beschikbaar": "liever niet"},
             {"Opleider": "SO1", "Datum": THURSDAY, "Dagdeel": "ochtend", "Beschikbaar": "ja"})  # fmt: skip
    asked = Round.begin(made.write(), tmp_path / "antwoorden")
    with Filled(asked.trainer()) as form:
        assert form.cells("Beschikbaarheid")[0][1:3] == ["liever niet", "liever niet"]
        form.day(TUESDAY, "Middag", "ja")
    assert asked.take_in().faults == ()
    assert grid(asked) == [RATHER_NOT, YES, YES]
    assert grid(asked, "IO1") == [YES, YES, NO]
    assert [row["Opleider"] for row in rows_of(asked.new(), "Beschikbaarheid")] == ["IO1", "SO1", "SO1", "SO1"]


def test_ja_on_the_first_sheet_is_an_answer_and_nee_is_not_yet(asked: Round) -> None:
    for id, said in (("SO1", "ja"), ("IO1", "nee")):
        with Filled(asked.trainer(id)) as form:
            form.start("Klopt", said)
    taken = asked.take_in()
    assert taken.merged.changes_nothing
    assert [(who.id, who.nothing) for who in taken.merged.unanswered if who.kind == "opleider"] == [("IO1", False)]


@pytest.mark.parametrize("name", ["SO1.ics", "so1 agenda.ics", "Otto.ics", "map/SO1 Otto 2026-2027 S2.ICS"])
def test_a_calendar_makes_half_days_nee(asked: Round, name: str) -> None:
    path = asked.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(busy("20270601T070000Z", "20270601T073000Z"))
    taken = asked.take_in()
    assert taken.faults == ()
    assert grid(asked) == [NO, YES, NO]
    (news,) = taken.merged.of(NewsKind.CHANGED)
    assert (news.field, news.old, news.new) == ("di 01-06-2027 ochtend", "ja", "nee")
    assert news.text == "In de agenda staat dan iets (09:00-09:30); daarom nee."
    assert "SO1" not in [who.id for who in taken.merged.unanswered]


def test_nobody_reads_what_is_in_a_calendar(asked: Round) -> None:
    (asked.folder / "SO1.ics").write_bytes(busy("20270601T070000Z", "20270601T073000Z"))
    asked.take_in()
    assert not any("Tandarts" in str(cell) for row in rows_of(asked.new(), "Ingelezen") for cell in row.values())


def test_a_calendar_wins_from_a_yes_in_the_form(asked: Round) -> None:
    (asked.folder / "SO1.ics").write_bytes(busy("20270603T090000", "20270603T093000", "RRULE:FREQ=DAILY;COUNT=2\n"))
    with Filled(asked.trainer()) as form:
        form.day(THURSDAY, "Ochtend", "ja")
    assert asked.take_in().faults == ()
    assert grid(asked) == [YES, YES, NO]


def test_the_name_inside_a_calendar_goes_before_the_name_of_the_file(asked: Round) -> None:
    data = busy("20270601T070000Z", "20270601T073000Z").replace(b"PRODID", b"X-WR-CALNAME:Otto\r\nPRODID")
    (asked.folder / "export.ics").write_bytes(data)
    assert asked.take_in().faults == ()
    assert grid(asked) == [NO, YES, NO]


@pytest.mark.parametrize(
    ("name", "inside", "found"),
    [
        ("export.ics", b"", "een agenda zonder eigenaar"),
        ("IO1.ics", b"X-WR-CALNAME:Otto\r\n", "een agenda van "),
    ],
)
def test_a_calendar_of_nobody_or_of_two_is_a_fault(asked: Round, name: str, inside: bytes, found: str) -> None:
    (asked.folder / name).write_bytes(
        busy("20270601T070000Z", "20270601T073000Z").replace(b"PRODID", inside + b"PRODID")
    )
    (fault,) = the_faults(asked.take_in())
    assert fault.startswith(f"{name}|")
    assert found in fault


def test_a_damaged_calendar_is_a_fault(asked: Round) -> None:
    (asked.folder / "SO1.ics").write_bytes(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:gisteren\r\n")
    (fault,) = the_faults(asked.take_in())
    assert fault.startswith("SO1.ics|")


def test_days_moved_twice_or_emptied(asked: Round) -> None:
    with Filled(asked.trainer()) as form:
        sheet = form.sheet("Beschikbaarheid")
        sheet.cell(4, 1).value = TUESDAY
        sheet.cell(4, 2).value = "nee"
        form.sheet("Beschikbaarheid").cell(3, 2).value = None
    (fault,) = the_faults(asked.take_in())
    assert "elke dag één keer" in fault
    with Filled(asked.trainer()) as form:
        form.sheet("Beschikbaarheid").delete_rows(4)
    taken = asked.take_in()
    assert taken.faults == ()
    assert taken.merged.changes_nothing
    assert len(taken.merged.of(NewsKind.REMARK)) == 2
