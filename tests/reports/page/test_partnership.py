"""The page of a whole partnership: nobody's home, nothing confidential, small, every WPA once for each assessor."""

from __future__ import annotations

import re
from functools import cache

from reports.page.write import page
from tests.reports.boards.test_separation import partnership


@cache
def made() -> str:
    return page(partnership())


def test_nobodys_full_postcode_is_on_the_page() -> None:
    words = set(re.findall(r"\w+", made()))
    homes = {student.postcode.replace(" ", "") for student in partnership().instance.students.values()}
    assert len(homes) > 100
    assert homes & words == set()


def test_nobodys_coordinates_are_on_the_page() -> None:
    students = partnership().instance.students.values()
    points = [student.point for student in students if student.point is not None]
    shown = set(re.findall(r"\d+[.,]\d{3,}", made()))
    exact = {f"{value:.4f}" for point in points for value in (point.latitude, point.longitude)}
    assert exact & {number.replace(",", ".") for number in shown} == set()


def test_no_address_of_a_person_is_on_the_page() -> None:
    assert "@" not in re.sub(r"(?s)<style>.*?</style>", "", made())


def test_no_reason_of_an_exclusion_is_on_the_page() -> None:
    reasons = {row.reason for row in partnership().instance.exclusions if row.reason}
    assert reasons
    assert {reason for reason in reasons if reason in made()} == set()


def test_the_page_stays_under_two_megabytes() -> None:
    assert len(made().encode("utf-8")) < 2_000_000


def test_every_seat_of_every_wpa_stands_in_the_days() -> None:
    seats = sum(len(booking.assessors) for booking in (partnership().assessment or {}).values())
    assert len(re.findall(r'class="block(?: two)?"', made())) == seats
