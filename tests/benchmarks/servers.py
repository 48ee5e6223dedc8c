"""Start the cockpit or a page to compare with, as a child process on a free port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.settings import PROJECT_ROOT

COCKPIT = PROJECT_ROOT / "app.py"
FILTERED_WRITE = 'import streamlit as st\n\nst.write("Hello " + st.text_input("Name contains"))\n'
LAUNCH = 'import streamlit as st\n\napp = st.App("page.py")\n'


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def write_app(folder: Path, page: str) -> Path:
    """A launcher like the cockpit's whose only page is ``page``."""
    (folder / "page.py").write_text(page)
    (folder / "app.py").write_text(LAUNCH)
    return folder / "app.py"


@contextmanager
def serving(
    script: Path | str, *, database: Path | None = None, wait: bool = True
) -> Iterator[str]:
    """Serve ``script`` (or ``hello``) until the block ends; the address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit"]
    command += [str(script)] if script == "hello" else ["run", str(script)]
    command += [
        "--server.port", str(port),
        "--server.address", "127.0.0.1",
        "--server.headless", "true",
        "--browser.gatherUsageStats", "false",
        "--server.fileWatcherType", "none",
    ]  # fmt: skip
    environment = {**os.environ, "RAPPORT_DATABASE": str(database)} if database else {**os.environ}
    folder = PROJECT_ROOT if database else Path(script).parent if script != "hello" else None
    server = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        if wait:
            until_ready(url, server)
        yield url
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def until_ready(url: str, server: subprocess.Popen[bytes] | None = None) -> None:
    """Wait for the server to say that it is well; at most a minute."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if server is not None and server.poll() is not None:
            raise RuntimeError(f"the server ended with code {server.returncode}")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as answer:  # noqa: S310 - our own
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("the server did not start within a minute")
