"""The process that carries out one order of the window: the same workflows as the commands, told in events.

``python -m scheduler.web.jobs.worker ORDER EVENTS DOSSIER``: files with the order as JSON and for the events, and the
folder of the dossier. When its standard
input ends, because somebody stopped it or the server is gone, it does as a command does after one Ctrl-C: the best so
far is checked and written.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from instances.rosters.columns import RESULT_FILE
from scheduler.asking.answer import AskOrder
from scheduler.asking.run import ask
from scheduler.drop_outs.run import DropOutOrder, look_at_drop_outs
from scheduler.job.job import Order
from scheduler.runtime import defects
from scheduler.runtime.exit import ExitCode, FaultyInputError, RefusedError, leave
from scheduler.visits.run import VisitOrder, make_visits
from scheduler.web.jobs.chosen_file import chosen_placement
from scheduler.web.jobs.event_screen import EventScreen
from scheduler.web.jobs.events import EventKind
from scheduler.web.jobs.order import Verb, WebOrder
from scheduler.web.jobs.visit_folder import continue_calendars
from scheduler.workflows.chosen import make_chosen
from scheduler.workflows.make_rosters import make_assessment, make_both, make_placement
from scheduler.workflows.replan import make_replan


def carry_out(asked: WebOrder, screen: EventScreen) -> ExitCode:
    """Carry out an order.

    Args:
        asked: The order.
        screen: Where everything is said.

    Returns:
        How it ended; what refused it was told as an event.
    """
    previous = Path(asked.previous) if asked.previous else None
    order = Order(
        workbook=Path(asked.workbook),
        folder=Path(asked.folder),
        seconds=asked.seconds,
        seed=asked.seed,
        previous=previous,
        keep_edits=asked.keep_edits,
    )
    try:
        match asked.verb:
            case Verb.PLACE:
                return ExitCode(make_placement(order, screen))
            case Verb.ASSESS:
                return ExitCode(make_assessment(order, screen))
            case Verb.BOTH:
                return ExitCode(make_both(order, screen))
            case Verb.REPLAN:
                if previous is None:
                    raise ValueError("herplan without previous rosters")
                return ExitCode(make_replan(order, screen))
            case Verb.ASKS:
                return ask(AskOrder(order.workbook, previous, order.seconds, order.folder), screen)
            case Verb.DROP_OUTS:
                if previous is None:
                    raise ValueError("kwetsbaar without rosters")
                return look_at_drop_outs(
                    DropOutOrder(order.workbook, previous, order.seconds, target=order.folder), screen
                )
            case Verb.VISITS:
                if previous is None:
                    raise ValueError("bezoeken without rosters")
                continue_calendars(order.folder.parent)
                folder = order.folder.parent
                return make_visits(
                    VisitOrder(order.workbook, previous, folder, order.seconds, order.seed, anyway=True), screen
                )
            case Verb.GIVEN:
                if previous is None or not asked.given:
                    raise ValueError("a chosen placement without its file or the rosters before it")
                chosen = chosen_placement(Path(asked.given))
                return ExitCode(make_chosen(order, screen, chosen, frozenset(asked.broken_rules)))
    except FaultyInputError as error:
        screen.tell(EventKind.FAULTS, count=len(error.faults), text=str(error))
        return error.code
    except RefusedError as error:
        screen.warn(error.text)
        return error.code


def main(order_file: str, events_file: str, dossier: str) -> int:
    """Carry out the order in a file; the exit code."""
    asked = WebOrder.of_json(Path(order_file).read_text(encoding="utf-8"))
    stopped = threading.Event()
    threading.Thread(target=_stop_at_end_of_input, args=(stopped,), daemon=True, name="wacht").start()
    with Path(events_file).open("a", encoding="utf-8") as stream:
        screen = EventScreen(stream, Path(dossier))
        screen.tell(EventKind.BEGIN, process=os.getpid())
        try:
            code = carry_out(asked, screen)
        except Exception as error:
            code = ExitCode.DEFECT
            screen.warn(defects.apology(defects.save(error, f"web {asked.verb}")))
        except KeyboardInterrupt:
            # outside the search: before it there is nothing yet, after it every file is there
            code = ExitCode.INCOMPLETE if (asked.folder_path / RESULT_FILE).is_file() else ExitCode.QUIT
        screen.tell(EventKind.END, code=int(code), stopped=stopped.is_set())
    return code


def _stop_at_end_of_input(stopped: threading.Event) -> None:
    """Do as after one Ctrl-C: the server never writes, so all there is to read is the end."""
    sys.stdin.buffer.read()
    stopped.set()
    signal.raise_signal(signal.SIGINT)


if __name__ == "__main__":
    leave(main(*sys.argv[1:4]))
