"""Opens a workbook whole to write a copy of it: within a budget, and without its looks where those are odd."""

from __future__ import annotations

import io
import warnings

import openpyxl
from openpyxl.workbook import Workbook

from instances.tables.preflight import Package
from instances.xlsx.book import open_book
from instances.xlsx.plain import without_looks
from instances.xlsx.weight import fits_in_a_copy


def open_for_copy(package: Package) -> Workbook | None:
    """Open a workbook with its formulas and looks.

    Args:
        package: The file.

    Returns:
        The workbook; without looks where something in them, in its properties or in its links cannot be read; None
        where its sheets cannot be read, or where it would take more memory or time than a copy is worth.
    """
    if not fits_in_a_copy(package.data):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return openpyxl.load_workbook(io.BytesIO(package.data))
        except Exception:  # openpyxl refuses odd looks and links in a dozen ways
            return _plain(package)


def _plain(package: Package) -> Workbook | None:
    try:
        return openpyxl.load_workbook(io.BytesIO(without_looks(open_book(package.data))))
    except Exception:  # damaged in the sheets themselves, in one of another dozen ways
        return None
