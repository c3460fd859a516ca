"""A server of an office: who is let in, for how long, what each may, and what is kept of it."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from scheduler.web.app import create_app
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.server.access_log import AccessLog
from scheduler.web.server.settings import WEB
from scheduler.web.server.users import UserRole, remove_user, set_user
from tests.scheduler.web.server.colleagues import NAME, ORIGIN, PASSWORDS, PORT, Server, change, log_in


@pytest.fixture
def server(tmp_path: Path) -> Server:
    return Server(tmp_path)


@pytest.fixture
def browser(server: Server) -> Iterator[TestClient]:
    with server.browser() as client:
        yield client


def test_a_stranger_is_led_to_the_page_for_logging_in(browser: TestClient) -> None:
    answer = browser.get("/d/0123456789ab/plaatsing")
    assert (answer.status_code, answer.headers["location"]) == (303, "/inloggen?naar=/d/0123456789ab/plaatsing")
    page = browser.get("/inloggen?naar=/d/0123456789ab/plaatsing")
    assert 'value="/d/0123456789ab/plaatsing"' in page.text
    assert "<h1>Inloggen</h1>" in page.text


def test_a_part_of_a_page_leads_the_whole_page_there(browser: TestClient) -> None:
    answer = browser.get("/", headers={"hx-request": "true"})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/inloggen")


def test_who_gives_name_and_password_is_let_in_and_out(browser: TestClient) -> None:
    assert log_in(browser, "  Ans ", PASSWORDS["ans"]) == 303
    page = browser.get("/").text
    assert "<span>ans</span>" in page
    assert "alles blijft op deze server" in page
    answer = browser.post("/uitloggen", headers=change(browser))
    assert answer.headers["hx-redirect"] == "/inloggen"
    assert browser.get("/").status_code == 303


def test_the_cookie_is_for_this_server_alone(browser: TestClient) -> None:
    answer = browser.post("/inloggen", data={"naam": "ans", "wachtwoord": PASSWORDS["ans"]}, headers=ORIGIN)
    cookie = answer.headers["set-cookie"].lower()
    for word in ("httponly", "samesite=strict", "secure"):
        assert word in cookie
    plain = browser.post(
        "/inloggen",
        data={"naam": "ans", "wachtwoord": PASSWORDS["ans"]},
        headers={"origin": f"http://{NAME}:{PORT}"},
    )
    assert "secure" not in plain.headers["set-cookie"].lower()


@pytest.mark.parametrize(("name", "password"), [("ans", "verkeerd wachtwoord"), ("cas", PASSWORDS["ans"]), ("bo", "")])
def test_a_wrong_name_or_password_is_refused_with_one_sentence(browser: TestClient, name: str, password: str) -> None:
    answer = browser.post("/inloggen", data={"naam": name, "wachtwoord": password or " "}, headers=ORIGIN)
    assert answer.status_code == 403
    assert "Deze naam met dit wachtwoord is niet bekend." in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("to", ["//kwaad.example", "https://kwaad.example", "/\\kwaad.example", "/\nx", "kwaad"])
def test_logging_in_never_leads_elsewhere(browser: TestClient, to: str) -> None:
    data = {"naam": "ans", "wachtwoord": PASSWORDS["ans"], "naar": to}
    assert browser.post("/inloggen", data=data, headers=ORIGIN).headers["location"] == "/"


@pytest.mark.parametrize("origin", [None, "null", "https://kwaad.example"])
def test_another_site_cannot_log_somebody_in(browser: TestClient, origin: str | None) -> None:
    headers = {} if origin is None else {"origin": origin}
    data = {"naam": "ans", "wachtwoord": PASSWORDS["ans"]}
    assert browser.post("/inloggen", data=data, headers=headers).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8123", "kwaad.example", f"{NAME}:1", f"{NAME}.kwaad.example"])
def test_another_name_of_the_server_is_refused(browser: TestClient, host: str) -> None:
    assert browser.get("/inloggen", headers={"host": host}).status_code == 421


def test_wrong_passwords_are_slowed_down_for_that_name_alone(server: Server, browser: TestClient) -> None:
    for _ in range(WEB.free_tries):
        assert log_in(browser, "ans", "verkeerd wachtwoord") == 403
    answer = browser.post("/inloggen", data={"naam": "ans", "wachtwoord": PASSWORDS["ans"]}, headers=ORIGIN)
    assert (answer.status_code, "Wacht 1 seconde" in answer.text) == (403, True)
    assert log_in(server.another(), "bo") == 303
    server.clock.now += 1.5
    assert log_in(browser, "ans") == 303


def test_the_wait_doubles_and_stays_bearable(server: Server, browser: TestClient) -> None:
    waits = []
    for _ in range(12):
        answer = browser.post("/inloggen", data={"naam": "ans", "wachtwoord": "verkeerd wachtwoord"}, headers=ORIGIN)
        waits.append("Wacht 60 seconden" in answer.text)
        server.clock.now += WEB.longest_wait + 1
    assert waits == [False] * 9 + [True] * 3


def test_a_session_ends_when_nothing_is_asked_and_after_a_day(server: Server, browser: TestClient) -> None:
    log_in(browser, "ans")
    server.clock.now += WEB.idle_seconds + 1
    assert browser.get("/").status_code == 303
    log_in(browser, "ans")
    for _ in range(int(WEB.session_seconds // WEB.idle_seconds) + 1):
        assert browser.get("/").status_code == 200
        server.clock.now += WEB.idle_seconds - 1
        if server.clock.now > 1000 + WEB.idle_seconds + 1 + WEB.session_seconds:
            break
    assert browser.get("/").status_code == 303


def test_who_is_removed_or_given_another_password_is_out_at_once(server: Server, browser: TestClient) -> None:
    other = server.another()
    log_in(browser, "ans")
    log_in(other, "bo")
    remove_user(server.users, "bo")
    assert (browser.get("/").status_code, other.get("/").status_code) == (200, 303)
    assert log_in(other, "bo") == 403
    set_user(server.users, "ans", "nog een ander wachtwoord", UserRole.MAY_BREAK)
    assert browser.get("/").status_code == 303


def test_nobody_is_let_in_while_the_file_is_damaged(server: Server, browser: TestClient) -> None:
    log_in(browser, "ans")
    server.users.write_text("{", encoding="utf-8")
    assert browser.get("/").status_code == 303
    assert log_in(browser, "ans") == 403


def test_the_secret_of_one_colleague_is_none_for_another(server: Server, browser: TestClient) -> None:
    other = server.another()
    log_in(browser, "ans")
    log_in(other, "bo")
    assert other.post("/dossiers", data={"name": "x"}, headers=change(browser)).status_code == 403
    assert other.post("/dossiers", data={"name": "x"}, headers=change(other)).status_code == 204


def test_every_step_has_its_name(server: Server, browser: TestClient) -> None:
    log_in(browser, "bo")
    made = browser.post("/dossiers", data={"name": "2026-2027 S2"}, headers=change(browser)).headers["hx-redirect"]
    id = made.split("/")[2]
    browser.post(f"/d/{id}/werkboek/voorbeeld", data={"size": "klein"}, headers=change(browser))
    [step] = Dossiers(server.root).open(id).steps()
    assert step.by == "bo"


def test_the_log_says_who_did_what_and_names_no_student(server: Server, browser: TestClient) -> None:
    log_in(browser, "ans", PASSWORDS["bo"])
    log_in(browser, "mijn wachtwoord in het verkeerde vak", "x")
    log_in(browser, "ans")
    made = browser.post("/dossiers", data={"name": "Jansen"}, headers=change(browser)).headers["hx-redirect"]
    id = made.split("/")[2]
    browser.post(f"/d/{id}/werkboek/voorbeeld", data={"size": "klein"}, headers=change(browser))
    browser.post(f"/d/{id}/plaatsing/501575/kies", data={"mentor": "M0001", "roster": 1}, headers=change(browser))
    browser.get(f"/d/{id}/werkboek/1.xlsx")
    browser.post("/uitloggen", headers=change(browser))
    assert server.lines() == [
        ["ans", "", "inloggen", "geweigerd"],
        ["onbekende naam", "", "inloggen", "geweigerd"],
        ["ans", "", "inloggen", "gedaan"],
        ["ans", "", "dossiers", "gedaan"],
        ["ans", id, "werkboek voorbeeld", "gedaan"],
        ["ans", id, "plaatsing … kies", "geweigerd"],
        ["ans", id, "werkboek 1.xlsx", "gedaan"],
        ["ans", "", "uitloggen", "gedaan"],
    ]
    written = "".join(path.read_text(encoding="utf-8") for path in server.log.iterdir())
    assert [word for word in ("501575", "M0001", "Jansen", "verkeerde") if word in written] == []


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/dossiers/{}/verwijderen", {"name": "x"}),
        ("/dossiers/{}/bewaren", {"days": "veel"}),
        ("/d/aaaaaaaaaaaa/versies/rooster/{}", {}),
    ],
)
def test_an_address_that_was_typed_by_hand_writes_no_line_of_its_own(
    server: Server, browser: TestClient, path: str, data: dict[str, str]
) -> None:
    log_in(browser, "bo")
    forged = "x%0A2026-11-30T10:00:00+01:00%09ans%09aaaaaaaaaaaa%09Jansen%09gedaan"
    browser.post(path.format(forged), data=data, headers=change(browser))
    (month,) = server.log.glob("*.tsv")
    assert len(month.read_text(encoding="utf-8").splitlines()) == 2
    assert "Jansen" not in month.read_text(encoding="utf-8")


def test_what_was_refused_in_words_is_not_logged_as_done(server: Server, browser: TestClient) -> None:
    log_in(browser, "bo")
    made = browser.post("/dossiers", data={"name": "x"}, headers=change(browser)).headers["hx-redirect"]
    id = made.split("/")[2]
    said = browser.post(f"/dossiers/{id}/verwijderen", data={"name": "y"}, headers=change(browser))
    assert "niets verwijderd" in said.text
    assert server.lines()[-1] == ["bo", id, "dossiers … verwijderen", "geweigerd"]


def test_the_log_is_for_its_owner_and_ends(server: Server) -> None:
    assert stat.S_IMODE(server.log.stat().st_mode) == 0o700
    for month in range(1, 13):
        (server.log / f"2020-{month:02}.tsv").touch()
        (server.log / f"2021-{month:02}.tsv").touch()
    (server.log / "notitie.txt").touch()
    AccessLog(server.log)
    left = sorted(path.name for path in server.log.iterdir())
    assert left == ["2020-12.tsv", *(f"2021-{month:02}.tsv" for month in range(1, 13)), "notitie.txt"]


def test_on_the_own_computer_there_is_no_page_for_logging_in(tmp_path: Path) -> None:
    app = create_app(tmp_path / "dossiers", "sleutel", ["127.0.0.1:1"], 1)
    with TestClient(app, base_url="http://127.0.0.1:1", follow_redirects=False) as client:
        assert client.get("/?sleutel=sleutel").status_code == 303
        assert client.get("/inloggen").status_code == 404
        assert "Uitloggen" not in client.get("/").text
