"""Launcher: `streamlit run app.py` serves the pages, the JSON API and the scheduled jobs."""

import streamlit as st

from core import api
from core.jobs import beside
from core.ui import addresses, failure, launch

door = launch.safe_door()
app = st.App(
    "core/ui/shell.py",
    routes=[*api.routes(door), *addresses.routes()],
    middleware=api.middleware(door),
    lifespan=beside(launch.lifespan, after_seconds=5),
    on_script_error=failure.on_script_error,
)
