"""The log of forms that were given: to whom, how, and of which version of the workbook. Knows no page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from instances.supply.form import MENTOR_FORM, PERIOD_FORM, SCHOOL_FORM
from instances.tables.schema import Sheet
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.records import SentFile, WorkbookVersion
from scheduler.web.tasks.sending.addressees import Addressee, Reader
from scheduler.web.tasks.sending.hand_out import Way

_SHEETS: Mapping[Reader, tuple[Sheet, ...]] = {
    Reader.BOARD: (SCHOOL_FORM, MENTOR_FORM),
    Reader.ASSESSOR: (PERIOD_FORM,),
}


@dataclass(frozen=True, slots=True)
class GivenForm:
    """A form that somebody took away.

    Attributes:
        addressee: For whom it is.
        file: Its name.
        content: Its bytes.
    """

    addressee: Addressee
    file: str
    content: bytes


class FormLog:
    """The lines of the log of one dossier that are about forms."""

    def __init__(self, dossier: Dossier, workbook: WorkbookVersion) -> None:
        """Take the dossier.

        Args:
            dossier: Whose log.
            workbook: The version that forms are made from now.
        """
        self._dossier, self._workbook = dossier, workbook

    def keep(self, given: Iterable[GivenForm], how: Way, by: str) -> None:
        """Keep that forms were given: all of them, or none.

        Args:
            given: The forms.
            how: How; an e-mail to who has no address is told as such.
            by: By whom.
        """
        moment = datetime.now().astimezone()
        lines = []
        for form in given:
            one, way = form.addressee, how
            if how is Way.DRAFT and not one.email.text:
                way = Way.NO_ADDRESS
            print_ = hashlib.sha256(form.content).hexdigest()
            who = (one.key, one.name, one.email.text)
            fields = _fields(one.kind)
            lines.append(SentFile(moment, by, None, *who, form.file, print_, way, fields, self._workbook.id))
        self._dossier.log_sent(*lines)

    def last(self) -> dict[str, str]:
        """Tell when each was given a form last, and how.

        Returns:
            Key of the addressee to some Dutch words; nobody of whom nothing is known.
        """
        oldest_first = reversed([line for line in self._dossier.sent() if line.workbook is not None])
        return {line.addressee: f"{line.at.astimezone():%d-%m-%Y %H:%M}, {line.how}" for line in oldest_first}


def _fields(kind: Reader) -> str:
    """Which kinds of data a form holds."""
    return "; ".join(f"{sheet.name}: {', '.join(map(str, sheet.columns))}" for sheet in _SHEETS[kind])
