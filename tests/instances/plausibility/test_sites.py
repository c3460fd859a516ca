"""What is told of BRIN, vestiging and the number of places that the law asks of a school."""

from __future__ import annotations

import pytest

from instances.tables.notices import NoticeKind
from tests.instances.plausibility.kinds import of_kind
from tests.instances.workbooks import Draft, the_fault

ONE = {"BRIN": "00XX", "Vestiging": "00"}


def test_schools_of_one_vestiging_are_told_once(draft: Draft) -> None:
    reading = draft.put("Scholen", 0, **ONE).put("Scholen", 1, **ONE).read()
    assert of_kind(reading, NoticeKind.SITE_SHARED) == [
        "Scholen!X3 S1 en S2 hebben beide 00XX vestiging 00; voor de bekostiging tellen hun studenten samen. Klopt dat?"
    ]


@pytest.mark.parametrize("other", [{"BRIN": "00XX", "Vestiging": "01"}, {"BRIN": "00XY", "Vestiging": "00"}, {}])
def test_schools_of_two_vestigingen_are_no_news(draft: Draft, other: dict[str, str]) -> None:
    reading = draft.put("Scholen", 0, **ONE).put("Scholen", 1, **other).read()
    assert of_kind(reading, NoticeKind.SITE_SHARED) == []


def test_a_school_that_was_succeeded_hands_on_its_vestiging(draft: Draft) -> None:
    reading = draft.put("Scholen", 0, **ONE).put("Scholen", 1, **ONE, **{"Opgevolgd door": "S1"}).read()
    assert reading.instance is not None
    assert of_kind(reading, NoticeKind.SITE_SHARED) == []


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"BRIN": "00XX"}, "W2 S1 heeft wel BRIN en geen Vestiging"),
        ({"Vestiging": "00"}, "X2 S1 heeft wel Vestiging en geen BRIN"),
    ],
)
def test_half_a_vestiging_is_told_for_it_does_not_count(draft: Draft, cells: dict[str, str], told: str) -> None:
    found = of_kind(draft.put("Scholen", 0, **cells).read(), NoticeKind.SITE_HALF)
    assert found == [f"Scholen!{told}; de studenten tellen niet voor de bekostiging."]


def test_an_impossible_brin_is_a_fault_of_its_cell_and_no_half_vestiging(draft: Draft) -> None:
    reading = draft.put("Scholen", 0, BRIN="XX", Vestiging="00").read()
    assert the_fault(reading) == "Scholen!W2 [BRIN] XX | een BRIN: twee cijfers en twee letters"
    assert NoticeKind.SITE_HALF not in {notice.kind for notice in reading.notices}


def test_places_above_half_of_the_teachers_may_be_refused(draft: Draft) -> None:
    """Four places, one of a starter; half of five teachers is two whole places."""
    reading = draft.put("Scholen", 0, Leraren=5, Bezet=1).read()
    assert of_kind(reading, NoticeKind.ABOVE_LAW) == [
        "Scholen!Y2 S1 biedt 3 plaatsen voor studenten bij 5 groepsleraren. De wet vraagt er 2 (50 procent); wat "
        "daarboven komt mag het bestuur weigeren."
    ]


@pytest.mark.parametrize("cells", [{"Leraren": 8}, {"Leraren": 5, "Bezet": 2}, {}])
def test_no_more_places_than_the_law_asks_is_no_news(draft: Draft, cells: dict[str, int]) -> None:
    assert of_kind(draft.put("Scholen", 0, **cells).read(), NoticeKind.ABOVE_LAW) == []


@pytest.mark.parametrize(("percents", "told"), [(25, 1), (50, 0), (0, 0)])
def test_the_share_of_the_law_is_a_norm_of_the_office(draft: Draft, percents: int, told: int) -> None:
    draft.rows["Normen"] = [{"Norm": "Wet: stageplaatsen per groepsleraar", "Waarde": percents}]
    assert len(of_kind(draft.put("Scholen", 0, Leraren=8).read(), NoticeKind.ABOVE_LAW)) == told
