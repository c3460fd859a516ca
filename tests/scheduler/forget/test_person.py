"""One person out of a folder with a workbook and its rosters: no byte left, and everything still holds."""

from __future__ import annotations

import email
import email.policy
import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from instances.domain.entities import Exclusion
from instances.workbook.read import read
from reports.calendar.uids import visit_uid, wpa_uids
from reports.workbook.semester import write_semester
from scheduler.forget.contents import rewritten
from scheduler.forget.traces import UID, Person, Traces
from scheduler.forget.who import find_person, namesakes_of
from tests import builders as b
from tests.scheduler.forget.bytes_left import left_in
from tests.scheduler.running import run, small

CALL_NAME = "Zoetje"
NAME, MAIL, ID = "Zoë O'Brien-de Vries", "zoe.obrien@example.nl", "770011"
TRACES = Traces(Person((ID,), (NAME,), (MAIL,)), "gewist-1")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook and its rosters, with a student who is to be forgotten."""
    folder = tmp_path_factory.mktemp("vergeten")
    student = b.student(ID, name=NAME, email=MAIL, postcode="1787WZ", needs=(("taal", 2),), call_name=CALL_NAME)
    mentor = b.mentor("M3", name="Piet van Dam", call_name="Pietje")
    instance = small(student, mentor, b.slot("T3", begin="14:30", end="15:30"), Exclusion(ID, "M1", "ruzie om geld"))
    write_semester(instance, folder / "semester.xlsx")
    assert run("rooster", folder / "semester.xlsx", "-o", folder / "uit", "--tijd", 5).exit_code == 0
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    target = tmp_path / "map"
    for path in made.rglob("*"):
        if path.is_file():
            copy = target / path.relative_to(made)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    return target


def test_no_byte_is_left_and_the_rosters_hold(folder: Path) -> None:
    before = json.loads((folder / "uit" / "resultaat.json").read_text(encoding="utf-8"))
    done = run("vergeet", folder, "--persoon", ID, "--ja")
    assert done.exit_code == 0, done.output
    assert left_in(folder, ID, NAME, "O'Brien", "Zoë", CALL_NAME, MAIL, "1787WZ", "ruzie om geld") == []
    checked = run("controleer", folder / "semester.xlsx", "--rooster", folder / "uit")
    assert checked.exit_code == 0, checked.output
    proven = run("bewijs", folder / "semester.xlsx", folder / "uit")
    assert proven.exit_code == 0, proven.output
    now = json.loads((folder / "uit" / "resultaat.json").read_text(encoding="utf-8"))
    assert now["plaatsing"]["aantal"] == before["plaatsing"]["aantal"] == len(now["plaatsing"]["toewijzing"])
    assert "gewist-1" in now["plaatsing"]["toewijzing"]
    instance = read(folder / "semester.xlsx").instance
    assert instance is not None
    gone = instance.students["gewist-1"]
    assert (gone.name, gone.email, gone.postcode, gone.point) == ("(gewist)", "", "", None)
    assert instance.travel_minutes("gewist-1", "S1") == 5


def test_the_call_name_is_in_the_letters_before_and_stays_in_those_of_others(folder: Path) -> None:
    letters = folder / "uit" / "brieven" / "studenten.xlsx"
    assert left_in(letters.parent, CALL_NAME)
    book = openpyxl.load_workbook(letters)
    heads = [cell.value for cell in book["Brieven"][1]]
    other = next(row for row in book["Brieven"].iter_rows(min_row=2) if row[heads.index("Student")].value != ID)
    other[heads.index("Aanhef")].value = f"Beste {CALL_NAME},"
    book.save(letters)
    assert run("vergeet", folder, "--persoon", ID, "--ja").exit_code == 0
    rows = list(openpyxl.load_workbook(letters)["Brieven"].iter_rows(min_row=2, values_only=True))
    told = {str(row[heads.index("Student")]): row[heads.index("Aanhef")] for row in rows}
    assert told["gewist-1"] == "Beste (gewist),"
    assert f"Beste {CALL_NAME}," in told.values()


def test_a_mail_to_the_person_keeps_no_call_name(tmp_path: Path) -> None:
    person = Person((ID,), (NAME,), (MAIL,), (CALL_NAME,))
    for to, told in ((MAIL, "Beste (gewist),"), ("ander@example.nl", f"Beste {CALL_NAME},")):
        message = EmailMessage()
        message["To"] = to
        message.set_content(f"Beste {CALL_NAME},\n\nTot dinsdag.\n")
        made = rewritten("brief.eml", message.as_bytes(), Traces(person, "gewist-1"))
        assert told in made.decode()


def test_what_was_ours_is_ours_still(folder: Path) -> None:
    assert run("vergeet", folder, "--persoon", ID, "--ja").exit_code == 0
    assert run("vergeet", folder / "uit", "--ja").exit_code == 0
    assert not (folder / "uit").exists()


def test_a_trainer_leaves_no_file_name_behind(folder: Path) -> None:
    trainers = sorted(path.stem for path in (folder / "uit" / "agenda").glob("*.ics"))
    done = run("vergeet", folder, "--persoon", trainers[0], "--ja")
    assert done.exit_code == 0, done.output
    assert left_in(folder, trainers[0], f"Opleider {trainers[0]}") == []
    assert (folder / "uit" / "agenda" / "gewist-1.ics").exists()
    assert run("controleer", folder / "semester.xlsx", "--rooster", folder / "uit").exit_code == 0


def test_a_second_person_gets_another_code(folder: Path) -> None:
    assert run("vergeet", folder, "--persoon", ID, "--ja").exit_code == 0
    assert "gewist-2" in run("vergeet", folder, "--persoon", "M3", "--ja").output
    assert left_in(folder, "Piet van Dam", "M3<", '"M3"') == []


def test_what_is_known_comes_out_first(folder: Path, tmp_path: Path) -> None:
    told = run("vergeet", folder, "--persoon", ID, "--uitvoer", tmp_path / "inzage.json", "--ja")
    assert told.exit_code == 0, told.output
    known = json.loads((tmp_path / "inzage.json").read_text(encoding="utf-8"))
    assert (known["codes"], known["namen"]) == ([ID], [NAME])
    facts = {(fact["bestand"], fact["wat"]): fact["waarde"] for fact in known["gegevens"]}
    assert facts["semester.xlsx", "e-mail"] == MAIL
    assert facts["semester.xlsx", "postcode"] == "1787WZ"
    assert facts["semester.xlsx", "reden"] == "ruzie om geld"
    assert any(file == "uit/plaatsing.xlsx" for file, _ in facts)


def test_the_export_can_be_read_by_people_and_never_lies_in_the_folder(folder: Path, tmp_path: Path) -> None:
    refused = run("vergeet", folder, "--persoon", ID, "--uitvoer", folder / "inzage.xlsx", "--ja")
    assert refused.exit_code == 2
    assert left_in(folder, MAIL)
    asked = run("vergeet", folder, "--persoon", ID, "--uitvoer", tmp_path / "inzage.xlsx")
    assert asked.exit_code == 2
    sheet = openpyxl.load_workbook(tmp_path / "inzage.xlsx")["Gegevens"]
    assert [cell.value for cell in sheet[1]] == ["Bestand", "Cel", "Kolom", "Waarde"]
    assert MAIL in [cell.value for cell in sheet["D"]]
    assert left_in(folder, MAIL), "nothing is erased without a yes"


def test_an_unknown_code_is_refused(folder: Path) -> None:
    assert run("vergeet", folder, "--persoon", "999999", "--ja").exit_code == 2


@pytest.mark.parametrize(("code", "what"), [("S1", "school"), ("B1", "bestuur")])
def test_the_code_of_a_school_or_board_is_refused_and_nothing_is_touched(folder: Path, code: str, what: str) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = run("vergeet", folder, "--persoon", code, "--ja")
    assert done.exit_code == 2
    assert f"{code} is de code van een {what}" in done.output
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def _hard_workbook(path: Path) -> None:
    """The person in every corner of a workbook that somebody made."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Student", "Naam", "E-mail", "Aantal"])
    sheet.append([int(ID), NAME, f"Mail aan {MAIL}", int(ID) + 1])
    sheet["B2"].comment = Comment(f"Bel {NAME}", NAME)
    sheet["C3"] = f'="Student " & "{NAME}"'
    hidden = book.create_sheet("Verborgen")
    hidden.sheet_state = "veryHidden"
    hidden["A1"] = f"Vries, Zoë O'Brien-de  {ID}"
    book.create_sheet("Blad van 770011")
    book.defined_names["wie"] = DefinedName("wie", attr_text=f'"{NAME}"')
    book.properties.creator = NAME
    book.properties.title = f"Dossier {ID}"
    sheet.oddHeader.center.text = NAME
    book.save(path)
    runs = (
        '<row r="9"><c r="A9" t="inlineStr"><is><r><t>Zo</t></r><r><rPr><b/></rPr><t>ë O\'Bri</t></r>'
        '<r><t>en-de Vries</t></r></is></c><c r="B9" t="inlineStr"><is><t>Zo&#235; O&#x27;Brien-de Vries</t></is></c>'
        '<c r="C9" t="inlineStr"><is><r><t>77</t></r><r><t>0011</t></r></is></c></row></sheetData>'
    )
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet_part = "xl/worksheets/sheet1.xml"
    parts[sheet_part] = parts[sheet_part].decode().replace("</sheetData>", runs).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_every_corner_of_a_workbook_is_cleaned(tmp_path: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    _hard_workbook(folder / f"lijst {NAME}.xlsx")
    done = run("vergeet", folder, "--persoon", ID, "--ja")
    assert done.exit_code == 0, done.output
    assert left_in(folder, ID, "O'Brien", "Zo&#235;", "ë O'Bri", MAIL, "en-de Vries", "O&#x27;") == []
    [path] = folder.iterdir()
    assert path.name == "lijst (gewist).xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Sheet"]
    assert [cell.value for cell in sheet[2]] == ["gewist-1", "(gewist)", "Mail aan gewist@gewist.invalid", int(ID) + 1]
    assert book.sheetnames == ["Sheet", "Verborgen", "Blad van gewist-1"]
    assert [cell.value for cell in sheet[9]][:3] == ["(gewist)", "(gewist)", "gewist-1"]
    assert sheet["B2"].comment is not None
    assert "(gewist)" in sheet["B2"].comment.text


def test_mails_calendars_and_packages_are_cleaned(tmp_path: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Student", "Naam", "E-mail"])
    book.active.append([ID, NAME, MAIL])
    book.save(folder / "lijst.xlsx")
    message = EmailMessage(policy=email.policy.SMTP)
    message["To"], message["Subject"] = f"{NAME} <{MAIL}>", f"Stage van {NAME}"
    message.set_content(f"Beste {NAME},\n\nUw nummer is {ID}.\n")
    message.add_attachment(
        (folder / "lijst.xlsx").read_bytes(), maintype="application", subtype="xlsx", filename=f"{NAME}.xlsx"
    )
    (folder / "concept.eml").write_bytes(bytes(message))
    folded = f"SUMMARY:WPA van een student die een lange regel nodig heeft\\, {NAME[:5]}\r\n {NAME[5:]}\r\n"
    (folder / "agenda.ics").write_bytes(f"BEGIN:VCALENDAR\r\n{folded}END:VCALENDAR\r\n".encode())
    page = '<p title="Zo&euml;">Zoë O&#x27;Brien-de&nbsp;Vries</p><script>x = "Zo\\u00eb O\'Brien-de Vries"</script>'
    (folder / "oud.html").write_text(page, encoding="utf-8")
    with zipfile.ZipFile(folder / "alles.zip", "w") as package:
        package.write(folder / "concept.eml", f"Studenten/{NAME}.eml")
    assert run("vergeet", folder, "--persoon", ID, "--ja").exit_code == 0
    assert left_in(folder, ID, "O'Brien", "O&#x27;Brien", "Zo\\u00eb", MAIL) == []
    mail = email.message_from_bytes((folder / "concept.eml").read_bytes(), policy=email.policy.default)
    assert str(mail["Subject"]) == "Stage van (gewist)"
    body = mail.get_body()
    assert body is not None
    assert "Beste (gewist)," in body.get_content()
    [attached] = mail.iter_attachments()
    cells = openpyxl.load_workbook(io.BytesIO(attached.get_content())).active
    assert cells is not None
    assert [cell.value for cell in cells[2]] == ["gewist-1", "(gewist)", "gewist@gewist.invalid"]
    assert max(map(len, (folder / "agenda.ics").read_bytes().split(b"\r\n"))) <= 75


def test_what_cannot_be_rewritten_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "lijst.csv").write_text(f"Student;Naam\n{ID};Jan Jansen\n", encoding="utf-8")
    (folder / "brief.pdf").write_bytes(b"%PDF-1.7 iets")
    (folder / "foto.bin").write_bytes(b"\x00\x01" + ID.encode() + b"\xff")
    (folder / "ander.bin").write_bytes(b"\x00\x01\xff")
    done = run("vergeet", folder, "--persoon", ID, "--ja")
    assert done.exit_code == 1
    assert left_in(folder, ID) == ["foto.bin: 770011"]
    told = done.output.partition("Niet gewist:")[2]
    assert "foto.bin" in told
    assert "brief.pdf" in told
    assert "ander.bin" not in told


def test_only_whole_words_are_the_person() -> None:
    assert not TRACES.in_text(f"1{ID} {ID}0 x{ID}")
    assert TRACES.without(f"<b>{ID}</b>_{ID}-a") == "<b>gewist-1</b>_gewist-1-a"


@pytest.mark.parametrize("text", ["ZOË O'BRIEN-DE VRIES", "Zoe O'Brien-de Vries", "Vries, Zoë O'Brien-de"])
def test_a_name_is_found_in_other_spellings(text: str) -> None:
    assert TRACES.without(text) == "(gewist)"


@pytest.mark.parametrize(
    "heads", [("Student", "SLB'er", "Naam"), ("SLB'er", "Naam", "Student"), ("Naam", "Student", "SLB'er")]
)
def test_a_name_is_of_its_person_in_any_order_of_the_columns(tmp_path: Path, heads: tuple[str, ...]) -> None:
    """A reader takes columns in any order; forgetting a coach must leave the names of the students."""
    book, row = openpyxl.Workbook(), {"Student": ID, "SLB'er": "SLB1", "Naam": NAME}
    book.worksheets[0].append(heads)
    book.worksheets[0].append([row[head] for head in heads])
    other = book.create_sheet("Mentoren")
    other.append(("School", "Mentor", "Naam", "Duo-mentor"))
    other.append(("S1", "M9", "Piet van Dam", "M8"))
    book.save(tmp_path / "semester.xlsx")
    assert find_person(tmp_path, ID).names == (NAME,)
    assert find_person(tmp_path, "SLB1").names == ()
    assert find_person(tmp_path, "M9").names == ("Piet van Dam",)
    assert find_person(tmp_path, "M8").names == ()


def test_the_name_beside_a_code_is_of_whom_it_names(tmp_path: Path) -> None:
    """A trainer comes first in the lists of visits; the names after that are of others."""
    book = openpyxl.Workbook()
    for title, rows in (
        ("Bezoeken", (("Opleider", "Naam opleider", "Rol", "Student", "Naam"), ("SO1", "Iris Post", "SO", ID, NAME))),
        ("Niet gepland", (("Wat", "Wie", "Naam", "Nummer"), ("Lesbezoek", ID, NAME, 1))),
    ):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "bezoeken.xlsx")
    assert find_person(tmp_path, "SO1").names == ("Iris Post",)
    assert find_person(tmp_path, ID).names == (NAME,)
    assert namesakes_of(tmp_path, find_person(tmp_path, ID)) == ()


@pytest.fixture
def visited(folder: Path) -> Path:
    """The folder with visits in it."""
    book = openpyxl.load_workbook(folder / "semester.xlsx")
    setting = next(row for row in book["Instellingen"].iter_rows() if row[0].value == "Semester")
    setting[1].value = "2026-2027 S2"
    book.save(folder / "semester.xlsx")
    plan_visits(folder)
    return folder


def plan_visits(folder: Path) -> None:
    done = run("bezoeken", folder / "semester.xlsx", folder / "uit", "-o", folder / "uit", "--tijd", 5, "--toch")
    assert done.exit_code in (0, 1), done.output


def test_forgetting_a_trainer_leaves_everybody_else_in_the_visits(visited: Path) -> None:
    before = names_in(visited / "uit" / "bezoeken.xlsx")
    instance = read(visited / "semester.xlsx").instance
    assert instance is not None
    trainer = next(iter(instance.tandems.values())).so
    assert run("vergeet", visited, "--persoon", trainer, "--ja").exit_code == 0
    after = names_in(visited / "uit" / "bezoeken.xlsx")
    assert before - after == {instance.trainers[trainer].name}
    assert after - before == {"(gewist)"}


@pytest.mark.parametrize("who", ["student", "trainer"])
def test_no_uid_tells_the_code_and_no_appointment_comes_twice(visited: Path, who: str) -> None:
    instance = read(visited / "semester.xlsx").instance
    assert instance is not None
    code = ID if who == "student" else next(iter(instance.tandems.values())).so
    others = [*instance.trainers, *instance.schools] if who == "student" else [*instance.students, *PLGS]
    told = {uid for other in others for uid in uids_of(*((code, other) if who == "student" else (other, code)))}
    before = uids_in(visited)
    assert before & told
    assert run("vergeet", visited, "--persoon", code, "--ja").exit_code == 0
    after = uids_in(visited)
    assert not after & told
    assert len(after) == len(before)
    assert before - after == before & told
    plan_visits(visited)
    assert uids_in(visited) == after
    assert not any("CANCELLED" in path.read_text(encoding="utf-8") for path in visited.rglob("*.ics"))


PLGS = ("tandem:TA1", "plg:TA1", "school:S1")


def uids_of(student: str, reader: str) -> set[str]:
    halves = [f"{year}-{half}" for year in (2025, 2026, 2027) for half in (1, 2)]
    kind = "plg" if student in PLGS else "lesbezoek"
    found = {visit_uid(kind, half, reader, student, number) for half in halves for number in (1, 2, 3)}
    return found | {*wpa_uids(halves, ("", "2026-2027 S2"), student, reader)}


def uids_in(folder: Path) -> set[str]:
    return {uid for path in folder.rglob("*.ics") for uid in UID.findall(path.read_text(encoding="utf-8"))}


def names_in(path: Path) -> set[str]:
    """What stands below ``Naam`` and ``Naam opleider``."""
    found = set()
    for sheet in openpyxl.load_workbook(path):
        heads = [cell.value for cell in sheet[1]]
        for place, head in enumerate(heads):
            if head in ("Naam", "Naam opleider"):
                found |= {row[place] for row in sheet.iter_rows(min_row=2, values_only=True) if row[place]}
    return found
