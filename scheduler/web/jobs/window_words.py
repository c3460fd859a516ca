"""What a command advises in the words of a terminal, as it is done in the window. Knows texts, decides nothing."""

from __future__ import annotations

import re

UPDATE = "“Bijwerken met zo min mogelijk wijzigingen”"
MORE_TIME = "eef het bij Rooster maken meer seconden"  # after a G or a g

# The texts stay where they are said: a terminal is told the whole command. A text that is not here and names a command
# fails tests/scheduler/web/jobs/test_window_words.py.
_WINDOW: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(said), done)
    for said, done in (
        (r"telt hier niet mee: alleen plaatswijzer wpa gebruikt het\.", "telt hier niet mee."),
        (
            r"(?s) opnieuw met plaatswijzer bezoeken .* -o .*(?= De agenda's )",
            " opnieuw, onderaan Rooster maken.",
        ),
        (r"of geef het vorige rooster met --vorige", f"of kies {UPDATE}"),
        (r"; zie plaatswijzer controleer \S.*?\.xls[xm]\.", "; zie het scherm Werkboek."),
        (r"het bestand dat plaatswijzer controleer .*? maakt", "het scherm Werkboek"),
        (r"Vraag het met plaatswijzer verklaar, of geef", "Kies de student op het scherm Plaatsing of WPA, of geef"),
        (r"([Gg])eef meer tijd met --tijd", rf"\1{MORE_TIME}"),
        (r"Geef meer tijd: plaatswijzer wpa .* --tijd \d+", f"G{MORE_TIME}."),
        (r"(?s)Was het WPA-rooster in .* al verstuurd, geef dan ook --vorige .*?: dan", f"Kies {UPDATE}: dan"),
        (
            r"(?s): in \S.*? staat geen WPA-rooster\. Maak er een met plaatswijzer wpa .* dan opnieuw\.",
            ": er is geen WPA-rooster. Maak er een bij Rooster maken, en zoek het dan opnieuw uit.",
        ),
        (
            r"(?s)Maak er een met plaatswijzer rooster .* plaatswijzer tekort .*\.",
            "Maak er een bij Rooster maken, en zoek het dan opnieuw uit.",
        ),
        (r"dat kan met plaatswijzer wpa\.", "dat kan bij Rooster maken."),
        (r"\(--zaad (\d+), --tijd (\d+)\)", r"(begingetal \1, \2 seconden)"),
        (r"Afgebroken met Ctrl-C", "Gestopt"),
        (r"Ctrl-C: ik stop met zoeken .*", "Het zoeken stopt; het beste tot nu toe wordt nagekeken en bewaard."),
        (r"; --postcodes is voortaan niet meer nodig", "; u hoeft het niet nog eens te geven"),
        (r" Maak er eerst een met plaatswijzer plaats\.", " Maak er eerst een bij Rooster maken."),
        (r"(sinds|waarvan) het rooster in .*? gemaakt is", r"\1 het rooster gemaakt is"),
        (
            r"Maak eerst een nieuw rooster \(herplan\)\.",
            f"Kies eerst {UPDATE}, of zeg dat u met dit rooster door wilt.",
        ),
        (r" ?Is het toch wat u bedoelt, geef dan ook --toch\.", ""),
        (r" Een volgende keer blijven zulke wijzigingen staan als u meteen --vorige .*", ""),
        (r"; plaatswijzer plaats \S.*? zegt waarom\.", "; waarom, staat bij het scherm Werkboek."),
        (r"Waarom, zegt plaatswijzer verklaar\.", "Waarom, staat per student bij Plaatsing."),
        (r"Welke regel, zegt plaatswijzer controleer .*", "Welke regel, staat bij Plaatsing en bij WPA's."),
        (r"; geef meer met --tijd\.", "; geef meer seconden."),
        (r"Geef --slots-van\.", "Vul de eerste dag met WPA's in."),
        (
            r"Geef (de periode|dagen, tijden en duur|hoe lang een WPA duurt): --slots.*",
            "Zet eerst WPA-slots in het werkboek.",
        ),
        (r" \(of geef --blijft\)", ""),
        (r" Met --vastzetten blijven zij staan en worden zij gemeld\.", ""),
    )
)


def in_window(text: str) -> str:
    """Tell what a command said as somebody does it who works in the window.

    Args:
        text: What was said, in Dutch.

    Returns:
        The text, without commands and options that the window has screens for.
    """
    for said, done in _WINDOW:
        text = said.sub(done, text)
    return text
