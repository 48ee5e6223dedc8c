"""What the start of a server leaves for later, so that the first page comes soon."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest

from core.jobs import runner
from core.jobs.registry import Job
from core.settings import PROJECT_ROOT
from core.wiring import Cockpit

LATER = ("anthropic", "core.coaching.skills", "googleapiclient", "jinja2")
"""Loaded by the first use of what needs it: the model, the coach, mailboxes, prompts."""


def test_a_start_loads_nothing_that_the_first_page_does_not_need() -> None:
    code = (
        "import sys, core.api, core.jobs, core.cockpit\n"
        f"print([name for name in {LATER!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_what_was_missed_is_made_up_for_only_after_the_pause(
    cockpit: Cockpit, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = threading.Event()
    monkeypatch.setattr(runner, "run_due", lambda *_: looked.set())
    jobs: tuple[Job, ...] = (runner.JOBS[0],)
    waiting = runner.Worker(cockpit, jobs, (), after_seconds=600)
    waiting.start()
    soon = runner.Worker(cockpit, jobs, (), after_seconds=0.01)
    time.sleep(0.05)
    assert not looked.is_set()
    soon.start()
    assert looked.wait(20)
    soon.stop()
    waiting.stop()
    assert not waiting._thread.is_alive()
