"""``plaats --varianten``: rosters to choose from, each whole and legal, and their figures side by side."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from instances.dutch.numbers import part_in_words, percent
from models.placement.what_if.settings import VARIANT_SETTINGS
from scheduler.workflows.variants import FEW
from tests.scheduler.running import run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("varianten")
    run("voorbeeld", base / "klein.xlsx", "--omvang", "klein", "--zaad", 3)
    result = run("plaats", base / "klein.xlsx", "-o", base / "uit", "--tijd", 20, "--varianten", 2)
    (base / "scherm.txt").write_text(result.output, encoding="utf-8")
    return base / "uit"


def placement(folder: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))["plaatsing"][
        "toewijzing"
    ]
    return found


def variants(folder: Path) -> list[Path]:
    return sorted(folder.glob("variant-*"))


def test_everywhere_the_same_limits_are_told(folder: Path) -> None:
    """The sentence on screen, varianten.xlsx and the manual say what the search does."""
    different, extra = part_in_words(VARIANT_SETTINGS.least_different), percent(100 * VARIANT_SETTINGS.slack)
    sheets = openpyxl.load_workbook(folder / "varianten.xlsx").worksheets
    cells = " ".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)
    manual = " ".join((Path(__file__).parents[3] / "docs" / "handleiding.md").read_text(encoding="utf-8").split())
    for text in (FEW, cells, manual):
        assert f"minstens {different} van de studenten" in text
    for text in (FEW, manual):
        assert f"hoogstens {extra} duurder" in text


def test_every_variant_is_a_folder_with_all_files(folder: Path) -> None:
    names = {path.name for path in folder.iterdir() if path.suffix} - {"varianten.xlsx"}
    assert variants(folder)
    assert [{path.name for path in one.iterdir() if path.suffix} for one in variants(folder)] == [names] * len(
        variants(folder)
    )


def test_every_variant_passes_the_checker(folder: Path) -> None:
    codes = [
        run("controleer", folder.parent / "klein.xlsx", "--rooster", one).exit_code
        for one in [folder, *variants(folder)]
    ]
    assert set(codes) == {0}


def test_variants_differ_in_a_tenth_of_the_students_from_the_best_and_each_other(folder: Path) -> None:
    rosters = [placement(one) for one in [folder, *variants(folder)]]
    for n, one in enumerate(rosters):
        for other in rosters[:n]:
            assert sum(one.get(who) != other.get(who) for who in {*one, *other}) >= len(one) / 10


def test_the_figures_stand_side_by_side(folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "varianten.xlsx").worksheets[0]
    lines = [[str(cell) for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    heads = next(line for line in lines if "beste" in line)
    assert heads == ["beste", *(one.name for one in variants(folder))]
    moved = next(line for line in lines if line and line[0] == "Andere mentor dan in de beste")
    best = placement(folder)
    counted = [sum(best.get(who) != placement(one).get(who) for who in best) for one in variants(folder)]
    assert moved[1:] == ["0", *map(str, counted)]


def test_the_screen_says_how_to_go_on(folder: Path) -> None:
    screen = (folder.parent / "scherm.txt").read_text(encoding="utf-8")
    assert "Verder met een variant: plaatswijzer wpa" in screen


def test_a_run_without_variants_puts_the_old_ones_aside(folder: Path, tmp_path: Path) -> None:
    again = Path(shutil.copytree(folder, tmp_path / "weer"))
    run("plaats", folder.parent / "klein.xlsx", "-o", again, "--tijd", 10)
    assert [path.name for path in variants(again)] == [f"{path.name}-oud" for path in variants(folder)]
    assert not (again / "varianten.xlsx").exists()


def test_more_than_five_are_refused(tmp_path: Path) -> None:
    run("voorbeeld", tmp_path / "klein.xlsx", "--omvang", "klein")
    result = run("plaats", tmp_path / "klein.xlsx", "-o", tmp_path / "uit", "--varianten", 6)
    assert (result.exit_code, "van 0 tot en met 5" in result.output) == (2, True)
