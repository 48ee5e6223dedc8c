"""The knowledge base from the command line: searched, read, written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.cli.accounts import Json
from core.cli.context import ACTOR, opened
from core.cli.output import plain, print_json, result, say, table
from core.errors import InvalidInput, NotFound


def search(
    query: Annotated[str, typer.Argument(help="What is going on, in your words.")],
    kind: Annotated[str | None, typer.Option("--kind", help="article or playbook.")] = None,
    skill: Annotated[
        list[str] | None, typer.Option("--skill", help="Only of this skill area; repeatable.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="Documents at most.", min=1, max=100)] = 10,
    as_json: Json = False,
) -> None:
    """Articles and playbooks that answer a question, best first."""
    from core.coaching.knowledge import search as found_in  # noqa: PLC0415 - heavy, see --help
    from core.coaching.knowledge.as_answer import hit_json  # noqa: PLC0415
    from core.coaching.skill_areas import skill_areas  # noqa: PLC0415

    if kind not in (None, "article", "playbook"):
        raise InvalidInput(f"{kind!r} is no kind of document.", "Give article or playbook.")
    if unknown := [one for one in skill or () if one not in skill_areas()]:
        raise InvalidInput(
            f"There is no skill {unknown[0]!r}.", f"There are: {', '.join(skill_areas())}."
        )
    with opened() as cockpit:
        hits = found_in(cockpit.store, ACTOR, query, kind=kind, skills=skill or (), limit=limit)
    if as_json:
        print_json([hit_json(hit) for hit in hits])
        return
    rows = [
        [
            f"{hit.relevance:.0%}",
            hit.document.kind,
            hit.document.slug,
            hit.document.title,
            ", ".join(hit.matched),
        ]
        for hit in hits
    ]
    table(["Relevance", "Kind", "Name", "Title", "Found by"], rows)
    if not hits:
        say("No document has these words.")


def read(
    slug: Annotated[str, typer.Argument(help="Name of the document, as search gives it.")],
    as_json: Json = False,
) -> None:
    """One document, whole: front matter and Markdown."""
    from core.coaching.knowledge import library  # noqa: PLC0415 - heavy, see --help
    from core.coaching.knowledge.as_answer import whole_json  # noqa: PLC0415

    with opened() as cockpit:
        found = library(cockpit.store, ACTOR).get(slug)
    if found is None:
        raise NotFound(f"There is no document {slug!r}.", "Search for it: coach search WORDS.")
    whole = whole_json(found)
    if as_json:
        print_json(whole)
    else:
        result(plain(whole["text"]))


def write(
    file: Annotated[
        Path, typer.Argument(help="Front matter and Markdown, as `coach read` gives it.")
    ],
    slug: Annotated[
        str, typer.Option("--name", help="The document to change; a new one without.")
    ] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why the change.")] = "",
    as_json: Json = False,
) -> None:
    """Put a document of your own in use, or a new version of one that is."""
    from core.coaching.knowledge import save  # noqa: PLC0415 - heavy, see --help
    from core.coaching.knowledge.as_answer import document_json  # noqa: PLC0415

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{file} cannot be read: {error}.", "Give a text in UTF-8.") from error
    with opened() as cockpit:
        saved = save(cockpit.store, ACTOR, text, slug=slug, reason=reason)
    if as_json:
        print_json(document_json(saved))
    else:
        result(f"{saved.slug}, version {saved.version}: {saved.title}")
