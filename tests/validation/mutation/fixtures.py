"""Fixtures that mutation testing replaces: databases that no mutant takes part in making are made once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

PYTEST = (
    "-o",
    "addopts=",
    "--import-mode=importlib",
    "--capture=no",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:terminal",
)
"""Pytest as the project sets it up, without its report."""


def override(session: pytest.Session, name: str, make: Callable[..., Any], *arguments: str) -> None:
    """Let the fixture ``name`` be made by ``make`` of the fixtures called ``arguments``."""
    for item in session.items:
        info: Any = getattr(item, "_fixtureinfo", None)
        for definition in info.name2fixturedefs.get(name, ()) if info else ():
            definition.func, definition.argnames = make, arguments
