"""A pinned WPA steers the placement: a mentor under whom the pin is impossible is not used."""

from __future__ import annotations

from instances.domain.entities import Pin, Role
from models.assessment.feasibility.pins import mentors_closed_by_pins
from models.placement.search.place import place
from models.search.control import Control
from tests.builders import board, mentor, school, semester, slot, student, tandem, trainer


def _two_tandems(pin: Pin):  # type: ignore[no-untyped-def]
    """M1 is nearer in the list, at a school of SO1's own tandem; M2 is at a school of SO2's."""
    return semester(
        board("B1"), school("S1"), school("S2"), mentor("M1", school="S1"), mentor("M2", school="S2"),
        student("ST1", year=2), trainer("SO1", Role.SO), trainer("SO2", Role.SO), trainer("IO1", Role.IO),
        tandem("T1", so="SO1", io="IO1", schools=("S1",)), tandem("T2", so="SO2", io="IO1", schools=("S2",)),
        slot("W1"), pin,
    )  # fmt: skip


def test_a10_own_trainer_pinned_as_assessor_closes_the_schools_of_that_trainer() -> None:
    closed = mentors_closed_by_pins(_two_tandems(Pin("ST1", field="SO1")))
    assert closed["ST1"]("M1")
    assert not closed["ST1"]("M2")


def test_a10_student_goes_where_the_pinned_assessor_may_assess() -> None:
    for trainer_id, mentor_id in (("SO1", "M2"), ("SO2", "M1")):
        instance = _two_tandems(Pin("ST1", field=trainer_id))
        result = place(instance, Control(10), closed=mentors_closed_by_pins(instance))
        assert result.placement == {"ST1": mentor_id}


def test_student_who_would_lose_every_mentor_keeps_them() -> None:
    instance = _two_tandems(Pin("ST1", field="SO1"))
    result = place(instance, Control(10), closed={"ST1": lambda mentor: True})
    assert result.placement is not None
    assert set(result.placement) == {"ST1"}
