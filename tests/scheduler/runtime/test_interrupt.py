"""Long work beside a main thread that hears Ctrl-C."""

from __future__ import annotations

import signal
import threading

import pytest

from scheduler.runtime.interrupt import CtrlC, supervise


def press_ctrl_c() -> None:
    signal.raise_signal(signal.SIGINT)


def test_the_answer_of_the_work_comes_back() -> None:
    assert supervise(lambda: 42, lambda: None, CtrlC()) == 42


def test_an_error_of_the_work_is_raised_as_it_was() -> None:
    def fail() -> int:
        raise KeyError("S01")

    with pytest.raises(KeyError, match="S01"):
        supervise(fail, lambda: None, CtrlC())


def test_the_first_ctrl_c_asks_the_work_to_stop_and_keeps_its_answer() -> None:
    stopped = threading.Event()

    def work() -> str:
        press_ctrl_c()
        return "beste tot nu toe" if stopped.wait(10) else "niet gestopt"

    with CtrlC() as ctrl_c:
        assert supervise(work, stopped.set, ctrl_c) == "beste tot nu toe"


def test_a_ctrl_c_between_two_searches_stops_the_next() -> None:
    stopped = threading.Event()
    with CtrlC() as ctrl_c:
        press_ctrl_c()
        assert supervise(lambda: stopped.wait(10), stopped.set, ctrl_c) is True


def test_the_second_ctrl_c_quits_at_once() -> None:
    stopped = threading.Event()
    release = threading.Event()

    def work() -> None:
        press_ctrl_c()
        stopped.wait(10)
        press_ctrl_c()
        release.wait(10)

    with CtrlC() as ctrl_c, pytest.raises(KeyboardInterrupt):
        supervise(work, stopped.set, ctrl_c)
    release.set()


def test_ctrl_c_is_what_it_was_afterwards() -> None:
    before = signal.getsignal(signal.SIGINT)
    with CtrlC():
        pass
    assert signal.getsignal(signal.SIGINT) is before
