"""BRIN and vestiging of schools, and places above what the law asks. Knows cells, not what a roster would be."""

from __future__ import annotations

from collections import defaultdict

from instances.domain.norms import places_by_law
from instances.dutch.lists import listed
from instances.dutch.numbers import count, figure
from instances.tables.columns import SCHOOLS
from instances.tables.notices import NoticeKind
from instances.tables.records import Record, Records
from instances.tables.schema import Column


def check_sites(records: Records, share: float) -> None:
    """Schools of one vestiging, a BRIN without a vestiging, and schools with more places than the law asks.

    Args:
        records: All rows; their findings gather the notices.
        share: How many places the law asks, in percents of the group teachers; 0 for no notice.
    """
    _shared(records)
    for code, record in records.index(SCHOOLS).items():
        _half(records, code, record)
        if share:
            _above_law(records, code, record, share)


def _counts(record: Record) -> bool:
    """A school that another one came in the place of may have handed on its BRIN."""
    return not record.text(SCHOOLS.SUCCESSOR)


def _shared(records: Records) -> None:
    found: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records.index(SCHOOLS).values():
        brin, site = record.text(SCHOOLS.BRIN), record.text(SCHOOLS.SITE)
        if brin and site and _counts(record):
            found[brin, site].append(record)
    for (brin, site), schools in found.items():
        if len(schools) > 1:
            both = "beide" if len(schools) == 2 else "alle"
            text = (
                f"{listed(record.key for record in schools)} hebben {both} {brin} vestiging {site}; voor de "
                "bekostiging tellen hun studenten samen. Klopt dat?"
            )
            records.notice(schools[-1], SCHOOLS.SITE, text, NoticeKind.SITE_SHARED, f"{brin} {site}")


def _half(records: Records, code: str, record: Record) -> None:
    filled: dict[bool, Column] = {bool(record.text(column)): column for column in (SCHOOLS.BRIN, SCHOOLS.SITE)}
    if len(filled) == 2 and not record.is_faulty(SCHOOLS.BRIN, SCHOOLS.SITE):
        text = f"{code} heeft wel {filled[True]} en geen {filled[False]}; de studenten tellen niet voor de bekostiging."
        records.notice(record, filled[True], text, NoticeKind.SITE_HALF, code)


def _above_law(records: Records, code: str, record: Record, share: float) -> None:
    teachers, places = record.optional_integer(SCHOOLS.TEACHERS), record.optional_integer(SCHOOLS.PLACES)
    if teachers is None or places is None or not _counts(record):
        return
    asked, offered = places_by_law(teachers, share), max(0, places - (record.optional_integer(SCHOOLS.TAKEN) or 0))
    if offered > asked:
        text = (
            f"{code} biedt {count(offered, 'plaats', 'plaatsen')} voor studenten bij "
            f"{count(teachers, 'groepsleraar', 'groepsleraren')}. De wet vraagt er {asked} ({figure(share)} procent); "
            "wat daarboven komt mag het bestuur weigeren."
        )
        records.notice(record, SCHOOLS.TEACHERS, text, NoticeKind.ABOVE_LAW, f"{code} {offered}")
