"""uren.xlsx: hours and settlement of every board, for the office alone. Knows the ledger and no cell style.

Hours for care students stand in columns and rows of their own and are in no other total, so that a total from this
file can be passed on to a board.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from instances.domain.norms import NORMS, Norm, Whose
from instances.dutch.numbers import thousands
from instances.rosters import columns as words
from instances.rosters.columns import Head
from reports.excel.book import Book, Row
from reports.excel.overview_page import Overview, Tile
from reports.hours.funding_sheets import NO_TEACHERS, funding_facts, funding_rows, law_rows
from reports.hours.ledger import INSTITUTE, NO_BOARD, Ledger, LedgerLine
from reports.hours.sums import euros, hours_balance, norm_measures, parties, party_code, party_name, sums, total_hours
from reports.run.bundle import Run

WITHOUT_WPAS = "Zonder WPA-uren: het WPA-rooster is nog niet gemaakt."
NOTHING_SETTLED = "Geen enkel WPA is door een ander bestuur of de opleiding afgenomen."


def write_hours(run: Run, path: Path) -> None:
    """Write uren.xlsx: hours and settlement of every board, for the office alone.

    Args:
        run: The finished run; without a WPA roster there are no hours for WPAs.
        path: Where the file goes; the folder must exist.

    Raises:
        OSError: The disk refuses the file.
        XlsxWriterException: XlsxWriter says so in its own words.
    """
    lines = Ledger(run).lines
    empty = WITHOUT_WPAS if run.assessment is None else NOTHING_SETTLED
    with Book(path, "Uren en verrekening", run.semester) as book:
        _overview(run, lines, book)
        book.table(words.HOURS_PER_BOARD, _with_total(_per_board(run, lines), words.HOURS_PER_BOARD), total=True)
        book.table(words.HOURS_PER_ROLE, _per_role(run, lines), band=Head.FROM)
        settled = _with_total(_settlement(run, lines), words.SETTLEMENT)
        book.table(words.SETTLEMENT, settled, total=True)
        book.table(words.SETTLEMENT_PAIRS, _pairs(run, lines), band=Head.FROM, empty=empty)
        book.table(words.HOURS_PER_PERSON, _per_person(run, lines))
        book.table(words.AGAINST_NORM, _against_norm(run), band=Head.BOARD)
        funded = list(funding_rows(run))
        book.table(words.FUNDING, _with_total(funded, words.FUNDING), total=True)
        by_law = list(law_rows(run))
        with_total = _with_total(by_law, words.LAW) if by_law else []
        book.table(words.LAW, with_total, total=bool(by_law), empty=NO_TEACHERS)
        book.table(words.NORMS, _norms(run))


def _overview(run: Run, lines: tuple[LedgerLine, ...], book: Book) -> None:
    plain = [line for line in lines if not line.care]
    wpas = [line for line in plain if line.wpa]
    overview = Overview(book, "Uren en verrekening", f"Normuren van {run.semester or 'dit semester'}")
    none = run.assessment is None
    overview.tiles((
        Tile("Besturen leveren", _rounded(one for one in plain if one.giver != INSTITUTE), "uur"),
        Tile("Opleiding levert", _rounded(one for one in plain if one.giver == INSTITUTE), "uur"),
        Tile("Waarvan WPA's", "nog niet" if none else _rounded(wpas), "" if none else "uur", none),
        Tile("Tussen partijen", "nog niet" if none else _rounded(one for one in wpas if one.settled),
             "" if none else "uur te verrekenen", none),
    ))  # fmt: skip
    overview.facts("Hoe dit gerekend is", [
        ("WPA's", WITHOUT_WPAS if none else "Per ingepland WPA en per beoordelaar, met één of met twee beoordelaars."),
        ("Normen", "Uit de Rolbeschrijvingen, of zoals in het blad Normen van het semesterwerkboek; alle staan in het "
                   "blad Normen van dit bestand, met bron."),
        ("Elk getal", "In het blad Per rol staat hoeveel keer welke norm: aantal × uren per stuk = uren."),
        ("Levert", "De uren van wie bij het bestuur hoort: mentoren, schoolopleiders en hun WPA's, ook bij anderen."),
        ("Ontvangt", "De uren van instituutsopleiders, en van opleiders van andere besturen, voor de eigen studenten."),
        ("Verrekening", "Alleen WPA's die iemand van een ander bestuur of van de opleiding afnam. Boven 0: nog te "
                        "ontvangen. Alle saldo's samen zijn 0."),
        ("Opleiders", "Een opleider zonder Bestuur telt bij het bestuur waar de meeste eigen studenten staan."),
        ("Zorg", "Uren voor zorgstudenten staan apart en tellen nergens mee: een totaal zou verraden wie zorg krijgt. "
                 "Geef ze niet door; in de bestanden voor besturen staan ze niet."),
    ])  # fmt: skip
    overview.facts("Geld en wet", funding_facts(run))
    overview.done()


def _rounded(lines: Iterable[LedgerLine]) -> str:
    return thousands(round(total_hours(lines)))


def _per_board(run: Run, lines: tuple[LedgerLine, ...]) -> Iterator[Row]:
    for party in parties(run, lines):
        given = [line for line in lines if line.giver == party and not line.care]
        taken = [line for line in lines if line.taker == party and line.giver != party and not line.care]
        mentors = [line for line in given if line.whose is Whose.MENTOR]
        guiding = [line for line in given if line.whose is not Whose.MENTOR and not line.wpa]
        yield {
            Head.BOARD: party_code(run, party),
            Head.NAME: party_name(run, party),
            Head.PLACED: len(run.by_board.get(party, ())),
            Head.MENTOR_HOURS: total_hours(mentors),
            Head.GUIDE_HOURS: total_hours(guiding),
            Head.WPA_HOURS: total_hours(line for line in given if line.wpa),
            Head.GIVES: total_hours(given),
            Head.FROM_INSTITUTE: total_hours(line for line in taken if line.giver == INSTITUTE),
            Head.FROM_BOARDS: total_hours(line for line in taken if line.giver != INSTITUTE),
            Head.BALANCE: hours_balance(party, lines).hours,
            Head.CARE_HOURS: _care_hours(run, (line for line in lines if line.giver == party)),
        }


def _care_hours(run: Run, lines: Iterable[LedgerLine]) -> float | None:
    """With codes for people the cell stays empty: one student and these hours are who it is."""
    return None if run.instance.print_key else total_hours(line for line in lines if line.care)


def _per_role(run: Run, lines: tuple[LedgerLine, ...]) -> Iterator[Row]:
    for (giver, taker), own in _by_pair(run, lines).items():
        for one in sums(own):
            yield {
                Head.FROM: party_code(run, giver),
                Head.FOR: party_code(run, taker),
                Head.ROLE: str(one.whose),
                Head.BASIS: NORMS[one.norm].name,
                Head.COUNT: one.count,
                Head.HOURS_EACH: one.each,
                Head.HOURS: one.hours,
                Head.SOURCE: run.instance.settings.origin(one.norm).source,
            }


def _by_pair(run: Run, lines: tuple[LedgerLine, ...]) -> dict[tuple[str, str], list[LedgerLine]]:
    """The lines by giver and taker, both in the order of the parties."""
    found: dict[tuple[str, str], list[LedgerLine]] = {}
    for line in lines:
        found.setdefault((line.giver, line.taker), []).append(line)
    order = {party: place for place, party in enumerate(parties(run, lines))}
    return dict(sorted(found.items(), key=lambda item: (order[item[0][0]], order[item[0][1]])))


def _settlement(run: Run, lines: tuple[LedgerLine, ...]) -> Iterator[Row]:
    for party in parties(run, lines):
        everyone = hours_balance(party, lines)
        boards = hours_balance(party, lines, (*run.instance.boards, NO_BOARD))
        yield {
            Head.BOARD: party_code(run, party),
            Head.NAME: party_name(run, party),
            Head.WPAS_GIVEN: everyone.given,
            Head.HOURS_GIVEN: everyone.given_hours,
            Head.WPAS_TAKEN: everyone.taken,
            Head.HOURS_TAKEN: everyone.taken_hours,
            Head.BALANCE_BOARDS: None if party == INSTITUTE else boards.hours,
            Head.BALANCE: everyone.hours,
            Head.EUROS: euros(run, everyone.hours),
        }


def _pairs(run: Run, lines: tuple[LedgerLine, ...]) -> Iterator[Row]:
    for (giver, taker), own in _by_pair(run, lines).items():
        one = hours_balance(giver, own)
        if one.given:
            yield {
                Head.FROM: party_code(run, giver),
                Head.FROM_NAME: party_name(run, giver),
                Head.FOR: party_code(run, taker),
                Head.FOR_NAME: party_name(run, taker),
                Head.WPAS: one.given,
                Head.HOURS: one.given_hours,
                Head.EUROS: euros(run, one.given_hours),
            }


def _per_person(run: Run, lines: tuple[LedgerLine, ...]) -> Iterator[Row]:
    """Mentors and trainers with hours; the norm is the number of students of a trainer of a tandem."""
    by_person: dict[str, list[LedgerLine]] = {}
    for line in lines:
        if line.person:
            by_person.setdefault(line.person, []).append(line)
    for who, own in by_person.items():
        plain = [line for line in own if not line.care]
        trainer = run.instance.trainers.get(who)
        guides = {t.id: len(run.by_tandem.get(t.id, ())) for t in run.instance.tandems.values() if who in (t.so, t.io)}
        yield {
            Head.PERSON: who,
            Head.NAME: trainer.name if trainer else run.instance.mentors[who].name,
            Head.ROLE: str(own[0].whose),
            Head.BOARD: party_code(run, own[0].giver),
            Head.PLACED: sum(guides.values()) if trainer else len(run.by_mentor[who]),
            Head.NORM: run.instance.settings.norms[Norm.STUDENTS] if guides else None,
            Head.GUIDE_HOURS: total_hours(line for line in plain if not line.wpa),
            Head.WPAS: sum(1 for line in plain if line.norm is Norm.WPA),
            Head.WPA_HOURS: total_hours(line for line in plain if line.wpa),
            Head.TOTAL: total_hours(plain),
            Head.CARE_HOURS: _care_hours(run, own),
        }


def _against_norm(run: Run) -> Iterator[Row]:
    for board in run.by_board:
        for one in norm_measures(run, board):
            yield {
                Head.BOARD: board,
                Head.NAME: run.instance.boards[board].name,
                Head.WHAT: one.words,
                Head.FOUND: one.found,
                Head.NORM: one.norm,
                Head.DIFFERENCE: None if one.found is None else round(one.found - one.norm, 1),
            }


def _norms(run: Run) -> Iterator[Row]:
    for norm, entry in NORMS.items():
        origin = run.instance.settings.origin(norm)
        yield {
            Head.ID: str(norm),
            Head.BASIS: entry.name,
            Head.VALUE: run.instance.settings.norms[norm],
            Head.UNIT: entry.unit,
            Head.DEFAULT: entry.value,
            Head.SOURCE: origin.source,
            Head.SINCE: origin.since,
        }


def _with_total(rows: Iterable[Row], kind: words.RosterSheet) -> list[Row]:
    """The rows and one that adds up every column of figures."""
    every = list(rows)
    added: dict[Head, float | str | None] = dict.fromkeys(kind.heads)
    for head in kind.heads[2:]:
        figures = [row[head] for row in every if isinstance(row[head], int | float)]
        added[head] = round(sum(figures), 6) if figures else None  # type: ignore[arg-type]
    return [*every, {**added, kind.heads[0]: "Totaal"}]
