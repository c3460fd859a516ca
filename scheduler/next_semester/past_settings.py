"""Settings that say a day of the semester that ends: empty in the next one, each with a line of Nakijken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from instances.domain.settings import Settings
from instances.tables.setting_rows import SETTINGS, SETTINGS_SHEET
from scheduler.next_semester.given import LookAgain, Subject

_FILL_IN: Mapping[str, str] = {
    "start_talk": "Vul het nieuwe moment in voor de brieven.",
    "visit_period": "Vul de nieuwe periode in; leeg: de maanden van het semester.",
    "funding_date": "Vul de peildatum in die voor dit semester telt.",
}
"""Field of the settings to what must be done, in Dutch."""


def past_settings(settings: Settings) -> tuple[str, ...]:
    """List the settings that are over.

    Args:
        settings: Of the semester that ends.

    Returns:
        Their names in Instellingen; those that were empty are none.
    """
    return tuple(name for name, _, _ in _filled(settings))


def about_past_settings(settings: Settings) -> Iterator[LookAgain]:
    """Tell every setting that is over, with what it was.

    Args:
        settings: Of the semester that ends.

    Yields:
        A line for each.
    """
    for name, was, todo in _filled(settings):
        text = f"Was “{was}”; leeggemaakt. {todo}"
        yield LookAgain(Subject.SETTING, SETTINGS_SHEET.name, text, name=name)


def _filled(settings: Settings) -> Iterator[tuple[str, str, str]]:
    for setting in SETTINGS:
        todo = _FILL_IN.get(setting.attribute or "")
        was = "" if todo is None else str(getattr(settings, str(setting.attribute))).strip()
        if todo is not None and was:
            yield setting.name, was, todo
