"""Whatever a workflow says, the window tells nobody to type a command or an option."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.web.jobs.event_screen import EventScreen
from scheduler.web.jobs.window_words import in_window

SCHEDULER = Path(__file__).parents[4] / "scheduler"
ROOMS = (
    *("advice", "checks", "conflict", "diagnosis", "input", "job", "previous", "reasons", "repairs", "runtime"),
    *("asking", "drop_outs", "next_semester", "what_if", "wording", "workflows", "writing"),
)
COMMAND = re.compile(r"plaatswijzer [a-z]{3,}|(?<![\w-])--[a-z]{3,}|Ctrl-C")
# What the window never hears: it has no codes, passwords on files, variants or answers of schools in its orders.
ONLY_A_TERMINAL = {
    "advice/cost_of_edits.py": "hand edits of rosters that --vastzetten keeps",
    "advice/worst_off.py": "stands in a workbook, which has no screens",
    "input/read_workbook.py": "codes in place of names",
    "job/school_answers.py": "--antwoorden",
    "previous/earlier_visits.py": "--vorige of bezoeken, which the window does not give",
    "previous/provenance.py": "--toch and codes in place of names; its advice is in the table",
    "runtime/click_dutch.py": "mistakes in what was typed",
    "wording/prices.py": "verklaar; the window has words of its own for it",
    "next_semester/tell.py": "what volgend says when it is done",
    "workflows/next_semester.py": "--blijft, --semester and a name of its own for the file",
    "workflows/say_supply.py": "what uitvraag and inlezen say",
    "workflows/prove.py": "bewijs",
    "workflows/variants.py": "--varianten",
    "writing/passwords.py": "--wachtwoord-bestand",
    "writing/pseudonyms.py": "--gepseudonimiseerd",
}


def text_of(node: ast.AST) -> str:
    """A text as it is written, with a number for what is filled in; '' for what is none."""
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) if isinstance(part, ast.Constant) else "7.xlsx" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def texts(path: Path) -> Iterator[str]:
    """Every text of a module but docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    inside |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    yield from (text_of(node) for node in ast.walk(tree) if id(node) not in inside)


def with_commands(room: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted((SCHEDULER / room).rglob("*.py")):
        said = [text for text in texts(path) if COMMAND.search(text)]
        if said:
            found[path.relative_to(SCHEDULER).as_posix()] = said
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_command_in_a_text_has_its_words_in_the_window(room: str) -> None:
    left = [
        (path, text)
        for path, said in with_commands(room).items()
        if path not in ONLY_A_TERMINAL
        for text in said
        if COMMAND.search(in_window(text.replace("(--zaad 7.xlsx, --tijd 7.xlsx)", "(--zaad 7, --tijd 7)")))
        and not text.startswith(" --vorige")  # a piece of a command that another text tells
    ]
    assert left == []


def test_what_only_a_terminal_says_is_still_said() -> None:
    said = {path for room in ROOMS for path in with_commands(room)}
    assert set(ONLY_A_TERMINAL) <= said


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "Binnen de tijd is geen WPA-rooster gevonden; alleen de plaatsing is weggeschreven. Geef meer tijd: "
            "plaatswijzer wpa a.xlsx --vorige b -o c --tijd 300",
            "Binnen de tijd is geen WPA-rooster gevonden; alleen de plaatsing is weggeschreven. Geef het bij Rooster "
            "maken meer seconden.",
        ),
        (
            "Nog 3 zulke punten; zie plaatswijzer controleer semester 2.xlsx.",
            "Nog 3 zulke punten; zie het scherm Werkboek.",
        ),
        ("Reproduceerbaar: (--zaad 3, --tijd 20) precies.", "Reproduceerbaar: (begingetal 3, 20 seconden) precies."),
        ("Geplaatst: 20 van 20.", "Geplaatst: 20 van 20."),
    ],
)
def test_the_window_tells_where_it_is_done(said: str, told: str) -> None:
    stream = io.StringIO()
    EventScreen(stream).say(said)
    assert f'"text": "{told}"' in stream.getvalue()
