"""What keeps a document from holding together with the rest of the library."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from core.coaching.knowledge.document import Document, Playbook
from core.coaching.knowledge.library import Library
from core.coaching.model import ReadyAction
from core.drafting.prompts import load_prompt, prompt_names
from core.errors import InvalidInput

ACTS = ("draft", "plan")
PLACE = re.compile(r"\{([^{}]*)\}")
"""A fact's name in a sentence, with the form it is said in after a colon."""


def problems(document: Document, held: Library) -> tuple[str, ...]:
    """What is named in it and does not exist, a sentence each; none for a sound document.

    ``held`` are the other documents; the document counts as one of them.
    """
    known = set(held.documents) | {document.slug}
    found = [
        f"There is no situation “{slug}”: the short name of a playbook is meant."
        for slug in document.situations
        if not _is_playbook(slug, document, held)
    ]
    if document.playbook is not None:
        found += _in_playbook(document.playbook, known)
    return tuple(found)


def require_sound(document: Document, held: Library) -> None:
    """Raise :class:`~core.errors.InvalidInput` with the first problem."""
    if not document.body.strip() and document.kind == "article":
        raise InvalidInput("An article needs a text.", "Write what to do, and what not to.")
    if found := problems(document, held):
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise InvalidInput(f"{found[0]}{more}", "Correct it and save again.")


@cache
def facts_known() -> dict[str, str]:
    """What every fact is called that a playbook can speak of, by its name."""
    # The guidance that speaks of them rests on this package.
    from core.coaching.guidance.catalogue import CATALOGUE  # noqa: PLC0415

    return {spec.name: spec.label for group in CATALOGUE for spec in group.specs}


def in_words(sentence: str) -> str:
    """A sentence with its facts named instead of filled in: ``[Next renewal]`` for ``{renewal_on}``."""
    return PLACE.sub(lambda place: f"[{_label(place[1])}]", sentence)


def _label(place: str) -> str:
    name = place.partition(":")[0]
    label = facts_known().get(name) or name.replace("_", " ")
    return label.replace("{item}", "").strip(" :")


def citing(slug: str, held: Library) -> tuple[Document, ...]:
    """The playbooks that cite ``slug``."""
    return tuple(
        one for one in held.playbooks if one.playbook is not None and slug in one.playbook.articles
    )


def _is_playbook(slug: str, document: Document, held: Library) -> bool:
    other = held.get(slug)
    return (slug == document.slug and document.playbook is not None) or (
        other is not None and other.playbook is not None
    )


def _in_playbook(playbook: Playbook, known: Collection[str]) -> Iterator[str]:
    for slug in playbook.articles:
        if slug not in known:
            yield f"There is no article “{slug}”."
    yield from _unknown_facts(playbook)
    for phase in playbook.phases:
        if not phase.steps:
            yield f"The phase “{phase.name}” has no steps."
        if not 0 <= phase.due_days <= 365:
            yield f"The phase “{phase.name}” is due in {phase.due_days} days: 0 to 365 are possible."
    for action in playbook.ready:
        yield from _in_action(action)


def _unknown_facts(playbook: Playbook) -> Iterator[str]:
    steps = [step for phase in playbook.phases for step in phase.steps]
    sentences = [*playbook.analysis, *(step.do for step in steps)]
    named = [place.partition(":")[0] for one in sentences for place in PLACE.findall(one)]
    named += [name for step in steps for name in step.facts]
    for name in dict.fromkeys(named):
        if name not in facts_known():
            yield f"There is no fact “{name}”."


def _in_action(action: ReadyAction) -> Iterator[str]:
    if action.act not in ACTS:
        yield f"“{action.label}” does “{action.act}”: draft or plan is possible."
    elif action.act == "draft" and action.draft_kind not in prompt_names():
        yield f"“{action.label}” drafts “{action.draft_kind}”, which is no kind of draft."
    elif (
        action.act == "draft" and action.purpose not in load_prompt(action.draft_kind).meta.purposes
    ):
        yield f"“{action.label}” has the purpose “{action.purpose}”, which {action.draft_kind} has not."
