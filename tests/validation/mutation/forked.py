"""Mutants of Python, tried one after another by a worker in a copy of the tree."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from tests.validation.mutation.groups import ROOT, Group
from tests.validation.mutation.mutant import Fate, Mutant

Told = Callable[[Mutant, Fate, str], None]
_COPIED = (
    "core",
    "tests",
    "data",
    "prompts",
    "docs",
    "pages",
    "app.py",
    "pyproject.toml",
    "README.md",
)


def run(group: Group, mutants: Sequence[Mutant], told: Told) -> None:
    """Tell of each mutant what the tests made of it."""
    tests = [test for some in group.tests.values() for test in some]
    with TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        _copy(tree)
        command = [sys.executable, "-m", "tests.validation.mutation.worker"]
        environment = {**os.environ, "TMPDIR": folder, "PYTHONDONTWRITEBYTECODE": "1"}
        with subprocess.Popen(
            command,
            cwd=tree,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as worker:
            assert worker.stdin is not None and worker.stdout is not None

            def ask(path: str, text: str) -> tuple[Fate, str]:
                return _ask(worker.stdin, worker.stdout, path, text, tests, group.limit_seconds)

            control = group.files()[0]
            fate, failed = ask(control, (ROOT / control).read_text())
            if fate is not Fate.SURVIVED:
                raise SystemExit(f"With nothing changed the tests do not pass: {failed or fate}")
            for one in mutants:
                told(one, *ask(one.path, one.text()))
            worker.stdin.close()


def _ask(  # noqa: PLR0917
    there: IO[str] | None,
    back: IO[str] | None,
    path: str,
    text: str,
    tests: Sequence[str],
    limit: int,
) -> tuple[Fate, str]:
    assert there is not None and back is not None
    there.write(json.dumps({"path": path, "text": text, "tests": tests, "limit": limit}) + "\n")
    there.flush()
    answer = json.loads(back.readline())
    return Fate(answer["fate"]), answer["failed"]


def _copy(tree: Path) -> None:
    tree.mkdir()
    for name in _COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name)
        elif source.exists():
            shutil.copy2(source, tree / name)
