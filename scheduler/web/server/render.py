"""Pages from templates: always escaped, always with what every page needs. Knows no dossier."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from instances.dutch.numbers import count, duration, thousands
from scheduler.web.server.access_log import REFUSED
from scheduler.web.server.addresses import in_address
from scheduler.web.server.guard import VISITOR
from scheduler.web.server.visitor import NOBODY, Visitor

TEMPLATES = Path(__file__).parents[1] / "templates"
WHY_NOT = frozenset({"melding.html", "meldingen.html", "andere_stap.html"})  # nothing was done, and why


class Renderer:
    """Makes pages."""

    def __init__(self, own_place: str) -> None:
        """Prepare the templates.

        Args:
            own_place: Where everything stays: on this ``computer`` or on this ``server``.
        """
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(product_version=version("plaatswijzer"), aantal=count, own_place=own_place)
        self._environment.filters.update(duizend=thousands, adres=in_address, tijdsduur=duration)

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """Make a page or a part of one.

        Args:
            request: What was asked.
            template: The name of the template.
            status: The status of the answer.
            **values: What the template shows.

        Returns:
            The answer.
        """
        if template in WHY_NOT:
            setattr(request.state, REFUSED, True)
        visitor = visitor_of(request)
        shared = {"path": request.url.path, "csrf": visitor.csrf, "user": visitor.name, "may_break": visitor.may_break}
        html = self._environment.get_template(template).render(**shared, **values)
        return HTMLResponse(html, status)


def visitor_of(request: Request) -> Visitor:
    """Tell who asks.

    Args:
        request: A request that the guard let pass.

    Returns:
        Who was let in; nobody on a page that is for everybody.
    """
    return getattr(request.state, VISITOR, None) or NOBODY
