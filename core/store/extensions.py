"""DuckDB's extensions, taken from the installed packages: nothing is ever downloaded."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import duckdb

from core.errors import InvalidInput


def load_extension(root: duckdb.DuckDBPyConnection, name: str) -> None:
    """Load ``name`` (``ducklake``) before the settings are locked."""
    root.execute(f"LOAD '{extension_file(name)}'")


def extension_file(name: str) -> Path:
    """The extension's file in its package, for this DuckDB's exact version."""
    package = f"duckdb_extension_{name}"
    found = find_spec(package)
    folders = [Path(place) for place in found.submodule_search_locations or ()] if found else []
    for folder in folders:
        file = folder / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
        if file.is_file():
            return file
    raise InvalidInput(
        f"The DuckDB extension {name} {duckdb.__version__} is not installed.",
        f"Install the package duckdb-extension-{name.replace('_', '-')}=={duckdb.__version__}.",
    )
