"""The report as a file to hand on; who took it is audited."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.actor import Actor
from core.errors import InvalidInput
from core.sponsors.report.model import Report
from core.sponsors.report.pack import pack
from core.sponsors.report.payload import as_json
from core.sponsors.report.report import sponsor_report
from core.store import Store


@dataclass(frozen=True)
class Exported:
    """A file to download."""

    file_name: str
    content: bytes
    media_type: str


@dataclass(frozen=True)
class _Format:
    media_type: str
    write: Callable[[Report], bytes]


def _markdown(report: Report) -> bytes:
    from core.sponsors.report.document import markdown  # noqa: PLC0415 - loads what prints

    return markdown(report)


def _pdf(report: Report) -> bytes:
    from core.sponsors.report.document import pdf  # noqa: PLC0415 - loads what prints

    return pdf(report)


def _ics(report: Report) -> bytes:
    from core.sponsors.report.ics import ics  # noqa: PLC0415 - loads the calendar library

    return ics(report)


def _json(report: Report) -> bytes:
    return (json.dumps(as_json(report), ensure_ascii=False, indent=2) + "\n").encode()


_FORMATS: dict[str, _Format] = {
    "md": _Format("text/markdown; charset=utf-8", _markdown),
    "html": _Format("text/html; charset=utf-8", pack),
    "pdf": _Format("application/pdf", _pdf),
    "ics": _Format("text/calendar; charset=utf-8", _ics),
    "json": _Format("application/json", _json),
}
FORMATS = tuple(_FORMATS)


def export(store: Store, actor: Actor, account_key: int, as_of: date, form: str) -> Exported:
    """The report as ``form``, one of FORMATS; the mart must be fresh for ``as_of``."""
    if form not in _FORMATS:
        raise InvalidInput(f"There is no format {form!r}.", f"Choose from {', '.join(FORMATS)}.")
    report = sponsor_report(store, actor, account_key, as_of)
    chosen = _FORMATS[form]
    content = chosen.write(report)
    with store.transaction(actor, "report.export", report.account.label) as work:
        work.note(
            form=form,
            as_of=as_of.isoformat(),
            bytes=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )
    return Exported(_file_name(report, form), content, chosen.media_type)


def _file_name(report: Report, form: str) -> str:
    name = re.sub(r"[^A-Za-z0-9]+", "-", report.account.source_id).strip("-")[:60] or "account"
    return f"rapport-sponsor-report-{name}-{report.as_of.isoformat()}.{form}"
