"""Is there a travel time for every journey a rule or wish may ask? One fault per place that lacks one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from instances.domain.entities import Point, Role, Vehicle
from instances.domain.travel import TravelPoint, TravelRow, TravelTimes, whole_minutes
from instances.plausibility.coordinates import own_point
from instances.tables.columns import SCHOOLS, STUDENTS, TRAINERS, TRAVEL
from instances.tables.records import Record, Records
from instances.tables.schema import Column, LocatedSheet
from instances.workbook.postcodes import ADDRESS, looks_like_postcode, normal_postcode, point_of

_OTHERWISE = f"of vul Breedtegraad en Lengtegraad in, of zet de reizen in {TRAVEL.name}"
_NO_POSTCODE = f"een plek op de kaart: vul een postcode in, {_OTHERWISE}"
_NO_DUTCH_POSTCODE = f"een Nederlandse postcode zoals 1012 AB; {_OTHERWISE}"
_NOT_IN_FILE = f"een postcode die in het postcodebestand {{}} staat: kijk of zij klopt, {_OTHERWISE}"
_NO_FILE = (
    f"een plek op de kaart, uit het postcodebestand. Dat geeft u één keer mee: haal {ADDRESS} op en zet "
    f"--postcodes NL.zip achter de opdracht; Plaatswijzer bewaart het en gebruikt het voortaan. Of anders: "
    f"{_OTHERWISE.removeprefix('of ')}"
)


@dataclass(frozen=True, slots=True)
class _LocatedRow:
    """A row that is somewhere, and where that is."""

    record: Record
    sheet: LocatedSheet
    at: TravelPoint


@dataclass(slots=True)
class _Gap:
    """A place without coordinates and the places it cannot be reached from."""

    place: _LocatedRow
    others: dict[str, None] = field(default_factory=dict)


def point(record: Record, sheet: LocatedSheet, points: Mapping[str, Point]) -> Point | None:
    """Find where a row is.

    Args:
        record: The row.
        sheet: Its sheet.
        points: Coordinates by the four digits of a postcode.

    Returns:
        The own coordinates, else those of the postcode; None when unknown.
    """
    return own_point(record, sheet) or point_of(normal_postcode(record.text(sheet.POSTCODE)), points)


def place_ids(records: Records) -> frozenset[str]:
    """The ids that the ends of Reistijden may name."""
    return frozenset(record.key for sheet in (STUDENTS, TRAINERS, SCHOOLS) for record in records.of(sheet))


def travel_rows(records: Records) -> tuple[TravelRow, ...]:
    """The readable rows of Reistijden: ends as ids or normal postcodes, minutes rounded up."""
    return tuple(row for _, row in _travel_rows(records))


def _travel_rows(records: Records) -> Iterator[tuple[Record, TravelRow]]:
    ids = place_ids(records)
    normal = {id: id for id in ids}
    vehicles: dict[str | None, Vehicle | None] = {None: None, **{vehicle.value: vehicle for vehicle in Vehicle}}
    # half a million rows: cells by their header, without asking the sheet about each
    origin, destination, by, took = (
        column.header for column in (TRAVEL.ORIGIN, TRAVEL.DESTINATION, TRAVEL.VEHICLE, TRAVEL.MINUTES)
    )
    for record in records.of(TRAVEL):
        cells = record.values
        minutes, start, end = cells.get(took), cells.get(origin), cells.get(destination)
        if record.faulty or not isinstance(minutes, float) or not isinstance(start, str) or not isinstance(end, str):
            continue
        vehicle = cells.get(by)
        known = vehicles[vehicle if isinstance(vehicle, str) else None]
        first = normal.get(start) or normal.setdefault(start, normal_postcode(start))
        last = normal.get(end) or normal.setdefault(end, normal_postcode(end))
        yield record, TravelRow(first, last, known, whole_minutes(minutes))


def check_travel(records: Records, points: Mapping[str, Point], for_wpa: bool, file: str) -> tuple[TravelRow, ...]:
    """Faults for double rows with other minutes, and for places from or to which a journey is unknown.

    Args:
        records: All rows.
        points: Coordinates by the four digits of a postcode.
        for_wpa: Journeys between schools are needed too.
        file: The name of the file with postcodes; '' where there was none.

    Returns:
        The readable rows, as ``travel_rows`` gives them: half a million are not gone through again.
    """
    measured = tuple(_travel_rows(records))
    _double_rows(records, measured)
    rows = tuple(row for _, row in measured)
    times = TravelTimes(rows, place_ids(records))
    homes = _located(records, STUDENTS, points, STUDENTS.VEHICLE)
    schools = _located(records, SCHOOLS, points)
    gaps: dict[str, _Gap] = {}
    lost_schools = [school for school in schools if school.at.point is None]
    for home in homes:
        vehicle = Vehicle(home.record.text(STUDENTS.VEHICLE))
        for school in schools if home.at.point is None else lost_schools:
            if times.leg(home.at, school.at, vehicle) is None:
                _note(gaps, home, school)
    if for_wpa:
        for vehicle in _assessor_vehicles(records):
            for origin in lost_schools:
                for destination in schools:
                    if times.leg(origin.at, destination.at, vehicle) is None:
                        _note(gaps, origin, destination)
    for gap in gaps.values():
        _report(records, gap, file)
    return rows


def _double_rows(records: Records, measured: Iterable[tuple[Record, TravelRow]]) -> None:
    first: dict[tuple[str, str, Vehicle | None], tuple[Record, int]] = {}
    for record, row in measured:
        journey = row.origin, row.destination, row.vehicle
        if journey not in first:
            first[journey] = record, row.minutes
            continue
        other, minutes = first[journey]
        if minutes != row.minutes:
            expected = f"één reistijd per reis en vervoer; in {other.cell(TRAVEL.MINUTES)} staat {minutes}"
            records.fault(record, TRAVEL.MINUTES, row.minutes, expected)


def _located(records: Records, sheet: LocatedSheet, points: Mapping[str, Point], *also: Column) -> list[_LocatedRow]:
    """Rows whose place can be judged; a faulty postcode or coordinate, or one of ``also``, is a fault already."""
    needed = (sheet.POSTCODE, sheet.LATITUDE, sheet.LONGITUDE, *also)
    return [
        _LocatedRow(
            record, sheet, TravelPoint(id, normal_postcode(record.text(sheet.POSTCODE)), point(record, sheet, points))
        )
        for id, record in records.index(sheet).items()
        if not record.is_faulty(*needed)
    ]


def _assessor_vehicles(records: Records) -> list[Vehicle]:
    used = {
        Vehicle(record.text(TRAINERS.VEHICLE))
        for record in records.of(TRAINERS)
        if record.yes(TRAINERS.ASSESSOR) and record.text(TRAINERS.ROLE) != Role.SLB
    }
    return sorted(used)


def _note(gaps: dict[str, _Gap], *ends: _LocatedRow) -> None:
    """The journey is missing at every end without coordinates."""
    for place, other in zip(ends, reversed(ends), strict=True):
        if place.at.point is None:
            gaps.setdefault(place.at.id, _Gap(place)).others.setdefault(other.at.id)


def _report(records: Records, gap: _Gap, file: str) -> None:
    place, others = gap.place, list(gap.others)
    sheet = place.sheet
    journeys = f"{place.at.id} en {others[0]}" + (f" (en nog {len(others) - 1} andere)" if len(others) > 1 else "")
    postcode = place.record.text(sheet.POSTCODE)
    known = f"; deze postcode staat niet in het postcodebestand {file}" if file and postcode else ""
    expected = (
        f"een reistijd tussen {journeys}{known}. Vul {sheet.LATITUDE} en {sheet.LONGITUDE} in, "
        f"zet de reis in {TRAVEL.name}, of geef een postcodebestand mee (--postcodes)"
    )
    records.fault(place.record, sheet.POSTCODE, postcode or "leeg", expected, together=_together(postcode, file))


def _together(postcode: str, file: str) -> str:
    """What helps every place that lacks the same: a postcode, a good one, or the file."""
    if not postcode:
        return _NO_POSTCODE
    if not looks_like_postcode(postcode):
        return _NO_DUTCH_POSTCODE
    return _NOT_IN_FILE.format(file) if file else _NO_FILE
