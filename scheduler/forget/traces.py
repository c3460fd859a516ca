"""By what one person is known in a text, and what comes in its place. Knows text, no file.

A text may be written in many ways: with entities, with escapes, folded, without accents. One pattern finds them all,
and only as whole words: ST1 is not in ST10.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

GONE_NAME = "(gewist)"
SALUTATION = "Beste"
GONE_EMAIL = "gewist@gewist.invalid"
_BEFORE = r"(?:(?<![^\W_])|(?<=&amp;[LCR])|(?<=&amp;\d\d))"  # in a page heading of Excel a letter or size comes before
_AFTER = r"(?![^\W_])"
UID = re.compile(r"\b[0-9a-f]{32}@[a-z0-9.-]*plaatswijzer\b")
"""What a calendar program knows one of our appointments by."""
_SPACE = r"(?:\s|\u00a0|&nbsp;|&#160;|&#x[aA]0;|%20|\+)+"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the files of the office.

    Attributes:
        ids: The codes; two where a trainer is a mentor too.
        names: As they stand somewhere.
        emails: As they stand somewhere.
        call_names: By which others speak to the person. Looked for in salutations alone: Piet is many people.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    call_names: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """The names in every order: Jansen, Piet is Piet Jansen."""
        return tuple(dict.fromkeys(each for name in self.names for each in _orders(name)))


def _orders(name: str) -> Iterable[str]:
    plain = " ".join(name.split())
    yield plain
    if "," in plain:
        last, _, first = (part.strip() for part in plain.partition(","))
        yield f"{first} {last}"
    else:
        words = plain.split(" ")
        for place in range(1, len(words)):
            yield f"{' '.join(words[place:])}, {' '.join(words[:place])}"


@dataclass(frozen=True)
class Traces:
    """What is looked for and what comes in its place.

    Attributes:
        person: Whose traces.
        code: What comes in the place of an id.
        uids: What appointments with the person are known by, to what they are known by under the code.
    """

    person: Person
    code: str
    uids: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _written(self) -> dict[str, str]:
        """Every way of writing in small letters to what comes in its place."""
        given = {
            **dict.fromkeys(self.person.spellings, GONE_NAME),
            **dict.fromkeys(self.person.emails, GONE_EMAIL),
            **dict.fromkeys(self.person.ids, self.code),
        }
        return {form: new for text, new in given.items() for form in _forms(text)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        forms = sorted(self._written, key=len, reverse=True)
        return re.compile(f"{_BEFORE}(?:{'|'.join(map(_loose, forms))}){_AFTER}", re.IGNORECASE)

    @cached_property
    def _anchors(self) -> frozenset[str]:
        """Letters and digits of which some are in every text with the person: a hundred times faster to look for."""
        runs = [max(re.findall(r"[a-z0-9]+", form.lower()), key=len, default="") for form in self._written]
        return frozenset(runs) if all(runs) else frozenset({""})

    def _may_be_in(self, text: str) -> bool:
        low = text.lower()
        return any(anchor in low for anchor in self._anchors)

    def in_text(self, text: str) -> bool:
        """Tell whether the person is in a text.

        Args:
            text: Any text, also with entities or escapes in it.

        Returns:
            True where an id, name or address is found.
        """
        if any(found in self.uids for found in UID.findall(text)):
            return True
        return self._may_be_in(text) and self._pattern.search(text) is not None

    def without(self, text: str) -> str:
        """Take the person out of a text.

        Args:
            text: Any text.

        Returns:
            The text with a code, ``(gewist)`` or an address of nobody in the places.
        """
        if self.uids:
            text = UID.sub(lambda found: self.uids.get(found[0], found[0]), text)
        return self._pattern.sub(lambda found: self._place(found[0]), text) if self._may_be_in(text) else text

    def without_salutation(self, text: str) -> str:
        """Take the call name out of the salutation of a letter to the person.

        Args:
            text: A letter or e-mail that is known to be to this person.

        Returns:
            The text with ``Beste (gewist),``.
        """
        for name in self.person.call_names:
            text = text.replace(f"{SALUTATION} {name},", f"{SALUTATION} {GONE_NAME},", 1)
        return text

    def _place(self, found: str) -> str:
        if "@" in found or "%40" in found or "&#64;" in found:
            return GONE_EMAIL
        plain = html.unescape(found).casefold()
        return self.code if plain in {id.casefold() for id in self.person.ids} else GONE_NAME

    @cached_property
    def raw(self) -> tuple[bytes, ...]:
        """The bytes that may stand nowhere any more, in the encodings that programs write."""
        texts = [*self.person.names, *self.person.emails, *self.person.ids, *self.uids]
        encoded = [
            (text.encode(encoding, "ignore"), text)
            for text in texts
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252")
        ]
        return tuple(dict.fromkeys(found for found, text in encoded if len(found) >= len(text)))

    def in_bytes(self, content: bytes) -> bool:
        """Tell whether the person is in bytes of which nothing is known.

        Args:
            content: Any bytes.

        Returns:
            True where they hold an id or name as whole words, in any of the encodings.
        """
        if not any(found in content for found in self.raw):
            return False
        encodings = ("utf-8", "cp1252", "utf-16-le", "utf-16-be")
        return any(self.in_text(content.decode(encoding, "replace")) for encoding in encodings)


def _forms(text: str) -> Iterable[str]:
    """The ways in which files write a text."""
    for form in dict.fromkeys((text, unicodedata.normalize("NFD", text), _plain(text))):
        yield form
        yield html.escape(form)
        yield html.escape(form, quote=False)
        yield html.escape(form).replace("&#x27;", "&apos;")
        yield json.dumps(form)[1:-1]
        yield quote(form)
        yield quote(form, safe="@")
        yield form.replace(",", "\\,").replace(";", "\\;")


def _plain(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def _loose(form: str) -> str:
    """A pattern for one way of writing: any white space for a space, and any sign as a number."""
    parts = []
    for sign in form:
        if sign.isspace():
            parts.append(_SPACE)
        elif sign.isascii() and sign.isalnum():
            parts.append(sign)
        else:
            number = ord(sign)
            parts.append(f"(?:{re.escape(sign)}|&#0*{number};|&#[xX]0*{number:x};)")
    return "".join(parts)
