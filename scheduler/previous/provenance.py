"""Does a roster belong to this workbook, and what changed in the workbook since? Knows no rule and no solver."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from instances.domain.instance import Instance
from instances.domain.solution import Booking, Previous
from instances.domain.surroundings import Surroundings, from_json
from instances.dutch.lists import listed_at_most
from instances.dutch.nearest import folded
from instances.dutch.numbers import count, thousands
from instances.rosters.columns import PROOF_FILE, RESULT_FILE
from instances.tables.columns import EXCLUSIONS, PINS
from reports.account.manifest import LIST, DamagedResultError, is_as_written, read_result
from reports.account.origin import roster_settings, settings_in_words
from reports.account.proof_file import StoredProof, from_text
from reports.account.row_prints import SheetChange, changed_sheets, key_print, row_prints
from reports.files.prints import is_plain, print_of
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.wording.settings import SHOWN

INSIST = "Is het toch wat u bedoelt, geef dan ook --toch."
SETTINGS = "Instellingen"
COPIED = {PINS.name, EXCLUSIONS.name}  # sheets of which the copy of a workbook holds more than the workbook


class Provenance:
    """What resultaat.json tells of a roster; where it lacks something, that is not known."""

    def __init__(self, folder: Path) -> None:
        """Read resultaat.json; a file that is not there tells nothing.

        Args:
            folder: The folder with the rosters.

        Raises:
            RefusedError: The file is damaged.
        """
        self.folder = folder
        try:
            self.result: Mapping[str, object] = read_result(folder)
        except DamagedResultError as error:
            raise damaged_result(error) from error

    @property
    def semester(self) -> str:
        """The semester of the workbook; ``''`` where the file does not say."""
        return str(self._workbook.get("semester") or self._settings.get("Semester") or "")

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the workbook; ``''`` where the file does not say."""
        return str(self.result.get("invoer") or "")

    @property
    def _workbook(self) -> Mapping[str, object]:
        return _mapping(self.result.get("werkboek"))

    @property
    def _settings(self) -> Mapping[str, object]:
        return _mapping(self.result.get("instellingen"))

    @property
    def rosters(self) -> Previous | None:
        """What was given out; None where the file does not say, or was edited into nonsense."""
        try:
            placed = _mapping(_mapping(self.result["plaatsing"])["toewijzing"])
            booked = _mapping(_mapping(self.result.get("wpa")).get("toewijzing"))
            return Previous(
                {student: str(_mapping(row)["mentor"]) for student, row in placed.items()},
                {student: _booking(_mapping(row)) for student, row in booked.items()},
            )
        except KeyError:
            return None

    @cached_property
    def proof(self) -> StoredProof | None:
        """What stands in bewijs.json; None without one, or where it was edited into nonsense. Believes none of it."""
        try:
            return from_text((self.folder / PROOF_FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    @property
    def proof_as_written(self) -> bool:
        """Whether bewijs.json and resultaat.json are byte for byte as they were written together."""
        path = self.folder / PROOF_FILE
        known = _mapping(self.result.get(LIST)).get(PROOF_FILE)
        return is_as_written(self.folder / RESULT_FILE) and is_plain(path) and print_of(path) == known

    @property
    def coded(self) -> bool:
        """Whether codes stand in it for people."""
        return bool(self._workbook.get("sleutel"))

    @property
    def copy(self) -> Path | None:
        """The copy of the workbook that keeps what that run pinned, where it lies there still."""
        name = self._workbook.get("kopie")
        path = self.folder / Path(str(name)).name if name else None
        return path if path is not None and path.exists() else None

    @property
    def around(self) -> Surroundings | None:
        """What the workbook of that roster said around it."""
        return from_json(self._workbook.get("omgeving"))

    def of(self, instance: Instance) -> bool:
        """Does this workbook say the same as that which it was made of, in every sheet and setting of a roster?

        Stricter than ``changes``, which tells news: what an older version did not keep proves nothing. The file is no
        measure: coordinates may come from elsewhere.
        """
        now = roster_settings(settings_in_words(instance.settings))
        if not self._comparable(instance) or roster_settings(self._settings) != now:
            return False
        return self._workbook.get("bladen") == row_prints(instance, self.fingerprint)

    def _comparable(self, instance: Instance) -> bool:
        """Are the prints of that roster made with the key of this run, or both without one?"""
        return str(self._workbook.get("sleutel") or "") == key_print(instance.print_key)

    def changes(self, instance: Instance) -> tuple[SheetChange, ...] | None:
        """Compare the workbook of now with that of the roster.

        Args:
            instance: The workbook of now.

        Returns:
            What differs, sheet by sheet; None where the file does not say what the workbook said.
        """
        if self.fingerprint and self.fingerprint == instance.fingerprint:
            return ()
        sheets = _mapping(self._workbook.get("bladen"))
        if not sheets or not self._comparable(instance):
            return None
        then = {sheet: {key: str(value) for key, value in _mapping(rows).items()} for sheet, rows in sheets.items()}
        now = row_prints(instance, self.fingerprint)
        return (*self._changed_settings(instance), *changed_sheets(then, now))

    def _changed_settings(self, instance: Instance) -> tuple[SheetChange, ...]:
        now = roster_settings(settings_in_words(instance.settings))
        changed = tuple(name for name, value in now.items() if name in self._settings and self._settings[name] != value)
        return (SheetChange(SETTINGS, (), (), changed),) if changed else ()


def damaged_result(error: DamagedResultError) -> RefusedError:
    """Make the refusal for a resultaat.json that cannot be read."""
    return RefusedError(
        ExitCode.FAULTS,
        f"{error} is beschadigd of niet van Plaatswijzer: het is niet te lezen. Daarin staat wat er eerder geschreven "
        "is. Zet het terug uit een reservekopie, geef het een andere naam, of kies een andere map.",
    )


def _booking(row: Mapping[str, object]) -> Booking:
    institute = row["opleiding"]
    return Booking(str(row["slot"]), str(row["werkveld"]), None if institute is None else str(institute))


def _mapping(found: object) -> Mapping[str, object]:
    return found if isinstance(found, dict) else {}


def refuse_strange(
    provenance: Provenance, previous: Previous, instance: Instance, screen: Screen, anyway: bool
) -> None:
    """Refuse a roster of another semester or of other people.

    Args:
        provenance: What the roster tells of itself.
        previous: The roster.
        instance: The workbook of now.
        screen: Where is warned instead, with ``anyway``.
        anyway: Use it all the same.

    Raises:
        RefusedError: It is of another semester or of other people, and not ``anyway``.
    """
    differs = list(_differs(provenance, previous, instance))
    if not differs:
        return
    text = f"Het rooster in {provenance.folder} hoort niet bij dit werkboek: {'; '.join(differs)}."
    if not anyway:
        raise RefusedError(ExitCode.FAULTS, f"{text} {INSIST}")
    screen.warn(f"{text} Het telt toch mee, want u gaf --toch.")


def _differs(provenance: Provenance, previous: Previous, instance: Instance) -> Iterator[str]:
    then, now = provenance.semester, instance.settings.semester
    if then and now and folded(then) != folded(now):
        yield f"het is van semester {then}, het werkboek van {now}"
    yield from mostly_unknown(previous.placement, instance.students, "studenten")
    yield from mostly_unknown(set(previous.placement.values()), instance.mentors, "mentoren")


def mostly_unknown(ids: Collection[str], known: Collection[str], what: str) -> Iterator[str]:
    """A clause when more than half of them are not in the workbook."""
    strange = sum(id not in known for id in ids)
    if 2 * strange > len(ids):
        yield f"{thousands(strange)} van de {thousands(len(ids))} {what} staan niet in het werkboek"


def refuse_codes(provenance: Provenance, instance: Instance) -> None:
    """Refuse a roster in codes beside a workbook with names: nobody in the one is in the other.

    Args:
        provenance: What the roster tells of itself.
        instance: The workbook of now.

    Raises:
        RefusedError: The roster is in codes, and the workbook is not.
    """
    if provenance.coded and not instance.print_key:
        raise RefusedError(
            ExitCode.FAULTS,
            f"In {provenance.folder} staan codes in plaats van namen, en in het werkboek namen. Geef een map met een "
            "rooster dat zonder --gepseudonimiseerd gemaakt is.",
        )


def change_words(changes: tuple[SheetChange, ...]) -> list[str]:
    """One clause for each sheet: Studenten (1 nieuw: ST9; 2 gewijzigd: ST1 en ST2)."""
    found = []
    for change in changes:
        parts = [
            f"{count(len(ids), word, word)}: {listed_at_most(ids, SHOWN.changed_rows)}"
            for word, ids in (("nieuw", change.added), ("weg", change.gone), ("gewijzigd", change.changed))
            if ids
        ]
        found.append(f"{change.sheet} ({'; '.join(parts)})")
    return found


def _other(copy: Path | None, given: Path) -> bool:
    return copy is not None and copy.resolve() != given.resolve()


def refuse_changed(provenance: Provenance, given: Path, instance: Instance, screen: Screen, anyway: bool) -> None:
    """Refuse questions about a finished roster when the workbook is no longer the same.

    Args:
        provenance: What the roster tells of itself.
        given: The file of the workbook of now.
        instance: That workbook.
        screen: Where is warned instead, with ``anyway``.
        anyway: Answer all the same.

    Raises:
        RefusedError: The roster is in codes, or the workbook changed since and not ``anyway``.
    """
    refuse_codes(provenance, instance)
    folder, changes = provenance.folder, provenance.changes(instance)
    if changes == ():
        return
    if not provenance.fingerprint:
        text = f"Bij het rooster in {folder} zegt geen {RESULT_FILE} van welk werkboek het is."
    elif changes is None:
        text = f"Het werkboek is een ander bestand dan waarvan het rooster in {folder} gemaakt is."
    else:
        text = (
            f"Het werkboek is gewijzigd sinds het rooster in {folder} gemaakt is: {', '.join(change_words(changes))}."
        )
    if anyway:
        screen.warn(text)
        return
    advice = "Maak eerst een nieuw rooster (herplan)."
    if changes and COPIED.issuperset(change.sheet for change in changes) and _other(provenance.copy, given):
        advice = (
            f"Wat daarbij vastgezet is of waarmee een school niet akkoord was, staat in {provenance.copy}: geef dat op."
        )
    raise RefusedError(ExitCode.FAULTS, f"{text} {advice} {INSIST}")
