"""``uitvraag`` and ``inlezen`` on the screen: what was written, changed, is wrong and is still awaited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from instances.domain.instance import Instance
from instances.dutch.lists import listed_at_most
from instances.dutch.numbers import count
from instances.supply.outcome import Merged, NewsKind
from instances.supply.read_forms import FileFault
from reports.files.errors import CannotWriteError, reason
from reports.supply.reminders import awaited
from scheduler.input.read_workbook import take_in_what_is_there
from scheduler.runtime.exit import ExitCode, FaultyInputError, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.wording.settings import SHOWN
from scheduler.wording.texts import first_of, kept_words
from scheduler.workflows.supply import Forms, TakenIn, take_in_forms, write_forms


def ask(path: Path, folder: Path, screen: Screen, postcodes: Path | None) -> ExitCode:
    """Write forms for boards and assessors (``uitvraag``).

    Args:
        path: The workbook.
        folder: Where the forms go.
        screen: Where everything is said.
        postcodes: A file with postal codes.

    Returns:
        How the command ends.

    Raises:
        FaultyInputError: The workbook has faults.
        RefusedError: The folder cannot be written.
    """
    intake = take_in_what_is_there(path, screen, postcodes, None)
    try:
        forms = write_forms(intake, folder)
    except (OSError, CannotWriteError) as error:
        raise _cannot_write(error, folder) from error
    _say_forms(forms, intake.instance, folder, screen)
    return ExitCode.DONE


def _say_forms(forms: Forms, instance: Instance, folder: Path, screen: Screen) -> None:
    boards = count(len(forms.boards), "formulier voor een bestuur", "formulieren voor besturen")
    trainers = count(len(forms.trainers), "voor een beoordelaar", "voor beoordelaars")
    screen.say(f"{boards} en {trainers} geschreven in {folder}.")
    if not instance.slots:
        screen.say("Zonder blad WPA-slots zijn er geen formulieren voor beoordelaars.")
    if not instance.settings.answers_to:
        screen.warn("Bij de instelling Antwoorden naar staat geen e-mailadres; in de formulieren staat dan ook geen.")
    if forms.without_email:
        screen.warn(f"Zonder e-mailadres in het werkboek: {listed_at_most(forms.without_email)}.")
    for kept in forms.kept:
        screen.warn(kept_words("Een formulier dat daar stond,", kept.name))
    screen.say("Verder: zet wat terugkomt in één map en geef plaatswijzer inlezen werkboek.xlsx map -o nieuw.xlsx")


def take_in_answers(path: Path, answers: Path, target: Path, screen: Screen, postcodes: Path | None) -> ExitCode:
    """Merge the answers in a folder into a new workbook (``inlezen``).

    Args:
        path: The workbook.
        answers: The folder with forms and calendars.
        target: The new workbook.
        screen: Where everything is said.
        postcodes: A file with postal codes.

    Returns:
        How the command ends: INCOMPLETE when somebody has not answered, or an answer clashes with the workbook.

    Raises:
        FaultyInputError: The workbook or an answer has faults.
        RefusedError: The new workbook is the old one, or cannot be written.
    """
    if target.resolve() == path.resolve():
        text = f"{target} is het werkboek zelf. Geef bij -o een nieuwe naam; het oude blijft zoals het is."
        raise RefusedError(ExitCode.FAULTS, text)
    intake = take_in_what_is_there(path, screen, postcodes, target.parent)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        taken = take_in_forms(intake, answers, target, datetime.now(), postcodes)
    except (OSError, CannotWriteError) as error:
        raise _cannot_write(error, target.parent) from error
    if taken.faults:
        _refuse(taken.faults, answers, screen)
    _say(taken, target, screen)
    return ExitCode.DONE if taken.complete else ExitCode.INCOMPLETE


def fault_rows(faults: Sequence[FileFault]) -> list[tuple[str, str, str, str, str]]:
    """Write faults of answers as rows of a table: file, sheet, cell, found and expected."""
    return [
        (one.file, one.fault.sheet, one.fault.cell or one.fault.column, one.fault.found, one.fault.expected)
        for one in faults
    ]


def _refuse(faults: Sequence[FileFault], answers: Path, screen: Screen) -> None:
    screen.table("Fouten in de antwoorden", ("Bestand", "Blad", "Cel", "Gevonden", "Verwacht"), fault_rows(faults))
    text = f"{count(len(faults), 'fout', 'fouten')} in de antwoorden in {answers}. Er is niets geschreven."
    raise FaultyInputError(ExitCode.FAULTS, text, tuple(one.fault for one in faults))


def _say(taken: TakenIn, target: Path, screen: Screen) -> None:
    merged = taken.merged
    changed, added = merged.of(NewsKind.CHANGED), merged.of(NewsKind.ADDED)
    screen.say(
        f"{count(merged.files, 'bestand', 'bestanden')} met antwoorden gelezen: "
        f"{count(len(changed), 'gegeven', 'gegevens')} gewijzigd, {count(len(added), 'mentor', 'mentoren')} erbij."
    )
    _say_news(merged, screen)
    if merged.blank:
        came = "kwam" if len(merged.blank) == 1 else "kwamen"
        counts = "telt" if len(merged.blank) == 1 else "tellen"
        screen.warn(f"{listed_at_most(merged.blank)} {came} leeg terug en {counts} niet als antwoord.")
    if merged.unanswered:
        rows = [(row.kind, row.id, row.name, awaited(row)) for row in merged.unanswered[: SHOWN.awaited]]
        title = f"Nog geen antwoord{first_of(SHOWN.awaited, len(merged.unanswered))}"
        screen.table(title, ("Wie", "Code", "Naam", "Wat"), rows)
        screen.say(f"Een tekst om te herinneren staat voor ieder klaar in {taken.reminders}.")
    for kept in taken.kept:
        screen.warn(kept_words("Het bestand dat daar stond,", kept.name))
    told = "Wat er veranderd is en wie antwoordde, staat op het blad Ingelezen."
    if not merged.news:
        told = "Er is niets veranderd."
    screen.say(f"Nieuw werkboek: {target}. {told}")


def _say_news(merged: Merged, screen: Screen) -> None:
    conflicts, remarks = merged.of(NewsKind.CONFLICT), merged.of(NewsKind.REMARK)
    if conflicts:
        rows = [(one.id, one.name, one.field, one.old, one.new, one.place.file) for one in conflicts]
        title = f"Botst met het werkboek{first_of(SHOWN.news, len(rows))}: het werkboek is gebleven zoals het was"
        screen.table(title, ("Code", "Naam", "Gegeven", "Werkboek", "Antwoord", "Bestand"), rows[: SHOWN.news])
    if remarks:
        lines = [(one.id, one.name, one.text or f"{one.field}: {one.new}", one.place.file) for one in remarks]
        title = f"Let op{first_of(SHOWN.news, len(lines))}"
        screen.table(title, ("Code", "Naam", "Wat", "Bestand"), lines[: SHOWN.news])


def _cannot_write(error: Exception, folder: Path) -> RefusedError:
    text = str(error) if isinstance(error, CannotWriteError) else reason(error, folder)
    return RefusedError(ExitCode.FAULTS, text)
