"""A full disk stops writing, not reading; nothing is lost, and space freed is all it takes."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.actor import LOCAL
from core.errors import DiskFull
from core.settings import PROJECT_ROOT
from core.store import Store, audit, verify_audit
from core.store.check import check

MEGABYTE = 1024 * 1024


def write(store: Store, number: int, size: int = 200_000) -> None:
    """One use case that writes about ``size`` bytes that do not compress."""
    with store.transaction(LOCAL, "batch.write", str(number)) as work:
        work.execute(
            "INSERT INTO crm.account (account_key, batch_id, name)"
            " SELECT range, $batch, md5(random()::VARCHAR) FROM range($rows)",
            {"batch": number, "rows": size // 40},
        )
        work.touch("crm.account")


def fill(store: Store, most: int = 2000, size: int = 200_000) -> int:
    """Write until the disk is full; the number of acknowledged batches."""
    for number in range(1, most):
        try:
            write(store, number, size)
        except DiskFull:
            return number - 1
    raise AssertionError("the disk never filled")


def whole_batches(store: Store, size: int = 200_000) -> int:
    """Number of batches present, each of them whole."""
    rows = store.rows("SELECT batch_id, count(*) AS n FROM crm.account GROUP BY ALL")
    assert {row["n"] for row in rows} <= {size // 40}
    return len(rows)


def try_everything(path: Path, free: Callable[[], None]) -> None:
    """Fill, go on reading, be refused, free space, go on writing, open anew: nothing is lost."""
    store = Store.open(path, threads=2)
    done = fill(store)
    assert done > 3
    assert isinstance(store.refusal, DiskFull)
    with pytest.raises(DiskFull, match=r"nothing was lost.*Free at least"):
        write(store, 9000)
    assert whole_batches(store) == done
    assert verify_audit(store).ok
    store.bookkeep("UPDATE ops.session SET last_seen_at = last_seen_at")
    free()
    write(store, 9001)
    assert store.refusal is None
    assert whole_batches(store) == done + 1
    store.close()
    with Store.open(path, threads=2) as again:
        assert again.refusal is None
        assert whole_batches(again) == done + 1
        assert check(again).ok


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A file system of its own size; skips where one may not be mounted."""
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    try:
        subprocess.run(words, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this user may not mount a small file system")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.faults
def test_security_23_a_full_disk_is_survived(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 120) as disk:
        ballast = disk / "ballast"
        ballast.write_bytes(b"\0" * (100 * MEGABYTE))
        try_everything(disk / "rapport.duckdb", ballast.unlink)


@pytest.mark.faults
def test_security_23_a_disk_filled_by_someone_else_is_survived(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 100) as disk:
        with Store.open(disk / "rapport.duckdb", threads=2) as store:
            write(store, 1)
            ballast = disk / "ballast"
            with pytest.raises(OSError, match="No space"), ballast.open("wb", 0) as file:
                while True:
                    file.write(b"\0" * 4096)
            assert fill(store, size=4000) == 0
            assert whole_batches(store) == 1
            store.reopen()
            assert whole_batches(store) == 1
            with pytest.raises(DiskFull):
                write(store, 2)
            ballast.unlink()
            write(store, 2)
            assert verify_audit(store).ok
        assert not list(disk.glob("*.new"))


@pytest.mark.faults
def test_security_23_opening_on_a_full_disk_reads_and_refuses_to_write(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 100) as disk:
        path = disk / "rapport.duckdb"
        with Store.open(path, threads=2) as store:
            write(store, 1)
        ballast = disk / "ballast"
        with pytest.raises(OSError, match="No space"), ballast.open("wb", 0) as file:
            while True:
                file.write(b"\0" * 4096)
        with Store.open(path, threads=2) as store:
            assert whole_batches(store) == 1
            with pytest.raises(DiskFull):
                write(store, 2)
            assert whole_batches(store) == 1


@pytest.mark.faults
def test_security_23_a_file_size_limit_is_survived_like_a_full_disk(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "tests.faults.test_disk_full", str(tmp_path / "rapport.duckdb")],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert said.returncode == 0, said.stderr


def test_a_head_file_that_cannot_be_written_after_a_commit_loses_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(audit, "write_head", full)
        write(store, 1, 400)
    assert isinstance(store.refusal, DiskFull)
    assert whole_batches(store, 400) == 1
    assert verify_audit(store).ok
    write(store, 2, 400)
    assert store.refusal is None
    assert verify_audit(store).ok


def _limited(path: Path) -> None:
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    # Above the size at which the log is packed: a log that meets the limit is packed when the
    # file is opened anew, and then there is room again.
    resource.setrlimit(resource.RLIMIT_FSIZE, (80 * MEGABYTE, hard))
    try_everything(path, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard)))


if __name__ == "__main__":
    _limited(Path(sys.argv[1]))
