"""The process that touches received bytes; started by :mod:`core.capture.read.process`.

Standard input is one JSON object, ``{"cpu_seconds", "address_space_bytes", "items": [{"path",
"work", "options"}]}``; standard output one JSON line an item, in order: ``{"findings": [...]}``
(tables and refusals), ``{"members": [...]}`` (what an archive unpacked to) or
``{"refused": [reason, remedy]}``.
It holds itself to :mod:`core.capture.read.limits` before it opens anything.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from core.capture.read import limits

MEMORY = "Reading it needs more than 1.5 GB of memory."
SPLIT = "Export it in smaller parts."


def main() -> None:
    """Answer every item; an item that ends the process is known by its missing line."""
    request = json.load(sys.stdin)
    limits.impose(request["cpu_seconds"], request["address_space_bytes"])
    for item in request["items"]:
        sys.stdout.write(json.dumps(_answer(item)) + "\n")
        sys.stdout.flush()


def _answer(item: dict[str, Any]) -> dict[str, Any]:
    from core.capture.read.outcome import Options, Refused  # noqa: PLC0415  after the limits hold
    from core.capture.read.raw import glance  # noqa: PLC0415

    try:
        return _read(Path(item["path"]), Path(item["work"]), Options(**item["options"]))
    except Refused as refusal:
        lines = glance(Path(item["path"]), item["options"].get("encoding"))
        return {"refused": [refusal.reason, refusal.remedy], "lines": lines}
    except MemoryError:
        return {"refused": [MEMORY, SPLIT]}
    except OSError as error:
        return {
            "refused": [f"The system refused: {error.strerror}.", "Check the free space on disk."]
        }


def _read(path: Path, work: Path, options: Any) -> dict[str, Any]:
    from core.capture.read import archive, identify  # noqa: PLC0415  after the limits hold
    from core.capture.read.outcome import Refused  # noqa: PLC0415

    with path.open("rb") as file:
        form = identify.identify(file.read(limits.HEAD_BYTES))
    if isinstance(form, identify.Refusal):
        raise Refused(form.reason, form.remedy)
    if form is identify.Form.ZIP and archive.is_workbook(path):
        form = identify.Form.WORKBOOK
    if form is identify.Form.WORKBOOK:
        from core.capture.read import workbook  # noqa: PLC0415  each form pays for its own library

        return {"findings": workbook.read_workbook(path, work, options)}
    if form is identify.Form.ZIP:
        return {"members": archive.unpack_zip(path, work)}
    if form is identify.Form.GZIP:
        return {"members": archive.unpack_gzip(path, work)}
    return {"findings": _tables(path, work, options)}


def _tables(path: Path, work: Path, options: Any) -> list[dict[str, Any]]:
    """The tables of a text file, each with the lines of the original that stand around it."""
    from core.capture.read.outcome import Finding  # noqa: PLC0415
    from core.capture.read.raw import lines_of  # noqa: PLC0415
    from core.capture.read.text import read_tables  # noqa: PLC0415

    told = []
    for found in read_tables(path, work, options):
        if isinstance(found, Finding):
            found.lines = lines_of(path, encoding=found.encoding, header_line=found.header_line)
        told.append(found.to_json() if isinstance(found, Finding) else found)
    return told
