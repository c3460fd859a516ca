"""What holds for every workflow that writes a folder: it has that folder alone, and nothing lies in its way."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from scheduler.job.job import Order
from scheduler.runtime.exit import ExitCode
from scheduler.runtime.screen import Screen
from scheduler.writing.in_the_way import output_names, refuse_in_the_way
from scheduler.writing.output_folder import output_folder

Workflow = Callable[[Order, Screen], ExitCode]


def alone_in_folder(workflow: Workflow) -> Workflow:
    """Have a workflow run alone in the folder of its order, settled and tried before anything is read.

    Args:
        workflow: From an order to written files.

    Returns:
        The same, which raises RefusedError where the folder cannot be used.
    """

    @wraps(workflow)
    def alone(order: Order, screen: Screen) -> ExitCode:
        with output_folder(order.folder, screen):
            refuse_in_the_way(order.folder, output_names(order.copies, variants=order.variants), order.inputs)
            return workflow(order, screen)

    return alone
