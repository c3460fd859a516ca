"""``verklaar``: why this, why not that, and at what price, on rosters small enough to know the answer."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from instances.domain.entities import Day, Pin, SchoolKind
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.school_groups import Bouw
from instances.domain.verdict import Verdict
from reports.workbook.semester import write_semester
from scheduler.explain.mentor import conclusion
from scheduler.runtime import defects
from scheduler.runtime.exit import DefectError
from scheduler.what_if import assessment as wpa_questions
from scheduler.what_if.outcome import Resolved
from scheduler.wording.prices import fewer_words, price, price_words
from tests.builders import board, mentor, school, student, trainer, travel
from tests.reports.runs import verdict
from tests.scheduler.running import run, small

TAAL, REKENEN = frozenset({"taal"}), frozenset({"rekenen"})


def workbook() -> Instance:
    """ST1 is best with M1 (taal), ST2 with M2 (rekenen); M3 has no Tuesday, M4 nothing special, S9 is far."""
    return small(
        mentor("M1", strengths=TAAL), mentor("M2", strengths=REKENEN), mentor("M3", days=frozenset({Day.WO})),
        mentor("M4"), student("ST1", needs=(("taal", 1),)), student("ST2", needs=(("rekenen", 1),)),
        board("B9"), school("S9", "B9", kind=SchoolKind.OTHER), mentor("M9", "S9"),
        travel("ST1", "S9", 120), travel("ST2", "S9", 120),
    )  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("verklaar") / "semester.xlsx"
    write_semester(workbook(), path)
    assert run("rooster", path, "-o", path.parent / "uit", "--tijd", 10).exit_code == 0
    return path


def ask(book: Path, *words: str) -> tuple[int, list[str]]:
    result = run("verklaar", book, book.parent / "uit", *words)
    return result.exit_code, [" ".join(line.split()) for line in result.output.splitlines()]


def test_the_mentor_is_shown_beside_the_others(book: Path) -> None:
    code, lines = ask(book, "ST1")
    assert (code, any(line.startswith("Nu: M1") for line in lines)) == (0, True)


def test_needs_are_told_in_points(book: Path) -> None:
    lines = ask(book, "ST1")[1]
    assert any(line.startswith("Leerbehoeften (W1) 1 van 1 punt 0 van 1 punt") for line in lines)


def test_the_next_best_costs_the_need_that_is_missed(book: Path) -> None:
    # M4 lacks taal: W1 15; with M2 both needs would be missed
    line = next(line for line in ask(book, "ST1")[1] if line.startswith("Kosten van de plaatsing"))
    assert "+15 punten" in line


def test_the_mentor_is_said_to_be_the_cheapest_with_proof(book: Path) -> None:
    told = "Deze mentor is voor het geheel het goedkoopst: een andere kost 15 punten of meer extra, bewezen."
    assert told in ask(book, "ST1")[1]


def test_the_wpa_is_shown_beside_other_times(book: Path) -> None:
    assert "Het WPA van Student ST1 en wat er nog meer kan" in ask(book, "ST1")[1]


def test_who_waits_long_beside_the_wpa_is_named_with_the_times(tmp_path: Path) -> None:
    """ST1 is from 9 to 10 and ST2 from 13 to 14, both by SO2; without ST2's there is nobody to wait for."""
    for others, told in (([Pin("ST2", slot="T2", field="SO2")], "Opleider SO2 wacht 180 min tussen 10:00 en 13:00"),
                         ([student("ST2", wpa=False)], "nee")):  # fmt: skip
        book = tmp_path / f"{len(told)}.xlsx"
        write_semester(small(Pin("ST1", slot="T1", field="SO2"), *others), book)
        assert run("rooster", book, "-o", tmp_path / "uit" / told[:3], "--tijd", 5).exit_code == 0
        lines = run("verklaar", book, tmp_path / "uit" / told[:3], "ST1").output.splitlines()
        row = next(" ".join(line.split()) for line in lines if line.strip().startswith("Lang wachten (V8)"))
        assert told in row


def test_a_hard_rule_is_named_in_the_words_of_the_check(book: Path) -> None:
    code, lines = ask(book, "ST1", "--waarom-niet", "M3")
    assert code == 0
    assert any(line.startswith("P5: M3 werkt op geen enkele stagedag") for line in lines)


def test_a_mentor_that_is_taken_has_a_price_and_names_who_moves(book: Path) -> None:
    # ST1 with M2 misses taal (15); ST2 then misses rekenen (15)
    lines = ask(book, "ST1", "--waarom-niet", "M2")[1]
    assert any("kost 30 punten meer" in line for line in lines)
    assert any(line.startswith("ST2 Student ST2 Mentor M2 (M2), School S1") for line in lines)


def test_the_mentor_there_is_said_to_be_there(book: Path) -> None:
    assert any("staat al zo in het rooster" in line for line in ask(book, "ST1", "--waarom-niet", "M1")[1])


def test_a_school_too_far_is_refused_with_the_rule(book: Path) -> None:
    lines = ask(book, "ST1", "--waarom-niet", "S9")[1]
    assert any("valt af: reistijd (P10)" in line for line in lines)


def test_another_time_has_a_price(book: Path) -> None:
    lines = ask(book, "ST1", "--waarom-niet", "T1")[1] + ask(book, "ST1", "--waarom-niet", "T2")[1]
    assert sum("kost evenveel als nu" in line or "hoogstens evenveel" in line for line in lines) == 1


def test_an_own_trainer_is_forbidden_by_the_separation(book: Path) -> None:
    lines = ask(book, "ST1", "--waarom-niet", "SO1")[1]
    assert any(line.startswith("A4:") for line in lines)


def test_a_second_assessor_where_one_is_due_is_forbidden(book: Path) -> None:
    assert "A2: Dit WPA heeft één beoordelaar, uit het werkveld." in ask(book, "ST1", "--waarom-niet", "IO2")[1]


@pytest.mark.parametrize(("words", "near"), [(("ST11",), "ST1"), (("ST1", "--waarom-niet", "MM4"), "M4")])
def test_an_unknown_code_names_the_nearest(book: Path, words: tuple[str, ...], near: str) -> None:
    code, lines = ask(book, *words)
    assert (code, near in lines[-1], "Bedoelt u" in lines[-1]) == (2, True, True)


def test_a_folder_without_rosters_is_refused(book: Path, tmp_path: Path) -> None:
    assert run("verklaar", book, tmp_path, "ST1").exit_code == 2


def test_a_changed_workbook_is_refused_with_what_changed(book: Path, tmp_path: Path) -> None:
    write_semester(small(*workbook().mentors.values(), *workbook().schools.values(), board("B9")), tmp_path / "s.xlsx")
    result = run("verklaar", tmp_path / "s.xlsx", book.parent / "uit", "ST1")
    assert (result.exit_code, "Studenten (2 gewijzigd: ST1 en ST2)" in result.output) == (2, True)


def test_who_is_not_placed_reads_why(tmp_path: Path) -> None:
    write_semester(small(student("ST3"), Pin("ST1", mentor="M1"), Pin("ST2", mentor="M2")), tmp_path / "s.xlsx")
    run("plaats", tmp_path / "s.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    result = run("verklaar", tmp_path / "s.xlsx", tmp_path / "uit", "ST3")
    assert (result.exit_code, "is niet geplaatst." in result.output, "P2" in result.output) == (0, True, True)


def test_who_is_not_placed_reads_what_would_help_and_its_price(tmp_path: Path) -> None:
    """M1 and M2 have their one student each, by pins: one of them could take two."""
    write_semester(small(student("ST3", days=frozenset({Day.DO})), Pin("ST1", mentor="M1"), Pin("ST2", mentor="M2")),
                   tmp_path / "s.xlsx")  # fmt: skip
    run("plaats", tmp_path / "s.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    result = run("verklaar", tmp_path / "s.xlsx", tmp_path / "uit", "ST3")
    assert "Wat helpt:" in result.output
    assert "(Mentoren G" in result.output
    assert "1 student meer geplaatst" in result.output


def test_of_a_pinned_student_nothing_else_is_promised(tmp_path: Path) -> None:
    write_semester(small(Pin("ST1", mentor="M1")), tmp_path / "s.xlsx")
    run("plaats", tmp_path / "s.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    result = run("verklaar", tmp_path / "s.xlsx", tmp_path / "uit", "ST1")
    assert "Deze plaats is vastgezet in het werkboek (P13): iets anders kan niet." in result.output
    assert "de beste" not in result.output
    assert "Een andere mentor is voor deze student niet mogelijk." in result.output


def test_of_a_student_pinned_to_a_school_the_other_mentors_there_are_shown(tmp_path: Path) -> None:
    write_semester(small(Pin("ST1", school="S1")), tmp_path / "s.xlsx")
    run("plaats", tmp_path / "s.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    result = run("verklaar", tmp_path / "s.xlsx", tmp_path / "uit", "ST1")
    assert "alleen een andere mentor daar is mogelijk" in result.output
    assert "Deze mentor en de beste andere" in result.output


def test_one_other_mentor_is_not_counted(book: Path, tmp_path: Path) -> None:
    write_semester(small(), tmp_path / "s.xlsx")
    run("plaats", tmp_path / "s.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    result = run("verklaar", tmp_path / "s.xlsx", tmp_path / "uit", "ST1")
    assert "Deze mentor en de beste andere" in result.output


def test_whose_wpa_is_not_scheduled_reads_what_would_help_and_its_price(tmp_path: Path) -> None:
    """Two WPAs, and SO2 is the only assessor and may take one."""
    records = (trainer("SO2", max_wpas=1), trainer("SO1", assessor=False))
    write_semester(small(*records, Pin("ST1", slot="T1")), tmp_path / "s.xlsx")
    run("rooster", tmp_path / "s.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    result = run("verklaar", tmp_path / "s.xlsx", tmp_path / "uit", "ST2")
    assert "is niet ingepland." in result.output
    assert "Wat helpt:" in result.output
    assert "1 WPA meer ingepland" in result.output


def test_a_refused_proposal_for_a_wpa_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``verklaar`` once ended in exit code 70; without the first proposal that the checks refuse, others are there."""
    records = (trainer("SO2", max_wpas=1), trainer("SO3", max_wpas=0), trainer("SO1", assessor=False))
    write_semester(small(*records), tmp_path / "s.xlsx")
    run("rooster", tmp_path / "s.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    left_out = json.loads((tmp_path / "uit" / "resultaat.json").read_text(encoding="utf-8"))["wpa"]["niet"]
    require, refused = wpa_questions.require_no_new_violation, [DefectError("an answer breaks rules: A8 SO2")]

    def refuse_first(verdict: Verdict, base: Verdict) -> None:
        if refused:
            raise refused.pop()
        require(verdict, base)

    monkeypatch.setattr(wpa_questions, "require_no_new_violation", refuse_first)
    monkeypatch.setattr(defects.tempfile, "gettempdir", lambda: str(tmp_path))
    result = run("verklaar", tmp_path / "s.xlsx", tmp_path / "uit", left_out[0])
    assert (result.exit_code, refused) == (0, [])
    assert result.output.count("weggelaten door een fout in Plaatswijzer zelf") == 1
    assert "Wat helpt:" in result.output
    assert "1 WPA meer ingepland" in result.output


def test_a_place_that_costs_a_board_its_minimum_is_not_told_to_be_a_gain(tmp_path: Path) -> None:
    """M1 suits ST1 better, but only with M2 the other board has its one student."""
    book = tmp_path / "semester.xlsx"
    instance = small(
        mentor("M1", strengths=TAAL), student("ST1", needs=(("taal", 1),)),
        board("B2", min_students=1), school("S2", "B2", kind=SchoolKind.OTHER), mentor("M2", "S2"),
    )  # fmt: skip
    write_semester(replace(instance, students={"ST1": instance.students["ST1"]}), book)
    assert run("plaats", book, "-o", tmp_path / "uit", "--tijd", 10).exit_code == 0
    code, lines = ask(book, "ST1")
    told = "Bij de beste andere plaats komen besturen samen 1 student meer tekort op hun minimum (P4)."
    assert (code, told in lines, any("scheelt" in line for line in lines)) == (0, True, False)


@pytest.mark.parametrize(
    ("count", "complete", "told"),
    [
        (1, True, "Een andere plaats voor deze student kost een ander zijn plaats."),
        (1, False, "Een andere plaats waarbij iedereen een plaats houdt, is niet gevonden."),
        (3, False, "Er is een plaats waarbij 1 student meer geplaatst kan worden."),
    ],
)
def test_who_is_placed_goes_before_what_it_costs(count: int, complete: bool, told: str) -> None:
    base, found = verdict({Wish.W2: 100}, 2), verdict({Wish.W2: 10}, count)
    other = Resolved({"ST1": "M2"}, found, base, complete, complete, complete, moved=("ST1",), displaced=("ST1",))
    assert conclusion([other], complete) == told


@pytest.mark.parametrize(("proven", "told"), [(True, "90 punten minder"), (False, "minstens 90 punten minder")])
def test_a_saving_that_is_not_proven_may_be_larger(proven: bool, told: str) -> None:
    base, found = verdict({Wish.W2: 100}, 2), verdict({Wish.W2: 10}, 2)
    assert price_words(base, found, proven).startswith(told)


def test_a_pair_that_costs_somebody_the_place_has_no_price(tmp_path: Path) -> None:
    """Only M1 has ST2's bouw, so with ST1 there ST2 has nobody: fewer cost less, and that is no saving."""
    records = (mentor("M1", groups=frozenset({3})), mentor("M2", groups=frozenset({7})))
    write_semester(small(*records, student("ST2", required_bouw=Bouw.MIDDEN)), tmp_path / "s.xlsx")
    run("plaats", tmp_path / "s.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    said = " ".join(run("verklaar", tmp_path / "s.xlsx", tmp_path / "uit", "ST1", "--waarom-niet", "M1").output.split())
    assert "kan, maar niet zonder dat er iemand afvalt." in said
    assert "1 student valt dan af." in said
    assert "in plaats van" not in said
    assert "Verschil per wens" not in said


@pytest.mark.parametrize(("one", "who"), [(Wish.W2, "1 student"), (Wish.V1, "1 WPA")])
def test_who_falls_off_is_told_and_what_that_saves_is_not(one: Wish, who: str) -> None:
    base, found = verdict({one: 100}, 2), verdict({one: 10}, 1)
    assert (fewer_words(base, found), price(base, found, True)) == (f"{who} valt dan af.", f"{who} minder")


def test_at_a_school_every_mentor_counts_not_only_those_who_suit_best(tmp_path: Path) -> None:
    """Four mentors there cover the need and are taken by pins; the fifth covers nothing and has room."""
    names = [f"M{number}" for number in range(11, 15)]
    others = [student(f"ST{name}") for name in names]
    pins = [Pin(other.id, mentor=name) for other, name in zip(others, names, strict=True)]
    instance = small(
        school("S9", places=9, kind=SchoolKind.OTHER), *(mentor(n, "S9", strengths=TAAL) for n in names),
        mentor("M15", "S9"), mentor("M1", strengths=TAAL), *others, *pins,
        student("ST1", needs=(("taal", 3),)), Pin("ST2", mentor="M2"),
    )  # fmt: skip
    write_semester(instance, tmp_path / "s.xlsx")
    assert run("plaats", tmp_path / "s.xlsx", "-o", tmp_path / "uit", "--tijd", 5).exit_code == 0
    found = run("verklaar", tmp_path / "s.xlsx", tmp_path / "uit", "ST1", "--waarom-niet", "S9")
    told = " ".join(found.output.split())
    assert found.exit_code == 0
    assert "bij mentor M15 (Mentor M15), kan." in told


def test_why_a_school_is_impossible_is_what_stands_in_the_way_of_each_mentor_there(tmp_path: Path) -> None:
    """The one place there is taken by a pin; that its mentor is busy too matters to nobody else."""
    instance = small(
        school("S9", places=1, kind=SchoolKind.OTHER), mentor("M8", "S9"), mentor("M9", "S9"),
        student("ST9"), Pin("ST9", mentor="M9"),
    )  # fmt: skip
    write_semester(instance, tmp_path / "s.xlsx")
    assert run("plaats", tmp_path / "s.xlsx", "-o", tmp_path / "uit", "--tijd", 5).exit_code == 0
    told = run("verklaar", tmp_path / "s.xlsx", tmp_path / "uit", "ST1", "--waarom-niet", "S9").output
    assert "kan niet: bewezen" in " ".join(told.split())
    assert ("breekt het P3" in told, "breekt het P2" in told) == (True, False)
