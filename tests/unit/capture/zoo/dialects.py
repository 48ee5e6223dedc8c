"""Tables such as exports hold, written in any dialect by a writer that shares no code with the reader."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

NAMES = ("Account ID", "Account Name", "Owner", "Renewal Date", "Amount", "Note")

DELIMITERS = (",", ";", "\t", "|", "~", "^", "\x1f", "||", "::", "|~|", "~|~")
LINE_ENDS = ("\n", "\r\n", "\r")
ENCODINGS = (
    ("utf-8", b""),
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("utf-16-le", b""),
    ("cp1252", b""),
    ("cp1250", b""),
)
PREAMBLES = ("Accounts by owner", "Exported on request", "Report of the third quarter")
FOOTERS = (
    '"Grand Totals ({n} records)"',
    "Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.",
    "Confidential Information - Do Not Distribute",
)
ASCII_LETTERS = "abcdefgh ABCDEFGH.-&'"
ACCENTED = {"cp1252": "éèüñøå", "cp1250": "łščěőż"}


@dataclass(frozen=True)
class Dialect:
    """How a table is written. ``quote`` is empty when nothing is quoted; ``escape`` is the quote itself
    when it is doubled; ``quotes_all`` quotes what needs no quotes."""

    delimiter: str
    quote: str
    escape: str
    line_end: str
    encoding: str
    bom: bytes
    preamble: int
    footer: int
    quotes_all: bool
    ends_with_line_end: bool


@dataclass(frozen=True)
class Written:
    """A table, the dialect, and the bytes that come of both; ``lines`` are those of its records."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    dialect: Dialect
    content: bytes
    lines: tuple[int, ...]


@st.composite
def dialects(draw: st.DrawFn) -> Dialect:
    """Any dialect."""
    encoding, bom = draw(st.sampled_from(ENCODINGS))
    quote = draw(st.sampled_from(['"', '"', '"', "'", ""]))
    escape = draw(st.sampled_from([quote, quote, "\\"])) if quote else ""
    delimiter = draw(st.sampled_from(DELIMITERS))
    footer = draw(st.integers(0, len(FOOTERS))) if draw(st.booleans()) else 0
    return Dialect(
        delimiter,
        quote,
        escape,
        draw(st.sampled_from(LINE_ENDS)),
        encoding,
        bom,
        preamble=draw(st.integers(0, len(PREAMBLES))) if draw(st.booleans()) else 0,
        footer=footer,
        quotes_all=bool(quote) and draw(st.booleans()),
        ends_with_line_end=draw(st.booleans()),
    )


@st.composite
def tables(draw: st.DrawFn, dialect: Dialect) -> tuple[tuple[str, ...], ...]:
    """Records of accounts: identifier, name, owner's address, date, amount, and a note of any text."""
    letters = ASCII_LETTERS + ACCENTED.get(dialect.encoding, "éüłЖ東")
    nasty = letters + (
        f"{dialect.quote}{dialect.delimiter}\n,;|" + ("\\" if dialect.escape != "\\" else "")
        if dialect.quote
        else ""
    )
    safe = "".join(c for c in letters if c not in dialect.delimiter and c != dialect.quote)
    name = st.text(st.sampled_from(safe), min_size=1, max_size=14).map(str.strip)
    note = st.text(st.sampled_from(nasty), max_size=20).map(str.strip)
    rows = []
    for number in range(draw(st.integers(4, 25))):
        day = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 365)))
        amount = draw(st.integers(0, 10**6))
        text = draw(note).replace("\n", dialect.line_end)
        if dialect.delimiter in text and not dialect.quote:
            text = ""
        rows.append(
            (
                f"A{number:04d}",
                draw(name),
                f"u{number}@example.com",
                day.isoformat(),
                str(amount),
                text,
            )
        )
    return tuple(rows)


@st.composite
def written(draw: st.DrawFn) -> Written:
    """Any table in any dialect."""
    dialect = draw(dialects())
    rows = draw(tables(dialect))
    return write(rows, dialect)


def write(rows: tuple[tuple[str, ...], ...], dialect: Dialect) -> Written:
    """The bytes of the rows in the dialect."""
    end = dialect.line_end
    parts = [f"{text}{end}" for text in PREAMBLES[: dialect.preamble]]
    parts.append(_line(NAMES, dialect) + end)
    lines, line = [], dialect.preamble + 2
    for row in rows:
        text = _line(row, dialect) + end
        parts.append(text)
        lines.append(line)
        line += text.count(end)
    if dialect.footer:
        parts.append(end)
        parts += [f"{text.format(n=len(rows))}{end}" for text in FOOTERS[: dialect.footer]]
    whole = "".join(parts)
    if not dialect.ends_with_line_end:
        whole = whole[: -len(end)]
    content = dialect.bom + whole.encode(dialect.encoding, "strict")
    return Written(NAMES, rows, dialect, content, tuple(lines))


def _line(cells: tuple[str, ...], dialect: Dialect) -> str:
    return dialect.delimiter.join(_cell(cell, dialect) for cell in cells)


def _cell(cell: str, dialect: Dialect) -> str:
    quote = dialect.quote
    special = (dialect.delimiter, quote, "\n", "\r", dialect.escape)
    if not quote or not (dialect.quotes_all or any(mark and mark in cell for mark in special)):
        return cell
    if dialect.escape == "\\":
        cell = cell.replace("\\", "\\\\")
    return quote + cell.replace(quote, dialect.escape + quote) + quote
