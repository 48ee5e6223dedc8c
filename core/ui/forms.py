"""Forms that write: notes, statuses set by hand, corrections of a contact. Each calls one use case.

Callbacks run before the page does, so each asks again who is acting; the use case decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import streamlit as st

from core import cockpit, wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.cockpit.notes import LONGEST_NOTE
from core.cockpit.overrides import LONGEST_OVERRIDE_DAYS, OVERRIDE_RAGS
from core.cockpit.sponsors import SponsorRow
from core.ui import evidence, safe, words
from core.ui.acts import act
from core.ui.coaching import reading
from core.ui.identity import current_actor
from core.ui.opener import View


def ask_for_evidence(title: str, row: Any) -> None:
    """Widget callback: open the evidence drawer for a row's references in this run."""
    st.session_state["drawer"] = (title, tuple(row.evidence), row.note or "")
    st.session_state.pop("evidence.reference", None)


def ask_for_reference(title: str, reference: str) -> None:
    """Widget callback: open the evidence drawer for one imported row."""
    st.session_state["drawer"] = (title, (reference,), "")
    st.session_state["evidence.reference"] = reference


def ask_for_rows(title: str, references: Sequence[str], note: str = "") -> None:
    """Widget callback: open the evidence drawer for these references; the first one's line is shown."""
    st.session_state["drawer"] = (title, tuple(references), note)
    st.session_state.pop("evidence.reference", None)


def open_drawer() -> None:
    """The last line of a page with evidence or citations: open the drawer that a callback asked for."""
    if asked := st.session_state.pop("drawer", None):
        evidence.drawer(*asked)
    else:
        reading.open_drawer()


def note(view: View, account_key: int) -> None:
    """A field for a note, for those who may write one."""
    if not allows(view.actor, Permission.ACCOUNT_NOTE):
        return
    with st.form("note.form", clear_on_submit=True, border=False):
        st.text_area(
            "Note",
            key="note.body",
            max_chars=LONGEST_NOTE,
            placeholder="What should the next person know?",
            height=90,
        )
        st.form_submit_button(
            "Add note", icon=":material/add_comment:", on_click=_note, args=(account_key,)
        )


def _note(account_key: int) -> None:
    act(
        lambda: cockpit.add_note(
            wiring.cockpit().store, current_actor(), account_key, st.session_state["note.body"]
        ),
        "Note added.",
    )


def health_override(view: View, account_key: int, *, cleared: bool) -> None:
    """Set a status by hand, with reason and expiry; it stands beside the computed one."""
    if not allows(view.actor, Permission.ACCOUNT_OVERRIDE):
        return
    with st.popover("Set status by hand", icon=":material/edit:", type="tertiary"):
        st.caption("Shown beside the computed status until it expires; the score stays as it is.")
        with st.form("health-override.form", border=False):
            st.segmented_control(
                "Status", OVERRIDE_RAGS, format_func=words.rag, key="health-override.rag"
            )
            st.text_input("Reason", key="health-override.reason", max_chars=500)
            st.date_input(
                "Expires",
                value=view.today + timedelta(days=30),
                min_value=view.today,
                max_value=view.today + timedelta(days=LONGEST_OVERRIDE_DAYS),
                key="health-override.expires",
            )
            st.form_submit_button("Set status", on_click=_set_health, args=(account_key,))
        if not cleared:
            st.button(
                "Clear it", key="health-override.clear", on_click=_clear_health, args=(account_key,)
            )


def _set_health(account_key: int) -> None:
    state = st.session_state
    act(
        lambda: cockpit.set_health_override(
            wiring.cockpit().store,
            current_actor(),
            account_key,
            rag=state.get("health-override.rag") or "",
            reason=state.get("health-override.reason", ""),
            expires_on=state["health-override.expires"],
        ),
        "Status set by hand.",
    )


def _clear_health(account_key: int) -> None:
    act(
        lambda: cockpit.clear_health_override(wiring.cockpit().store, current_actor(), account_key),
        "The computed status stands alone again.",
    )


def contact_override(view: View, people: Sequence[SponsorRow]) -> None:
    """Correct a field of an executive; it overlays the import and the scores follow."""
    if not people or not allows(view.actor, Permission.ACCOUNT_OVERRIDE):
        return
    with st.popover("Correct an executive", icon=":material/edit:", type="tertiary"):
        names = {person.contact_key: person.full_name for person in people}
        st.selectbox(
            "Executive",
            list(names),
            format_func=lambda key: safe.plain(names.get(key, "")),
            key="contact-override.contact",
        )
        field = st.selectbox(
            "Field",
            list(cockpit.CONTACT_FIELDS),
            format_func=words.name,
            key="contact-override.field",
        )
        choices = cockpit.CONTACT_FIELDS.get(field, ())
        if choices:
            st.selectbox("Value", choices, format_func=words.name, key="contact-override.value")
        else:
            st.text_input("Value", key="contact-override.value", max_chars=100)
        st.text_input("Reason", key="contact-override.reason", max_chars=500)
        st.button("Save correction", key="contact-override.save", on_click=_correct)


def _correct() -> None:
    state = st.session_state
    act(
        lambda: cockpit.set_contact_override(
            wiring.cockpit().store,
            current_actor(),
            int(state["contact-override.contact"]),
            field=state["contact-override.field"],
            value=str(state.get("contact-override.value") or ""),
            reason=state.get("contact-override.reason", ""),
        ),
        "Corrected. The scores follow.",
    )
