"""The workbook every reader test starts from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.instances.workbooks import Draft


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(tmp_path)
