"""One thread ends what takes too long, and lets everything else be."""

from __future__ import annotations

import threading

from core.store.watchdog import Watchdog


def test_what_is_not_ended_in_time_is_called() -> None:
    called = threading.Event()
    Watchdog().watch(0.01, called.set)
    assert called.wait(5)


def test_what_is_ended_in_time_is_left_alone() -> None:
    dog, called, later = Watchdog(), threading.Event(), threading.Event()
    dog.watch(0.02, called.set).end()
    dog.watch(0.04, later.set)
    assert later.wait(5)
    assert not called.is_set()


def test_a_shorter_time_need_not_wait_for_a_longer_one() -> None:
    dog, short = Watchdog(), threading.Event()
    dog.watch(60, lambda: None)
    dog.watch(0.01, short.set)
    assert short.wait(5)


def test_one_thread_serves_all_and_ended_watches_do_not_pile_up() -> None:
    dog, before = Watchdog(), threading.active_count()
    for _ in range(5000):
        dog.watch(60, lambda: None).end()
    assert threading.active_count() <= before + 1
    assert len(dog._due) <= 1024


def test_each_is_called_in_the_order_of_its_time() -> None:
    dog, calls, done = Watchdog(), [], threading.Event()
    dog.watch(0.06, done.set)
    dog.watch(0.04, lambda: calls.append("second"))
    dog.watch(0.02, lambda: calls.append("first"))
    assert done.wait(5)
    assert calls == ["first", "second"]
