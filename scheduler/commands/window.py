"""The command that opens the window: ``web``."""

from __future__ import annotations

import click

from scheduler.runtime.click_dutch import DutchCommand


@click.command(
    cls=DutchCommand,
    short_help="Werk in een venster op uw eigen computer.",
    help=(
        "Open Plaatswijzer in de browser. Alles blijft op deze computer: het venster is alleen van hier te bereiken, "
        "met een sleutel in het adres. Wat u doet, wordt bewaard; sluiten en later verdergaan kan altijd."
    ),
    example="plaatswijzer web --poort 8000",
)
@click.option("--poort", "port", type=click.IntRange(1024, 65535), metavar="N", help="De poort; standaard een vrije.")
@click.option("--geen-browser", "only_address", is_flag=True, help="Toon alleen het adres.")
def web(port: int | None, only_address: bool) -> int:
    """Open the window."""
    from scheduler.web.start import serve

    return serve(port, browser=not only_address)
