"""Samples and the empty workbook, to begin a dossier with. Knows writers, no page."""

from __future__ import annotations

from pathlib import Path

from instances.sample.generate import generate
from reports.workbook.semester import write_semester
from reports.workbook.template import write_template

__all__ = ["SAMPLES", "write_sample", "write_template"]

SAMPLES = {
    "klein": "ongeveer 20 studenten",
    "bestuur": "ongeveer 60 studenten, 3 besturen",
    "partnerschap": "ongeveer 600 studenten, 17 besturen",
}


def write_sample(path: Path, size: str) -> None:
    """Write a sample with invented people.

    Args:
        path: The file.
        size: One of ``SAMPLES``.
    """
    write_semester(generate(size, seed=1), path)
