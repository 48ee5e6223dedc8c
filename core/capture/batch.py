"""The row of ``crm.import_batch``: one imported file, how it was read, what became of it."""

from __future__ import annotations

import json
from collections.abc import Mapping as Dictionary
from datetime import datetime
from typing import Any

from core.capture.model import FilePlan, FileReport, ImportOptions
from core.capture.read import SourceTable
from core.capture.statement import statement
from core.store import Transaction


def new_batch(work: Transaction, exported_at: datetime) -> dict[str, Any]:
    """The number of the next batch and when its export was taken."""
    last = work.value("SELECT coalesce(max(batch_id), 0) FROM crm.import_batch")
    return {
        "batch_id": int(last) + 1,
        "exported_at": exported_at,
        "exported_on": exported_at.date(),
    }


def record_batch(
    work: Transaction,
    file: FilePlan,
    report: FileReport,
    batch: Dictionary[str, Any],
    *,
    import_id: int,
    options: ImportOptions,
    imported: tuple[datetime, str],
) -> None:
    """Write the batch; ``imported`` is when and by whom."""
    source, mapping = file.source, file.mapping
    assert source is not None and mapping is not None  # noqa: S101  (a ready file)
    work.execute(
        statement("record_batch"),
        {
            "batch_id": batch["batch_id"],
            "import_id": import_id,
            "file_name": source.file_name,
            "member_name": source.member_name,
            "file_sha256": source.file_sha256,
            "file_bytes": source.file_bytes,
            "kind": mapping.kind,
            "mapping_hash": mapping.hash,
            "reading": json.dumps(_reading(source), default=str),
            "options": json.dumps(options.to_dict()),
            "read_rows": report.read,
            "accepted_rows": report.accepted,
            "refused_rows": report.refused,
            "new_rows": report.new,
            "changed_rows": report.changed,
            "exported_at": batch["exported_at"],
            "imported_at": imported[0],
            "imported_by": imported[1],
        },
    )


def _reading(source: SourceTable) -> dict[str, Any]:
    """How the file was read, enough to find any record in it again."""
    return {
        **source.reading,
        "csv": source.csv_path.name,
        "lines": source.line_map.name if source.line_map else None,
        "delimiter_character": source.delimiter,
        "quote": source.quote,
        "escape": source.escape,
        "header": list(source.header),
        "header_line": source.header_line,
        "first_line": source.first_line,
        "skip_lines": source.skip_lines,
        "footer_lines": source.footer_lines,
        "longest_record_bytes": source.longest_record_bytes,
        "newline": source.newline,
    }
