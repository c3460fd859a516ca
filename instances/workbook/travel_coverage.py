"""Is there a travel time for every journey a rule or wish may ask? One fault per place that lacks one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from instances.domain.entities import Point, Role, TravelRow, Vehicle
from instances.domain.travel import TravelPoint, TravelTimes, whole_minutes
from instances.tables.columns import SCHOOLS, STUDENTS, TRAINERS, TRAVEL
from instances.tables.records import Record, Records
from instances.workbook.postcodes import normal_postcode, point_of
from instances.workbook.row_checks import EAST, NORTH

_PLACE_HEADERS = frozenset({"Postcode", NORTH, EAST, "Vervoer"})


@dataclass(slots=True)
class _Gap:
    """A place without coordinates and the places it cannot be reached from."""

    record: Record
    others: dict[str, None] = field(default_factory=dict)


def point(record: Record, points: Mapping[str, Point]) -> Point | None:
    """Own coordinates, else those of the postcode."""
    north, east = record.number_of(NORTH), record.number_of(EAST)
    if north is not None and east is not None:
        return Point(north, east)
    return point_of(normal_postcode(record.text("Postcode")), points)


def place_ids(records: Records) -> frozenset[str]:
    """The ids that the ends of Reistijden may name."""
    return frozenset(record.key for sheet in (STUDENTS, TRAINERS, SCHOOLS) for record in records.of(sheet.name))


def travel_rows(records: Records) -> tuple[TravelRow, ...]:
    """The readable rows of Reistijden: ends as ids or normal postcodes, minutes rounded up."""
    return tuple(row for _, row in _travel_rows(records))


def _travel_rows(records: Records) -> Iterator[tuple[Record, TravelRow]]:
    ids = place_ids(records)
    for record in records.of(TRAVEL.name):
        minutes = record.number_of("Minuten")
        start, end = (
            name if name in ids else normal_postcode(name) for name in (record.text("Van"), record.text("Naar"))
        )
        if start and end and minutes is not None and not record.faulty:
            vehicle = record.optional("Vervoer")
            yield record, TravelRow(start, end, Vehicle(vehicle) if vehicle else None, whole_minutes(minutes))


def check_travel(records: Records, points: Mapping[str, Point], for_wpa: bool) -> None:
    """Faults for double rows with other minutes, and for places from or to which a journey is unknown."""
    measured = tuple(_travel_rows(records))
    _double_rows(records, measured)
    times = TravelTimes((row for _, row in measured), place_ids(records))
    students = [(record, _place(record, points), _vehicle(record)) for record in _located(records, STUDENTS.name)]
    schools = [(record, _place(record, points)) for record in _located(records, SCHOOLS.name)]
    gaps: dict[str, _Gap] = {}
    lost_schools = [(record, place) for record, place in schools if place.point is None]
    for student, home, vehicle in students:
        for school, there in schools if home.point is None else lost_schools:
            if times.leg(home, there, vehicle) is None:
                _note(gaps, (student, home), (school, there))
    if for_wpa:
        for vehicle in _assessor_vehicles(records):
            for start, here in lost_schools:
                for end, there in schools:
                    if times.leg(here, there, vehicle) is None:
                        _note(gaps, (start, here), (end, there))
    for gap in gaps.values():
        _report(records, gap, bool(points))


def _double_rows(records: Records, measured: Iterable[tuple[Record, TravelRow]]) -> None:
    first: dict[tuple[str, str, Vehicle | None], tuple[Record, int]] = {}
    for record, row in measured:
        other, minutes = first.setdefault((row.origin, row.destination, row.vehicle), (record, row.minutes))
        if minutes != row.minutes:
            expected = f"één reistijd per reis en vervoer; in {other.cell('Minuten')} staat {minutes}"
            records.fault(record, "Minuten", row.minutes, expected)


def _located(records: Records, sheet: str) -> Iterable[Record]:
    """Rows whose place can be judged; a faulty postcode or coordinate is a fault already."""
    return (record for record in records.index(sheet).values() if not record.faulty & _PLACE_HEADERS)


def _place(record: Record, points: Mapping[str, Point]) -> TravelPoint:
    return TravelPoint(record.key, normal_postcode(record.text("Postcode")), point(record, points))


def _vehicle(record: Record) -> Vehicle:
    return Vehicle(record.text("Vervoer") or Vehicle.OV)


def _assessor_vehicles(records: Records) -> list[Vehicle]:
    used = {
        Vehicle(record.text("Vervoer") or Vehicle.AUTO)
        for record in records.of(TRAINERS.name)
        if record.yes("Assessor", True) and record.text("Rol") != Role.SLB
    }
    return sorted(used)


def _note(gaps: dict[str, _Gap], *ends: tuple[Record, TravelPoint]) -> None:
    """The journey is missing at every end without coordinates."""
    for (record, place), (_, other) in zip(ends, reversed(ends), strict=True):
        if place.point is None:
            gaps.setdefault(place.id, _Gap(record)).others.setdefault(other.id)


def _report(records: Records, gap: _Gap, looked_up: bool) -> None:
    others = list(gap.others)
    journeys = f"{gap.record.key} en {others[0]}" + (f" (en nog {len(others) - 1} andere)" if len(others) > 1 else "")
    postcode = gap.record.text("Postcode")
    known = "; deze postcode staat niet in het postcodebestand" if looked_up and postcode else ""
    expected = (
        f"een reistijd tussen {journeys}{known}. Vul {NORTH} en {EAST} in, zet de reis in {TRAVEL.name}, "
        "of geef een postcodebestand mee (--postcodes)"
    )
    records.fault(gap.record, "Postcode", postcode or "leeg", expected)
