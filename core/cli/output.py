"""How the command line speaks: results to standard output, everything else to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING, Any

from core.errors import Ambiguous, RapportError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress


_PIPE_WIDTH = 400


def _console(*, stderr: bool) -> Console:
    from rich.console import Console  # noqa: PLC0415 - takes a tenth of a second

    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        # A pipe or file has no width to fit into: nothing is cut or wrapped there.
        console.width = _PIPE_WIDTH
    return console


def say(text: str) -> None:
    """A remark for whoever watches, never part of the result."""
    _console(stderr=True).print(text, soft_wrap=True)


def result(text: str) -> None:
    """A line of the result."""
    _console(stderr=False).print(text, soft_wrap=True)


def print_json(payload: Any) -> None:
    """The result as JSON, alone on standard output."""
    sys.stdout.write(json_text(payload))


def json_text(payload: Any) -> str:
    """``payload`` as JSON that people can read, ending its last line."""
    return json.dumps(payload, indent=2, ensure_ascii=False, default=_plain) + "\n"


def plain(text: str) -> str:
    """Text from a file without what would steer a terminal; its lines stay."""
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return f"{value.isoformat(timespec='seconds')}Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)


def table(columns: Sequence[str], rows: Sequence[Sequence[object]], title: str = "") -> None:
    """A table for people; numbers to the right."""
    from rich.table import Table  # noqa: PLC0415 - takes a tenth of a second
    from rich.text import Text  # noqa: PLC0415

    shown = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
    for index, column in enumerate(columns):
        numeric = all(isinstance(row[index], int | float | None) for row in rows)
        shown.add_column(column, justify="right" if numeric and rows else "left")
    for row in rows:
        # Text objects: a name from a file is never read as markup.
        shown.add_row(*(Text(_cell(value)) for value in row))
    _console(stderr=False).print(shown)


def _cell(value: object) -> str:
    match value:
        case None:
            return "-"
        case bool():
            return "yes" if value else "no"
        case float():
            return number(value)
        case int():
            return f"{value:,}"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case _:
            return plain(str(value)).replace("\n", " ")


def number(value: float) -> str:
    """At most two decimals, cut and not rounded: 69.996 stays below a threshold of 70."""
    # What lies beyond six decimals is noise of floating point; adding 0 drops the sign of -0.
    cut = Decimal(f"{value:.6f}").quantize(Decimal("0.01"), ROUND_DOWN)
    return f"{cut + 0:,.2f}".rstrip("0").rstrip(".")


def report(error: RapportError) -> None:
    """What is wrong and what to do about it, without a trace."""
    console = _console(stderr=True)
    console.print(f"Error: {error.message}", soft_wrap=True)
    if isinstance(error, Ambiguous):
        for option in error.options:
            console.print(f"  - {option}", soft_wrap=True)
    if error.remedy:
        console.print(error.remedy, soft_wrap=True)


@contextmanager
def progress() -> Iterator[Progress]:
    """Progress bars on standard error; silent unless that is a terminal."""
    from rich.progress import (  # noqa: PLC0415 - takes a tenth of a second
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    console = _console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(
        *columns, console=console, disable=not console.is_terminal, transient=True
    ) as shown:
        yield shown
