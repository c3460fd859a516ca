"""One order underway: what was asked, what was read, the clock and the earlier roster. Knows no option and no rule."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from instances.domain.instance import Instance
from instances.domain.solution import Previous, Proof
from instances.dutch.lists import listed
from instances.dutch.numbers import count
from instances.edits.edit import Edit
from instances.rosters.columns import RESULT_FILE, Head
from instances.tables.columns import EXCLUSIONS, PINS
from instances.workbook.read import Reading
from models.search.control import Control
from models.search.settings import SearchSettings
from reports.account.row_prints import SheetChange
from reports.run.bundle import Run
from reports.workbook.edited_copy import can_be_edited, write_edited
from scheduler.checks.placement import check_placement
from scheduler.input.read_workbook import Intake, take_in
from scheduler.job.school_answers import SchoolAnswers, take_in_answers
from scheduler.precheck.candidates import MentorCandidates
from scheduler.precheck.pins import PinFault
from scheduler.previous.earlier import without_unknown
from scheduler.previous.edits_as_pins import as_pins, refuse_edits, with_pins
from scheduler.previous.hand_words import say_elsewhere, say_meant, say_pinned
from scheduler.previous.manual_edits import ManualEdit, ManualEdits, find_manual_edits, pinned_rows, say_manual_edits
from scheduler.previous.provenance import Provenance
from scheduler.previous.rosters import previous_rosters
from scheduler.reasons.placement import PlacementReasons
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.runtime.search_session import SearchSession, cores
from scheduler.runtime.settings import RUNTIME
from scheduler.runtime.time_plan import TIME, TimePlan
from scheduler.writing.folder import versions
from scheduler.writing.in_the_way import output_names, refuse_in_the_way
from scheduler.writing.output_folder import settle
from scheduler.writing.pseudonyms import coded, keep_apart
from scheduler.writing.sending import Sending, ready_to_send

WITH_PINS, WITH_ANSWERS = "vastgezet", "antwoorden"


@dataclass(frozen=True)
class Order:
    """What a command that makes rosters was asked.

    Attributes:
        workbook: The file of the workbook.
        folder: Where the rosters come.
        seconds: From the first look at the workbook to the last file, but for a few seconds of writing.
        seed: Of the search.
        postcodes: A file with postal codes, for addresses without coordinates.
        previous: The folder with an earlier roster.
        reproducible: The seconds are of work, and the same order always gives the same files.
        dask: The address of a cluster that computes along.
        passwords: The file with the passwords that lock the board files.
        anyway: Also with an earlier roster that seems to be of another workbook.
        keep_edits: Pin what was edited by hand in the earlier roster.
        coded: With codes for people.
        preview: Also previews without names, for schools.
        schools: Also a file for every school and every tandem.
        answers: The folder with what schools answered to the previews of ``previous``.
        variants: How many clearly different placements to find beside the best.
    """

    workbook: Path
    folder: Path
    seconds: int
    seed: int = 0
    postcodes: Path | None = None
    previous: Path | None = None
    reproducible: bool = False
    dask: str | None = None
    passwords: Path | None = None
    anyway: bool = False
    keep_edits: bool = False
    coded: bool = False
    preview: bool = False
    schools: bool = False
    answers: Path | None = None
    variants: int = 0

    @property
    def search(self) -> SearchSettings:
        """The settings of the search."""
        return SearchSettings(self.seconds, self.seed, cores(), self.reproducible)

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The files that are read."""
        return tuple(path for path in (self.workbook, self.postcodes) if path is not None)

    @property
    def copies(self) -> tuple[str, ...]:
        """Names of copies of the workbook that may be written."""
        return tuple(f"{self.workbook.stem}-{end}.xlsx" for end in (WITH_PINS, WITH_ANSWERS))


class Job:
    """One order underway: what was read and the earlier roster.

    Attributes:
        order: What was asked.
        screen: Where everything is said.
        intake: The workbook as it was read, with what schools answered.
        instance: The same, with the pinned edits too: this is what is solved.
        candidates: The mentors of its students, without other students.
        previous: The earlier rosters from which changes count; None without.
        issued: The earlier rosters as they were given out, where edits of them are pinned; else None.
        provenance: What the earlier roster tells of itself; None without.
        changes: Of the workbook since the earlier roster; None where that is not known.
        manual_edits: What was edited by hand in the earlier roster; None where that is not known.
        pinned_edits: Those of them that are pinned, and the codes of rows in which a hand typed ja in Vastgezet.
        school_answers: What schools answered to a preview.
        sending: Passwords, calendars and codes of what is sent; known from ``start`` on.
    """

    def __init__(self, order: Order, screen: Screen, for_wpa: bool, sheets: Collection[str]) -> None:
        """Read everything the order names.

        Args:
            order: What was asked.
            screen: Where everything is said.
            for_wpa: The workbook must hold what WPAs need.
            sheets: The roster sheets that this order makes: only edits by hand in those are pinned.

        Raises:
            RefusedError: Something that was read cannot be used.
            FaultyInputError: The workbook has faults.
        """
        self.order = order
        self.screen = screen
        self._began = time.monotonic()
        self._search: SearchSession | None = None
        keep_apart(order.folder, order.previous, order.coded)
        self.intake: Intake = take_in(
            order.workbook,
            screen,
            postcodes=order.postcodes,
            folder=order.folder,
            for_wpa=for_wpa,
            code=self._coded if order.coded else None,
        )
        self.instance: Instance = self.intake.instance
        self.previous: Previous | None = None
        self.issued: Previous | None = None
        self.provenance: Provenance | None = None
        self.changes: tuple[SheetChange, ...] | None = None
        self.sending = Sending()
        self.manual_edits: ManualEdits | None = None
        self.pinned_edits: tuple[ManualEdit, ...] = ()
        self._unusable_edits: tuple[str, ...] = ()
        screen.say(
            f"Gelezen: {count(len(self.instance.students), 'student', 'studenten')}, "
            f"{count(len(self.instance.mentors), 'mentor', 'mentoren')}, "
            f"{count(len(self.instance.schools), 'school', 'scholen')}."
        )
        if order.previous is not None:
            self._look_back(order.previous, sheets)
        self.school_answers = SchoolAnswers()
        if order.answers is not None:
            self.school_answers = take_in_answers(order.answers, order.previous, self.instance, order.coded, screen)
            self.instance = self.school_answers.apply(self.instance)
            self.intake = replace(self.intake, instance=self.school_answers.apply(self.intake.instance))
        self.candidates = MentorCandidates(self.instance)
        self._is_copied = self._can_be_copied()

    def _look_back(self, folder: Path, sheets: Collection[str]) -> None:
        """The previous roster, what was edited in it by hand, and what changed in the workbook since."""
        settle(folder, self.screen)
        self.provenance = provenance = Provenance(folder)
        found, earlier = previous_rosters(provenance, self.instance, self.screen, self.order.anyway)
        earlier.say(provenance, found.previous, self.instance, self.screen)
        self.changes = earlier.changes
        self.manual_edits = edits = find_manual_edits(provenance, found)
        say_meant(found.differences, self.screen)
        say_elsewhere(found.differences, self.screen)
        say_pinned(found.differences, sheets, self.screen)
        if edits is None and self.order.keep_edits:
            text = f"In {folder} zegt geen {RESULT_FILE} wat er eerst stond: wijzigingen met de hand zijn niet te zien."
            raise RefusedError(ExitCode.FAULTS, text)
        self.previous = earlier.completed(found.previous)
        issued = Previous() if edits is None else edits.issued
        if edits is not None:
            say_manual_edits(edits, self.instance, earlier.around, self.screen, self.order.keep_edits)
        kept = edits.edits if edits is not None and self.order.keep_edits else ()
        self._pin(edit for edit in (*kept, *pinned_rows(issued, found)) if edit.sheet in sheets)
        if edits is None:
            return
        if self.order.keep_edits:
            self.issued = earlier.completed(issued)
            return
        self.previous = without_unknown(found, earlier, issued, self.instance, self.screen)
        if self.pinned_edits:
            self.issued = _as_issued(self.previous, issued, self.pinned_edits)

    def _pin(self, edits: Iterable[ManualEdit]) -> None:
        """Pin edits of the earlier roster, each code once."""
        first: dict[tuple[str, Head], ManualEdit] = {}
        for edit in edits:
            first.setdefault((edit.student, edit.column), edit)
        self.pinned_edits = tuple(first.values())
        self.instance, self._unusable_edits = with_pins(self.pinned_edits, self.instance, self.screen)
        if self.order.coded and as_pins(self.pinned_edits):
            self.screen.warn(
                "Met codes komt er geen kopie van het werkboek waarin de wijzigingen vastgezet zijn: zet wat moet "
                "blijven zelf op het blad Vastgezet."
            )

    def _can_be_copied(self) -> bool:
        """Whether there is something to keep in a copy of the workbook, and one can be made; else that is told."""
        pins, answers, book = as_pins(self.pinned_edits), self.school_answers.edits, self.order.workbook
        if self.order.coded or not (pins or answers):
            return False
        if can_be_edited(book):
            return True
        sheets = listed([PINS.name] * bool(pins) + [EXCLUSIONS.name] * bool(answers))
        self.screen.warn(
            f"{book.name} is te groot om er een kopie van te maken waarin dit staat: zet wat moet blijven zelf op "
            f"{'de bladen' if pins and answers else 'het blad'} {sheets}."
        )
        return False

    def looks_back_at(self, folder: Path) -> bool:
        """Whether that is the folder of the earlier roster, of which every change by hand was told already."""
        return self.order.previous is not None and self.order.previous.resolve() == folder.resolve()

    def refuse_pins(self, faults: Sequence[PinFault]) -> None:
        """Refuse pins that cannot stand.

        Args:
            faults: The pins; nothing happens where there are none.

        Raises:
            RefusedError: It names the cells, of the roster edited by hand or of Vastgezet.
        """
        refuse_edits(self.pinned_edits, self._unusable_edits, faults)
        self.intake.refuse_pins([self.school_answers.with_answer(self.instance, fault) for fault in faults])

    @property
    def copy_name(self) -> str:
        """The copy of the workbook that keeps edits by hand and what schools refused; '' without those.

        Nor with codes for people: the workbook names them; nor of one that is too large.
        """
        end = WITH_PINS if as_pins(self.pinned_edits) else WITH_ANSWERS
        return f"{self.order.workbook.stem}-{end}.xlsx" if self._is_copied else ""

    def edited_copy(self) -> dict[str, Callable[[Path], None]]:
        """Give the name and the writer of that copy; nothing without one."""
        edits: list[Edit] = [*as_pins(self.pinned_edits), *self.school_answers.edits]
        name, source = self.copy_name, self.order.workbook
        return {name: lambda path: write_edited(source, self.intake.reading, edits, path)} if name else {}

    def _coded(self, reading: Reading) -> Reading:
        return coded(reading, self.order.folder, self.order.previous, self.screen)

    def start(self, answers: float = TIME.answers_most) -> SearchSession:
        """Get ready what is sent, and open the search.

        Args:
            answers: Seconds of the time that are kept for answers about the roster at most.

        Returns:
            A context in which is searched and written.

        Raises:
            RefusedError: The folder cannot be written, or a file with passwords or codes has faults.
        """
        order = self.order
        refuse_in_the_way(order.folder, output_names(order.copies, self.instance, order.variants), order.inputs)
        self.sending = ready_to_send(
            self.instance,
            self.order.folder,
            self.order.previous,
            self.order.passwords,
            self.order.preview,
            self.screen,
            self.order.schools,
        )
        helped = len(self.instance.students) >= RUNTIME.helper_from and cores() > 1
        plan = TimePlan.of(order.seconds, time.monotonic() - self._began, order.reproducible, answers)
        self._search = SearchSession(order.search, self.screen, order.dask, helped, plan)
        return self._search

    def bundle(self, placement: dict[str, str], proof: Proof, why_not: str = "") -> Run:
        """Put a placement together with its verdict and its reasons.

        Args:
            placement: Student id to mentor id.
            proof: What the search proved of it.
            why_not: The Dutch reason for everyone not placed, when that was not this run's doing; ``''``: find them.

        Returns:
            The run, without a WPA roster.
        """
        before = None if self.previous is None else self.previous.placement
        verdict = check_placement(self.instance, placement, before)
        left_out = [student for student in self.instance.students if student not in placement]
        return Run(
            instance=self.instance,
            placement=placement,
            placement_verdict=verdict,
            placement_proof=proof,
            unplaced=dict.fromkeys(left_out, why_not) if why_not else self._reasons(placement),
            previous=self.previous,
            issued=self.issued,
            seed=self.order.seed,
            seconds=self.order.seconds,
            reproducible=self.order.reproducible,
            source="" if self.order.coded else self.order.workbook.name,
            copy=self.copy_name,
            versions=versions(),
            notices=self.intake.reading.notices,
        )

    def _reasons(self, placement: dict[str, str]) -> dict[str, str]:
        """Why students are left out: of thousands, as many as there is time for."""
        reasons = PlacementReasons(self.instance, placement)
        if self._search is None or self._search.stopped:
            return reasons.all(Control(TIME.reasons_most if self._search is None else TIME.reasons_stopped))
        return self._search.run_extra(TIME.reasons_most, reasons.all, {})


def _as_issued(found: Previous, issued: Previous, pinned: Iterable[ManualEdit]) -> Previous:
    """The earlier rosters with the rows that are pinned now as they were given out: of those people get word."""
    placement, assessment = dict(found.placement), dict(found.assessment)
    for edit in pinned:
        if edit.column is Head.MENTOR and edit.student in issued.placement:
            placement[edit.student] = issued.placement[edit.student]
        elif edit.column is not Head.MENTOR and edit.student in issued.assessment:
            assessment[edit.student] = issued.assessment[edit.student]
    return replace(found, placement=placement, assessment=assessment)
