"""Pages from templates: always escaped, always with what every page needs. Knows no dossier."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from instances.dutch.numbers import count, duration, thousands

TEMPLATES = Path(__file__).parents[1] / "templates"


class Renderer:
    """Makes pages."""

    def __init__(self, csrf: str) -> None:
        """Prepare the templates.

        Args:
            csrf: What every change must carry.
        """
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(csrf=csrf, product_version=version("plaatswijzer"), aantal=count)
        self._environment.filters["duizend"] = thousands
        self._environment.filters["tijdsduur"] = duration

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
        html = self._environment.get_template(template).render(path=request.url.path, **values)
        return HTMLResponse(html, status)
