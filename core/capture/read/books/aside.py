"""What a workbook's library does not tell, and how a workbook is refused."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from core.capture.read import limits
from core.capture.read.grid import Range
from core.capture.read.outcome import Refused, counted

UNPACKED_BYTES = 1024 * limits.MIB
TOO_BIG = "The workbook is too big to be read safely"
AS_CSV = "Export it as CSV."
SAVE_AGAIN = "Save it again as .xlsx."

LOCKED = Refused(
    "The workbook is protected by a password.",
    "Open it in a spreadsheet program, take the password off and save it, or export it as CSV.",
)


@dataclass
class Aside:
    """Counts of cells whose value is not what is shown, and merged cells by the sheet's name.

    ``merged`` is ``None`` where the library tells them itself. ``zeros`` are errors stored as 0.
    ``suffix`` is the end that a file's name has in this format.
    """

    suffix: str
    errors: int = 0
    zeros: int = 0
    uncalculated: int = 0
    merged: dict[str, list[Range]] | None = field(default=None)

    def notes(self) -> list[str]:
        """Sentences for whoever looks at the reading."""
        told = []
        if self.errors:
            told.append(
                f"{counted(self.errors, 'cell')} of the workbook with an error (such as #N/A),"
                " read as empty."
            )
        if self.zeros:
            told.append(
                f"{counted(self.zeros, 'cell')} of the workbook with an error that the file"
                " stores as 0, read as 0."
            )
        if self.uncalculated:
            told.append(
                f"{counted(self.uncalculated, 'formula')} of the workbook never calculated, read as"
                " empty; open and save it in a spreadsheet program."
            )
        return told


def damaged(error: BaseException) -> Refused:
    """The refusal of a workbook whose parts do not fit together."""
    return Refused(f"The workbook is damaged ({error}).", SAVE_AGAIN)


def check_size(archive: zipfile.ZipFile, path: Path) -> None:
    """Refuse a packed workbook that unpacks to more than one ever does."""
    unpacked = sum(info.file_size for info in archive.infolist())
    ratio = unpacked / max(1, path.stat().st_size)
    if unpacked > UNPACKED_BYTES or (
        unpacked > limits.UNPACKED_FREE_BYTES and ratio > limits.UNPACKED_RATIO
    ):
        raise Refused(f"{TOO_BIG}: it unpacks to {unpacked // limits.MIB:,} MB.", AS_CSV)


@contextmanager
def no_panic() -> Iterator[None]:
    """Turn a panic of the library, which is no ``Exception``, into the refusal of a damaged file."""
    try:
        yield
    except BaseException as error:  # the panic's class can be caught by no other name
        if type(error).__name__ != "PanicException":
            raise
        raise Refused("The workbook is damaged: its parts do not fit.", SAVE_AGAIN) from error
