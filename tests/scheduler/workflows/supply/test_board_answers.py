"""What boards answer comes into the new workbook, with stamps, and nothing else changes there."""

from __future__ import annotations

import openpyxl

from instances.domain.entities import Day, MentorTraining
from instances.supply.outcome import NewsKind
from tests.scheduler.workflows.supply.asking import Filled, Round, rows_of


def test_untouched_forms_change_no_cell_and_nobody_has_answered(asked: Round) -> None:
    taken = asked.take_in()
    assert taken.faults == ()
    assert taken.merged.changes_nothing
    assert taken.merged.files == 0
    assert {(row.kind, row.id, row.nothing) for row in taken.merged.unanswered} == {
        ("bestuur", "B1", True), ("bestuur", "B2", True), ("opleider", "SO1", True), ("opleider", "IO1", True),
    }  # fmt: skip
    old, new = openpyxl.load_workbook(asked.workbook), openpyxl.load_workbook(asked.new())
    assert old.sheetnames == new.sheetnames
    for name in old.sheetnames:
        assert list(old[name].values) == list(new[name].values)


def test_answers_of_schools_come_into_their_own_rows(asked: Round) -> None:
    with Filled(asked.board()) as form:
        form.start("Ingevuld door", "Anna Prins")
        form.put("Scholen", "S1", Antwoord="ja", Plaatsen=6, Leerjaren="2;3")
        form.put("Scholen", "S3", Antwoord="nee", Toelichting="Verbouwing")
    taken = asked.take_in()
    assert taken.faults == ()
    instance = asked.read().instance
    assert instance is not None
    assert (instance.schools["S1"].places, instance.schools["S1"].years) == (6, frozenset({2, 3}))
    assert instance.schools["S3"].places == 1
    assert instance.schools["S3"].taken == 1
    by_code = {row["School"]: row for row in rows_of(asked.new(), "Scholen")}
    assert (by_code["S1"]["Toezegging"], by_code["S3"]["Toezegging"]) == ("ja", "nee")
    assert by_code["S3"]["Toelichting"] == "Verbouwing"
    stamp = f"01-12-2026 09:15, Anna Prins, {asked.board().relative_to(asked.folder).as_posix()}"
    assert [by_code[id]["Bijgewerkt"] for id in ("S1", "S2", "S3")] == [stamp, None, stamp]
    assert [row.id for row in taken.merged.unanswered if row.kind == "bestuur"] == ["B2"]


def test_the_sheet_ingelezen_shows_old_beside_new(asked: Round) -> None:
    with Filled(asked.board()) as form:
        at = form.put("Scholen", "S1", Antwoord="ja", Plaatsen=6)
    asked.take_in()
    lines = [row for row in rows_of(asked.new(), "Ingelezen") if row["Gegeven"] == "Plaatsen"]
    assert [(line["Wat"], line["Code"], line["Naam"], line["Was"], line["Antwoord"]) for line in lines] == [
        ("gewijzigd", "S1", "De Eik", "4", "6")
    ]
    assert lines[0]["Bestand"].endswith(f"Scholen {at}")
    assert [notice.text for notice in asked.read().notices if "Ingelezen" in notice.text] == []


def test_misschien_counts_and_is_told_everywhere(asked: Round) -> None:
    with Filled(asked.board()) as form:
        form.put("Scholen", "S1", Antwoord="misschien", Plaatsen=5)
    taken = asked.take_in()
    reading = asked.read()
    assert reading.instance is not None
    assert reading.instance.schools["S1"].places == 5
    assert [one.text for one in taken.merged.of(NewsKind.REMARK)] == [
        "De school zei misschien zonder toelichting.",
        "Nog geen toezegging: zet Plaatsen gelijk aan Bezet als u er niet op wilt rekenen.",
    ]
    assert "S1 zei misschien; de 5 plaatsen tellen mee. Zet Plaatsen gelijk aan Bezet om er niet op te rekenen." in [
        notice.text for notice in reading.notices
    ]


def test_every_field_of_a_mentor_can_change(asked: Round) -> None:
    with Filled(asked.board()) as form:
        form.put(
            "Mentoren", "M4", Naam="Mara de Vos", School="De Eik (S1)", Groep="5;6", Werkdagen="do;vr", Max_studenten=2,
            Mentortraining="gevolgd", Sterktes="orde", Beschikbaar="nee",
        )  # fmt: skip
    assert asked.take_in().faults == ()
    instance = asked.read().instance
    assert instance is not None
    mentor = instance.mentors["M4"]
    assert (mentor.name, mentor.school, mentor.groups) == ("Mara de Vos", "S1", frozenset({5, 6}))
    assert (mentor.days, mentor.max_students) == (frozenset({Day.DO, Day.VR}), 2)
    assert (mentor.training, mentor.strengths, mentor.available) == (MentorTraining.DONE, frozenset({"orde"}), False)
    assert mentor.experience == 4.5


def test_a_new_mentor_gets_the_next_code_and_a_stamp(asked: Round) -> None:
    with Filled(asked.board()) as form:
        form.add("Mentoren", Naam="Noa Kuiper", School="De Linde (S3)", Groep=7, Werkdagen="ma t/m wo")
    taken = asked.take_in()
    assert [mentor.id for mentor in taken.merged.mentors] == ["M5"]
    instance = asked.read().instance
    assert instance is not None
    assert instance.mentors["M5"].days == frozenset({Day.MA, Day.DI, Day.WO})
    last = list(rows_of(asked.new(), "Mentoren"))[-1]
    assert last["Bijgewerkt"].startswith("01-12-2026 09:15, ")


def test_a_name_like_a_known_one_is_added_and_asked_about(asked: Round) -> None:
    with Filled(asked.board()) as form:
        form.add("Mentoren", Naam="Mara Vosch", School="De Eik (S1)", Groep=7, Werkdagen="ma")
    taken = asked.take_in()
    assert [mentor.id for mentor in taken.merged.mentors] == ["M5"]
    assert "Lijkt op Mara Vos (M4). Is dit dezelfde persoon? Nu telt ieder apart." in [
        one.text for one in taken.merged.news
    ]


def test_taking_the_same_answers_in_again_changes_nothing_more(asked: Round) -> None:
    with Filled(asked.board()) as form:
        form.put("Scholen", "S1", Antwoord="ja", Plaatsen=6)
        form.put("Scholen", "S3", Antwoord="misschien", Toelichting="Nog in gesprek")
        form.put("Mentoren", "M1", Groep="4")
        form.add("Mentoren", Naam="Noa Kuiper", School="De Linde (S3)", Groep=7, Werkdagen="ma")
        form.add("Mentoren", School="De Linde (S3)", Groep=8, Mentor_volgt="ja")
        form.add("Mentoren", School="De Linde (S3)", Groep=8, Mentor_volgt="ja")
    with Filled(asked.trainer()) as form:
        form.start("Klopt", "ja")
    assert not asked.take_in().merged.changes_nothing
    again = asked.take_in(asked.new(), "nogmaals.xlsx")
    assert again.faults == ()
    assert again.merged.changes_nothing
    assert again.merged.mentors == []


def test_what_the_office_changed_meanwhile_stays_and_is_shown_beside_the_answer(asked: Round) -> None:
    book = openpyxl.load_workbook(asked.workbook)
    heads = [cell.value for cell in book["Scholen"][1]]
    book["Scholen"].cell(2, heads.index("Plaatsen") + 1).value = 9
    book.save(asked.workbook)
    with Filled(asked.board()) as form:
        form.put("Scholen", "S1", Antwoord="ja", Plaatsen=6)
        form.put("Scholen", "S3", Antwoord="ja")
    taken = asked.take_in()
    (conflict,) = taken.merged.of(NewsKind.CONFLICT)
    assert (conflict.id, conflict.field, conflict.old, conflict.new) == ("S1", "Plaatsen", "9", "6")
    assert "toen: 4" in conflict.text
    assert not taken.complete
    instance = asked.read().instance
    assert instance is not None
    assert instance.schools["S1"].places == 9
    assert next(rows_of(asked.new(), "Ingelezen"))["Wat"] == "botsing"


def test_what_only_the_office_changed_is_not_put_back(asked: Round) -> None:
    book = openpyxl.load_workbook(asked.workbook)
    heads = [cell.value for cell in book["Mentoren"][1]]
    book["Mentoren"].cell(2, heads.index("Naam") + 1).value = "Mia Bos"
    book.save(asked.workbook)
    with Filled(asked.board()) as form:
        form.put("Mentoren", "M1", Groep="4")
    assert asked.take_in().merged.of(NewsKind.CONFLICT) == ()
    instance = asked.read().instance
    assert instance is not None
    assert (instance.mentors["M1"].name, instance.mentors["M1"].groups) == ("Mia Bos", frozenset({4}))


def test_a_school_that_was_left_open_is_named_in_the_reminder(asked: Round) -> None:
    with Filled(asked.board()) as form:
        form.put("Scholen", "S1", Antwoord="ja")
    asked.board("B2").unlink()
    taken = asked.take_in()
    row = next(row for row in taken.merged.unanswered if row.id == "B1")
    assert (row.missing, row.nothing, row.email) == (("De Linde",), False, "b1@bestuur.example")
    assert taken.reminders is not None
    told = {line["Code"]: line for line in rows_of(taken.reminders, "Nog geen antwoord")}
    assert "Van De Linde weten wij nog niet of er plaatsen zijn." in told["B1"]["Bericht"]
    assert told["B1"]["E-mail"] == "b1@bestuur.example"
    assert "Wij hebben nog geen antwoord van u ontvangen." in told["B2"]["Bericht"]
    assert told["SO1"]["Bericht"].startswith("Beste collega,")
