"""Codes in the place of people: nothing of a person is left in the instance, and the key leads back."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from instances.domain.entities import Exclusion, Pin, Role, Willingness
from instances.domain.instance import Instance
from instances.privacy.pseudonyms import KeyEntry, PseudonymKey, agree, extended, pseudonymised
from instances.privacy.read_key import read_key
from instances.sample.generate import generate
from reports.boards.key import write_key
from tests.builders import (
    answer,
    away,
    board,
    duo,
    mentor,
    past,
    school,
    semester,
    slot,
    student,
    tandem,
    trainer,
    travel,
)


def everywhere() -> Instance:
    """A person in every field that can name one."""
    return semester(
        board(email="jan@bestuur.example"), school(), *duo(mentor("M1", name="Mia"), mentor("M2", name="Mo")),
        student("0011", name="Ans", email="ans@x.example", slb="SLB1"), student("0012", name="Bo", slb_text="juf Bo"),
        trainer("SO1", name="Sia", email="sia@x.example", also_mentor="M2"), trainer("IO1", Role.IO, name="Ina"),
        trainer("SLB1", Role.SLB, name="Sam"), tandem("Sia+Ina"), slot(), past("0011", "S9"),
        answer("SO1", Willingness.YES), away("M1"), away("S1"), travel("0011", "S1", 9), travel("S1", "SO1", 8),
        Exclusion("0011", "M2", "zus van Mo"), Exclusion("0012", "S1"),
        Pin("0011", school="S1", mentor="M1", slot="T1", field="SO1", institute="IO1"),
        given_placement={"0011": "M1"},
    )  # fmt: skip


def coded(instance: Instance) -> tuple[Instance, PseudonymKey]:
    key = extended(PseudonymKey(), instance)
    return pseudonymised(instance, key), key


def texts(value: object) -> Iterator[str]:
    """Every text in a record, however deep."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from texts(key)
            yield from texts(one)
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from texts(one)


def of_people(instance: Instance) -> set[str]:
    people = [*instance.students.values(), *instance.mentors.values(), *instance.trainers.values()]
    found = {text for one in people for text in (one.id, one.name, one.email, one.call_name)}
    return (found | set(instance.tandems)) - {""}


@pytest.mark.parametrize("instance", [everywhere(), generate("klein"), generate("bestuur")], ids=["all", "20", "60"])
def test_no_text_of_a_person_is_left(instance: Instance) -> None:
    assert of_people(instance) & set(texts(coded(instance)[0])) == set()


@pytest.mark.parametrize("word", ["jan@bestuur.example", "juf Bo", "zus van Mo"])
def test_free_text_about_people_is_gone(word: str) -> None:
    assert word not in set(texts(coded(everywhere())[0]))


def test_what_is_of_schools_stays() -> None:
    new, key = coded(everywhere())
    assert (list(new.schools), list(new.boards), list(new.slots)) == (["S1"], ["B1"], ["T1"])
    pairs = {(key.code("0011"), key.code("M2")), (key.code("0012"), "S1")}
    assert {(row.who, row.other) for row in new.exclusions} == pairs


def test_people_still_belong_together() -> None:
    new, key = coded(everywhere())
    ans, mia, mo, sia, ina, sam = map(key.code, ("0011", "M1", "M2", "SO1", "IO1", "SLB1"))
    assert (new.mentors[mia].duo, new.trainers[sia].also_mentor) == (mo, mo)
    assert (new.students[ans].slb, new.tandems["TA001"].so) == (sam, sia)
    assert new.pins == (Pin(ans, "S1", mia, "T1", sia, ina),)


def test_codes_follow_neither_the_ids_nor_the_names_nor_the_sheet() -> None:
    """Else a list of them leads back to everyone."""
    instance = generate("bestuur")
    _, key = coded(instance)
    for people in (instance.students, instance.mentors):
        by_code = sorted(people, key=key.code)
        assert by_code != sorted(people)
        assert by_code != sorted(people, key=lambda id: people[id].name)
        assert by_code != list(people)


def test_everyone_stands_in_the_order_of_the_codes() -> None:
    new, _ = coded(generate("bestuur"))
    for people in (new.students, new.mentors, new.trainers, new.tandems):
        assert list(people) == sorted(people)
    rows = [row.trainer for row in new.availability], [row.student for row in new.history]
    assert [list(found) for found in rows] == [sorted(found) for found in rows]


def test_the_history_of_a_student_stays_oldest_first() -> None:
    earlier = [replace(past("0011", f"S{number}"), semester=f"{2020 + number}") for number in range(5)]
    new, _ = coded(semester(student("0011"), *earlier))
    assert [row.school for row in new.history] == ["S0", "S1", "S2", "S3", "S4"]


def test_two_keys_deal_other_codes() -> None:
    instance = generate("bestuur")
    one, other = (extended(PseudonymKey(), instance) for _ in range(2))
    assert one.codes != other.codes


def test_the_same_secret_deals_the_same_codes_whatever_the_order_of_the_sheet() -> None:
    instance = generate("bestuur")
    turned = replace(instance, students=dict(reversed(instance.students.items())))
    one, other = (extended(PseudonymKey(secret="00" * 32), each).codes for each in (instance, turned))
    assert one == other


def test_the_print_of_the_workbook_is_not_that_of_a_run_with_names() -> None:
    instance = replace(everywhere(), fingerprint="ab" * 32)
    prints = {coded(instance)[0].fingerprint for _ in range(3)} | {instance.fingerprint}
    assert len(prints) == 4


def test_an_instance_that_no_file_gave_has_no_print() -> None:
    assert coded(everywhere())[0].fingerprint == ""


@pytest.mark.parametrize(
    ("other", "agrees"),
    [
        (PseudonymKey((KeyEntry("ST1", "student", "a"),)), True),
        (PseudonymKey((KeyEntry("ST2", "student", "b"),)), True),
        (PseudonymKey((KeyEntry("ST2", "student", "a"),)), False),
        (PseudonymKey((KeyEntry("ST1", "student", "b"),)), False),
    ],
)
def test_keys_agree_where_nobody_has_two_codes_and_no_code_two_people(other: PseudonymKey, agrees: bool) -> None:
    assert agree(PseudonymKey((KeyEntry("ST1", "student", "a"),)), other) is agrees


def test_a_code_is_nobodys_own_id() -> None:
    instance = semester(board("ST-bestuur"), school(), mentor("ST001"), student("ST002"), student("ME001"))
    _, key = coded(instance)
    assert set(key.ids) & {"ST001", "ST002", "ME001", "ST-bestuur"} == set()


def test_the_key_leads_back() -> None:
    _, key = coded(everywhere())
    code = key.codes["0011"]
    assert KeyEntry(code, "student", "0011", "Ans", "ans@x.example") in key.entries
    assert key.ids[code] == "0011"


def test_who_has_a_code_keeps_it_when_others_come_before() -> None:
    _, first = coded(semester(student("0011"), student("0012")))
    second = extended(first, semester(student("0001"), student("0012")))
    assert second.codes == {**first.codes, "0001": "ST003"}
    assert set(first.codes.values()) == {"ST001", "ST002"}


def test_who_left_stays_in_the_key() -> None:
    _, first = coded(semester(student("0011"), student("0012")))
    assert extended(first, semester(student("0012"))).codes["0011"] == first.codes["0011"]


def test_the_key_reads_back_as_it_was_written(tmp_path: Path) -> None:
    nasty = replace(everywhere().students["0011"], name="=Ans 😀", email="")
    _, key = coded(semester(nasty, trainer("1", name="Één & <twee>")))
    write_key(key, tmp_path / "sleutel.xlsx")
    assert read_key(tmp_path / "sleutel.xlsx").key == key


def test_a_key_with_one_code_for_two_people_is_a_fault(tmp_path: Path) -> None:
    write_key(
        PseudonymKey((KeyEntry("ST1", "student", "a"), KeyEntry("ST1", "student", "b"))), tmp_path / "sleutel.xlsx"
    )
    assert [(fault.cell, fault.found) for fault in read_key(tmp_path / "sleutel.xlsx").faults] == [("A3", "ST1")]


def test_a_key_with_two_codes_for_one_person_is_a_fault(tmp_path: Path) -> None:
    write_key(
        PseudonymKey((KeyEntry("ST1", "student", "a"), KeyEntry("ST2", "student", "a"))), tmp_path / "sleutel.xlsx"
    )
    assert [fault.cell for fault in read_key(tmp_path / "sleutel.xlsx").faults] == ["C3"]


@pytest.mark.parametrize(
    ("entry", "cell"),
    [
        (KeyEntry("ST1", "juf", "a"), "B2"),
        (KeyEntry("STX", "student", "a"), "A2"),
        (KeyEntry("ST1", "student", ""), "C2"),
    ],
)
def test_a_row_that_no_key_has_is_a_fault(entry: KeyEntry, cell: str, tmp_path: Path) -> None:
    write_key(PseudonymKey((entry,)), tmp_path / "sleutel.xlsx")
    assert [fault.cell for fault in read_key(tmp_path / "sleutel.xlsx").faults] == [cell]


def test_a_key_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert read_key(tmp_path / "sleutel.xlsx").key == PseudonymKey()


@pytest.mark.parametrize("secret", ["00" * 31, "kort", "0G" * 32, "AB" * 32])
def test_a_secret_that_somebody_edited_is_a_fault_that_does_not_say_it(secret: str, tmp_path: Path) -> None:
    write_key(PseudonymKey((KeyEntry("ST1", "student", "a"),), secret), tmp_path / "sleutel.xlsx")
    assert [(fault.sheet, fault.cell, fault.found) for fault in read_key(tmp_path / "sleutel.xlsx").faults] == [
        ("Geheim", "A2", "…")
    ]


def test_a_key_of_an_older_version_has_no_secret_and_keeps_its_codes(tmp_path: Path) -> None:
    write_key(PseudonymKey((KeyEntry("ST001", "student", "0012"),)), tmp_path / "sleutel.xlsx")
    found = read_key(tmp_path / "sleutel.xlsx")
    assert (found.faults, found.key.secret) == ((), "")
    new = extended(found.key, semester(student("0011"), student("0012")))
    assert (new.codes, len(new.secret)) == ({"0012": "ST001", "0011": "ST002"}, 64)
