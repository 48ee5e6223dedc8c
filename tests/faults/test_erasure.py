"""An erasure killed at any point leaves the person whole or gone, and the log valid either way."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from core.actor import LOCAL
from core.capture import files_dir, raw_record
from core.erasure import erase
from core.store import Store, finish_anew, verify_audit

from .erasing import DONE, NAME, OTHERS, PERSON, STARTED, prepare, run

RANDOM_KILLS = 25
MOST_STEPS = 80


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("erasing") / "home"
    prepare(home)
    return home


def _started(home: Path, die_at: int) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([run.__module__, "pandas", "pyarrow"])
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=run, args=(home, die_at, there), daemon=True)
    process.start()
    there.close()
    return process, here


def _told(connection: Connection) -> int:
    try:
        return int(connection.recv())
    except EOFError:
        return 0


def _is_gone(home: Path) -> bool:
    """Whether she is gone, after asserting that she is here whole or gone whole."""
    with Store.open(home / "rapport.duckdb", threads=2) as store:
        assert store.refusal is None
        assert verify_audit(store).ok
        finish_anew(store, files_dir(store))
        hers = store.value("SELECT count(*) FROM crm.contact WHERE email = $e", {"e": PERSON})
        marks = store.value("SELECT count(*) > 0 FROM ops.erased_mark")
        calls = store.rows("SELECT source_id, subject, batch_id, source_line FROM crm.activity")
        named = sum(NAME in row["subject"] for row in calls)
        stones = store.value("SELECT count(*) FROM ops.audit_event WHERE action = 'person.erase'")
        assert len(calls) == OTHERS
        assert (hers, named, stones, marks) in ((1, OTHERS, 0, False), (0, 0, 1, True))
        for row in calls[:: OTHERS // 5]:
            record = raw_record(store, LOCAL, row["batch_id"], row["source_line"])
            assert record["activity_id"] == row["source_id"]
            assert (NAME in str(record["subject"])) == (hers == 1)
    if hers == 0:
        _assert_no_byte(home)
    return bool(hers == 0)


def _assert_no_byte(home: Path) -> None:
    for path in home.rglob("*"):
        content = path.read_bytes().lower() if path.is_file() else b""
        assert PERSON.encode() not in content, path
        assert NAME.lower().encode() not in content, path


def _finish(home: Path) -> None:
    """What was left undone can be done: erasing again succeeds."""
    with Store.open(home / "rapport.duckdb", threads=2) as store:
        erase(store, LOCAL, PERSON, home / "backups")
    assert _is_gone(home)


@pytest.mark.faults
def test_security_26_an_erasure_that_dies_before_any_step_leaves_the_old_or_the_new_state(
    installed: Path, tmp_path: Path
) -> None:
    outcomes = []
    for die_at in range(1, MOST_STEPS):
        home = tmp_path / str(die_at)
        shutil.copytree(installed, home)
        process, here = _started(home, die_at)
        assert _told(here) == STARTED
        done = _told(here) == DONE
        process.join()
        outcomes.append(_is_gone(home))
        assert outcomes[-1] or not done
        if not outcomes[-1] and die_at % 5 == 0:
            _finish(home)
        shutil.rmtree(home)
        if done:
            break
    assert done, "more steps than were tried"
    assert outcomes == sorted(outcomes), "a later step undid an earlier one"
    assert outcomes.count(False) > 3
    assert outcomes.count(True) > 3


@pytest.mark.faults
def test_security_26_an_erasure_killed_at_random_leaves_the_old_or_the_new_state(
    installed: Path, tmp_path: Path
) -> None:
    chance, longest = random.Random(26), 1.5
    outcomes = []
    for number in range(RANDOM_KILLS):
        home = tmp_path / str(number)
        shutil.copytree(installed, home)
        process, here = _started(home, 0)
        assert _told(here) == STARTED
        begun = time.monotonic()
        if number == 0:
            assert _told(here) == DONE
            longest = time.monotonic() - begun
        else:
            time.sleep(chance.uniform(0, longest))
        process.kill()
        process.join()
        outcomes.append(_is_gone(home))
        if not outcomes[-1] and number % 5 == 0:
            _finish(home)
        shutil.rmtree(home)
    assert not all(outcomes)
