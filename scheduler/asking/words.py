"""What to ask for and to give back in the words of the office, for a screen and for a sheet. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from instances.domain.entities import Availability, Slot
from instances.domain.instance import Instance
from instances.dutch.dates import medium_date, span
from instances.dutch.lists import listed, listed_at_most, opening
from instances.dutch.numbers import count, in_points
from instances.edits.edit import CellEdit, Edit, RowEdit
from instances.edits.wording import edit_cell, edit_words, edits_in_words
from instances.tables.columns import BOARDS, MENTORS, SCHOOLS, TANDEMS, TRAINERS
from instances.workbook.read import Reading
from scheduler.asking.settings import ASKING
from scheduler.asking.values import AskList, Gain, PricedAsk

EVERYBODY = "alle besturen"


@dataclass(frozen=True, slots=True)
class AskRow:
    """One thing to ask for, in words.

    Attributes:
        of: Whom to ask.
        what: What, with its cell in the workbook.
        gain: What it gains.
        why: Whether that is proven, and of two what each gains alone.
        who: Who has a place or a WPA then.
        ask: The figures.
    """

    of: str
    what: str
    gain: str
    why: str
    who: str
    ask: PricedAsk


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """What one school, or a board of its times, can be given back.

    Attributes:
        board: Id of the board; '' for times of all boards.
        board_name: Its name.
        school: Id of the school; '' for times of a whole board.
        school_name: Its name.
        number: How many.
        what: Places, or which time.
        is_time: Whether it is a WPA time.
    """

    board: str
    board_name: str
    school: str
    school_name: str
    number: int
    what: str
    is_time: bool = False

    def with_more(self, number: int) -> ReturnRow:
        """The same with so many times more, without saying which."""
        return replace(self, number=self.number + number, what="WPA-tijden")


class AskWords:
    """Sentences about one workbook."""

    def __init__(self, instance: Instance, reading: Reading) -> None:
        """Keep where everything stands.

        Args:
            instance: The workbook.
            reading: The rows and columns of its cells.
        """
        self._instance, self._reading = instance, reading

    def rows(self, asks: Iterable[PricedAsk]) -> list[AskRow]:
        """Write every ask, in the order given."""
        return [
            AskRow(
                listed(dict.fromkeys(self._asked_of(edit) for edit in ask.edits)),
                opening("; ".join(edits_in_words(self._instance, self._reading, ask.edits))),
                self.gain(ask.gain, ask.for_wpas),
                self._why(ask),
                self.people(ask.who) if ask.gain.served > 0 else "",
                ask,
            )
            for ask in asks
        ]

    def gain(self, gain: Gain, for_wpas: bool) -> str:
        """Write what is gained: ``2 studenten meer geplaatst, 12 punten hoger``."""
        parts = []
        if gain.served:
            parts.append(
                count(gain.served, "WPA meer", "WPA's meer")
                if for_wpas
                else f"{count(gain.served, 'student', 'studenten')} meer geplaatst"
            )
        if gain.shortage:
            less = "minder" if gain.shortage > 0 else "meer"
            parts.append(f"besturen {count(abs(gain.shortage), 'student', 'studenten')} {less} tekort (P4)")
        if gain.cost:
            parts.append(f"kosten {in_points(abs(gain.cost))} {'lager' if gain.cost > 0 else 'hoger'}")
        return ", ".join(parts) or "niets"

    def _why(self, ask: PricedAsk) -> str:
        proven = "bewezen" if ask.exact else "minstens; of het meer kan zijn, is niet bewezen"
        if not ask.alone:
            return proven
        alone = "; ".join(
            f"alleen {words}: {self.gain(gain, ask.for_wpas)}"
            for words, gain in zip(self._each(ask), ask.alone, strict=False)
        )
        return f"helpt alleen samen ({alone}); {proven}"

    def _each(self, ask: PricedAsk) -> list[str]:
        return ["het eerste", "het tweede"][: len(ask.alone)]

    def people(self, ids: Iterable[str]) -> str:
        """Name students by name and code, a few of many."""
        students = self._instance.students
        return listed_at_most([f"{students[id].name} ({id})" for id in ids], ASKING.named)

    def _asked_of(self, edit: Edit) -> str:
        """Who has to say yes."""
        instance = self._instance
        if isinstance(edit, RowEdit):
            if isinstance(edit.row, Availability):
                return instance.trainers[edit.row.trainer].name
            if isinstance(edit.row, Slot) and edit.row.school is not None:
                return self._school(edit.row.school)
            return "het stagebureau"
        return self._of_cell(edit)

    def _of_cell(self, edit: CellEdit) -> str:
        instance = self._instance
        by_sheet: dict[str, Callable[[], str]] = {
            SCHOOLS.name: lambda: self._school(edit.id),
            MENTORS.name: lambda: self._school(instance.mentors[edit.id].school),
            BOARDS.name: lambda: instance.boards[edit.id].name,
            TANDEMS.name: lambda: instance.trainers[instance.tandems[edit.id].so].name,
            TRAINERS.name: lambda: instance.trainers[edit.id].name,
        }
        return by_sheet.get(edit.sheet, lambda: "het stagebureau")()

    def _school(self, id: str) -> str:
        school = self._instance.schools[id]
        return f"{school.name} ({self._instance.boards[school.board].name})"

    # -- giving back -------------------------------------------------------------------------------

    def returns(self, found: AskList) -> list[ReturnRow]:
        """Write what can be given back, by board."""
        rows = [
            self._row(self._instance.schools[id].board, id, number, "plaatsen" if number > 1 else "plaats")
            for id, number in found.returns.places.items()
        ]
        for id in found.returns.slots:
            slot = self._instance.slots[id]
            board = slot.board or (None if slot.school is None else self._instance.schools[slot.school].board)
            when = f"WPA-tijd {id}, {medium_date(slot.date)} {span(slot.begin, slot.end)}"
            rows.append(replace(self._row(board or "", slot.school or "", 1, when), is_time=True))
        order = {board: n for n, board in enumerate(self._instance.boards)}
        return sorted(rows, key=lambda row: order.get(row.board, len(order)))

    def _row(self, board: str, school: str, number: int, what: str) -> ReturnRow:
        boards, schools = self._instance.boards, self._instance.schools
        return ReturnRow(
            board,
            boards[board].name if board else EVERYBODY,
            school,
            schools[school].name if school else "",
            number,
            what,
        )

    def cells(self, ask: PricedAsk) -> str:
        """Name the cells of an ask."""
        return listed(dict.fromkeys(edit_cell(self._reading, edit) for edit in ask.edits))

    def plain(self, ask: PricedAsk) -> str:
        """Write the edits without their cells."""
        return opening("; ".join(edit_words(self._instance, edit) for edit in ask.edits))
