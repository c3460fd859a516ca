"""What holds for every test: the same examples of properties each time, no limit of time, no data of who tests."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from scheduler.runtime.user_folder import DATA_FOLDER

settings.register_profile("same", derandomize=True, deadline=None, database=None, max_examples=60)
settings.load_profile("same")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what takes long and tries in another size what `make test` tries too."""
    if os.environ.get("FAULTS") != "all":
        for item in items:
            if item.get_closest_marker("thorough"):
                item.add_marker(pytest.mark.skip(reason="takes long; make faults"))


def pytest_collection_finish() -> None:
    """Thousands of tests and their modules stay until the end: going through them again and again finds no garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def data_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Nothing is read from or kept in the folder with data of the person who runs the tests."""
    folder = tmp_path_factory.mktemp("gegevens") / "leeg"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DATA_FOLDER, str(folder))
        yield folder
