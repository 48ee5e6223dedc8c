"""Options that say how the bytes of a file are read, and the words for how they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from core.characters import meant
from core.cli.output import say
from core.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.capture.explained import Part

Encoding = Annotated[str | None, typer.Option(help="Encoding of the files, e.g. cp1252.")]
Delimiter = Annotated[
    str | None,
    typer.Option(
        help="What separates cells: one character or more, or comma, semicolon, tab, bar, space, colon."
    ),
]
Quote = Annotated[
    str | None,
    typer.Option(help="What cells are quoted with: a character, double, single or none."),
]
Escape = Annotated[
    str | None,
    typer.Option(help="What stands before a quote inside a cell: the quote itself, or backslash."),
]
HeaderLine = Annotated[
    int | None, typer.Option(help="Line of the first row of column names, the first being 1.")
]
HeaderRows = Annotated[
    int | None, typer.Option(help="Rows that name the columns; several are joined with ' / '.")
]
NoHeader = Annotated[
    bool, typer.Option("--no-header", help="No row names the columns: column 1, column 2, ...")
]
FooterLines = Annotated[
    int | None, typer.Option(help="Records at the end that are none, such as totals.")
]
Table = Annotated[
    int | None, typer.Option(help="Which of several tables in one file, the first being 1.")
]
Remember = Annotated[
    bool, typer.Option("--remember", help="Read later files with the same line of names so, too.")
]


def character(option: str, text: str | None) -> str | None:
    """What a person means by a character: itself or its name."""
    if text == "" and option == "--delimiter":
        raise InvalidInput(f"{option} is empty.", "Name a character, e.g. --delimiter semicolon.")
    return None if text is None else meant(text)


def rows(given: int | None, *, no_header: bool) -> int | None:
    """How many rows name the columns, as the two options together say."""
    if no_header and given:
        raise InvalidInput("--no-header and --header-rows exclude each other.", "Give one.")
    return 0 if no_header else given


def say_how(name: str, parts: Sequence[Part]) -> None:
    """Each part of a reading with its certainty and reason, a line each."""
    for part in parts:
        others = f"; or else {', '.join(part.others)}" if part.others else ""
        say(
            f"{name}: {part.title.lower()}: {part.value} ({part.confidence:.0%}: {part.because}{others})"
        )
