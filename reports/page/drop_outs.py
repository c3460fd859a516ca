"""The section on what breaks when somebody drops out, put in a page that was written before. Knows no roster."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from instances.rosters.columns import Head
from reports.excel.book import Row
from reports.page.environment import environment
from reports.page.settings import DROP_OUT_ROWS

_LINK, _SECTION = "kwetsbaarheid: link", "kwetsbaarheid: deel"
_HEADS = (Head.NAME, Head.KIND, Head.HIT, Head.HIT_WPAS, Head.EXPLANATION)
_FIGURES = (Head.HIT, Head.HIT_WPAS)


def no_drop_outs() -> Mapping[str, Markup]:
    """Mark where the section comes, for a page without it.

    Returns:
        Name in the template to the mark.
    """
    return {"drop_outs_link": _marked(_LINK, ""), "drop_outs": _marked(_SECTION, "")}


def with_drop_outs(page: str, rows: Sequence[Row], unknown: int) -> str | None:
    """Put the section in a page, in the place of an earlier one.

    Args:
        page: Of these rosters, as it was written.
        rows: Every drop-out, worst first, by the columns of ``FRAGILITY``.
        unknown: For how many there was no time.

    Returns:
        The page with the section; None where the page has no place for it: another version wrote it.
    """
    hit = [row for row in rows if row[Head.HIT] or row[Head.HIT_WPAS]]
    template = environment().get_template("kwetsbaarheid.html")
    shown = hit[:DROP_OUT_ROWS]
    section = template.render(rows=shown, heads=_HEADS, figures=_FIGURES, total=len(hit), unknown=unknown)
    for name, text in ((_LINK, '<li><a href="#kwetsbaar">Wat er breekt</a></li>'), (_SECTION, section)):
        mark = re.compile(rf"{re.escape(_begin(name))}.*?{re.escape(_end(name))}", re.DOTALL)
        if len(mark.findall(page)) != 1:
            return None
        page = mark.sub(lambda _, name=name, text=text: _marked(name, text), page)  # type: ignore[misc]
    return page


def _begin(name: str) -> str:
    return f"<!-- {name} -->"


def _end(name: str) -> str:
    return f"<!-- {name}, einde -->"


def _marked(name: str, text: str) -> Markup:
    return Markup(f"{_begin(name)}{text}{_end(name)}")  # marks of our own around what a template escaped
