"""Saved views: a named set of filters on a page, for oneself or shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.actor import Actor
from core.auth.guard import allows, require
from core.auth.permissions import Permission
from core.cockpit.query import fetch, statement
from core.errors import Forbidden, InvalidInput, NotFound
from core.store import Store

_LONGEST_NAME = 80
_LONGEST_QUERY = 4000


@dataclass(frozen=True)
class SavedView:
    """``page`` and ``query`` are as the address carries them: ``/page?query`` opens the view."""

    view_id: int
    page: str
    name: str
    query: str
    owner: str
    is_shared: bool
    saved_at: datetime


def saved_views(store: Store, actor: Actor, page: str | None = None) -> tuple[SavedView, ...]:
    """The actor's own views and those others share, of one page or all, by name."""
    require(actor, Permission.VIEW_SAVE)
    return fetch(store, "saved_views", {"viewer": actor.email, "page": page}, SavedView)


def save_view(
    store: Store, actor: Actor, *, page: str, name: str, query: str, is_shared: bool = False
) -> SavedView:
    """Save a view; the actor's own of the same page and name is replaced."""
    require(actor, Permission.VIEW_SAVE)
    title = name.strip()
    if not title or len(title) > _LONGEST_NAME:
        raise InvalidInput(
            f"The name has {len(title)} characters.", f"Give a name of 1 to {_LONGEST_NAME}."
        )
    if len(query) > _LONGEST_QUERY:
        raise InvalidInput("The view has too many filters to save.", "Choose fewer values.")
    with store.transaction(actor, "view.save", f"{page} {title}") as work:
        work.execute(
            statement("view_delete_named"), {"page": page, "name": title, "owner": actor.email}
        )
        number = int(work.value("SELECT coalesce(max(view_id), 0) + 1 FROM ops.saved_view"))
        view = SavedView(
            number,
            page,
            title,
            query.removeprefix("?"),
            actor.email,
            is_shared,
            store.clock.now(),
        )
        work.execute(statement("view_insert"), vars(view))
        work.touch("ops.saved_view")
    return view


def delete_view(store: Store, actor: Actor, view_id: int) -> None:
    """Delete one's own view; a shared one of somebody else's takes ``view.moderate``."""
    require(actor, Permission.VIEW_SAVE)
    found = [view for view in saved_views(store, actor) if view.view_id == view_id]
    if not found:
        raise NotFound(
            f"You see no saved view {view_id}.", "It may have been deleted: look at the list again."
        )
    view = found[0]
    if view.owner != actor.email and not allows(actor, Permission.VIEW_MODERATE):
        raise Forbidden("This view is someone else's.", f"Ask {view.owner} to delete it.")
    with store.transaction(actor, "view.delete", f"{view.page} {view.name}") as work:
        work.execute(statement("view_delete"), {"view_id": view_id})
        work.touch("ops.saved_view")
