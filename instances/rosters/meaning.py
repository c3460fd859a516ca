"""What somebody meant who typed a name where a code is expected: "m3", "Cees Dam", "m3 – Cees Dam". Knows no sheet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from instances.dutch.lists import alternatives
from instances.dutch.nearest import folded

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_BREAKS = re.compile(r"\s*[-:,;/(]\s*|\s+")
ENTRY_DASH = " – "


def entry(code: str, name: str) -> str:
    """Write what a drop-down offers for somebody.

    Args:
        code: Of the person or school.
        name: Of the same; '' where there is none.

    Returns:
        ``m3 – Cees Dam``, the code alone where there is no name.
    """
    return f"{code}{ENTRY_DASH}{name}" if name else code


class UnclearError(Exception):
    """Several codes are meant, or a code with the name of somebody else; the message says in Dutch what is expected."""


class Meanings:
    """Finds the code that is meant by what somebody typed."""

    def __init__(self, known: Iterable[tuple[str, str]]) -> None:
        """Take in who and what there is.

        Args:
            known: Codes with their names; a code may come with more names than one, as before and after a wedding.
        """
        self._known = list(dict.fromkeys(known))
        self.codes = dict(self._known)

    def code(self, typed: str) -> str | None:
        """Find the code that is meant.

        Case, spaces and kinds of dashes make no difference; a code as it is goes before everything else.

        Args:
            typed: What stands in a cell.

        Returns:
            The code; None where nobody is meant.

        Raises:
            UnclearError: Several are meant, or the code is not that of the name beside it.
        """
        if typed in self.codes:
            return typed
        key = _plain(typed)
        for meant in (self._by_code.get(key, ()), self._by_name.get(key, ())):
            if meant:
                return self._only(typed, meant)
        return self._from_both(key)

    def every(self, typed: str) -> frozenset[str]:
        """Find every code that may be meant, for who can tell them apart by something else.

        Args:
            typed: What stands in a cell.

        Returns:
            The codes; none where nobody is meant, or a code does not go with the name beside it.
        """
        try:
            code = self.code(typed)
        except UnclearError:
            return frozenset(self._by_name.get(_plain(typed), ()))
        return frozenset() if code is None else frozenset({code})

    def _only(self, typed: str, meant: Iterable[str]) -> str:
        codes = sorted(meant)
        if len(codes) == 1:
            return codes[0]
        raise UnclearError(f"de code: “{typed}” kan {alternatives(codes)} zijn")

    def _from_both(self, key: str) -> str | None:
        """A code with the name before or behind it."""
        strange: tuple[str, str] | None = None
        for first, rest in _cuts(key):
            for code_text, name in ((first, rest), (rest, first)):
                for code in self._by_code.get(code_text, ()):
                    if code in self._by_name.get(name, ()):
                        return code
                    strange = strange or (code, name)
        if strange is None:
            return None
        code, name = strange
        other = sorted(self._by_name.get(name, ()))
        whose = f"; {name} is de naam bij {alternatives(other)}" if other else ""
        raise UnclearError(
            f"alleen de code, of code en naam die bij elkaar horen: {entry(code, self.codes[code])}{whose}"
        )

    @cached_property
    def _by_code(self) -> dict[str, set[str]]:
        return _index((code, code) for code in self.codes)

    @cached_property
    def _by_name(self) -> dict[str, set[str]]:
        return _index((name, code) for code, name in self._known if name)


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for text, code in pairs:
        found[_plain(text)].add(code)
    return dict(found)


def _plain(text: str) -> str:
    return re.sub(r"\s*-\s*", "-", folded(_DASHES.sub("-", text)))


def _cuts(key: str) -> Iterator[tuple[str, str]]:
    """The text before and behind each place where a code may end or begin."""
    for gap in _BREAKS.finditer(key):
        first, rest = key[: gap.start()], key[gap.end() :].rstrip(")")
        if first and rest:
            yield first, rest
