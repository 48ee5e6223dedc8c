"""The server as it is started: what it refuses, and how it says so."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.settings import PROJECT_ROOT

UNSAFE = ".".join("0000")
"""Every address of the machine."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def command(folder: Path, *flags: str) -> tuple[list[str], dict[str, str]]:
    environment = {
        **os.environ,
        "RAPPORT_DATABASE": str(folder / "rapport.duckdb"),
        "STREAMLIT_SERVER_PORT": str(free_port()),
        "STREAMLIT_SECRETS_FILES": str(folder / "secrets.toml"),
    }
    return [sys.executable, "-m", "streamlit", "run", "app.py", *flags], environment


def refusal(folder: Path, *flags: str) -> tuple[int, str]:
    """Start a server that is expected to refuse: its exit code and what it said."""
    words, environment = command(folder, *flags)
    ended = subprocess.run(
        words,
        check=False,
        cwd=PROJECT_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return ended.returncode, ended.stderr


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A server in single-user mode: its address and its folder."""
    words, environment = command(tmp_path)
    log = tmp_path / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            words, cwd=PROJECT_ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    base = f"http://127.0.0.1:{environment['STREAMLIT_SERVER_PORT']}"
    for _ in range(160):
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{base}/api/health", timeout=1):  # noqa: S310
                break
        except OSError:
            time.sleep(0.25)
    yield base, tmp_path
    process.terminate()
    process.wait(timeout=20)


def test_security_04_it_refuses_to_start_where_others_could_reach_it(tmp_path: Path) -> None:
    code, said = refusal(tmp_path, "--server.address", UNSAFE)
    assert code == 5
    assert "single-user mode" in said and "[auth]" in said
    assert "Traceback" not in said
    assert not (tmp_path / "rapport.duckdb").exists()


def test_security_05_it_refuses_a_cookie_secret_that_could_be_guessed(tmp_path: Path) -> None:
    (tmp_path / "secrets.toml").write_text('[auth]\ncookie_secret = "short"\nclient_id = "x"\n')
    code, said = refusal(tmp_path)
    assert code == 5
    assert "cookie_secret" in said and "Traceback" not in said


def test_security_24_a_second_process_is_refused_with_the_number_of_the_first(
    running: tuple[str, Path],
) -> None:
    _, folder = running
    assert "single-user mode" in (folder / "server.log").read_text()
    code, said = refusal(folder)
    assert code == 6
    assert "is in use by process" in said and "Traceback" not in said


def test_the_launcher_is_short() -> None:
    assert len((PROJECT_ROOT / "app.py").read_text().splitlines()) <= 25
