"""The report as one HTML file: no script that runs, no style, font or image from elsewhere, everything escaped.

Each line points at the sources below it by number; ``<details>`` opens them where the line stands. The file carries
its manifest (``pack.py``) as inert JSON.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from core.sponsors.report.document import TITLE, foot, marks, place
from core.sponsors.report.model import Line, Report
from core.sponsors.report.say import day, shown

TEMPLATE = Path(__file__).parent / "template"
_MARK = "<!-- manifest -->\n"


def html_around(report: Report, manifest: dict[str, Any]) -> tuple[bytes, bytes]:
    """The file before and after the place of its manifest; equal reports are equal bytes."""
    made = _template().render(
        title=TITLE,
        report=report,
        head={name: shown(fact) for name, fact in report.headline.items()},
        as_of=day(report.as_of),
        foot=foot(report),
        manifest=manifest,
        marks=lambda line: marks(report, line),
        sources=report.sources_of,
        place=place,
        classes=_classes,
    )
    # Escaping leaves no "<" of the data, so the mark is the template's.
    before, _, after = made.partition(_MARK)
    return before.encode(), after.encode()


def inert(value: Any) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=True, indent=1)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _classes(line: Line) -> str:
    """How a row of a table is to be marked, from the sign its status begins with."""
    for cell in line.cells:
        for sign, name in (("✓", "good"), ("⚠", "fair"), ("✗", "bad")):
            if cell.startswith(sign):
                return name
    return ""


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("report.html.j2")
