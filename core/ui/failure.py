"""What someone sees when something goes wrong: what a person can put right, or an id to quote."""

from __future__ import annotations

import logging
import secrets
import traceback
from pathlib import Path

import streamlit as st

from core.errors import Forbidden, NotSignedIn, RapportError
from core.settings import PROJECT_ROOT
from core.ui import safe
from core.ui.identity import audit_refusal

log = logging.getLogger("rapport.pages")


def show(error: RapportError) -> None:
    """Say what is wrong and what to do about it; what was refused is audited."""
    if isinstance(error, Forbidden):
        audit_refusal(error)
    icon = ":material/lock:" if isinstance(error, Forbidden) else ":material/error:"
    st.error(safe.label(error.remedy or " ", 400), title=safe.label(error.message, 400), icon=icon)


def _where(error: Exception) -> str:
    """The way through our own files to where it was raised: names and lines, no values."""
    steps = traceback.extract_tb(error.__traceback__)
    own = [step for step in steps if step.filename.startswith(str(PROJECT_ROOT / "core"))]
    named = [f"{Path(step.filename).name}:{step.lineno} {step.name}" for step in (own or steps)]
    return " > ".join(named[-4:])


def on_script_error(error: Exception) -> bool:
    """Streamlit's handler of exceptions no page caught; ``True`` keeps its own display away.

    The log gets the id, the kind of error and where it was raised, never its text: that may hold
    a customer's data.
    """
    if isinstance(error, NotSignedIn):
        st.info("Your session has ended. Reload the page to sign in again.")
        return True
    if isinstance(error, RapportError):
        show(error)
        return True
    number = secrets.token_hex(4)
    log.error("page failed: id %s, %s at %s", number, type(error).__name__, _where(error))
    st.error(
        f"Quote the id {safe.own(number)} to whoever runs Rapport: the log says under it what happened. "
        "Nothing was saved.",
        title="This page could not be drawn",
        icon=":material/error:",
    )
    return True
