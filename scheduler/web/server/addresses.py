"""Codes of the workbook in addresses: an office may write a stroke in them, which would begin another part. No page."""

from __future__ import annotations

from urllib.parse import quote, unquote

from starlette.convertors import Convertor, register_url_convertor


def in_address(code: str) -> str:
    """Write a code of the workbook as one part of an address.

    Args:
        code: As the office writes it, such as ``S/12``.

    Returns:
        The code with ``~2F`` for a stroke: ``%2F`` is decoded before a server looks for the parts, and ``..`` is a part
        that browsers take away.
    """
    return quote(str(code), safe="").replace("~", "%7E").replace(".", "%2E").replace("%", "~")


class _Code(Convertor[str]):
    """``{student:code}`` in the path of a route."""

    regex = "[^/]+"

    def convert(self, value: str) -> str:
        """Read the code."""
        return unquote(value.replace("~", "%"))

    def to_string(self, value: str) -> str:
        """Write it."""
        return in_address(value)


register_url_convertor("code", _Code())
