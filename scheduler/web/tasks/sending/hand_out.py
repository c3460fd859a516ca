"""Who still must get something, and giving it: built first, kept in the log after that. Knows files, no page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import TypeVar

from instances.domain.rulebook import RULES, Rule
from instances.dutch.numbers import count
from instances.rosters.columns import Head
from reports.changes.send_list import send_list
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.records import FINAL, RosterVersion, SentFile
from scheduler.web.tasks.held import NO_ROSTER, HeldRoster, held_version, rules_broken
from scheduler.web.tasks.media_types import XLSX
from scheduler.web.tasks.reading import look
from scheduler.web.tasks.sending.addressees import Addressee, Reader, addressees
from scheduler.web.tasks.sending.drafts import all_drafts, draft, draft_name, print_of
from scheduler.web.tasks.sending.fields import fields_of
from scheduler.web.tasks.sending.file_names import human_name
from scheduler.web.tasks.workbook_copy import ChangeRefusedError

Built = TypeVar("Built")
NOBODY = "Voor deze persoon of school is er niets te versturen."
NO_FILE = "Voor deze persoon of school is er geen bestand."
NOTHING_FETCHED = "Hiervan is niets opgehaald dat nog verstuurd moet worden."
GONE = "De bestanden van dit rooster zijn er niet meer. Maak het rooster opnieuw."


class Way(StrEnum):
    """How something was given; the words are those of the log."""

    DRAFT = "concept-mail opgehaald"
    NO_ADDRESS = "concept-mail zonder adres opgehaald"
    FILE = "bestand opgehaald"
    REMINDER = "herinnering opgehaald"
    TOLD = "verstuurd of gemeld"


class HowFar(StrEnum):
    """How far somebody is with these rosters. What was fetched may still lie on the desk of who fetched it."""

    NOTHING = "nog niets"
    FETCHED = "alleen opgehaald"
    TOLD = "verstuurd of gemeld"


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody takes away.

    Attributes:
        content: The bytes.
        name: Under which they are given.
        media: What they are.
    """

    content: bytes
    name: str
    media: str


class HandOut:
    """The rosters that are worked in, and who receives what of them.

    Attributes:
        roster: The version.
        final: It is final; otherwise the subject of a draft says that it is none yet.
        broken: Why nothing is given of it, a Dutch sentence; '' where it breaks no rule.
        found: Everybody who receives something.
    """

    def __init__(self, dossier: Dossier) -> None:
        """Find who receives what.

        Args:
            dossier: Whose rosters.

        Raises:
            ChangeRefusedError: There are none.
        """
        self._dossier = dossier
        roster = dossier.roster
        held = None if roster is None else held_version(dossier, roster)
        if roster is None or held is None:
            raise ChangeRefusedError(NO_ROSTER)
        self.roster: RosterVersion = roster
        self._held: HeldRoster = held
        self.broken = _broken(rules_broken(dossier, roster))
        self.final = not self.broken and dossier.value(FINAL).text == str(roster.id)
        workbook, sent = dossier.workbook, defaultdict[str, list[SentFile]](list)
        for one in (line for line in dossier.sent() if line.roster is not None):
            sent[one.addressee].append(one)
        now = None if workbook is None else look(workbook.path).instance
        self.found = addressees(held, now, self.final, {key: tuple(each) for key, each in sent.items()})

    @property
    def _semester(self) -> str:
        return self._held.instance.settings.semester

    def stage(self, one: Addressee) -> HowFar:
        """Say how far somebody is; what was told last counts, of earlier rosters where it is still the same."""
        fetched = HowFar.NOTHING
        for sent in one.sent:
            holds = sent.roster == self.roster.id or _same(one, sent)
            if sent.how == Way.TOLD:
                return HowFar.TOLD if holds else fetched
            fetched = HowFar.FETCHED if holds else fetched
        return fetched

    def stages(self, kind: Reader) -> str:
        """Say in Dutch how many of a kind are how far: ``12 verstuurd of gemeld, 1 nog niets``."""
        amounts = Counter(self.stage(one) for one in self.found if one.kind is kind)
        return ", ".join(f"{amounts[stage]} {stage}" for stage in reversed(HowFar) if amounts[stage])

    def status(self, one: Addressee) -> str:
        """Say in a few Dutch words what somebody was given last, and whether that still holds."""
        if not one.sent:
            return "nog niet"
        last = one.sent[0]
        when = f"{last.at.astimezone():%d-%m-%Y %H:%M}, {last.how}"
        if last.roster == self.roster.id:
            return when
        return f"rooster {last.roster} op {when}; {'nu hetzelfde' if _same(one, last) else 'nu iets anders'}"

    def draft(self, key: str, by: str) -> Given:
        """Give one e-mail, ready to look at and to send.

        Args:
            key: Of the addressee.
            by: By whom.

        Returns:
            The e-mail; it stands in the log.

        Raises:
            ChangeRefusedError: There is nothing to give, or the address cannot be.
        """
        one = self._one(key)
        if one.email.fault:
            raise ChangeRefusedError(f"{one.name}: {one.email.fault}")
        given = Given(_read(lambda: draft(one)), draft_name(one, self._semester), "message/rfc822")
        self._log([one], _draft_way, by)
        return given

    def file(self, key: str, by: str, number: int = 0) -> Given:
        """Give a file of one addressee, under a name that says for whom it is.

        Args:
            key: Of the addressee.
            by: By whom.
            number: Which of the addressee's files, from 0.

        Returns:
            The file; it stands in the log.

        Raises:
            ChangeRefusedError: There is none.
        """
        one = self._one(key)
        if not 0 <= number < len(one.attachments):
            raise ChangeRefusedError(NO_FILE)
        attached = one.attachments[number]
        given = Given(_read(attached.read), attached.shown, "application/octet-stream")
        self._log([one], lambda _: Way.FILE, by)
        return given

    def drafts(self, kind: Reader | None, by: str) -> Given:
        """Give all e-mails in one file.

        Args:
            kind: To whom; None: to everybody.
            by: By whom.

        Returns:
            The file; who is in it, stands in the log.

        Raises:
            ChangeRefusedError: There is nothing to give.
        """
        self._refuse_broken()
        found = [one for one in self.found if kind in (None, one.kind)]
        if not found:
            raise ChangeRefusedError(NOBODY)
        content, given = _read(lambda: all_drafts(found, self._semester))
        self._log(given, _draft_way, by)
        who = "" if kind is None else kind.plural.lower()
        return Given(content, human_name("Concept-mails", who, self._semester, ".zip"), "application/zip")

    def listing(self) -> Given:
        """Give the list of who receives what; a list is for who sends, so that nothing comes in the log.

        Returns:
            An Excel file.

        Raises:
            ChangeRefusedError: The rosters break a rule.
        """
        self._refuse_broken()
        state = "definitief" if self.final else "nog een concept"
        subtitle = " ".join(filter(None, (f"Rooster {self.roster.id}, {state}.", self._semester)))
        rows = (
            {
                Head.KIND: str(one.kind),
                Head.CODE: one.id,
                Head.NAME: one.name,
                Head.EMAIL: one.email.fault or one.email.text or None,
                Head.FILE: ", ".join(file.shown for file in one.attachments) or "brief, zonder bijlage",
                Head.GIVEN: self.status(one),
            }
            for one in self.found
        )
        return Given(send_list(rows, subtitle), human_name("Verzendlijst", "", self._semester, ".xlsx"), XLSX)

    def told(self, key: str, by: str) -> None:
        """Keep that what was fetched was sent, or that somebody was told by hand.

        Args:
            key: Of the addressee.
            by: By whom.

        Raises:
            ChangeRefusedError: There is nobody like that, or the rosters break a rule.
        """
        self._log([self._one(key)], lambda _: Way.TOLD, by)

    def told_all(self, kind: Reader, by: str) -> None:
        """Keep that everything that was fetched for one kind of readers was sent.

        Args:
            kind: To whom; who has no address yet, is left out.
            by: By whom.

        Raises:
            ChangeRefusedError: Nothing was fetched that is not sent yet, or the rosters break a rule.
        """
        self._refuse_broken()
        found = [one for one in self.found if one.kind is kind and one.email.text and not one.email.fault]
        fetched = [one for one in found if self.stage(one) is HowFar.FETCHED]
        if not fetched:
            raise ChangeRefusedError(NOTHING_FETCHED)
        self._log(fetched, lambda _: Way.TOLD, by)

    def _one(self, key: str) -> Addressee:
        self._refuse_broken()
        found = next((one for one in self.found if one.key == key), None)
        if found is None:
            raise ChangeRefusedError(NOBODY)
        return found

    def _refuse_broken(self) -> None:
        if self.broken:
            raise ChangeRefusedError(self.broken)

    def _log(self, given: Iterable[Addressee], way: Callable[[Addressee], Way], by: str) -> None:
        moment, lines = datetime.now().astimezone(), list[SentFile]()
        for one in given:
            names = ", ".join(file.shown for file in one.attachments) or "brief"
            what = _read(partial(print_of, one))
            fields = _read(partial(fields_of, one))
            who = (one.key, one.name, one.email.text)
            lines.append(SentFile(moment, by, self.roster.id, *who, names, what, way(one), fields))
        self._dossier.log_sent(*lines)


def _draft_way(one: Addressee) -> Way:
    return Way.DRAFT if one.email.text else Way.NO_ADDRESS


def _broken(rules: tuple[str, ...]) -> str:
    if not rules:
        return ""
    names = "; ".join(f"{RULES[Rule(rule)].name} ({rule})" for rule in rules)
    return (
        f"Dit rooster breekt {count(len(rules), 'regel', 'regels')}: {names}. Daarom wordt er niets van gegeven. Kies "
        "bij Plaatsing of WPA's wat wel mag, of wijzig in het werkboek wat in de weg staat en werk het rooster bij."
    )


def _same(one: Addressee, last: SentFile) -> bool:
    try:
        return print_of(one) == last.print
    except OSError:  # the files are gone, so nobody can tell
        return False


def _read(build: Callable[[], Built]) -> Built:
    try:
        return build()
    except OSError as error:
        raise ChangeRefusedError(GONE) from error
