"""Long work beside a main thread that hears Ctrl-C."""

from __future__ import annotations

import signal
import threading

import pytest

from scheduler.supervise import supervise


def press_ctrl_c() -> None:
    signal.raise_signal(signal.SIGINT)


def test_the_answer_of_the_work_comes_back() -> None:
    assert supervise(lambda: 42, lambda: None) == 42


def test_an_error_of_the_work_is_raised_as_it_was() -> None:
    def fail() -> int:
        raise KeyError("S01")

    with pytest.raises(KeyError, match="S01"):
        supervise(fail, lambda: None)


def test_the_first_ctrl_c_asks_the_work_to_stop_and_keeps_its_answer() -> None:
    stopped = threading.Event()

    def work() -> str:
        press_ctrl_c()
        return "beste tot nu toe" if stopped.wait(10) else "niet gestopt"

    assert supervise(work, stopped.set) == "beste tot nu toe"


def test_the_second_ctrl_c_quits_at_once() -> None:
    stopped = threading.Event()
    release = threading.Event()

    def work() -> None:
        press_ctrl_c()
        stopped.wait(10)
        press_ctrl_c()
        release.wait(10)

    with pytest.raises(KeyboardInterrupt):
        supervise(work, stopped.set)
    release.set()
