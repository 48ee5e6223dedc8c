"""What a killed process left half-written is gone after the next start; kept files stay."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core import wiring
from core.settings import PROJECT_ROOT, Settings
from core.store.scratch import sweep

READING = """
import sys
from pathlib import Path
from core.capture.read import read
read(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_only_work_in_progress_is_swept(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = tmp_path / "files"
    (folder / ".work-1" / "0").mkdir(parents=True)
    (folder / ".work-1" / "0" / "part.csv").write_text("a\n")
    (folder / ".incoming-1").write_text("a\n")
    (folder / ".work-link").symlink_to(outside)
    (folder / "0a1b").write_text("kept\n")
    assert sweep(folder) == 3
    assert [path.name for path in folder.iterdir()] == ["0a1b"]
    assert outside.is_dir()
    assert sweep(folder) == 0
    assert sweep(tmp_path / "nowhere") == 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills a process")
def test_what_a_killed_import_left_is_gone_after_the_next_start(tmp_path: Path) -> None:
    settings = Settings(database=tmp_path / "rapport.duckdb")
    folder = settings.files_dir
    export = tmp_path / "accounts.csv"
    export.write_text("account_id,name\n" + "A1,Acme\n" * 2_000_000)
    reading = subprocess.Popen(
        [sys.executable, "-c", READING, export, folder],
        cwd=PROJECT_ROOT,
        start_new_session=True,
    )
    try:
        limit = time.monotonic() + 30
        while not list(folder.glob(".work-*")) and time.monotonic() < limit:
            time.sleep(0.005)
        assert reading.poll() is None, "it ended before it could be killed"
    finally:
        os.killpg(reading.pid, signal.SIGKILL)
        reading.wait()
    assert list(folder.glob(".incoming-*")) and list(folder.glob(".work-*"))
    wiring.build(settings).store.close()
    assert list(folder.iterdir()) == []
