"""Which files a command line's paths mean: files, folders and patterns."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import NotFound


@dataclass(frozen=True)
class Given:
    """``files`` to import, in order of name within each path; ``skipped`` lie beside them."""

    files: tuple[Path, ...]
    skipped: tuple[Path, ...]


def expand(given: Sequence[str]) -> Given:
    """Files as named; all exports below folders, hidden ones left out; what patterns match."""
    from core.capture.read import SUFFIXES  # noqa: PLC0415  help and version need no reader

    files: list[Path] = []
    skipped: list[Path] = []
    for text in given:
        found = _existing(text)
        for path in found:
            if path.is_dir():
                inside = [item for item in sorted(path.rglob("*")) if _is_visible_file(path, item)]
                files += [item for item in inside if item.suffix.lower() in SUFFIXES]
                skipped += [item for item in inside if item.suffix.lower() not in SUFFIXES]
            else:
                files.append(path)
    return Given(tuple(dict.fromkeys(files)), tuple(dict.fromkeys(skipped)))


def _existing(text: str) -> list[Path]:
    path = Path(text).expanduser()
    if path.exists():
        return [path]
    # glob, not Path.glob: the pattern may be absolute.
    if found := [Path(item) for item in sorted(glob.glob(str(path), recursive=True))]:  # noqa: PTH207
        return found
    raise NotFound(f"There is no file or folder {text}.", "Check the path; quote patterns.")


def _is_visible_file(folder: Path, item: Path) -> bool:
    return item.is_file() and not any(
        part.startswith((".", "~$")) for part in item.relative_to(folder).parts
    )
