"""Runs the child that touches received bytes, and says in words how it ended when it was ended."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.capture.read import limits

ROOT = Path(__file__).parents[3]
"""The folder that holds ``core``. Not taken from the settings, whose imports the child need not pay."""

log = logging.getLogger(__name__)

_START = """
import sys, types
package = types.ModuleType("core.capture")
package.__path__ = [sys.argv[1]]
sys.modules["core.capture"] = package
from core.capture.read.child import main
main()
"""
"""Runs the child without ``core/capture/__init__.py``, whose imports (the store, the mappings) would
cost each file a second and the child a good part of its memory."""

WAIT_FACTOR = 3
"""Wall time allowed for each second of processor time, for a machine that is busy."""

WAIT_EXTRA_SECONDS = 30
ANSWER_BYTES = 64 * limits.MIB

SMALLER = "Export it in smaller parts, or as plain CSV."


def ask(items: Sequence[dict[str, Any]], input_bytes: int, work: Path) -> list[dict[str, Any]]:
    """One answer an item, in order; see :mod:`core.capture.read.child` for both.

    When an item ends the child, it is refused with the reason and the rest go to a new child.
    """
    answers: list[dict[str, Any]] = []
    while len(answers) < len(items):
        told, ending = _run(items[len(answers) :], input_bytes, work)
        answers += told
        if len(answers) < len(items):
            answers.append({"refused": list(ending)})
    return answers


def _run(
    items: Sequence[dict[str, Any]], input_bytes: int, work: Path
) -> tuple[list[dict[str, Any]], tuple[str, str]]:
    """The answers given before the child ended, and how it ended."""
    seconds = limits.cpu_seconds(input_bytes)
    bounds = {"cpu_seconds": seconds, "address_space_bytes": limits.ADDRESS_SPACE_BYTES}
    request = json.dumps({**bounds, "items": list(items)}).encode()
    output = work / "answers.jsonl"
    with output.open("wb") as answers:
        child = subprocess.Popen(  # noqa: S603  our own interpreter and text
            [sys.executable, "-c", _START, str(ROOT / "core" / "capture")],
            stdin=subprocess.PIPE,
            stdout=answers,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=_environment(),
        )
        try:
            _, errors = child.communicate(
                request, timeout=seconds * WAIT_FACTOR + WAIT_EXTRA_SECONDS
            )
        except subprocess.TimeoutExpired:
            child.kill()
            _, errors = child.communicate()
    if output.stat().st_size > ANSWER_BYTES:
        return [], ("Its description is larger than any table's.", SMALLER)
    lines = output.read_bytes().split(b"\n")[:-1]
    told = [json.loads(line) for line in lines]
    if len(told) == len(items):
        return told, ("", "")
    return told, _ending(child.returncode, errors, seconds)


def _environment() -> dict[str, str]:
    """Nothing but what Python needs: no secrets in the process that opens strangers' files."""
    passed = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
    one_thread = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**passed, **one_thread, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}


def _ending(code: int, errors: bytes, seconds: int) -> tuple[str, str]:
    """Reason and remedy for an item that got no answer."""
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"Reading it took more than {seconds} s of processor time and was stopped.", SMALLER
    if code in (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS) or b"MemoryError" in errors:
        return "Reading it needs more than 1.5 GB of memory and was stopped.", SMALLER
    log.error("the reading child ended with %s: %s", code, errors[-2000:].decode(errors="replace"))
    return "Reading it failed for a reason that is not known; the log has it.", SMALLER
