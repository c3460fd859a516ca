"""Damage drawn at random: bits, cuts, members of a zip, XML, lines and JSON. Hypothesis draws and shrinks it."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

Damage = Callable[[bytes], bytes]
SHARES = st.floats(0, 1, exclude_max=True)  # where in a file, whatever its length
WORDS = st.sampled_from(
    (b"", b"-1", b"0", b"99999999999999999999", b"1e999", b"NaN", b"x", b"&#0;", b"\xff", b"A1:XFD1048576", b"=1+1",
     b"#REF!", b"\xe2\x80\x8b", b"9999-99-99", b"rId99", b"../x", b"[" * 300)
)  # fmt: skip
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)
XML_SPOTS = (rb'"[^"<>]{0,200}"', rb">[^<>]{1,200}<", rb"</?\w[^<>]{0,300}>", rb"\d+")
_LINE = re.compile(rb"\r?\n")


def _at(content: bytes, share: float) -> int:
    return int(share * (len(content) + 1))


def _flip(share: float, bit: int) -> Damage:
    def damage(content: bytes) -> bytes:
        at = min(_at(content, share), len(content) - 1)
        return content[:at] + bytes([content[at] ^ (1 << bit)]) + content[at + 1 :] if content else content

    return damage


def _cut(share: float) -> Damage:
    return lambda content: content[: _at(content, share)]


def _without(one: float, other: float) -> Damage:
    first, last = sorted((one, other))
    return lambda content: content[: _at(content, first)] + content[_at(content, last) :]


def _insert(share: float, word: bytes) -> Damage:
    return lambda content: content[: _at(content, share)] + word + content[_at(content, share) :]


def _again(one: float, other: float) -> Damage:
    first, last = sorted((one, other))
    return lambda content: content[: _at(content, last)] + content[_at(content, first) :]


BYTES: st.SearchStrategy[Damage] = st.one_of(
    st.builds(_flip, SHARES, st.integers(0, 7)),
    st.builds(_cut, SHARES),
    st.builds(_without, SHARES, SHARES),
    st.builds(_insert, SHARES, WORDS),
    st.builds(_again, SHARES, SHARES),
)
"""Damage to any bytes."""


def _spot(pattern: bytes, share: float, word: bytes) -> Damage:
    """Another word in one of the places that look so, its first and last sign kept where those are signs."""

    def damage(content: bytes) -> bytes:
        found = list(re.finditer(pattern, content))
        if not found:
            return content
        spot = found[int(share * len(found))]
        keep = 0 if pattern.startswith((rb"</", rb"\d")) else 1
        return content[: spot.start() + keep] + word + content[spot.end() - keep :]

    return damage


def _line(share: float, other: float) -> Damage:
    """One line in the place of another."""

    def damage(content: bytes) -> bytes:
        lines = _LINE.split(content)
        lines[int(share * len(lines))] = lines[int(other * len(lines))]
        return b"\r\n".join(lines)

    return damage


TEXT: st.SearchStrategy[Damage] = st.one_of(
    BYTES,
    st.builds(_line, SHARES, SHARES),
    st.builds(_spot, st.sampled_from((rb"[:;=,\t][^\r\n]*", rb"\d+")), SHARES, WORDS),
)
"""Damage to a text: calendars, postcodes."""


def _with_member(share: float, damage: Damage) -> Damage:
    return lambda content: _rezipped(content, share, share, lambda part, _: damage(part))


def _swap(one: float, other: float) -> Damage:
    return lambda content: _rezipped(content, one, other, lambda _, part: part)


def _drop(share: float) -> Damage:
    return lambda content: _rezipped(content, share, share, lambda *_: None)


def _rezipped(content: bytes, one: float, other: float, change: Callable[[bytes, bytes], bytes | None]) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        return content  # damaged before: there is nothing to change in it
    names = list(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, name in enumerate(names):
            changed = parts[name]
            if at == int(one * len(names)):
                now = change(changed, parts[names[int(other * len(names))]])
                if now is None:
                    continue
                changed = now
            archive.writestr(name, changed)
    return made.getvalue()


XML: st.SearchStrategy[Damage] = st.builds(_spot, st.sampled_from(XML_SPOTS), SHARES, WORDS)
"""Another word in an attribute, a text, a tag or a number."""
ZIPS: st.SearchStrategy[Damage] = st.one_of(
    st.builds(_with_member, SHARES, XML),
    st.builds(_with_member, SHARES, XML),  # twice: this is where readers differ most
    st.builds(_with_member, SHARES, BYTES),
    st.builds(_swap, SHARES, SHARES),
    st.builds(_drop, SHARES),
    BYTES,
)
"""Damage to a workbook."""


def _json(path: list[int], value: Any) -> Damage:
    """Another value somewhere in the tree, found by taking so many steps aside at each level."""

    def damage(content: bytes) -> bytes:
        try:
            whole = json.loads(content)
        except (ValueError, RecursionError):
            return content
        where: Any = whole if isinstance(whole, dict | list) else [whole]
        for depth, step in enumerate(path):
            keys = (
                list(where) if isinstance(where, dict) else list(range(len(where))) if isinstance(where, list) else []
            )
            if not keys:
                break
            key = keys[step % len(keys)]
            if depth + 1 == len(path) or not isinstance(where[key], dict | list):
                where[key] = value
                break
            where = where[key]
        return json.dumps(whole).encode()

    return damage


JSONS: st.SearchStrategy[Damage] = st.one_of(
    st.builds(_json, st.lists(st.integers(0, 40), min_size=1, max_size=4), VALUES), BYTES
)
"""Damage to resultaat.json."""


def several(kind: st.SearchStrategy[Damage]) -> st.SearchStrategy[Damage]:
    """Draw one to three of a kind, one after the other.

    Args:
        kind: Of damage.

    Returns:
        Damage.
    """
    return st.lists(kind, min_size=1, max_size=3).map(_chain)


def _chain(damages: list[Damage]) -> Damage:
    def damage(content: bytes) -> bytes:
        for each in damages:
            content = each(content)
        return content

    return damage
