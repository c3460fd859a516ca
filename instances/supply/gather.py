"""Everything that lies in a folder of answers: forms and calendars by whose they are, and what they change together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from instances.domain.entities import Board, Trainer
from instances.domain.instance import Instance
from instances.dutch.lists import alternatives
from instances.dutch.nearest import did_you_mean, folded
from instances.supply.asked import RowsAsked
from instances.supply.board_form import BoardForm
from instances.supply.busy import BusyTime, UnreadableCalendarError, busy_halves, read_calendar
from instances.supply.filled_in import answers_of, is_blank
from instances.supply.form import SCHOOL_FORM, FormKind, Identity
from instances.supply.form_rows import signed
from instances.supply.half_days import spans
from instances.supply.merge_mentors import MentorsMerge
from instances.supply.merge_schools import SchoolsMerge
from instances.supply.merge_times import TimesMerge
from instances.supply.new_codes import NewCodes
from instances.supply.outcome import AnsweredBy, FormPlace, Merged, News, NewsKind, Unanswered
from instances.supply.read_forms import FileFault, Form, answer_paths, read_form
from instances.supply.settings import SUPPLY
from instances.tables.columns import SCHOOLS, TRAINERS
from instances.tables.faults import Fault
from instances.workbook.read import Reading

ALL = "alles"
"""What is awaited of who did not answer at all."""


SEMESTER = "Semester"
"""The head under which Ingelezen says for which semester somebody answered."""


def merge_answers(reading: Reading, folder: Path, before: Collection[AnsweredBy] = ()) -> Merged:
    """Take over every answer in a folder.

    Args:
        reading: The workbook, read without faults.
        folder: Where the forms and calendars lie, also in folders below it; names of files do not matter.
        before: Who answered at an earlier reading.

    Returns:
        What changes, who has not answered, and every fault; with a fault nothing of it may be used.

    Raises:
        ValueError: The workbook has faults.
    """
    if reading.instance is None:
        raise ValueError("a workbook with faults takes no answers")
    return _Gathering(RowsAsked(reading, reading.instance), before).run(folder)


def still_awaited(asked: RowsAsked, before: Collection[AnsweredBy]) -> Merged:
    """Say of whom something is awaited while no answer lies there.

    Args:
        asked: The workbook.
        before: Who answered at an earlier reading.

    Returns:
        What changes nothing, and says who has not answered.
    """
    return _Gathering(asked, before).without_answers()


@dataclass
class _Gathering:
    asked: RowsAsked
    before: Collection[AnsweredBy]
    merged: Merged = field(default_factory=Merged)
    forms: dict[tuple[FormKind, str], Form] = field(default_factory=dict)
    blank: dict[tuple[FormKind, str], str] = field(default_factory=dict)

    @property
    def instance(self) -> Instance:
        return self.asked.instance

    def without_answers(self) -> Merged:
        self._boards()
        self._trainers({})
        return self.merged

    def run(self, folder: Path) -> Merged:
        there = [file for ending in (".xlsx", ".xlsm", ".ics", ".xls", ".ods") for file in answer_paths(folder, ending)]
        if not there:
            expected = "een map met formulieren die terugkwamen (.xlsx). Klopt de naam van de map?"
            self._fault("", f"geen formulier in {folder.name or folder}", expected)
            return self.merged
        for file, path in there:
            if path.suffix.casefold() in (".xls", ".ods"):
                self._fault(file, "een bestand dat niet gelezen wordt", "een .xlsx: sla het formulier op als .xlsx")
        read = [form for ending in (".xlsx", ".xlsm") for file, path in answer_paths(folder, ending)
                if (form := self._read(file, path)) is not None]  # fmt: skip
        busy = self._calendars(folder)
        self._choose(read)
        self.merged.blank = [file for whose, file in self.blank.items() if whose not in self.forms]
        self._boards()
        self._trainers(busy)
        for form in read:
            self.merged.faults += [fault for fault in form.faults if fault not in self.merged.faults]
        self.merged.files = len(self.forms) + len({time.file for times in busy.values() for time in times})
        return self.merged

    def _fault(self, file: str, found: str, expected: str) -> None:
        self.merged.faults.append(FileFault(file, Fault("", "", "", found, expected)))

    def _read(self, file: str, path: Path) -> Form | None:
        form, faults = read_form(path, file, self.instance.settings.semester)
        self.merged.faults += faults
        if form is None:
            return None
        who = form.identity
        known = self.instance.boards if who.kind is FormKind.BOARD else self.instance.trainers
        if who.who not in known:
            self._fault(file, f"een formulier van {who.kind} {who.who}", f"een {who.kind} uit het werkboek")
            return None
        return replace(form, sender=self._name(who))

    def _choose(self, read: Iterable[Form]) -> None:
        """One form for each board and trainer; one that came back with nothing in it is no answer."""
        for form in read:
            key = (form.identity.kind, form.identity.who)
            if is_blank(form):
                self.blank.setdefault(key, form.file)
                continue
            earlier = self.forms.setdefault(key, form)
            if earlier is not form and answers_of(earlier) != answers_of(form):
                name = self._name(form.identity)
                expected = f"één antwoord van {name}; in {earlier.file} staat een ander. Haal een van beide weg"
                self._fault(form.file, f"nog een formulier van {name}", expected)

    def _name(self, identity: Identity) -> str:
        if identity.kind is FormKind.BOARD:
            return self.instance.boards[identity.who].name
        return self.instance.trainers[identity.who].name

    # -- boards ------------------------------------------------------------------------------------

    def _boards(self) -> None:
        codes = NewCodes.of(self.instance)
        for board in self.instance.boards.values():
            labels = self.asked.labels(board.id)
            if not labels:
                continue
            form, answered = self.forms.get((FormKind.BOARD, board.id)), set[str]()
            if form is not None:
                both = BoardForm(self.asked, form, self.merged)
                schools = SchoolsMerge(both)
                schools.run()
                MentorsMerge(both, codes).run()
                both.tell_remark()
                answered = schools.answered
                for id in [id for id in labels if id in answered and (SCHOOLS.name, id) not in self.before]:
                    row = both.row(SCHOOL_FORM, SCHOOLS.name, id, self.instance.schools[id].name)
                    row.tell(NewsKind.ANSWERED, SEMESTER, "", "", self.instance.settings.semester)
            answered = answered | {id for sheet, id in self.before if sheet == SCHOOLS.name}
            missing = tuple(self.instance.schools[id].name for id in labels if id not in answered)
            if missing:
                nothing = form is None and len(missing) == len(labels)
                self._await(FormKind.BOARD, board, (ALL,) if nothing else missing, nothing)

    def _await(self, kind: FormKind, who: Board | Trainer, what: tuple[str, ...], nothing: bool) -> None:
        blank = "" if (kind, who.id) in self.forms else self.blank.get((kind, who.id), "")
        self.merged.unanswered.append(Unanswered(kind, who.id, who.name, who.email, what, nothing, blank))

    # -- trainers ----------------------------------------------------------------------------------

    def _trainers(self, busy: Mapping[str, list[BusyTime]]) -> None:
        part_spans = spans(self.instance)
        for trainer in self.asked.assessors():
            form = self.forms.get((FormKind.TRAINER, trainer.id))
            halves = busy_halves(busy.get(trainer.id, ()), self.asked.period, part_spans)
            times = TimesMerge(self.asked, self.merged, trainer, form, halves)
            times.run()
            earlier = (TRAINERS.name, trainer.id) in self.before
            if times.answered or trainer.id in busy:
                if not earlier:
                    self._tell_answered(trainer, form, busy.get(trainer.id, ()))
            elif not earlier or times.unfinished:
                self._await(FormKind.TRAINER, trainer, (ALL,), form is None)

    def _tell_answered(self, trainer: Trainer, form: Form | None, busy: Iterable[BusyTime]) -> None:
        file = form.file if form is not None else next((time.file for time in busy), "")
        by, semester = signed(form) if form is not None else trainer.name, self.instance.settings.semester
        of = (TRAINERS.name, trainer.id, trainer.name)
        self.merged.news.append(News(NewsKind.ANSWERED, *of, SEMESTER, "", semester, FormPlace(file, ""), by))

    def _calendars(self, folder: Path) -> dict[str, list[BusyTime]]:
        """When trainers are busy, by trainer; an empty list for a calendar with nothing in the period."""
        found: dict[str, list[BusyTime]] = {}
        period = self.asked.period
        for file, path in answer_paths(folder, ".ics"):
            if not period:
                self._fault(file, "een agenda", "een werkboek met WPA-slots: zonder weet niemand welke dagen tellen")
                continue
            try:
                if path.stat().st_size > SUPPLY.largest_calendar:
                    raise UnreadableCalendarError("een agenda die te groot is om te lezen")
                calendar = read_calendar(path.read_bytes(), file, period[0][0], period[-1][0])
            except UnreadableCalendarError as error:
                self._fault(file, str(error), "een agenda (.ics) zoals uw agendaprogramma die opslaat")
                continue
            owner = self._owner(file, path.stem, calendar.names)
            if owner is not None:
                found.setdefault(owner.id, []).extend(calendar.times)
        return found

    def _owner(self, file: str, stem: str, names: tuple[str, ...]) -> Trainer | None:
        """Whose calendar it is: what stands in it, else the code or name at the begin of the file's name."""
        known = {trainer.id: trainer for trainer in self.asked.assessors()}
        inside = {trainer.id for trainer in known.values() for name in names if _is_of(name, trainer)}
        outside = {trainer.id for trainer in known.values() if _begins_with(stem, trainer)}
        meant = (inside & outside) or inside or outside
        if inside and outside and not inside & outside:
            both = alternatives(known[id].name for id in sorted(inside | outside))
            self._fault(
                file, f"een agenda van {both}", "één eigenaar: laat het bestand beginnen met de code van wie het is"
            )
        elif len(meant) == 1:
            return known[meant.pop()]
        else:
            codes = {**{id: id for id in known}, **{trainer.name: id for id, trainer in known.items()}}
            hint = did_you_mean(stem, list(codes))
            expected = (
                f"een naam die begint met de code of naam van een beoordelaar, zoals {next(iter(known), 'SO1')}.ics"
            )
            self._fault(file, "een agenda zonder eigenaar", f"{expected}.{hint}")
        return None


def _is_of(name: str, trainer: Trainer) -> bool:
    wanted = folded(name)
    return wanted in {folded(trainer.name), folded(trainer.id), folded(trainer.email) or None}


def _begins_with(stem: str, trainer: Trainer) -> bool:
    text = folded(stem.replace("_", " "))
    return any(text == start or text.startswith(f"{start} ") for start in map(folded, (trainer.id, trainer.name)))
