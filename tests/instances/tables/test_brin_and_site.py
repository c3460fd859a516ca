"""A BRIN is two digits and two letters, a vestiging two digits; anything else is refused in its cell."""

from __future__ import annotations

import pytest

from instances.tables.cells import parse
from instances.tables.columns import SCHOOLS
from instances.tables.notices import NoticeKind
from instances.tables.values import MisfitError, Parsed, Raw


@pytest.mark.parametrize(
    ("typed", "read", "repair"),
    [
        ("00XX", "00XX", None),
        ("00xx", "00XX", NoticeKind.CASE),
        ("00 XX", "00XX", NoticeKind.SPACES),
        (" 00XX ", "00XX", NoticeKind.INVISIBLE),
    ],
)
def test_a_brin_is_read_in_capitals_without_spaces(typed: Raw, read: str, repair: NoticeKind | None) -> None:
    assert parse(SCHOOLS.BRIN, typed) == Parsed(read, repair)


@pytest.mark.parametrize("typed", ["0XXX", "XX00", "00XXX", "0012", "00X", 1234, "00XX0", "٠٠XX"])
def test_what_is_no_brin_is_refused(typed: Raw) -> None:
    with pytest.raises(MisfitError, match=r"^een BRIN: twee cijfers en twee letters$"):
        parse(SCHOOLS.BRIN, typed)


def test_a_brin_with_its_vestiging_is_sent_to_the_other_column() -> None:
    with pytest.raises(MisfitError, match="zet 03 in de kolom Vestiging"):
        parse(SCHOOLS.BRIN, "00xx 03")


@pytest.mark.parametrize(
    ("typed", "read", "repair"),
    [
        ("00", "00", None),
        ("07", "07", None),
        (0, "00", NoticeKind.NUMBER_AS_TEXT),
        (7.0, "07", NoticeKind.NUMBER_AS_TEXT),
        ("7", "07", NoticeKind.SITE_ZERO),
        ("12", "12", None),
    ],
)
def test_a_vestiging_keeps_its_zeros_and_gets_them_back(typed: Raw, read: str, repair: NoticeKind | None) -> None:
    assert parse(SCHOOLS.SITE, typed) == Parsed(read, repair)


@pytest.mark.parametrize("typed", ["000", 100, -1, 1.5, "A1", "00XX01", True])
def test_what_is_no_vestiging_is_refused(typed: Raw) -> None:
    with pytest.raises(MisfitError, match="twee cijfers"):
        parse(SCHOOLS.SITE, typed)


@pytest.mark.parametrize("column", [SCHOOLS.BRIN, SCHOOLS.SITE])
@pytest.mark.parametrize("typed", ["-", "n.v.t.", "geen"])
def test_no_brin_or_vestiging_in_words_is_an_empty_cell(column: object, typed: str) -> None:
    assert parse(column, typed) == Parsed(None, NoticeKind.EMPTY)  # type: ignore[arg-type]
