"""Makes documents: one function for every kind, from the sheet a letter would be written from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType

from core.drafting.documents import (
    executive_brief,
    impact_summary,
    meeting_proposal,
    success_review,
    talking_points,
)
from core.drafting.documents.desk import Desk
from core.drafting.documents.model import Document, Section
from core.drafting.fact import FactSheet
from core.drafting.prompts.load import load_prompt
from core.errors import NotFound

_MODULES: tuple[ModuleType, ...] = (
    executive_brief,
    impact_summary,
    talking_points,
    meeting_proposal,
    success_review,
)
DOCUMENT_KINDS: dict[str, Callable[[Desk], Iterator[Section | None]]] = {
    module.__name__.rsplit(".", 1)[1]: module.sections for module in _MODULES
}
"""Every kind of document and what lays out its sections; the words are in its folder of ``prompts/``."""


SHEETS = {"success_review": "success_review"}
"""Documents made of the facts of this kind of draft; the others of those of an executive outreach."""


def make(
    kind: str, sheet: FactSheet, *, purpose: str = "", function: str = "", own_company: str = ""
) -> Document:
    """The document; raises MissingFacts when the sheet lacks what it needs.

    ``purpose`` is one of the kind's own, by default its first; ``function`` the reader's, by default as the
    sheet says.
    """
    if kind not in DOCUMENT_KINDS:
        raise NotFound(
            f"There is no document {kind!r}.", f"There are: {', '.join(DOCUMENT_KINDS)}."
        )
    prompt = load_prompt(kind)
    wanted = purpose or next(iter(prompt.meta.purposes))
    desk = Desk(prompt, wanted, sheet, function=function, own_company=own_company)
    made = tuple(section for section in DOCUMENT_KINDS[kind](desk) if section is not None)
    return Document(
        kind=kind,
        title=desk.words("document.title"),
        subtitle=desk.words("document.subtitle"),
        on=sheet.as_of,
        reader=prompt.meta.reader,
        sections=made,
        source=desk.words("document.source"),
        prompt_version=prompt.version,
        dense=kind == "executive_brief",
    )
