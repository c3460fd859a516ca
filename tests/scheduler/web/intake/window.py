"""The requests of the window's own pages, and what is found in them. Asserts nothing."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.server.guard import CSRF_HEADER, derived

TOKEN = "een-sleutel-van-deze-start"
HOST = "127.0.0.1:8123"
HEADERS = {"origin": f"http://{HOST}", CSRF_HEADER: derived(TOKEN, "formulier"), "hx-request": "true"}
_FIELD = re.compile(r'name="plek" value="([^"]*)"><input type="hidden" name="gezien" value="([^"]*)"')


class OwnPages:
    """The pages of one dossier."""

    def __init__(self, client: TestClient, dossier: Dossier) -> None:
        self.client = client
        self.dossier = dossier
        self.base = f"/d/{dossier.id}"

    def in_new_dossier(self) -> OwnPages:
        """The same window, another dossier."""
        made = Dossiers(self.dossier.folder.parent).create("een ander semester")
        return OwnPages(self.client, made)

    def get(self, path: str) -> str:
        """The text of a page, entities as the signs they stand for."""
        answer = self.client.get(f"{self.base}{path}")
        assert answer.status_code == 200, answer.text
        return html.unescape(answer.text)

    def post(self, path: str, data: dict[str, Any] | None = None, files: Any = None) -> str:
        """The part that comes back; where the page goes to another one, its address."""
        answer = self.client.post(f"{self.base}{path}", data=data, files=files, headers=HEADERS)
        assert answer.status_code in (200, 204), answer.text
        return answer.headers.get("hx-redirect") or html.unescape(answer.text)

    def bring_in(self, path: Path, name: str = "semester.xlsx") -> str:
        return self.post("/werkboek", files={"file": (name, path.read_bytes())})

    def fields(self, page: str = "/werkboek") -> dict[str, str]:
        """The cells that can be filled in, with their marks."""
        return dict(_FIELD.findall(self.get(page)))

    def correct(self, values: dict[str, str], marks: dict[str, str]) -> str:
        """Fill in cells, with the marks of when they were seen."""
        places: Sequence[str] = list(values)
        return self.post(
            "/werkboek/verbeteren",
            {"plek": places, "gezien": [marks[place] for place in places], "waarde": list(values.values())},
        )
