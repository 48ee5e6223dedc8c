"""From references to the lines of the files they came from, numbered in the order the report cites them."""

from __future__ import annotations

from collections.abc import Iterable

from core.sponsors.report.model import Source
from core.sponsors.report.question import Questions
from core.sponsors.report.say import clean


def sources(questions: Questions, cited: Iterable[str]) -> dict[str, Source]:
    """The cited rows by reference; a reference whose row is gone is left out."""
    wanted = list(dict.fromkeys(cited))
    found = {row["reference"]: row for row in questions.rows("source", references=sorted(wanted))}
    kept = [reference for reference in wanted if reference in found]
    return {
        reference: Source(
            number=number,
            reference=reference,
            table=found[reference]["table_name"].removeprefix("crm."),
            system=clean(found[reference]["source_system"] or ""),
            record=clean(found[reference]["source_id"] or ""),
            title=clean(found[reference]["title"] or ""),
            file=clean(found[reference]["file_name"] or ""),
            line=found[reference]["source_line"],
        )
        for number, reference in enumerate(kept, start=1)
    }
