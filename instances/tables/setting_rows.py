"""The sheet Instellingen: its columns, and its rows with their defaults, spelled here alone."""

from __future__ import annotations

from dataclasses import dataclass

from instances.domain.entities import Separation
from instances.domain.rulebook import WISHES
from instances.domain.settings import Continuity, FileNames
from instances.tables.schema import Column, Kind, Sheet, words


class SettingsSheet(Sheet):
    """Instellingen."""

    NAME = Column("Instelling", Kind.TEXT, "De naam van de instelling.", required=True)
    VALUE = Column("Waarde", Kind.TEXT, "De waarde. Wat hier niet staat, heeft zijn standaardwaarde.", required=True)
    EXPLANATION = Column("Toelichting", Kind.TEXT, "Wordt niet gelezen.", read=False)


SETTINGS_SHEET = SettingsSheet.of_columns("Instellingen", "Eén rij per instelling of gewicht.")


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of Instellingen.

    Attributes:
        name: As in the first column.
        kind: What is read from the cell.
        default: The value of an empty cell, as it is written.
        help: Dutch explanation beside it.
        attribute: The field of ``Settings``; None for a wish weight.
        choices: The words that may be chosen; none for another kind.
    """

    name: str
    kind: Kind
    default: str
    help: str
    attribute: str | None
    choices: tuple[str, ...] = ()

    @property
    def shapes_roster(self) -> bool:
        """Whether placement or WPA roster can become other by it."""
        return self.attribute not in _AFTER_ROSTERS


_AFTER_ROSTERS = frozenset({
    "start_talk", "file_names", "answers_to", "school_holidays", "visit_period", "visit_hours", "plg_hours",
    "visit_minutes", "plg_minutes", "max_visits_per_day", "funding_date", "closing", "sender",
})  # fmt: skip
"""They say how rosters are handed over, counted, and built upon; no placement or WPA roster follows from them."""

_SPECIAL = (
    Setting("Semester", Kind.TEXT, "", "Naam van het semester, komt op de roosters.", "semester"),
    Setting("Semesternummer", Kind.INTEGER, "2", "1 of 2; semester 2 is het einde van het jaar.", "semester_number"),
    Setting("Max reistijd", Kind.INTEGER, "90", "Minuten enkele reis, hoogstens (P10).", "max_travel"),
    Setting("Streef reistijd", Kind.INTEGER, "45", "Minuten enkele reis waarboven reizen zwaarder telt (W2).",
            "target_travel"),
    Setting("Minimaal gezamenlijke dagen", Kind.TEXT, "alle",
            "Op hoeveel stagedagen de mentor of duo-mentor werkt: alle, of een getal (P5).", "min_shared_days"),
    Setting("Eén student per mentor per dag", Kind.YES_NO, "ja",
            "Per klas hoogstens één student op dezelfde dag (P2).", "one_student_per_class_per_day"),
    Setting("Scheiding eigen SO", Kind.CHOICE, Separation.FORBIDDEN,
            "Mag de eigen schoolopleider beoordelen? (A4)", "own_so", words(Separation)),
    Setting("Scheiding eigen IO", Kind.CHOICE, Separation.FORBIDDEN,
            "Mag de eigen instituutsopleider beoordelen? (A4)", "own_io", words(Separation)),
    Setting("Twee beoordelaars alleen eind jaar", Kind.YES_NO, "nee",
            "In jaar 1 en 4 alleen in semester 2 twee beoordelaars (A2).", "two_assessors_only_at_year_end"),
    Setting("Max zorgstudenten per tandem", Kind.INTEGER, "2", "Hoogstens zoveel zorgstudenten (P14).",
            "max_care_per_tandem"),
    Setting("Doorlopende plaats", Kind.CHOICE, Continuity.NO,
            "Terug naar de school van het vorige semester: nee, mag of moet (P15).", "continuity",
            words(Continuity)),
    Setting("PLG maximum", Kind.INTEGER, "12", "Hoogstens zoveel studenten in een PLG (P11).", "plg_max"),
    Setting("PLG streef", Kind.INTEGER, "8", "Streefgrootte van een PLG (W7).", "plg_target"),
    Setting("Marge tussen WPA's", Kind.INTEGER, "10", "Minuten boven de reistijd tussen twee scholen (A7).",
            "wpa_margin"),
    Setting("Max WPA's per dag", Kind.INTEGER, "4", "Per beoordelaar, tenzij Opleiders anders zegt (A8).",
            "max_wpas_per_day"),
    Setting("Max WPA's", Kind.INTEGER, "20", "Per beoordelaar, tenzij Opleiders anders zegt (A8).", "max_wpas"),
    Setting("Max extra wijzigingen", Kind.INTEGER, "0",
            "Bij herplannen: zoveel wijzigingen boven het minimum mogen, als zij genoeg opleveren.",
            "max_extra_changes"),
    Setting("Winst per extra wijziging", Kind.INTEGER, "1000",
            "Bij herplannen: zoveel punten moet iedere extra wijziging minstens schelen.", "gain_per_change"),
    Setting("Startgesprek", Kind.TEXT, "",
            "Wanneer het startgesprek is, voor de brieven: op 3 februari 2027 om 15.30 uur.", "start_talk"),
    Setting("Bestandsnamen", Kind.CHOICE, FileNames.NAME,
            "Hoe de bestanden voor de besturen heten: naam (code, naam en semester) of alleen de code.", "file_names",
            words(FileNames)),
    Setting("Antwoorden naar", Kind.TEXT, "",
            "Het e-mailadres waar besturen en opleiders de formulieren van uitvraag heen sturen.", "answers_to"),
    Setting("Schoolvakanties", Kind.TEXT, "",
            "Dagen zonder bezoeken, PLG's en nieuwe WPA-slots (volgend): 16-10-2027 t/m 24-10-2027; 6-12-2027. "
            "Feestdagen zijn bekend.", "school_holidays"),
    Setting("Bezoekperiode", Kind.TEXT, "",
            "Van wanneer tot wanneer lesbezoeken en PLG's zijn: 1-9-2026 t/m 31-1-2027. Leeg: het hele semester.",
            "visit_period"),
    Setting("Bezoekuren", Kind.TEXT, "08:30-15:00", "Tussen welke tijden een lesbezoek op school is.", "visit_hours"),
    Setting("PLG-uren", Kind.TEXT, "08:30-17:00", "Tussen welke tijden een PLG bijeenkomt.", "plg_hours"),
    Setting("Duur lesbezoek", Kind.INTEGER, "105", "Minuten op school: in de klas, met de student en met de mentor.",
            "visit_minutes"),
    Setting("Duur PLG", Kind.INTEGER, "180", "Minuten van een bijeenkomst.", "plg_minutes"),
    Setting("Max bezoeken per dag", Kind.INTEGER, "4", "WPA's, lesbezoeken en PLG's van een opleider samen.",
            "max_visits_per_day"),
    Setting("Peildatum bekostiging", Kind.TEXT, "",
            "De dag waarop studenten voor de bekostiging tellen: 1-10-2026. Leeg: nog niet bekend.", "funding_date"),
    Setting("Afsluiting", Kind.TEXT, "Met vriendelijke groet,", "Waarmee een e-mail eindigt.", "closing"),
    Setting("Afzender", Kind.TEXT, "Stagebureau", "Wie onder een e-mail staat; mag uit meer regels bestaan.", "sender"),
)  # fmt: skip

SETTINGS: tuple[Setting, ...] = _SPECIAL + tuple(
    Setting(f"Gewicht {wish}", Kind.INTEGER, str(entry.weight), f"{wish}: {entry.name}. 0 zet de wens uit.", None)
    for wish, entry in WISHES.items()
)
