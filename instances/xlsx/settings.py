"""How much of a file is read, and how much of one is copied with its looks. Knows no sheet by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileSettings:
    """Limits against files that are small on disk and large in memory.

    Attributes:
        max_columns: Of a sheet; the widest has 22, and a stray cell in column XFD must not cost memory.
        max_tags: XML tags that are read of one file, a closed one such as <c/> counted twice. Travel times between
            each two of 700 places take 9 million.
        max_areas: Merged areas of a sheet; each costs a look at every row.
        chunk: Bytes that are unpacked at a time.
        max_copied: XML elements and cells of merged areas that a copy with looks may have; a cell is two elements.
            openpyxl keeps up to 1 kB for a cell and needs some 40 microseconds to read and write it.
        area_weight: XML elements that an area of merged cells counts for, beside its cells: measured, 160 microseconds.
    """

    max_columns: int = 100
    max_tags: int = 12_000_000
    max_areas: int = 2_000
    chunk: int = 1 << 18
    max_copied: int = 400_000
    area_weight: int = 4


FILE_SETTINGS = FileSettings()
