"""Which roster belongs to which workbook, and what changed in the workbook since."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from instances.domain.entities import Exclusion, Pin
from instances.domain.instance import Instance
from instances.domain.settings import FileNames
from instances.domain.solution import Previous
from instances.tables.setting_rows import SETTINGS
from reports.account.origin import settings_in_words
from reports.account.row_prints import SheetChange, changed_sheets, row_prints
from scheduler.previous.provenance import Provenance, change_words, refuse_changed, refuse_strange
from scheduler.runtime.exit import RefusedError
from tests.builders import board, mentor, past, rules, school, semester, student, trainer
from tests.scheduler.chain_runs import Heard

BOOK = Path("semester.xlsx")
KNOWN_PRINTS = {
    ("Scholen", "S1"): "fc702171", ("Mentoren", "M1"): "52eb6f5a", ("Studenten", "ST1"): "a69175b1",
    ("Opleiders", "SO1"): "ea2c1946",
}  # fmt: skip
"""As the version before BRIN, Roepnaam and Adres wrote them."""


def workbook(*records: object, name: str = "2026-2027 S2") -> Instance:
    plain = (board(), school(), mentor("M1"), mentor("M2"), student("ST1"), student("ST2"))
    return semester(*plain, *records, settings=rules(semester=name))


def made(folder: Path, instance: Instance) -> Path:
    """A folder with what resultaat.json keeps of a workbook."""
    told = {
        "invoer": "abc",
        "werkboek": {"semester": instance.settings.semester, "bladen": row_prints(instance)},
        "instellingen": settings_in_words(instance.settings),
    }
    (folder / "resultaat.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


PREVIOUS = Previous({"ST1": "M1", "ST2": "M2"})


def test_the_same_semester_passes(tmp_path: Path) -> None:
    screen = Heard()
    refuse_strange(Provenance(made(tmp_path, workbook())), PREVIOUS, workbook(), screen, anyway=False)
    assert screen.lines == []


def test_an_edited_workbook_of_the_same_semester_passes(tmp_path: Path) -> None:
    screen = Heard()
    refuse_strange(Provenance(made(tmp_path, workbook())), PREVIOUS, workbook(student("ST3")), screen, anyway=False)
    assert screen.lines == []


def test_another_semester_is_refused_with_both_names(tmp_path: Path) -> None:
    folder = made(tmp_path, workbook(name="2026-2027 S1"))
    with pytest.raises(RefusedError, match="van semester 2026-2027 S1, het werkboek van 2026-2027 S2"):
        refuse_strange(Provenance(folder), PREVIOUS, workbook(), Heard(), anyway=False)


def test_other_people_are_refused_with_how_many(tmp_path: Path) -> None:
    strangers = Previous({"X1": "M1", "X2": "M2"})
    with pytest.raises(RefusedError, match="2 van de 2 studenten staan niet in het werkboek"):
        refuse_strange(Provenance(tmp_path), strangers, workbook(), Heard(), anyway=False)


def test_who_insists_is_warned_and_served(tmp_path: Path) -> None:
    screen = Heard()
    refuse_strange(Provenance(made(tmp_path, workbook(name="S1"))), PREVIOUS, workbook(), screen, anyway=True)
    assert "want u gaf --toch" in screen.lines[0]


def test_an_untouched_workbook_has_no_changes(tmp_path: Path) -> None:
    assert Provenance(made(tmp_path, workbook())).changes(workbook()) == ()


def test_new_gone_and_changed_rows_are_named_by_sheet() -> None:
    now = workbook(student("ST3"), mentor("M2", max_students=2))
    students = {who: row for who, row in now.students.items() if who != "ST1"}
    assert changed_sheets(row_prints(workbook()), row_prints(replace(now, students=students))) == (
        SheetChange("Mentoren", (), (), ("M2",)),
        SheetChange("Studenten", ("ST3",), ("ST1",), ()),
    )


def test_a_sheet_that_was_unknown_when_the_roster_was_made_is_no_change() -> None:
    """A newer version read two sheets more and refused questions about every roster of the version before."""
    then = {sheet: rows for sheet, rows in row_prints(workbook()).items() if sheet != "Historie"}
    assert changed_sheets(then, row_prints(workbook(past("ST1", "S1")))) == ()


def test_norms_and_columns_for_onstage_leave_no_print() -> None:
    assert {"Normen", "OnStage"} & row_prints(workbook()).keys() == set()


def test_the_reason_of_an_exclusion_leaves_no_print() -> None:
    one, other = (row_prints(workbook(Exclusion("ST1", "M1", reason))) for reason in ("familie", "breuk"))
    assert one == other


def test_a_changed_setting_is_named(tmp_path: Path) -> None:
    now = replace(workbook(), settings=rules(semester="2026-2027 S2", max_travel=60))
    assert Provenance(made(tmp_path, workbook())).changes(now) == (
        SheetChange("Instellingen", (), (), ("Max reistijd",)),
    )


LATER: dict[str, Any] = {
    "start_talk": "op 3 februari", "file_names": FileNames.CODE, "answers_to": "stage@example.nl",
    "school_holidays": "3-5-2027", "visit_period": "1-3-2027 t/m 30-4-2027", "visit_hours": "09:00-14:00",
    "plg_hours": "09:00-14:00", "visit_minutes": 60, "plg_minutes": 90, "max_visits_per_day": 3,
    "funding_date": "1-10-2026", "closing": "Groet,", "sender": "Bureau",
}  # fmt: skip


def test_settings_from_which_no_roster_follows_may_change(tmp_path: Path) -> None:
    """An office that gave its period of visits was told to make a new roster."""
    provenance = Provenance(made(tmp_path, workbook()))
    now = replace(workbook(), settings=rules(semester="2026-2027 S2", **LATER))
    assert provenance.changes(now) == ()
    assert provenance.of(replace(now, fingerprint="abc"))
    names = [setting.name for setting in SETTINGS]
    free = names[names.index("Startgesprek") : names.index("Afzender") + 1]
    assert [setting.name for setting in SETTINGS if not setting.shapes_roster] == free, "as docs/workbook.md says"
    assert len(free) == len(LATER)


def test_settings_that_shape_a_roster_still_count_for_its_proof(tmp_path: Path) -> None:
    provenance = Provenance(made(tmp_path, workbook()))
    assert not provenance.of(replace(workbook(), settings=rules(semester="2026-2027 S2", max_travel=60)))


def test_the_very_same_file_has_no_changes_whatever_was_kept(tmp_path: Path) -> None:
    folder = made(tmp_path, workbook(student("ST3")))
    assert Provenance(folder).changes(replace(workbook(), fingerprint="abc")) == ()


def test_a_question_about_an_old_roster_is_refused_with_what_changed(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"Studenten \(1 nieuw: ST3\)"):
        refuse_changed(Provenance(made(tmp_path, workbook())), BOOK, workbook(student("ST3")), Heard(), anyway=False)


def test_without_a_kept_print_another_file_is_refused_by_its_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "resultaat.json").write_text('{"invoer": "abc"}', encoding="utf-8")
    with pytest.raises(RefusedError, match="een ander bestand"):
        refuse_changed(Provenance(tmp_path), BOOK, replace(workbook(), fingerprint="def"), Heard(), anyway=False)


def test_without_resultaat_json_it_is_said_that_the_workbook_is_not_known(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"zegt geen resultaat\.json van welk werkboek"):
        refuse_changed(Provenance(tmp_path), BOOK, replace(workbook(), fingerprint="def"), Heard(), anyway=False)


def test_the_words_count_and_name() -> None:
    assert change_words((SheetChange("Mentoren", ("M1", "M2"), (), ("M3",)),)) == [
        "Mentoren (2 nieuw: M1 en M2; 1 gewijzigd: M3)"
    ]


@pytest.mark.parametrize(("given", "hinted"), [("semester.xlsx", True), ("uit/semester-vastgezet.xlsx", False)])
def test_the_copy_that_keeps_the_pins_is_advised_unless_it_was_given(tmp_path: Path, given: str, hinted: bool) -> None:
    """Of a copy that an earlier run left behind nothing is said: resultaat.json names the one of this roster."""
    folder = tmp_path / "uit"
    folder.mkdir()
    made(folder, workbook(Pin("ST1", mentor="M1")))
    for name in ("semester-vastgezet.xlsx", "ander-vastgezet.xlsx"):
        (folder / name).touch()
    told = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))
    told["werkboek"]["kopie"] = "semester-vastgezet.xlsx"
    (folder / "resultaat.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(RefusedError) as refused:
        refuse_changed(Provenance(folder), tmp_path / given, workbook(), Heard(), anyway=False)
    assert ("semester-vastgezet.xlsx: geef dat op" in str(refused.value)) is hinted
    assert ("Maak eerst een nieuw rooster" in str(refused.value)) is not hinted


def test_what_only_letters_and_counts_afterwards_need_leaves_no_print() -> None:
    """A version that knows more columns still asks questions about the rosters of the one before."""
    plain = semester(board(), school(email="a@b.nl"), mentor("M1", email="c@d.nl"), student("ST1"), trainer("SO1"))
    more = semester(
        board(),
        school(email="a@b.nl", brin="00XX", site="00", teachers=9, address="Dorpsstraat 1"),
        mentor("M1", email="c@d.nl", call_name="Mies", guided=2),
        student("ST1", call_name="Stijn"),
        trainer("SO1", call_name="Otje"),
    )
    assert row_prints(more) == row_prints(plain)
    other = replace(plain, mentors={"M1": mentor("M1", email="e@f.nl")}, schools={"S1": school(email="g@h.nl")})
    assert [change.sheet for change in changed_sheets(row_prints(plain), row_prints(other))] == ["Scholen", "Mentoren"]


def test_the_prints_are_those_of_earlier_versions() -> None:
    found = row_prints(semester(board(), school(), mentor("M1"), student("ST1"), trainer("SO1")))
    assert [found[sheet][id] for sheet, id in KNOWN_PRINTS] == list(KNOWN_PRINTS.values())
