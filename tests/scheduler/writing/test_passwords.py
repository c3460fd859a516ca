"""Board files locked with the password of their board, from a sheet that stays with the office."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
import xlsxwriter

from reports.boards.passwords import new_password
from reports.boards.sheets import write_boards
from reports.workbook.semester import write_semester
from scheduler.runtime.exit import RefusedError
from scheduler.writing.folder import write_rosters
from scheduler.writing.passwords import ready_passwords
from scheduler.writing.sending import Sending
from tests.builders import board
from tests.reports.boards.separation import texts_in
from tests.reports.runs import run
from tests.scheduler.chain_runs import Heard
from tests.scheduler.running import run as command
from tests.scheduler.running import small

PASSWORDS = {"NOORD": "een goed wachtwoord", "ZUID": "een ander wachtwoord"}
BOARDS = run().instance.boards


def opened(path: Path, password: str) -> bytes:
    """The workbook inside."""
    plain = io.BytesIO()
    with path.open("rb") as file:
        office = msoffcrypto.OfficeFile(file)
        office.load_key(password=password, verify_password=True)
        office.decrypt(plain)
    return plain.getvalue()


def sheet(path: Path, *rows: tuple[object, ...], heads: tuple[str, ...] = ("Bestuur", "Naam", "Wachtwoord")) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for number, row in enumerate((heads, *rows)):
            book.get_worksheet_by_name("Wachtwoorden") or book.add_worksheet("Wachtwoorden")
            book.worksheets()[0].write_row(number, 0, row)
    return path


def rows_of(path: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path)["Wachtwoorden"].iter_rows(min_row=2, values_only=True))


def ready(path: Path, folder: Path | None = None, screen: Heard | None = None) -> dict[str, str]:
    return dict(ready_passwords(path, folder or path.parent / "uit", BOARDS, screen or Heard()))


def refusal(path: Path, folder: Path | None = None) -> str:
    with pytest.raises(RefusedError) as refused:
        ready(path, folder)
    return refused.value.text


def test_a_locked_file_holds_the_same_workbook_as_an_open_one(tmp_path: Path) -> None:
    write_boards(run(), tmp_path / "open")
    write_boards(run(), tmp_path / "locked", PASSWORDS)
    for board_id, password in PASSWORDS.items():
        plain = (tmp_path / "open" / f"{board_id}.xlsx").read_bytes()
        assert opened(tmp_path / "locked" / f"{board_id}.xlsx", password) == plain


def test_the_password_of_one_board_does_not_open_the_file_of_another(tmp_path: Path) -> None:
    write_boards(run(), tmp_path, PASSWORDS)
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        opened(tmp_path / "NOORD.xlsx", PASSWORDS["ZUID"])


def test_a_locked_file_shows_no_name_on_the_disk(tmp_path: Path) -> None:
    write_boards(run(), tmp_path, PASSWORDS)
    data = (tmp_path / "NOORD.xlsx").read_bytes()
    assert [word for word in ("Ans Aal", "NOORD", "sharedStrings") if word.encode() in data] == []
    assert [word for word in ("Ans Aal", "NOORD", "Stichting") if word.encode("utf-16-le") in data] == []


def test_the_lock_is_aes_256(tmp_path: Path) -> None:
    write_boards(run(), tmp_path, PASSWORDS)
    data = (tmp_path / "NOORD.xlsx").read_bytes()
    assert b'keyBits="256"' in data
    assert b'cipherAlgorithm="AES"' in data


def test_an_open_file_of_an_earlier_run_gives_way_to_the_locked_one(tmp_path: Path) -> None:
    write_rosters(run(), tmp_path)
    write_rosters(run(), tmp_path, sending=Sending(PASSWORDS))
    assert sorted(path.name for path in (tmp_path / "besturen").iterdir()) == ["NOORD.xlsx", "ZUID.xlsx"]
    assert opened(tmp_path / "besturen" / "NOORD.xlsx", PASSWORDS["NOORD"])[:2] == b"PK"


@pytest.mark.thorough
def test_a_long_file_can_be_locked(tmp_path: Path) -> None:
    """A few megabytes: the container of the encrypted file then needs more than its first table of sectors."""
    whole = run()
    many = {f"{n:05}": replace(whole.instance.students["0011"], id=f"{n:05}", name=f"Naam {n}") for n in range(9000)}
    instance = replace(whole.instance, students=many)
    whole = replace(whole, instance=instance, placement=dict.fromkeys(many, "M1"), assessment={})
    write_boards(whole, tmp_path / "open")
    write_boards(whole, tmp_path / "locked", PASSWORDS)
    plain = (tmp_path / "open" / "NOORD.xlsx").read_bytes()
    assert opened(tmp_path / "locked" / "NOORD.xlsx", PASSWORDS["NOORD"]) == plain


def test_the_sheet_of_passwords_is_made_where_there_is_none(tmp_path: Path) -> None:
    made = ready(tmp_path / "ww.xlsx")
    assert rows_of(tmp_path / "ww.xlsx") == [
        ("NOORD", "Stichting Noord", made["NOORD"]),
        ("ZUID", "Stichting Zuid", made["ZUID"]),
    ]


def test_the_office_hears_where_the_new_passwords_are(tmp_path: Path) -> None:
    screen = Heard()
    ready(tmp_path / "ww.xlsx", screen=screen)
    assert "2 nieuwe wachtwoorden" in screen.lines[0]
    assert "ww.xlsx" in screen.lines[0]


def test_made_passwords_differ_and_are_long(tmp_path: Path) -> None:
    made = {new_password() for _ in range(200)}
    assert len(made) == 200
    assert {len(password) for password in made} == {27}


def test_passwords_that_are_there_are_used_and_the_file_stays_as_it_is(tmp_path: Path) -> None:
    path = sheet(tmp_path / "ww.xlsx", ("NOORD", "", "een goed wachtwoord"), ("ZUID", "", 1234567890123))
    before = path.read_bytes()
    assert ready(path) == {"NOORD": "een goed wachtwoord", "ZUID": "1234567890123"}
    assert path.read_bytes() == before


def test_a_board_that_is_missing_is_added_and_the_others_keep_theirs(tmp_path: Path) -> None:
    path = sheet(tmp_path / "ww.xlsx", ("NOORD", "", "een goed wachtwoord"))
    made = ready(path)
    assert [row[2] for row in rows_of(path)] == ["een goed wachtwoord", made["ZUID"]]


def test_what_people_noted_in_the_file_is_kept_beside_it(tmp_path: Path) -> None:
    heads = ("Bestuur", "Naam", "Wachtwoord", "Gebeld")
    path = sheet(tmp_path / "ww.xlsx", ("NOORD", "", "een goed wachtwoord", "op 3 mei"), heads=heads)
    ready(path)
    assert rows_of(tmp_path / "ww-oud.xlsx") == [("NOORD", None, "een goed wachtwoord", "op 3 mei")]


def test_a_board_that_left_keeps_its_row_and_is_told(tmp_path: Path) -> None:
    path = sheet(tmp_path / "ww.xlsx", ("WEST", "", "een goed wachtwoord"))
    screen = Heard()
    ready(path, screen=screen)
    assert "WEST" in screen.lines[0]
    assert [row[0] for row in rows_of(path)] == ["WEST", "NOORD", "ZUID"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("NOORD", "", "kort")], "C2 Wachtwoord: …; verwacht: een wachtwoord van 10 tot 255 tekens"),
        ([("NOORD", "", "")], "C2 Wachtwoord: leeg; verwacht: een waarde"),
        ([("NOORD", "", "x" * 256)], "C2 Wachtwoord: …; verwacht"),
        ([("", "", "een goed wachtwoord")], "A2 Bestuur: leeg; verwacht: een waarde"),
        ([("NOORD", "", "1 goed woord"), ("NOORD", "", "2 goed woord")], "A3 Bestuur: NOORD; verwacht: elk bestuur"),
        ([("NOORD", "", "1 goed woord"), ("ZUID", "", "1 goed woord")], "C3 Wachtwoord: …; verwacht: voor elk bestuur"),
    ],
)  # fmt: skip
def test_a_fault_in_the_file_is_told_with_its_cell(rows: list[tuple[object, ...]], told: str, tmp_path: Path) -> None:
    assert told in refusal(sheet(tmp_path / "ww.xlsx", *rows))


def test_every_fault_is_told_in_one_go(tmp_path: Path) -> None:
    path = sheet(tmp_path / "ww.xlsx", ("NOORD", "", "kort"), ("ZUID", "", ""))
    assert refusal(path).count("verwacht:") == 2


def test_a_fault_never_tells_a_password(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "ww.xlsx", ("NOORD", "", "geheim"), ("ZUID", "", "heel geheim"), ("ZUID", "", "heel geheim")
    )
    assert "geheim" not in refusal(path)


def test_a_workbook_of_another_kind_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "semester.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Studenten")
    before = path.read_bytes()
    assert "een blad met de naam “Wachtwoorden”" in refusal(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("place", ["besturen/ww.xlsx", "agenda/ww.xlsx", "besturen/diep/ww.xlsx", "plaatsing.xlsx"])
def test_the_passwords_may_not_lie_among_what_is_sent(place: str, tmp_path: Path) -> None:
    assert "ligt bij wat verstuurd wordt" in refusal(tmp_path / place, tmp_path)


def test_a_name_without_the_right_ending_is_refused(tmp_path: Path) -> None:
    assert "eindigt op .xlsx" in refusal(tmp_path / "wachtwoorden")


def test_a_folder_of_passwords_that_is_not_there_is_made(tmp_path: Path) -> None:
    ready(tmp_path / "kluis" / "ww.xlsx")
    assert (tmp_path / "kluis" / "ww.xlsx").exists()


def test_a_locked_file_can_be_written_for_a_board_with_any_name(tmp_path: Path) -> None:
    boards = {"Één/b": board("Één/b", name="=Noord 😀")}
    passwords = ready_passwords(tmp_path / "ww.xlsx", tmp_path / "uit", boards, Heard())
    assert dict(passwords) == {row[0]: row[2] for row in rows_of(tmp_path / "ww.xlsx")}


def test_the_command_locks_the_files_of_the_boards_and_says_so(tmp_path: Path) -> None:
    write_semester(small(), tmp_path / "semester.xlsx")
    words = ("plaats", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--wachtwoord-bestand", tmp_path / "ww.xlsx")
    done = command(*words, "--tijd", 10)
    assert (done.exit_code, "De bestuursbestanden zijn versleuteld" in done.output) == (0, True)
    assert opened(tmp_path / "uit" / "besturen" / "B1.xlsx", str(rows_of(tmp_path / "ww.xlsx")[0][2]))[:2] == b"PK"


def test_a_bad_file_of_passwords_is_told_before_any_searching(tmp_path: Path) -> None:
    write_semester(small(), tmp_path / "semester.xlsx")
    path = sheet(tmp_path / "ww.xlsx", ("B1", "", "kort"))
    done = command("plaats", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--wachtwoord-bestand", path)
    assert (done.exit_code, "Plaatsing …" in done.output, (tmp_path / "uit").exists()) == (2, False, False)


def test_the_sheet_of_passwords_names_no_student(tmp_path: Path) -> None:
    ready(tmp_path / "ww.xlsx")
    assert "Ans Aal" not in texts_in(tmp_path / "ww.xlsx")


def test_locked_files_are_not_replaced_by_open_ones_when_the_option_is_forgotten(tmp_path: Path) -> None:
    """They were, without a word; what went to the boards next lay open."""
    write_semester(small(), tmp_path / "semester.xlsx")
    folder, given = tmp_path / "uit", [tmp_path / "semester.xlsx", "--tijd", 3]
    assert command("plaats", *given, "-o", folder, "--wachtwoord-bestand", tmp_path / "w.xlsx").exit_code == 0
    before = {path: path.read_bytes() for path in folder.rglob("*.xlsx")}
    done = command("plaats", *given, "-o", folder)
    assert (done.exit_code, "Geef het wachtwoordbestand weer op" in " ".join(done.output.split())) == (2, True)
    assert {path: path.read_bytes() for path in folder.rglob("*.xlsx")} == before
    elsewhere = command("plaats", *given, "-o", tmp_path / "nieuw", "--vorige", folder)
    assert (elsewhere.exit_code, "krijgen geen wachtwoord" in " ".join(elsewhere.output.split())) == (0, True)
    (folder / "besturen").rename(folder / "besturen-dicht")
    assert command("plaats", *given, "-o", folder).exit_code == 0
