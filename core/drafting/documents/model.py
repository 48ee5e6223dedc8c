"""A document of facts: sections of rows, each row with the ids of the facts it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from core.drafting.blocks import (
    Block,
    Bullets,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    Page,
    Pairs,
    Table,
    to_markdown,
)
from core.drafting.blocks import Paragraph as TextBlock
from core.drafting.letter import Letter, Paragraph
from core.drafting.template.say import inline

Shape = Literal["figures", "pairs", "table", "bullets", "numbered", "text", "note"]


@dataclass(frozen=True)
class Row:
    """One line of a document. Cells by the section's shape: label, value, note of a figure; name and text of a pair."""

    cells: tuple[str, ...]
    fact_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """Rows under a title; ``columns`` and ``right`` (columns of numbers) are a table's."""

    title: str
    shape: Shape
    rows: tuple[Row, ...]
    columns: tuple[str, ...] = ()
    right: tuple[int, ...] = ()

    def sentence(self, row: Row) -> str:
        """A row as a sentence: what it is about, then each cell with the name of its column."""
        first, *rest = row.cells
        named = [name.lower() for name in self.columns[1:]] or [""] * len(rest)
        told = [
            f"{name} {inline(cell)}" if name else cell
            for name, cell in zip(named, rest, strict=True)
            if cell
        ]
        said = f"{first}: {', '.join(told)}" if told else first
        return said if said.endswith((".", "?", "!")) else f"{said}."


@dataclass(frozen=True)
class Document:
    """A document on a date. ``reader`` is ``customer`` or ``internal``; ``source`` stands in the footer."""

    kind: str
    title: str
    subtitle: str
    on: date
    reader: str
    sections: tuple[Section, ...]
    source: str
    prompt_version: str
    dense: bool = False

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """Ids of all facts said, each once."""
        rows = (row for section in self.sections for row in section.rows)
        return tuple(dict.fromkeys(name for row in rows for name in row.fact_ids))

    def page(self) -> Page:
        """The document as blocks, for print."""
        blocks = tuple(block for section in self.sections for block in _blocks(section))
        said = f"{self.on.day} {self.on:%B %Y}"
        return Page(self.title, blocks, self.subtitle, said, self.source, dense=self.dense)

    def markdown(self) -> str:
        """The document as Markdown."""
        return to_markdown(self.page())

    def pdf(self) -> bytes:
        """The document as PDF; equal documents are equal bytes."""
        from core.drafting.pdf import page_pdf  # noqa: PLC0415 - loads the typesetter

        return page_pdf(self.page(), self.on)

    def html(self) -> bytes:
        """The document as one HTML file; equal documents are equal bytes."""
        from core.drafting.html import page_html  # noqa: PLC0415 - most documents are never a file

        return page_html(self.page())

    def letter(self) -> Letter:
        """The document as a text that the claim gate reads: a section a paragraph, a row a sentence."""
        parts = [
            Paragraph(
                "\n".join(
                    filter(
                        None,
                        [
                            section.title and f"{section.title}.",
                            *map(section.sentence, section.rows),
                        ],
                    )
                ),
                tuple(dict.fromkeys(name for row in section.rows for name in row.fact_ids)),
            )
            for section in self.sections
        ]
        return Letter(self.title, tuple(parts))

    def to_dict(self) -> dict[str, Any]:
        """As a page or the API shows it."""
        return {
            "kind": self.kind,
            "title": self.title,
            "subtitle": self.subtitle,
            "on": self.on.isoformat(),
            "reader": self.reader,
            "prompt_version": self.prompt_version,
            "sections": [
                {
                    "title": section.title,
                    "shape": section.shape,
                    "columns": list(section.columns),
                    "rows": [
                        {"cells": list(row.cells), "fact_ids": list(row.fact_ids)}
                        for row in section.rows
                    ],
                }
                for section in self.sections
            ],
        }


def _blocks(section: Section) -> list[Block]:
    head: list[Block] = [Heading(section.title)] if section.title else []
    rows = section.rows
    match section.shape:
        case "figures":
            return [*head, KeyFigures(tuple(KeyFigure(*row.cells) for row in rows))]
        case "pairs":
            return [*head, Pairs(tuple((row.cells[0], row.cells[1]) for row in rows))]
        case "table":
            cells = tuple(row.cells for row in rows)
            return [*head, Table(section.columns, cells, section.right)]
        case "bullets" | "numbered":
            items = tuple(row.cells[0] for row in rows)
            return [*head, Bullets(items, numbered=section.shape == "numbered")]
        case "note":
            return [*head, *(Note(row.cells[0], "warning") for row in rows)]
        case "text":
            return [*head, *(TextBlock(row.cells[0]) for row in rows)]
