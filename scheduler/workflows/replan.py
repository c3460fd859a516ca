"""``herplan``: new rosters after a change, with as few changes as can be, and who must get word. Knows no option."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from instances.dutch.lists import listed_at_most
from instances.dutch.numbers import count
from instances.rosters.columns import ASSESSMENT_FILE, MESSAGES, PLACEMENT, SCHEDULE, Head
from instances.tables.columns import PINS
from reports.account.quality import change_count_words
from reports.changes import change_rows as changes
from reports.changes.assessment_messages import assessment_messages
from reports.changes.change_rows import assessment_changes, placement_changes
from reports.changes.placement_messages import placement_messages
from reports.excel.book import Row
from reports.run.bundle import ChangeCount, Run
from reports.run.named import GONE
from scheduler.job.job import Job, Order
from scheduler.precheck.pins import assessment_pin_faults
from scheduler.previous.provenance import change_words
from scheduler.repairs.run import with_placement_proposals, with_wpa_proposals
from scheduler.repairs.settings import REPAIRS
from scheduler.runtime.exit import ExitCode
from scheduler.runtime.screen import Screen
from scheduler.runtime.search_session import SearchSession
from scheduler.wording.settings import SHOWN
from scheduler.wording.texts import first_of
from scheduler.workflows.alone import alone_in_folder
from scheduler.workflows.feedback import Scheduled
from scheduler.workflows.settings import WORKFLOWS
from scheduler.workflows.steps import as_placed, as_scheduled, before_placing, finish

_BESIDES = {
    changes.NEW_PLACE: (("student is", "studenten zijn"), "nieuw geplaatst"),
    changes.WITH_MENTOR: (("student gaat", "studenten gaan"), "met de mentor mee naar een andere school"),
    changes.OTHER_BOARD: (("student valt", "studenten vallen"), "onder een ander bestuur, doordat hun school overging"),
    changes.OTHER_TRAINERS: (("student krijgt", "studenten krijgen"), "andere opleiders"),
    changes.OTHER_PLG: (("student krijgt", "studenten krijgen"), "een andere PLG-locatie"),
    changes.OTHER_GROUP: (("student krijgt", "studenten krijgen"), "een mentor met een andere groep"),
    changes.OTHER_DAYS: (("student krijgt", "studenten krijgen"), "andere stagedagen"),
    GONE: (("student staat", "studenten staan"), "niet meer in het werkboek"),
}
_WPAS_BESIDES = {
    changes.NEW_WPA: (("WPA is", "WPA's zijn"), "nieuw ingepland"),
    changes.MOVED_ALONG: (("WPA gaat", "WPA's gaan"), "mee naar een andere school"),
    changes.OTHER_MENTOR: (("WPA is", "WPA's zijn"), "bij een andere mentor"),
    changes.SLOT_MOVED: (
        ("WPA krijgt", "WPA's krijgen"),
        "een andere tijd, doordat het slot verzet is",
    ),
    changes.OTHER_BOARD: (("WPA valt", "WPA's vallen"), "onder een ander bestuur"),
    changes.NO_WPA: (("WPA vervalt", "WPA's vervallen"), "doordat het werkboek er geen meer vraagt"),
    GONE: (("WPA vervalt", "WPA's vervallen"), "doordat de student niet meer in het werkboek staat"),
}
NO_TIME_FOR = "Binnen de tijd is geen nieuwe tijd gevonden; wat nog kan van het eerdere WPA-rooster, blijft staan."
_PLURALS = {"student": "studenten", "mentor": "mentoren", "school": "scholen", "bestuur": "besturen",
            "opleider": "opleiders", "beoordelaar": "beoordelaars"}  # fmt: skip


@alone_in_folder
def make_replan(order: Order, screen: Screen) -> ExitCode:
    """Make new rosters with as few changes as can be and write all files (``herplan``).

    The WPA roster is only made when there was one.

    Args:
        order: What was asked, with the folder of the rosters from which changes count.
        screen: Where everything is said.

    Returns:
        How the command ends.

    Raises:
        RefusedError: Something that was read cannot be used, or no roster exists or was found.
        FaultyInputError: The workbook has faults.
        DefectError: A roster breaks a rule or beats its own bound; nothing is written.
    """
    wpa_before = order.previous is not None and (order.previous / ASSESSMENT_FILE).exists()
    job = Job(order, screen, for_wpa=wpa_before, sheets={PLACEMENT.name, SCHEDULE.name})
    wpa = job.previous is not None and bool(job.previous.assessment)
    _say_what_changed(job)
    before_placing(job, wpa=wpa)
    with job.start(answers=2 * REPAIRS.seconds_replanned) as search:
        both: Scheduled = _placed(job, search, WORKFLOWS.replanned_placement_part if wpa else 1.0), None
        if wpa:
            both = rescheduled(job, search, both[0])
        run, code = both
        _say_how_many(run, screen)  # the answer itself, before the seconds that writing takes
        run = with_placement_proposals(job, search, run, REPAIRS.seconds_replanned)
        code = finish(job, search, with_wpa_proposals(job, search, run, REPAIRS.seconds_replanned), code)
        say_changes(run, wpa, screen)
        return code


def _say_what_changed(job: Job) -> None:
    if job.changes:
        job.screen.say(f"Gewijzigd in het werkboek sinds het vorige rooster: {', '.join(change_words(job.changes))}.")
        copy = None if job.provenance is None else job.provenance.copy
        if copy is not None and any(change.sheet == PINS.name and change.gone for change in job.changes):
            job.screen.say(f"Wat toen vastgezet is, staat in {copy}; geef dat werkboek op om het te houden.")
    elif job.changes is not None:
        job.screen.say("In het werkboek is niets gewijzigd sinds het vorige rooster.")


def _placed(job: Job, search: SearchSession, share: float) -> Run:
    assert job.previous is not None
    found = search.replanned(job.instance, job.previous.placement, share)
    run = as_placed(job, search, found.placement, found.proof)
    return replace(run, placement_change_count=ChangeCount(found.changes, found.fewest, found.fewest_proven))


def rescheduled(job: Job, search: SearchSession, run: Run) -> Scheduled:
    """Make a WPA roster with as few changes from the earlier one as can be.

    Args:
        job: The job underway, with an earlier WPA roster.
        search: Where is searched.
        run: The run with its placement.

    Returns:
        The run with the roster and None; without a roster the run as it is and NO_ANSWER.

    Raises:
        RefusedError: Pins cannot stand.
        FaultyInputError: Pinned WPAs clash.
        DefectError: The roster breaks a rule or beats its own bound.
    """
    assert job.previous is not None
    job.refuse_pins(assessment_pin_faults(job.candidates, run.placement))
    found = search.replanned_wpas(job.instance, run.placement, job.previous.assessment)
    scheduled, code = as_scheduled(job, search, run, found.assessment, found.proof)
    if code is None:
        scheduled = replace(
            scheduled,
            assessment_change_count=ChangeCount(found.changes, found.fewest, found.fewest_proven),
            unscheduled={
                student: f"{NO_TIME_FOR} {why}" if student in found.no_time_for else why
                for student, why in scheduled.unscheduled.items()
            },
        )
    return scheduled, code


# -- on screen ---------------------------------------------------------------------------------------


def _say_how_many(run: Run, screen: Screen) -> None:
    """How many changed, and whether that is the least."""
    if run.placement_change_count is not None:
        words = change_count_words(run.placement_change_count, "student", "studenten")
        screen.say(f"Plaatsing gewijzigd: {words}.{_besides(placement_changes(run), _BESIDES)}")
    if run.assessment_change_count is not None:
        words = change_count_words(run.assessment_change_count, "WPA", "WPA's")
        screen.say(f"WPA-rooster gewijzigd: {words}.{_besides(assessment_changes(run), _WPAS_BESIDES)}")


def _besides(rows: Iterable[Row], kinds: Mapping[str, tuple[tuple[str, str], str]]) -> str:
    """What does not count as a change of the roster, and is different for people all the same."""
    amounts = Counter(str(row[Head.WHAT]) for row in rows)
    found = [f"{count(amounts[what], *words)} {rest}" for what, (words, rest) in kinds.items() if amounts[what]]
    return f" Daarnaast: {listed_at_most(found)}." if found else ""


def say_changes(run: Run, wpa: bool, screen: Screen) -> None:
    """Say what changed, and who must get word.

    Args:
        run: The run beside the earlier rosters.
        wpa: A WPA roster was made too.
        screen: Where it is said.
    """
    _table("Wijzigingen in de plaatsing", list(placement_changes(run)), screen)
    _table("Wijzigingen in het WPA-rooster", list(assessment_changes(run)), screen)
    addressees = Counter(str(row[Head.TO]) for row in _messages(run))
    if addressees:
        words = listed_at_most((count(amount, to, _PLURALS[to]) for to, amount in addressees.items()), len(addressees))
        screen.say(f"Bericht moeten krijgen: {words}; met de tekst op het blad {MESSAGES.name}.")
    lapsed = len(run.before.assessment) if run.before is not None and run.assessment is None else 0
    if wpa and lapsed:
        words = count(lapsed, "WPA", "WPA's")
        screen.warn(f"Het eerdere WPA-rooster ({words}) vervalt; wie daarvan bericht krijgt, is nog niet bekend.")
    elif not addressees:
        screen.say("Niemand hoeft bericht te krijgen van een andere plaats, tijd of begeleiding.")
    if not wpa:
        screen.say("Er was geen WPA-rooster, dus er is ook geen nieuw gemaakt; dat kan met plaatswijzer wpa.")


def _messages(run: Run) -> Iterator[Row]:
    """One row for each addressee of either roster."""
    rows = [*placement_messages(run), *assessment_messages(run)]
    yield from {(row[Head.TO], row[Head.CODE]): row for row in rows}.values()


def _table(title: str, rows: list[Row], screen: Screen) -> None:
    if not rows:
        return
    more = first_of(SHOWN.changes, len(rows))
    heads = (Head.STUDENT, Head.NAME, Head.WHAT, Head.OLD, Head.NEW)
    screen.table(title + more, heads, [[str(row[head] or "") for head in heads] for row in rows[: SHOWN.changes]])
