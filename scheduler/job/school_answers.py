"""What schools answered to a preview, as exclusions for the next placement. Knows the files, not the search.

"Niet akkoord" is about the school: which class the student would be in, a school sees only as a bouw. It becomes an
exclusion of that student at that school (P9), with the school's reason, which stays with the office.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from instances.domain.entities import Exclusion
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.dutch.lists import listed_at_most
from instances.dutch.numbers import count
from instances.edits.edit import RowEdit
from instances.rosters.columns import PREVIEW_KEY_FILE
from instances.rosters.school_answers import Answers, SchoolAnswer, read_answers
from scheduler.precheck.pins import PinFault
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.wording.settings import SHOWN
from scheduler.wording.texts import fault_lines, first_of
from scheduler.writing.sending import previewed_in


@dataclass(frozen=True, slots=True)
class SchoolAnswers:
    """What schools answered that the workbook does not say yet.

    Attributes:
        exclusions: The exclusions that schools asked for.
        places: Ids of student and school to the file and cell of the answer, also of those in the workbook already.
    """

    exclusions: tuple[Exclusion, ...] = ()
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def with_answer(self, instance: Instance, fault: PinFault) -> PinFault:
        """Add to a fault the answer it comes from, where a pin is against what a school answered."""
        pin = instance.pin_of[fault.student]
        school = pin.school if pin.mentor is None else instance.mentors[pin.mentor].school
        place = self.places.get((fault.student, school or ""))
        if fault.rule is not Rule.P9 or place is None:
            return fault
        return replace(fault, expected=f"{fault.expected} Dat de school niet akkoord is, staat in {place}.")

    @property
    def edits(self) -> tuple[RowEdit, ...]:
        """The exclusions as rows to add to the workbook."""
        return tuple(RowEdit(exclusion, added=True) for exclusion in self.exclusions)

    def apply(self, instance: Instance) -> Instance:
        """Add the exclusions to the workbook.

        Args:
            instance: The workbook.

        Returns:
            It with the exclusions, with another fingerprint: what is proven of one does not hold for the other.
        """
        if not self.exclusions:
            return instance
        pairs = repr(sorted((row.who, row.other) for row in self.exclusions))
        fingerprint = hashlib.sha256(f"{instance.fingerprint} {pairs}".encode()).hexdigest()
        return replace(instance, exclusions=(*instance.exclusions, *self.exclusions), fingerprint=fingerprint)


def take_in_answers(
    folder: Path, previous: Path | None, instance: Instance, discreet: bool, screen: Screen
) -> SchoolAnswers:
    """Read what schools answered to a preview, and say it.

    Args:
        folder: The folder with the files that schools filled in.
        previous: The folder of the roster that was previewed.
        instance: The workbook.
        discreet: With codes for people: what schools wrote is neither shown nor kept.
        screen: Where it is said.

    Returns:
        The answers.

    Raises:
        RefusedError: There was no preview, or the files have faults, which it names all.
    """
    if previous is None:
        raise _refusal("Bij --antwoorden hoort --vorige: de map van het rooster waar de vooraankondiging bij hoort.")
    key = previewed_in([previous])
    if not key:
        raise _refusal(
            f"In {previous} staat geen {PREVIEW_KEY_FILE}: daar is geen vooraankondiging gemaakt (--vooraf)."
        )
    answers = read_answers(folder, key)
    if answers.faults:
        faults = "\n".join(" ".join(filter(None, (file, fault_lines([fault])))) for file, fault in answers.faults)
        raise _refusal(f"De antwoorden in {folder} zijn niet te gebruiken.\n{faults}")
    _say(answers, instance, discreet, screen)
    known = [answer for answer in answers.of(False) if _still_there(answer, instance)]
    excluded = {(row.who, row.other) for row in instance.exclusions}
    fresh = [answer for answer in known if (answer.row.student, answer.row.school) not in excluded]
    places = {(answer.row.student, answer.row.school): answer.place for answer in known}
    return SchoolAnswers(tuple(_exclusion(answer, discreet) for answer in fresh), places)


def _exclusion(answer: SchoolAnswer, discreet: bool) -> Exclusion:
    reason = "" if discreet or not answer.reason else f": {answer.reason}"
    return Exclusion(answer.row.student, answer.row.school, f"School niet akkoord{reason}")


def _still_there(answer: SchoolAnswer, instance: Instance) -> bool:
    return answer.row.student in instance.students and answer.row.school in instance.schools


def _say(answers: Answers, instance: Instance, discreet: bool, screen: Screen) -> None:
    agreed, refused, open_ = (answers.of(said) for said in (True, False, None))
    screen.say(
        f"Antwoorden van scholen: {len(agreed)} akkoord, {len(refused)} niet akkoord, {len(open_)} nog niet beantwoord."
    )
    if refused:
        more = first_of(SHOWN.school_refusals, len(refused))
        rows = [_row(answer, discreet) for answer in refused[: SHOWN.school_refusals]]
        title = f"Niet akkoord{more}: deze student komt niet op deze school (P9)"
        screen.table(title, ("Student", "School", "Reden"), rows)
    for answer in refused:
        if not answer.reason:
            screen.warn(f"{answer.place}: niet akkoord zonder reden.")
        if not _still_there(answer, instance):
            screen.warn(f"{answer.place}: student of school staat niet meer in het werkboek; dit antwoord telt niet.")
    if open_:
        screen.warn(f"Nog niet beantwoord: {_per_school(open_)}.")


def _row(answer: SchoolAnswer, discreet: bool) -> tuple[str, str, str]:
    return answer.row.student, answer.row.school, "" if discreet else answer.reason


def _per_school(answers: Iterable[SchoolAnswer]) -> str:
    rows = Counter(answer.row.school for answer in answers)
    schools = (f"{school} ({count(rows[school], 'rij', 'rijen')})" for school in sorted(rows))
    return listed_at_most(schools, SHOWN.answering_schools)


def _refusal(text: str) -> RefusedError:
    return RefusedError(ExitCode.FAULTS, text)
