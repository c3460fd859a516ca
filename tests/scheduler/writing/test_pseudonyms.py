"""A whole run with codes: no person in any file or on the screen, and the key leads back to a good roster."""

from __future__ import annotations

import json
import os
import re
import stat
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from instances.domain.instance import Instance
from instances.privacy.read_key import read_key
from instances.rosters.helper_sheets import ALLOWED, BARRED
from instances.sample.generate import generate
from reports.workbook.semester import write_semester
from scheduler.checks.placement import check_placement
from scheduler.writing.pseudonyms import key_path
from tests.builders import school, student
from tests.instances.privacy.test_pseudonyms import of_people
from tests.reports.boards.separation import leaks, texts_in
from tests.scheduler.forget.bytes_left import left_in
from tests.scheduler.running import edit, run, small

OPTION = "--gepseudonimiseerd"


def everything_in(folder: Path) -> list[str]:
    """Every text of every file, and the names of the files."""
    found: list[str] = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.append(path.relative_to(folder).as_posix())
        if zipfile.is_zipfile(path):
            found += texts_in(path)
        else:
            found.append(re.sub(r"\r\n ", "", path.read_bytes().decode()))
    return found


def people_in(texts: Iterable[str], instance: Instance) -> list[str]:
    return leaks(texts, of_people(instance))


def made(words: tuple[object, ...], folder: Path) -> tuple[Result, dict[str, dict[str, object]]]:
    """The command's result, and who was assigned what."""
    result = run(*words, "-o", folder, "--reproduceerbaar", "--tijd", 15)
    found = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))
    return result, {kind: found[kind]["toewijzing"] for kind in ("plaatsing", "wpa") if kind in found}


def with_call_names(instance: Instance) -> Instance:
    """Everyone has a call name that is no other word."""
    kinds = {"students": instance.students, "mentors": instance.mentors, "trainers": instance.trainers}
    return replace(
        instance,
        **{  # type: ignore[arg-type]
            kind: {id: replace(one, call_name=f"Roep{id}q") for id, one in people.items()}
            for kind, people in kinds.items()
        },
    )


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, Instance, Result, dict[str, object], dict[str, object]]:
    """The small sample in codes and in the open, with nobody's name a word that the product uses itself."""
    folder = tmp_path_factory.mktemp("codes")
    instance = with_call_names(generate("klein"))
    write_semester(instance, folder / "semester.xlsx")
    words = ("rooster", folder / "semester.xlsx")
    told, codes = made((*words, OPTION), folder / "codes")
    _, names = made(words, folder / "open")
    return folder, instance, told, codes, names


def test_no_file_in_the_folder_names_a_person(both: tuple[Path, Instance, Result, object, object]) -> None:
    folder, instance, *_ = both
    assert people_in(everything_in(folder / "codes"), instance) == []


def test_no_byte_in_the_folder_is_of_a_call_name(both: tuple[Path, Instance, Result, object, object]) -> None:
    folder, instance, *_ = both
    people = [*instance.students.values(), *instance.mentors.values(), *instance.trainers.values()]
    assert left_in(folder / "codes", *(one.call_name for one in people)) == []


def test_no_file_in_the_folder_tells_where_a_person_lives(both: tuple[Path, Instance, Result, object, object]) -> None:
    """Four digits of a postcode are on the map of the report, a whole one nowhere."""
    folder, instance, *_ = both
    homes = [*instance.students.values(), *instance.trainers.values()]
    degrees = {str(home.point.latitude) for home in homes if home.point is not None}
    assert leaks(everything_in(folder / "codes"), {home.postcode for home in homes} | degrees) == []


def test_the_test_finds_people_where_they_are(both: tuple[Path, Instance, Result, object, object]) -> None:
    folder, instance, *_ = both
    found = people_in(everything_in(folder / "open"), instance)
    assert set(instance.students) <= set(found)
    assert {one.name for one in instance.mentors.values()} <= set(found)
    assert {one.call_name for one in instance.students.values()} <= set(found)


def test_nothing_on_the_screen_names_a_person(both: tuple[Path, Instance, Result, object, object]) -> None:
    _, instance, told, *_ = both
    assert told.exit_code in (0, 1)
    assert people_in([told.output], instance) == []


def signs(folder: Path) -> set[str]:
    """The files with a row of signs that says who may not be with whom, or when."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.xlsx")
        if any(re.fullmatch(f"[{BARRED}{ALLOWED}]+", text) for text in texts_in(path))
    }


def test_no_roster_in_codes_has_signs_of_what_cannot_be(both: tuple[Path, Instance, Result, object, object]) -> None:
    """They would say whom a student is kept apart from."""
    folder, *_ = both
    assert (signs(folder / "open"), signs(folder / "codes")) == ({"plaatsing.xlsx", "wpa.xlsx"}, set())


def test_nothing_in_the_folder_names_the_workbook(both: tuple[Path, Instance, Result, object, object]) -> None:
    """People give such files names of people."""
    folder, *_ = both
    named = [[text for text in everything_in(folder / kind) if "semester.xlsx" in text] for kind in ("open", "codes")]
    assert (bool(named[0]), named[1]) == (True, [])


def test_the_key_gives_a_roster_as_good_as_that_of_a_run_with_names(
    both: tuple[Path, Instance, Result, dict[str, dict[str, dict[str, str]]], dict[str, dict[str, dict[str, str]]]],
) -> None:
    """The same one it need not be: ties are broken by id, and codes may not follow the ids."""
    folder, instance, _, codes, names = both
    ids = read_key(key_path(folder / "codes")).key.ids
    back = {ids[who]: ids[row["mentor"]] for who, row in codes["plaatsing"].items()}
    plain = {who: row["mentor"] for who, row in names["plaatsing"].items()}
    verdicts = [check_placement(instance, placement) for placement in (back, plain)]
    assert [verdict.violations for verdict in verdicts] == [(), ()]
    assert verdicts[0].count == verdicts[1].count == len(instance.students)
    assert verdicts[0].cost == verdicts[1].cost


def test_the_key_is_beside_the_folder_and_not_in_it(both: tuple[Path, Instance, Result, object, object]) -> None:
    folder, *_ = both
    assert (folder / "codes-sleutel.xlsx").exists()
    assert list((folder / "codes").rglob("*sleutel*")) == []


def test_the_office_hears_where_the_key_is(both: tuple[Path, Instance, Result, object, object]) -> None:
    folder, _, told, *_ = both
    assert f"De sleutel van de codes staat in {folder / 'codes-sleutel.xlsx'}." in told.output


@pytest.fixture
def book(tmp_path: Path) -> Path:
    write_semester(small(), tmp_path / "semester.xlsx")
    return tmp_path / "semester.xlsx"


def test_a_folder_with_names_takes_no_codes(book: Path) -> None:
    folder = book.parent / "uit"
    run("plaats", book, "-o", folder, "--tijd", 10)
    before = everything_in(folder)
    done = run("wpa", book, "-o", folder, OPTION)
    assert (done.exit_code, "Kies met --gepseudonimiseerd een nieuwe map" in done.output) == (2, True)
    assert everything_in(folder) == before


def test_a_folder_with_codes_takes_no_names(book: Path) -> None:
    folder = book.parent / "uit"
    run("plaats", book, "-o", folder, "--tijd", 10, OPTION)
    done = run("plaats", book, "-o", folder)
    assert (done.exit_code, "staan codes in plaats van namen" in done.output) == (2, True)


def test_variants_and_what_is_carried_on_have_no_signs_either_and_do_not_name_the_workbook(
    tmp_path: Path,
) -> None:
    own, one, two = (tmp_path / name for name in ("lijst-ans-aal.xlsx", "een", "twee"))
    write_semester(generate("klein", 3), own)
    assert run("plaats", own, "-o", one, "--tijd", 20, "--varianten", 1, "--vooraf", "--scholen", OPTION).exit_code == 0
    assert [path.parent.name for path in one.glob("variant-*/plaatsing.xlsx")] == ["variant-1"]
    edit(one / "plaatsing.xlsx", "Plaatsing", "Vastgezet", 2, "ja")
    words = ("--vorige", one, "-o", two, "--tijd", 10, "--vastzetten", OPTION)
    assert run("rooster", own, *words).exit_code == 0
    for folder in (one, two):
        assert signs(folder) == set()
        assert [text for text in everything_in(folder) if "ans-aal" in text] == []


@pytest.mark.parametrize("coded", [True, False])
def test_a_previous_roster_of_the_other_kind_is_refused(coded: bool, book: Path) -> None:
    first, second = ([OPTION], []) if coded else ([], [OPTION])
    run("plaats", book, "-o", book.parent / "een", "--tijd", 10, *first)
    done = run("plaats", book, "-o", book.parent / "twee", "--vorige", book.parent / "een", *second)
    assert (done.exit_code, "In " in done.output) == (2, True)


def test_a_code_stays_the_same_from_one_folder_to_the_next(book: Path) -> None:
    """A student who comes first in the list would move everyone's number."""
    one, two = book.parent / "een", book.parent / "twee"
    run("plaats", book, "-o", one, "--tijd", 10, OPTION)
    write_semester(small(student("A-first")), book)
    run("plaats", book, "-o", two, "--vorige", one, "--tijd", 10, "--toch", OPTION)
    before, after = (read_key(key_path(folder)).key.codes for folder in (one, two))
    assert {id: after[id] for id in before} == before
    assert "A-first" in after


def test_the_change_of_one_row_is_told_in_its_code(book: Path) -> None:
    """The prints are keyed, and the key is beside the folder."""
    one, two = book.parent / "een", book.parent / "twee"
    run("plaats", book, "-o", one, "--tijd", 10, OPTION)
    write_semester(small(replace(small().students["ST1"], year=3)), book)
    done = run("herplan", book, "--vorige", one, "-o", two, "--tijd", 10, OPTION)
    code = read_key(key_path(one)).key.codes["ST1"]
    assert f"Gewijzigd in het werkboek sinds het vorige rooster: Studenten (1 gewijzigd: {code})." in done.output
    assert done.exit_code == 0


def test_a_workbook_that_is_the_same_is_known_by_its_keyed_print(book: Path) -> None:
    one, two = book.parent / "een", book.parent / "twee"
    run("plaats", book, "-o", one, "--tijd", 10, OPTION)
    done = run("herplan", book, "--vorige", one, "-o", two, "--tijd", 10, OPTION)
    assert "In het werkboek is niets gewijzigd sinds het vorige rooster." in done.output
    assert done.exit_code == 0


def test_what_was_proven_still_holds_for_the_wpas_on_a_placement_in_codes(book: Path) -> None:
    run("plaats", book, "-o", book.parent / "uit", "--tijd", 10, OPTION)
    before = json.loads((book.parent / "uit" / "resultaat.json").read_text(encoding="utf-8"))["plaatsing"]
    run("wpa", book, "-o", book.parent / "uit", "--tijd", 5, OPTION)
    after = json.loads((book.parent / "uit" / "resultaat.json").read_text(encoding="utf-8"))["plaatsing"]
    assert before["status"] == after["status"] == "optimaal"


@pytest.mark.parametrize("question", [("controleer", "--rooster"), ("verklaar",)])
def test_a_question_about_a_folder_in_codes_is_refused_with_what_to_give(question: tuple[str, ...], book: Path) -> None:
    """Else every student of the workbook is said to be missing."""
    folder = book.parent / "uit"
    run("plaats", book, "-o", folder, "--tijd", 10, OPTION)
    done = run(question[0], book, *question[1:], folder, *(["ST1"] if question[0] == "verklaar" else []))
    assert (done.exit_code, "staan codes in plaats van namen" in done.output) == (2, True)


def test_folders_with_codes_of_two_keys_are_kept_apart(book: Path) -> None:
    """Else the same code would be one person in the old roster and another in the new."""
    write_semester(small(*(student(f"A{number}") for number in range(8)), school("S1", places=12)), book)
    one, two = book.parent / "een", book.parent / "twee"
    for folder in (one, two):
        run("plaats", book, "-o", folder, "--tijd", 10, OPTION)
    done = run("herplan", book, "--vorige", one, "-o", two, "--tijd", 10, OPTION)
    assert (done.exit_code, "horen niet bij elkaar" in done.output) == (2, True)


def test_a_folder_of_another_key_tells_no_changes_rather_than_all(book: Path) -> None:
    """Its prints cannot be compared, such as those that an older version made without a key."""
    one, two = book.parent / "een", book.parent / "twee"
    run("plaats", book, "-o", one, "--tijd", 10, OPTION)
    result = json.loads((one / "resultaat.json").read_text(encoding="utf-8"))
    del result["werkboek"]["sleutel"]
    (one / "resultaat.json").write_text(json.dumps(result))
    write_semester(small(replace(small().students["ST1"], year=3)), book)
    done = run("herplan", book, "--vorige", one, "-o", two, "--tijd", 10, OPTION)
    assert (done.exit_code, "Gewijzigd in het werkboek" in done.output) == (0, False)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
def test_only_the_owner_may_read_the_key(book: Path) -> None:
    run("plaats", book, "-o", book.parent / "uit", "--tijd", 10, OPTION)
    assert stat.S_IMODE(key_path(book.parent / "uit").stat().st_mode) == 0o600


def test_the_wpa_roster_follows_on_a_placement_in_codes(tmp_path: Path) -> None:
    instance, folder = generate("klein", 2), tmp_path / "uit"
    write_semester(instance, tmp_path / "semester.xlsx")
    run("plaats", tmp_path / "semester.xlsx", "-o", folder, "--tijd", 10, OPTION)
    done = run("wpa", tmp_path / "semester.xlsx", "-o", folder, "--tijd", 5, OPTION)
    assert (done.exit_code, (folder / "wpa.xlsx").exists()) == (0, True)
    assert people_in([done.output, *everything_in(folder)], instance) == []


def test_faults_are_counted_and_not_shown(tmp_path: Path) -> None:
    """A marked copy would be the whole workbook with every name."""
    wrong = replace(small().students["ST1"], wishes=("NERGENS",), name="Ans Aal")
    write_semester(small(wrong), tmp_path / "semester.xlsx")
    done = run("plaats", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", OPTION)
    assert (done.exit_code, "1 fout in semester.xlsx" in done.output) == (2, True)
    assert "Ans Aal" not in done.output
    assert list(tmp_path.rglob("*-fouten.xlsx")) == []


def test_notices_of_the_reader_are_counted_and_not_shown(tmp_path: Path) -> None:
    untidy = replace(small().students["ST1"], name="  Ans Aal ")
    write_semester(small(untidy), tmp_path / "semester.xlsx")
    plain = run("plaats", tmp_path / "semester.xlsx", "-o", tmp_path / "open", "--tijd", 10)
    done = run("plaats", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 10, OPTION)
    assert plain.exit_code == 0
    assert "Ans Aal" in "\n".join(everything_in(tmp_path / "open"))
    assert "Ans Aal" not in done.output
    assert "opmerking bij het inlezen, hier niet getoond" in done.output
    assert "Ans Aal" not in "\n".join(everything_in(tmp_path / "uit"))


def test_pins_that_clash_are_told_in_codes_without_a_marked_copy(tmp_path: Path) -> None:
    from instances.domain.entities import Pin

    write_semester(small(school("S2"), Pin("ST1", "S2"), Pin("ST2", "S2")), tmp_path / "semester.xlsx")
    done = run("plaats", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", OPTION)
    assert done.exit_code == 2
    assert people_in([done.output], small()) == []
    assert list(tmp_path.rglob("*-fouten.xlsx")) == []


def test_a_key_that_was_spoilt_is_refused_with_the_cell(book: Path) -> None:
    folder = book.parent / "uit"
    run("plaats", book, "-o", folder, "--tijd", 10, OPTION)
    key_path(folder).write_text("kapot")
    done = run("plaats", book, "-o", folder, OPTION)
    assert (done.exit_code, "is niet te gebruiken" in done.output) == (2, True)


def test_a_key_that_nobody_new_comes_in_is_not_touched(book: Path) -> None:
    """Another program may have saved it, with something of the office in it."""
    folder = book.parent / "uit"
    run("plaats", book, "-o", folder, "--tijd", 10, OPTION)
    key = openpyxl.load_workbook(key_path(folder))
    key.active["J1"] = "alleen voor ons"
    key.save(key_path(folder))
    before = key_path(folder).read_bytes()
    assert run("plaats", book, "-o", folder, "--tijd", 10, OPTION).exit_code == 0
    assert key_path(folder).read_bytes() == before
