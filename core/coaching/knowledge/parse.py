"""A document as text: YAML front matter between ``---`` lines, then Markdown. Strict both ways.

What is not understood is refused with its place: a key that nobody reads would be lost unseen.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from core.coaching.knowledge.document import Document, Objection, Phase, Playbook, WatchOut
from core.coaching.model import ReadyAction
from core.coaching.skill_areas import skill_areas
from core.errors import InvalidInput

MAX_CHARACTERS = 60_000
SLUG = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
_FENCE = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n(.*))?\Z", re.DOTALL)
_PLAYBOOK_KEYS = (
    "says",
    "signals",
    "analysis",
    "phases",
    "watch_outs",
    "objections",
    "clarify",
    "ready",
)
_EMPTY = ("missing", "string_too_short", "too_short")
_MEANT = {
    "summary": "summary (in one sentence)",
    "says": "says (how people put it)",
    "analysis": "analysis (what is at stake)",
    "phases": "phases (the steps)",
}

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Stage = Literal["onboarding", "adoption", "value", "renewal", "expansion", "any"]


class _Head(BaseModel):
    """What every document says of itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Short
    summary: Words
    topic: Short
    situations: tuple[Short, ...] = ()
    skills: tuple[Short, ...] = ()
    stage: Stage = "any"
    source: Words


class _PlaybookHead(_Head):
    """What a playbook says besides."""

    says: Annotated[tuple[Words, ...], Field(min_length=1)]
    analysis: Annotated[tuple[Words, ...], Field(min_length=1)]
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)]
    watch_outs: tuple[WatchOut, ...] = ()
    objections: tuple[Objection, ...] = ()
    clarify: str = ""
    ready: tuple[ReadyAction, ...] = ()
    signals: tuple[Words, ...] = ()


class _Loader(yaml.SafeLoader):
    """Plain values only: no aliases, by which a short text could become a huge one."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases (*name) are not allowed")
        return super().compose_node(parent, index)


# A date or yes/no in front matter is a word somebody wrote, not a value of another type.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag.endswith((":int", ":null"))]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parse(slug: str, kind: Literal["article", "playbook"], text: str) -> Document:
    """The document that ``text`` is. Raises :class:`~core.errors.InvalidInput` naming what is wrong."""
    if not SLUG.fullmatch(slug) or len(slug) > 80:
        raise InvalidInput(
            f"“{slug[:80]}” cannot be the short name of a document.",
            "Use small letters, digits, hyphens and underscores, 80 characters at most.",
        )
    if len(text) > MAX_CHARACTERS:
        raise InvalidInput(
            f"The document is longer than {MAX_CHARACTERS:,} characters.", "Split it in two."
        )
    front, body = _split(text)
    shape = _PlaybookHead if kind == "playbook" else _Head
    try:
        head = shape.model_validate(front)
    except ValidationError as error:
        raise InvalidInput(_said(error), "Correct it and try again.") from error
    _require_known_skills(head.skills)
    return _document(slug, kind, head, body)


def kind_of(text: str) -> Literal["article", "playbook"]:
    """What ``text`` is meant to be: only a playbook has phases."""
    front, _ = _split(text)
    return "playbook" if "phases" in front else "article"


def render(document: Document) -> str:
    """The document as text that :func:`parse` reads back to the same document."""
    front: dict[str, Any] = {
        "title": document.title,
        "summary": document.summary,
        "topic": document.topic,
        "situations": list(document.situations),
        "skills": list(document.skills),
        "stage": document.stage,
        "source": document.source,
    }
    if document.playbook is not None:
        filled = asdict(document.playbook)
        front |= {key: _plain(filled[key]) for key in _PLAYBOOK_KEYS}
    head = yaml.safe_dump(front, sort_keys=False, allow_unicode=True, width=100)
    return f"---\n{head}---\n\n{document.body}\n"


def _split(text: str) -> tuple[dict[str, Any], str]:
    found = _FENCE.match(text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    if found is None:
        raise InvalidInput(
            "The front matter is missing.",
            "Begin with a line ---, then title, summary and topic, then another line ---.",
        )
    try:
        front = yaml.load(found[1], _Loader)  # noqa: S506 - a loader of plain values
    except (yaml.YAMLError, RecursionError) as error:
        raise InvalidInput(
            f"The front matter is not YAML: {_where(error)}",
            "Correct that line; a text with a colon in it stands in quotes.",
        ) from error
    if not isinstance(front, dict):
        raise InvalidInput("The front matter has no fields.", "Write title: … and so on.")
    return front, (found[2] or "").strip()


def _where(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    # The fence takes the first line of the file.
    return f"line {mark.line + 2}: {problem}" if mark else problem


def _said(error: ValidationError) -> str:
    """What is empty, all of it; else the first thing that is wrong, with its place."""
    found = error.errors(include_url=False, include_input=False)
    if all(one["type"] in _EMPTY for one in found):
        return f"Missing or empty: {', '.join(_place(one['loc']) for one in found)}."
    first = next(one for one in found if one["type"] not in _EMPTY)
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return f"{_place(first['loc'])}: {first['msg'].lower()}{more}"


def _place(location: tuple[int | str, ...]) -> str:
    place = " ".join(f"{part + 1}" if isinstance(part, int) else part for part in location)
    return _MEANT.get(place, place)


def _require_known_skills(skills: tuple[str, ...]) -> None:
    unknown = [skill for skill in skills if skill not in skill_areas()]
    if unknown:
        raise InvalidInput(
            f"There is no skill “{unknown[0]}”.", f"Known: {', '.join(skill_areas())}."
        )


def _document(slug: str, kind: Literal["article", "playbook"], head: _Head, body: str) -> Document:
    playbook = None
    if isinstance(head, _PlaybookHead):
        playbook = Playbook(**{key: getattr(head, key) for key in _PLAYBOOK_KEYS})
    return Document(
        slug,
        kind,
        head.title,
        head.summary,
        head.topic,
        head.situations,
        head.skills,
        head.stage,
        head.source,
        body,
        playbook=playbook,
    )


def _plain(value: Any) -> Any:
    """Tuples as lists, and without what is empty: as a person would write it."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if one not in ("", (), [], None)}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
