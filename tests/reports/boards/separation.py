"""What a board may never read (docs/rules.md, Privacy), and every text in a file wherever it hides. Knows no writer.

What is forbidden is drawn from the instance, not from the writer: everyone and everything, minus what the board's own
placed students, schools, tandems and assessors bring along.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from instances.domain.entities import Student, Trainer
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement

FORBIDDEN_WORDS = ("zorg", "herkans", "twijfel", "leerbehoef", "uitsluiting", "postcode", "reistijd", "slb")


def texts_in(path: Path) -> tuple[str, ...]:
    """Names of parts, text, attributes and XML comments of every part, also those that no program shows.

    Numbers of one to three figures count only where they are text of a cell: elsewhere they are widths and counts.
    So do places such as B10.
    """
    found: list[str] = [path.name]
    with zipfile.ZipFile(path) as archive:
        found.append(archive.comment.decode("latin-1"))
        for part in archive.infolist():
            found += [part.filename, part.comment.decode("latin-1")]
            found += _of_part(archive.read(part))
    return tuple(text for text in found if text)


def _of_part(data: bytes) -> Iterator[str]:
    builder = ElementTree.TreeBuilder(insert_comments=True, insert_pis=True)
    for element in ElementTree.fromstring(data, parser=ElementTree.XMLParser(target=builder)).iter():
        if element.text:
            yield element.text if str(element.tag).endswith("}t") else _words_of_people(element.text)
        yield from (_words_of_people(text) for key, text in element.attrib.items() if key not in _PLACES)
        yield element.tail or ""


_PLACES = ("r", "ref", "sqref", "topLeftCell", "activeCell")


def _words_of_people(text: str) -> str:
    """Without short numbers and without the codes of a page header (&L, &"Arial,Bold"&12)."""
    return re.sub(r"(?<!\w)\d{1,3}(?!\w)", " ", re.sub(r"&(?:[A-Z]|\d+)", " ", text))


def leaks(texts: Iterable[str], forbidden: Iterable[str]) -> list[str]:
    """The forbidden strings that stand as whole words in any of the texts."""
    joined = "\n".join(sorted(set(texts))).casefold()
    words = set(re.findall(r"\w+", joined))
    return sorted(one for one in set(forbidden) if one and _words(one) <= words and _stands_in(one, joined))


@cache
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _stands_in(one: str, joined: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(one.casefold())}(?!\w)", joined) is not None


def forbidden_words(texts: Iterable[str], allowed: Iterable[str]) -> list[str]:
    """Words of fields that no board file has; a name such as School Zorgvliet is allowed where it is the board's."""
    own = sorted((text.casefold() for text in allowed), key=len, reverse=True)

    def without_own(text: str) -> str:
        for one in own:
            text = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", " ", text)
        return text

    suspect = [(text, word) for text in texts for word in FORBIDDEN_WORDS if word in text.casefold()]
    return [text for text, word in suspect if word in without_own(text.casefold())]


class Borders:
    """Who and what belongs to which board in one roster."""

    def __init__(self, instance: Instance, placement: Placement, assessment: Assessment) -> None:
        self.instance, self.placement, self.assessment = instance, placement, assessment
        self.board_of = {s: instance.school_of(m).board for s, m in placement.items()}

    def allowed(self, board: str) -> frozenset[str]:
        """Every text about its own people and places that the board may read."""
        i = self.instance
        return self.allowed_at({school.id for school in i.schools.values() if school.board == board})

    def allowed_at(self, ids: Collection[str]) -> frozenset[str]:
        """The same for who may read of these schools alone, all of one board or of one tandem."""
        i = self.instance
        schools = [i.schools[id] for id in ids]
        boards = {school.board for school in schools}
        tandems = [tandem for tandem in i.tandems.values() if set(ids) & set(tandem.schools)]
        trainers = {who for tandem in tandems for who in (tandem.so, tandem.io)}
        placed = {s for s, m in self.placement.items() if i.mentors[m].school in ids}
        trainers |= {who for s, b in self.assessment.items() if s in placed for who in b.assessors}
        found = {*boards, *(i.boards[board].name for board in boards), *ids, *(school.name for school in schools)}
        found |= {school.address for school in schools if school.address}
        found |= {plg.name for school, plg in i.plg_by_school.items() if school in ids}
        found |= {text for m in i.mentors.values() if m.school in ids for text in (m.id, m.name)}
        found |= {text for s in placed for text in (s, i.students[s].name)}
        found |= {tandem.id for tandem in tandems}
        return frozenset(found | {text for who in trainers for text in (who, i.trainers[who].name)})

    def forbidden(self, board: str) -> frozenset[str]:
        """All that is not the board's own; what cannot be told from its own texts is left out."""
        return self._but(self.allowed(board))

    def forbidden_at(self, ids: Collection[str], more: Collection[str] = ()) -> frozenset[str]:
        """The same for who may read of these schools alone, and of ``more``."""
        return self._but({*self.allowed_at(ids), *more})

    def _but(self, allowed: Collection[str]) -> frozenset[str]:
        everything = set(self._of_everyone()) | set(self._of_nobody())
        everything.discard("")
        return frozenset(everything.difference(leaks(allowed, everything)))

    def _of_everyone(self) -> Iterator[str]:
        i = self.instance
        for one in i.boards.values():
            yield from (one.id, one.name, one.email)
        for school in i.schools.values():
            yield from (school.id, school.name, i.plg_by_school[school.id].name, school.address, school.brin)
        for mentor in i.mentors.values():
            yield from (mentor.id, mentor.name)
        for student in i.students.values():
            yield from (student.id, student.name)
        for trainer in i.trainers.values():
            yield from (trainer.id, trainer.name)
        yield from i.tandems

    def _of_nobody(self) -> Iterator[str]:
        """What no board reads of anyone: addresses, call names, needs, confidential reasons."""
        i = self.instance
        yield from (one.call_name for one in (*i.students.values(), *i.mentors.values(), *i.trainers.values()))
        people: list[Student | Trainer] = [*i.students.values(), *i.trainers.values()]
        for person in people:
            yield from (person.email, person.postcode)
            if person.point is not None:
                yield from (str(person.point.latitude), str(person.point.longitude))
        yield from (tag for student in i.students.values() for tag, _ in student.needs)
        yield from (row.reason for row in i.exclusions)
