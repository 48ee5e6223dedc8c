"""A list of what was learned from people, each entry of which can be forgotten by who may."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

from core import wiring
from core.actor import Actor
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.store import Store
from core.ui import safe, tables
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column

FORGET = ":material/delete: Forget"

One = TypeVar("One")


@dataclass(frozen=True)
class Taught(Generic[One]):
    """How one such list is shown; ``forget`` takes back an entry, ``forgotten`` says what that did."""

    key: str
    icon: str
    caption: str
    columns: tuple[Column, ...]
    alt: str
    forget: Callable[[Store, Actor, One], None]
    forgotten: str


def draw(view: View, title: str, found: Sequence[One], taught: Taught[One]) -> None:
    """The list in an expander; nothing when nothing was learned."""
    if not found:
        return

    def forget(one: One) -> None:
        def use_case() -> bool:
            taught.forget(wiring.cockpit().store, current_actor(), one)
            return True

        act(use_case, taught.forgotten)

    with st.expander(safe.own(title), icon=taught.icon):
        st.caption(safe.own(taught.caption))
        tables.show(
            found,
            taught.columns,
            key=taught.key,
            alt=taught.alt,
            on_open=forget if allows(view.actor, Permission.MAPPING_SAVE) else None,
            open_label=FORGET,
        )
