"""A printed document as one HTML file: no script, nothing from elsewhere, everything escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from core.drafting.blocks import Page, spans

TEMPLATE = Path(__file__).parent


def page_html(page: Page) -> bytes:
    """The file; equal pages are equal bytes."""
    return (_template().render(page=page, spans=spans).rstrip() + "\n").encode()


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
    environment.filters["kind"] = lambda block: type(block).__name__
    return environment.get_template("page.html.j2")
