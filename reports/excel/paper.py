"""What a sheet looks like on A4: one page wide or more, never in letters too small to read. Knows widths, no cell."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from reports.excel.settings import PAPER_SETTINGS


def pixels(width: float) -> int:
    """Give the pixels of a column of so many units, with its padding."""
    return round(7 * width) + 5


def lay_out(sheet: Worksheet, widths: Sequence[float], fixed: int) -> None:
    """Make a sheet fit on landscape A4, on as many pages side by side as its letters need to stay readable.

    Args:
        sheet: The sheet; its margins are those of ``Book.sheet``.
        widths: Of its columns, in units.
        fixed: Columns at the left that come back on each page.
    """
    sizes = [pixels(width) for width in widths]
    room = PAPER_SETTINGS.width
    if sum(sizes) <= room / PAPER_SETTINGS.least_scale:
        sheet.fit_to_pages(1, 0)
        return
    starts, widest = page_starts(sizes, fixed)
    # a page that is made to fit ignores its page breaks, so the size is given instead
    sheet.set_print_scale(min(100, int(100 * room / widest)))
    sheet.set_v_pagebreaks(list(starts[1:]))
    sheet.repeat_columns(0, fixed - 1)
    sheet.print_across()


def page_starts(sizes: Sequence[int], fixed: int) -> tuple[tuple[int, ...], int]:
    """Divide columns over pages: as few as can be read, and those as narrow as can be.

    Args:
        sizes: Of the columns, in pixels.
        fixed: Columns at the left that come back on each page.

    Returns:
        The first column of each page, and the width of the widest page in pixels.
    """
    most = int(PAPER_SETTINGS.width / PAPER_SETTINGS.least_scale)
    pages = len(_filled(sizes, fixed, most))
    least = next(size for size in range(1, most + 1) if len(_filled(sizes, fixed, size)) <= pages)
    starts = _filled(sizes, fixed, least)
    ends = (*starts[1:], len(sizes))
    repeated = sum(sizes[:fixed])
    return starts, max(sum(sizes[a:b]) + (repeated if a else 0) for a, b in zip(starts, ends, strict=True))


def _filled(sizes: Sequence[int], fixed: int, room: int) -> tuple[int, ...]:
    """The first column of each page when every page takes what it can; one column at least."""
    repeated = sum(sizes[:fixed])
    starts, used = [0], 0
    for column, size in enumerate(sizes):
        if used + size > room and column > max(fixed - 1, starts[-1]):
            starts.append(column)
            used = repeated
        used += size
    return tuple(starts)
