"""``verklaar`` takes a name where only one has it, and says whose name it may be where not."""

from __future__ import annotations

import pytest

from scheduler.explain.target import TargetKind, student_of, target_of
from scheduler.runtime.exit import ExitCode, RefusedError
from tests.builders import board, mentor, school, semester, student, tandem, trainer

WORLD = semester(
    board(),
    school(name="De Eik"),
    mentor("M1", name="Anna Berk"),
    mentor("M2", name="Hugo Linde"),
    tandem(),
    trainer("SO1", name="Anna Smit"),
    trainer("IO1", name="Hugo Linde"),
    student("ST1", name="Quinten Dijk"),
    student("ST2", name="Quinten Vos"),
)


@pytest.mark.parametrize("typed", ["ST1", "Quinten Dijk", "quinten  dijk", "ST1 Quinten Dijk"])
def test_a_student_is_found_by_code_or_name(typed: str) -> None:
    assert student_of(WORLD, typed) == "ST1"


@pytest.mark.parametrize(
    ("typed", "kind", "code"),
    [("Anna Berk", TargetKind.MENTOR, "M1"), ("de eik", TargetKind.SCHOOL, "S1"), ("SO1", TargetKind.TRAINER, "SO1")],
)
def test_what_is_asked_about_is_found_by_code_or_name(typed: str, kind: TargetKind, code: str) -> None:
    assert target_of(WORLD, typed) == (kind, code)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("Anna", "Bedoelt u M1 (Anna Berk) of SO1 (Anna Smit)?"),
        ("Hugo Linde", "Bedoelt u M2 (Hugo Linde) of IO1 (Hugo Linde)?"),
        ("Anna Berg", "Bedoelt u “M1” (Anna Berk)?"),
    ],
)
def test_a_name_that_is_not_of_one_is_refused_with_who_it_may_be(typed: str, hint: str) -> None:
    with pytest.raises(RefusedError, match="met de naam") as refused:
        target_of(WORLD, typed)
    assert refused.value.code is ExitCode.FAULTS
    assert str(refused.value).endswith(hint)
