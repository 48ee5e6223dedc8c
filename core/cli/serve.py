"""Starting the server."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from core.cli.output import say
from core.settings import PROJECT_ROOT, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping


def serve(
    address: Annotated[
        str, typer.Option(help="Address to listen on; another than this machine needs sign-in.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8501,
    headless: Annotated[bool, typer.Option("--headless", help="Open no browser.")] = False,
    demo: Annotated[
        bool, typer.Option(help="Load the demonstration when there is no database yet.")
    ] = True,
) -> None:
    """Serve pages, JSON API and scheduled jobs in one process, until stopped."""
    if demo and not Settings().database.exists():
        _load_demo()
    quiet = headless or not has_display(os.environ, sys.platform)
    os.chdir(PROJECT_ROOT)
    sys.stdout.flush()
    sys.stderr.flush()
    # The server takes this process's place, so that signals and exit codes are its own.
    os.execv(sys.executable, server_command(address, port, headless=quiet))  # noqa: S606


def server_command(address: str, port: int, *, headless: bool) -> list[str]:
    """The command that serves: Streamlit's own, everything on the one given address."""
    return [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        f"--server.address={address}",
        f"--server.port={port}",
        f"--server.headless={str(headless).lower()}",
    ]


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a browser could be opened here."""
    if platform != "linux":
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def _load_demo() -> None:
    from core.cli.context import opened  # noqa: PLC0415 - only a first run pays for it
    from core.cli.demo import load_into  # noqa: PLC0415

    say("First run: loading the demonstration. Remove it later with: python -m core demo clear")
    with opened() as cockpit:
        load_into(cockpit)
