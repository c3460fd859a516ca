"""``python -m benchmarks.campaign``: hostile files, drawn damage, kills, faults of the machine, long runs, in figures.

Every part prints what is wrong as it comes, and its figures at the end; exit code 1 where anything was wrong.
"""

from __future__ import annotations

import argparse
import sys
import traceback
import warnings
from collections.abc import Callable, Sequence

from benchmarks.campaign.files.cases import cases
from benchmarks.campaign.files.fuzz import READERS, fuzz
from benchmarks.campaign.files.good import klein, make_good
from benchmarks.campaign.files.run import try_files
from benchmarks.campaign.kills.run import Office, Tally, disturb, let_go_wrong, two_at_once
from benchmarks.campaign.settings import CAMPAIGN
from benchmarks.campaign.soak import MB, hold, soak
from benchmarks.campaign.trial import in_a_child


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts that are asked for.

    Args:
        arguments: Of the command line; None for those of this process.

    Returns:
        The exit code.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.campaign", description=__doc__)
    parser.add_argument("parts", nargs="*", default=[], help=f"of {', '.join(PARTS)}; all but size when none")
    parser.add_argument("--every", type=int, default=1, help="of the files only each so many")
    parser.add_argument("--from", dest="first", type=int, default=0, help="begin at this file")
    parser.add_argument("--examples", type=int, default=CAMPAIGN.examples, help="drawn for each reader")
    parser.add_argument("--seed", type=int, default=1, help="other damage is drawn")
    parser.add_argument("--kills", type=int, default=CAMPAIGN.kills)
    parser.add_argument("--signals", type=int, default=CAMPAIGN.signals)
    parser.add_argument("--semesters", type=int, default=CAMPAIGN.semesters)
    parser.add_argument("--size", default="landelijk", help="of the part size")
    parser.add_argument("--seconds", type=int, default=CAMPAIGN.seconds_of_size, help="of the part size")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"unknown part: {', '.join(sorted(unknown))}")
    warnings.simplefilter("ignore")  # openpyxl tells of every look that it does not keep
    chosen = asked.parts or [part for part in PARTS if part != "size"]
    return min(1, sum([PARTS[part](asked) for part in chosen]))


def say(line: str) -> None:
    """Print one line at once."""
    print(line.replace("\n", " / "), flush=True)


def _files(asked: argparse.Namespace) -> int:
    chosen = list(cases(make_good()))[asked.first :: asked.every]
    tally = try_files(chosen, say)
    ends = ", ".join(f"{number} ended with {code}" for code, number in sorted(tally.codes.items()))
    say(f"| files | {tally.tried} tried, {ends}; at most {tally.cpu:.1f} s and {tally.memory / MB:.0f} MB | "
        f"{len(tally.wrong)} wrong |")  # fmt: skip
    return len(tally.wrong)


def _fuzz(asked: argparse.Namespace) -> int:
    good, wrong, most = make_good(), 0, 0
    for name in READERS:
        code, used, _ = in_a_child(lambda: _fuzzed(name, lambda: fuzz(name, good, asked.examples, asked.seed)))  # noqa: B023
        most = max(most, used.ru_maxrss)
        wrong += code != 0
    say(f"| drawn damage | {len(READERS)} readers, {asked.examples} files each; at most {most / 1000:.0f} MB | "
        f"{wrong} wrong |")  # fmt: skip
    return wrong


def _fuzzed(name: str, run: Callable[[], object]) -> int:
    try:
        run()
    except Exception:
        say(f"{name}:")
        traceback.print_exc()
        return 1
    return 0


def _kills(asked: argparse.Namespace) -> int:
    return _in_an_office("kills", lambda office: disturb(office, asked.kills, asked.signals, say))


def _faults(asked: argparse.Namespace) -> int:
    return _in_an_office("faults of the machine", lambda office: let_go_wrong(office, say))


def _two(asked: argparse.Namespace) -> int:
    return _in_an_office("two runs at once", lambda office: two_at_once(office, CAMPAIGN.pairs, say))


def _in_an_office(part: str, run: Callable[[Office], Tally]) -> int:
    office = Office(klein())
    try:
        tally = run(office)
    finally:
        office.close()
    said = "; ".join(f"{number} × {what}" for what, number in sorted(tally.tried.items()))
    say(f"| {part} | {sum(tally.tried.values())} tried ({said}), {tally.new} left the new roster | "
        f"{len(tally.wrong)} wrong |")  # fmt: skip
    return len(tally.wrong)


def _soak(asked: argparse.Namespace) -> int:
    found = soak(asked.semesters, say)
    wrong = int(found.growth > CAMPAIGN.growth) + len(found.codes - {0, 1, 4})  # 4: a busy machine
    say(f"| semesters in one process | {found.semesters}, {found.warm / MB:.0f} MB warm, {found.end / MB:.0f} MB "
        f"at the end | {wrong} wrong |")  # fmt: skip
    return wrong


def _size(asked: argparse.Namespace) -> int:
    found = hold(asked.size, asked.seconds)
    wrong = int(found.code not in (0, 1)) + int(found.memory > CAMPAIGN.memory_of_size)
    say(f"| size {found.size} | ended with {found.code}, {found.memory / MB:.0f} MB, {found.seconds:.0f} s | "
        f"{wrong} wrong |")  # fmt: skip
    return wrong


PARTS: dict[str, Callable[[argparse.Namespace], int]] = {
    "files": _files,
    "fuzz": _fuzz,
    "kills": _kills,
    "faults": _faults,
    "two": _two,
    "soak": _soak,
    "size": _size,
}

if __name__ == "__main__":
    sys.exit(main())
