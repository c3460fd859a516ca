"""What the campaign tried, at the end of its run."""

from __future__ import annotations

import pytest

from tests.campaign.examples import ASKED, SECONDS, TRIED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A line for each property, where the long version was asked for."""
    if ASKED is None:
        return
    terminalreporter.section("campaign")
    for name, number in sorted(TRIED.items()):
        terminalreporter.write_line(f"{name}: {number} examples, {SECONDS[name]:.0f} s")
    terminalreporter.write_line(f"together: {TRIED.total()} examples, {sum(SECONDS.values()):.0f} s")
