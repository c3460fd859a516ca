"""Who is meant where a code is expected: a code, a name, both, in any writing; never a guess between two."""

from __future__ import annotations

import pytest

from instances.rosters.meaning import Meanings, UnclearError, entry

KNOWN = Meanings(
    [("m3", "Cees Dam"), ("m7", "Noor Vos-Dijk"), ("m8", "Noor Vos-Dijk"), ("M-12", "Ans d'Hondt"), ("0041", "Ed Ka")]
)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("m3", "m3"), ("M3", "m3"), (" m3 ", "m3"), ("Cees Dam", "m3"), ("cees  DAM", "m3"), ("m3 – Cees Dam", "m3"),
        ("m3 - Cees Dam", "m3"), ("M3 Cees Dam", "m3"), ("m3, Cees Dam", "m3"), ("Cees Dam (m3)", "m3"),
        ("Cees Dam – m3", "m3"), ("m7 — Noor Vos – Dijk", "m7"), ("m–12", "M-12"), ("M-12 - Ans d’Hondt", "M-12"),
        ("0041 – Ed Ka", "0041"),
    ],
)  # fmt: skip
def test_each_writing_means_the_one_code(typed: str, code: str) -> None:
    assert KNOWN.code(typed) == code


@pytest.mark.parametrize("code", KNOWN.codes)
def test_what_a_drop_down_offers_is_understood(code: str) -> None:
    assert KNOWN.code(entry(code, KNOWN.codes[code])) == code


@pytest.mark.parametrize("typed", ["m33", "Cees", "Dam", "41", "zomaar iets", "m3x"])
def test_what_means_nobody_gives_nobody(typed: str) -> None:
    assert KNOWN.code(typed) is None


def test_a_name_of_two_is_not_guessed() -> None:
    with pytest.raises(UnclearError, match="kan m7 of m8 zijn"):
        KNOWN.code("Noor Vos-Dijk")


@pytest.mark.parametrize("typed", ["m3 – Ed Ka", "m3 – Iemand Anders"])
def test_a_code_with_the_name_of_another_is_not_guessed(typed: str) -> None:
    with pytest.raises(UnclearError, match="m3 – Cees Dam"):
        KNOWN.code(typed)


def test_a_code_goes_before_a_name_that_reads_the_same() -> None:
    assert Meanings([("Dam", "Cees"), ("m3", "Dam")]).code("Dam") == "Dam"


def test_codes_that_differ_in_case_only_are_told_apart_or_asked() -> None:
    known = Meanings([("m3", "Cees Dam"), ("M3", "Ed Ka")])
    assert (known.code("m3"), known.code("M3")) == ("m3", "M3")


def test_a_name_before_and_after_a_wedding_means_the_same_person() -> None:
    known = Meanings([("m3", "Cees Dam"), ("m3", "Cees Dam-Vos")])
    assert [known.code(name) for name in ("Cees Dam", "Cees Dam-Vos", "m3 – Cees Dam")] == ["m3", "m3", "m3"]
