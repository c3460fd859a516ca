"""What stood in the folder: kept under another name where it was not ours or was edited."""

from __future__ import annotations

from pathlib import Path

from tests.scheduler.running import edit, run, wrote


def test_a_new_placement_keeps_the_old_wpa_roster_under_another_name(book: Path, rosters: Path) -> None:
    run("plaats", book, "-o", rosters, "--tijd", 10)
    assert {"wpa-oud.xlsx"} == {name for name in wrote(rosters) if name.startswith("wpa")}


def test_wpa_keeps_an_edited_placement_under_another_name(book: Path, rosters: Path) -> None:
    edit(rosters / "plaatsing.xlsx", "Plaatsing", "Naam", 2, "Iemand Anders")
    before = (rosters / "plaatsing.xlsx").read_bytes()
    run("wpa", book, "-o", rosters, "--tijd", 10)
    assert (rosters / "plaatsing-oud.xlsx").read_bytes() == before


def test_plaats_keeps_a_placement_whose_mentor_was_changed_by_hand(book: Path, rosters: Path) -> None:
    """It was overwritten without a word; only wpa kept it."""
    edit(rosters / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "M9")
    before = (rosters / "plaatsing.xlsx").read_bytes()
    result = run("plaats", book, "-o", rosters, "--tijd", 10)
    assert (rosters / "plaatsing-oud.xlsx").read_bytes() == before
    assert "nu plaatsing-oud.xlsx" in result.output


def test_plaats_keeps_a_placement_that_is_not_ours(book: Path, rosters: Path) -> None:
    """Without resultaat.json nobody can tell whose it is."""
    (rosters / "resultaat.json").unlink()
    edit(rosters / "plaatsing.xlsx", "Plaatsing", "Naam", 2, "Iemand Anders")
    before = (rosters / "plaatsing.xlsx").read_bytes()
    run("plaats", book, "-o", rosters, "--tijd", 10)
    assert (rosters / "plaatsing-oud.xlsx").read_bytes() == before


def test_plaats_keeps_no_copy_of_what_it_made_itself(book: Path, rosters: Path) -> None:
    run("plaats", book, "-o", rosters, "--tijd", 10)
    assert not (rosters / "plaatsing-oud.xlsx").exists()


def test_rooster_keeps_a_wpa_roster_that_was_edited_by_hand(book: Path, rosters: Path) -> None:
    edit(rosters / "wpa.xlsx", "WPA-rooster", "Beoordelaar werkveld", 2, "SO9")
    before = (rosters / "wpa.xlsx").read_bytes()
    run("rooster", book, "-o", rosters, "--tijd", 10)
    assert (rosters / "wpa-oud.xlsx").read_bytes() == before


def test_wpa_keeps_no_copy_of_a_placement_without_edits(book: Path, rosters: Path) -> None:
    run("wpa", book, "-o", rosters, "--tijd", 10)
    assert not (rosters / "plaatsing-oud.xlsx").exists()


def test_voorbeeld_keeps_a_file_that_stood_there(book: Path) -> None:
    before = book.read_bytes()
    run("voorbeeld", book)
    assert book.with_name("semester-oud.xlsx").read_bytes() == before
