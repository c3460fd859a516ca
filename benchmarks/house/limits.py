"""What the layout promises: how large a folder, file and function may be, and who may import in a function."""

from __future__ import annotations

from collections.abc import Mapping

MODULES_OF_FOLDER = 16
LINES_OF_FILE = 350  # two screens, of a long one
LINES_OF_FUNCTION = 70

LAZY: Mapping[str, str] = {
    "models.parallel.dask": "distributed is an extra that need not be installed",
    "scheduler.commands.ask": "help shows without the product behind the command",
    "scheduler.commands.check": "help shows without the product behind the command",
    "scheduler.commands.drop_outs": "help shows without the product behind the command",
    "scheduler.commands.explain": "help shows without the product behind the command",
    "scheduler.commands.forget": "help shows without the product behind the command",
    "scheduler.commands.next_semester": "help shows without the product behind the command",
    "scheduler.commands.plan": "help shows without the product behind the command",
    "scheduler.commands.proof": "help shows without the product behind the command",
    "scheduler.commands.window": "help shows without the product behind the command",
    "scheduler.commands.sample": "help shows without the product behind the command",
    "scheduler.commands.supply": "help shows without the product behind the command",
    "scheduler.commands.visits": "help shows without the product behind the command",
    "scheduler.start": "Ctrl-C is heard before anything is imported",
    "scheduler.runtime.click_dutch": "help shows without what only a mistake or a defect needs",
}
"""Modules that may import in a function, and why that is worth it."""
