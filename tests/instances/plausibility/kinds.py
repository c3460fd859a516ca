"""The notices of one kind, as a test asks for them."""

from __future__ import annotations

from instances.tables.notices import NoticeKind
from instances.workbook.read import Reading


def of_kind(reading: Reading, kind: NoticeKind) -> list[str]:
    """Sheet, cell and text of every notice of a kind; the workbook itself must be usable."""
    assert reading.faults == ()
    return [f"{notice.sheet}!{notice.cell} {notice.text}" for notice in reading.notices if notice.kind is kind]
