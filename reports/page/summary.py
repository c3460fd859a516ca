"""What was asked, what was reached and how near the best that is, in plain words. Knows figures, no layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from instances.domain.rulebook import ASSESSMENT_RULES, PLACEMENT_RULES, WISHES, Rule
from instances.domain.solution import Proof
from instances.domain.verdict import Verdict
from instances.dutch.lists import opening
from instances.dutch.numbers import count, in_points, percent_of, percent_up, thousands
from instances.rosters.columns import Head
from instances.tables.setting_rows import SETTINGS
from reports.account.origin import settings_in_words, travel_words
from reports.account.quality import WHY_STOPPED, count_proof, gap, proof_tile, quality, rules_tile
from reports.account.verdict_rows import account_rows
from reports.excel.overview_page import Tile
from reports.page.bars import LabelledBar, strip
from reports.page.svg import FigureTable
from reports.placement.overview import first_choice, needs_covered, shortage_words
from reports.run.bundle import Run
from reports.run.to_be_named import to_be_named_words
from reports.run.wording import wpa_count


@dataclass(frozen=True, slots=True)
class SummaryAnswer:
    """One thing asked with what came of it; ``tone`` good, warn or bad."""

    asked: str
    reached: str
    tone: str


def tiles(run: Run) -> tuple[Tile, ...]:
    total, missing = len(run.instance.students), len(run.not_placed)
    found = [Tile("Geplaatst", f"{thousands(len(run.placed))} van {thousands(total)}",
                  f"{thousands(missing)} niet" if missing else "iedereen", missing > 0)]  # fmt: skip
    if run.assessment is not None:
        missing = len(run.not_scheduled)
        found.append(Tile("WPA's ingepland", f"{thousands(len(run.assessment))} van {thousands(len(run.due))}",
                          f"{thousands(missing)} niet" if missing else "iedereen", missing > 0))  # fmt: skip
    found.append(rules_tile(run.placement_verdict))
    for name, verdict, proof in _proofs(run):
        found.append(replace(proof_tile(verdict, proof), label=f"{name}, afstand tot het beste"))
    minutes = [run.minutes_of(student.id) for student in run.placed]
    if minutes:
        found.append(Tile("Reistijd, gemiddeld", f"{sum(minutes) / len(minutes):.0f} min", f"langste {max(minutes)}"))
    return tuple(found)


def answers(run: Run) -> Iterator[SummaryAnswer]:
    """Asked beside reached, the hard things first."""
    verdict, proof = run.placement_verdict, run.placement_proof
    missing = len(run.not_placed)
    reached = f"{thousands(len(run.placed))} van {thousands(len(run.instance.students))}. "
    yield SummaryAnswer(
        "Een plek bij een mentor voor iedere student",
        reached + count_proof(verdict, proof, "geplaatst"),
        "warn" if missing else "good",
    )
    if run.assessment is not None and run.assessment_verdict is not None and run.assessment_proof is not None:
        reached = f"{thousands(len(run.assessment))} van {thousands(len(run.due))}. "
        reached += count_proof(run.assessment_verdict, run.assessment_proof, "ingepland")
        yield SummaryAnswer(
            "Een WPA voor iedereen die er een moet hebben", reached, "warn" if run.not_scheduled else "good"
        )
    broken = sum(len(one.violations) for one in (verdict, run.assessment_verdict) if one is not None)
    yield SummaryAnswer(
        "Geen enkele harde regel gebroken",
        f"{count(broken, 'keer', 'keer')} gebroken; zie het blad Verantwoording" if broken
        else "Aan alle regels is voldaan, nagerekend los van het rekenwerk.",
        "bad" if broken else "good",
    )  # fmt: skip
    yield SummaryAnswer(
        "Elk bestuur zijn minimum", as_sentence(shortage_words(run)), "warn" if verdict.shortage else "good"
    )
    if nameless := to_be_named_words(run):
        yield SummaryAnswer("Een mentor met een naam", nameless, "warn")
    target = run.instance.settings.target_travel
    far = sum(run.minutes_of(student.id) > target for student in run.placed)
    yield SummaryAnswer(f"Hoogstens {count(target, 'minuut', 'minuten')} reizen",
                 f"{percent_of(len(run.placed) - far, len(run.placed))} van de studenten; "
                 f"{count(far, 'reist', 'reizen')} langer.",
                 "warn" if far else "good")  # fmt: skip
    yield SummaryAnswer("Leerbehoeften gedekt door de mentor", as_sentence(needs_covered(run)), "")
    yield SummaryAnswer("De eerste voorkeur van de student", as_sentence(first_choice(run)), "")


def nearness(run: Run) -> Iterator[tuple[str, str, str]]:
    """For each roster its name, how near the best it is, and why the search ended."""
    for name, verdict, proof in _proofs(run):
        yield name, _nearness(verdict, proof), "" if proof.stop is None else WHY_STOPPED[proof.stop]


def _proofs(run: Run) -> Iterator[tuple[str, Verdict, Proof]]:
    yield "Plaatsing", run.placement_verdict, run.placement_proof
    if run.assessment_verdict is not None and run.assessment_proof is not None:
        yield "WPA-rooster", run.assessment_verdict, run.assessment_proof


def _nearness(verdict: Verdict, proof: Proof) -> str:
    distance = gap(verdict, proof)
    if distance is None:
        return "Hoe ver dit van het best mogelijke rooster af is, is niet bekend: daarvoor is geen bewijs gevonden."
    if distance == 0:
        return "Dit is het bewezen beste rooster: met deze regels, wensen en gewichten kan het niet beter."
    return (
        f"Dit rooster is {quality(verdict, proof)}: bewezen is dat geen enkel rooster meer dan {percent_up(distance)} "
        "goedkoper kan zijn, geteld in de kosten van de wensen hieronder."
    ).replace(" %", "\u00a0%")


def rules_table(run: Run) -> FigureTable:
    """Every rule with its source and verdict, as on the sheets Verantwoording."""
    rows = [*account_rows(run.placement_verdict, PLACEMENT_RULES)]
    if run.assessment_verdict is not None:
        rows += account_rows(run.assessment_verdict, ASSESSMENT_RULES)
    heads = (Head.ID, Head.RULE, Head.SOURCE, Head.VERDICT)
    rules = [row for row in rows if row[Head.ID] in (*Rule,)]
    return FigureTable(
        tuple(map(str, heads)), tuple(tuple(str(row[head]) for head in heads) for row in rules), len(heads)
    )


def settings_table(run: Run) -> FigureTable:
    """Every setting and weight with what it means."""
    helps = {setting.name: setting.help for setting in SETTINGS}
    found = settings_in_words(run.instance.settings)
    rows = tuple((name, value, helps[name]) for name, value in found.items())
    return FigureTable(("Instelling", "Waarde", "Toelichting"), rows, 3)


def wishes(verdict: Verdict) -> tuple[LabelledBar, ...]:
    """The cost of each wish, largest first; a wish that is off has no bar."""
    most = max((cost.cost for cost in verdict.wishes.values()), default=0)
    return tuple(
        LabelledBar(
            f"{wish} {WISHES[wish].name}",
            in_points(cost.cost),
            f"{thousands(cost.amount)} × gewicht {cost.weight} ({WISHES[wish].unit})",
            strip(max(cost.cost, 0), most, "brand"),
        )
        for wish, cost in sorted(verdict.wishes.items(), key=lambda item: -item[1].cost)
        if cost.weight
    )


def as_sentence(words: str) -> str:
    """With a capital and a full stop."""
    return opening(words).rstrip(".") + "."


def origin_lines(run: Run) -> Iterator[tuple[str, str]]:
    """Where the page comes from, for whoever asks later."""
    yield "Werkboek", run.source or "onbekend"
    yield "Vingerafdruk werkboek", run.instance.fingerprint or "onbekend"
    yield "Zaad", str(run.seed)
    for name, version in run.versions.items():
        yield f"Versie {name}", version
    legs = [leg for s in run.placed if (leg := run.instance.student_leg(s.id, run.school_of(s.id))) is not None]
    yield "Reistijden", f"{travel_words(legs)} (van {count(len(legs), 'rit', 'ritten')} van studenten)"


def pool_words(run: Run) -> str:
    """How the WPAs are shared, in one sentence."""
    bookings = list((run.assessment or {}).values())
    two = sum(booking.institute is not None for booking in bookings)
    one = len(bookings) - two
    return f"{wpa_count(len(bookings))}: {thousands(two)} met twee beoordelaars en {thousands(one)} met één."
