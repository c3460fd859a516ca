"""How large a workbook may be and how far the reader looks in it. Knows no sheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """Limits of the reader. All were chosen by hand, none of them measured apart, unless said otherwise.

    Attributes:
        max_file: Bytes of a workbook.
        max_unpacked: Bytes of a workbook without its packing.
        suspect_unpacked: Bytes of a workbook without its packing, from which on ``suspect_ratio`` counts.
        suspect_ratio: How many times a workbook may be packed; a sheet of real data packs 5 to 30 times, only padding
            packs over 100 times.
        max_blank_rows: In a row, after which the reader stops.
        header_within: Rows from the top in which the headers must be found; title rows may stand above them.
        max_extra_named: Unknown columns of a sheet that get a notice of their own.
        max_integer: Of any figure; far above every real one, far below what the solver can hold.
        max_suggestions: Wrong ids that get a suggestion; a whole column of them must not cost minutes of comparing.
        max_rows: Rows of a sheet; a national semester has some 20,000 in its longest.
        max_travel_rows: Rows of Reistijden; 700 students and 700 schools give 490,000.
        max_faults: That are told; with more of them no other row is read, for nobody reads on.
        max_spread: Rows that merged areas may cover, counted once for each area; so many take a second.
        max_known: Texts of a column that need not be read again where they stand in another row.
        max_places: Cells that one notice keeps; all are counted, but a million of them would take as much memory as the
            workbook itself.
        max_postcode_line: Characters of a line of it; the longest has some 200.
        max_postcode_file: Bytes of a file with postcodes; that of the whole world is 150 MB.
    """

    max_file: int = 100_000_000
    max_unpacked: int = 200_000_000
    suspect_unpacked: int = 50_000_000
    suspect_ratio: int = 100
    max_blank_rows: int = 1000
    header_within: int = 20
    max_extra_named: int = 10
    max_integer: int = 1_000_000
    max_suggestions: int = 100
    max_rows: int = 100_000
    max_travel_rows: int = 600_000
    max_faults: int = 10_000
    max_spread: int = 5_000_000
    max_known: int = 50_000
    max_places: int = 10_000
    max_postcode_line: int = 10_000
    max_postcode_file: int = 500_000_000


READER = ReaderSettings()
