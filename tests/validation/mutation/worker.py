"""Reads mutants from standard input, one JSON object a line, and answers each with what the tests made of it.

Runs in a copy of the tree. Each mutant has a process of its own, forked before the changed module is imported; what
no mutant changes (libraries, the floors below, the models) is imported once, before the first fork.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.validation.mutation.fixtures import PYTEST, override

_LIBRARIES = (
    "hypothesis.strategies",
    "duckdb",
    "pyarrow",
    "pydantic",
    "babel.numbers",
    "rapidfuzz",
    "regex",
    "yaml",
)
_FLOORS = (
    "core.store",
    "core.auth.guard",
    "core.policy",
    "core.accounts",
    "core.capture",
    "core.channels.mail",
)


class _Plugin:
    """Notes the first test that fails, and lets the imported database be made once for all mutants."""

    def __init__(self, kept: Path) -> None:
        self.kept = kept
        self.failed = ""

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        override(session, "built", self._built, "models")

    def _built(self, models: Any) -> Path:
        from tests.unit.drafting.desk import build

        if not self.kept.exists():
            self.kept.mkdir()
            build(self.kept, models)
        return self.kept

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid


def _child(tests: Sequence[str], kept: Path, answer: int) -> None:
    """Run the tests until one fails; write its name, or nothing, into the pipe ``answer``."""
    silent = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(silent, number)
    plugin = _Plugin(kept)
    failed = "the tests could not be started"
    with contextlib.suppress(BaseException):  # a mutant may do anything
        code = pytest.main(["-x", *PYTEST, *tests], plugins=[plugin])
        failed = "" if code == pytest.ExitCode.OK else plugin.failed or f"pytest: {code!r}"
    os.write(answer, failed.encode())
    os._exit(0)


def _ask(tests: Sequence[str], kept: Path, limit: int) -> tuple[str, str]:
    """Fate and the test that decided it; ``limit`` is in seconds of processor time, eight times that by the clock."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        _child(tests, kept, writing)
    os.close(writing)
    end = time.monotonic() + 8 * limit
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            break
        if time.monotonic() > end:
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.01)
    with os.fdopen(reading) as pipe:
        failed = pipe.read()
    if os.WIFSIGNALED(status):
        return "timeout", ""
    return ("killed" if failed else "survived"), failed


def _import_what_stays() -> None:
    for name in (*_LIBRARIES, *_FLOORS):
        importlib.import_module(name)
    from core.store import ModelSet, models

    ModelSet.load()
    # What was parsed is remembered; the parser itself must not be forked.
    models._parser.cache_clear()


def main() -> None:
    sys.dont_write_bytecode = True
    kept = Path.cwd().parent / "built"
    _import_what_stays()
    for line in sys.stdin:
        asked = json.loads(line)
        path = Path(asked["path"])
        before = path.read_text()
        path.write_text(asked["text"])
        fate, failed = _ask(asked["tests"], kept, asked["limit"])
        path.write_text(before)
        print(json.dumps({"fate": fate, "failed": failed}), flush=True)


if __name__ == "__main__":
    main()
