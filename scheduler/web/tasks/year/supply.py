"""The round in which boards and trainers are asked: forms to send, answers that came back, who is still silent.

Answers are merged anew whenever one of them or the workbook changes.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property, lru_cache
from pathlib import Path

from instances.supply.asked import RowsAsked
from instances.supply.form import FormKind
from instances.supply.gather import merge_answers, still_awaited
from instances.supply.ingelezen import answered_before
from instances.supply.outcome import AnsweredBy, Merged, Unanswered
from reports.supply.board_form import write_board_form
from reports.supply.reminders import reminder
from reports.supply.trainer_form import write_trainer_form
from scheduler.input.read_workbook import Intake
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.records import HEAD_WORKBOOK
from scheduler.web.dossier.store import ChangedMeanwhileError
from scheduler.web.jobs.event_screen import EventScreen
from scheduler.web.tasks.edited_workbook import Semester, semester_of
from scheduler.web.tasks.reading import look
from scheduler.web.tasks.sending.addressees import Addressee, Attachment, Reader, letter
from scheduler.web.tasks.sending.drafts import all_drafts, draft, draft_name
from scheduler.web.tasks.sending.email_addresses import email_address
from scheduler.web.tasks.sending.file_names import human_name
from scheduler.web.tasks.sending.hand_out import Given, Way
from scheduler.web.tasks.workbook_copy import DISK, ChangeRefusedError
from scheduler.web.tasks.year.given_forms import FormLog, GivenForm
from scheduler.web.tasks.year.kept_answers import KeptAnswers, Stamps
from scheduler.workflows.supply import take_in_forms, write_forms

WHY = "Antwoorden van besturen en opleiders overgenomen"
ZIP = "application/zip"
NOBODY = "Voor dit bestuur of deze opleider is er geen formulier."
FAULTY = "Verbeter eerst de fouten in de antwoorden, of haal het antwoord weg."
MEANWHILE = "Intussen is er een ander antwoord of een andere versie van het werkboek. Er is niets overgenomen; ververs."
NOTHING_NEW = "De antwoorden veranderen niets aan het werkboek."


@dataclass(frozen=True, slots=True)
class AskedOf:
    """Somebody to whom a form goes.

    Attributes:
        addressee: With the form, and a text that asks or reminds.
        key: Kind and id.
        awaited: What is still awaited; None where everything came.
        given: When the form was given last, and how; '' where it was not.
    """

    addressee: Addressee
    key: str
    awaited: Unanswered | None
    given: str = ""


class SupplyRound:
    """The round of one semester.

    Attributes:
        answers: Those that came back.
    """

    def __init__(self, dossier: Dossier) -> None:
        """Look at the workbook that is worked in.

        Args:
            dossier: Of which semester.

        Raises:
            ChangeRefusedError: There is no workbook, or it has faults.
        """
        self._dossier = dossier
        self._semester: Semester = semester_of(dossier)
        self.answers = KeptAnswers(dossier)

    @property
    def mark(self) -> str:
        """What is shown now, as a word for a page: another version of the workbook or another answer gives another."""
        return f"{self._dossier.value(HEAD_WORKBOOK).stamp}-{self.answers.mark}"

    # -- answers -----------------------------------------------------------------------------------

    @cached_property
    def merged(self) -> Merged:
        """What the answers change in the workbook that is worked in, who is silent, and every fault in them."""
        path = self._semester.version.path
        if stamps := self.answers.stamps:
            return _merged(path, self.answers.folder, stamps)
        return still_awaited(self._rows, _before(path))

    def take_over(self, by: str, seen: str) -> int:
        """Write the answers in a new version of the workbook, all of them or none.

        Args:
            by: By whom.
            seen: The ``mark`` of what was looked at.

        Returns:
            The number of the version.

        Raises:
            ChangeRefusedError: Something else is there by now, there are faults, nothing changes, or the workbook
                cannot take it.
        """
        if seen != self.mark:
            raise ChangeRefusedError(MEANWHILE)
        if self.merged.changes_nothing and not self.merged.faults:
            raise ChangeRefusedError(NOTHING_NEW)
        before = self._semester.version
        try:
            with tempfile.TemporaryDirectory(dir=self._dossier.folder) as place:
                target, now = Path(place) / "werkboek.xlsx", datetime.now().astimezone()
                taken = take_in_forms(self._intake, self.answers.folder, target, now)
                if taken.faults:
                    raise ChangeRefusedError(FAULTY)
                stamp = int(seen.partition("-")[0])
                return self._dossier.add_workbook(target, before.shown_name, by, WHY, before.id, seen=stamp)
        except ChangedMeanwhileError as error:
            raise ChangeRefusedError(MEANWHILE) from error
        except OSError as error:
            raise ChangeRefusedError(DISK) from error

    # -- forms -------------------------------------------------------------------------------------

    @property
    def _intake(self) -> Intake:
        version = self._semester.version
        unheard = EventScreen(io.StringIO())
        return Intake(self._semester.instance, look(version.path).reading, version.path, None, unheard)

    def asked(self) -> list[AskedOf]:
        """Tell to whom a form goes, boards first, with what is still awaited of each."""
        silent = {(row.kind, row.id): row for row in self.merged.unanswered}
        found, given = [], self._log.last()
        for who in self._whom:
            one = self._addressee(*who, bool(self.answers.names))
            found.append(AskedOf(one, "/".join(who), silent.get(who), given.get(one.key, "")))
        return found

    def forms(self, by: str) -> Given:
        """Give all forms in one file, a folder for each kind of reader.

        Args:
            by: By whom.

        Returns:
            The file; for whom there is a form in it, stands in the log.
        """
        packed, given = io.BytesIO(), list[GivenForm]()
        with (
            tempfile.TemporaryDirectory(dir=self._dossier.folder) as place,
            zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            forms = write_forms(self._intake, Path(place))
            for kind, paths in ((FormKind.BOARD, forms.boards), (FormKind.TRAINER, forms.trainers)):
                for id, path in paths.items():
                    archive.write(path, f"{path.parent.name}/{path.name}")
                    given.append(GivenForm(self._addressee(kind, id, remind=False), path.name, path.read_bytes()))
        self._log.keep(given, Way.FILE, by)
        return Given(packed.getvalue(), human_name("Uitvraag", "", self._name, ".zip"), ZIP)

    def form_draft(self, key: str, remind: bool, by: str) -> Given:
        """Give one e-mail with a form, ready to look at and to send.

        Args:
            key: Kind and id: ``bestuur/B04``.
            remind: Somebody was asked before and is silent.
            by: By whom.

        Returns:
            The e-mail: it asks, or reminds; it stands in the log.

        Raises:
            ChangeRefusedError: There is nobody like that, or the address cannot be.
        """
        kind, _, id = key.partition("/")
        if (kind, id) not in self._whom:
            raise ChangeRefusedError(NOBODY)
        one = self._addressee(kind, id, remind)
        if one.email.fault:
            raise ChangeRefusedError(f"{one.name}: {one.email.fault}")
        given = Given(draft(one), draft_name(one, self._name), "message/rfc822")
        self._keep([one], remind, by)
        return given

    def form_drafts(self, remind: bool, by: str) -> Given:
        """Give all e-mails in one file.

        Args:
            remind: Only to those of whom something is awaited, who were asked before; otherwise to all.
            by: By whom.

        Returns:
            The file; who is in it, stands in the log.
        """
        silent = {(row.kind, row.id) for row in self.merged.unanswered}
        whom = [who for who in self._whom if who in silent or not remind]
        content, given = all_drafts([self._addressee(*who, remind) for who in whom], self._name)
        self._keep(given, remind, by)
        return Given(content, human_name("Herinnering" if remind else "Uitvraag", "mails", self._name, ".zip"), ZIP)

    @property
    def _log(self) -> FormLog:
        return FormLog(self._dossier, self._semester.version)

    def _keep(self, whom: Iterable[Addressee], remind: bool, by: str) -> None:
        given = [GivenForm(one, file.shown, file.read()) for one in whom for file in one.attachments]
        self._log.keep(given, Way.REMINDER if remind else Way.DRAFT, by)

    @property
    def _name(self) -> str:
        return self._semester.instance.settings.semester

    @cached_property
    def _rows(self) -> RowsAsked:
        return RowsAsked(look(self._semester.version.path).reading, self._semester.instance)

    @cached_property
    def _whom(self) -> list[tuple[str, str]]:
        """Kind and id of everybody to whom a form goes, as the forms are written."""
        boards = [(FormKind.BOARD.value, id) for id in self._semester.instance.boards if self._rows.labels(id)]
        return [*boards, *((FormKind.TRAINER.value, trainer.id) for trainer in self._rows.assessors())]

    def _addressee(self, kind: str, id: str, remind: bool) -> Addressee:
        instance = self._semester.instance
        is_board = kind == FormKind.BOARD
        who = instance.boards[id] if is_board else instance.trainers[id]
        row = next((row for row in self.merged.unanswered if (row.kind, row.id) == (kind, id)), None)
        back = instance.settings.answers_to
        if row is not None and remind:
            text = reminder(row, instance.settings)
        else:
            text = letter("collega", _first_question(is_board, self._name or "dit semester", back), instance.settings)
        file = Attachment(human_name(id, who.name, self._name, ".xlsx"), cache(lambda: self._form(is_board, id)))
        kind_of_reader = Reader.BOARD if is_board else Reader.ASSESSOR
        subject = f"Uitvraag {self._name}".strip()
        return Addressee(kind_of_reader, id, who.name, email_address(who.email), subject, text, (file,))

    def _form(self, is_board: bool, id: str) -> bytes:
        with tempfile.TemporaryDirectory(dir=self._dossier.folder) as place:
            path = Path(place) / "formulier.xlsx"
            (write_board_form if is_board else write_trainer_form)(self._rows, id, path)
            return path.read_bytes()


def _first_question(is_board: bool, semester: str, back: str) -> str:
    to = f" naar {back}" if back else ""
    if is_board:
        return (
            f"Hierbij het formulier over de stageplaatsen voor {semester}, ingevuld met wat wij al weten. Wilt u per "
            f"school zeggen of er plaatsen zijn, wijzigen wat niet meer klopt, en het terugsturen{to}?"
        )
    return (
        f"Hierbij het formulier over de dagen waarop u in {semester} WPA's kunt afnemen. Wilt u zeggen welke dagdelen "
        f"kunnen en het terugsturen{to}? Een export van uw agenda (.ics) mag ook."
    )


@lru_cache(maxsize=4)
def _merged(workbook: Path, folder: Path, stamps: Stamps) -> Merged:
    """Versions never change, and what the answers are is in ``stamps``."""
    return merge_answers(look(workbook).reading, folder, _before(workbook))


@lru_cache(maxsize=4)
def _before(workbook: Path) -> frozenset[AnsweredBy]:
    """Versions never change."""
    instance = look(workbook).instance
    return frozenset() if instance is None else answered_before(workbook, instance.settings.semester)


def answers_awaited(dossier: Dossier) -> int:
    """Count the boards of whom something is awaited, once a round is underway; 0 before any answer came."""
    if not KeptAnswers(dossier).names:
        return 0
    try:
        merged = SupplyRound(dossier).merged
    except ChangeRefusedError:
        return 0
    return sum(row.kind == FormKind.BOARD for row in merged.unanswered)
