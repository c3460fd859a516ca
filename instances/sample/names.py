"""Invented names of people, schools and boards, drawn without repeats. Knows no role and no place."""

from __future__ import annotations

import random
import unicodedata

FIRST = (
    "Aïcha", "Aletta", "Amber", "Anaïs", "Anouk", "Aylin", "Bas", "Benjamin", "Bram", "Carlijn", "Cédric", "Chloé",
    "Daan", "Daphne", "Désirée", "Dirk", "Eline", "Elif", "Emma", "Esmée", "Eva", "Fatima", "Femke", "Fleur",
    "Floor", "Frederik", "Gerrit", "Gijs", "Hanneke", "Hans", "Hugo", "Ilse", "Imke", "Iris", "Ismaël", "Jasmijn",
    "Jelle", "Jesse", "Joëlle", "Joost", "Jorrit", "Judith", "Jürgen", "Karin", "Kees", "Khadija", "Koen", "Lars",
    "Laura", "Liesbeth", "Lieke", "Loïs", "Lotte", "Luuk", "Maaike", "Maarten", "Marieke", "Marloes", "Mehmet",
    "Merel", "Mick", "Mirjam", "Mohammed", "Myrthe", "Naomi", "Niels", "Nienke", "Noëlle", "Noor", "Noud", "Olivier",
    "Petra", "Pieter", "Pim", "Priya", "Raphaël", "Renée", "Rick", "Rosalie", "Ruben", "Salma", "Samira", "Sanne",
    "Selin", "Sjoerd", "Sofie", "Stijn", "Suzanne", "Tamara", "Teun", "Thijs", "Thomas", "Tim", "Tycho", "Valérie",
    "Vera", "Wietske", "Willem", "Wouter", "Xander", "Yara", "Youssef", "Yvonne", "Zeynep", "Zoë",
)  # fmt: skip

LAST = (
    "Aalders", "el Amrani", "Aydın", "Bakker", "van den Berg", "Blom", "de Boer", "Boerema", "Bos", "Bosman",
    "van den Bosch", "Brouwer", "de Bruijn", "Buis", "Çelik", "Cornelissen", "Daniëls", "van Dam", "Dekker",
    "van Dijk", "Dijkstra", "van Doorn", "Driessen", "van Duin", "Evers", "Faber", "Geerts", "Gerritsen", "Goossens",
    "de Graaf", "Groen", "de Groot", "de Haan", "van Halem", "Hendriks", "van den Heuvel", "Hoekstra", "Hofman",
    "Huisman", "Jacobs", "Jansen", "Janssen", "de Jong", "de Jonge", "Kaya", "Keijzer", "Kleijn", "Knol", "Kok",
    "Koning", "Koopman", "Kramer", "Kuijper", "Kuiper", "de Lange", "van Leeuwen", "van der Linden", "van Loon", "Maas",
    "Martens", "van der Meer", "Meijer", "Mets", "Molenaar", "Mulder", "Müller", "Nooij", "Öztürk", "van Os",
    "Peeters", "Peters", "van der Plas", "Pool", "Post", "Postma", "Prins", "Ramdin", "de Reus", "de Ruiter",
    "Sanders", "van Schaik", "Scholten", "Schoutens", "Schouten", "Schröder", "Smit", "Smits", "Snel", "Stam",
    "Timmer", "Timmermans", "van der Veen", "Veenstra", "van Veen", "Verbeek", "Verhoeven", "Vermeulen", "Visser",
    "van Vliet", "Vos", "de Vries", "van der Wal", "Wagenaar", "Weijers", "Willems", "de Wit", "Wolters", "Yılmaz",
    "Zijlstra", "Zwart",
)  # fmt: skip

_SCHOOL_STARTS = (
    "Kiekendief", "Wulpen", "Scholekster", "Kluten", "Korenbloem", "Lisdodde", "Duindoorn", "Zeekraal", "Stelt",
    "Waterlelie", "Rietpluim", "Molenwiek", "Gemaal", "Sluis", "Bolwerk", "Kogge", "Schuiten", "Loggers", "Botter",
    "Zeil", "Vuurtoren", "Sterrenkaart", "Kompas", "Getijden", "Noordenwind", "Veenmos", "Zandbank", "Stuifduin",
    "Hooiberg", "Wilgenroos", "Elzen", "Lindelaan", "Iepen",
)  # fmt: skip
_SCHOOL_ENDS = (
    ("De", "kring"), ("De", "tuin"), ("De", "werf"), ("De", "sprong"), ("De", "kade"), ("De", "vlucht"),
    ("Het", "nest"), ("Het", "pad"), ("Het", "huis"), ("Het", "plein"), ("De", "gaard"), ("De", "hoek"),
)  # fmt: skip

BOARDS = (
    "Stichting Duinvaart", "Onderwijsgroep De Waterkering", "Stichting Vierwind", "Scholengroep Rietmeer",
    "Stichting Veenlicht", "Onderwijsgroep Zeedijk", "Stichting Kustwijs", "Scholengroep Poldermolen",
    "Stichting Klinkerpad", "Onderwijsgroep Getij", "Stichting Noorderzon Primair", "Scholengroep Lage Landen",
    "Stichting Havenkring", "Vereniging De Vlindertuin", "Stichting Wilgenrijk", "Vereniging Samen op Pad",
    "Stichting Sterrenmeer", "Onderwijsgroep Droogmakerij", "Stichting Ankerplaats", "Scholengroep Binnenduin",
    "Stichting Windrichting", "Onderwijsgroep Brede Vaart", "Stichting Zilverschoon", "Scholengroep Kogge",
    "Stichting Meerpalen", "Vereniging De Lichtboei", "Stichting Oeverrijk", "Scholengroep Tuinwal",
    "Stichting Jonge Kust", "Vereniging Ons Erf",
)  # fmt: skip


_QUARTERS = ("", " Noord", " Oost", " Zuid", " West", " Midden")
_MOST_PEOPLE = len(FIRST) * len(LAST) // 2  # beyond this a free name is hard to draw: people get two surnames


class InventedNames:
    """Hands out every full name, school name and board name once."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._people: set[str] = set()
        self._schools = self._shuffled_schools(_QUARTERS[0])
        self._quarters = iter(_QUARTERS[1:])

    def person(self) -> str:
        while True:
            name = f"{self._dice.choice(FIRST)} {self._dice.choice(LAST)}"
            if len(self._people) >= _MOST_PEOPLE:
                name = f"{name}-{self._dice.choice(LAST)}"
            if name not in self._people:
                self._people.add(name)
                return name

    def school(self) -> str:
        if not self._schools:
            self._schools = self._shuffled_schools(next(self._quarters))
        return self._schools.pop()

    def boards(self, number: int) -> list[str]:
        """At least so many; where the list of names is too short, one name per part of the country."""
        names = [f"{name}{quarter}" for quarter in _QUARTERS[: -(-number // len(BOARDS))] for name in BOARDS]
        self._dice.shuffle(names)
        return names

    def _shuffled_schools(self, quarter: str) -> list[str]:
        names = [f"{article} {start}{end}{quarter}" for start in _SCHOOL_STARTS for article, end in _SCHOOL_ENDS]
        self._dice.shuffle(names)
        return names


def mail_name(name: str) -> str:
    """The name as the part before the @: lower case, no accents, dots for spaces."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i")).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", ".")
