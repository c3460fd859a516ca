"""The smallest sample as a file, for methods that run in a process of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from instances.domain.instance import Instance
from instances.sample.generate import generate
from reports.workbook.semester import write_semester


@pytest.fixture(scope="session")
def klein() -> Instance:
    return generate("klein", 1)


@pytest.fixture(scope="session")
def workbook(klein: Instance, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "klein.xlsx"
    write_semester(klein, path)
    return path
