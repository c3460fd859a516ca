"""Damage to what the product wrote itself, or asks for beside a workbook: rosters, result, calendars, postcodes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from benchmarks.campaign.files.draft import STRINGS, Draft, package
from benchmarks.campaign.files.packages import BOOK, SPOILS, STYLES

Making = Callable[[bytes], bytes]
SHEETS = ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml")

WORKBOOK_PARTS: Mapping[str, Making] = {
    f"{part} {what}": partial(lambda good, part, spoil: package(good, {part: spoil}), part=part, spoil=spoil)
    for part in (BOOK, STRINGS, STYLES, *SHEETS)
    for what, spoil in SPOILS.items()
}
"""A workbook of our own with a broken part."""

WRONG: Mapping[str, object] = {
    "null": None,
    "a list": [],
    "a text": "x",
    "a number": -1,
    "a huge number": 10**400,
    "an object": {"x": {}},
}
"""What may stand in the place of anything in resultaat.json."""
RESULT_KEYS = (
    "invoer",
    "werkboek",
    "versies",
    "instellingen",
    "zaad",
    "tijd",
    "plaatsing",
    "wpa",
    "bestanden",
    "afdruk",
    "plaatsing.toewijzing",
    "plaatsing.wensen",
    "plaatsing.status",
    "plaatsing.ondergrens",
    "wpa.toewijzing",
)


def _with_result(good: bytes, path: str, value: object) -> bytes:
    told: dict[str, Any] = json.loads(good)
    where: Any = told
    *outer, last = path.split(".")
    for name in outer:
        where = where[name]
    where[last] = value
    return json.dumps(told).encode()


def _without_result(good: bytes, path: str) -> bytes:
    told: dict[str, Any] = json.loads(good)
    told.pop(path, None)
    return json.dumps(told).encode()


RESULTS: Mapping[str, Making] = {
    **{
        f"{path} is {what}": partial(_with_result, path=path, value=value)
        for path in RESULT_KEYS
        for what, value in WRONG.items()
    },
    **{f"without {path}": partial(_without_result, path=path) for path in RESULT_KEYS if "." not in path},
    "not a number": lambda good: re.sub(rb'"zaad": \d+', b'"zaad": NaN', good),
    "a key twice": lambda good: good.replace(b"{", b'{"plaatsing": 3,', 1),
    "a file out of the folder": partial(_with_result, path="bestanden", value={"../../x": "0" * 64, "/etc/x": "0"}),
    "a list of files that is one": partial(_with_result, path="bestanden", value=["plaatsing.xlsx"]),
}


def _line(name: str, value: str) -> Making:
    """The first line of that name in the first appointment, with another value."""

    def change(good: bytes) -> bytes:
        head, event, rest = good.partition(b"BEGIN:VEVENT")
        return head + event + re.sub(rf"\n{name}[^\r\n]*".encode(), f"\n{name}{value}".encode(), rest, count=1)

    return change


CALENDARS: Mapping[str, Making] = {
    "a count of three million": _line("SEQUENCE", ":3000000"),
    "a count of a hundred digits": _line("SEQUENCE", ":" + "9" * 100),
    "a count below zero": _line("SEQUENCE", ":-5"),
    "a count that is none": _line("SEQUENCE", ":vaak"),
    "a beginning that is none": _line("DTSTART", ":gisteren"),
    "a beginning in the year 0": _line("DTSTART", ":00000101T000000"),
    "a beginning without a time": _line("DTSTART", ";VALUE=DATE:20270527"),
    "a zone that is none": _line("DTSTART", ";TZID=Midden/Aarde:20270527T083000"),
    "a period that is none": _line("DTEND", ";VALUE=PERIOD:x/y"),
    "no name": _line("UID", ":"),
    "a name of a megabyte": _line("UID", ":" + "a" * 1_000_000),
    "a name of somebody else": _line("UID", ":iemand@elders.example"),
    "every second again": _line("SEQUENCE", ":1\r\nRRULE:FREQ=SECONDLY"),
    "a rule that is none": _line("SEQUENCE", ":1\r\nRRULE:FREQ=SOMS;COUNT=x"),
    "a line without a colon": _line("SEQUENCE", ""),
    "a status that is none": _line("STATUS", ":MISSCHIEN"),
    "no end of the appointment": lambda good: good.replace(b"END:VEVENT", b"", 1),
    "no end of the calendar": lambda good: good.replace(b"END:VCALENDAR", b""),
    "the end before the beginning": lambda good: b"END:VCALENDAR\r\n" + good,
    "appointments in each other": lambda good: good.replace(b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\n" * 5_000, 1),
    "30,000 appointments": lambda good: good.replace(
        b"END:VCALENDAR", b"BEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT\r\n" * 30_000 + b"END:VCALENDAR"
    ),
    "lines of one sign": lambda good: b"\r\n ".join(good[at : at + 1] for at in range(len(good))),
    "no calendar": lambda good: b"BEGIN:VCARD\r\nFN:Iris Dam\r\nEND:VCARD\r\n",
    "in UTF-16": lambda good: good.decode().encode("utf-16"),
    "wrong letters": lambda good: good.replace(b"SUMMARY:", b"SUMMARY:\xff\xfe"),
}
"""A calendar of an earlier roster."""


def _fields(change: Callable[[list[str]], list[str]]) -> Making:
    def making(good: bytes) -> bytes:
        lines = good.decode().splitlines()
        return "\n".join("\t".join(change(line.split("\t"))) for line in lines).encode()

    return making


POSTCODE_FILES: Mapping[str, Making] = {
    "coordinates in words": _fields(lambda line: [*line[:9], "noord", "oost", *line[11:]]),
    "coordinates that are none": _fields(lambda line: [*line[:9], "nan", "inf", *line[11:]]),
    "coordinates on the moon": _fields(lambda line: [*line[:9], "1e9", "-1e9", *line[11:]]),
    "coordinates with a comma": _fields(lambda line: [*line[:9], "52,6", "4,7", *line[11:]]),
    "no coordinates": _fields(lambda line: line[:9]),
    "one column": _fields(lambda line: line[:1]),
    "postcodes in words": _fields(lambda line: [line[0], "Alkmaar", *line[2:]]),
    "another country": _fields(lambda line: ["BE", *line[1:]]),
    "with semicolons": lambda good: good.replace(b"\t", b";"),
    "with a header": lambda good: b"land\tpostcode\tplaats\n" + good,
    "with quotes": lambda good: good.replace(b"Alkmaar", b'"Alkmaar', 5),
    "with NUL": lambda good: good.replace(b"Alkmaar", b"Alk\0maar"),
    "in Latin-1": lambda good: good.replace(b"Alkmaar", "Súdwest".encode("latin-1")),
    "every line a hundred times": lambda good: good * 100,
    "a column of a megabyte": lambda good: good.replace(b"Alkmaar", b"a" * 1_000_000, 1),
}
"""A file of postcodes as GeoNames has it."""


def _put(sheet: str, header: str, value: object) -> Making:
    def change(good: bytes) -> bytes:
        draft = Draft(good)
        draft.put(sheet, header, value)
        return draft.bytes()

    return change


def _header_of(sheet: str, header: str) -> Making:
    return lambda good: _renamed(good, sheet, header)


def _renamed(good: bytes, sheet: str, header: str) -> bytes:
    draft = Draft(good)
    draft.sheet(sheet).cell(1, draft.column(sheet, header)).value = "iets anders"
    return draft.bytes()


def _without_sheet(good: bytes, sheet: str) -> bytes:
    draft = Draft(good)
    draft.book.remove(draft.sheet(sheet))
    return draft.bytes()


PLACEMENT_SHEETS: Mapping[str, Making] = {
    "a mentor that nobody knows": _put("Plaatsing", "Mentor", "M9999"),
    "a name for a mentor": _put("Plaatsing", "Mentor", "Iris"),
    "no mentor": _put("Plaatsing", "Mentor", None),
    "a student that nobody knows": _put("Plaatsing", "Student", "999999"),
    "no student": _put("Plaatsing", "Student", None),
    "a student as a date": _put("Plaatsing", "Student", True),
    "32,767 signs": _put("Plaatsing", "Schoolnaam", "a" * 32_767),
    "a formula": _put("Plaatsing", "Mentor", "=A1"),
    "an error": _put("Plaatsing", "Mentor", "#REF!"),
    "no column of students": _header_of("Plaatsing", "Student"),
    "no column of mentors": _header_of("Plaatsing", "Mentor"),
    "no sheet": partial(_without_sheet, sheet="Plaatsing"),
}
WPA_SHEETS: Mapping[str, Making] = {
    "a slot that nobody knows": _put("WPA-rooster", "Slot", "XX"),
    "a time that is none": _put("WPA-rooster", "Begin", "25:99"),
    "a day that is none": _put("WPA-rooster", "Datum", "31-02-2027"),
    "a day as a number": _put("WPA-rooster", "Datum", 10**12),
    "another day": _put("WPA-rooster", "Datum", "2027-06-02"),
    "no slot": _put("WPA-rooster", "Slot", None),
    "an assessor that nobody knows": _put("WPA-rooster", "Beoordelaar werkveld", "Niemand"),
    "the same assessor twice": _put("WPA-rooster", "Beoordelaar werkveld", "IO01"),
    "no column of slots": _header_of("WPA-rooster", "Slot"),
    "no sheet": partial(_without_sheet, sheet="WPA-rooster"),
}
