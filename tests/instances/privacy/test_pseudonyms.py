"""Codes in the place of people: nothing of a person is left in the instance, and the key leads back."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from instances.domain.entities import Exclusion, Pin, Role, Willingness
from instances.domain.instance import Instance
from instances.privacy.pseudonyms import KeyEntry, PseudonymKey, extended, pseudonymised
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
    found = {text for one in people for text in (one.id, one.name, getattr(one, "email", ""))}
    return (found | set(instance.tandems)) - {""}


@pytest.mark.parametrize("instance", [everywhere(), generate("klein"), generate("bestuur")], ids=["all", "20", "60"])
def test_no_text_of_a_person_is_left(instance: Instance) -> None:
    assert of_people(instance) & set(texts(coded(instance)[0])) == set()


@pytest.mark.parametrize("word", ["jan@bestuur.example", "juf Bo", "zus van Mo"])
def test_free_text_about_people_is_gone(word: str) -> None:
    assert word not in set(texts(coded(everywhere())[0]))


def test_what_is_of_schools_stays() -> None:
    new, _ = coded(everywhere())
    assert (list(new.schools), list(new.boards), list(new.slots)) == (["S1"], ["B1"], ["T1"])
    assert [(row.who, row.other) for row in new.exclusions] == [("ST001", "ME002"), ("ST002", "S1")]


def test_people_still_belong_together() -> None:
    new, _ = coded(everywhere())
    assert (new.mentors["ME001"].duo, new.trainers["OP003"].also_mentor) == ("ME002", "ME002")
    assert (new.students["ST001"].slb, new.tandems["TA001"].so) == ("OP002", "OP003")
    assert new.pins == (Pin("ST001", "S1", "ME001", "T1", "OP003", "OP001"),)


def test_codes_follow_the_order_of_the_ids() -> None:
    """Ties in the search are broken by id: another order would be another roster."""
    instance = generate("bestuur")
    _, key = coded(instance)
    for people in (instance.students, instance.mentors, instance.trainers):
        assert [key.codes[id] for id in sorted(people)] == sorted(key.codes[id] for id in people)


def test_a_code_is_nobodys_own_id() -> None:
    instance = semester(board("ST-bestuur"), school(), mentor("ST001"), student("ST002"), student("ME001"))
    _, key = coded(instance)
    assert set(key.ids) & {"ST001", "ST002", "ME001", "ST-bestuur"} == set()


def test_the_key_leads_back() -> None:
    _, key = coded(everywhere())
    assert KeyEntry("ST001", "student", "0011", "Ans", "ans@x.example") in key.entries
    assert key.ids["ST001"] == "0011"


def test_who_has_a_code_keeps_it_when_others_come_before() -> None:
    _, first = coded(semester(student("0011"), student("0012")))
    second = extended(first, semester(student("0001"), student("0012")))
    assert second.codes == {"0011": "ST001", "0012": "ST002", "0001": "ST003"}


def test_who_left_stays_in_the_key() -> None:
    _, first = coded(semester(student("0011"), student("0012")))
    assert extended(first, semester(student("0012"))).ids["ST001"] == "0011"


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
