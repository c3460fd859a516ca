"""Who does not count, what nobody offers, and history that stands the other way round: said, with who and why."""

from __future__ import annotations

import pytest

from instances.tables.notices import NoticeKind
from tests.instances.plausibility.kinds import of_kind
from tests.instances.workbooks import Draft

OUT, NEED = NoticeKind.MENTOR_OUT, NoticeKind.NEED_UNMET


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            {"Mentortraining": None},
            "Mentoren!J3 M2 krijgt geen student: Mentortraining is leeg, dat telt als nee (P6).",
        ),
        ({"Mentortraining": "nee"}, "Mentoren!J3 M2 krijgt geen student: Mentortraining is nee (P6)."),
        ({"Beschikbaar": "nee"}, "Mentoren!M3 M2 krijgt geen student: Beschikbaar is nee (P6)."),
        ({"Basisbekwaam": "nee"}, "Mentoren!I3 M2 krijgt geen student: Basisbekwaam is nee (P6)."),
        ({"Max studenten": 0}, "Mentoren!G3 M2 krijgt geen student: Max studenten is 0 (P2)."),
    ],
)
def test_a_mentor_who_does_not_count_is_told_with_the_reason(draft: Draft, cells: dict, told: str) -> None:
    assert of_kind(draft.put("Mentoren", 1, **cells).read(), OUT) == [told]


def test_a_mentor_with_two_reasons_is_told_once(draft: Draft) -> None:
    assert len(of_kind(draft.put("Mentoren", 1, Beschikbaar="nee", Mentortraining="nee").read(), OUT)) == 1


def test_mentors_of_a_school_without_free_places_are_told(draft: Draft) -> None:
    told = of_kind(draft.put("Scholen", 0, Bezet=4).read(), OUT)
    assert told == [
        "Mentoren!C2 M1 krijgt geen student: school S1 heeft geen vrije plaatsen (P3).",
        "Mentoren!C3 M2 krijgt geen student: school S1 heeft geen vrije plaatsen (P3).",
    ]


def test_a_need_that_no_mentor_has_is_told_once_with_the_tag_that_was_meant(draft: Draft) -> None:
    draft.put("Mentoren", 0, Sterktes="rekenen;taal")
    for row in (0, 1):
        draft.put("Studenten", row, Leerbehoeften="reken:3;taal")
    assert of_kind(draft.read(), NEED) == [
        "Studenten!L2 2 studenten vragen “reken” (100001 en 100002); geen enkele mentor heeft dat bij Sterktes. Zo "
        "telt deze leerbehoefte bij iedere mentor als gemist (W1). Bedoelt u “rekenen”?"
    ]


def test_a_need_that_only_a_mentor_offers_who_gets_nobody_is_told(draft: Draft) -> None:
    draft.put("Mentoren", 0, Sterktes="taal", Beschikbaar="nee").put("Studenten", 0, Leerbehoeften="taal")
    assert "alleen mentoren die geen student krijgen" in of_kind(draft.read(), NEED)[0]


def test_a_profile_that_no_school_has_suggests_the_one_that_was_meant(draft: Draft) -> None:
    draft.put("Scholen", 0, Profiel="dalton").put("Studenten", 0, **{"Vereist profiel": "daltn"})
    told = of_kind(draft.read(), NoticeKind.PROFILE_UNMET)
    assert told == [
        "Studenten!N2 Geen enkele school heeft het profiel “daltn”; 100001 kan niet geplaatst worden (P8). "
        "Bedoelt u “dalton”?"
    ]


def past(semester: str, school: str, student: str = "100001") -> dict[str, str]:
    return {"Student": student, "Semester": semester, "School": school}


def history(draft: Draft) -> list[tuple[str, str]]:
    instance = draft.read().instance
    assert instance is not None
    return [(row.student, row.school) for row in instance.history]


def test_history_with_the_newest_first_is_read_in_the_order_of_time(draft: Draft) -> None:
    draft.add("Historie", past("2026-2027 S1", "S2"), past("2025-2026 S2", "S1"), past("2025-2026 S1", "S9"))
    assert history(draft) == [("100001", "S9"), ("100001", "S1"), ("100001", "S2")]
    assert of_kind(draft.read(), NoticeKind.HISTORY_ORDER) == [
        "Historie!B2 De rijen van 100001 staan niet met de oudste eerst; ze zijn op volgorde van tijd gelezen. Het "
        "vorige semester is 2026-2027 S1."
    ]


def test_history_of_two_students_mixed_keeps_the_oldest_first_of_each(draft: Draft) -> None:
    rows = (past("najaar 2026", "S2"), past("2025-2026 S1", "S1", "100002"), past("voorjaar 2026", "S1"))
    draft.add("Historie", *rows)
    assert history(draft) == [("100001", "S1"), ("100002", "S1"), ("100001", "S2")]


@pytest.mark.parametrize(
    "names", [("vorige", "eerste"), ("2025-2026 S1", "2025-2026 S2"), ("2025-2026", "2025-2026 S1")]
)
def test_history_stays_as_it_stands_where_time_is_not_known_or_right(draft: Draft, names: tuple[str, str]) -> None:
    draft.add("Historie", past(names[0], "S1"), past(names[1], "S2"))
    assert history(draft) == [("100001", "S1"), ("100001", "S2")]
    assert draft.read().notices == ()


@pytest.mark.parametrize("typed", ["De Eik", "de EIK", "s1", "S1 De Eik"])
def test_a_school_of_history_by_name_is_the_own_school(draft: Draft, typed: str) -> None:
    """A student went back to a school of before (P15), for its name was taken for a school that is gone."""
    draft.add("Historie", past("2026-2027 S1", typed), past("2026-2027 S1", typed, "100002"))
    assert history(draft) == [("100001", "S1"), ("100002", "S1")]
    (told,) = (notice for notice in draft.read().notices if notice.sheet == "Historie")
    assert (told.cell, told.column, told.count) == ("C2", "School", 2)


@pytest.mark.parametrize(("typed", "hint"), [("De Eyk", " Bedoelt u “S1” (De Eik)?"), ("gesloten", "")])
def test_a_school_of_history_that_is_not_there_is_told_once(draft: Draft, typed: str, hint: str) -> None:
    draft.add("Historie", past("2026-2027 S1", typed), past("2026-2027 S1", typed, "100002"))
    assert history(draft) == [("100001", typed), ("100002", typed)]
    assert of_kind(draft.read(), NoticeKind.HISTORY_SCHOOL) == [
        f"Historie!C2 “{typed}” (2 rijen) staat niet in Scholen en geldt als een school die niet meer meedoet; naar "
        f"een school uit Scholen kan de student dus gewoon (P15).{hint}"
    ]
