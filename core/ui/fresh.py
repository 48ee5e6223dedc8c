"""Scores brought up to date before they are looked at."""

from __future__ import annotations

from datetime import date

import streamlit as st

from core import cockpit, wiring
from core.actor import Actor
from core.errors import ReadOnly
from core.store import has_rows, stale_models
from core.ui import words


def ensure(actor: Actor, day: date) -> bool:
    """Work out what is missing or out of date for ``day``, with a word about it meanwhile.

    False: nothing was ever worked out for that day, and now nothing can be.
    """
    running = wiring.cockpit()
    if stale_models(running.store, running.models, day):
        with st.spinner(f"Working out the scores for {words.day(day)}"):
            try:
                cockpit.ensure_fresh(running, actor, day)
            except ReadOnly:
                # The banner of every page says why and what to do; what is there stays readable.
                st.caption(
                    f"The scores for {words.day(day)} could not be worked out. Choose an earlier "
                    "date to see those worked out before."
                )
                return has_rows(running.store, day)
    return True
