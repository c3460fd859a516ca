"""What the office has seen is not told again, and nothing else is kept silent with it."""

from __future__ import annotations

import pytest

from instances.plausibility.groups import grouped
from instances.plausibility.seen import seen_lines
from instances.tables.notices import NoticeKind
from instances.workbook.read import Reading
from tests.instances.plausibility.kinds import of_kind
from tests.instances.workbooks import Draft, Row

OUT = NoticeKind.MENTOR_OUT


def copied(reading: Reading) -> list[Row]:
    """Every line of the notices as a row of Gezien."""
    return [
        {"Melding": str(notice.kind), "Blad": notice.sheet, "Kolom": notice.column, "Waarde": place.found}
        for notice, place, _ in seen_lines(reading.notices)
    ]


@pytest.fixture
def remarkable(draft: Draft) -> Draft:
    """Notices of many kinds: repairs of one kind in several cells, an unknown column and things hardly meant."""
    draft.put("Mentoren", 0, Mentortraining=None, Basisbekwaam="Ja", Beschikbaar=" ja ").put(
        "Mentoren", 2, Beschikbaar="nee"
    )
    draft.put("Mentoren", 1, Basisbekwaam="JA").put("Studenten", 0, **{"SLB'er": "Otto", "Leerbehoeften": "rekenen"})
    draft.put("Scholen", 0, Naam="= De Eik – “boven”").put("Studenten", 1, Student=100002)
    draft.headers["Scholen"].append("Notitie")
    return draft


def test_every_line_copied_to_gezien_is_told_no_more(remarkable: Draft) -> None:
    before = remarkable.read()
    assert len({notice.kind for notice in before.notices}) > 4
    after = remarkable.add("Gezien", *copied(before)).read()
    assert (after.notices, after.faults) == ((), ())
    assert after.silent == sum(len(notice.places) or 1 for notice in before.notices)


def test_a_seen_row_silences_its_own_notice_only(draft: Draft) -> None:
    draft.put("Mentoren", 0, Mentortraining=None)
    draft.add("Gezien", *copied(draft.read()))
    told = of_kind(draft.put("Mentoren", 1, Mentortraining=None).read(), OUT)
    assert [line.split()[1] for line in told] == ["M2"]


def test_another_reason_for_a_seen_mentor_is_told(draft: Draft) -> None:
    draft.put("Mentoren", 0, Mentortraining=None)
    draft.add("Gezien", *copied(draft.read()))
    reading = draft.put("Mentoren", 0, Beschikbaar="nee").read()
    assert len(of_kind(reading, OUT)) == 1
    assert len(of_kind(reading, NoticeKind.SEEN_UNUSED)) == 1


def test_a_seen_repair_leaves_other_cells_of_the_column_to_tell(draft: Draft) -> None:
    draft.put("Mentoren", 0, Basisbekwaam="Ja")
    draft.add("Gezien", *copied(draft.read()))
    reading = draft.put("Mentoren", 2, Basisbekwaam="NEE").read()
    repaired = [notice for notice in reading.notices if notice.column == "Basisbekwaam" and notice.kind is not OUT]
    assert [(notice.cell, notice.count, "NEE" in notice.text) for notice in repaired] == [("I4", 1, True)]


def test_rows_that_move_stay_seen(draft: Draft) -> None:
    draft.put("Mentoren", 1, Mentortraining=None)
    draft.add("Gezien", *copied(draft.read()))
    draft.rows["Mentoren"].reverse()
    assert draft.read().notices == ()


def test_a_star_silences_every_value_of_a_column(draft: Draft) -> None:
    for row in (0, 1, 2):
        draft.put("Mentoren", row, Mentortraining=None)
    draft.add("Gezien", {"Melding": OUT.value, "Blad": "Mentoren", "Kolom": "Mentortraining", "Waarde": "*"})
    assert draft.read().notices == ()


def test_a_row_that_belongs_to_nothing_is_told_with_the_kind_that_was_meant(draft: Draft) -> None:
    told = of_kind(
        draft.add("Gezien", {"Melding": "datum op een feesdag", "Waarde": "W1"}).read(), NoticeKind.SEEN_UNUSED
    )
    assert told == [
        "Gezien!A2 Bij deze rij hoort geen melding meer (datum op een feesdag: W1); u kunt haar weghalen. Bedoelt u "
        "“datum op een feestdag”?"
    ]


def test_a_row_may_belong_to_something_that_faults_still_hide(draft: Draft) -> None:
    draft.add("Gezien", {"Melding": OUT.value, "Waarde": "M9"}).put("Studenten", 0, Jaar=7)
    assert [notice for notice in draft.read().notices if notice.kind is NoticeKind.SEEN_UNUSED] == []


def test_a_row_without_a_value_is_a_fault(draft: Draft) -> None:
    """It would silence anything."""
    row = {"Melding": OUT.value, "Blad": "Mentoren", "Kolom": "Mentortraining"}
    reading = draft.add("Gezien", row).read()
    assert [(fault.sheet, fault.cell) for fault in reading.faults] == [("Gezien", "D2")]


def test_notices_of_one_kind_are_one_group_with_their_number(draft: Draft) -> None:
    for row in (0, 1, 2):
        draft.put("Mentoren", row, Mentortraining=None)
    (group,) = grouped(draft.read().notices)
    assert group.lines(2) == (
        "mentor die geen student krijgt: 3 keer, bijvoorbeeld (eerste 2)",
        "Mentoren J2: M1 krijgt geen student: Mentortraining is leeg, dat telt als nee (P6).",
        "Mentoren J3: M2 krijgt geen student: Mentortraining is leeg, dat telt als nee (P6).",
    )


def test_one_notice_of_a_kind_is_said_as_it_is(draft: Draft) -> None:
    (group,) = grouped(draft.put("Mentoren", 0, Beschikbaar="nee").read().notices)
    assert group.lines(3) == ("Mentoren M2: M1 krijgt geen student: Beschikbaar is nee (P6).",)


def test_a_row_that_is_taken_for_a_note_is_told(draft: Draft) -> None:
    told = of_kind(draft.add("Gezien", {"Melding": "Opmerking: nog nakijken"}).read(), NoticeKind.NOTE_ROW)
    assert told == ["Gezien!A2 Rij 2 is een totaal of een opmerking en niet gelezen."]
