"""Archives to their members, with an eye on what they unpack to."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import IO, Any

from core.capture.read import limits
from core.capture.read.identify import SUFFIXES
from core.capture.read.outcome import Refused

TABLE_SUFFIXES = SUFFIXES | {""}
WORKBOOK_MEMBERS = frozenset({"xl/workbook.xml", "xl/workbook.bin"})
LISTED_OTHERS = 10
BOMB = "It unpacks to more than an export ever does: a damaged or hostile archive."
NESTED = "An archive inside an archive is not opened."
AGAIN = "Export it again."


def unpack_zip(path: Path, work: Path) -> list[dict[str, Any]]:
    """Every member as ``{"name", "path"}`` or ``{"name", "refused": [reason, remedy]}``."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _members(archive, work, path.stat().st_size)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise Refused(f"The .zip archive is damaged ({error}).", AGAIN) from error


def is_workbook(path: Path) -> bool:
    """Whether an archive is a workbook whose first member does not say so."""
    try:
        with zipfile.ZipFile(path) as archive:
            return not WORKBOOK_MEMBERS.isdisjoint(archive.namelist())
    except (zipfile.BadZipFile, EOFError):
        return False


def _members(archive: zipfile.ZipFile, work: Path, packed: int) -> list[dict[str, Any]]:
    infos = [info for info in archive.infolist() if not _is_clutter(info)]
    if not infos:
        raise Refused("The .zip archive holds no file.", AGAIN)
    if len(infos) > limits.ARCHIVE_MEMBERS:
        raise Refused(f"The .zip archive holds {len(infos):,} files.", "Export fewer at a time.")
    tables = [info for info in infos if _suffix(info) in TABLE_SUFFIXES]
    others = [info for info in infos if _suffix(info) not in TABLE_SUFFIXES]
    allowance = _Allowance(packed)
    found = [
        _member(archive, info, work / f"member{n}", allowance) for n, info in enumerate(tables)
    ]
    return found + _not_tables(others)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, allowance: _Allowance
) -> dict[str, Any]:
    if info.flag_bits & 1:
        remedy = "Unpack it and import the files, or export without a password."
        return _refused(info.filename, "It is protected by a password.", remedy)
    if _suffix(info) in {".zip", ".gz"}:
        return _refused(info.filename, NESTED, "Unpack it and import what it holds.")
    try:
        with archive.open(info) as source:
            allowance.copy(source, target)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        return _refused(info.filename, f"It is damaged inside the archive ({error}).", AGAIN)
    return {"name": info.filename, "path": str(target)}


def unpack_gzip(path: Path, work: Path) -> list[dict[str, Any]]:
    """The one file inside a .gz, in the form of :func:`unpack_zip`."""
    target = work / "member0"
    try:
        with gzip.open(path) as source:
            _Allowance(path.stat().st_size).copy(source, target)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise Refused(f"The .gz file is damaged ({error}).", AGAIN) from error
    return [{"name": "", "path": str(target)}]


class _Allowance:
    """What is left of the size an archive of ``packed`` bytes may unpack to."""

    def __init__(self, packed: int) -> None:
        by_ratio = max(limits.UNPACKED_FREE_BYTES, packed * limits.UNPACKED_RATIO)
        self.left = min(limits.UNPACKED_BYTES, by_ratio)

    def copy(self, source: IO[bytes] | gzip.GzipFile, target: Path) -> None:
        with target.open("wb") as file:
            while chunk := source.read(limits.MIB):
                self.left -= len(chunk)
                if self.left < 0:
                    file.truncate(0)
                    raise Refused(BOMB, AGAIN)
                file.write(chunk)


def _is_clutter(info: zipfile.ZipInfo) -> bool:
    """Folders and what desktop systems leave in archives."""
    parts = PurePosixPath(info.filename.replace("\\", "/")).parts
    return info.is_dir() or not parts or "__MACOSX" in parts or parts[-1].startswith(".")


def _suffix(info: zipfile.ZipInfo) -> str:
    return PurePosixPath(info.filename.replace("\\", "/")).suffix.lower()


def _refused(name: str, reason: str, remedy: str) -> dict[str, Any]:
    return {"name": name, "refused": [reason, remedy]}


def _not_tables(others: list[zipfile.ZipInfo]) -> list[dict[str, Any]]:
    """One refusal a file, or one for all when an archive is mostly pages and pictures."""
    remedy = "Nothing to do, unless a table was meant: export that as CSV or .xlsx."
    if len(others) <= LISTED_OTHERS:
        return [
            _refused(info.filename, f"A {_suffix(info)} file is no table.", remedy)
            for info in others
        ]
    kinds = Counter(_suffix(info) for info in others).most_common(6)
    told = ", ".join(f"{count:,} {suffix}" for suffix, count in kinds)
    return [_refused("", f"{len(others):,} files in the archive are no tables ({told}).", remedy)]
