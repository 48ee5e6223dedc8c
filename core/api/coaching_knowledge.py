"""The knowledge base over the API: searched, and read."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from core.api.callers import Caller, CockpitHere
from core.api.payloads import Strict
from core.coaching.knowledge import library, search
from core.coaching.knowledge.as_answer import hit_json, whole_json
from core.errors import NotFound

router = APIRouter(prefix="/coaching", tags=["coaching"])


class KnowledgeQuery(Strict):
    """What to search for. Several skills or situations are alternatives."""

    query: str = Field(min_length=1, max_length=4_000, description="What is going on, in words.")
    kind: Literal["article", "playbook"] | None = Field(default=None, description="Both without.")
    skill: list[str] = Field(default=[], description="Short names of skill areas.")
    situation: list[str] = Field(default=[], description="Short names of playbooks.")
    limit: int = Field(default=10, ge=1, le=100, description="Documents at most.")


class KnowledgeDocument(BaseModel):
    """What a document is about. `author` and `version` are empty and 0 for a shipped one."""

    slug: str
    kind: Literal["article", "playbook"]
    title: str
    summary: str
    topic: str
    situations: list[str]
    skills: list[str]
    stage: str
    source: str
    origin: Literal["shipped", "own"]
    author: str
    version: int


class KnowledgeHit(KnowledgeDocument):
    """A document that answers, best first.

    `relevance` is 0 to 1: how much of the query, by rarity of its words, the document is about. `matched`
    are the words that found it; `n` says of how many rated or followed turns `helped` speaks.
    """

    relevance: float
    matched: list[str]
    helped: str | None
    n: int


class KnowledgeHits(BaseModel):
    """What was found."""

    items: list[KnowledgeHit]


class KnowledgeText(KnowledgeDocument):
    """A document with its text: YAML front matter, then Markdown."""

    text: str


@router.get("/knowledge")
def search_knowledge(
    cockpit: CockpitHere, actor: Caller, query: Annotated[KnowledgeQuery, Query()]
) -> KnowledgeHits:
    """Articles and playbooks that answer a query, shipped ones and those written here."""
    hits = search(
        cockpit.store,
        actor,
        query.query,
        kind=query.kind,
        skills=query.skill,
        situations=query.situation,
        limit=query.limit,
    )
    return KnowledgeHits(items=[KnowledgeHit(**hit_json(hit)) for hit in hits])


@router.get("/knowledge/{slug}")
def get_knowledge(
    slug: Annotated[str, Path(max_length=80, description="Short name of the document.")],
    cockpit: CockpitHere,
    actor: Caller,
) -> KnowledgeText:
    """One document as it is now."""
    found = library(cockpit.store, actor).get(slug)
    if found is None:
        raise NotFound(f"There is no document “{slug}”.", "Search for it.")
    return KnowledgeText(**whole_json(found))
