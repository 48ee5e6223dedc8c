"""Small exports written as files and imported, for tests that begin with what an import leaves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core.actor import LOCAL
from core.capture import ImportOptions, plan, publish
from core.store import Store

OPTIONS = ImportOptions(time_zone="UTC", currency="USD", date_order="mdy")
"""An answer to each question that a file of a test could leave open."""


def import_files(
    store: Store, folder: Path, files: Mapping[str, str], options: ImportOptions = OPTIONS
) -> None:
    """Import tables, each its text under its template's name, as one import."""
    paths = []
    for name, text in files.items():
        path = folder / f"{name}.csv"
        path.write_text(text)
        paths.append(path)
    publish(store, LOCAL, plan(store, LOCAL, paths, options=options))
