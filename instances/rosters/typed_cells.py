"""What a hand typed in one cell of a roster: a code in other words, a yes, or what belongs in the workbook.

Knows one row, judges no rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from instances.domain.rulebook import Rule
from instances.dutch.nearest import folded
from instances.rosters.columns import Head
from instances.rosters.differences import Fate, Gathered
from instances.rosters.meaning import Meanings, UnclearError
from instances.rosters.written_rows import WrittenRow, changed

_YES = frozenset({"ja", "j", "x", "1", "waar", "true", "yes"})
_NOTHING = frozenset({"-", "--", "n.v.t.", "nvt", "leeg", "geen"})
_NO = frozenset({"", "leeg", "nee", "n", "0", "-", "onwaar", "false", "no"})


def understood(gathered: Gathered, row: WrittenRow, student: str, head: Head, typed: str, known: Meanings) -> str:
    """Find the code that a cell means.

    Args:
        gathered: Takes a fault where that is not clear, and a difference where it is not the code itself.
        row: The row.
        student: Id of its student.
        head: The column of the code.
        typed: What stands there.
        known: Codes with names.

    Returns:
        The code; what stands there where nobody is meant, '' where that is not clear or a dash says nobody.
    """
    try:
        code = known.code(typed) if typed else typed
    except UnclearError as unclear:
        gathered.fault(row, head, str(unclear))
        return ""
    if code is None:
        # a student cannot be emptied: that row would be skipped without a word
        return "" if head is not Head.STUDENT and folded(typed) in _NOTHING else typed
    if code != typed:
        gathered.add(row, student, head, Fate.MEANT, code)
    return code


def named(
    gathered: Gathered,
    row: WrittenRow,
    made: WrittenRow,
    student: str,
    code: tuple[Head, str],
    name: tuple[Head, Collection[str], str],
    rule: Rule,
) -> str:
    """Set the code in a row beside what a hand typed in the cell of its name.

    Args:
        gathered: Takes faults and differences.
        row: The row.
        made: The same as it was written.
        student: Id of its student.
        code: The column of the code, and the code that it means.
        name: The column of the name, whom the text there may mean, and in Dutch whose it should be.
        rule: What a contradiction breaks.

    Returns:
        The code that counts: that of the name where the hand changed only the name and it is the name of one.
    """
    (head, own), (shown, meant, whose) = code, name
    if not changed(row, made, shown) or own in meant:
        return own
    if not row.text(shown) or not meant:
        gathered.add(row, student, shown, Fate.ELSEWHERE)
    elif own == made.text(head) and len(meant) == 1:
        (other,) = meant
        gathered.stands_for(row, student, head, shown, other)
        return other
    elif own == made.text(head):
        gathered.fault(row, shown, f"{made.text(shown)}, {whose}; kies in de kolom {head} wie u bedoelt", rule)
    else:
        gathered.fault(row, shown, f"{whose}; de kolommen {head} en {shown} zeggen nu iets anders", rule)
    return own


def pinned(gathered: Gathered, row: WrittenRow, made: WrittenRow, student: str) -> None:
    """Note whether a hand typed that the row is fixed.

    Args:
        gathered: Takes the difference; a fault where it is neither yes nor no.
        row: The row.
        made: The same as it was written.
        student: Id of its student.
    """
    if not changed(row, made, Head.PINNED):
        return
    word = folded(row.found(Head.PINNED))  # as typed: a single x is an empty text elsewhere
    if word not in _YES | _NO:
        gathered.fault(row, Head.PINNED, "ja of nee")
    elif (word in _YES) != (folded(made.text(Head.PINNED)) in _YES):
        gathered.add(row, student, Head.PINNED, Fate.PINNED if word in _YES else Fate.ELSEWHERE)


def elsewhere(gathered: Gathered, row: WrittenRow, made: WrittenRow, student: str, heads: Iterable[Head]) -> None:
    """Note changed cells of columns that a roster shows and the workbook decides; a new row has to be filled in."""
    for head in () if made.blank else heads:
        if changed(row, made, head):
            gathered.add(row, student, head, Fate.ELSEWHERE)
