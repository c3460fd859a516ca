"""The parts of a package: found whatever their case, streamed through expat, named when they cannot be read."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from instances.xlsx.plain_rows import PlainRows, RowTaker
from instances.xlsx.settings import FILE_SETTINGS

_WORKBOOK = "xl/workbook.xml"


class PartError(Exception):
    """A part without which the data cannot be read; the message is its name in the package."""


class TooLargeError(Exception):
    """More in the file than is safe to read; the message is Dutch and says what there is too much of."""


_DAMAGED = (
    expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, LookupError, OverflowError, OSError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""Of XML, of the zip around it (a password, a packing that Excel never uses), and of what stands in it."""

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to.

    Attributes:
        kind: The last word of its type, such as ``worksheet``.
        target: The name of the other part.
    """

    kind: str
    target: str


class Parts:
    """The parts of one file by name."""

    def __init__(self, data: bytes) -> None:
        """Look in a package that was found safe to open.

        Args:
            data: Its bytes.
        """
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.casefold().lstrip("/"): name for name in self._archive.namelist()}
        self._tags = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The name of every part as the package spells it."""
        return tuple(self._archive.namelist())

    def has(self, name: str) -> bool:
        """Whether there is such a part, whatever its case."""
        return name.casefold() in self._names

    def content(self, name: str) -> bytes:
        """All bytes of a part; KeyError when there is none."""
        return self._archive.read(self._names[name.casefold()])

    def walk(
        self,
        name: str,
        start: Start,
        end: End,
        text: Callable[[str], None] | None = None,
        rows: RowTaker | None = None,
    ) -> Iterator[None]:
        """Stream a part through handlers, in chunks.

        Args:
            name: Of the part.
            start: Is given each element without its prefix, and its attributes without theirs.
            end: Is given each element that ends.
            text: Is given what stands between elements.
            rows: Is given whole rows of the usual kind, which the handlers then do not hear of; None without.

        Yields:
            Nothing, after each chunk, so that what the handlers gathered can be taken away.

        Raises:
            PartError: The part is not there or no XML.
            TooLargeError: The file has more elements than is safe.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True

        def first(tag: str, attributes: Attributes) -> None:
            if ":" in tag:  # a prefix on its first element is one on all of them
                parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(":")[2], attributes)
                parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
            else:
                parser.StartElementHandler, parser.EndElementHandler = start, end
            start(tag.rpartition(":")[2], attributes)

        def refuse(*_: object) -> None:
            raise PartError(name)

        parser.StartElementHandler = first
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
        if text is not None:
            parser.CharacterDataHandler = text
        plain = None if rows is None else PlainRows(rows)

        def parse(piece: bytes) -> None:
            parser.Parse(piece, False)

        try:
            with self._archive.open(self._names[name.casefold()]) as stream:
                while chunk := stream.read(FILE_SETTINGS.chunk):
                    self._tags += chunk.count(b"<") + chunk.count(b"/>")
                    if self._tags > FILE_SETTINGS.max_tags:
                        raise TooLargeError("veel meer cellen dan een semester heeft")
                    if plain is None:
                        parse(chunk)
                    else:
                        plain.feed(chunk, parse)
                    yield
                if plain is not None:
                    plain.close(parse)
                parser.Parse(b"", True)
                yield
        except _DAMAGED:
            raise PartError(name) from None

    def read(self, name: str, start: Start, end: End, text: Callable[[str], None] | None = None) -> None:
        """Stream a whole part through handlers; see ``walk``."""
        for _ in self.walk(name, start, end, text):
            pass

    def relations(self, name: str) -> Mapping[str, Relation]:
        """What a part refers to, by id; empty where nothing says so or what says so cannot be read."""
        folder, _, file = name.rpartition("/")
        found: dict[str, Relation] = {}

        def start(tag: str, attributes: Attributes) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = Relation(kind, posixpath.normpath(whole))

        try:
            self.read(f"{folder}/_rels/{file}.rels".lstrip("/"), start, lambda tag: None)
        except PartError:
            return found
        return found

    def workbook(self) -> str:
        """The name of the part that lists the sheets."""
        named = (relation.target for relation in self.relations("").values() if relation.kind == "officeDocument")
        return next(named, _WORKBOOK)
