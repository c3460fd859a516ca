"""What was meant where a name stands in a cell for a code. Knows codes with their names, no sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping

from instances.dutch.nearest import folded, nearest

_BETWEEN = re.compile(r"^[\s()\[\],;:/|.\u2010-\u2015-]+|[\s()\[\],;:/|.\u2010-\u2015-]+$")


class CodesAndNames:
    """The codes of some sheets with their names; finds the code behind what somebody typed."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Sort the names.

        Args:
            names: Code to name, the code as in the workbook.
        """
        self._names = names
        self._by_name: dict[str, list[str]] = {}
        for code, name in names.items():
            if name:
                self._by_name.setdefault(folded(name), []).append(code)
        self._codes = {folded(code): code for code in names}

    def with_name(self, text: str) -> str | None:
        """Find the code that stands in a text together with its own name.

        Args:
            text: Such as ``IO2 Dirk Mol``, ``IO2 - Dirk Mol`` or ``Dirk Mol (IO2)``.

        Returns:
            The code; None where something else stands there too, or a name that is not that of the code.
        """
        plain = folded(text)
        for name, codes in self._by_name.items():
            if not (plain.endswith(name) or plain.startswith(name)) or plain == name:
                continue
            rest = plain[: -len(name)] if plain.endswith(name) else plain[len(name) :]
            code = self._codes.get(_BETWEEN.sub("", rest))
            if code in codes:
                return code
        return None

    def named(self, text: str) -> list[str]:
        """Find whose name a text is, but for case and spaces.

        Args:
            text: As somebody typed it.

        Returns:
            None, one or more codes.
        """
        return self._by_name.get(folded(text), [])

    def suggestion(self, text: str) -> str:
        """Suggest the code that is meant.

        Args:
            text: As somebody typed it.

        Returns:
            A sentence with a space before it, such as `` Bedoelt u “S1” (De Eik)?``, or ``''`` when nothing is near.
        """
        together = self.with_name(text)
        codes = [together] if together is not None else self.named(text)
        if not codes:
            code = nearest(text, sorted(self._names))
            name = None if code is not None else nearest(folded(text), sorted(self._by_name))
            codes = [code] if code is not None else [] if name is None else self._by_name[name]
            if code is not None:
                return f" Bedoelt u “{code}”?"
        words = " of ".join(f"“{code}” ({self._names[code]})" for code in codes[:3])
        return f" Bedoelt u {words}?" if words else ""
