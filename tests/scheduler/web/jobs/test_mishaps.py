"""What goes wrong around an order or a page: killed, moved, deleted, a full disk. Nothing is lost, and it is said."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from instances.rosters.columns import RESULT_FILE
from scheduler.runtime import defects
from scheduler.web.app import create_app
from scheduler.web.dossier import store
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.dossier.jobs import JobStore
from scheduler.web.dossier.records import JobOutcome
from scheduler.web.dossier.schema import connect
from scheduler.web.jobs.adopt import adopt
from scheduler.web.jobs.event_screen import EventScreen
from scheduler.web.jobs.events import EventKind, read_events
from scheduler.web.jobs.order import Verb, WebOrder
from scheduler.web.jobs.queue import JobQueue, events_file
from scheduler.web.tasks.reading import look
from scheduler.web.tasks.samples import write_sample
from tests.scheduler.web.office import CHANGE, HOST, PORT, TOKEN, until

SERVER = (
    "import sys, time; from pathlib import Path\n"
    "from scheduler.web.dossier.dossiers import Dossiers; from scheduler.web.jobs.adopt import adopt\n"
    "from scheduler.web.jobs.queue import JobQueue\n"
    "queue = JobQueue(Dossiers(Path(sys.argv[1])), adopt); queue.start(); time.sleep(600)\n"
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("voorbeeld") / "semester.xlsx"
    write_sample(path, "klein")
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "gegevens" / "dossiers"


@pytest.fixture
def dossier(root: Path, sample: Path) -> Dossier:
    made = Dossiers(root).create("2026-2027 S2")
    made.add_workbook(sample, "semester.xlsx", "", "ingebracht")
    return made


@pytest.fixture
def client(root: Path) -> Iterator[TestClient]:
    app = create_app(root, TOKEN, [HOST], PORT)
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as found:
        assert found.get(f"/?sleutel={TOKEN}").status_code == 303
        yield found


def order(dossier: Dossier, verb: Verb = Verb.PLACE, seconds: int = 3) -> WebOrder:
    workbook = dossier.workbook
    assert workbook is not None
    return WebOrder(verb, str(workbook.path), str(dossier.new_roster_folder()), seconds, why="Plaatsing gemaakt")


def outcome(dossier: Dossier, number: int) -> JobOutcome:
    found = JobStore(dossier).get(number)
    assert found is not None
    return found.outcome


def carried_out(dossier: Dossier, number: int) -> JobOutcome:
    """Let a server carry out what waits."""
    queue = JobQueue(Dossiers(dossier.folder.parent), adopt)
    queue.start()
    until(lambda: outcome(dossier, number) not in (JobOutcome.WAITING, JobOutcome.RUNNING))
    queue.close()
    return outcome(dossier, number)


def test_an_order_survives_that_the_data_folder_is_moved(dossier: Dossier, tmp_path: Path) -> None:
    queue = JobQueue(Dossiers(dossier.folder.parent), adopt)
    number = queue.ask(dossier, order(dossier), 1, "")
    kept = JobStore(dossier).get(number)
    assert kept is not None
    assert str(tmp_path) not in kept.command
    shutil.move(tmp_path / "gegevens", tmp_path / "elders")
    moved = Dossiers(tmp_path / "elders" / "dossiers").open(dossier.id)
    assert carried_out(moved, number) is JobOutcome.DONE
    assert moved.roster is not None
    assert (moved.roster.folder / RESULT_FILE).is_file()
    assert not (tmp_path / "gegevens").exists()


def test_progress_names_files_and_no_folder_of_the_computer(dossier: Dossier, tmp_path: Path) -> None:
    queue = JobQueue(Dossiers(dossier.folder.parent), adopt)
    number = queue.ask(dossier, order(dossier), 1, "")
    wrong = queue.ask(dossier, WebOrder(Verb.PLACE, str(dossier.folder / "weg.xlsx"), "roosters/0002", 3), 1, "")
    carried_out(dossier, wrong)
    told = "".join(events_file(dossier, one).read_text(encoding="utf-8") for one in (number, wrong))
    assert str(tmp_path) not in told
    assert dossier.id not in told
    assert "weg.xlsx" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Geschreven in {}/roosters/0001.", "Geschreven in de map van dit rooster."),
        ("{}/roosters/0012/plaatsing met notities.xlsx is open", "plaatsing met notities.xlsx is open"),
        ("{}/roosters/0001/besturen/B04.xlsx, en {}/werkboeken/0001.xlsx", "B04.xlsx, en 0001.xlsx"),
        ("in {} kan niet", "in het dossier kan niet"),
        ("elders/roosters/0001 blijft", "elders/roosters/0001 blijft"),
    ],
)
def test_a_path_in_the_dossier_is_told_as_what_it_is(tmp_path: Path, text: str, told: str) -> None:
    stream, folder = io.StringIO(), tmp_path / "map van Ans" / "0123456789ab"
    screen = EventScreen(stream, folder)
    screen.say(text.format(folder, folder))
    screen.table("Tabel", ("Bestand",), [(text.format(folder, folder),)])
    said, table = map(json.loads, stream.getvalue().splitlines())
    assert (said["text"], table["rows"]) == (told, [[told]])


@pytest.mark.skipif(sys.platform == "win32", reason="a process there has no parent that adopts it")
def test_a_server_killed_during_a_run_leaves_the_best_until_then_and_the_page_says_so(
    dossier: Dossier, root: Path
) -> None:
    number = JobStore(dossier).add(order(dossier, Verb.BOTH, 600).inside(dossier.folder).as_json(), 1, "")
    server = subprocess.Popen([sys.executable, "-c", SERVER, str(root)])
    until(lambda: len([e for e in read_events(events_file(dossier, number))[0] if e.kind is EventKind.STAGE]) >= 2)
    os.kill(server.pid, signal.SIGKILL)
    server.wait()
    app = create_app(root, TOKEN, [HOST], PORT)
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        client.get(f"/?sleutel={TOKEN}")
        until(lambda: outcome(dossier, number) is not JobOutcome.RUNNING)
        page = client.get(f"/d/{dossier.id}/maken/{number}").text
    assert "Afgebroken, het beste tot dan toe is bewaard" in page
    assert ">Verder</a>" in page
    assert dossier.roster is not None
    assert (dossier.roster.folder / RESULT_FILE).is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
def test_a_run_killed_with_its_server_is_told_and_the_next_one_runs(dossier: Dossier, root: Path) -> None:
    number = JobStore(dossier).add(order(dossier, Verb.BOTH, 600).inside(dossier.folder).as_json(), 1, "")
    server = subprocess.Popen([sys.executable, "-c", SERVER, str(root)])
    until(lambda: bool(read_events(events_file(dossier, number))[0]))
    begun = read_events(events_file(dossier, number))[0][0]
    for process in (server.pid, int(begun.data["process"])):
        os.kill(process, signal.SIGKILL)
    server.wait()
    later = JobQueue(Dossiers(root), adopt).ask(dossier, order(dossier), 1, "")
    assert carried_out(dossier, later) is JobOutcome.DONE
    assert outcome(dossier, number) is JobOutcome.BROKEN_OFF
    app = create_app(root, TOKEN, [HOST], PORT)
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        client.get(f"/?sleutel={TOKEN}")
        page = client.get(f"/d/{dossier.id}/maken/{number}").text
    assert "voordat er een rooster bewaard was" in page
    assert ">Verder</a>" not in page


def test_a_dossier_deleted_under_its_pages_is_told_and_not_made_again(client: TestClient, dossier: Dossier) -> None:
    path = f"/d/{dossier.id}"
    assert client.get(f"{path}/werkboek").status_code == 200
    shutil.rmtree(dossier.folder)
    page = client.get(f"{path}/werkboek")
    assert (page.status_code, "Dit semester is er niet (meer)" in page.text) == (404, True)
    told = client.post(f"{path}/werkboek/voorbeeld", data={"size": "klein"}, headers={**CHANGE, "hx-request": "true"})
    assert (told.status_code, "zijn map is weg" in told.text) == (404, True)
    assert "<html" not in told.text
    assert client.get("/").status_code == 200
    assert not dossier.folder.exists()


def test_a_dossier_deleted_while_its_run_is_followed_ends_the_progress(client: TestClient, dossier: Dossier) -> None:
    number = JobStore(dossier).add(order(dossier).as_json(), 1, "")
    JobStore(dossier).started(number)  # as if another process carries it out
    with client.stream("GET", f"/d/{dossier.id}/maken/{number}/stand") as stream:
        lines = stream.iter_lines()
        assert any(line.startswith("data:") for line in lines)
        shutil.rmtree(dossier.folder)
        assert "event: klaar" in list(lines)


@pytest.mark.parametrize("path", ["versies", "werkboek"])
def test_a_dossier_of_which_only_files_are_gone_still_opens(client: TestClient, dossier: Dossier, path: str) -> None:
    shutil.rmtree(dossier.folder / "roosters")
    assert client.get(f"/d/{dossier.id}/{path}").status_code == 200


def test_a_workbook_whose_file_is_gone_is_told(client: TestClient, dossier: Dossier) -> None:
    shutil.rmtree(dossier.folder / "werkboeken")
    answer = client.get(f"/d/{dossier.id}/werkboek/1.xlsx")
    assert (answer.status_code, "Die versie van het werkboek is er niet." in answer.text) == (200, True)


@pytest.mark.parametrize("data", [b"", b"geen dossier " * 500])
def test_a_dossier_that_cannot_be_read_is_told_and_left_as_it_is(
    client: TestClient, dossier: Dossier, data: bytes
) -> None:
    file = dossier.folder / "dossier.sqlite"
    file.write_bytes(data)
    for path in ("", "/werkboek", "/versies"):
        answer = client.get(f"/d/{dossier.id}{path}")
        assert (answer.status_code, "Dit semester is niet te lezen" in answer.text) == (409, True)
    assert "Dit dossier kan niet gelezen worden" in client.get("/").text
    assert file.read_bytes() == data


def test_a_dossier_that_cannot_be_read_can_be_removed(client: TestClient, dossier: Dossier) -> None:
    (dossier.folder / "dossier.sqlite").write_bytes(b"geen dossier " * 500)
    path = f"/dossiers/{dossier.id}/verwijderen"
    assert "Er is niets verwijderd" in client.post(path, data={"name": "x"}, headers=CHANGE).text
    assert dossier.folder.exists()
    assert client.post(path, data={"name": dossier.id}, headers=CHANGE).status_code == 204
    assert not dossier.folder.exists()


def test_a_dossier_of_a_later_version_is_not_made_an_earlier_one(client: TestClient, dossier: Dossier) -> None:
    later = connect(dossier.folder)
    later.execute("PRAGMA user_version = 99")
    later.close()
    assert client.get(f"/d/{dossier.id}").status_code == 409
    with sqlite3.connect(dossier.folder / "dossier.sqlite") as store:
        assert store.execute("PRAGMA user_version").fetchone() == (99,)


@pytest.mark.parametrize("path", ["/maken/{}", "/wijziging/{}"])
def test_an_order_of_a_number_that_cannot_be_is_told(client: TestClient, dossier: Dossier, path: str) -> None:
    answer = client.get(f"/d/{dossier.id}{path.format(10**30)}")
    assert (answer.status_code, "Die opdracht is er niet." in answer.text) == (200, True)


@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}])
def test_what_cannot_be_understood_is_told_in_words(
    client: TestClient, dossier: Dossier, headers: dict[str, str]
) -> None:
    data = {"verb": "<b>zomaar</b>", "seconds": "veel"}
    answer = client.post(f"/d/{dossier.id}/maken", data=data, headers={**CHANGE, **headers})
    assert (answer.status_code, "is hier niet te begrijpen" in answer.text) == (422, True)
    assert "zomaar" not in answer.text


def test_a_seed_that_the_search_cannot_take_is_told_before_it(client: TestClient, dossier: Dossier) -> None:
    data = {"verb": "plaats", "seconds": "1", "seed": str(2**31)}
    answer = client.post(f"/d/{dossier.id}/maken", data=data, headers={**CHANGE, "hx-request": "true"})
    assert answer.status_code == 422
    assert JobStore(dossier).latest() == []


def test_a_full_disk_is_told_and_changes_nothing(
    client: TestClient, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path, create: bool = False) -> sqlite3.Connection:
        made = connect(folder, create)
        [pages] = made.execute("PRAGMA page_count").fetchone()
        made.execute(f"PRAGMA max_page_count = {pages}")
        return made

    path = f"/d/{dossier.id}"
    before = [step.id for step in dossier.steps()]
    kept: list[object] = []
    monkeypatch.setattr(defects, "save", lambda *given: kept.append(given))
    with monkeypatch.context() as disk:
        disk.setattr(store, "connect", full)
        assert client.get(f"{path}/werkboek").status_code == 200
        long = {"naam": "Kolom " + "x" * 20, "statussen": "\n".join(f"status {n} {'x' * 90}" for n in range(200))}
        answer = client.post(f"{path}/kolommen/statussen", data=long, headers={**CHANGE, "hx-request": "true"})
        assert (answer.status_code, "misschien is hij vol" in answer.text) == (507, True)
    assert [step.id for step in dossier.steps()] == before
    assert kept == []
    assert client.post(f"{path}/kolommen/statussen", data=long, headers=CHANGE).status_code in (200, 204, 303)
    assert len(dossier.steps()) == len(before) + 1


def test_a_defect_that_cannot_be_written_down_is_still_told(
    root: Path, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Path:
        raise OSError(28, "full")

    monkeypatch.setattr(defects, "save", fails)
    monkeypatch.setattr("scheduler.web.pages.run.look", lambda _: 1 / 0)
    app = create_app(root, TOKEN, [HOST], PORT)
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False, raise_server_exceptions=False) as client:
        client.get(f"/?sleutel={TOKEN}")
        answer = client.get(f"/d/{dossier.id}/maken")
    assert (answer.status_code, "meld dit aan de beheerder" in answer.text) == (500, True)


def test_names_of_a_workbook_that_was_looked_at_stand_in_no_file_of_a_defect(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(defects, "_private", frozenset())
    path = Path(shutil.copy(sample, tmp_path / "semester.xlsx"))
    instance = look(path).instance
    assert instance is not None
    name = next(iter(instance.students.values())).name
    written = defects.save(ValueError(f"iets met {name}"), "web", tmp_path).read_text(encoding="utf-8")
    assert name not in written
    assert "[naam]" in written
