"""Results that are files: where they are written, and what a terminal is not shown."""

from __future__ import annotations

import sys
from pathlib import Path

from core.cli.output import say
from core.errors import InvalidInput


def deliver(content: bytes, file_name: str, out: Path | None, *, is_text: bool) -> None:
    """Write to the file or into the folder ``out``, or to standard output without."""
    if out is None:
        if not is_text and sys.stdout.isatty():
            raise InvalidInput("This is not shown on a terminal.", "Give --out FILE.")
        sys.stdout.buffer.write(content)
        return
    target = out / file_name if out.is_dir() else out
    try:
        target.write_bytes(content)
    except OSError as error:
        raise InvalidInput(
            f"{target} cannot be written ({error.strerror}).", "Give another file."
        ) from error
    say(f"Wrote {target}")


def read_text(file: Path, most: int) -> str:
    """The text of a file, or of standard input for ``-``; at most ``most`` bytes."""
    if str(file) == "-":
        content = sys.stdin.buffer.read(most + 1)
    else:
        try:
            with file.open("rb") as opened:
                content = opened.read(most + 1)
        except OSError as error:
            raise InvalidInput(
                f"{file} cannot be read ({error.strerror}).", "Give another file."
            ) from error
    if len(content) > most:
        raise InvalidInput(f"{file} has more than {most:,} bytes.", "Give a shorter text.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput(f"{file} is no UTF-8 text.", "Save it as UTF-8.") from None
