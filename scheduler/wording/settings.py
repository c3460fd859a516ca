"""How much is told on the screen one by one before the rest is only counted. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownSettings:
    """The most rows, names or sentences of one kind; a screen of an office holds some thirty lines.

    All were chosen by hand, none was measured.

    Attributes:
        notices: Kinds of what the reader repaired, skipped or remarked in the workbook.
        notice_examples: Notices of one kind.
        fault_cells: Cells of faults that are told together.
        findings: What cannot fit, found before the search.
        violations: Broken rules of a roster that is checked.
        left_out: Students without a place, or without a WPA, after a search.
        changes: Changes since the previous roster, of each kind.
        moved: Students for whom something changes when something else is forced.
        manual_edits: Cells of the previous roster that were edited by hand, and rules that they break.
        stale_cells: Cells beside an id that say something else; each of them is noise when a whole column is old.
        replaced_names: Codes behind which somebody else stands now.
        school_refusals: Answers of schools that do not agree.
        near_codes: Known codes like the one that was asked about.
        movers: Names of others who move, in one cell.
        changes_in_a_sentence: Changes of one proposal; more stand on a line each.
        attempts: The nearest candidates in the reason why somebody is left out.
        alike: So many students with one and the same reason become one line.
        alike_students: Students named in such a line.
        clashing: Other students named whose pins clash with one pin.
        awaited: Boards and trainers who have not answered a form.
        news: Answers that clash with the workbook, and those that ask for attention.
        answering_schools: Schools named that did not answer everything.
        changed_rows: Rows of one sheet named that changed in the workbook.
        nearest: Candidates named that break just one rule, and pairs of assessors that are excluded.
    """

    notices: int = 20
    notice_examples: int = 3
    fault_cells: int = 3
    findings: int = 15
    violations: int = 20
    left_out: int = 10
    changes: int = 20
    moved: int = 15
    manual_edits: int = 25
    stale_cells: int = 10
    replaced_names: int = 10
    school_refusals: int = 20
    near_codes: int = 3
    movers: int = 4
    changes_in_a_sentence: int = 2
    attempts: int = 3
    alike: int = 3
    alike_students: int = 10
    clashing: int = 8
    awaited: int = 20
    news: int = 20
    answering_schools: int = 10
    changed_rows: int = 3
    nearest: int = 3


SHOWN = ShownSettings()
