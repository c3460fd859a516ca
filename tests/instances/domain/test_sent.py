"""A semester that is sent to another process while a thread asks on, for an answer that nobody waits for any more."""

from __future__ import annotations

import pickle
import threading
import time

from instances.domain.instance import Instance
from tests import builders as b

PLACES = 60


def _semester() -> Instance:
    rows: list[object] = [b.board()]
    for n in range(PLACES):
        rows += [b.school(f"S{n}"), b.student(f"ST{n}", 2), b.mentor(f"M{n}", f"S{n}")]
    return b.semester(*rows)


def test_what_is_asked_meanwhile_does_not_disturb_the_sending() -> None:
    instance, ended = _semester(), threading.Event()

    def ask() -> None:
        while not ended.is_set():
            instance.travel._legs.clear()
            for student in instance.students:
                for school in instance.schools:
                    instance.student_leg(student, school)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    try:
        until = time.monotonic() + 1.5
        while time.monotonic() < until:
            assert pickle.loads(pickle.dumps(instance)) == instance
    finally:
        ended.set()
        asking.join()


def test_what_was_asked_is_not_sent() -> None:
    instance = _semester()
    assert instance.travel
    before = len(pickle.dumps(instance))
    for school in instance.schools:
        instance.student_leg("ST1", school)
    assert len(pickle.dumps(instance)) == before
