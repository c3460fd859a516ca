"""A folder in codes that falls into other hands: care status is not recovered, nothing leads to who is who."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from instances.domain.entities import Exclusion
from instances.domain.instance import Instance
from instances.privacy.pseudonyms import PseudonymKey, extended, pseudonymised
from instances.privacy.read_key import read_key
from instances.sample.generate import generate
from instances.workbook.read import read
from reports.account.row_prints import row_prints
from reports.run.bundle import Run
from reports.workbook.semester import write_semester
from scheduler.reasons.placement import PlacementReasons
from scheduler.writing.files import Content, write_files
from scheduler.writing.pseudonyms import HIDDEN, discreet, key_path
from scheduler.writing.sending import Sending
from tests.builders import mentor, student
from tests.reports.boards.test_separation import judged
from tests.scheduler.running import run, small
from tests.scheduler.writing.recovery import links, recovered, secrets_in, texts

OPTION = "--gepseudonimiseerd"
SECRET = "5e" * 32


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same workbook in codes (codes) and with names (open), and the latter once more (again)."""
    place = tmp_path_factory.mktemp("attack")
    write_semester(generate("klein", 3), place / "najaar.xlsx")
    for name, option in (("codes", [OPTION]), ("open", []), ("again", [])):
        assert run("rooster", place / "najaar.xlsx", "-o", place / name, "--tijd", 2, *option).exit_code in (0, 1)
    return place


def known(folder: Path) -> tuple[Instance, PseudonymKey]:
    instance = read(folder / "najaar.xlsx").instance
    assert instance is not None
    return instance, read_key(key_path(folder / "codes")).key


def test_the_small_fields_of_nobody_are_recovered(folder: Path) -> None:
    assert recovered(*known(folder), folder / "codes") == set()


@pytest.mark.thorough
def test_the_attack_recovers_everyone_where_prints_have_no_key(folder: Path, tmp_path: Path) -> None:
    """As it was: 20 of 20."""
    shutil.copytree(folder / "codes", tmp_path / "codes")
    instance, key = known(folder)
    plain = row_prints(replace(pseudonymised(instance, key), print_key=""))
    with_prints(tmp_path / "codes", plain)
    assert len(recovered(instance, key, tmp_path / "codes")) == 20


def test_the_attack_recovers_everyone_who_finds_the_key_in_the_folder(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "codes", tmp_path / "codes")
    instance, key = known(folder)
    (tmp_path / "codes" / "notitie.txt").write_text(f"de sleutel is {key.secret}")
    assert len(recovered(instance, key, tmp_path / "codes")) == 20


def with_prints(folder: Path, prints: dict[str, dict[str, str]]) -> None:
    result = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))
    result["werkboek"]["bladen"] = prints
    (folder / "resultaat.json").write_text(json.dumps(result))


def test_the_secret_is_in_no_file_of_the_folder(folder: Path) -> None:
    _, key = known(folder)
    assert len(key.secret) == 64
    assert [text for text in texts(folder / "codes") if key.secret in text] == []


def test_nothing_is_shared_with_a_folder_with_names(folder: Path) -> None:
    """No print of the workbook or of a row, no price, no uid, not the name of the workbook."""
    assert links(folder / "codes") & links(folder / "open") == set()


def test_two_folders_with_names_share_a_lot(folder: Path) -> None:
    shared = links(folder / "open") & links(folder / "again")
    fingerprint = json.loads((folder / "open" / "resultaat.json").read_text(encoding="utf-8"))["invoer"]
    assert {fingerprint, "najaar.xlsx"} <= shared
    assert len(shared) > 50


def test_no_order_in_the_folder_leads_to_who_is_who(folder: Path) -> None:
    """A list of names or numbers, or the sheet itself, laid beside any list of codes: no better than chance."""
    instance, key = known(folder)
    result = json.loads((folder / "codes" / "resultaat.json").read_text(encoding="utf-8"))
    lists = [
        list(result["plaatsing"]["toewijzing"]), list(result["wpa"]["toewijzing"]),
        list(result["werkboek"]["bladen"]["Studenten"]), list(result["werkboek"]["omgeving"]["dagen"]),
    ]  # fmt: skip
    people = instance.students
    orders = [list(people), sorted(people), sorted(people, key=lambda id: people[id].name.split()[-1])]
    orders.append(sorted(people, key=lambda id: people[id].name))
    for codes in lists:
        assert codes == sorted(codes)
        for order in orders:
            right = sum(key.codes[id] == code for id, code in zip(order, codes, strict=True))
            assert right < len(people) // 2


def test_which_rows_differ_between_two_rosters_does_not_show() -> None:
    """Prints are keyed by workbook: when one row changes, every print does."""
    key = extended(PseudonymKey(secret=SECRET), small())
    one = row_prints(pseudonymised(replace(small(), fingerprint="a" * 64), key))
    changed = small(replace(small().students["ST1"], care=True))
    two = row_prints(pseudonymised(replace(changed, fingerprint="b" * 64), key))
    assert {print_ for rows in one.values() for print_ in rows.values()}.isdisjoint(
        print_ for rows in two.values() for print_ in rows.values()
    )


# -- what is confidential changes no byte ------------------------------------------------------------


def crowded(*records: object) -> Instance:
    """One tandem that takes one care student; a third student for whom there is no mentor."""
    whole = small(student("ST3"), *records)
    return replace(whole, settings=replace(whole.settings, max_care_per_tandem=1))


def written(instance: Instance, folder: Path) -> dict[str, bytes]:
    """All files of a run in codes with the third student left out, but the prints, which are for the key."""
    coded = pseudonymised(instance, extended(PseudonymKey(secret=SECRET), instance))
    key = extended(PseudonymKey(secret=SECRET), instance)
    placement = {key.code("ST1"): key.code("M1"), key.code("ST2"): key.code("M2")}
    made: Run = replace(judged(coded, placement, {}), unplaced=PlacementReasons(coded, placement).all())
    folder.mkdir(parents=True)
    write_files(Content(discreet(made), Sending()), folder)
    result = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))
    del result["werkboek"]["bladen"]
    (folder / "resultaat.json").write_text(json.dumps(result))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


CARE = {who: replace(small(student("ST3")).students[who], care=True) for who in ("ST1", "ST2", "ST3")}


@pytest.mark.parametrize(
    "records",
    [(CARE["ST1"],), (CARE["ST3"],), (CARE["ST1"], CARE["ST3"]),
     (Exclusion("ST3", "M1", "breuk"), Exclusion("ST3", "M2", "breuk"))],
    ids=["placed", "left out", "left out by P14", "left out by P9"],
)  # fmt: skip
def test_care_and_exclusions_change_no_byte_of_the_folder(records: tuple[object, ...], tmp_path: Path) -> None:
    plain, secret = written(crowded(), tmp_path / "plain"), written(crowded(*records), tmp_path / "secret")
    assert [name for name in plain if plain[name] != secret.get(name)] == []
    assert plain.keys() == secret.keys()


def test_that_a_confidential_rule_is_broken_is_told_and_not_where(tmp_path: Path) -> None:
    """A placement that was edited by hand may break one; a roster may not be called sound then."""
    written(crowded(*CARE.values()), tmp_path / "uit")
    assert [text for text in texts(tmp_path / "uit") if text == f"1 keer niet voldaan: {HIDDEN}"]


def test_with_names_the_office_reads_why_somebody_is_left_out() -> None:
    """What is hidden with codes is told without: else the test above would compare nothing."""
    whole = crowded(CARE["ST1"], CARE["ST3"], mentor("M3"))
    reason = PlacementReasons(whole, {"ST1": "M1", "ST2": "M2"}).all()["ST3"]
    assert "P14" in reason


def test_the_folder_says_that_reasons_are_elsewhere(tmp_path: Path) -> None:
    written(crowded(), tmp_path / "uit")
    assert any("De reden en de voorstellen staan alleen in een rooster met namen" in t for t in texts(tmp_path / "uit"))


def test_a_folder_in_codes_keeps_no_print_of_the_workbook_itself(folder: Path) -> None:
    instance, _ = known(folder)
    assert instance.fingerprint not in secrets_in(folder / "codes")
