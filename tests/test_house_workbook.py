"""docs/workbook.md is the contract: code and page name the same sheets, columns, defaults, files and options."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TypeGuard

import click
import pytest

from instances.domain.certificates import Level
from instances.domain.solution import Status, Stop
from instances.rosters import columns as rosters
from instances.rosters import letters as rosters_letters
from instances.rosters.columns import RosterSheet
from instances.tables.columns import SHEETS
from instances.tables.schema import Column, Kind, Sheet
from instances.tables.setting_rows import SETTINGS, Setting
from instances.visits import sheets as visits
from reports.account.manifest import LIST, OWN_PRINT
from scheduler.cli import cli
from scheduler.runtime.exit import ExitCode
from scheduler.writing.files import WRITERS

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "workbook.md").read_text(encoding="utf-8")
Row = tuple[str, ...]
WRITTEN = {**vars(rosters), **vars(rosters_letters), **vars(visits)}


def section(title: str, level: int = 2) -> str:
    """The text below a heading, up to the next of its level or a higher one."""
    found = re.search(rf"(?ms)^{'#' * level} {re.escape(title)}\n(.*?)(?=^#{{1,{level}}} |\Z)", PAGE)
    assert found is not None, title
    return found[1]


def rows(text: str, *head: str) -> list[Row]:
    """The rows of the tables with these headers; an escaped bar is part of its cell."""
    found: list[Row] = []
    inside = False
    for line in text.splitlines():
        cells = tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1])
        if not line.startswith("| ") and not line.startswith("|-"):
            inside = False
        elif cells == head:
            inside = True
        elif inside and not line.startswith("|-"):
            found.append(cells)
    return found


def quoted(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def in_words(column: Column) -> str:
    """A default as somebody would type it."""
    if isinstance(column.default, bool):
        return "ja" if column.default else "nee"
    if isinstance(column.default, frozenset | tuple):
        return ";".join(map(str, sorted(column.default) if isinstance(column.default, frozenset) else column.default))
    return str(column.default)


def of_kind(kind: Kind, choices: Row) -> str:
    return f"{kind}: {', '.join(f'`{word}`' for word in choices)}" if choices else str(kind)


def columns_of(sheet: Sheet) -> list[Row]:
    return rows(section(sheet.name, 3), "column", "kind", "empty cell", "read as")


def test_the_page_has_the_sheets_of_the_code_in_their_order() -> None:
    titles = re.findall(r"(?m)^### (.+)$", section("Sheets that are read"))
    assert titles == [sheet.name for sheet in SHEETS]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_page_says_whether_a_sheet_is_required(sheet: Sheet) -> None:
    need = "Required" if sheet.required else "Required for the WPAs" if sheet.required_for_wpa else "May be missing"
    assert section(sheet.name, 3).startswith(f"{need}. ")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_page_has_the_columns_of_a_sheet_with_their_kinds(sheet: Sheet) -> None:
    expected = [(f"`{column.header}`", of_kind(column.kind, column.choices)) for column in sheet.columns]
    assert [row[:2] for row in columns_of(sheet)] == expected


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_page_says_what_an_empty_cell_means(sheet: Sheet) -> None:
    for column, row in zip(sheet.columns, columns_of(sheet), strict=True):
        if column.required:
            assert row[2] == "required"
        elif column.default is not None:
            assert row[2] == f"`{in_words(column)}`"
        else:
            assert row[2] not in ("", "required")
        assert (row[3] == "not read") == (not column.read)


def test_the_page_explains_every_kind() -> None:
    explained = {kind for row in rows(section("Cells"), "kind", "a cell holds") for kind in row[0].split(", ")}
    assert explained == set(Kind)


def test_the_page_has_the_settings_with_their_defaults() -> None:
    def told(setting: Setting) -> Row:
        default = f"`{setting.default}`" if setting.default else "(empty)"
        return f"`{setting.name}`", of_kind(setting.kind, setting.choices), default

    page = rows(section("Settings"), "setting", "kind", "default", "meaning")
    assert [row[:3] for row in page] == [told(setting) for setting in SETTINGS]


def test_the_page_has_the_sheets_that_are_written_with_their_columns() -> None:
    page = [(row[0], row[2]) for row in rows(section("Sheets that are written"), "sheet", "in", "columns")]
    sheets = [sheet for sheet in WRITTEN.values() if isinstance(sheet, RosterSheet)]
    assert sorted(page) == sorted((f"`{sheet.name}`", ", ".join(sheet.heads)) for sheet in sheets)


def test_every_sheet_that_is_written_stands_in_the_file_that_the_page_says() -> None:
    holds = {row[0]: quoted(row[2]) for row in rows(section("The output folder"), "file", "made by", "holds")}
    apart = {
        "`<map>-sleutel.xlsx`",
        "the file of `--wachtwoord-bestand`",
        "the file that the window gives at Versturen",
        "the file of `tekort`",
    }
    for name, places, _ in rows(section("Sheets that are written"), "sheet", "in", "columns"):
        assert places in apart or all(name.strip("`") in holds[place] for place in places.split(", "))
    pages = {
        rosters.OVERVIEW,
        rosters.FAIRNESS,
        rosters.BOARD_HOURS,
        rosters.BOARD_COVER,
        rosters.ONSTAGE_SHEET,
        "Uitleg",
    }
    written = {sheet.name for sheet in WRITTEN.values() if isinstance(sheet, RosterSheet)} | pages
    excel = {sheet for file, sheets in holds.items() if "xlsx" in file for sheet in sheets if not sheet.startswith("-")}
    assert excel <= written


def test_the_page_has_the_files_of_the_code() -> None:
    page = {quoted(row[0])[0] for row in rows(section("The output folder"), "file", "made by", "holds")}
    board, school, trainer = "<bestuur>", "<school>", "<opleider>"
    letters = (rosters.STUDENT_LETTERS_FILE, rosters.MENTOR_LETTERS_FILE)
    expected = {
        *(value for name, value in WRITTEN.items() if name.endswith("_FILE") and value not in letters),
        *(f"{rosters.LETTER_FOLDER}/{file}" for file in letters),
        *(f"{folder}/{board}.xlsx" for folder in (rosters.BOARD_FOLDER, rosters.PREVIEW_FOLDER)),
        f"{rosters.SCHOOL_FOLDER}/{school}.xlsx",
        f"{rosters.TANDEM_FOLDER}/<tandem>.xlsx",
        f"{rosters.CALENDAR_FOLDER}/{trainer}.ics",
        f"{visits.VISIT_CALENDARS}/{trainer}.ics",
        f"{rosters.CALENDAR_FOLDER}/{rosters.SCHOOL_CALENDARS}/{school}.ics",
        f"{rosters.VARIANT_FOLDER}-<n>/",
        "<werkboek>-vastgezet.xlsx",
        "<werkboek>-antwoorden.xlsx",
    }
    assert page == expected
    assert {name.split("/")[0] for name in page} >= set(WRITERS)


def test_the_page_has_the_commands_with_their_arguments() -> None:
    def told(name: str) -> str:
        arguments = [p.metavar or "" for p in cli.commands[name].params if isinstance(p, click.Argument)]
        return f"`{' '.join([name, *arguments])}`"

    page = [row[0] for row in rows(section("Commands"), "command", "does")]
    assert page == [told(name) for name in cli.commands]


def test_the_page_has_the_options_with_their_commands_and_defaults() -> None:
    page = {
        (command, max(quoted(option), key=len).split()[0]): default
        for option, commands, _, default in rows(section("Commands"), "option", "of", "means", "default")
        for command in quoted(commands)
    }
    options = {
        (name, max(p.opts, key=len)): p
        for name, command in cli.commands.items()
        for p in command.params
        if isinstance(p, click.Option)
    }
    assert set(page) == set(options)
    for key, option in options.items():
        default = option.to_info_dict()["default"]
        said = "required" if option.required else f"`{default}`" if isinstance(default, int | str) else None
        assert page[key] == said or (said in (None, "`False`") and not page[key].startswith("`"))


def test_the_page_has_the_exit_codes() -> None:
    assert [int(row[0]) for row in rows(section("Exit codes"), "code", "means")] == [int(code) for code in ExitCode]


def test_the_page_has_the_keys_and_words_of_a_result() -> None:
    code = ast.parse((ROOT / "reports" / "account" / "result.py").read_text(encoding="utf-8"))
    keys = {key.value for node in ast.walk(code) if isinstance(node, ast.Dict) for key in node.keys if is_text(key)}
    keys |= {node.slice.value for node in ast.walk(code) if isinstance(node, ast.Subscript) and is_text(node.slice)}
    keys |= {LIST, OWN_PRINT}
    told = section("resultaat.json")
    assert {*keys, *Status, *Stop} <= set(quoted(told))
    assert {key for row in rows(told, "key", "holds") for key in quoted(row[0])} <= keys


def test_the_page_has_the_keys_of_a_proof() -> None:
    code = ast.parse((ROOT / "reports" / "account" / "proof_file.py").read_text(encoding="utf-8"))
    keys = {key.value for node in ast.walk(code) if isinstance(node, ast.Dict) for key in node.keys if is_text(key)}
    keys |= {node.slice.value for node in ast.walk(code) if isinstance(node, ast.Subscript) and is_text(node.slice)}
    told = section("bewijs.json")
    assert {*keys, *Level} <= set(quoted(told))
    for head in ("key", "key of a level", "key of `wpa`"):
        assert {key for row in rows(told, head, "holds") for key in quoted(row[0])} <= keys


def is_text(node: ast.expr | None) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
