"""Facts of the reader that decide on words, and stand in none."""

from __future__ import annotations

from core.drafting.gathering.builder import SheetBuilder, reference
from core.health.communication.read import Technical


def add_reader(sheet: SheetBuilder, technical: Technical) -> None:
    """How technical the reader is, and whether they are an executive."""
    row = technical.reader
    if row is None:
        return
    rows = (reference("contact", row["contact_key"]),)
    maturity = technical.maturity
    if maturity is not None:
        sheet.add("reader.maturity", maturity.level, evidence=maturity.evidence)
    sheet.add("reader.is_executive", "yes" if row["is_executive"] else "no", evidence=rows)
